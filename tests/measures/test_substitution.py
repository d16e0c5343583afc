from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from counterpoint.measures import substitution
from counterpoint.record.record import Record

from .measure_records import act, record


def without_tie(rng: np.random.Generator, turns: int = 60) -> NDArray[np.float64]:
    """Two channels with a rhythm of their own each (a slow wave of activity), nothing between them."""
    phase = rng.uniform(0, 2 * np.pi, size=(2, 1))
    wave = 1.0 + 0.8 * np.sin(2 * np.pi * np.arange(turns) / 15 + phase)
    return rng.poisson(wave).astype(np.float64)


def with_tie(rng: np.random.Generator, turns: int = 60) -> NDArray[np.float64]:
    """The second channel is busy at the turn after the first has faded."""
    first = rng.poisson(1.5, size=turns).astype(np.float64)
    fell = np.maximum(0.0, -(first - np.roll(first, 1)))
    return np.stack([first, rng.poisson(0.3 + 1.5 * np.roll(fell, 1)).astype(np.float64)])


def p_values(make: object, runs: int) -> NDArray[np.float64]:
    assert callable(make)
    rngs = [np.random.default_rng((7, run)) for run in range(runs)]
    return np.array([substitution.most_negative(make(rng), rng, shifts=199)[3] for rng in rngs])


def test_the_correlation_by_its_definition() -> None:
    series = np.random.default_rng(1).poisson(2.0, size=(3, 30)).astype(np.float64)
    change, following = series - np.roll(series, 1, axis=1), np.roll(series, -1, axis=1)
    table = substitution.lagged(series)
    for i in range(3):
        for j in range(3):
            for s in (0, 7):
                expected = np.corrcoef(change[i], np.roll(following[j], s))[0, 1]
                assert table[i, j, s] == pytest.approx(expected)


def test_without_substitution_p_is_uniform() -> None:
    p = p_values(without_tie, 400)
    for level in (0.05, 0.1, 0.25, 0.5, 0.75):
        error = 3.5 * np.sqrt(level * (1 - level) / len(p))
        assert abs(np.mean(p <= level) - level) < error + 1 / 60  # a shift of 60 turns is that coarse


def test_the_uniformity_check_catches_a_test_that_forgets_that_it_chose() -> None:
    """Holding the more negative of two pairs against one pair's chance calls too much substitution."""

    def naive(rng: np.random.Generator) -> float:
        table = substitution.lagged(without_tie(rng))
        return float(np.mean(table[0, 1] <= min(table[0, 1, 0], table[1, 0, 0])))

    p = np.array([naive(np.random.default_rng((7, run))) for run in range(400)])
    assert np.mean(p <= 0.5) - 0.5 > 3.5 * np.sqrt(0.25 / len(p)) + 1 / 60


def test_a_planted_substitution_is_found() -> None:
    p = p_values(with_tie, 40)
    assert np.mean(p <= 0.05) > 0.8
    i, j, r, _ = substitution.most_negative(with_tie(np.random.default_rng(3)), np.random.default_rng(4))
    assert (i, j) == (0, 1) and r < -0.3


def planted(turns: int) -> Record:
    """Party a fades on the front channel every third turn and turns up on the back channel at the next."""
    acts = []
    for t in range(turns):
        channel = ("front", "press", "back")[t % 3]
        if channel != "press":
            acts += [act(f"x{t}.{k}", 7 * t, "a", "meet", channel=channel) for k in range(1 + t % 2)]
    return record(*acts, as_of=7 * turns - 1)


def test_a_record_with_a_planted_substitution() -> None:
    of_a, of_b = substitution.compute(planted(40))["parties"]
    assert (of_a["fading"], of_a["rising"]) == ("front", "back") and of_a["correlation"] < -0.4
    assert of_b["p"] is None and "two channels" in of_b["why"]


def test_too_few_turns_say_so() -> None:
    row = substitution.compute(planted(18))["parties"][0]
    assert row["p"] is None and row["why"] == "expected at least 20 turns, got 18"


def test_the_same_seed_gives_the_same_p() -> None:
    where = planted(40)
    assert substitution.compute(where) == substitution.compute(where)
    series = without_tie(np.random.default_rng(5))
    draws = {substitution.most_negative(series, np.random.default_rng(s))[3] for s in range(5)}
    assert len(draws) > 1  # the draws do come from the generator passed in
