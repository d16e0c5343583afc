"""The backtest sees nothing early, scores what it says it scores, and is beaten by knowing the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from counterpoint.case.bundled import find_case
from counterpoint.case.model import Act, Case
from counterpoint.case.read import read_case
from counterpoint.case.when import parse_when
from counterpoint.evaluation import backtest
from counterpoint.evaluation.backtest import (
    LOOKS,
    Look,
    at_ends,
    at_steps,
    document,
    look_once,
    looks_at,
    missed,
)
from counterpoint.evaluation.scores import brier, compared, log_score
from counterpoint.evaluation.truth import Outcome, Spell, Truth
from counterpoint.inference.prior import read_prior

DAY = date(2022, 3, 20)
FEW = 24


@pytest.fixture(scope="module")
def case() -> Case:
    found, _ = read_case(find_case("geneva-2022"))
    assert found is not None
    return found


def truth_of(case: Case, was: Any = "stalling") -> Truth:
    party = case.parties[0]
    assert case.start is not None and case.end is not None and party.counterpart is not None
    spell = Spell(party.id, party.counterpart, case.start, case.end, was, "planted", ("d1",))
    return Truth(case.id, "", "t", (spell,), outcome=Outcome("none", case.end))


def seen(case: Case, day: date, eyes: str) -> Look:
    truth = truth_of(case)
    spell = truth.conduct[0]
    return look_once(case, truth, spell.party, spell.towards, day, eyes=eyes, prior=read_prior(), seed=1, particles=FEW)


def middle(case: Case) -> date:
    days = [act.date.first for act in case.acts]
    return sorted(days)[len(days) // 2]


def another(case: Case, day: date, known: date | None = None) -> Act:
    """A loud deed of the judged party on a day; public, unless it became known only later."""
    party = case.parties[0]
    model = next(act for act in case.acts if act.kind != "meet")
    return replace(
        model, id="planted", date=parse_when(day), actor=party.id, target=party.counterpart, kind="breach",
        channel=None, occasion=None, answers=(), keeps=(), breaks=(), visibility="secret" if known else "public",
        known=parse_when(known) if known else None, until=None,
    )  # fmt: skip


def with_act(case: Case, act: Act) -> Case:
    return replace(case, acts=(*case.acts, act))


@pytest.mark.parametrize("eyes", ["archive", "public"])
def test_a_later_act_is_not_seen_and_an_earlier_one_is(case: Case, eyes: str) -> None:
    day = middle(case)
    before = seen(case, day, eyes)
    assert seen(with_act(case, another(case, date(day.year + 1, 1, 1))), day, eyes) == before
    assert seen(with_act(case, another(case, day)), day, eyes) != before


def test_an_act_known_only_later_is_seen_by_the_archive_alone(case: Case) -> None:
    day = middle(case)
    planted = with_act(case, another(case, day, known=date(day.year + 1, 1, 1)))
    assert seen(planted, day, "public") == seen(case, day, "public")
    assert seen(planted, day, "archive") != seen(case, day, "archive")


def test_looks_are_equal_steps_and_only_where_the_truth_speaks(case: Case) -> None:
    truth = truth_of(case)
    assert len(looks_at(case, truth)) == LOOKS
    assert looks_at(case, truth_of(case, "unclear")) == []


def look(p: float, *, bad: bool, case: str = "one", party: str = "a", eyes: str = "archive") -> Look:
    return Look(case, party, "b", "2000-01-01", eyes, 20, p, "undetermined", "", "stalling" if bad else "hard", bad)


def test_scores_are_those_of_the_formulas() -> None:
    p, y = np.array([0.8, 0.8]), np.array([1.0, 0.0])
    assert brier(p, y) == pytest.approx([0.04, 0.64])
    assert log_score(p, y) == pytest.approx([0.2231, 1.6094], abs=1e-4)
    assert log_score(np.array([0.0]), np.array([1.0])) == pytest.approx([-np.log(0.01)])


def test_misses_come_first_the_surest_at_the_top() -> None:
    looks = [look(0.9, bad=True), look(0.6, bad=False), look(0.95, bad=False, party="c")]
    found = document(looks, read_prior(), seed=0, particles=FEW)
    assert [each["p_bad"] for each in found["misses"]] == [0.95, 0.6]
    assert found["called"] == {"hard": {"undetermined": 2}, "stalling": {"undetermined": 1}}
    assert found["scores"]["public"] == {"n": 0}


def test_skill_is_shown_when_the_answer_is_known_and_not_when_it_is_guessed() -> None:
    def skill(sure: bool) -> list[str]:
        rng = np.random.default_rng(3)
        truths = [bool(rng.random() < 0.5) for _ in range(40)]
        looks = [
            look((0.9 if bad else 0.1) if sure else float(rng.random()), bad=bad, case=f"case{i % 8}", party=str(i))
            for i, bad in enumerate(truths)
        ]
        scores = document(looks, read_prior(), seed=0, particles=FEW)["scores"]["archive"]
        result: list[str] = scores["better_than"]
        return result

    assert "prior" in skill(sure=True)
    assert "prior" not in skill(sure=False)


def test_few_parties_or_one_sort_of_look_show_nothing() -> None:
    def claimed(parties: int, bad: int) -> tuple[list[str], str]:
        looks = [look(0.9 if i < bad else 0.1, bad=i < bad, case=f"case{i % 3}", party=str(i)) for i in range(parties)]
        scores = document(looks, read_prior(), seed=0, particles=FEW)["scores"]["archive"]
        return scores["better_than"], scores["why_none"]

    assert claimed(12, 6)[0] != []
    assert claimed(8, 4) == ([], "8 parties are too few to show skill, 10 are needed")
    assert claimed(12, 0) == ([], "no look is bad, so none can be told apart")


def test_one_case_has_no_other_cases_beside_it() -> None:
    scores = document([look(0.9, bad=True)], read_prior(), seed=0, particles=FEW)["scores"]["archive"]
    assert set(scores["forecasts"]) == {"counterpoint", "prior", "everybody is sincere"}


def spells(case: Case, *spans: tuple[date, date], was: Any = "stalling") -> Truth:
    """A truth of the first party with spells of one conduct."""
    truth = truth_of(case, was)
    made = (replace(truth.conduct[0], since=parse_when(one), until=parse_when(two)) for one, two in spans)
    return replace(truth, conduct=tuple(made))


def test_a_spell_that_the_steps_miss_is_looked_at_on_its_last_day(case: Case) -> None:
    steps = [day for _, _, day in at_steps(case, truth_of(case))]
    assert at_ends(case, truth_of(case)) == []
    missed = (steps[0] + timedelta(days=1), steps[1] - timedelta(days=1))
    truth = spells(case, (steps[0], steps[0]), missed)
    assert [day for *_, day in at_ends(case, truth)] == [missed[1]]
    assert [day for *_, day in looks_at(case, truth)] == [steps[0], missed[1]]
    assert at_ends(case, spells(case, missed, was="unclear")) == []
    # A spell that reaches the next step by a day is seen there and has no look of its own.
    assert at_ends(case, spells(case, (missed[0], steps[1]))) == []


def test_a_spell_that_goes_on_beyond_the_record_is_seen_at_its_end(case: Case) -> None:
    end = at_steps(case, truth_of(case))[-1][2]
    later = end + timedelta(days=40)
    assert looks_at(case, spells(case, (end, later)))[0][2] == end
    assert at_ends(case, spells(case, (end, later))) == []
    assert [day for *_, day in at_ends(case, spells(case, (end + timedelta(days=1), later)))] == [later]


def test_a_look_at_a_party_without_acts_has_its_prior(case: Case) -> None:
    first = min(act.date.first for act in case.acts)
    start = first - timedelta(days=60)
    earlier = replace(case, start=parse_when(start))
    truth = spells(earlier, (start, start + timedelta(days=1)))
    found = backtest.backtest([(earlier, truth)], particles=FEW)
    assert [(each["extra"], each["moves"]) for each in found["looks"]] == [(True, 0), (True, 0)]


def test_no_spell_is_left_without_a_look(case: Case) -> None:
    truth = truth_of(case)
    short = replace(truth, conduct=(replace(truth.conduct[0], until=truth.conduct[0].since),))
    for each in (truth, short):
        assert missed(each, looks_at(case, each)) == []
    assert missed(short, at_steps(case, short)) == [short.conduct[0]]  # positive control: without the extra looks


def test_a_case_named_twice_is_looked_at_once(case: Case) -> None:
    truth = truth_of(case)
    once, twice = (backtest.backtest([(case, truth)] * n, particles=FEW) for n in (1, 2))
    assert once == twice


def test_a_baseline_never_sees_its_own_case() -> None:
    looks = [look(0.5, bad=True, case="one"), look(0.5, bad=False, case="two"), look(0.5, bad=False, case="three")]
    shares = [backtest._share_elsewhere(each, looks) for each in looks]
    assert shares == [0.0, 0.5, 0.5]


def test_nothing_to_score_is_said() -> None:
    with pytest.raises(ValueError, match="no look can be scored"):
        document([], read_prior(), seed=0, particles=FEW)
    with pytest.raises(ValueError, match="no look to score"):
        compared({}, np.array([]), [], ours="x", seed=0)
