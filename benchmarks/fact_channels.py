"""More channels help who modulates them and hurt the side without a chief negotiator.

Claim      With the same amount of talk spread over more channels, a party that plays them louder and softer gains, and
           a party whose envoys have no clear mandate, and nobody who settles their contradictions, loses.
World      52 weeks; one, three or six rooms of officials and nothing else; three occasions a week of each side, spread
           evenly over the rooms that are open. Borin is sincere. The modulator, Alda, stalls (as in what the claim is
           taken from) or is sincere. The side without a chief, Alda too, is sincere; in every room sits an envoy
           without a clear mandate, hawks, doves and neither, so that their mean stance is the same for any number of
           rooms; the same party with a chief negotiator (lever `chief`) stands against it.
Quantity   Alda's payoff with six rooms less that with one; and this less the same of the party without the technique,
           or with a chief.
Expected   For the modulator both positive, for the side without a chief both negative, by 0.01 at least, and for the
           modulator in both worlds. With three rooms the payoff is told.
Control    Planted worlds must be caught: six rooms in which Borin is worn down too (its support begins at its lowest),
           and a chance that home disowns what an envoy accepted that grows with the rooms.
Source     design: the articles describe parallel channels played against each other, and envoys who contradict
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterpoint.case.model import Channel, Chief, Envoy, Party, Seat
from counterpoint.levers.worth import shared_channels, with_only
from counterpoint.simulation.arrays import Floats
from counterpoint.simulation.scene import Scene
from fact_world import (
    BOTH,
    BUNDLED,
    LEAST_PAYOFF,
    Finding,
    Sought,
    at_rates,
    case,
    judged,
    mean_finding,
    outcomes,
    pulled,
    scene,
)

TURNS, TALK = 52, 3.0
"""Weeks; occasions a week of each side over all rooms."""
ROOMS = (1, 3, 6)
STANCES = (0, -2, 2, 0, -2, 2)
WORN = "support:party=borin,by=-1"
verdict = judged
WHY = {
    "modulator": "The world gives nothing for it: moods, patience and goodwill are held by party, not by channel, so"
    " that progress in one room does not make up for none in another; and in more rooms the technique"
    " mostly falls silent (`active_elsewhere`). It would need what is heard, and how long one waits for an"
    " answer, to count by channel (hearing.hear, ending.end).",
    "no chief": "An acceptance is disowned with the same chance in whichever room it was given. What more rooms add is"
    " that hawks and doves state lines of their own, of which home stands by none beyond its limit: that is little"
    " (moving._accept).",
}
"""Why something is not shown, by what its key holds; found after measuring."""


def rooms(envoys: bool) -> tuple[Channel, ...]:
    """Six rooms alike; with an envoy of Alda in each, or with nobody in particular."""
    return tuple(
        Channel(id=f"room{n}", name=f"room {n}", level="working", visibility="known",
                seats=(Seat(party="alda", envoy=f"envoy{n}"), BOTH[1]) if envoys else BOTH)
        for n in range(1, len(STANCES) + 1)
    )  # fmt: skip


def parallel(open_rooms: int, plays: Any, *, envoys: bool = False, rules: Mapping[str, float] = BUNDLED) -> Scene:
    """So many rooms open, over which so much talk is spread."""
    more: dict[str, Any] = {}
    if envoys:
        more = {
            "envoys": tuple(Envoy(id=f"envoy{n}", name=f"envoy {n}", party="alda", standing="unclear", stance=stance)
                            for n, stance in enumerate(STANCES, 1)),
            "parties": (Party(id="alda", name="Alda", counterpart="borin", chief_negotiator=(Chief(envoy=None),)),
                        Party(id="borin", name="Borin", counterpart="alda")),
        }  # fmt: skip
    made = case(rooms(envoys), **more)
    rates = {c.id: TALK / open_rooms for c in made.channels}
    where = scene({"alda": plays, "borin": "sincere"}, turns=TURNS, made=made, rates=rates, rules=rules)
    return at_rates(with_only(where, shared_channels(where), frozenset(range(open_rooms))), rates)


def payoff(where: Scene, *, runs: int, seed: int) -> Floats:
    """Alda's payoff in each run."""
    return outcomes(where, runs=runs, seed=seed).payoff[:, 0]


def compared(name: str, who: str, sign: int, own: list[Floats], other: list[Floats]) -> list[Finding]:
    """Findings from payoffs by number of rooms, of the party in question and of the one it is held against."""
    one, three, six = own
    return [
        mean_finding(Sought(f"{name}: six", f"{who}: payoff with six rooms against one", sign, LEAST_PAYOFF), one, six),
        mean_finding(Sought(f"{name}: three", f"{who}: with three rooms against one", sign, LEAST_PAYOFF, "figure"),
                     one, three),
        mean_finding(Sought(f"{name}: contrast", f"{who}: six against one, less the same without it", sign,
                            LEAST_PAYOFF), other[2] - other[0], six - one),
    ]  # fmt: skip


def modulating(aim: str, *, on: bool) -> dict[str, Any]:
    """An aim, with the technique or without any."""
    return {"aim": aim, "techniques": ["modulation"] if on else []}


def measure(*, runs: int, seed: int) -> list[Finding]:
    """Every finding."""
    how = {"runs": runs, "seed": seed}
    found: list[Finding] = []
    for aim in ("stall", "sincere"):
        own, other = ([payoff(parallel(k, modulating(aim, on=on)), **how) for k in ROOMS] for on in (True, False))
        found += compared(f"modulator, {aim}", f"the modulator ({aim})", 1, own, other)
    loose = [parallel(k, "sincere", envoys=True) for k in ROOMS]
    own, other = ([payoff(s, **how) for s in arms] for arms in (loose, [pulled(s, "chief:party=alda") for s in loose]))
    found += compared("no chief", "the side without a chief", -1, own, other)
    one, six = (payoff(s, **how) for s in (parallel(1, modulating("stall", on=True)),
                                           pulled(parallel(6, modulating("stall", on=True)), WORN)))  # fmt: skip
    found.append(mean_finding(Sought("planted: worn", "planted: in six rooms the other side is worn down too", 1,
                                     LEAST_PAYOFF, "control"), one, six))  # fmt: skip
    one, six = (payoff(parallel(k, "sincere", envoys=True, rules={"disown": k / 6}), **how) for k in (1, 6))
    found.append(mean_finding(Sought("planted: disowned", "planted: home disowns the more, the more rooms there are",
                                     -1, LEAST_PAYOFF, "control"), one, six))  # fmt: skip
    return found
