"""Tempered sequential Monte Carlo over parameters with a standard normal prior. Knows arrays only.

Particles are carried from the prior to the posterior by raising the power of the likelihood in steps that keep the
effective size; after each step they are resampled and moved by the target's own moves, which must leave the
distribution at that power unchanged.
Source: Del Moral, Doucet & Jasra 2006 [memory]; variance by genealogy, Lee & Whiteley 2018 [memory].
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

KEEP, AIM, MUCH = 0.4, 0.45, 0.5
"""Share of the effective size that a step of the power keeps at least, is to keep, and keeps at most."""
TRIES, LEAST_STEP = 8, 1e-6
"""How often a step of the power is tried, and how small it may be, so that there is an end."""
LOWEST = -1e300
"""Stands for a log weight of minus infinity."""
EXCHANGE = "exchange"
"""The kind of move that leaps: few of these are taken where the data are clear, which is no fault."""
LEAST = 10
"""Fewer ancestors than this do not show how far the draws depend on each other."""


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

    roots (P,) names each draw's ancestor, see ancestors; acceptance is that of the last power, by kind of move.
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
    cache = target.begin(z)
    parents: list[Ints] = []
    beta, stages, log_evidence = 0.0, 0, 0.0
    acceptance: dict[str, float] = {}
    while beta < power:
        now = target.loglik(z, cache, beta)
        beta, weights = _next_power(target, z, cache, now, beta, power)
        top = weights.max()
        shares = np.exp(weights - top)
        log_evidence += float(top + np.log(shares.mean()))
        rows = resample(shares / shares.sum(), rng)
        z, cache = z[rows], cache.take(rows)
        parents.append(rows)
        z, cache, acceptance = target.move(z, cache, beta, rng, beta >= power)
        stages += 1
        if progress:
            progress(beta / power)
    return Sample(z, cache, ancestors(parents, particles), stages, log_evidence, acceptance)


def ancestors(parents: list[Ints], particles: int) -> Ints:
    """Each draw's ancestor as many stages back as LEAST of them are left, at most at the prior: (P,).

    parents are the rows that each stage took. Where all descend from one, the genealogy would know of no error.
    Source: fixed lag of Olsson & Douc 2019 [memory].
    """
    found: Ints = np.arange(particles)
    for rows in reversed(parents):
        before = rows[found]
        if len(np.unique(before)) < LEAST:
            break
        found = before
    return found


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
        logs = np.where(np.isfinite(logs), logs, LOWEST)
        w = np.exp(logs - logs.max())
        return float(w.sum() ** 2 / (w**2).sum() / len(w)), logs

    share, logs = weigh(power)
    if share >= KEEP:
        return power, logs
    # the share falls about as exp(-(step / s)**2), and s is about one over the spread of the log weights
    step = (power - beta) * math.sqrt(-math.log(AIM)) / max(float(logs[logs > LOWEST].std()), 1.0)
    best: tuple[float, Floats] | None = None
    for _ in range(TRIES):
        step = min(step, 0.9 * (power - beta))
        share, logs = weigh(beta + step)
        if share >= KEEP and (best is None or beta + step > best[0]):
            best = beta + step, logs
        if KEEP <= share <= MUCH:
            break
        step *= min(3.0, math.sqrt(math.log(AIM) / math.log(min(share, 0.99))))
    step = max(step, LEAST_STEP)
    return best or (beta + step, weigh(beta + step)[1])


def resample(shares: Floats, rng: np.random.Generator) -> Ints:
    """Systematic resampling: indices (P,)."""
    n = len(shares)
    points = (rng.random() + np.arange(n)) / n
    rows: Ints = np.minimum(np.searchsorted(np.cumsum(shares), points), n - 1)
    return rows
