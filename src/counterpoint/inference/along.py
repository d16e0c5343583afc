"""Likelihood of one particle along a path of states, and its gradient: only the playbooks on the path speak.

Arrays in, arrays out, as in kernel.py. What is tilted on a path is worked out once for it (speaking, tilts_of), so that
a step of the parameters costs little.
"""

from __future__ import annotations

import math

import numpy as np

from counterpoint.compiled import njit
from counterpoint.inference.kernel import (
    AIMS,
    BOOKS,
    EVEN,
    MASKS,
    MOOD_WEIGHT,
    MOODS,
    MOST,
    TECHNIQUES,
    exp,
    honesty,
    left_of,
    place,
)


@njit(cache=True)
def _is_on(book, state):
    """Whether a playbook is on in a state."""
    return book == state // MASKS if book < AIMS else (state >> (book - AIMS)) & 1 == 1


@njit(cache=True)
def speaking(active, what, turn_of_row, path):
    """The active entries whose playbook is on in each row's state: ids, places, levels, firsts, starts, slots, chosen.

    Entries firsts[i]:firsts[i + 1] are row i's; ids say their strengths and places what they speak for. The places of
    row i are starts[i]:starts[i + 1], each for a choice slots[.]; chosen (N,) is the place of what the row did
    (what (N,)), -1 if no entry speaks for that.
    """
    bounds, entries, _, own, level, slot_starts, choice = active
    n, size = bounds.shape[0], 0
    for i in range(n):
        for b in range(BOOKS):
            if _is_on(b, path[turn_of_row[i]]):
                size += bounds[i, b + 1] - bounds[i, b]
    ids, places, levels = np.empty(size, dtype=np.int64), np.empty(size, dtype=np.int64), np.empty(size)
    firsts, starts = np.zeros(n + 1, dtype=np.int64), np.zeros(n + 1, dtype=np.int64)
    slots, chosen = np.empty(size, dtype=np.int64), np.full(n, -1, dtype=np.int64)
    new = np.empty(MOST, dtype=np.int64)
    at = slot = 0
    for i in range(n):
        new[:] = -1
        for b in range(BOOKS):
            if not _is_on(b, path[turn_of_row[i]]):
                continue
            for j in range(bounds[i, b], bounds[i, b + 1]):
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


@njit(cache=True, error_model="numpy")
def tilts_of(theta, said):
    """What every place of said multiplies the weight of its choice by: (places,)."""
    ids, places, levels, slots = said[0], said[1], said[2], said[5]
    out = np.zeros(slots.shape[0])
    for j in range(ids.shape[0]):
        out[places[j]] += theta[ids[j]] * levels[j]
    for k in range(out.shape[0]):
        out[k] = exp(out[k])
    return out


@njit(cache=True, error_model="numpy")
def norm_of(tilt, said, i, base, at, total):
    """Sum of the tilted weights of row i; base[at + choice] are weights of choices, those of the nest sum to total."""
    starts, slots = said[4], said[5]
    new = total
    for k in range(starts[i], starts[i + 1]):
        new += base[at + slots[k]] * (tilt[k] - 1.0)
    return new


@njit(cache=True, error_model="numpy")
def _chosen(tilt, said, i):
    """The multiplier of what row i did."""
    chosen = said[6][i]
    return tilt[chosen] if chosen >= 0 else 1.0


@njit(cache=True, error_model="numpy")
def _pull(tilt, said, i, base, at, norm, weight, strengths, habits, own):
    """Add weight times the gradient of row i's log ratio to that of strengths, and to that of habits at own + choice.

    Of the latter only what is beyond weight * (1 / total - 1 / norm) times the weight of every choice.
    """
    ids, places, levels, firsts, starts, slots, chosen = said
    each = weight / norm
    for j in range(firsts[i], firsts[i + 1]):
        k = places[j]
        hit = weight if k == chosen[i] else 0.0
        strengths[ids[j]] += levels[j] * (hit - each * base[at + slots[k]] * tilt[k])
    for k in range(starts[i], starts[i + 1]):
        habits[own + slots[k]] -= each * base[at + slots[k]] * (tilt[k] - 1.0)


@njit(cache=True, error_model="numpy")
def _gone(tilt, said, i, since, kind, nest, n_cordial, base, at):
    """Tilted weights of the kinds of one nest that rows since..i, of the same occasion, have used up."""
    starts, slots = said[4], said[5]
    total = 0.0
    for u in range(since, i):
        if (0 if kind[u] < n_cordial else 1) == nest:
            weight = base[at + kind[u]]
            for k in range(starts[i], starts[i + 1]):
                if slots[k] == kind[u]:
                    weight *= tilt[k]
            total += weight
    return total


@njit(cache=True, error_model="numpy")
def _give_back(tilt, said, i, what, weight, strengths, habits, own):
    """Undo what _pull took for a kind that is gone; weight is that of its choice."""
    ids, places, levels, firsts, starts, slots, _ = said
    for k in range(starts[i], starts[i + 1]):
        if slots[k] == what:
            habits[own + what] += weight * (tilt[k] - 1.0)
            for j in range(firsts[i], firsts[i + 1]):
                if places[j] == k:
                    strengths[ids[j]] += levels[j] * weight * tilt[k]


@njit(cache=True, error_model="numpy")
def acts_along(tilts, trust, bases, data, occasion, valence, said, pulls, steering):
    # long: what an act adds to likelihood and gradient shares twenty numbers, which no part could be handed
    """Log-likelihood of one particle's acts along the path of states that said was made for; tilts from tilts_of.

    If steering, leaves about its gradient in pulls: three arrays of strengths, three of habits (kinds, issues,
    targets), trust and lean (sources). There moods are taken as even: the gradient only steers proposals, whose
    acceptance is exact.
    """
    kind_base, nest_total, issue_base, issue_total, target_base, target_total, shape = bases
    n_class, n_source, n_kinds, n_cordial, n_issues, n_targets = shape
    klass, kind, issue, target, source = data[0], data[1], data[2], data[3], data[4]
    starts, turns, moody = occasion
    on_kinds, on_issues, on_targets, dev_kinds, dev_issues, dev_targets, on_trust, on_lean = pulls
    if steering:
        for pull in pulls:
            pull[:] = 0.0
    tilt_k, tilt_i, tilt_t = tilts
    said_k, said_i, said_t = said
    own = np.zeros(n_source * n_kinds)
    each, inside = np.zeros((n_class, n_source)), np.zeros((n_class, n_source, 2))
    on_issue, on_target = np.zeros(n_class), np.zeros(n_class)
    joint, total, product = np.empty(MOODS), 0.0, 1.0
    for o in range(turns.shape[0]):
        moods = MOODS if moody[o] else 1
        joint[:] = 1.0
        for i in range(starts[o], starts[o + 1]):
            c, s, k = klass[i], source[i], kind[i]
            honest = honesty(trust, data, i)
            norm_i = norm_of(tilt_i, said_i, i, issue_base, c * n_issues, issue_total[c])
            norm_t = norm_of(tilt_t, said_t, i, target_base, c * n_targets, target_total[c])
            tilted = _chosen(tilt_k, said_k, i) * _chosen(tilt_i, said_i, i) * _chosen(tilt_t, said_t, i)
            tilted *= issue_total[c] * target_total[c] / (norm_i * norm_t)
            nest = 0 if k < n_cordial else 1
            level = place(EVEN, c, s, shape)
            within, whole = left_of(i, starts[o], nest, level, bases, kind)
            norm_k = norm_of(tilt_k, said_k, i, kind_base, level * n_kinds, nest_total[level, nest])
            norm_k -= _gone(tilt_k, said_k, i, starts[o], kind, nest, n_cordial, kind_base, level * n_kinds)
            true = honest * tilted * within / norm_k
            even = kind_base[level * n_kinds + k] / whole
            own_way = kind_base[level * n_kinds + k] * issue_base[c * n_issues + issue[i]]
            product *= own_way * target_base[c * n_targets + target[i]] / (whole * issue_total[c] * target_total[c])
            joint[0 if moods == 1 else EVEN] *= true + 1.0 - honest
            for q in range(moods):
                if moods == 1 or q == EVEN:
                    continue
                here = place(q, c, s, shape)
                mass, all_ = left_of(i, starts[o], nest, here, bases, kind)
                norm = norm_of(tilt_k, said_k, i, kind_base, here * n_kinds, nest_total[here, nest])
                norm -= _gone(tilt_k, said_k, i, starts[o], kind, nest, n_cordial, kind_base, here * n_kinds)
                scale = honest * tilted * mass * kind_base[here * n_kinds + k]
                joint[q] *= scale / (norm * all_ * even) + 1.0 - honest
            if not steering:
                continue
            weight = true / (true + 1.0 - honest)
            _pull(tilt_k, said_k, i, kind_base, level * n_kinds, norm_k, weight, on_kinds, own, s * n_kinds)
            _pull(tilt_i, said_i, i, issue_base, c * n_issues, norm_i, weight, on_issues, dev_issues, 0)
            _pull(tilt_t, said_t, i, target_base, c * n_targets, norm_t, weight, on_targets, dev_targets, 0)
            own[s * n_kinds + k] += 1.0
            push = weight * (1.0 / within - 1.0 / norm_k)
            for u in range(starts[o], i):
                gone = kind_base[level * n_kinds + kind[u]]
                own[s * n_kinds + kind[u]] += gone / whole
                if (0 if kind[u] < n_cordial else 1) == nest:
                    own[s * n_kinds + kind[u]] -= gone * push
                    _give_back(tilt_k, said_k, i, kind[u], gone * weight / norm_k, on_kinds, own, s * n_kinds)
            dev_issues[issue[i]] += 1.0
            dev_targets[target[i]] += 1.0
            each[c, s] += 1.0 / whole
            inside[c, s, nest] += push
            on_issue[c] += weight * (1.0 / issue_total[c] - 1.0 / norm_i) - 1.0 / issue_total[c]
            on_target[c] += weight * (1.0 / target_total[c] - 1.0 / norm_t) - 1.0 / target_total[c]
            on_trust[s] += (true / honest - 1.0) * honest * (1.0 - honest) / (true + 1.0 - honest)
        if moods == 1:
            product *= joint[0]
        else:
            product *= MOOD_WEIGHT[0] * joint[0] + MOOD_WEIGHT[1] * joint[1] + MOOD_WEIGHT[2] * joint[2]
        if product < 1e-150:
            total += math.log(product)
            product = 1.0
    if not steering:
        return total + math.log(product)
    for c in range(n_class):
        for j in range(n_issues):
            dev_issues[j] += issue_base[c * n_issues + j] * on_issue[c]
        for j in range(n_targets):
            dev_targets[j] += target_base[c * n_targets + j] * on_target[c]
        for s in range(n_source):
            if each[c, s] == 0.0:
                continue
            here = place(EVEN, c, s, shape)
            for k in range(n_kinds):
                push = inside[c, s, 0 if k < n_cordial else 1] - each[c, s]
                own[s * n_kinds + k] += kind_base[here * n_kinds + k] * push
    for s in range(n_source):
        for k in range(n_kinds):
            dev_kinds[k] += own[s * n_kinds + k]
            on_lean[s] += own[s * n_kinds + k] * valence[k]
    return total + math.log(product)


@njit(cache=True, error_model="numpy")
def counts_along(theta, rate, size, cells, active, path, on_theta, on_rate):
    """Log-likelihood of one particle's counts along a path of states (T,), but for a constant.

    Leaves its gradient by strengths and rates in on_theta and on_rate.
    """
    count, days, turn, channel = cells
    bounds, ids, _, _, levels, _, _ = active
    r, total = math.exp(size), 0.0
    on_theta[:] = 0.0
    on_rate[:] = 0.0
    for m in range(count.shape[0]):
        state = path[turn[m]]
        log_mean = rate[channel[m]] + math.log(days[m])
        for b in range(BOOKS):
            if _is_on(b, state):
                for j in range(bounds[m, b], bounds[m, b + 1]):
                    log_mean += theta[ids[j]] * levels[j]
        n, odds = count[m], math.exp(log_mean - size)
        total += n * (log_mean - size) - (n + r) * math.log(odds + 1.0)
        rising = 1.0
        for k in range(int(n)):
            rising *= r + k
        total += math.log(rising) if n > 0.0 else 0.0
        pull = n - (n + r) * odds / (odds + 1.0)
        on_rate[channel[m]] += pull
        for b in range(BOOKS):
            if _is_on(b, state):
                for j in range(bounds[m, b], bounds[m, b + 1]):
                    on_theta[ids[j]] += pull * levels[j]
    return total


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
