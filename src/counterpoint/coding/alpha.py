"""Krippendorff's alpha of two coders, with intervals by resampling clusters. Arrays in, numbers out.

alpha = 1 - observed disagreement / disagreement expected by chance (Krippendorff, Computing Krippendorff's
Alpha-Reliability, 2011). The estimate is computed by the package krippendorff. For resamples the same formula is
written for two coders as sums over clusters, so that a thousand of them are one matrix product; tests hold the two
together. Status: cross-checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import krippendorff
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Metric = Literal["nominal", "interval"]
RESAMPLES: Final = 1000
FEWEST: Final = 10
"""Fewest clusters from which an interval is resampled."""
BOUNDS: Final = (2.5, 97.5)
"""Ends of an interval [per cent of the resamples]."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """What is resampled: what the clusters are in words, the cluster of each unit (units,), how often each resample
    draws each cluster (resamples, clusters)."""

    what: str
    of: NDArray[np.intp]
    draws: Floats

    @property
    def count(self) -> int:
        """Number of clusters."""
        return int(self.draws.shape[1])


@dataclass(frozen=True, slots=True)
class Alpha:
    """An alpha with its 95 % interval, share of equal pairs and number of units; why says why a number is missing."""

    value: float | None
    low: float | None
    high: float | None
    agreement: float | None
    n: int
    why: str = ""
    why_no_interval: str = ""


def make_clusters(what: str, of: NDArray[np.intp], *, seed: int) -> Clusters:
    """Clusters of units, with the draws of every resample: same seed, same draws, for all that is compared."""
    count = int(of.max()) + 1 if of.size else 0
    rng = np.random.default_rng([seed, count])
    draws = rng.multinomial(count, np.full(count, 1 / count), size=RESAMPLES) if count else np.zeros((RESAMPLES, 0))
    return Clusters(what, of, draws.astype(np.float64))


def alpha_of(values: Floats, clusters: Clusters, *, metric: Metric = "nominal") -> Alpha:
    """Alpha of two coders' values (units, 2), nan where a coder gives none; metric is nominal or interval."""
    both = ~np.isnan(values).any(axis=1)
    kept, n = values[both], int(both.sum())
    if n < 2:
        why = "no unit that both coders valued" if n == 0 else "one unit only"
        return Alpha(None, None, None, _agreement(kept), n, why, why)
    if np.unique(kept).size < 2:
        why = "no variation: both coders always say the same"
        return Alpha(None, None, None, 1.0, n, why, why)
    value = float(krippendorff.alpha(reliability_data=kept.T, level_of_measurement=metric))
    held = len(np.unique(clusters.of[both]))
    if held < FEWEST:
        why = f"fewer than {FEWEST} {clusters.what} to resample"
        return Alpha(value, None, None, _agreement(kept), n, "", why)
    many = resampled(kept, clusters.of[both], clusters.draws, metric=metric)
    low, high, why = interval(many)
    return Alpha(value, low, high, _agreement(kept), n, "", why)


def interval(many: Floats) -> tuple[float | None, float | None, str]:
    """The ends of the middle 95 % of resampled numbers, or why there are none; nan is a resample without a number."""
    good = many[~np.isnan(many)]
    if good.size < many.size / 2:
        return None, None, "most resamples have no variation"
    low, high = np.percentile(good, BOUNDS)
    return float(low), float(high), ""


def resampled(values: Floats, of: NDArray[np.intp], draws: Floats, *, metric: Metric = "nominal") -> Floats:
    """Alpha of each resample (resamples,); nan where its values do not vary. values (units, 2) without nan."""
    sums_of = _summed if metric == "interval" else _counted
    observed, expected, n = sums_of(values, of, draws)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(expected > 0, 1 - (n - 1) * observed / expected, np.nan)
    return found


def _counted(values: Floats, of: NDArray[np.intp], draws: Floats) -> tuple[Floats, Floats, Floats]:
    """Nominal: values that differ from their partner; pairs of unlike values; number of values; each (resamples,)."""
    names, codes = np.unique(values, return_inverse=True)
    codes = codes.reshape(values.shape)
    held = np.zeros((draws.shape[1], names.size))
    unlike = np.zeros(draws.shape[1])
    for column in codes.T:
        np.add.at(held, (of, column), 1.0)
    np.add.at(unlike, of, 2.0 * (codes[:, 0] != codes[:, 1]))
    totals = draws @ held
    n = totals.sum(axis=1)
    return draws @ unlike, n**2 - (totals**2).sum(axis=1), n


def _summed(values: Floats, of: NDArray[np.intp], draws: Floats) -> tuple[Floats, Floats, Floats]:
    """Interval: squared differences within pairs, among all pairs of values, number of values; each (resamples,)."""
    centred = values - values.mean()
    sums = np.zeros((draws.shape[1], 4))
    apart = 2.0 * (centred[:, 0] - centred[:, 1]) ** 2
    parts = (apart, centred.sum(axis=1), (centred**2).sum(axis=1), np.full(len(values), 2.0))
    for place, part in enumerate(parts):
        np.add.at(sums[:, place], of, part)
    observed, total, squares, n = (draws @ sums).T
    expected = 2 * (n * squares - total**2)
    return observed, np.where(expected > 1e-9, expected, 0.0), n


def _agreement(kept: Floats) -> float | None:
    return float((kept[:, 0] == kept[:, 1]).mean()) if len(kept) else None


def told(alpha: Alpha) -> dict[str, Any]:
    """An alpha as part of a document: numbers or null, and why."""
    return {
        "alpha": alpha.value,
        "low": alpha.low,
        "high": alpha.high,
        "agreement": alpha.agreement,
        "n": alpha.n,
        "why": f"cannot be computed: {alpha.why}" if alpha.why else None,
        "why_no_interval": f"cannot be computed: {alpha.why_no_interval}" if alpha.why_no_interval else None,
    }
