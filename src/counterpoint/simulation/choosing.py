"""What a party does next, compiled: the odds of playbooks.odds, drawn from (compared with them in tests)."""

from __future__ import annotations

from math import exp, log

import numpy as np

from counterpoint.compiled import njit
from counterpoint.simulation.arrays import AIMS, KIND_PART, KINDS, TECHNIQUES
from counterpoint.simulation.steps import njit_inner, njit_step, njit_within

CORDIAL = 4
"""Kinds of the façade, which come first."""
MOST = 200
"""More occasions than this on one channel in one turn are not drawn."""
BOOKS = AIMS + TECHNIQUES
REST_PART, PARTS = 4, 5
"""Tendencies of kinds are held in two parts here, those of the façade and the rest: a choice needs one of them."""
ROOM = 24
"""Room for what is raised to a power at once: all kinds but the façade's, in eights."""
SMALL = 1.0 / 1024.0
WHAT, FEATURE, SHORT, LONG = np.uint64(32), np.uint64(48), np.uint64(0xFFFF), np.uint64(0xFFFFFFFF)


@njit_inner
def fast_exp(x):
    """exp(x) to 1e-12 for |x| < 10 (1e-10 for |x| < 40), without a branch: the compiler can do several at once."""
    r = x * SMALL
    e = 1.0 + r * (1.0 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720))))))
    e *= e
    e *= e
    e *= e
    e *= e
    e *= e
    e *= e
    e *= e
    e *= e
    e *= e
    return e * e


@njit(cache=True, error_model="numpy", nogil=True)
def plan(entries, starts, classes):
    """The tendencies by class of channel: what speaks there, where each playbook begins, features a playbook hears.

    Each is a number: place in nats, what (from bit 32 on), feature (from bit 48 on). They begin by class, part and
    playbook; features are bits, by playbook. Numbers without a sign, because a place that might be negative costs.
    """
    rows, made = np.zeros(classes * len(entries), dtype=np.uint64), 0
    begins, hears = np.zeros((classes, PARTS, BOOKS + 1), dtype=np.uint64), np.zeros(BOOKS, dtype=np.int64)
    for klass in range(classes):
        for part in range(PARTS):
            source = KIND_PART if part == REST_PART else part
            for b in range(BOOKS):
                begins[klass, part, b] = made
                for e in range(starts[source, b], starts[source, b + 1]):
                    facade = source == KIND_PART and entries[e, 1] < CORDIAL
                    if entries[e, 2] >> klass & 1 and (source != KIND_PART or facade == (part == KIND_PART)):
                        rows[made] = np.uint64(e | entries[e, 1] << 32 | entries[e, 0] << 48)
                        hears[b] |= 1 << entries[e, 0]
                        made += 1
            begins[klass, part, BOOKS] = made
    return rows, begins, hears


@njit_step
def heard(hears, state):
    """Features that somebody in a state heeds, as bits."""
    bits = hears[state >> TECHNIQUES]
    for b in range(TECHNIQUES):
        if state >> b & 1:
            bits |= hears[AIMS + b]
    return bits


@njit_within
def tilts(nats, at, rows, begins, klass, part, x, state, cordial, out, n):
    """Set the first n of out to the sum of the tendencies of a part that are on; cordial leaves out the aim's.

    at is where a party's strengths begin in nats (flat). Returns how many there were.
    """
    spoken, aim = 0, state >> TECHNIQUES
    for k in range(n):
        out[k] = 0.0
    if not cordial:
        spoken += _add(nats, at, rows, begins[klass, part, aim], begins[klass, part, aim + 1], x, out)
    for b in range(AIMS, BOOKS):
        if state >> (b - AIMS) & 1:
            spoken += _add(nats, at, rows, begins[klass, part, b], begins[klass, part, b + 1], x, out)
    return spoken


@njit_inner
def _add(nats, at, rows, first, last, x, out):
    """Add the tendencies of a playbook; returns how many there are."""
    for j in range(first, last):
        row = rows[j]
        out[row >> WHAT & SHORT] += nats[np.uint64(at) + (row & LONG)] * x[row >> FEATURE]
    return int(last) - int(first)


@njit_inner
def number(u, rate, quiet, size, tilt):
    """How many occasions at a rate with a tilt; quiet is the chance of none without."""
    if tilt == 0.0:
        return 0 if u < quiet else _climb(u, quiet, rate, size)
    mean = rate * exp(tilt)
    # The chance of none is at least this.
    return 0 if u < 1.0 - mean else count(u, mean, size)


@njit_within
def count(u, mean, size):
    """How many occasions: an over-dispersed count with a mean and a size, by inversion of u."""
    return _climb(u, exp(-size * log(1.0 + mean / size)), mean, size)


@njit_inner
def _climb(u, none, mean, size):
    """The count at which the chances, beginning with that of none, add up to u."""
    odds, p, total, n = mean / (size + mean), none, none, 0
    while u > total and n < MOST:
        p *= (n + size) / (n + 1.0) * odds
        n += 1
        total += p
        if p < 1e-12 and n > mean:
            break
    return n


@njit_inner
def poisson(u, none, mean, most):
    """How many of a Poisson number, by inversion of u, at most so many; none is the chance of none."""
    p, total, n = none, none, 0
    while u > total and n < most:
        n += 1
        p *= mean / n
        total += p
    return n


@njit_within
def draw(u, weights, first, last):
    """The place that u falls upon among weights[first:last]; the last with any weight if rounding runs over."""
    total = 0.0
    for k in range(first, last):
        total += weights[k]
    return place(u * total, weights, first, last)


@njit_inner
def place(u, weights, first, last):
    """The place at which weights[first:last] add up to u; the last with any weight if rounding runs over."""
    found = first
    for k in range(first, last):
        if weights[k] > 0.0:
            found = k
            u -= weights[k]
            if u < 0.0:
                break
    return found


@njit_within
def choose_class(u, habits, at, n, spoken, tilt, room):
    """A class of issue or target: the n habits from at on (flat), 0 where impossible, and their tilts, if any spoke."""
    if spoken == 0:
        return draw(u, habits, at, at + n) - at
    for k in range(n):
        room[k] = habits[at + k] * exp(tilt[k])
    return draw(u, room, 0, n)


@njit_step
def cordial_share(habits, at, gone):
    """Chance of the façade by the habits from at on (flat), among the kinds that are not gone (bits)."""
    nice, rest = 0.0, 0.0
    for k in range(CORDIAL):
        nice += 0.0 if gone >> k & 1 else habits[at + k]
    for k in range(CORDIAL, KINDS):
        rest += 0.0 if gone >> k & 1 else habits[at + k]
    return nice / (nice + rest)


@njit_within
def choose_kind(u, habits, at, tilt, gone, cordial, room):
    """A kind within its nest; tilt and room have room for ROOM more than the façade, tilt is spent."""
    if cordial:
        for k in range(CORDIAL):
            tilt[k] = fast_exp(tilt[k])
        for k in range(CORDIAL):
            room[k] = 0.0 if gone >> k & 1 else habits[at + k] * tilt[k]
        return draw(u, room, 0, CORDIAL)
    for k in range(CORDIAL, CORDIAL + ROOM):
        tilt[k] = fast_exp(tilt[k])
    even, odd = 0.0, 0.0
    for k in range(CORDIAL, KINDS, 2):
        room[k] = 0.0 if gone >> k & 1 else habits[at + k] * tilt[k]
        room[k + 1] = 0.0 if gone >> (k + 1) & 1 else habits[at + k + 1] * tilt[k + 1]
        even += room[k]
        odd += room[k + 1]
    return place(u * (even + odd), room, CORDIAL, KINDS)
