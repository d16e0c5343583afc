from __future__ import annotations

from counterpoint.case.model import Party
from counterpoint.measures import mandates

from .measure_records import act, chief, mandated, record


def test_standing_and_words_outside_a_mandate() -> None:
    envoys = (mandated("e", "a", "land", until=10), mandated("free", "a"))
    where = record(
        act("1", 5, "e", "offer", issue="land"),
        act("2", 6, "e", "offer", issue="visas"),  # not his issue
        act("3", 20, "e", "offer", issue="land"),  # after his mandate
        act("4", "2020", "e", "offer", issue="land"),  # may lie within it
        act("5", 21, "free", "offer", issue="visas"),  # a mandate for everything
        envoys=envoys,
    )
    assert [(o.act, o.issue) for o in mandates.outside(where, "a")] == [("2", "visas"), ("3", "land")]


def test_an_envoy_without_a_recorded_mandate_is_not_judged() -> None:
    where = record(act("1", 0, "a1", "offer", issue="land"), act("2", 0, "a2", "offer", issue="land"))
    row = mandates.compute(where)["parties"][0]
    assert row["outside"] == []
    assert (row["not_mandated"]["k"], row["not_mandated"]["n"]) == (1, 2)
    assert [e["acts"] for e in row["envoys"]] == [1, 1]


def test_days_without_a_chief_negotiator() -> None:
    party = Party(id="a", name="A", chief_negotiator=(chief("a1", 0, 9), chief(None, 10, 14)))
    where = record(act("1", 0, "a", "meet"), as_of=19, parties=(party, Party(id="b", name="B")))
    assert mandates.headless(where, "a") == mandates.Headless(held=10, absent=5, unknown=5, why="")
    assert mandates.headless(where, "b").absent is None
