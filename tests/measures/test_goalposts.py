from __future__ import annotations

from counterpoint.measures import goalposts
from counterpoint.record.record import Record

from .measure_records import act, record


def kinds(where: Record) -> list[tuple[str, str, str | None, int | None]]:
    return [(m.act, m.how, m.conceded, m.lag) for m in goalposts.moved(where)]


def test_a_new_demand_after_a_concession_by_hand() -> None:
    where = record(
        act("d", 0, "a", "demand", target="b", issue="land"),
        act("g", 10, "b", "soften", target="a", issue="land"),
        act("n", 17, "a", "new_demand", target="b", issue="visas", replaces=("d",)),
    )
    assert kinds(where) == [("n", "new", "g", 7)]
    table = goalposts.compute(where)
    assert table["moved"][0]["replaces"] == ["d"] and table["moved"][0]["day"] == "2020-01-18"
    assert table["parties"][0]["met_with_more"]["value"] == 1.0
    assert [(r["issue"], r["demands"]) for r in table["demands"]] == [("land", 1), ("visas", 1)]
    assert table["demands"][1]["by_turn"] == [{"turn": 2, "demands": 1}]


def test_a_new_demand_before_any_concession_has_no_lag() -> None:
    where = record(
        act("n", 3, "a", "new_demand", target="b", issue="land"),
        act("g", 10, "b", "ease", target="a", issue="land"),
    )
    assert kinds(where) == [("n", "new", None, None)]
    assert goalposts.met_with_more(where, "a").value == 0.0


def restated(position: float, *, between: str = "soften", by: str = "b", issue: str = "land") -> Record:
    return record(
        act("d", 0, "a", "demand", target="b", issue="land", position=0.2),
        act("e", 1, "b", "demand", target="a", issue="land", position=0.9),
        act("g", 5, by, between, target="a", issue=issue, position=0.7 if by == "b" else None),
        act("r", 9, "a", "demand", target="b", issue="land", position=position),
    )


def test_a_demand_restated_harder_after_a_concession_is_a_moved_goalpost() -> None:
    assert kinds(restated(0.1)) == [("r", "harder", "g", 4)]


def test_softer_the_same_or_unprovoked_is_not() -> None:
    assert kinds(restated(0.3)) == kinds(restated(0.2)) == []
    assert kinds(restated(0.1, between="blame")) == []
    assert kinds(restated(0.1, issue="visas")) == []
    assert kinds(restated(0.1, by="a", between="praise")) == []


def test_an_acceptance_counts_on_the_issue_of_what_it_answers() -> None:
    where = record(
        act("d", 0, "a", "demand", target="b", issue="land"),
        act("g", 1, "b", "accept", target="a", answers=("d",)),
        act("n", 2, "a", "new_demand", target="b", issue="land"),
    )
    assert kinds(where) == [("n", "new", "g", 1)]


def test_a_concession_long_before_is_not_met_with_more() -> None:
    def share(days: int) -> float | None:
        where = record(
            act("g", 0, "b", "ease", target="a", issue="land"),
            act("n", days, "a", "new_demand", target="b", issue="land"),
        )
        return goalposts.met_with_more(where, "a").value

    assert (share(goalposts.FOLLOWS), share(goalposts.FOLLOWS + 1)) == (1.0, 0.0)
    assert goalposts.met_with_more(record(), "a").value is None
