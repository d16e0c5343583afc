"""What a party does next, compiled: the odds of playbooks.odds, drawn from (compared with them in tests)."""

from __future__ import annotations

from math import exp, log

from counterpoint.compiled import njit
from counterpoint.simulation.arrays import AIMS, KINDS, TECHNIQUES

CORDIAL = 4
"""Kinds of the façade, which come first."""
MOST = 200
"""More occasions than this on one channel in one turn are not drawn."""


@njit(cache=True, error_model="numpy", nogil=True)
def tilts(nats, d, p, entries, starts, part, x, klass, state, cordial, out):
    """Add up the tendencies of a part that are on into out, which is zero before; cordial leaves out the aim's."""
    if not cordial:
        _add(
            nats,
            d,
            p,
            entries,
            starts[part, state >> TECHNIQUES],
            starts[part, (state >> TECHNIQUES) + 1],
            x,
            klass,
            out,
        )
    for b in range(TECHNIQUES):
        if state >> b & 1:
            _add(nats, d, p, entries, starts[part, AIMS + b], starts[part, AIMS + b + 1], x, klass, out)


@njit(cache=True, error_model="numpy", nogil=True)
def _add(nats, d, p, entries, first, last, x, klass, out):
    for e in range(first, last):
        if entries[e, 2] >> klass & 1:
            out[entries[e, 1]] += nats[d, p, e] * x[entries[e, 0]]


@njit(cache=True, error_model="numpy", nogil=True)
def count(u, mean, size):
    """How many occasions: an over-dispersed count with a mean and a size, by inversion of u."""
    odds = mean / (size + mean)
    p = exp(-size * log(1.0 + mean / size))
    total, n = p, 0
    while u > total and n < MOST:
        p *= (n + size) / (n + 1.0) * odds
        n += 1
        total += p
        if p < 1e-12 and n > mean:
            break
    return n


@njit(cache=True, error_model="numpy", nogil=True)
def poisson(u, mean, most):
    """How many of a Poisson number, by inversion of u, at most so many."""
    p = exp(-mean)
    total, n = p, 0
    while u > total and n < most:
        n += 1
        p *= mean / n
        total += p
    return n


@njit(cache=True, error_model="numpy", nogil=True)
def draw(u, weights, first, last):
    """The place that u falls upon among weights[first:last]; the last with any weight if rounding runs over."""
    total = 0.0
    for k in range(first, last):
        total += weights[k]
    u *= total
    found = first
    for k in range(first, last):
        if weights[k] > 0.0:
            found = k
            u -= weights[k]
            if u < 0.0:
                break
    return found


@njit(cache=True, error_model="numpy", nogil=True)
def choose_class(u, habits, d, p, c, at, n, tilt, room):
    """A class of issue or target: the n habits from at on, 0 where impossible, and their tilts."""
    for k in range(n):
        room[k] = habits[d, p, c, at + k]
        if tilt[k] != 0.0:
            room[k] *= exp(tilt[k])
    return draw(u, room, 0, n)


@njit(cache=True, error_model="numpy", nogil=True)
def cordial_share(habits, d, p, c, at, gone):
    """Chance of the façade by habit alone, among the kinds that the occasion has not had (bits of gone)."""
    nice, rest = 0.0, 0.0
    for k in range(CORDIAL):
        nice += 0.0 if gone >> k & 1 else habits[d, p, c, at + k]
    for k in range(CORDIAL, KINDS):
        rest += 0.0 if gone >> k & 1 else habits[d, p, c, at + k]
    return nice / (nice + rest)


@njit(cache=True, error_model="numpy", nogil=True)
def choose_kind(u, habits, d, p, c, at, tilt, gone, cordial, room):
    """A kind within its nest."""
    first, last = (0, CORDIAL) if cordial else (CORDIAL, KINDS)
    for k in range(first, last):
        room[k] = 0.0 if gone >> k & 1 else habits[d, p, c, at + k]
        if tilt[k] != 0.0:
            room[k] *= exp(tilt[k])
    return draw(u, room, first, last)
