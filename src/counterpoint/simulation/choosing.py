"""What a party does next, compiled: the odds of playbooks.odds, drawn from (compared with them in tests)."""

from __future__ import annotations

from math import exp, log

import numpy as np

from counterpoint.simulation.arrays import AIMS, AMOUNT_PART, KINDS, TECHNIQUES
from counterpoint.simulation.powers import fast_exp
from counterpoint.simulation.steps import njit_inner, njit_within

CORDIAL = 4
"""Kinds of the façade, which come first."""
MOST = 200
"""More occasions than this on one channel in one turn are not drawn."""
MOVES = 4
"""Moves of an occasion, at most."""
BOOKS = AIMS + TECHNIQUES + 1
"""Aims, techniques, and what parties have of their own, which is on in every state."""
REST_PART, PARTS = 4, 5
"""Tendencies of kinds are held in two parts here, those of the façade and the rest: a choice needs one of them."""
NO_AIM = AIMS << TECHNIQUES
"""With these bits of a state set, the tendencies of no aim count."""
STATES = (AIMS + 1) << TECHNIQUES
ROOM = 24
"""Room for what is raised to a power at once: all kinds but the façade's, in eights."""
WHAT, FEATURE, SHORT, LONG = np.uint64(32), np.uint64(48), np.uint64(0xFFFF), np.uint64(0xFFFFFFFF)


@njit_within
def tilts(nats, at, rows, begins, klass, part, x, state, cordial, out, n):
    """Set the first n of out to the sum of the tendencies of a part that are on; cordial leaves out the aim's.

    at is where a party's strengths begin in nats (flat). Returns how many there were.
    """
    plays = state | NO_AIM if cordial else state
    first, last = begins[plays, klass, part], begins[plays, klass, part + 1]
    for k in range(n):
        out[k] = 0.0
    for j in range(first, last):
        row = rows[j]
        out[row >> WHAT & SHORT] += nats[np.uint64(at) + (row & LONG)] * x[row >> FEATURE]
    return int(last) - int(first)


@njit_within
def lean(nats, at, rows, begins, klass, x, state):
    """The sum of the tendencies to act more or less on a channel of a class, as tilts has it for the other parts."""
    total = 0.0
    for j in range(begins[state, klass, AMOUNT_PART], begins[state, klass, AMOUNT_PART + 1]):
        row = rows[j]
        total += nats[np.uint64(at) + (row & LONG)] * x[row >> FEATURE]
    return total


@njit_inner
def number(u, rate, quiet, size, tilt, raised):
    """How many occasions at a rate with a tilt, raised is exp(tilt); quiet is the chance of none without."""
    if tilt == 0.0:
        return 0 if u < quiet else _climb(u, quiet, rate, size)
    mean = rate * raised
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
def moves_of(u, none, mean):
    """How many moves an occasion has, one to MOVES: a Poisson number more than one, by inversion of u, cut off.

    none is the chance of no more. All is worked out, for a branch on chance costs more.
    """
    one, two = none * mean, none * mean * mean / 2.0
    return 1 + (u > none) + (u > none + one) + (u > none + one + two)


@njit_within
def draw(u, weights, first, last):
    """The place that u falls upon among weights[first:last]; the last with any weight if rounding runs over."""
    total = 0.0
    for k in range(first, last):
        total += weights[k]
    return place(u * total, weights, first, last)


@njit_inner
def place(u, weights, first, last):
    """The place at which weights[first:last] add up to u; the last with any weight if rounding runs over.

    It goes through all of them: to stop at the place is a branch that nobody can foretell, which costs more.
    """
    found = first
    for k in range(first, last):
        u -= weights[k]
        if u >= 0.0:
            found = k + 1
    if found < last:
        return found
    found = last - 1
    while found > first and weights[found] <= 0.0:
        found -= 1
    return found


@njit_within
def choose_class(u, habits, at, n, spoken, tilt, room):
    """A class of issue or target: the n habits from at on (flat), 0 where impossible, and their tilts, if any spoke.

    The tilts are spent.
    """
    if spoken == 0:
        return draw(u, habits, at, at + n) - at
    for k in range(8):
        tilt[k] = fast_exp(tilt[k])
    for k in range(n):
        room[k] = habits[at + k] * tilt[k]
    return draw(u, room, 0, n)


@njit_within
def left(soft, hard, cordial, habit):
    """The habits of the façade and of the rest that are left when a kind of one of them is gone."""
    return (max(soft - habit, 0.0), hard) if cordial else (soft, max(hard - habit, 0.0))


@njit_within
def choose_kind(u, habits, at, tilt, gone, cordial, room):
    """A kind within its nest; tilt and room have room for ROOM more than the façade, tilt is spent."""
    first, last = (0, CORDIAL) if cordial else (CORDIAL, KINDS)
    if cordial:
        for k in range(CORDIAL):
            tilt[k] = fast_exp(tilt[k])
        for k in range(CORDIAL):
            room[k] = habits[at + k] * tilt[k]
    else:
        for k in range(CORDIAL, CORDIAL + ROOM):
            tilt[k] = fast_exp(tilt[k])
        for k in range(CORDIAL, KINDS):
            room[k] = habits[at + k] * tilt[k]
    for k in range(first, last if gone else first):
        room[k] = 0.0 if gone >> k & 1 else room[k]
    even, odd = 0.0, 0.0
    for k in range(first, last, 2):
        even += room[k]
        odd += room[k + 1]
    return place(u * (even + odd), room, first, last)
