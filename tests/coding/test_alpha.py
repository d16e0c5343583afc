"""Alpha against Krippendorff's published examples, and resamples against the package."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest

from counterpoint.coding.alpha import FEWEST, Floats, Metric, alpha_of, interval, make_clusters, resampled

NAN = np.nan
MEG, OWEN = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
BEN, GERRY = "aabbdcccedda", "babbbcccEddd".lower()
FOUR = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3),
    (NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN),
)
"""Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): sections A, B and C."""


def _values(one: object, two: object) -> Floats:
    return np.array([list(one), list(two)], dtype=np.float64).T  # type: ignore[call-overload]


def _alone(count: int) -> np.ndarray:
    return np.arange(count, dtype=np.intp)


def test_binary_data_of_two_observers() -> None:
    values = _values(MEG, OWEN)
    assert alpha_of(values, make_clusters("units", _alone(10), seed=0)).value == pytest.approx(0.095, abs=5e-4)


def test_nominal_data_of_two_observers() -> None:
    values = _values(map(ord, BEN), map(ord, GERRY))
    found = alpha_of(values, make_clusters("units", _alone(12), seed=0))
    assert found.value == pytest.approx(0.692, abs=5e-4)
    assert found.agreement == pytest.approx(9 / 12)


@pytest.mark.parametrize(
    ("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_any_metric_four_observers_missing_data(metric: str, published: float) -> None:
    found = krippendorff.alpha(reliability_data=np.array(FOUR), level_of_measurement=metric)  # type: ignore[arg-type]
    assert found == pytest.approx(published, abs=5e-4)


@pytest.mark.parametrize("metric", ["nominal", "interval"])
def test_resamples_are_what_the_package_computes_on_them(metric: Metric) -> None:
    rng = np.random.default_rng(5)
    values = rng.integers(0, 5, size=(40, 2)) / 4
    of = rng.integers(0, 12, size=40).astype(np.intp)
    draws = make_clusters("documents", of, seed=3).draws[:50]
    found = resampled(values, of, draws, metric=metric)
    for row, value in zip(draws, found, strict=True):
        many = np.repeat(values, row[of].astype(int), axis=0)
        expected = krippendorff.alpha(reliability_data=many.T, level_of_measurement=metric)
        assert value == pytest.approx(expected, abs=1e-12)


def test_resampling_units_in_place_of_clusters_is_seen() -> None:
    """Positive control: pairs that come in alike clusters have a wider interval than the same pairs taken singly."""
    of = np.repeat(np.arange(12), 10).astype(np.intp)
    values = np.stack([of % 3, np.where(of % 4 == 0, (of + 1) % 3, of % 3)], axis=1).astype(float)
    wide, narrow = (alpha_of(values, make_clusters("documents", each, seed=1)) for each in (of, _alone(len(values))))
    assert wide.value == narrow.value and None not in (wide.low, wide.high, narrow.low, narrow.high)
    assert (wide.high or 0) - (wide.low or 0) > 2 * ((narrow.high or 0) - (narrow.low or 0))


def test_same_seed_same_numbers_and_another_seed_others() -> None:
    values = _values(map(ord, BEN), map(ord, GERRY))
    one, again, other = (alpha_of(values, make_clusters("units", _alone(12), seed=s)) for s in (1, 1, 2))
    assert one == again
    assert (one.low, one.high) != (other.low, other.high)


def test_what_cannot_be_computed_says_why() -> None:
    clusters = make_clusters("documents", _alone(12), seed=0)
    same = np.ones((12, 2))
    assert alpha_of(same, clusters).why == "no variation: both coders always say the same"
    assert alpha_of(same, clusters).value is None
    one = np.full((12, 2), NAN)
    assert alpha_of(one, clusters).why == "no unit that both coders valued"
    one[0] = 1
    assert alpha_of(one, clusters).why == "one unit only"
    few = alpha_of(_values((1, 2, 1), (1, 2, 2)), make_clusters("days", _alone(3), seed=0))
    assert few.value is not None and few.low is None
    assert few.why_no_interval == f"fewer than {FEWEST} days to resample"


def test_an_interval_needs_resamples_that_vary() -> None:
    many = np.full(1000, NAN)
    many[:499] = 0.5
    assert interval(many)[2] == "most resamples have no variation"
    many[:501] = 0.5
    assert interval(many) == (0.5, 0.5, "")
