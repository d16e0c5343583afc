"""Diversion: whether a party does harm to third parties in the turns in which it talks with its counterpart.

Rule     turns of talks are those in which the party or its counterpart says anything to the other (words and procedure)
         on a channel of talks. Harm is the party's acts of HARM with a third party as target: neither itself nor the
         counterpart. ratio: harm per day in turns of talks over that in other turns. Null of p: harm does not heed
         the talks; they are shifted round against the harm by each number of turns, and p is the share of all shifts
         (that by 0 among them) that give as much. What they give is harm in turns of talks, or harm weighted by how
         lively talks still are, a turn of them counting half after HALF_LIFE days (tempo): the greater of the two,
         each in standard deviations over the shifts. Seen where p is SEEN or less
Unit     acts; turns; days; ratio of two rates with its exact 95% interval; probability
Source   design; ikle1964 (memory: talks for side-effects, deception among them); circular-shift test (memory)
Status   light: where talks and harm come in spells of their own p is .05 or less in 2 to 6 of 100 records (26 to 260
         turns); power checked with planted harm, at once and with a lag. The interval takes harm to come singly. That
         harm goes with talks is no sign that the talks were meant to hide it; where they talk in every turn nothing
         can be said; where both come in rounds of the same steady length p is .05 or less in 10 of 100
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import DEEDS
from counterpoint.measures.agenda import talks
from counterpoint.measures.chance import LEAST_SHIFTS, SEEN, Floats, faded, greater, overlap, share_as_high
from counterpoint.measures.displacement import third_party
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.gestures import vague
from counterpoint.measures.proportions import RateRatio, rate_ratio
from counterpoint.measures.response import days_of, loudness
from counterpoint.measures.sides import acts_of, facing, towards
from counterpoint.measures.tempo import HALF_LIFE, turn_of
from counterpoint.record.record import Record, day

HARM = frozenset({"strike", "pressure", "breach"})


@dataclass(frozen=True, slots=True)
class Diversion:
    """A party's harm to third parties in turns of talks with its counterpart and in others; p, or why not."""

    party: str
    other: str | None
    talking: int
    turns: int
    then: int
    days: int
    otherwise: int
    other_days: int
    ratio: RateRatio
    seen: bool
    p: float | None
    why: str


def harm(record: Record, party: str) -> tuple[Act, ...]:
    """A party's harm to third parties, in order; what is dated no better than to a turn is left out."""
    faced = facing(record)
    return tuple(
        a for a in acts_of(record, party)
        if a.kind in HARM and third_party(record, a, faced=faced) and not vague(a, record.case.turn_days)
    )  # fmt: skip


def talking(record: Record, party: str, *, other: str | None) -> Floats:
    """1 for every turn in which either side says anything to the other on a channel of talks, else 0 (turns,)."""
    faced, at, ends = facing(record), set(talks(record)), {(party, other), (other, party)}
    said = [
        a for a in record.acts
        if a.channel in at and a.kind not in DEEDS
        and (record.actor_party(a), towards(record, a, facing=faced)) in ends - {(party, party)}
    ]  # fmt: skip
    return np.minimum(1.0, loudness(record, said))


def diversion(record: Record, party: str, *, other: str | None) -> Diversion:
    """Whether a party's harm to third parties goes with its talks."""
    done, days = loudness(record, harm(record, party)), days_of(record)
    with_talks = talking(record, party, other=other)
    spoken = with_talks > 0
    then, otherwise = int(done[spoken].sum()), int(done[~spoken].sum())
    time, rest = int(days[spoken].sum()), int(days[~spoken].sum())
    why = _why(done, spoken)
    p = None if why else share_as_high(arrangements(done, with_talks, half=HALF_LIFE / record.case.turn_days))
    ratio = rate_ratio(then, otherwise, time_a=time, time_b=rest)
    seen = p is not None and p <= SEEN
    return Diversion(party, other, int(spoken.sum()), len(done), then, time, otherwise, rest, ratio, seen, p, why)


def arrangements(done: Floats, with_talks: Floats, *, half: float) -> Floats:
    """How much harm (turns,) goes with the talks (turns,) shifted round by each number of turns (turns,).

    half: turns after which talks are half as lively.
    """
    return greater(overlap(done, with_talks), overlap(done, faded(with_talks, half=half)))


def _why(done: Floats, spoken: NDArray[np.bool_]) -> str:
    """Why no chance is computed, or nothing."""
    if not done.any():
        return "no harm to a third party"
    if spoken.all() or not spoken.any():
        return "they talk in every turn" if spoken.any() else "they never talk"
    return "" if len(done) >= LEAST_SHIFTS else f"too few turns: expected at least {LEAST_SHIFTS}, got {len(done)}"


def compute(record: Record) -> Table:
    """Per party with harm to third parties: that in turns of talks and in others; and every act of it."""
    faced = facing(record)
    done = {party: harm(record, party) for party in faced}
    rows = [
        {
            "party": party, "act": act.id, "kind": act.kind, "at": third_party(record, act, faced=faced),
            "while_talking": bool(talking(record, party, other=faced[party])[turn_of(record, day(act))]),
        }
        for party, acts in done.items() for act in acts
    ]  # fmt: skip
    found = [diversion(record, party, other=faced[party]) for party, acts in done.items() if acts]
    return {"turn_days": record.case.turn_days, "parties": plain(found), "harm": rows}


MEASURE = describe(__name__, __doc__, compute=compute)
