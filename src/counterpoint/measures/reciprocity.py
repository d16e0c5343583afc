"""Reciprocity: whether deeds that give, done where nobody speaks of them, are answered by the other side's.

Rule     for each pair that face each other: deeds of GIVING of one towards the other that are tacit or secret. One is
         answered by such a deed of the other on one of the WITHIN days after it. named: those that name one of the
         other's in answers. Null of p: the two do not heed each other; the deeds of the one are shifted round the
         record against those of the other by each number of turns, and p is the share of all shifts (that by 0 among
         them) with as prompt answers: the sum over the deeds of both sides of 1 for an answer on the next day, and
         less for each day more, down to 0 after WITHIN days. promised: acts of PROMISES between the two on the issues
         of the deeds, from WITHIN days before the first to the last; known: deeds that anybody could know by the
         record's last day. Understood without words: p is SEEN or less and nothing promised
Unit     deeds; acts; days; share answered with Wilson's 95% interval; probability
Source   design; reciprocity between two sides: goldstein1990 (memory)
Status   light: p checked for uniformity without and power with planted answers; WITHIN elicited. Two that ease for one
         reason from outside look as if they answered each other
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import PROMISES
from counterpoint.measures.chance import LEAST_SHIFTS, SEEN, share_as_high
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.gestures import end_of, vague
from counterpoint.measures.proportions import Share, wilson
from counterpoint.measures.sides import facing, main_pairs, towards
from counterpoint.record.record import Record, day, public_from, visibility

GIVING = frozenset({"release", "ease"})
HIDDEN = ("tacit", "secret")
WITHIN = 14
"""Days within which a deed of the other side is taken as the answer (elicited)."""
Days = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """Hidden deeds by which two gave each other something: how many, how many answered; p, or why there is none."""

    party: str
    other: str
    given: int
    received: int
    answered: Share
    named: int
    promised: int
    known: int
    understood: bool
    p: float | None
    why: str


def deeds(record: Record, by: str, *, to: str) -> tuple[Act, ...]:
    """One party's hidden deeds that give the other something, in order, as far as their day is known well enough."""
    faced = facing(record)
    return tuple(
        a for a in record.acts_by.get(by, ())
        if a.kind in GIVING and visibility(record, a) in HIDDEN and not vague(a, WITHIN)
        and towards(record, a, facing=faced) == to
    )  # fmt: skip


def gaps(first: Days, then: Days) -> Days:
    """Days from each of some days to the next later one of others, both in order; none where none follows."""
    following = np.searchsorted(then, first, side="right")
    found = following < len(then)
    days: Days = then[following[found]] - first[found]
    return days


def answered(first: Days, then: Days) -> int:
    """How many of some days are followed by one of the others within WITHIN days."""
    return int(np.sum(gaps(first, then) <= WITHIN))


def promptness(one: Days, other: Days) -> float:
    """How promptly the days of two answer each other, summed; an answer on the next day counts 1."""
    late = np.concatenate((gaps(one, other), gaps(other, one))) - 1
    return float(np.sum(np.maximum(0.0, 1.0 - late / WITHIN)))


def arrangements(own: Days, others: Days, *, length: int, step: int) -> NDArray[np.float64]:
    """Promptness with the others' days shifted round a record of so many days by 0, step, 2 step, …"""
    turned = (np.sort((others + by) % length) for by in range(0, length - length % step, step))
    return np.array([promptness(own, t) for t in turned])


def reciprocity(record: Record, party: str, *, other: str) -> Reciprocity:
    """Whether the hidden deeds of two answer each other."""
    given, received = deeds(record, party, to=other), deeds(record, other, to=party)
    both = sorted((*given, *received), key=day)
    own, its = (np.array([day(a) - record.start for a in acts], dtype=np.int64) for acts in (given, received))
    length, step = end_of(record) - record.start + 1, record.case.turn_days
    p, why = None, "one of the two has given nothing"
    if given and received:
        why = "" if length // step >= LEAST_SHIFTS else _too_few(length // step)
    if not why:
        p = share_as_high(arrangements(own, its, length=length, step=step))
    promised = _promised(record, both, party, other)
    return Reciprocity(
        party,
        other,
        len(given),
        len(received),
        answered=wilson(answered(own, its) + answered(its, own), len(both)),
        named=sum(any(i in {b.id for b in both} for i in a.answers) for a in both),
        promised=promised,
        known=sum(public_from(record, a) <= record.as_of for a in both),
        understood=p is not None and p <= SEEN and not promised,
        p=p,
        why=why,
    )


def _too_few(turns: int) -> str:
    return f"too few turns: expected at least {LEAST_SHIFTS}, got {turns}"


def _promised(record: Record, both: Sequence[Act], party: str, other: str) -> int:
    """Promises between the two on the issues of their deeds, until the last of them."""
    faced, about = facing(record), {a.issue for a in both}
    first, last = (day(both[0]) - WITHIN, day(both[-1])) if both else (0, -1)
    return sum(
        a.kind in PROMISES and a.issue in about and first <= day(a) <= last
        and {record.actor_party(a), towards(record, a, facing=faced)} == {party, other}
        for a in record.acts
    )  # fmt: skip


def compute(record: Record) -> Table:
    """Every pair of which one has given the other something hidden; every such deed."""
    rows, acts = [], []
    for party, other in main_pairs(record):
        found = reciprocity(record, party, other=other)
        rows += [found] if found.given + found.received else []
        for by, to in ((party, other), (other, party)):
            acts += [{"party": by, "other": to, "act": a.id, "kind": a.kind} for a in deeds(record, by, to=to)]
    return {"within_days": WITHIN, "pairs": plain(rows), "deeds": acts}


MEASURE = describe(__name__, __doc__, compute=compute)
