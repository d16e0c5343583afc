"""Intervals for shares and for ratios of two rates. Plain numbers in and out; knows no party.

Wilson (1927), Clopper and Pearson (1934) and the conditional test of two Poisson rates (Przyborowski and
Wilenski 1940) are given from memory; the tests check them against scipy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, inf, lgamma, log, sqrt

Z95 = 1.959963984540054
"""The 0.975 quantile of the standard normal."""


@dataclass(frozen=True, slots=True)
class Share:
    """k of n as a share [0..1] with its 95% interval; value None, and why, when n is 0."""

    k: int
    n: int
    value: float | None
    low: float
    high: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class RateRatio:
    """Rate of a over rate of b with its exact 95% interval; None where it is not defined or has no bound."""

    value: float | None
    low: float | None
    high: float | None
    why: str = ""


def wilson(k: int, n: int) -> Share:
    """Wilson's score interval, 95%."""
    if n <= 0:
        return Share(k, n, None, 0.0, 1.0, "nothing to take a share of")
    p, z2 = k / n, Z95 * Z95
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    low = 0.0 if k == 0 else max(0.0, centre - half)
    return Share(k, n, p, low, 1.0 if k == n else min(1.0, centre + half))


def clopper_pearson(k: int, n: int) -> tuple[float, float]:
    """Exact 95% interval for a binomial share; (0, 1) when n is 0."""
    low = 0.0 if k == 0 else _root(lambda p: 1.0 - _at_most(k - 1, n, p=p) - 0.025)
    high = 1.0 if k == n else _root(lambda p: 0.025 - _at_most(k, n, p=p))
    return low, high


def rate_ratio(k_a: int, k_b: int, *, time_a: float, time_b: float) -> RateRatio:
    """Ratio of two Poisson rates, exact given the sum of the two counts.

    time_a and time_b are the lengths over which k_a and k_b were counted, in the same unit.
    """
    if time_a <= 0 or time_b <= 0:
        return RateRatio(None, None, None, "one of the two periods has no days")
    if k_a + k_b == 0:
        return RateRatio(None, None, None, "nothing was counted in either period")
    low, high = (_odds(p) * time_b / time_a for p in clopper_pearson(k_a, k_a + k_b))
    if k_b == 0:
        return RateRatio(None, low, None, "nothing was counted in the period compared with")
    return RateRatio((k_a / time_a) / (k_b / time_b), low, high if high < inf else None)


def _odds(p: float) -> float:
    return p / (1.0 - p) if p < 1.0 else inf


def _at_most(k: int, n: int, *, p: float) -> float:
    """Probability of at most k successes of n."""
    if p <= 0.0:
        return 1.0
    if p >= 1.0:
        return 1.0 if k >= n else 0.0

    def exactly(i: int) -> float:
        ways = lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1)
        return exp(ways + i * log(p) + (n - i) * log(1.0 - p))

    return min(1.0, sum(exactly(i) for i in range(k + 1)))


def _root(f: Callable[[float], float]) -> float:
    """Where an increasing function of p in [0..1] crosses zero, by halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if f(middle) < 0.0 else (low, middle)
    return (low + high) / 2
