"""Forecasts scored on real cases see nothing early, score what they say they score, and are beaten by the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.model import Act, Case, Deadline, Event, Threat
from counterpoint.case.read import read_case
from counterpoint.case.when import When, parse_when
from counterpoint.evaluation import forecasts
from counterpoint.evaluation.backtest import LOOKS
from counterpoint.evaluation.forecasts import (
    DRAWN,
    FEWEST_CASES,
    HORIZONS,
    SIMULATED,
    Forecast,
    backtest,
    document,
    look_once,
    looks_at,
    turns_of,
)
from counterpoint.evaluation.truth import Agreement, Truth, has_truth, read_truth
from counterpoint.record import record as records
from counterpoint.record.known import known_by
from counterpoint.record.record import make_record
from counterpoint.simulation.base_rates import BY_ID
from counterpoint.simulation.by_hand import make_document
from counterpoint.simulation.forecast import forecast
from counterpoint.simulation.framing import cut
from counterpoint.simulation.run import play_many
from counterpoint.simulation.scene import make_scene

FEW = 40
MAIN = ("russia", "us")
PLAYS = {"russia": "stall", "us": "sincere"}
FAR = date(2030, 1, 1)


@pytest.fixture(scope="module")
def case() -> Case:
    found, _ = read_case(find_case("geneva-2022"))
    assert found is not None
    return found


def by_hand(case: Case, as_of: int, seed: int) -> Mapping[str, Any]:
    return make_document(PLAYS)


def truth_of(case: Case, *agreed: date, known: date = FAR, between: tuple[str, str] = MAIN) -> Truth:
    made = tuple(Agreement(parse_when(day), between, "partial", "planted", ("d1",)) for day in agreed)
    return Truth(case.id, "", "t", agreements=made, known_until=parse_when(known))


def middle(case: Case) -> date:
    days = sorted(act.date.first for act in case.acts)
    return days[len(days) // 2]


def seen(case: Case, day: date, eyes: str = "archive") -> tuple[list[Forecast], Case]:
    """The forecasts from a day, and the case that the maker of the cast was given."""
    given: list[Case] = []

    def watched(case: Case, as_of: int, seed: int) -> Mapping[str, Any]:
        given.append(case)
        return make_document(PLAYS)

    return list(look_once(case, truth_of(case), day, HORIZONS, runs=FEW, cast=watched, eyes=eyes)), given[0]


def another(case: Case, day: date, known: date | None = None) -> Case:
    """The case with a loud deed of its first party on a day; public, unless it became known only later."""
    model = next(act for act in case.acts if act.kind != "meet")
    act: Act = replace(
        model, id="planted", date=parse_when(day), actor=MAIN[0], target=MAIN[1], kind="strike", channel=None,
        occasion=None, answers=(), keeps=(), breaks=(), visibility="secret" if known else "public",
        known=parse_when(known) if known else None, until=None,
    )  # fmt: skip
    return replace(case, acts=(*case.acts, act))


def later(case: Case, day: date) -> list[Case]:
    """The case with one thing more each, that came after a day."""
    after: When = parse_when(day + timedelta(days=9))
    date_of = Deadline("d-planted", "planted", after, on=MAIN, announced=after)
    moved = replace(case.deadlines[0], moved=(after,))
    return [
        another(case, after.first),
        replace(case, deadlines=(*case.deadlines, date_of)),
        replace(case, deadlines=(moved, *case.deadlines[1:])),
        replace(case, threats=(*case.threats, Threat("t-planted", "planted", MAIN[0], announced=after, believed=1.0))),
        replace(case, events=(*case.events, Event("e-planted", after, "planted", favours=(MAIN[0],)))),
        replace(case, channels=(*case.channels, replace(case.channels[0], id="c-planted", opened=after))),
    ]


def test_what_came_later_is_not_seen_and_what_came_before_is(case: Case) -> None:
    day = middle(case)
    before = seen(case, day)
    for n, planted in enumerate(later(case, day)):
        assert seen(planted, day) == before, n
    assert seen(another(case, day), day) != before


def test_a_case_that_is_not_cut_to_the_day_shows_what_came_later(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    day = middle(case)
    monkeypatch.setattr(records, "known_by", lambda case, day: case)
    before = seen(case, day)
    assert all(seen(planted, day) != before for planted in later(case, day)[1:])


def test_an_act_known_only_later_is_seen_by_the_archive_alone(case: Case) -> None:
    day = middle(case)
    planted = another(case, day, known=day + timedelta(days=9))
    assert seen(planted, day, "public") == seen(case, day, "public")
    assert seen(planted, day) != seen(case, day)
    assert "planted" not in {act.id for act in seen(planted, day, "public")[1].acts}


def test_a_channel_that_carried_an_act_before_it_opened_is_kept(case: Case) -> None:
    day = middle(case)
    used = next(act.channel for act in case.acts if act.channel and act.date.first <= day)
    opens = parse_when(day + timedelta(days=1))
    late = replace(case, channels=tuple(replace(c, opened=opens) if c.id == used else c for c in case.channels))
    assert used in {c.id for c in known_by(late, day.toordinal()).channels}


def test_looks_are_equal_steps_whose_horizon_is_known(case: Case) -> None:
    record = make_record(case)
    last, weeks = date.fromordinal(record.as_of), [timedelta(weeks=w) for w in HORIZONS]
    assert [w for _, w in looks_at(case, truth_of(case))] == [HORIZONS] * LOOKS
    # The end counts only where the truth goes on beyond it by the horizon, to the day.
    assert looks_at(case, truth_of(case, known=last + weeks[0]))[-1] == (last, HORIZONS[:1])
    assert last not in dict(looks_at(case, truth_of(case, known=last + weeks[0] - timedelta(days=1))))
    assert looks_at(case, replace(truth_of(case), known_until=None)) == []


def test_weeks_are_turns_of_the_case_rounded_up(case: Case) -> None:
    turns = {days: [turns_of(replace(case, turn_days=days), w) for w in HORIZONS] for days in (7, 14, 30)}
    assert turns == {7: [13, 26], 14: [7, 13], 30: [4, 7]}


def test_the_event_is_an_agreement_of_the_main_pair_after_the_look_and_within_the_horizon(case: Case) -> None:
    day = middle(case)

    def agreed(*days: date, between: tuple[str, str] = MAIN) -> list[bool]:
        truth = truth_of(case, *days, between=between)
        return [each.agreed for each in look_once(case, truth, day, HORIZONS, runs=FEW, cast=by_hand)]

    ends = [day + timedelta(weeks=w) for w in HORIZONS]
    assert agreed(day) == agreed(ends[1] + timedelta(days=1)) == [False, False]
    assert agreed(day + timedelta(days=1)) == agreed(ends[0]) == [True, True]
    assert agreed(ends[0] + timedelta(days=1)) == [False, True]
    assert agreed(ends[0], between=("us", "russia")) == [True, True]
    assert agreed(ends[0], between=("us", "nato")) == [False, False]


def test_a_forecast_is_what_was_agreed_in_the_runs_and_the_mean_of_it_and_the_base_rate(case: Case) -> None:
    for each in look_once(case, truth_of(case), middle(case), HORIZONS, runs=FEW, cast=by_hand):
        parts = ("settlement", "tacit_settlement", "partial")
        assert each.p == pytest.approx(sum(each.endings[name] for name in parts), abs=1e-3)
        rate = BY_ID["substantive"].at(each.turns * case.turn_days)
        assert (each.base_rate, each.drawn) == pytest.approx((rate, (each.p + rate) / 2), abs=1e-3)
        assert each.main == MAIN and sum(each.endings.values()) == pytest.approx(1, abs=1e-3)


def test_a_forecast_is_that_of_the_simulator_from_that_day(case: Case) -> None:
    day = date.fromordinal(make_record(case).as_of)
    for each in look_once(case, truth_of(case), day, HORIZONS, runs=FEW, cast=by_hand):
        cast = by_hand(case, day.toordinal(), 0)
        scene = make_scene(make_record(case, as_of=day.toordinal()), cast, turns=each.turns)
        told = forecast(scene, play_many(scene, runs=FEW), seed=0, cast=cast)["endings"]
        assert {row["ending"]: row["p"] for row in told} == each.endings
        agreed = [row["drawn"] for row in told if row["ending"] in ("settlement", "tacit_settlement", "partial")]
        assert sum(agreed) == pytest.approx(each.drawn, abs=1e-3)


def test_the_same_seed_gives_the_same_document_and_a_case_named_twice_is_looked_at_once(case: Case) -> None:
    truth = truth_of(case, middle(case))
    once, twice = (backtest([(case, truth)] * n, runs=FEW, cast=by_hand) for n in (1, 2))
    assert once == twice


def test_a_look_whose_cast_has_nobody_to_play_is_told(case: Case) -> None:
    pairs = [(case, truth_of(case))]
    short = backtest(
        pairs, runs=FEW, cast=lambda *at: by_hand(*at) if at[1] > middle(case).toordinal() else {"parties": {}}
    )
    without = short["without_forecast"]
    assert without and {each["date"] for each in without}.isdisjoint(each["date"] for each in short["looks"])
    assert "two parties that face each other" in without[0]["why"]


def row(p: float, *, agreed: bool, case: str = "one", weeks: int = 13, day: str = "2000-01-01") -> Forecast:
    return Forecast(case, ("a", "b"), day, "2000-04-01", weeks, 13, 5, p, (p + 0.13) / 2, 0.13, agreed, (), {})


def test_skill_is_shown_when_the_answer_is_known_and_not_when_it_is_guessed_or_cases_are_few() -> None:
    def better(sure: bool, cases: int = 12) -> list[str]:
        rng = np.random.default_rng(5)
        truths = [bool(rng.random() < 0.5) for _ in range(48)]
        made = [row((0.95 if y else 0.05) if sure else float(rng.random()), agreed=y, case=str(i % cases))
                for i, y in enumerate(truths)]  # fmt: skip
        found: list[str] = document(made, seed=0, runs=FEW)["scores"]["13"]["better_than"][SIMULATED]
        return found

    assert set(better(sure=True)) == {"base rate alone", "never", "always a half", "share of the other cases"}
    assert better(sure=False) == []
    assert better(sure=True, cases=FEWEST_CASES - 1) == []


def test_why_no_skill_can_be_shown_is_said() -> None:
    def why(cases: int, agreed: bool) -> str:
        made = [row(0.5, agreed=agreed, case=str(i)) for i in range(cases)]
        found: str = document(made, seed=0, runs=FEW)["scores"]["13"]["why_none"]
        return found

    assert why(1, True) == "1 case cannot show skill, 10 are needed"
    assert why(5, True) == "5 cases cannot show skill, 10 are needed"
    assert (why(10, True), why(10, False)) == (
        "something was agreed after every look",
        "nothing was agreed after any look",
    )


def test_a_baseline_never_sees_its_own_case_and_horizons_are_scored_apart() -> None:
    made = [row(0.5, agreed=True, case="one"), row(0.5, agreed=False, case="two"), row(0.5, agreed=True, weeks=26)]
    scores = document(made, seed=0, runs=FEW)["scores"]
    assert [forecasts._share_elsewhere(each, made[:2]) for each in made[:2]] == [0.0, 1.0]
    assert (scores["13"]["n"], scores["26"]["n"]) == (2, 1)
    assert "share of the other cases" not in scores["26"]["forecasts"]
    assert set(scores["13"]["skill"]) == {SIMULATED, DRAWN}
    assert DRAWN not in scores["13"]["skill"][SIMULATED]


def test_misses_come_first_the_surest_at_the_top() -> None:
    made = [row(0.6, agreed=True), row(0.9, agreed=False), row(0.02, agreed=True), row(0.02, agreed=False)]
    missed = document(made, seed=0, runs=FEW)["misses"]
    # 0.6 is on the right side as simulated and on the wrong one as drawn.
    assert [(each["p"], each["agreed"]) for each in missed] == [(0.02, True), (0.9, False), (0.6, True)]


def test_nothing_to_score_is_said(case: Case) -> None:
    with pytest.raises(ValueError, match="no look can be scored"):
        backtest([(case, replace(truth_of(case), known_until=None))], runs=FEW, cast=by_hand)


WITH_TRUTH = [name for name in bundled_cases() if has_truth(find_case(name))]


@pytest.mark.parametrize("name", WITH_TRUTH)
def test_bundled_agreements_are_of_the_pair_that_the_simulator_calls_the_main_one(name: str) -> None:
    case, _ = read_case(find_case(name))
    assert case is not None
    truth, _ = read_truth(find_case(name), case)
    assert truth is not None and truth.known_until is not None and looks_at(case, truth)
    for day, _ in looks_at(case, truth):
        record = make_record(case, as_of=day.toordinal())
        laid = cut(record, record.acting)
        main = {laid.parties[0], laid.parties[laid.other[0]]}
        assert {frozenset(each.between) for each in truth.agreements} <= {frozenset(main)}
