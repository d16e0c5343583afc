"""Proper scores of probabilities of a yes or no, beside dumb baselines, with intervals.

Rule     Brier (p - y)^2; log score -ln p of what was the case [nats], p kept FLOOR away from 0 and 1; skill 1 minus
         the ratio of a forecast's mean score to a baseline's.
Unit     mean over looks; intervals by drawing whole clusters with replacement, for looks of one cluster go together
Source   Brier 1950; Gneiting & Raftery 2007 [memory]
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FLOOR: Final = 0.01
"""No forecast is taken to be surer than this."""
DRAWS: Final = 2000
"""Resamples of an interval."""
ENDS: Final = (0.025, 0.975)


def brier(p: Floats, y: Floats) -> Floats:
    """Brier score of every forecast (n,), 0 best."""
    return (p - y) ** 2


def log_score(p: Floats, y: Floats, *, floor: float = FLOOR) -> Floats:
    """Log score of every forecast (n,) [nats], 0 best; p is kept floor away from 0 and 1."""
    kept = np.clip(p, floor, 1 - floor)
    result: Floats = -np.log(np.where(y > 0.5, kept, 1 - kept))
    return result


def compared(
    forecasts: dict[str, Floats], y: Floats, clusters: list[str], *, ours: str, seed: int
) -> dict[str, dict[str, Any]]:
    """Mean scores of every forecast, and ours against each other one: {name: {brier, log, skill}}, with intervals.

    forecasts: name -> p (n,); y (n,) 0 or 1; clusters (n,) names. Every forecast is resampled alike, so differences
    are paired. ValueError without a look.
    """
    if not len(y):
        raise ValueError("no look to score")
    weights = _weights(clusters, np.random.default_rng([seed, 7]))
    brought = {name: (brier(p, y), log_score(p, y)) for name, p in forecasts.items()}
    out: dict[str, dict[str, Any]] = {}
    for name, (quadratic, logarithmic) in brought.items():
        out[name] = {"brier": _mean(quadratic, weights), "log": _mean(logarithmic, weights)}
        if name != ours:
            out[name]["skill_of_ours"] = _skill(brought[ours][0], quadratic, weights)
    return out


def _weights(clusters: list[str], rng: np.random.Generator) -> Floats:
    """How often each look is in each resample: (DRAWS, n); whole clusters are drawn."""
    names = sorted(set(clusters))
    place = np.array([names.index(cluster) for cluster in clusters])
    drawn = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=DRAWS)
    result: Floats = drawn[:, place].astype(float)
    return result


def _mean(score: Floats, weights: Floats) -> dict[str, float]:
    means = (weights @ score) / weights.sum(axis=1)
    low, high = np.quantile(means, ENDS)
    return {"mean": _r(score.mean()), "low": _r(low), "high": _r(high)}


def _skill(ours: Floats, theirs: Floats, weights: Floats) -> dict[str, float]:
    """1 - ours / theirs; the baseline's sums are kept from 0, where the ratio would not be defined."""
    least = 1e-9
    drawn = 1 - (weights @ ours) / np.maximum(weights @ theirs, least)
    low, high = np.quantile(drawn, ENDS)
    return {"skill": _r(1 - ours.sum() / max(float(theirs.sum()), least)), "low": _r(low), "high": _r(high)}


def _r(value: float) -> float:
    return round(float(value), 4)
