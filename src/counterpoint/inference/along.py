"""Likelihood of one particle along a path of states, and its gradient: only the playbooks on the path speak.

Arrays in, arrays out, as in kernel.py. What is tilted on a path is worked out once for it (speaking, tilts_of), so that
a step of the parameters costs little.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from counterpoint.inference.kernel import (
    AIMS,
    EVEN,
    MASKS,
    MOOD_WEIGHT,
    MOODS,
    MOST,
    TECHNIQUES,
    exp,
    free,
    honesty,
    place,
)

_FAST = {"reassoc", "contract", "arcp", "nsz"}


@njit(cache=True)
def speaking(active, what, turn_of_row, path):
    """The active entries whose playbook is on in each row's state: ids, places, levels, firsts, starts, slots, chosen.

    Entries firsts[i]:firsts[i + 1] are row i's; ids say their strengths and places what they speak for. The places of
    row i are starts[i]:starts[i + 1], each for a choice slots[.]; chosen (N,) is the place of what the row did
    (what (N,)), -1 if no entry speaks for that.
    """
    entry_starts, entries, books, own, level, slot_starts, choice = active
    n, size = entry_starts.shape[0] - 1, entries.shape[0]
    ids, places, levels = np.empty(size, dtype=np.int64), np.empty(size, dtype=np.int64), np.empty(size)
    firsts, starts = np.zeros(n + 1, dtype=np.int64), np.zeros(n + 1, dtype=np.int64)
    slots, chosen = np.empty(choice.shape[0], dtype=np.int64), np.full(n, -1, dtype=np.int64)
    new = np.empty(MOST, dtype=np.int64)
    at = slot = 0
    for i in range(n):
        state = path[turn_of_row[i]]
        aim, mask = state // MASKS, state % MASKS
        new[:] = -1
        for j in range(entry_starts[i], entry_starts[i + 1]):
            b = books[j]
            if b == aim or (b >= AIMS and (mask >> (b - AIMS)) & 1):
                k = own[j]
                if new[k] < 0:
                    new[k] = slot
                    slots[slot] = choice[slot_starts[i] + k]
                    if slots[slot] == what[i]:
                        chosen[i] = slot
                    slot += 1
                ids[at], places[at], levels[at] = entries[j], new[k], level[j]
                at += 1
        firsts[i + 1], starts[i + 1] = at, slot
    return ids[:at], places[:at], levels[:at], firsts, starts, slots[:slot], chosen


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def tilts_of(theta, said):
    """What every place of said multiplies the weight of its choice by: (places,)."""
    ids, places, levels, slots = said[0], said[1], said[2], said[5]
    out = np.zeros(slots.shape[0])
    for j in range(ids.shape[0]):
        out[places[j]] += theta[ids[j]] * levels[j]
    for k in range(out.shape[0]):
        out[k] = exp(out[k])
    return out


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def norm_of(tilt, said, i, base, at, total):
    """Sum of the tilted weights of row i; base[at + choice] are weights of choices, those of the nest sum to total."""
    starts, slots = said[4], said[5]
    new = total
    for k in range(starts[i], starts[i + 1]):
        new += base[at + slots[k]] * (tilt[k] - 1.0)
    return new


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def _chosen(tilt, said, i):
    """The multiplier of what row i did."""
    chosen = said[6][i]
    return tilt[chosen] if chosen >= 0 else 1.0


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def acts_log(tilts, trust, bases, data, occasion, said):
    """Log-likelihood of one particle's acts along the path of states that said was made for; tilts from tilts_of."""
    kind_base, nest_total, issue_base, issue_total, target_base, target_total, shape = bases
    _, _, n_kinds, n_cordial, n_issues, n_targets = shape
    klass, kind, source = data[0], data[1], data[4]
    starts, turns, moody = occasion
    joint, total, product = np.empty(MOODS), 0.0, 1.0
    for o in range(turns.shape[0]):
        moods = MOODS if moody[o] else 1
        joint[:] = 1.0
        for i in range(starts[o], starts[o + 1]):
            c, s, k = klass[i], source[i], kind[i]
            honest = honesty(trust, data, i)
            norm = norm_of(tilts[1], said[1], i, issue_base, c * n_issues, issue_total[c])
            norm *= norm_of(tilts[2], said[2], i, target_base, c * n_targets, target_total[c])
            tilted = _chosen(tilts[0], said[0], i) * _chosen(tilts[1], said[1], i) * _chosen(tilts[2], said[2], i)
            tilted *= honest * issue_total[c] * target_total[c]
            nest = 0 if k < n_cordial else 1
            here = place(EVEN, c, s, shape)
            even = kind_base[here * n_kinds + k] / (nest_total[here, 0] + nest_total[here, 1])
            product *= free(i, bases, data)
            for q in range(moods):
                here = place(q if moods == MOODS else EVEN, c, s, shape)
                within, all_ = nest_total[here, nest], nest_total[here, 0] + nest_total[here, 1]
                inside = norm * norm_of(tilts[0], said[0], i, kind_base, here * n_kinds, within)
                scale = tilted * within * kind_base[here * n_kinds + k]
                joint[q] *= scale / (inside * all_ * even) + 1.0 - honest
        if moods == 1:
            product *= joint[0]
        else:
            product *= MOOD_WEIGHT[0] * joint[0] + MOOD_WEIGHT[1] * joint[1] + MOOD_WEIGHT[2] * joint[2]
        if product < 1e-150:
            total += math.log(product)
            product = 1.0
    return total + math.log(product)


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def _pull(tilt, said, i, base, at, norm, weight, strengths, habits):
    """Add weight times the gradient of row i's log ratio to that of strengths; and to that of habits.

    Of the latter only what is beyond weight * (1 / total - 1 / norm) times the weight of every choice.
    """
    ids, places, levels, firsts, starts, slots, chosen = said
    for j in range(firsts[i], firsts[i + 1]):
        k = places[j]
        hit = 1.0 if k == chosen[i] else 0.0
        strengths[ids[j]] += weight * levels[j] * (hit - base[at + slots[k]] * tilt[k] / norm)
    for k in range(starts[i], starts[i + 1]):
        habits[slots[k]] -= weight * base[at + slots[k]] * (tilt[k] - 1.0) / norm


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def acts_pull(tilts, trust, bases, data, valence, said, pulls):
    """About the gradient of acts_log: into pulls, for strengths and habits of each part, trust and lean.

    pulls are three arrays of strengths, three of habits (kinds, issues, targets), trust and lean (sources). Moods are
    taken as even: it only steers proposals, whose acceptance is exact, so that it need not be.
    """
    kind_base, nest_total, issue_base, issue_total, target_base, target_total, shape = bases
    n_class, n_source, n_kinds, n_cordial, n_issues, n_targets = shape
    klass, kind, issue, target, source = data[0], data[1], data[2], data[3], data[4]
    for pull in pulls:
        pull[:] = 0.0
    own = np.zeros((n_source, n_kinds))
    acts, inside = np.zeros((n_class, n_source)), np.zeros((n_class, n_source, 2))
    on_issue, on_target = np.zeros(n_class), np.zeros(n_class)
    for i in range(kind.shape[0]):
        c, s = klass[i], source[i]
        honest = honesty(trust, data, i)
        nest = 0 if kind[i] < n_cordial else 1
        here = place(EVEN, c, s, shape)
        within = nest_total[here, nest]
        norm_k = norm_of(tilts[0], said[0], i, kind_base, here * n_kinds, within)
        norm_i = norm_of(tilts[1], said[1], i, issue_base, c * n_issues, issue_total[c])
        norm_t = norm_of(tilts[2], said[2], i, target_base, c * n_targets, target_total[c])
        true = honest * within * issue_total[c] * target_total[c] / (norm_k * norm_i * norm_t)
        true *= _chosen(tilts[0], said[0], i) * _chosen(tilts[1], said[1], i) * _chosen(tilts[2], said[2], i)
        weight = true / (true + 1.0 - honest)
        _pull(tilts[0], said[0], i, kind_base, here * n_kinds, norm_k, weight, pulls[0], own[s])
        _pull(tilts[1], said[1], i, issue_base, c * n_issues, norm_i, weight, pulls[1], pulls[4])
        _pull(tilts[2], said[2], i, target_base, c * n_targets, norm_t, weight, pulls[2], pulls[5])
        own[s, kind[i]] += 1.0
        pulls[4][issue[i]] += 1.0
        pulls[5][target[i]] += 1.0
        acts[c, s] += 1.0
        inside[c, s, nest] += weight * (1.0 / within - 1.0 / norm_k)
        on_issue[c] += weight * (1.0 / issue_total[c] - 1.0 / norm_i) - 1.0 / issue_total[c]
        on_target[c] += weight * (1.0 / target_total[c] - 1.0 / norm_t) - 1.0 / target_total[c]
        pulls[6][s] += (true / honest - 1.0) * honest * (1.0 - honest) / (true + 1.0 - honest)
    for c in range(n_class):
        for j in range(n_issues):
            pulls[4][j] += issue_base[c * n_issues + j] * on_issue[c]
        for j in range(n_targets):
            pulls[5][j] += target_base[c * n_targets + j] * on_target[c]
        for s in range(n_source):
            here = place(EVEN, c, s, shape)
            each = acts[c, s] / (nest_total[here, 0] + nest_total[here, 1])
            for k in range(n_kinds):
                own[s, k] += kind_base[here * n_kinds + k] * (inside[c, s, 0 if k < n_cordial else 1] - each)
    for s in range(n_source):
        for k in range(n_kinds):
            pulls[3][k] += own[s, k]
            pulls[7][s] += own[s, k] * valence[k]


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def counts_log(theta, rate, size, cells, active, path):
    """Log-likelihood of one particle's counts along a path of states (T,), but for a constant."""
    count, days, turn, channel = cells
    starts, ids, books, _, levels, _, _ = active
    r, total = math.exp(size), 0.0
    for m in range(count.shape[0]):
        state = path[turn[m]]
        aim, mask = state // MASKS, state % MASKS
        log_mean = rate[channel[m]] + math.log(days[m])
        for j in range(starts[m], starts[m + 1]):
            b = books[j]
            if b == aim or (b >= AIMS and (mask >> (b - AIMS)) & 1):
                log_mean += theta[ids[j]] * levels[j]
        n = count[m]
        total += n * (log_mean - size) - (n + r) * math.log(math.exp(log_mean - size) + 1.0)
        rising = 1.0
        for k in range(int(n)):
            rising *= r + k
        total += math.log(rising) if n > 0.0 else 0.0
    return total


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def counts_pull(theta, rate, size, cells, active, path, on_theta, on_rate):
    """The gradient of counts_log by strengths and rates, into on_theta and on_rate."""
    count, days, turn, channel = cells
    starts, ids, books, _, levels, _, _ = active
    r = math.exp(size)
    on_theta[:] = 0.0
    on_rate[:] = 0.0
    for m in range(count.shape[0]):
        state = path[turn[m]]
        aim, mask = state // MASKS, state % MASKS
        log_mean = rate[channel[m]] + math.log(days[m])
        for j in range(starts[m], starts[m + 1]):
            b = books[j]
            if b == aim or (b >= AIMS and (mask >> (b - AIMS)) & 1):
                log_mean += theta[ids[j]] * levels[j]
        mean = math.exp(log_mean)
        pull = count[m] - (count[m] + r) * mean / (mean + r)
        on_rate[channel[m]] += pull
        for j in range(starts[m], starts[m + 1]):
            b = books[j]
            if b == aim or (b >= AIMS and (mask >> (b - AIMS)) & 1):
                on_theta[ids[j]] += pull * levels[j]


@njit(cache=True)
def course_log(dwell, chain, path):
    """Log-probability of a path of states (T,) given how long an aim and a technique last (log days)."""
    days, aims, techniques = chain
    aim_stay, tech_stay = math.exp(-days / math.exp(dwell[0])), math.exp(-days / math.exp(dwell[1]))
    total = 0.0
    for t in range(1, path.shape[0]):
        was, now = path[t - 1], path[t]
        a = now // MASKS
        total += math.log((aim_stay if was // MASKS == a else 0.0) + (1.0 - aim_stay) * aims[a])
        for b in range(TECHNIQUES):
            on = (now >> b) & 1
            anew = techniques[b] if on else 1.0 - techniques[b]
            total += math.log((tech_stay if (was >> b) & 1 == on else 0.0) + (1.0 - tech_stay) * anew)
    return total
