"""Face: what a party concedes before others and behind doors, and how its support went in the month after either.

Rule     of a party's acts towards other parties, those before others are open to all, or made to an audience, or could
         be heard that day by a third party to which it is tied or which is tied to it (patron, client, ally); all else
         is behind doors. Concessions are those of GIVING. conceding: the share of its acts in each place that concede,
         and the ratio of these shares, before others over behind doors; less before others where the whole interval
         lies below 1. way: how far it gave way on average where positions tell (moves of `positions` that concede).
         Support: the last reading within DAYS after a concession less the last one up to it, each day once, as in
         `threats`; usual is what the whole series does in such a time
Unit     acts; issue's scale [0..1]; shares with Wilson's 95% interval; ratio with its exact 95% interval; support
         [-1..1]
Source   kurizaki2007 (notes, sign only: privacy that saves face raises concessions), fearon1994 (notes: audience costs)
Status   exact count; DAYS as in `threats`. A formula that saves face cannot be read off a record. That less is conceded
         before others has other reasons as well; the interval takes acts to come singly, and of support nothing is said
         of chance
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import GIVING
from counterpoint.measures import positions, threats
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.proportions import RateRatio, Share, rate_ratio, wilson
from counterpoint.measures.sides import acts_of, facing, parties, towards
from counterpoint.record.record import Record, day, heard_from, visibility

PLACES = ("before_others", "behind_doors")
DAYS = threats.DAYS
"""Days after a concession over which support is followed."""


@dataclass(frozen=True, slots=True)
class Place:
    """A party's acts in one place: the share that concedes, how far on average, and support after concessions.

    way [issue's scale] and support [-1..1] are None where nothing tells; judged and read say of how many.
    """

    conceding: Share
    way: float | None
    judged: int
    support: float | None
    read: int


@dataclass(frozen=True, slots=True)
class Face:
    """A party's concessions before others and behind doors, their ratio, and what its support does in such a time."""

    party: str
    before_others: Place
    behind_doors: Place
    ratio: RateRatio
    less_before_others: bool
    usual: float | None


def tied(record: Record, party: str) -> frozenset[str]:
    """The parties to which a party is tied, or which are tied to it."""
    own = {t.to for p in record.case.parties if p.id == party for t in p.ties}
    return frozenset(own | {p.id for p in record.case.parties for t in p.ties if t.to == party})


def before_others(record: Record, act: Act, *, to: str, bound: frozenset[str]) -> bool:
    """Whether an act towards a party was open to all, made to an audience, or heard that day by a third one bound."""
    by, on = record.actor_party(act), act.date.last.toordinal()
    heard = any(heard_from(record, act, party) <= on for party in bound - {by, to})
    return visibility(record, act) == "public" or bool(act.audience) or heard


def face(record: Record, party: str, *, moves: Sequence[positions.Move]) -> Face:
    """What a party concedes in either place."""
    faced, bound = facing(record), tied(record, party)
    ends = [(a, towards(record, a, facing=faced)) for a in acts_of(record, party)]
    abroad = [(a, before_others(record, a, to=to, bound=bound)) for a, to in ends if to not in (None, party)]
    gains = {m.act: m.conceded for m in moves if m.conceded is not None and m.conceded > 0}
    open_, closed = (
        _place(record, party, [a for a, seen in abroad if seen is place], gains) for place in (True, False)
    )  # fmt: skip
    ratio = rate_ratio(open_.conceding.k, closed.conceding.k, time_a=open_.conceding.n, time_b=closed.conceding.n)
    less = ratio.high is not None and ratio.high < 1
    return Face(party, open_, closed, ratio, less, threats.usual(record, party))


def _place(record: Record, party: str, acts: Sequence[Act], gains: dict[str, float]) -> Place:
    given = [a for a in acts if a.kind in GIVING]
    ways = [gains[a.id] for a in given if a.id in gains]
    after = [threats.change(record, party, when) for when in dict.fromkeys(map(day, given))]
    read = [change for change in after if change is not None]
    share = wilson(len(given), len(acts))
    return Place(share, fmean(ways) if ways else None, len(ways), fmean(read) if read else None, len(read))


def compute(record: Record) -> Table:
    """Per party that acts towards others: what it concedes before others and behind doors."""
    moves = positions.moves(record)
    rows = [face(record, party, moves=moves) for party in parties(record)]
    acting = [r for r in rows if r.before_others.conceding.n + r.behind_doors.conceding.n]
    whole = [{"party": r.party, "ratio": r.ratio, "less_before_others": r.less_before_others, "usual": r.usual}
             for r in acting]  # fmt: skip
    places = [{"party": r.party, "place": name, **plain(getattr(r, name))} for r in acting for name in PLACES]
    return {"days": DAYS, "parties": plain(whole), "places": places}


MEASURE = describe(__name__, __doc__, compute=compute)
