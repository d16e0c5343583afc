"""Stalling beats walking out only while the other side's support erodes.

Claim      A party that stalls fares better than one that leaves while support for the other side falls, and no better
           while it is steady.
World      52 weeks; Borin is sincere; support for it falls by one a year (lever `support`), or is steady. Alda stalls;
           or has walked out of all talks on the first day, for good; or stays and plays for rejection. What talk costs
           Alda beyond what it gains from it is nothing, half, or all that it can be (its clocks).
Quantity   Alda's payoff: stalling less leaving, run by run, with falling and with steady support; and the difference of
           the two differences. Intervals of 98.3 %, as three costs are looked at.
Expected   At one of the costs at least the difference is positive with falling and negative with steady support, each
           by 0.01 at least: *shown* where walking out is the exit. *Shown in part* if only the difference of differences
           is positive at every cost, or the sign changes only against rejection.
Control    Where low support neither stresses nor makes anybody yield, the difference of differences must be nothing. A
           planted world, in which low support makes the other side give in altogether, must be caught.
Source     glozman2015 (false negotiation gains by delay until an outside change; from its abstract); design
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from counterpoint.case.model import Clocks
from counterpoint.levers.worth import shared_channels, with_only
from counterpoint.simulation.arrays import CLOSABLE, DARK, Floats
from counterpoint.simulation.scene import Scene
from fact_world import BUNDLED, LEAST_PAYOFF, Finding, Sought, case, mean_finding, outcomes, pulled, scene

TURNS = 52
COSTS = (0.0, 0.5, 1.0)
FALLING = "support:party=borin,by=0,trend=-1"
EXITS = ("walking out", "rejection")
THREE = 2.394
"""Standard errors of an interval of 98.3 %."""
OFF = {"push": 0.0, "yielding_stress": 0.0}
PLANT = {"yielding": 0.02, "yielding_stress": 12.0}
WHY = {
    "rejection": "Who plays for rejection does not leave: its playbook lowers acceptance only where the other side has"
    " given way, and signing never, so that it settles where a staller hardly ever does. For an exit it would have to"
    " lower signing and acceptance always (playbooks/rejection.py).",
    "walking out": "Nobody looks at the other side's support: a staller does not wait for it to fall, it only profits"
    " where it does. Where talk is free, staying is the better in both worlds; where it costs most, leaving is"
    " (no feature of playbooks/features.py tells the other's support).",
}
"""Why something is not shown, by what its key holds; found after measuring."""


def staying(aim: str, *, cost: float, rules: Mapping[str, float] = BUNDLED) -> Scene:
    """Alda stays and plays an aim; talk costs it so much more than it gains from it."""
    clocks = Clocks(talking_cost=cost, talk_gain=0.0)
    return scene({"alda": aim, "borin": "sincere"}, turns=TURNS, made=case(clocks=clocks), rules=rules)


def leaving(where: Scene) -> Scene:
    """All talks are shut from the first day, for good, and dark."""
    shut = [c for c in shared_channels(where) if where.world.places[c, CLOSABLE]]
    marks = where.start.marks.copy()
    marks[DARK] = 0
    return with_only(replace(where, start=where.start._replace(marks=marks)), shut, frozenset())


def payoffs(
    cost: float, exits: Sequence[str] = EXITS, *, runs: int, seed: int, rules: Mapping[str, float] = BUNDLED
) -> dict[str, Floats]:
    """Alda's payoff in each run, by what it does, with steady support and with falling support."""
    stall = staying("stall", cost=cost, rules=rules)
    arms = {"stall": stall}
    if "walking out" in exits:
        arms["walking out"] = leaving(stall)
    if "rejection" in exits:
        arms["rejection"] = staying("rejection", cost=cost, rules=rules)
    found = {}
    for name, where in arms.items():
        found[f"{name}, steady"] = outcomes(where, runs=runs, seed=seed).payoff[:, 0]
        found[f"{name}, falling"] = outcomes(pulled(where, FALLING), runs=runs, seed=seed).payoff[:, 0]
    return found


def contrast(got: dict[str, Floats], sought: Sought, left: str) -> Finding:
    """By how much falling support raises what stalling is worth beyond leaving."""
    steady, falling = (got[f"stall, {how}"] - got[f"{left}, {how}"] for how in ("steady", "falling"))
    return mean_finding(sought, steady, falling, z=THREE)


def measure(*, runs: int, seed: int, costs: Sequence[float] = COSTS) -> list[Finding]:
    """Every finding, at some of the costs."""
    found: list[Finding] = []
    for cost in costs:
        got = payoffs(cost, runs=runs, seed=seed)
        for left in EXITS:
            at = f"{left}, cost {cost:g}"
            for how, sign in (("falling", 1), ("steady", -1)):
                sought = Sought(f"{at}: {how}", f"stalling less {left}, net cost of talk {cost:g}, support {how}", sign,
                                LEAST_PAYOFF)  # fmt: skip
                found.append(mean_finding(sought, got[f"{left}, {how}"], got[f"stall, {how}"], z=THREE))
            text = f"stalling less {left}, net cost of talk {cost:g}: falling less steady support"
            found.append(contrast(got, Sought(f"{at}: contrast", text, 1, LEAST_PAYOFF), left))
    for key, text, sign, rules in (
        ("idle", "where low support does nothing: falling less steady support", 0, OFF),
        ("planted", "planted: low support makes a side give in: falling less steady support", 1, PLANT),
    ):
        got = payoffs(0.5, EXITS[:1], runs=runs, seed=seed, rules=rules)
        found.append(contrast(got, Sought(key, text, sign, LEAST_PAYOFF, "control"), EXITS[0]))
    return found


def changes_sign(findings: Sequence[Finding], left: str) -> bool:
    """Whether stalling beats leaving with falling support and loses with steady support, at one of the costs."""
    met = {f.key: f.met for f in findings}
    both = ((f"{left}, cost {cost:g}: {how}" for how in ("falling", "steady")) for cost in COSTS)
    return any(all(met.get(key, False) for key in keys) for keys in both)


def verdict(findings: Sequence[Finding]) -> str:
    """What is said of the fact."""
    if changes_sign(findings, "walking out"):
        return "shown"
    contrasts = [f.met for f in findings if f.key.startswith("walking out") and f.key.endswith("contrast")]
    return "shown in part" if all(contrasts) or changes_sign(findings, "rejection") else "not shown"
