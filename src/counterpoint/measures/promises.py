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
from statistics import median

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import PROMISES
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.proportions import Share, wilson
from counterpoint.measures.sides import parties
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
    verdicts = dict.fromkeys(act.breaks, "broken") | dict.fromkeys(act.keeps, "kept")
    if act.kind in ("strike", "breach"):
        for p in ledger.pending:
            if p.kind == "truce" and p.by == by and (to is None or p.to is None or p.to == to):
                verdicts.setdefault(p.act, "broken")
    if verdicts:
        ledger = _close(ledger, act.id, verdicts=verdicts, now=now)
    if act.kind not in PROMISES:
        return ledger
    limit = act.deadline or act.until
    due = limit.last.toordinal() if limit else now + LIFE
    made = Promise(act.id, by, to, act.kind, act.issue, now, max(due, now))
    return Ledger((*ledger.pending, made), ledger.ended)


def _close(ledger: Ledger, closer: str, *, verdicts: dict[str, str], now: int) -> Ledger:
    """The ledger after promises turned out kept or broken; one that had lapsed is judged after all."""

    def judged(p: Promise) -> Promise:
        return replace(p, status=verdicts[p.act], closed=now, closer=closer)

    revised = tuple(judged(p) if p.act in verdicts and p.status == "lapsed" else p for p in ledger.ended)
    done = tuple(judged(p) for p in ledger.pending if p.act in verdicts)
    return Ledger(tuple(p for p in ledger.pending if p.act not in verdicts), revised + done)


def ledger(record: Record) -> Ledger:
    """The ledger at the end of a record."""
    book = start()
    for act in record.acts:
        book = step(book, act, by=record.actor_party(act), to=record.target_party(act), now=day(act))
    return settle(book, record.as_of)


STATUSES = ("kept", "broken", "lapsed", "pending")


@dataclass(frozen=True, slots=True)
class Account:
    """One party's promises: how many it opened and what became of them (counts), and the share kept.

    share_kept is of those known to be kept or broken; a lapsed one is known to be neither.
    days_to_break is the median time from promise to breach [days], None when none was broken.
    """

    party: str
    opened: int
    kept: int
    broken: int
    lapsed: int
    pending: int
    share_kept: Share
    days_to_break: float | None


def promises_of(book: Ledger) -> tuple[Promise, ...]:
    """All promises of a ledger, in the order in which they were opened."""
    return tuple(sorted(book.ended + book.pending, key=lambda p: p.opened))


def account(book: Ledger, party: str) -> Account:
    """What a party promised and what became of it. opened = kept + broken + lapsed + pending."""
    own = [p for p in promises_of(book) if p.by == party]
    count = {status: sum(p.status == status for p in own) for status in STATUSES}
    waits = [p.closed - p.opened for p in own if p.status == "broken" and p.closed is not None]
    return Account(
        party,
        len(own),
        **count,
        share_kept=wilson(count["kept"], count["kept"] + count["broken"]),
        days_to_break=float(median(waits)) if waits else None,
    )


def compute(record: Record) -> Table:
    """Accounts per party, and every promise with its days and its end."""
    book = ledger(record)
    return {
        "life_days": LIFE,
        "parties": plain([account(book, party) for party in parties(record)]),
        "promises": plain(promises_of(book), dates=frozenset({"opened", "due", "closed"})),
    }


MEASURE = describe(__name__, __doc__, compute=compute)
