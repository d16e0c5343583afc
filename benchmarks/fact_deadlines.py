"""Agreements bunch at deadlines.

Claim      With a date that both sides believe in, a larger share of agreements comes just before it than without one.
World      26 weeks; a date after 13 weeks, known to both from the first day (lever `deadline`). Two who play tough (the
           aim into which the claim was written), two who are sincere (whose playbook says nothing of dates: there only
           the stress of a near date can do it), and anybody (both aims drawn from the prior).
Quantity   Of the runs in which anything is agreed, the share whose first agreement (an acceptance that binds, or a
           signature) falls into the week of the date or the two before; with the date less without.
Expected   Higher, by 2 points at least, in all three worlds. Also told, without being asked of the simulator: of
           agreements up to the date, how many more come in a week of these three, and in one of the first three, than
           in one of those between (a deal at once or at the end: U-shaped).
Control    A date that nobody believes must change nothing. Nothing may be seen where a near date neither stresses nor
           moves anybody. A planted world, in which a near date makes acceptances and concessions likelier by three
           nats, must be caught.
Source     roth1988 (from its abstract); the U-shape from theory of reputational bargaining
"""

from __future__ import annotations

import numpy as np

from counterpoint.simulation.arrays import Floats, Ints
from counterpoint.simulation.looking import F_NEAR
from counterpoint.simulation.scene import Scene
from fact_world import (
    LEAST_SHARE,
    Finding,
    Sought,
    agreeing,
    anybody,
    judged,
    logs,
    mean_finding,
    pulled,
    ratio_finding,
    scene,
    with_nats,
)

TURNS, DUE = 26, 13
BELIEVED, DOUBTED = ("deadline:days=92,believed=1", "deadline:days=92,believed=0")
WINDOW, MIDDLE, EARLY = (11, 14), (3, 11), (0, 3)
"""Turns: the week of the date and the two before it, those between, and the first three."""
PLANTED = 3.0
verdict = judged
WHY = {
    "early": "Nothing can be accepted before the other side has named terms, and a run begins with nothing said: a deal"
    " at once is out of reach. It would need offers on the table from the first day (moving._accept).",
    "two who are sincere: late": "The playbook of the sincere says nothing of dates, and the stress of one moves their"
    " limits by 15 % of the way to the other end at most: with a date more come just before it"
    " than without, but fewer in a week than in the weeks between.",
}
"""Why something is not shown, by what its key holds; found after measuring."""


def worlds() -> dict[str, Scene]:
    """The scenes without a date, by who plays."""
    tough, sincere = (scene({"alda": a, "borin": a}, turns=TURNS) for a in ("tough", "sincere"))
    return {"two who are tough": tough, "two who are sincere": sincere, "anybody": anybody(tough)}


def first_agreements(where: Scene, *, runs: int, seed: int) -> Ints:
    """The turn of the first agreement of each run; -1 where there is none."""
    found = np.full(runs, -1)
    for n, (log, _) in enumerate(logs(where, runs=runs, seed=seed)):
        when = log[agreeing(log), 0]
        if len(when):
            found[n] = when[0]
    return found


def within(when: Ints, span: tuple[int, int]) -> Floats:
    """Which agreements fall into some turns (N,)."""
    return ((when >= span[0]) & (when < span[1])).astype(float)


def bunching(sought: Sought, base: Ints, other: Ints) -> Finding:
    """How the share of agreements in the window differs."""
    return ratio_finding(sought, *((within(when, WINDOW), (when >= 0).astype(float)) for when in (base, other)))


def measure(*, runs: int, seed: int) -> list[Finding]:
    """Every finding."""
    how = {"runs": runs, "seed": seed}
    found: list[Finding] = []
    for name, where in worlds().items():
        base, dated, doubted = (
            first_agreements(s, **how) for s in (where, pulled(where, BELIEVED), pulled(where, DOUBTED))
        )
        found += [
            bunching(Sought(f"{name}: believed", f"{name}: share of first agreements in the three weeks up to the date,"
                            " with the date against without", 1, LEAST_SHARE), base, dated),
            bunching(Sought(f"{name}: not believed", f"{name}: the same with a date that nobody believes", 0,
                            LEAST_SHARE, "control"), base, doubted),
            *shape(name, dated),
        ]  # fmt: skip
    off = with_nats(scene({"alda": "tough", "borin": "tough"}, turns=TURNS, rules={"push": 0.0}), F_NEAR, 0.0)
    plant = with_nats(worlds()["two who are tough"], F_NEAR, PLANTED, "accept", "soften")
    for key, what, expected, where in (
        ("idle", "two who are tough, whom a near date neither stresses nor moves", 0, off),
        ("planted", "planted: a near date makes acceptances and concessions likelier by three nats", 1, plant),
    ):
        base, dated = (first_agreements(s, **how) for s in (where, pulled(where, BELIEVED)))
        found.append(bunching(Sought(key, what, expected, LEAST_SHARE, "control"), base, dated))
    return found


def shape(name: str, when: Ints) -> list[Finding]:
    """Of agreements up to the date, how many more come in a week at the end, and at the beginning, than between."""
    upto = (when >= 0) & (when <= DUE)
    between, early, late = (within(when[upto], span) / (span[1] - span[0]) for span in (MIDDLE, EARLY, WINDOW))
    return [
        mean_finding(Sought(f"{name}: {key}", f"{name}, with the date: share of agreements a week, {text}", 1, 0.01,
                            "figure"), between, other)
        for key, text, other in (("late", "in the three up to the date against between", late),
                                 ("early", "in the first three against between", early))
    ]  # fmt: skip
