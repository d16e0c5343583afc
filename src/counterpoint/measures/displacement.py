"""Displacement: whether a party that the other side rebuffs blames and hurts third parties, more than at other times.

Rule     a rebuff is an act of REBUFFS of the counterpart towards the party. From the day after that on which the party
         could know of it, for AFTER days or until an act of GIVING of the counterpart towards it can be known, the
         party is frustrated. Blows are its acts of BLOWS; at a third party is neither at itself nor at the
         counterpart (nor without a target). ratio: blows at third parties per day while frustrated over those on
         other days; shares: of all its blows those at third parties, then and otherwise; named: those at third
         parties that name an act of the counterpart in answers or because. Null of p: blows at third parties do not
         heed the rebuffs; the frustrated days are shifted round against the blows by each number of turns, and p is
         the share of all shifts (that by 0 among them) with as many blows in them. Turned on: the third party hit most
         while frustrated, where p is SEEN or less
Unit     acts; days; ratio of two rates with its exact 95% interval; shares with Wilson's 95% interval; probability
Source   design; displaced aggression, Dollard et al. 1939 (memory)
Status   light: p checked for uniformity without and power with planted blows; AFTER elicited. An ask that
         meets with silence is no rebuff. The interval takes blows to come singly, and where both sides grow harsher
         through the record p seems smaller than it is
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import GIVING
from counterpoint.measures.chance import LEAST_SHIFTS, SEEN, overlap, share_as_high
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.gestures import end_of, vague
from counterpoint.measures.proportions import RateRatio, Share, rate_ratio, wilson
from counterpoint.measures.sides import acts_of, facing, parties, towards
from counterpoint.record.record import Record, day, heard_from

REBUFFS = frozenset({"reject", "breach", "suspend"})
BLOWS = frozenset({"blame", "threaten", "ultimatum", "pressure", "strike"})
AFTER = 14
"""Days for which a rebuff frustrates, unless the other side gives before (elicited)."""


@dataclass(frozen=True, slots=True)
class Blow:
    """A blow at a third party (day an ordinal): the rebuff in whose time it fell, and the act that it names."""

    party: str
    act: str
    day: int
    kind: str
    at: str
    after: str | None
    names: str | None


@dataclass(frozen=True, slots=True)
class Displaced:
    """A party's blows at third parties while frustrated and otherwise; p and whom it turned on, or why not."""

    party: str
    other: str | None
    rebuffs: int
    then: int
    days: int
    otherwise: int
    other_days: int
    ratio: RateRatio
    share_then: Share
    share_otherwise: Share
    named: int
    turned_on: str | None
    p: float | None
    why: str


def third_party(record: Record, act: Act, *, faced: Mapping[str, str | None]) -> str | None:
    """The third party at which an act is aimed: neither its actor's own party nor that one's counterpart."""
    by, to = record.actor_party(act), record.target_party(act)
    return None if to in (None, by, faced.get(by)) else to


def frustrated(record: Record, party: str, *, other: str) -> dict[int, str]:
    """The days (ordinals) on which a party is frustrated, each with the last rebuff."""
    faced, last = facing(record), end_of(record)
    heard: list[tuple[int, Act]] = []
    for act in record.acts:
        known = act.kind in REBUFFS | GIVING and record.actor_party(act) == other
        if known and towards(record, act, facing=faced) == party:
            heard.append((heard_from(record, act, party), act))
    found: dict[int, str] = {}
    for when, act in sorted(heard, key=lambda pair: pair[0]):
        if act.kind in REBUFFS:
            found.update(dict.fromkeys(range(when + 1, min(when + AFTER, last) + 1), act.id))
        else:
            found = {d: rebuff for d, rebuff in found.items() if d <= when}
    return found


def _frustrated(record: Record, party: str, other: str | None) -> dict[int, str]:
    return {} if other in (None, party) else frustrated(record, party, other=str(other))


def blows(record: Record, party: str, *, days: Mapping[int, str]) -> tuple[Blow, ...]:
    """A party's blows at third parties, in order. Those whose date is vaguer than a rebuff lasts are left out."""
    faced, found = facing(record), []
    other = faced.get(party)
    for act in acts_of(record, party):
        at = third_party(record, act, faced=faced)
        if act.kind in BLOWS and at is not None and not vague(act, AFTER):
            named = [i for i in (*act.answers, act.because or "") if i in record.place]
            cause = next((i for i in named if record.actor_party(record.acts[record.place[i]]) == other), None)
            found.append(Blow(party, act.id, day(act), act.kind, at, days.get(day(act)), cause))
    return tuple(found)


def displaced(record: Record, party: str, *, other: str | None) -> Displaced:
    """Whether a party's blows at third parties come when its counterpart has rebuffed it."""
    days = _frustrated(record, party, other)
    made, faced = blows(record, party, days=days), facing(record)
    at_other = [
        day(a) in days for a in acts_of(record, party)
        if a.kind in BLOWS and not vague(a, AFTER) and towards(record, a, facing=faced) == other != party
    ]  # fmt: skip
    then, whole = sum(b.after is not None for b in made), _length(record)
    otherwise, frustrated_days = len(made) - then, sum(record.start <= d for d in days)
    p, why = _chance(record, made, days)
    ratio = rate_ratio(then, otherwise, time_a=frustrated_days, time_b=whole - frustrated_days)
    hit = Counter(b.at for b in made if b.after is not None)
    most = next((name for name in parties(record) if hit[name] == max(hit.values(), default=0) > 0), None)
    return Displaced(
        party,
        other,
        rebuffs=len(set(days.values())),
        then=then,
        days=frustrated_days,
        otherwise=otherwise,
        other_days=whole - frustrated_days,
        ratio=ratio,
        share_then=wilson(then, then + sum(at_other)),
        share_otherwise=wilson(otherwise, otherwise + len(at_other) - sum(at_other)),
        named=sum(b.names is not None for b in made),
        turned_on=most if p is not None and p <= SEEN else None,
        p=p,
        why=why,
    )


def _length(record: Record) -> int:
    """Days of the record."""
    return end_of(record) - record.start + 1 if record.acts or record.case.start else 0


def _chance(record: Record, made: Iterable[Blow], days: Mapping[int, str]) -> tuple[float | None, str]:
    """The chance of so many blows on frustrated days, or why none is computed."""
    marks, where = np.zeros(_length(record)), np.zeros(_length(record))
    for blow in made:
        marks[max(0, blow.day - record.start)] += 1
    where[[d - record.start for d in days if d >= record.start]] = 1
    turns = len(marks) // record.case.turn_days
    if not marks.any() or not where.any() or where.all():
        return None, "no blow at a third party" if not marks.any() else "it is always, or never, frustrated"
    if turns < LEAST_SHIFTS:
        return None, f"too few turns: expected at least {LEAST_SHIFTS}, got {turns}"
    return share_as_high(overlap(marks, where, step=record.case.turn_days)), ""


def compute(record: Record) -> Table:
    """Per party with blows at third parties: those while frustrated and otherwise; and every one of them."""
    rows: list[Displaced] = []
    made: list[Blow] = []
    for party, other in facing(record).items():
        own = blows(record, party, days=_frustrated(record, party, other))
        rows += [displaced(record, party, other=other)] if own else []
        made += own
    return {"after_days": AFTER, "parties": plain(rows), "blows": plain(made, dates=frozenset({"day"}))}


MEASURE = describe(__name__, __doc__, compute=compute)
