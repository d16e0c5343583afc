"""What must not move a verdict does not: courtesies, splitting, repetition, names; each with a plant that is caught."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.evaluation import facade
from counterpoint.evaluation.recovery import Trial, play_record, run, stressed, without_aim
from counterpoint.inference.prior import read_prior
from counterpoint.inference.weight import evidence
from counterpoint.playbooks import AIMS

PARTICLES = 64


def moved_by_courtesies(seed: int) -> float:
    return abs(facade.odds(facade.courteous(seed), seed=seed, particles=PARTICLES)[0])


def test_courtesies_move_nothing() -> None:
    assert max(moved_by_courtesies(seed) for seed in range(3)) < 1e-9


def test_praise_taken_for_guile_is_caught() -> None:
    with facade.tilted_praise():
        assert max(moved_by_courtesies(seed) for seed in range(3)) > 0.1


@pytest.fixture(scope="module")
def whole() -> tuple[float, str]:
    value, posterior = facade.odds(facade.played(2, aim=2), seed=2, particles=PARTICLES)
    return value, evidence(posterior)[0]["act"]


def test_splitting_repeating_and_renaming_change_nothing(whole: tuple[float, str]) -> None:
    value, heaviest = whole
    case = facade.played(2, aim=2)
    assert facade.odds(facade.split(case, heaviest), seed=2, particles=PARTICLES)[0] == pytest.approx(value, abs=1e-9)
    assert facade.odds(facade.repeated(case), seed=2, particles=PARTICLES)[0] == pytest.approx(value, abs=1e-9)
    swapped = facade.odds(facade.renamed(case), seed=2, particles=PARTICLES, party=facade.SIDES[1])[0]
    assert swapped == pytest.approx(value, abs=1e-9)


def test_ten_acts_on_ten_occasions_do_change_something(whole: tuple[float, str]) -> None:
    value, heaviest = whole
    case = facade.split(facade.played(2, aim=2), heaviest)
    apart = replace(case, acts=tuple(replace(a, occasion=f"{a.id}-own", issue=None, position=None) for a in case.acts))
    assert abs(facade.odds(apart, seed=2, particles=PARTICLES)[0] - value) > 0.1


def test_same_seed_same_answer_and_another_seed_another() -> None:
    one, two = (run(Trial(0, 40, 7), particles=PARTICLES) for _ in range(2))
    assert one == two
    assert run(Trial(0, 40, 8), particles=PARTICLES).aims != one.aims


def test_stress_takes_away_what_it_says() -> None:
    import numpy as np

    case = play_record(Trial(1, 150, 3))
    poor = stressed(case, np.random.default_rng(1))
    seen = [a for a in case.acts if a.channel != "quiet"]
    assert 0.6 < len(poor.acts) / len(seen) < 0.8
    assert all(a.channel != "quiet" for a in poor.acts)
    kinds = {a.id: a.kind for a in case.acts}
    assert 0.03 < sum(kinds[a.id] != a.kind for a in poor.acts) / len(poor.acts) < 0.25


def test_an_aim_taken_out_leaves_its_share_to_its_verdict() -> None:
    prior = without_aim(read_prior(), 2)
    assert prior.aims[2] == 0 and prior.aims.sum() == pytest.approx(1)
    assert prior.groups()["bad_faith"] == pytest.approx(read_prior().groups()["bad_faith"])
    assert AIMS[2].name == "stall"
