"""Base rates by time, and forecasts drawn towards them."""

from __future__ import annotations

import numpy as np
import pytest

from counterpoint.simulation.base_rates import BY_ID, MONTH, WEIGHT, drawn
from counterpoint.simulation.endings import NAMES
from counterpoint.simulation.forecast import share_of

RATE = BY_ID["comprehensive"]


@pytest.mark.parametrize(("months", "share"), [(0, 0.0), (3, 0.03), (4.5, 0.05), (12, 0.11), (60, 0.28), (600, 0.28)])
def test_a_rate_runs_straight_between_its_points(months: float, share: float) -> None:
    assert RATE.at(months * MONTH) == pytest.approx(share)


def _shares(**given: float) -> dict[str, float]:
    return dict.fromkeys(NAMES, 0.0) | given | {"ongoing": 1 - sum(given.values())}


@pytest.mark.parametrize(
    "shares",
    [_shares(), _shares(settlement=1.0), _shares(partial=1.0), _shares(breakdown=0.4, settlement=0.2),
     _shares(tacit_settlement=0.3, settlement=0.1, shock=0.2)],
)  # fmt: skip
def test_what_is_drawn_sums_to_one_and_lies_between_the_two(shares: dict[str, float]) -> None:
    days = 12 * MONTH
    out = drawn(shares, days)
    assert sum(out.values()) == pytest.approx(1.0) and min(out.values()) >= 0.0
    settled = shares["settlement"] + shares["tacit_settlement"]
    whole, some = BY_ID["comprehensive"].at(days), BY_ID["substantive"].at(days)
    assert out["settlement"] + out["tacit_settlement"] == pytest.approx((1 - WEIGHT) * settled + WEIGHT * whole)
    signed = settled + shares["partial"]
    assert out["partial"] + out["settlement"] + out["tacit_settlement"] == pytest.approx(
        (1 - WEIGHT) * signed + WEIGHT * some
    )


def test_the_other_endings_keep_their_proportions() -> None:
    out = drawn(_shares(breakdown=0.4, shock=0.2), 365.0)
    assert out["breakdown"] == pytest.approx(2 * out["shock"])


def _runs(p_by_draw: list[float], each: int) -> tuple[np.ndarray, np.ndarray]:
    """Runs of draws whose shares are as given, run n being of draw n modulo their number."""
    rng = np.random.default_rng(1)
    draw = np.arange(each * len(p_by_draw)) % len(p_by_draw)
    return rng.random(len(draw)) < np.array(p_by_draw)[draw], draw


def test_draws_that_agree_leave_no_model_uncertainty_and_such_that_differ_do() -> None:
    same = share_of(*_runs([0.3] * 64, 200))
    apart = share_of(*_runs([0.1] * 32 + [0.5] * 32, 200))
    assert same["model"][1] - same["model"][0] < 0.03
    assert apart["model"][0] == pytest.approx(0.1, abs=0.03) and apart["model"][1] == pytest.approx(0.5, abs=0.03)


def test_chance_alone_is_not_taken_for_model_uncertainty() -> None:
    """Positive control: the spread between draws of few runs is wide, though the draws agree."""
    hit, draw = _runs([0.3] * 64, 20)
    raw = np.bincount(draw, weights=hit) / np.bincount(draw)
    found = share_of(hit, draw)
    seen = np.quantile(raw, 0.9) - np.quantile(raw, 0.1)
    assert seen > 0.2 > found["model"][1] - found["model"][0]


def test_monte_carlo_error_falls_with_the_number_of_runs() -> None:
    few, many = (share_of(*_runs([0.3] * 64, n)) for n in (10, 1000))
    assert (few["monte_carlo"][1] - few["monte_carlo"][0]) > 8 * (many["monte_carlo"][1] - many["monte_carlo"][0])
