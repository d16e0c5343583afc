"""What a party does next, compiled: the odds of playbooks.odds, drawn from (compared with them in tests)."""

from __future__ import annotations

from math import exp, log

import numpy as np

from counterpoint.simulation.arrays import AIMS, FEATURES, ISSUE_CLASSES, TARGETS, TECHNIQUES
from counterpoint.simulation.powers import fast_exp, fused
from counterpoint.simulation.steps import njit_inner

CORDIAL = 4
"""Kinds of the façade, which come first."""
MOST = 200
"""More occasions than this on one channel in one turn are not drawn."""
MOVES = 4
"""Moves of an occasion, at most."""
BOOKS = AIMS + TECHNIQUES + 1
"""Aims, techniques, and what parties have of their own, which is on in every state."""
REST_LIST, CLASS_LIST, AMOUNT_LIST, FACADE_LIST, LISTS = range(5)
"""Lists of tendencies by what is chosen: kinds but the façade's, classes of issue and target, amount, the façade."""
LEANS = FEATURES
"""Among features that a state heeds (bits), the bit after them says whether it has tendencies to act more or less."""
NO_AIM = AIMS << TECHNIQUES
"""With these bits of a state set, the tendencies of no aim count."""
STATES = (AIMS + 1) << TECHNIQUES
WHAT, FEATURE, SHORT, LONG = np.uint64(32), np.uint64(48), np.uint64(0xFFFF), np.uint64(0xFFFFFFFF)

# What is chosen stands in eights, for a processor does eight at once: habits of a party on a channel, by mood those of
# kinds, first all but the façade's; then classes of issue, of target; occasions a turn and the chance of none.
REST = 24
"""Room for the kinds but the façade's, which come after it; the last are of no kind."""
SLOTS = REST + 8
CLASSES, AT_TARGET = 16, 8
OF_CLASSES, OF_RATE, OF_QUIET, ROW = 3 * SLOTS, 3 * SLOTS + CLASSES, 3 * SLOTS + CLASSES + 1, 3 * SLOTS + CLASSES + 2
MANY, LEARNT = FEATURES, FEATURES + 1
"""In heeded, after features: how many there are, and of which list."""
NOTHING = np.uint64(0xFFFFFFFFFFFFFFFF)
ONE, TWO, FOUR = np.uint64(1), np.uint64(2), np.uint64(4)


@njit_inner
def learn(p, key, nats, at, rows, first, last, pulls, heeded):
    """Lay out the strengths of a list by feature and kind, for a party: pulls (P, FEATURES, REST), heeded (P, ...)."""
    many, before = np.uint64(0), NOTHING
    for j in range(first, last):
        row = rows[j]
        if row >> FEATURE != before:
            before = row >> FEATURE
            heeded[p, many] = before
            for k in range(REST):
                pulls[p, many, k] = 0.0
            many += np.uint64(1)
        pulls[p, many - np.uint64(1), row >> WHAT & SHORT] += nats[np.uint64(at) + (row & LONG)]
    heeded[p, MANY], heeded[p, LEARNT] = many, key


@njit_inner
def _pull(p, k, pulls, heeded, x, tilt):
    """The sums of what a party has learnt for eight kinds, from slot k on; one by one, so that they stay at hand."""
    a, b, c, d, e, f, g, h = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for j in range(heeded[p, MANY]):
        by = x[heeded[p, j]]
        a = fused(by, pulls[p, j, k], a)
        b = fused(by, pulls[p, j, k + ONE], b)
        c = fused(by, pulls[p, j, k + TWO], c)
        d = fused(by, pulls[p, j, k + TWO + ONE], d)
        e = fused(by, pulls[p, j, k + FOUR], e)
        f = fused(by, pulls[p, j, k + FOUR + ONE], f)
        g = fused(by, pulls[p, j, k + FOUR + TWO], g)
        h = fused(by, pulls[p, j, k + FOUR + TWO + ONE], h)
    tilt[k], tilt[k + ONE], tilt[k + TWO], tilt[k + TWO + ONE] = a, b, c, d
    tilt[k + FOUR], tilt[k + FOUR + ONE], tilt[k + FOUR + TWO], tilt[k + FOUR + TWO + ONE] = e, f, g, h


@njit_inner
def _add(nats, at, rows, first, last, x, out):
    """Add the tendencies of a list to out; at is where a party's strengths begin in nats (flat)."""
    for j in range(first, last):
        row = rows[j]
        out[row >> WHAT & SHORT] += nats[np.uint64(at) + (row & LONG)] * x[row >> FEATURE]


@njit_inner
def lean(nats, at, rows, begins, klass, x, state):
    """The sum of the tendencies to act more or less on a channel of a class."""
    total = 0.0
    for j in range(begins[state, klass, AMOUNT_LIST, 0], begins[state, klass, AMOUNT_LIST, 1]):
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


@njit_inner
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


@njit_inner
def fall(u, sums, first, last):
    """The place that u falls upon among running sums; all are looked at, for a branch on chance costs more."""
    v, found = u * sums[last - 1], first
    for k in range(first, last - 1):
        found += sums[k] <= v
    return found


@njit_inner
def weigh_classes(nats, at, rows, begins, klass, x, state, cordial, habits, of, tilt, odds):
    """Running sums of the odds of classes of issue and of target (from AT_TARGET on); cordial leaves out the aim's."""
    plays = state | NO_AIM if cordial else state
    first, last = begins[plays, klass, CLASS_LIST, 0], begins[plays, klass, CLASS_LIST, 1]
    if first < last:
        for k in range(len(odds)):
            tilt[k] = 0.0
        _add(nats, at, rows, first, last, x, tilt)
        for k in range(len(odds)):
            tilt[k] = fast_exp(tilt[k])
        for k in range(CLASSES):
            odds[k] = habits[of + OF_CLASSES + k] * tilt[k]
    else:
        for k in range(CLASSES):
            odds[k] = habits[of + OF_CLASSES + k]
    for k in range(1, ISSUE_CLASSES):
        odds[k] += odds[k - 1]
    for k in range(AT_TARGET + 1, AT_TARGET + TARGETS):
        odds[k] += odds[k - 1]


@njit_inner
def left(soft, hard, cordial, habit):
    """The habits of the façade and of the rest that are left when a kind of one of them is gone."""
    return (max(soft - habit, 0.0), hard) if cordial else (soft, max(hard - habit, 0.0))


@njit_inner
def weigh_rest(p, pulls, heeded, x, habits, tilt, odds):
    """Odds of the kinds but the façade's by slot: habits (SLOTS) that are left, as a party has learnt to tilt them."""
    for k in range(0, REST, 8):
        _pull(p, np.uint64(k), pulls, heeded, x, tilt)
    for k in range(REST):
        odds[k] = habits[k] * fast_exp(tilt[k])


@njit_inner
def weigh_facade(nats, at, rows, begins, klass, x, state, habits, tilt, odds):
    """Odds of the façade's kinds."""
    first, last = begins[state, klass, FACADE_LIST, 0], begins[state, klass, FACADE_LIST, 1]
    for k in range(8):
        tilt[k] = 0.0
    _add(nats, at, rows, first, last, x, tilt)
    for k in range(8):
        odds[k] = habits[REST + k] * fast_exp(tilt[k])


@njit_inner
def fall_rest(u, odds, sums):
    """The slot that u falls upon among REST odds, column by column of eight: fewer sums have to wait for another."""
    for k in range(8):
        odds[8 + k] += odds[k]
    for k in range(8):
        odds[16 + k] += odds[8 + k]
    total = 0.0
    for k in range(8):
        total += odds[16 + k]
        sums[k] = total
    v, k = u * total, 0
    for j in range(7):
        k += sums[j] <= v
    v = max(v - (sums[k] - odds[16 + k]), 0.0)
    return k + 8 * ((odds[k] <= v) + (odds[8 + k] <= v))
