"""The balance sheet: what each party got and gave, in terms, in deeds, in standing and in promises.

Rule     terms: what the counterpart conceded on each issue (net of retractions) minus what the party did;
         deeds: the weights (1-3) of acts of GIVING received minus given, and the weights of HARM suffered and
         done, an act without a target bearing on the counterpart; standing: meet and propose_talks received
         from others, by level; promises pending, owed by it and to it.
Unit     units of each issue's scale [0..1], not weighted by salience; weights of deeds; acts; promises
Source   design; being negotiated with as a gain in itself: kaplow2016 (abstract)
Status   exact count; what a unit of one is worth in another is not said, so the four nets are not added up
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterpoint.case.model import Act
from counterpoint.measures import positions, promises
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.sides import counterpart, facing, issues, parties, towards
from counterpoint.record.record import Record

GIVING = frozenset({"release", "ease", "sign"})
HARM = frozenset({"strike", "pressure", "breach"})
RECOGNITION = frozenset({"meet", "propose_talks"})
HIGH = ("leaders", "ministers")


@dataclass(frozen=True, slots=True)
class Terms:
    """One issue between a party and its counterpart, in scale units: received, given, and received - given.

    None while neither has made a move that can be judged.
    """

    issue: str
    received: float | None
    given: float | None
    net: float | None


@dataclass(frozen=True, slots=True)
class Deeds:
    """Sums of weights of deeds between a party and all others; net is received - given."""

    received: int
    given: int
    net: int
    suffered: int
    done: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Approaches received from others: at leaders' and at ministers' level, and at any other or none."""

    leaders: int
    ministers: int
    other: int


@dataclass(frozen=True, slots=True)
class Owed:
    """Promises that stand at the end: owed by the party, and owed to it."""

    by: int
    to: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A party's balance. net_terms sums the known nets of issues [scale units], None when there is none."""

    party: str
    towards: str | None
    terms: tuple[Terms, ...]
    net_terms: float | None
    deeds: Deeds
    deeds_by_issue: tuple[tuple[str | None, Deeds], ...]
    standing: Standing
    promises: Owed


def terms(made: Sequence[positions.Move], party: str, *, other: str | None, issue: str) -> Terms:
    """What moved on an issue between a party and another, out of the moves of a record."""
    own = positions.course(made, party, issue=issue)
    its = positions.course(made, other, issue=issue) if other is not None else None
    given, received = own.net if own else None, its.net if its else None
    if given is None and received is None:
        return Terms(issue, None, None, None)
    return Terms(issue, received, given, (received or 0.0) - (given or 0.0))


def deeds(record: Record, party: str, *, acts: Sequence[Act]) -> Deeds:
    """Deeds among the acts that were done by a party to others, and to it by others."""
    others, weighty = facing(record), [a for a in acts if a.kind in GIVING or a.kind in HARM]
    ends = [(a, record.actor_party(a), towards(record, a, facing=others)) for a in weighty]
    to_it = [a for a, by, to in ends if to == party != by]
    by_it = [a for a, by, to in ends if by == party != to]
    received, given = (sum(a.weight for a in group if a.kind in GIVING) for group in (to_it, by_it))
    suffered, done = (sum(a.weight for a in group if a.kind in HARM) for group in (to_it, by_it))
    return Deeds(received, given, received - given, suffered, done)


def standing(record: Record, party: str) -> Standing:
    """How often others met the party or proposed to talk to it, by the level of the channel."""
    others, levels = facing(record), []
    for act in record.acts:
        approached = towards(record, act, facing=others) == party != record.actor_party(act)
        if act.kind in RECOGNITION and approached:
            channel = record.channels.get(act.channel or "")
            levels.append(channel.level if channel else "")
    return Standing(levels.count("leaders"), levels.count("ministers"), sum(x not in HIGH for x in levels))


def sheet(record: Record, party: str) -> Sheet:
    """The balance sheet of a party at the end of a record."""
    other, made = counterpart(record, party), positions.moves(record)
    rows = tuple(terms(made, party, other=other, issue=issue) for issue in issues(record))
    known = [t.net for t in rows if t.net is not None]
    split = [
        (issue, deeds(record, party, acts=[a for a in record.acts if a.issue == issue]))
        for issue in (*issues(record), None)
    ]
    pending = promises.ledger(record).pending
    return Sheet(
        party,
        other,
        rows,
        sum(known) if known else None,
        deeds=deeds(record, party, acts=record.acts),
        deeds_by_issue=tuple((issue, d) for issue, d in split if d != Deeds(0, 0, 0, 0, 0)),
        standing=standing(record, party),
        promises=Owed(sum(p.by == party for p in pending), sum(p.to == party for p in pending)),
    )


def compute(record: Record) -> Table:
    """One balance sheet per party."""
    rows = []
    for party in parties(record):
        own = sheet(record, party)
        by_issue = [{"issue": issue, **plain(d)} for issue, d in own.deeds_by_issue]
        why = "" if own.net_terms is not None else "no move on any issue can be judged"
        rows.append({**plain(own), "deeds_by_issue": by_issue, "why": why})
    return {"parties": rows}


MEASURE = describe(__name__, __doc__, compute=compute)
