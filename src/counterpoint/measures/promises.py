"""Words against deeds: what was promised and what became of it.

Rule     assure, truce, accept and sign open a promise; it ends kept or broken (by a later act that says so,
         or, for a truce, by the promiser's own strike or breach against the same side), lapsed (its date
         passes, or LIFE days go by when it has none), or is pending.
Unit     promises; days
Source   design: only deeds count as deeds. LIFE is elicited.
Status   exact bookkeeping; LIFE elicited
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import PROMISES
from counterpoint.record.record import Record, day

LIFE = 90
"""Days after which a promise without a date of its own counts as lapsed (elicited)."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: the act that opened it, by whom, to whom, its kind, days (ordinals), and how it ended."""

    act: str
    by: str
    to: str | None
    kind: str
    issue: str | None
    opened: int
    due: int
    closed: int | None = None
    status: str = "pending"
    closer: str | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Promises in force and promises that have ended, in order."""

    pending: tuple[Promise, ...] = ()
    ended: tuple[Promise, ...] = ()


def start() -> Ledger:
    """An empty ledger."""
    return Ledger()


def settle(ledger: Ledger, now: int) -> Ledger:
    """Move promises that are due before now (ordinal) to the ended ones, as lapsed."""
    late = [p for p in ledger.pending if p.due < now]
    if not late:
        return ledger
    ended = tuple(replace(p, status="lapsed", closed=p.due) for p in late)
    return Ledger(tuple(p for p in ledger.pending if p.due >= now), ledger.ended + ended)


def step(ledger: Ledger, act: Act, *, by: str, to: str | None, now: int) -> Ledger:
    """The ledger after an act of party by towards party to on day now."""
    ledger = settle(ledger, now)
    verdicts = {i: "broken" for i in act.breaks} | {i: "kept" for i in act.keeps}
    if act.kind in ("strike", "breach"):
        for p in ledger.pending:
            if p.kind == "truce" and p.by == by and (to is None or p.to is None or p.to == to):
                verdicts.setdefault(p.act, "broken")
    still, ended = [], list(ledger.ended)
    for p in ledger.pending:
        if p.act in verdicts:
            ended.append(replace(p, status=verdicts[p.act], closed=now, closer=act.id))
        else:
            still.append(p)
    for i, p in enumerate(ended):
        if p.act in verdicts and p.status == "lapsed":
            ended[i] = replace(p, status=verdicts[p.act], closed=now, closer=act.id)
    if act.kind in PROMISES:
        limit = act.deadline or act.until
        due = limit.last.toordinal() if limit else now + LIFE
        still.append(Promise(act.id, by, to, act.kind, act.issue, now, max(due, now)))
    return Ledger(tuple(still), tuple(ended))


def ledger(record: Record) -> Ledger:
    """The ledger at the end of a record."""
    book = start()
    for act in record.acts:
        book = step(book, act, by=record.actor_party(act), to=record.target_party(act), now=day(act))
    return settle(book, record.as_of)
