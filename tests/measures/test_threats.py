from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from counterpoint.case.model import Act, Deadline, Reading, Threat
from counterpoint.case.vocabulary import GIVING
from counterpoint.measures import threats
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.rules import Rules

from .measure_records import DAY0, act, case, on, record, records


def warn(name: str, days: int | str, **more: Any) -> Act:
    """Party a threatens party b."""
    return act(name, days, "a", "threaten", target="b", **more)


def outcomes(where: Record) -> list[tuple[str, str, str | None]]:
    return [(t.act, t.outcome, t.closer) for t in threats.threats(where)]


def outcome(*later: Act, as_of: int = 200, **more: Any) -> tuple[str, str | None]:
    """What becomes of a threat of day 0, and by which act."""
    found = outcomes(record(warn("t", 0, **more), *later, as_of=as_of))[0]
    return found[1], found[2]


def test_a_threat_runs_as_long_as_in_a_played_run() -> None:
    assert Rules().threat_days == threats.DAYS


@pytest.mark.parametrize("kind", sorted(threats.FORCE))
def test_a_threat_is_carried_out_in_its_time(kind: str) -> None:
    def struck(days: int, actor: str = "a1", target: str = "b") -> tuple[str, str | None]:
        return outcome(act("s", days, actor, kind, target=target))

    assert struck(30) == struck(0) == ("carried_out", "s")
    assert struck(20, target="b1") == ("carried_out", "s")
    assert struck(31) == struck(20, target="a2") == struck(20, "b", "a") == ("empty", None)


@pytest.mark.parametrize("kind", sorted(GIVING))
def test_a_threat_is_met_by_the_one_threatened(kind: str) -> None:
    def given(days: int, actor: str = "b1", target: str = "a", **more: Any) -> tuple[str, str | None]:
        return outcome(act("g", days, actor, kind, target=target, **more), issue="land")

    assert given(30) == given(9, issue="land") == given(9, issue="visas", answers=("t",)) == ("met", "g")
    assert given(31) == given(9, issue="visas") == given(9, "a", "b") == given(9, target="b") == ("empty", None)


def test_what_comes_first_counts() -> None:
    struck, eased = act("s", 9, "a", "strike", target="b"), act("e", 9, "b", "ease", target="a")
    assert outcome(struck, eased) == ("carried_out", "s")
    assert outcome(eased, struck) == ("met", "e")


def test_one_document_does_not_carry_out_its_own_threat() -> None:
    def off(**more: Any) -> tuple[str, str | None]:
        return outcome(act("s", 0, "a", "suspend", target="b", **more), occasion="letter")

    assert off(occasion="letter") == ("empty", None) and off(occasion="call") == off() == ("carried_out", "s")
    assert outcome(act("g", 0, "b", "soften", target="a", occasion="round"), occasion="round") == ("met", "g")


def test_a_threat_is_pending_while_its_time_is_not_over() -> None:
    assert [outcome(as_of=d)[0] for d in (0, 30, 31)] == ["pending", "pending", "empty"]
    assert [outcome(deadline=50, as_of=d)[0] for d in (31, 50, 51)] == ["pending", "pending", "empty"]
    late = act("s", 45, "a", "strike", target="b")
    assert (outcome(late), outcome(late, deadline=50)) == (("empty", None), ("carried_out", "s"))


def test_what_is_said_again_is_the_same_threat_unless_the_date_is_later() -> None:
    again = record(warn("t", 0), warn("u", 20), warn("v", 40, issue="land"), as_of=60)
    assert [(t.act, t.again, t.outcome) for t in threats.threats(again)] == [("t", 1, "empty"), ("v", 0, "pending")]
    later = record(warn("t", 0, deadline=10), warn("u", 8, deadline=20), warn("v", 18, deadline=15), as_of=60)
    assert outcomes(later) == [("t", "moved", "u"), ("u", "empty", None)]
    after_all = record(warn("t", 0), act("s", 5, "a", "strike", target="b"), warn("u", 6), as_of=60)
    assert outcomes(after_all) == [("t", "carried_out", "s"), ("u", "empty", None)]


ARMS = Threat(
    id="arms", name="arms", by="a", on=("b1",), announced=on(0), moved=(on(40), on(90)), believed=0.7,
    cost_to_target=0.5, cost_to_maker=0.4,
)  # fmt: skip


def test_a_declared_threat_that_the_case_puts_off_is_moved_once_that_day_has_come() -> None:
    def at(days: int) -> str:
        return outcomes(record(warn("t", 0, item="arms"), as_of=days, threats=(ARMS,)))[0][1]

    assert [at(d) for d in (30, 35, 40)] == ["pending", "empty", "moved"]
    assert outcomes(record(warn("t", 0, item="other"), as_of=40, threats=(ARMS,))) == [("t", "empty", None)]


def test_a_deed_that_names_a_declared_threat_carries_it_out_at_anybody_and_late() -> None:
    deed = act("s", 80, "a", "pressure", target="a2", item="arms")
    acts = (warn("t", 0, item="arms"), warn("u", 41, item="arms"))
    plain = replace(ARMS, moved=())
    assert outcomes(record(*acts, deed, threats=(plain,))) == [("t", "empty", None), ("u", "carried_out", "s")]
    unnamed = replace(deed, item=None)
    assert outcomes(record(*acts, unnamed, threats=(plain,))) == [("t", "empty", None), ("u", "empty", None)]


def test_other_words_recall_a_threat_only_where_their_maker_has_declared_it() -> None:
    mine = act("m", 0, "a", "blame", target="b", item="arms")
    theirs = act("o", 1, "b", "blame", target="a", item="arms")
    nobodys = act("n", 2, "a", "blame", target="b")
    praise = act("p", 3, "a", "praise", target="b", item="arms")
    where = record(mine, theirs, nobodys, praise, threats=(ARMS,))
    assert [t.act for t in threats.threats(where)] == ["m"]


def test_a_threat_runs_to_the_deadline_of_the_case_that_it_names() -> None:
    dates = (Deadline(id="d", name="d", date=on(50), moved=(on(70),)),)

    def due(days: int, **more: Any) -> int:
        (made,) = threats.threats(record(warn("t", days, item="d", **more), deadlines=dates, as_of=100))
        return made.due - DAY0

    assert [due(0), due(60), due(0, deadline=5), due(80)] == [50, 70, 5, 110]


def test_where_and_whether_in_public() -> None:
    where = record(warn("t", 0, channel="press"), warn("u", 0, channel="back", issue="land"), warn("v", "2020"))
    assert [(t.channel, t.public) for t in threats.threats(where)] == [("press", True), ("back", False)]
    table = threats.compute(where)
    assert table["too_vague"] == 1 and [row["public"] for row in table["parties"]] == [1, 0]


def test_eyes_know_of_what_they_heard() -> None:
    made = case(warn("t", 0, channel="back", item="arms"), act("s", 9, "a", "pressure", target="b"), threats=(ARMS,))
    tables = {
        eyes: threats.compute(make_record(made, eyes=eyes, as_of=DAY0 + 100))
        for eyes in ("archive", "public", "a", "b")
    }
    assert {e: (len(t["threats"]), len(t["declared"])) for e, t in tables.items()} == {
        "archive": (1, 1), "public": (0, 0), "a": (1, 1), "b": (1, 1),
    }  # fmt: skip
    early = record(warn("t", 20, channel="press"), as_of=10, threats=(replace(ARMS, announced=on(20)),))
    assert not threats.threats(early) and not threats.declared(early)
    told = record(warn("t", 20, channel="press", item="arms"), threats=(replace(ARMS, announced=on(90)),))
    assert threats.declared(told)


def test_shares_by_hand() -> None:
    where = record(
        warn("t", 0), act("s", 5, "a", "strike", target="b"), warn("u", 10), warn("v", 50),
        act("g", 60, "b", "ease", target="a"), warn("w", 70), as_of=90,
    )  # fmt: skip
    row = threats.compute(where)["parties"][0]
    assert [row[o] for o in threats.OUTCOMES] == [1, 1, 0, 1, 1] and row["made"] == 4
    assert (row["share_carried_out"]["k"], row["share_carried_out"]["n"]) == (1, 2)
    assert row["share_carried_out"]["low"] == 0.0945
    assert (row["share_met"]["k"], row["share_met"]["n"]) == (1, 3)


def test_force_in_the_time_of_threats_against_other_days() -> None:
    blows = [act(f"s{d}", d, "a", "strike", target="b") for d in (10, 20, 70)]
    made = record(warn("t", 0), *blows, act("e", 9, "a", "strike", target="a2"), as_of=99)
    (row,) = threats.compute(made)["force"]
    assert (row["threatened"], row["threatened_days"], row["otherwise"], row["other_days"]) == (2, 30, 1, 70)
    assert row["ratio"]["value"] == pytest.approx((2 / 30) / (1 / 70), abs=1e-4)


def rated(*rows: tuple[int, str, float]) -> tuple[Reading, ...]:
    return tuple(Reading(date=on(d), name="support", about=whom, value=v, source="s") for d, whom, v in rows)


def test_support_after_a_threat_was_carried_out() -> None:
    acts = (warn("t", 0), warn("u", 1, issue="land"), act("s", 10, "a", "pressure", target="b"))
    series = rated((5, "a", 0.5), (10, "a", 0.4), (20, "a", 0.3), (40, "a", 0.1), (41, "a", -0.9), (5, "b", 0.2))

    def told(as_of: int, *more: Reading) -> list[tuple[int, float | None, float | None]]:
        table = threats.compute(record(*acts, as_of=as_of, series=(*series, *more)))["support"]
        return [(row["n"], row["change"], row["usual"]) for row in table]

    assert told(41) == [(1, -0.3, pytest.approx(-1.4 / 36 * 30, abs=1e-4)), (0, None, None)]
    assert told(40)[0][:2] == (1, -0.3)
    assert told(39)[0] == (0, None, None), "the time after the deed is not over"
    assert told(41, *rated((39, "b", -0.1)))[1] == (1, -0.3, pytest.approx(-0.3 / 34 * 30, abs=1e-4))


def test_two_sources_of_support_are_not_mixed() -> None:
    other = Reading(date=on(30), name="support", about="a", value=-1.0, source="z")
    series = (*rated((5, "a", 0.5), (20, "a", 0.4)), other)
    where = record(warn("t", 0), act("s", 10, "a", "pressure", target="b"), as_of=60, series=series)
    assert threats.change(where, "a", DAY0 + 10) == pytest.approx(-0.1)


def test_a_declared_threat_with_its_costs_and_how_often_it_was_said() -> None:
    where = record(warn("t", 0, item="arms"), warn("u", 5, item="arms"), as_of=50, threats=(ARMS,))
    assert threats.compute(where)["declared"] == [
        {"party": "a", "item": "arms", "on": ["b"], "said": 2, "put_off": 1, "believed": 0.7, "cost_to_target": 0.5,
         "cost_to_maker": 0.4}
    ]  # fmt: skip


def conserved(where: Record, made: tuple[threats.Threat, ...]) -> bool:
    """Whether every threat at another party is there once, as itself or as said again, and ended in one way."""
    said = [
        a for a in where.acts
        if a.kind in threats.THREATS and not threats.vague(a)
        and (where.target_party(a) or _other(where, a)) != where.actor_party(a)
    ]  # fmt: skip
    ended = all((t.closed is None) == (t.outcome == "pending") for t in made)
    timely = all(t.day <= t.closed for t in made if t.closed is not None)
    return len({t.act for t in made}) == len(made) and sum(1 + t.again for t in made) == len(said) and ended and timely


def _other(where: Record, one: Act) -> str:
    return {"a": "b", "b": "a"}[where.actor_party(one)]


@settings(max_examples=60, deadline=None)
@given(where=records())
def test_no_threat_is_lost_or_counted_twice(where: Record) -> None:
    made = threats.threats(where)
    assert conserved(where, made)
    for party in ("a", "b"):
        own = threats.conduct(made, party)
        assert own.made == own.carried_out + own.met + own.moved + own.empty + own.pending


def test_the_conservation_law_catches_threats_that_are_lost_or_doubled() -> None:
    where = record(warn("t", 0), warn("u", 3), warn("v", 4, issue="land"), as_of=20)
    made = threats.threats(where)
    assert conserved(where, made)
    assert not conserved(where, made[1:]) and not conserved(where, (*made, made[0]))
    assert not conserved(where, tuple(replace(t, outcome="empty") for t in made))
