"""Who speaks, and by what right: envoys of unclear standing, words outside a mandate, no chief negotiator.

Rule     acts of envoys whose standing is not mandated, as a share of the party's acts; acts on an issue
         that no mandate of the envoy covers on that day (a mandate that names no issue covers all; an envoy
         for whom no mandate is recorded is not judged); days for which the case says there was no chief
         negotiator.
Unit     acts; shares with Wilson's 95% interval; days
Source   glozman2015 (in a summary that cites it: a delegate without authority, one sign among others);
         design
Status   exact count
"""

from __future__ import annotations

from dataclasses import dataclass

from counterpoint.case.model import Act, Envoy, Mandate
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.proportions import wilson
from counterpoint.measures.sides import acts_of, parties
from counterpoint.record.record import Record, day


@dataclass(frozen=True, slots=True)
class Outside:
    """An act (day an ordinal) by an envoy on an issue outside his mandate."""

    act: str
    day: int
    envoy: str
    issue: str


@dataclass(frozen=True, slots=True)
class Headless:
    """Days of the record with a chief negotiator, with none, and of which the case says nothing."""

    held: int | None
    absent: int | None
    unknown: int | None
    why: str


def outside(record: Record, party: str) -> tuple[Outside, ...]:
    """Acts of a party's envoys on issues outside their mandates."""
    found = []
    for act in acts_of(record, party):
        envoy = record.envoys.get(act.actor)
        if envoy is not None and envoy.mandates and act.issue is not None and not _may(envoy, act):
            found.append(Outside(act.id, day(act), envoy.id, act.issue))
    return tuple(found)


def _may(envoy: Envoy, act: Act) -> bool:
    """Whether a mandate covers an act's issue on some day that its date may mean."""
    covering = [m for m in envoy.mandates if not m.issues or act.issue in m.issues]
    return any(_overlaps(m, act) for m in covering)


def _overlaps(mandate: Mandate, act: Act) -> bool:
    begun = mandate.since is None or mandate.since.first <= act.date.last
    return begun and (mandate.until is None or act.date.first <= mandate.until.last)


def headless(record: Record, party: str) -> Headless:
    """For how many days of the record a party had a chief negotiator, according to the case."""
    spells = next((p.chief_negotiator for p in record.case.parties if p.id == party), ())
    if not spells:
        return Headless(None, None, None, "the case says nothing of a chief negotiator")
    if not record.acts and record.case.start is None:
        return Headless(None, None, None, "the record has no days")
    whole = range(record.start, record.as_of + 1)
    held: set[int] = set()
    absent: set[int] = set()
    for spell in spells:
        first = spell.since.first.toordinal() if spell.since else whole.start
        last = spell.until.last.toordinal() if spell.until else record.as_of
        inside = range(max(first, whole.start), min(last, record.as_of) + 1)
        (absent if spell.envoy is None else held).update(inside)
    absent -= held
    return Headless(len(held), len(absent), len(whole) - len(held) - len(absent), "")


def _party(record: Record, party: str) -> Table:
    own = acts_of(record, party)
    spoke = [record.envoys[a.actor] for a in own if a.actor in record.envoys]
    unclear = [e for e in spoke if e.standing != "mandated"]
    envoys = [
        {"envoy": e.id, "standing": e.standing, "acts": sum(s.id == e.id for s in spoke)}
        for e in record.case.envoys
        if e.party == party
    ]
    return {
        "party": party,
        "envoys": envoys,
        "not_mandated": plain(wilson(len(unclear), len(own))),
        "outside": plain(outside(record, party), dates=frozenset({"day"})),
        "chief_negotiator_days": plain(headless(record, party)),
    }


def compute(record: Record) -> Table:
    """Per party: envoys and their standing, acts outside a mandate, days without a chief negotiator."""
    return {"parties": [_party(record, party) for party in parties(record)]}


MEASURE = describe(__name__, __doc__, compute=compute)
