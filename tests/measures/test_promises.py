from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from counterpoint.measures import promises
from counterpoint.record.record import Record, day

from .measure_records import DAY0, act, record, records


def statuses(where: Record) -> dict[str, str]:
    return {p.act: p.status for p in promises.promises_of(promises.ledger(where))}


def test_every_end_of_a_promise_by_hand() -> None:
    where = record(
        act("t", 0, "a", "truce", target="b", until=10),
        act("s", 4, "a1", "strike", target="b"),
        act("k", 5, "a", "assure", target="b"),
        act("r", 6, "a", "release", target="b", keeps=("k",)),
        act("l", 7, "a", "accept", target="b", deadline=9),
        act("p", 80, "b", "sign", target="a"),
        as_of=100,
    )
    assert statuses(where) == {"t": "broken", "k": "kept", "l": "lapsed", "p": "pending"}
    table = promises.compute(where)
    of_a = table["parties"][0]
    assert (of_a["opened"], of_a["kept"], of_a["broken"], of_a["lapsed"], of_a["pending"]) == (3, 1, 1, 1, 0)
    assert of_a["share_kept"]["value"] == 0.5
    assert (of_a["share_kept"]["low"], of_a["share_kept"]["high"]) == (0.0945, 0.9055)
    assert of_a["days_to_break"] == 4.0
    assert table["promises"][0]["closed"] == "2020-01-05"


def test_a_strike_on_somebody_else_or_after_the_truce_breaks_nothing() -> None:
    elsewhere = record(act("t", 0, "a", "truce", target="b", until=10), act("s", 4, "a", "strike", target="a2"))
    late = record(act("t", 0, "a", "truce", target="b", until=10), act("s", 14, "a", "strike", target="b"))
    other = record(act("t", 0, "a", "truce", target="b", until=10), act("s", 4, "b", "strike", target="a"))
    assert [statuses(w)["t"] for w in (elsewhere, late, other)] == ["pending", "lapsed", "pending"]


def test_a_lapsed_promise_may_still_turn_out_broken() -> None:
    where = record(
        act("t", 0, "a", "assure", target="b", deadline=10),
        act("x", 20, "a", "breach", target="b", breaks=("t",)),
    )
    book = promises.ledger(where)
    assert [(p.status, p.closer, p.closed) for p in book.ended] == [("broken", "x", DAY0 + 20)]


def test_a_promise_without_a_date_lapses_after_its_life() -> None:
    def end(days: int) -> str:
        return statuses(record(act("t", 0, "a", "assure", target="b"), as_of=days))["t"]

    assert (end(promises.LIFE), end(promises.LIFE + 1)) == ("pending", "lapsed")


def conserved(book: promises.Ledger, opened: int) -> bool:
    every = promises.promises_of(book)
    counted = sum(sum(p.status == s for p in every) for s in promises.STATUSES)
    return len(every) == opened == counted and len({p.act for p in every}) == opened


@settings(max_examples=60, deadline=None)
@given(where=records())
def test_no_promise_is_lost_or_counted_twice(where: Record) -> None:
    opened = sum(a.kind in promises.PROMISES for a in where.acts)
    book = promises.ledger(where)
    assert conserved(book, opened)
    for party in ("a", "b"):
        own = promises.account(book, party)
        assert own.opened == own.kept + own.broken + own.lapsed + own.pending
        assert own.opened == sum(a.kind in promises.PROMISES and where.actor_party(a) == party for a in where.acts)


def test_the_conservation_law_catches_a_ledger_that_loses_or_doubles() -> None:
    book = promises.ledger(record(act("t", 0, "a", "assure", target="b"), act("u", 1, "a", "truce", target="b")))
    assert conserved(book, 2)
    assert not conserved(replace(book, pending=book.pending[1:]), 2)
    assert not conserved(replace(book, pending=book.pending[:1] * 2), 2)


@settings(max_examples=40, deadline=None)
@given(where=records())
def test_stepping_equals_the_whole(where: Record) -> None:
    book = promises.start()
    for one in where.acts:
        book = promises.step(book, one, by=where.actor_party(one), to=where.target_party(one), now=day(one))
    assert promises.settle(book, where.as_of) == promises.ledger(where)
