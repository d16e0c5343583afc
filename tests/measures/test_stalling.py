from __future__ import annotations

from counterpoint.measures import stalling

from .measure_records import act, record


def test_form_answers_and_open_asks_by_hand() -> None:
    where = record(
        act("q1", 0, "b", "demand", target="a", issue="land"),
        act("q2", 2, "b", "offer", target="a1", issue="visas"),
        act("q3", 3, "b", "blame", target="a"),  # asks nothing
        act("r1", 10, "a", "procedure", target="b", answers=("q1",), issue="visas"),
        act("r2", 14, "a1", "offer", target="b", answers=("q1",), issue="land"),
        act("r3", 15, "a", "probe", target="b", answers=("r2",)),  # its own act: no answer to the other
        as_of=32,
    )
    row = stalling.compute(where)["parties"][0]
    assert (row["form"]["k"], row["form"]["n"]) == (2, 3)
    assert row["by_kind"] == {"procedure": 1, "suspend": 0, "probe": 1}
    assert (row["technical"]["k"], row["technical"]["n"]) == (1, 2)
    assert row["latency_days"] == {
        "answers": 2,
        "lower": 11.0,
        "median": 12.0,
        "upper": 13.0,
        "longest": 14,
        "why": "",
    }
    assert [(u["act"], u["age"], u["day"]) for u in row["unanswered"]] == [("q2", 30, "2020-01-03")]


def test_when_nobody_codes_answers_nothing_is_called_unanswered() -> None:
    row = stalling.compute(record(act("q", 0, "b", "demand", target="a")))["parties"][0]
    assert row["unanswered"] is None and row["why"]
    assert row["latency_days"]["median"] is None and row["latency_days"]["why"]


def test_one_issue_held_up_by_another() -> None:
    where = record(
        act("l", 0, "b", "demand", issue="land"),
        act("1", 1, "a", "suspend", issue="visas", because="land"),
        act("2", 2, "a", "procedure", issue="visas", because="l"),  # because of an act on land
        act("3", 3, "a", "suspend", issue="land", because="land"),  # its own issue
        act("4", 4, "a", "offer", issue="visas", because="land"),  # stops nothing
        act("5", 5, "a", "suspend", issue="visas"),
    )
    assert [(h.act, h.issue, h.because) for h in stalling.held_up(where, "a")] == [
        ("1", "visas", "land"),
        ("2", "visas", "land"),
    ]
