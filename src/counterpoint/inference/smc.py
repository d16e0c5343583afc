"""Tempered sequential Monte Carlo over parameters with a standard normal prior. Knows arrays only.

Particles are carried from the prior to the posterior by raising the power of the likelihood in steps that keep the
effective size; after each step they are resampled and moved by the target's own moves, which must leave the
distribution at that power unchanged.
Source: Del Moral, Doucet & Jasra 2006 [memory]; variance by genealogy, Lee & Whiteley 2018 [memory].
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

KEEP = 0.5
"""Share of the effective size that a step of the power keeps."""
BISECTIONS = 8


class Cache(Protocol):
    """What a target keeps of its particles between moves; row p belongs to particle p."""

    def take(self, rows: Ints) -> Cache:
        """The cache of some particles, in that order."""


class Target(Protocol):
    """A posterior to draw from: coordinates z (P, size), standard normal before any data."""

    @property
    def size(self) -> int:
        """Number of coordinates."""

    def begin(self, z: Floats) -> Cache:
        """The cache of particles at z."""

    def loglik(self, z: Floats, cache: Cache, power: float) -> Floats:
        """Log-likelihood at a power from 0 to 1: (P,), 0 at power 0."""

    def move(
        self, z: Floats, cache: Cache, power: float, rng: np.random.Generator, last: bool
    ) -> tuple[Floats, Cache, dict[str, float]]:
        """Particles moved within the distribution at a power, and the share of steps taken; last: power is final."""


@dataclass(frozen=True)
class Sample:
    """Equally weighted draws z (P, D) from the posterior, with how they came about.

    roots (P,) names each draw's ancestor at the prior; acceptance is that of the last power, by kind of move.
    """

    z: Floats
    cache: Cache
    roots: Ints
    stages: int
    log_evidence: float
    acceptance: dict[str, float]


def sample(
    target: Target, *, particles: int, rng: np.random.Generator, power: float = 1.0,
    progress: Callable[[float], None] | None = None,
) -> Sample:  # fmt: skip
    """Draw from prior times likelihood at a power (1 is the posterior)."""
    z = rng.standard_normal((particles, target.size))
    cache, roots = target.begin(z), np.arange(particles)
    beta, stages, log_evidence = 0.0, 0, 0.0
    acceptance: dict[str, float] = {}
    while beta < power:
        now = target.loglik(z, cache, beta)
        beta, weights = _next_power(target, z, cache, now, beta, power)
        top = weights.max()
        shares = np.exp(weights - top)
        log_evidence += float(top + np.log(shares.mean()))
        rows = resample(shares / shares.sum(), rng)
        z, cache, roots = z[rows], cache.take(rows), roots[rows]
        z, cache, acceptance = target.move(z, cache, beta, rng, beta >= power)
        stages += 1
        if progress:
            progress(beta / power)
    return Sample(z, cache, roots, stages, log_evidence, acceptance)


def genealogy_variance(values: Floats, roots: Ints) -> float:
    """Monte Carlo variance of the mean of values (P,), from how many ancestors the draws still descend from."""
    n = len(values)
    sums = np.bincount(roots, weights=values - values.mean(), minlength=n)
    return float((sums**2).sum() / n**2)


def _next_power(
    target: Target, z: Floats, cache: Cache, now: Floats, beta: float, power: float
) -> tuple[float, Floats]:
    """About the largest power at which the effective size stays at KEEP of all, and the log weights there."""

    def weigh(new: float) -> tuple[float, Floats]:
        logs = target.loglik(z, cache, new) - now
        logs = np.where(np.isfinite(logs), logs, -1e300)
        w = np.exp(logs - logs.max())
        return float(w.sum() ** 2 / (w**2).sum() / len(w)), logs

    share, logs = weigh(power)
    if share >= KEEP:
        return power, logs
    low, high, best = 0.0, power - beta, None
    for _ in range(BISECTIONS):
        # steps differ by orders of magnitude: search by ratios until one has been found that keeps enough
        middle = 0.5 * (low + high) if best is not None else 0.3 * high
        share, logs = weigh(beta + middle)
        if share >= KEEP:
            low, best = middle, (beta + middle, logs)
            if share < KEEP * 1.2:
                break
        else:
            high = middle
    return best if best is not None else (beta + high, weigh(beta + high)[1])


def resample(shares: Floats, rng: np.random.Generator) -> Ints:
    """Systematic resampling: indices (P,)."""
    n = len(shares)
    points = (rng.random() + np.arange(n)) / n
    rows: Ints = np.minimum(np.searchsorted(np.cumsum(shares), points), n - 1)
    return rows
