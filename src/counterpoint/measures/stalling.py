"""Stalling: work on form instead of substance, slow or missing answers, one issue held up by another.

Rule     share of a party's acts that are procedure, suspend or probe; days from another party's act to the
         act that answers it; acts of ASKING put to the party that nothing of its answers, and their age;
         share of its acts on technical issues of those on any; held up: suspend or procedure acts made to
         hang on another issue.
Unit     shares with Wilson's 95% interval; days
Source   ikle1964 (memory: talks for side-effects); glozman2015 (in a summary that cites it: a syndrome of
         signs, never one); design
Status   exact count; each sign is also legitimate by itself
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from counterpoint.case.model import Act
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.proportions import Share, wilson
from counterpoint.measures.sides import acts_of, parties
from counterpoint.record.record import Record, day

FORM = ("procedure", "suspend", "probe")
ASKING = frozenset({"offer", "demand", "new_demand", "ultimatum", "propose_talks", "probe"})
"""Kinds that ask for an answer."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Days to answer: how many answers, quartiles and the longest; None, and why, when there are none."""

    answers: int
    lower: float | None
    median: float | None
    upper: float | None
    longest: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An act put to a party that it has not answered: by whom, when (ordinal), and its age [days]."""

    act: str
    by: str
    day: int
    kind: str
    issue: str | None
    age: int


@dataclass(frozen=True, slots=True)
class HeldUp:
    """An act that holds one issue up because of another issue (or of an act on it); day an ordinal."""

    act: str
    day: int
    kind: str
    issue: str | None
    because: str


def latency(record: Record, party: str) -> Latency:
    """How long a party takes to answer what other parties put to it."""
    waits = []
    for act in acts_of(record, party):
        for i in act.answers:
            asked = record.acts[record.place[i]] if i in record.place else None
            if asked is not None and record.actor_party(asked) != party:
                waits.append(max(0, day(act) - day(asked)))
    return spread(waits)


def spread(waits: Sequence[int]) -> Latency:
    """Quartiles (by linear interpolation, ends included) of some numbers of days."""
    if not waits:
        return Latency(0, None, None, None, None, "no act of the party names an act that it answers")
    lower, upper = float(waits[0]), float(waits[0])
    if len(waits) > 1:
        lower, _, upper = quantiles(waits, n=4, method="inclusive")
    return Latency(len(waits), lower, float(median(waits)), upper, max(waits), "")


def unanswered(record: Record, party: str) -> tuple[Unanswered, ...]:
    """What was put to a party and has no answer from it by the end of the record."""
    answered = {i for act in acts_of(record, party) for i in act.answers}
    found = []
    for act in record.acts:
        by = record.actor_party(act)
        if act.kind in ASKING and by != party and record.target_party(act) == party and act.id not in answered:
            age = max(0, record.as_of - day(act))
            found.append(Unanswered(act.id, by, day(act), act.kind, act.issue, age))
    return tuple(found)


def held_up(record: Record, party: str) -> tuple[HeldUp, ...]:
    """Suspensions and procedure that a party hangs on another issue than the one they stop."""
    known = {i.id for i in record.case.issues}
    found = []
    for act in acts_of(record, party):
        if act.kind not in ("suspend", "procedure") or act.because is None:
            continue
        cause = record.acts[record.place[act.because]].issue if act.because in record.place else act.because
        if cause in known and cause != act.issue:
            found.append(HeldUp(act.id, day(act), act.kind, act.issue, cause))
    return tuple(found)


def technical(record: Record, party: str) -> Share:
    """Of a party's acts on an issue of the case, the share on technical ones."""
    kind = {i.id: i.kind for i in record.case.issues}
    own = [kind[a.issue] for a in acts_of(record, party) if a.issue in kind]
    return wilson(own.count("technical"), len(own))


def _party(record: Record, party: str, *, coded: bool) -> Table:
    own: tuple[Act, ...] = acts_of(record, party)
    open_asks = unanswered(record, party)
    dates = frozenset({"day"})
    return {
        "party": party,
        "acts": len(own),
        "form": plain(wilson(sum(a.kind in FORM for a in own), len(own))),
        "by_kind": {kind: sum(a.kind == kind for a in own) for kind in FORM},
        "technical": plain(technical(record, party)),
        "latency_days": plain(latency(record, party)),
        "unanswered": plain(open_asks, dates=dates) if coded else None,
        "why": "" if coded else "no act of this record names what it answers",
        "held_up": plain(held_up(record, party), dates=dates),
    }


def compute(record: Record) -> Table:
    """Per party: share of form, of technical matters, days to answer, open asks, issues held up by others."""
    coded = any(a.answers for a in record.acts)
    return {"form": list(FORM), "parties": [_party(record, party, coded=coded) for party in parties(record)]}


MEASURE = describe(__name__, __doc__, compute=compute)
