"""Scores of forecasts of lies, against known values and scikit-learn; threshold, weights and line; the board."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score

from counterpoint.evaluation.diplomacy.model import best_threshold, halves_of, line
from counterpoint.evaluation.diplomacy.positions import START, after, deeds
from counterpoint.evaluation.diplomacy.scores import auc, average_precision, calls
from counterpoint.evaluation.diplomacy.weights import RATE, balanced
from counterpoint.feeds.diplomacy.game import Order, Orders


def test_scores_agree_with_scikit_learn_ties_included() -> None:
    rng = np.random.default_rng(0)
    for _ in range(20):
        p, lie = rng.integers(0, 12, 200) / 12, (rng.random(200) < 0.1).astype(float)
        lie[0], lie[1] = 1, 0
        assert auc(p, lie) == pytest.approx(roc_auc_score(lie, p))
        assert average_precision(p, lie) == pytest.approx(average_precision_score(lie, p))
        assert calls(p > 0.5, lie)["macro_f1"] == pytest.approx(f1_score(lie, p > 0.5, average="macro"), abs=1e-4)


def test_scores_that_are_not_defined_are_none() -> None:
    assert auc(np.array([0.1, 0.2]), np.zeros(2)) is None
    assert average_precision(np.array([0.1, 0.2]), np.zeros(2)) is None


def test_the_threshold_has_the_best_f1_of_all() -> None:
    rng = np.random.default_rng(1)
    p, lie = rng.random(80), (rng.random(80) < 0.2).astype(float)
    best = calls(p >= best_threshold(p, lie), lie)["lie_f1"]
    assert best == max(calls(p >= each, lie)["lie_f1"] for each in p)


def test_every_game_weighs_with_the_same_rate_of_lies() -> None:
    rng = np.random.default_rng(2)
    game = np.repeat([1, 2, 3], [100, 300, 50])
    lie = (rng.random(450) < np.repeat([0.1, 0.02, 0.3], [100, 300, 50])).astype(float)
    weight = balanced(lie, game, np.array([f"{g}.{i % 4}" for i, g in enumerate(game)]))
    for number in (1, 2, 3):
        here = game == number
        assert weight[here & (lie > 0.5)].sum() / weight[here].sum() == pytest.approx(RATE)


def test_halves_share_no_game_and_cover_all() -> None:
    game, lie, known = np.repeat([1, 2, 3], 4), np.tile([0.0, 1.0], 6), np.ones(12, dtype=bool)
    asked = np.zeros(12, dtype=int)
    for fitted, other in halves_of(game, lie, known):
        assert not set(game[fitted]) & set(game[other])
        asked += other
    assert (asked == 1).all()
    assert not [*halves_of(game, np.zeros(12), known)]


def test_a_line_finds_the_slope() -> None:
    rng = np.random.default_rng(3)
    score = rng.normal(size=20_000)
    lie = (rng.random(20_000) < 1 / (1 + np.exp(3 - 2 * score))).astype(float)
    slope, _ = line(score, lie, np.ones(20_000, dtype=int))
    assert slope == pytest.approx(2, abs=0.15)
    assert line(np.array([]), np.array([]), np.array([], dtype=int)) == (1.0, 0.0)


def test_units_move_are_driven_out_and_take_centres_in_fall() -> None:
    orders = (
        Order("russia", "War", "move", to="Gal", succeeded=True),
        Order("austria", "Vie", "move", to="Gal", succeeded=False, dislodged=True, retreat="Boh"),
        Order("turkey", "Con", "move", to="Bul", succeeded=True),
    )
    for season, owner in (("spring", None), ("fall", "turkey")):
        given = Orders(1, 1901, season, orders, {}, {}, {})  # type: ignore[arg-type]
        ended = after(START, given)
        assert ended.units == {"Gal": ("russia", "A"), "Boh": ("austria", "A"), "Bul": ("turkey", "A")}
        assert ended.centres.get("Bul") == owner
    assert after(START, None) is START


def test_entering_a_centre_is_an_attack_and_taking_it_a_capture() -> None:
    orders = (
        Order("italy", "Ven", "move", to="Tri", succeeded=True),
        Order("germany", "Mun", "support-move", supported="Ven", supported_power="italy", to="Tri"),
    )
    done = deeds(START, Orders(1, 1901, "spring", orders, {}, {}, {}))
    assert done["italy", "austria"] == {"attack": 1, "capture": 1}
    assert done["germany", "italy"] == {"support": 1} and done["germany", "austria"]["attack"] < 1
