"""Tempered sequential Monte Carlo over parameters with a standard normal prior. Knows arrays only.

Particles are carried from the prior to the posterior by raising the power of the likelihood in steps that keep the
effective size; after each step they are resampled and moved, block by block, by a preconditioned Crank-Nicolson step
whose centre and scale are those of the particles at that power, that is, the curvature that they show.
Source: Del Moral, Doucet & Jasra 2006 [memory]; Cotter et al. 2013 [memory]; variance by genealogy, Lee & Whiteley 2018 [memory].
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
TARGET_ACCEPTANCE = 0.3
LEAST_VARIANCE = 0.02
"""No coordinate of a proposal is narrower than this share of its prior variance."""


class Cache(Protocol):
    """What a likelihood keeps between moves; row p belongs to particle p."""

    loglik: Floats

    def take(self, rows: Ints) -> Cache:
        """The cache of some particles, in that order."""

    def put(self, rows: NDArray[np.bool_], other: Cache) -> Cache:
        """The cache with the marked rows replaced by those of other."""


@dataclass(frozen=True)
class Block:
    """Coordinates that are moved together, and the part of the likelihood that they touch."""

    name: str
    where: Ints


@dataclass(frozen=True)
class Sample:
    """Equally weighted draws z (P, D) from the posterior, with how they came about.

    roots (P,) names each draw's ancestor at the prior; acceptance is that of the last power, by block.
    """

    z: Floats
    cache: Cache
    roots: Ints
    stages: int
    log_evidence: float
    acceptance: dict[str, float]


def sample(
    evaluate: Callable[[Floats, str | None, Cache | None], Cache],
    blocks: tuple[Block, ...],
    *,
    size: int,
    particles: int,
    rng: np.random.Generator,
    sweeps: int = 2,
    last_sweeps: int = 5,
    power: float = 1.0,
    progress: Callable[[float], None] | None = None,
) -> Sample:
    """Draw from prior * likelihood ** power. evaluate(z, block, cache) gives the cache for z, only block having changed."""
    z = rng.standard_normal((particles, size))
    cache = evaluate(z, None, None)
    roots = np.arange(particles)
    steps = {b.name: 0.5 for b in blocks}
    beta, stages, log_evidence = 0.0, 0, 0.0
    acceptance = {b.name: 1.0 for b in blocks}
    while beta < power:
        new = _next_power(cache.loglik, beta, power)
        weights = (new - beta) * np.where(np.isfinite(cache.loglik), cache.loglik, -1e300)
        top = weights.max()
        shares = np.exp(weights - top)
        log_evidence += float(top + np.log(shares.mean()))
        rows = _resample(shares / shares.sum(), rng)
        z, cache, roots, beta = z[rows], cache.take(rows), roots[rows], new
        stages += 1
        for _ in range(last_sweeps if beta >= power else sweeps):
            for block in blocks:
                z, cache, acceptance[block.name] = _move(evaluate, block, z, cache, beta, steps[block.name], rng)
                steps[block.name] = _adapt(steps[block.name], acceptance[block.name])
        if progress:
            progress(beta / power)
    return Sample(z, cache, roots, stages, log_evidence, acceptance)


def genealogy_variance(values: Floats, roots: Ints) -> float:
    """Monte Carlo variance of the mean of values (P,), from how many ancestors the draws still descend from."""
    n = len(values)
    sums = np.bincount(roots, weights=values - values.mean(), minlength=n)
    return float((sums**2).sum() / n**2)


def _next_power(loglik: Floats, beta: float, power: float) -> float:
    """The largest power up to `power` at which the effective size stays at KEEP of all (by bisection)."""
    finite = np.where(np.isfinite(loglik), loglik, -1e300)

    def kept(new: float) -> float:
        w = np.exp((new - beta) * (finite - finite.max()))
        return float(w.sum() ** 2 / (w**2).sum() / len(w))

    if kept(power) >= KEEP:
        return power
    low, high = beta, power
    for _ in range(50):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if kept(middle) >= KEEP else (low, middle)
    return max(low, beta + 1e-6)


def _resample(shares: Floats, rng: np.random.Generator) -> Ints:
    """Systematic resampling: indices (P,)."""
    n = len(shares)
    points = (rng.random() + np.arange(n)) / n
    rows: Ints = np.minimum(np.searchsorted(np.cumsum(shares), points), n - 1)
    return rows


def _move(
    evaluate: Callable[[Floats, str | None, Cache | None], Cache],
    block: Block, z: Floats, cache: Cache, beta: float, step: float, rng: np.random.Generator,
) -> tuple[Floats, Cache, float]:  # fmt: skip
    """One preconditioned Crank-Nicolson step of a block; accepted or not for each particle on its own."""
    if not len(block.where):
        return z, cache, 1.0
    now = z[:, block.where]
    centre, scale = now.mean(axis=0), np.sqrt(np.clip(now.var(axis=0), LEAST_VARIANCE, 1.0))
    centred = (now - centre) / scale
    moved = np.sqrt(1 - step**2) * centred + step * rng.standard_normal(now.shape)
    after = centre + scale * moved
    proposal = z.copy()
    proposal[:, block.where] = after
    new = evaluate(proposal, block.name, cache)
    prior = 0.5 * ((now**2).sum(axis=1) - (after**2).sum(axis=1))
    reference = 0.5 * ((moved**2).sum(axis=1) - (centred**2).sum(axis=1))
    with np.errstate(invalid="ignore"):
        log_ratio = beta * (new.loglik - cache.loglik) + prior + reference
    taken = np.log(rng.random(len(z))) < np.where(np.isnan(log_ratio), -np.inf, log_ratio)
    return np.where(taken[:, None], proposal, z), cache.put(taken, new), float(taken.mean())


def _adapt(step: float, acceptance: float) -> float:
    return float(np.clip(step * np.exp(acceptance - TARGET_ACCEPTANCE), 0.02, 0.98))
