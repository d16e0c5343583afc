from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from counterpoint.case.model import Agenda, Channel, Issue, Seat
from counterpoint.measures import agenda
from counterpoint.record.record import Record, day, make_record

from .measure_records import CHANNELS, ISSUES, act, on, record, records
from .test_conformance import renamed, renamed_case

BOTH = (Seat(party="a"), Seat(party="b"))


def tables(*spells: tuple[tuple[str, ...], int | None, int | None], seats: tuple[Seat, ...] = BOTH) -> dict[str, Any]:
    """The tiny case's channels, with agendas (issues, first day, last day) on its front channel."""
    own = tuple(
        Agenda(issues=issues, since=None if first is None else on(first), until=None if last is None else on(last))
        for issues, first, last in spells
    )
    front = replace(CHANNELS[0], agenda=own, seats=seats)
    return {"channels": (front, *CHANNELS[1:])}


def ask(id: str, days: int, by: str, channel: str | None, issue: str = "land", **more: Any) -> Any:
    return act(id, days, by, "demand", target="b" if by == "a" else "a", channel=channel, issue=issue, **more)


def test_acts_at_a_table_by_hand() -> None:
    where = record(
        act("1", 2, "a", "meet", channel="front"),  # no agenda yet
        act("2", 10, "a", "offer", channel="front", issue="visas"),  # on it
        act("3", 11, "b", "demand", channel="front", issue="land"),  # beside it
        act("4", 12, "b", "procedure", channel="front"),  # on no issue
        act("5", 30, "b", "procedure", channel="front", issue="visas"),  # it has ended
        start=on(0),
        as_of=40,
        **tables((("visas",), 5, 20)),
    )
    row = agenda.compute(where)["tables"][0]
    assert (row["acts"], row["on"], row["beside"]["k"], row["beside"]["n"]) == (5, 1, 1, 2)
    assert (row["no_issue"], row["without_agenda"]) == (1, 2)
    assert (row["days_with"], row["days_without"]) == (16, 25)
    assert (row["ended"], row["days_since_end"]) == ("2020-01-21", 20)
    assert (row["on_agenda"], row["core_never_on"]) == (["visas"], ["land"])


def test_days_of_agendas_that_overlap_are_counted_once() -> None:
    spells = (
        agenda.Spell(frozenset("x"), 1, 10),
        agenda.Spell(frozenset("y"), 5, 6),
        agenda.Spell(frozenset(), 12, 99),
    )
    assert agenda._days(spells, 3, 20) == sum(any(s.first <= d <= s.last for s in spells) for d in range(3, 21)) == 17


def test_a_core_issue_kept_off_and_answered_only_in_public() -> None:
    where = record(
        act("0", 0, "a", "meet", channel="front"),
        act("early", 1, "a", "blame", channel="press", issue="land"),  # before it was asked
        ask("1", 10, "b", "front"),
        act("2", 12, "a", "blame", channel="press", issue="land"),
        act("3", 13, "a", "blame", channel="home", issue="land"),  # at home
        act("4", 14, "a", "pressure", channel="press", issue="land"),  # a deed
        ask("5", 20, "b", "back"),
        as_of=30,
        **tables((("visas",), None, None)),
    )
    (row,) = agenda.kept_off(where)
    assert (row.issue, row.party, row.other, row.tables) == ("land", "b", "a", ("front",))
    assert (row.off.k, row.off.n, row.asks) == (2, 2, agenda.Seen(1, 1, 0))
    assert row.others_words == agenda.Seen(0, 0, 1) and row.spoken == "only in public"
    assert row.waited_days == 20 and row.put_on is None


@pytest.mark.parametrize(
    ("channel", "spoken"),
    [("front", "at the table"), ("back", "only elsewhere"), ("press", "only in public"), ("home", "nowhere")],
)
def test_where_the_other_speaks_of_it(channel: str, spoken: str) -> None:
    said = act("2", 12, "a", "reject", channel=channel, issue="land")
    where = record(ask("1", 10, "b", "front"), said, **tables((("visas",), None, None)))
    assert [r.spoken for r in agenda.kept_off(where)] == [spoken]


def test_no_row_for_an_issue_on_the_agenda_nor_for_a_technical_one_nor_where_no_agenda_is_recorded() -> None:
    asks = (ask("1", 10, "b", "front"), ask("2", 11, "b", "front", "visas"))
    assert not agenda.kept_off(record(*asks, **tables((("land",), None, None))))
    assert not agenda.kept_off(record(*asks))
    assert not agenda.kept_off(record(*asks, **tables((("visas",), 50, None))))  # it had not begun
    assert len(agenda.kept_off(record(*asks, **tables((("visas",), None, None))))) == 1


def test_an_issue_on_another_table_of_both_is_not_kept_off() -> None:
    front = replace(CHANNELS[0], agenda=(Agenda(issues=("visas",)),))
    second = Channel(id="second", name="second", level="leaders", seats=BOTH, agenda=(Agenda(issues=("land",)),))
    asks = (act("0", 1, "a", "meet", channel="second"), ask("1", 10, "b", "front"))
    assert not agenda.kept_off(record(*asks, channels=(front, second)))
    alone = replace(second, seats=(Seat(party="a"),))  # b does not sit there
    assert len(agenda.kept_off(record(*asks, channels=(front, alone)))) == 1


def test_an_issue_put_on_later_ends_the_waiting() -> None:
    where = record(
        ask("1", 10, "b", "front"),
        act("2", 40, "a", "blame", channel="press", issue="land"),  # after it was put on
        **tables((("visas",), 0, None), (("land",), 31, None)),
    )
    (row,) = agenda.kept_off(where)
    assert (row.put_on, row.waited_days) == (on(31).first.toordinal(), 21)
    assert row.spoken == "nowhere"
    assert [(e.issue, e.asked_first_by) for e in agenda.entered(where)] == [("land", "b")]


def whispered() -> Record:
    """b asks where a does not sit, and a can know of it a month later; in between a speaks of it of itself."""
    return record(
        act("0", 0, "a", "meet", channel="front"),
        act("1", 10, "b", "demand", channel="back", issue="land", known=40),
        act("2", 20, "a", "blame", channel="press", issue="land"),
        as_of=60,
        **tables((("visas",), None, None)),
    )


def test_only_what_was_said_after_the_ask_could_be_heard_counts() -> None:
    (row,) = agenda.kept_off(whispered())
    assert row.heard == on(40).first.toordinal() and row.spoken == "nowhere"
    assert agenda.raised(whispered())[0].taken_up is False


def test_reading_an_ask_before_it_could_be_heard_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Positive control: with one clock a's words of its own seem to answer."""
    monkeypatch.setattr(agenda, "heard_from", lambda record, act, party: day(act))
    (row,) = agenda.kept_off(whispered())
    assert row.spoken == "only in public" and agenda.raised(whispered())[0].taken_up is True


def test_an_ask_never_heard_is_said_to_be_so() -> None:
    asked = act("1", 10, "b", "demand", channel="back", issue="land")
    where = record(asked, ask("2", 11, "b", "back", "visas"), act("3", 12, "a", "meet", channel="front"),
                   **tables((("visas",), 0, None)))  # fmt: skip
    (row,) = agenda.kept_off(where)
    assert (row.heard, row.spoken, row.waited_days) == (None, "not heard by the other", None)


def test_who_raises_an_issue_first() -> None:
    where = record(
        ask("1", 1, "a", "front"),
        ask("2", 1, "b", "front", answers=("1",)),  # the same day, in answer
        ask("3", 5, "b", "front", "visas"),
        ask("4", 5, "a", "front", "visas"),  # the same day, of itself
    )
    land, visas = agenda.raised(where)
    assert (land.by, land.act, land.taken_up, land.days_to_take_up) == ("a", "1", True, 0)
    assert (visas.by, visas.taken_up) == (None, None)
    rows = agenda.compute(where)["parties"]
    assert [(r["raised_first"]["k"], r["raised_first"]["n"]) for r in rows] == [(1, 1), (0, 1)]


def test_a_record_without_agendas_says_so() -> None:
    table = agenda.compute(record(ask("1", 1, "a", "front")))
    assert not table["tables"] and not table["kept_off"] and table["why"]
    assert table["not_recorded"] == ["front", "back"]
    unused = agenda.compute(record(**tables((("land",), None, None))))
    assert unused["not_begun"] == ["front"] and unused["why"]


def test_later_agendas_are_not_seen_before_they_begin() -> None:
    given = tables((("visas",), 0, 20), (("land",), 21, None))
    then = record(ask("1", 10, "b", "front"), as_of=15, **given)
    assert agenda.compute(then)["tables"][0]["on_agenda"] == ["visas"]
    assert agenda.kept_off(then)[0].put_on is None
    now = record(ask("1", 10, "b", "front"), as_of=30, **given)
    assert agenda.kept_off(now)[0].put_on is not None


def test_issues_keep_the_order_of_the_case() -> None:
    issues = (*ISSUES, Issue(id="air", name="air", zero="none", one="all"))
    asks = (ask("1", 3, "b", "front", "air"), ask("2", 4, "b", "front"))
    rows = agenda.kept_off(record(*asks, issues=issues, **tables((("visas",), None, None))))
    assert [r.issue for r in rows] == ["land", "air"]


def with_agendas(where: Record) -> Record:
    """The record with agendas on two channels where all sit."""
    front, back, *others = where.case.channels
    first = (Agenda(issues=("visas",), until=on(150)), Agenda(issues=("land",), since=on(200)))
    tabled = (replace(front, agenda=first), replace(back, agenda=(Agenda(issues=("visas",)),), seats=BOTH), *others)
    return replace(where, case=replace(where.case, channels=tabled))


@settings(max_examples=30, deadline=None)
@given(where=records())
def test_renaming_the_parties_renames_the_agenda(where: Record) -> None:
    tabled = with_agendas(where)
    other = make_record(renamed_case(tabled.case), as_of=tabled.as_of)
    assert agenda.compute(other) == renamed(agenda.compute(tabled))
