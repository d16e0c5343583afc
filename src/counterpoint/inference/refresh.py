"""New parameters given a path of states: cheap, for only the playbooks on the path speak. Arrays in, arrays out.

Given the path, strengths of playbooks that are never on it are drawn anew from their prior; the others take Langevin
steps along the gradient; habits, trust and rates take Metropolis steps on random subsets of a few coordinates, by a
Crank-Nicolson step about the prior. Each particle has a random stream of its own, keyed by its seed.
Source: Cotter et al. 2013 [memory]; Roberts & Tweedie 1996 [memory]; Steele, Lea & Flood 2014 (splitmix64) [memory].
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit, uint64

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
    free,
    honesty,
    make_bases,
    place,
)

_FAST = {"reassoc", "contract", "arcp", "nsz"}
SUBSET = 8.0
"""Mean number of coordinates that a step moves."""
STEPS = np.array([0.15, 0.4, 0.9])
"""Sizes of a step, one drawn for each: parameters differ in how closely the record fixes them."""
STEERED = np.array([0.5, 0.7, 0.9])
"""Sizes of a step along the gradient, one drawn for each."""
REACH = 150.0
"""Acts beyond which these steps shorten, as the spread of the posterior does."""


@njit(cache=True)
def _uniform(stream):
    """The next number in (0, 1) of a stream (1,) of uint64, which it moves on (splitmix64)."""
    stream[0] += uint64(0x9E3779B97F4A7C15)
    z = stream[0]
    z = (z ^ (z >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> uint64(27))) * uint64(0x94D049BB133111EB)
    z = z ^ (z >> uint64(31))
    return (float(z >> uint64(11)) + 0.5) / 9007199254740992.0


@njit(cache=True)
def _normal(stream):
    """The next standard normal number of a stream."""
    return math.sqrt(-2.0 * math.log(_uniform(stream))) * math.cos(2.0 * math.pi * _uniform(stream))


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
def _norm(tilt, said, i, base, at, total):
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
            norm = _norm(tilts[1], said[1], i, issue_base, c * n_issues, issue_total[c])
            norm *= _norm(tilts[2], said[2], i, target_base, c * n_targets, target_total[c])
            tilted = _chosen(tilts[0], said[0], i) * _chosen(tilts[1], said[1], i) * _chosen(tilts[2], said[2], i)
            tilted *= honest * issue_total[c] * target_total[c]
            nest = 0 if k < n_cordial else 1
            here = place(EVEN, c, s, shape)
            even = kind_base[here * n_kinds + k] / (nest_total[here, 0] + nest_total[here, 1])
            product *= free(i, bases, data)
            for q in range(moods):
                here = place(q if moods == MOODS else EVEN, c, s, shape)
                within, all_ = nest_total[here, nest], nest_total[here, 0] + nest_total[here, 1]
                inside = norm * _norm(tilts[0], said[0], i, kind_base, here * n_kinds, within)
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
def _pull(tilt, said, i, base, at, new, weight, pull):
    """Add to pull weight times the gradient of row i's log share by the strengths; new is row i's _norm."""
    ids, places, levels, firsts, _, slots, chosen = said
    for j in range(firsts[i], firsts[i + 1]):
        k = places[j]
        pull[ids[j]] += weight * levels[j] * ((1.0 if k == chosen[i] else 0.0) - base[at + slots[k]] * tilt[k] / new)


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def acts_pull(tilts, trust, bases, data, said, pulls):
    """About the gradient of acts_log by the strengths, into pulls, an array a part: moods are taken as even.

    It only steers proposals, whose acceptance is exact, so that it need not be.
    """
    kind_base, nest_total, issue_base, issue_total, target_base, target_total, shape = bases
    _, _, n_kinds, n_cordial, n_issues, n_targets = shape
    klass, kind, source = data[0], data[1], data[4]
    for part in range(3):
        pulls[part][:] = 0.0
    for i in range(kind.shape[0]):
        c, s = klass[i], source[i]
        honest = honesty(trust, data, i)
        nest = 0 if kind[i] < n_cordial else 1
        here = place(EVEN, c, s, shape)
        within = nest_total[here, nest]
        norm_k = _norm(tilts[0], said[0], i, kind_base, here * n_kinds, within)
        norm_i = _norm(tilts[1], said[1], i, issue_base, c * n_issues, issue_total[c])
        norm_t = _norm(tilts[2], said[2], i, target_base, c * n_targets, target_total[c])
        true = honest * within * issue_total[c] * target_total[c] / (norm_k * norm_i * norm_t)
        true *= _chosen(tilts[0], said[0], i) * _chosen(tilts[1], said[1], i) * _chosen(tilts[2], said[2], i)
        weight = true / (true + 1.0 - honest)
        _pull(tilts[0], said[0], i, kind_base, here * n_kinds, norm_k, weight, pulls[0])
        _pull(tilts[1], said[1], i, issue_base, c * n_issues, norm_i, weight, pulls[1])
        _pull(tilts[2], said[2], i, target_base, c * n_targets, norm_t, weight, pulls[2])


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


@njit(cache=True)
def _on_path(path):
    """Which playbooks are on somewhere along a path: (BOOKS,)."""
    on = np.zeros(BOOKS, dtype=np.bool_)
    for t in range(path.shape[0]):
        on[path[t] // MASKS] = True
        for b in range(TECHNIQUES):
            if (path[t] % MASKS >> b) & 1:
                on[AIMS + b] = True
    return on


@njit(cache=True)
def _propose(z, first, last, reach, live, stream, out):
    """Into out (D,), z with a few live coordinates of first..last moved by a Crank-Nicolson step about the prior."""
    out[:] = z
    n = 0
    for j in range(first, last):
        n += live[j]
    step = reach * STEPS[int(_uniform(stream) * STEPS.shape[0])]
    chance = min(1.0, SUBSET / max(n, 1))
    keep = math.sqrt(1.0 - step * step)
    for j in range(first, last):
        if live[j] and _uniform(stream) < chance:
            out[j] = keep * z[j] + step * _normal(stream)


@njit(cache=True, nogil=True)
def refresh(first, last, z, mean, sd, blocks, book_of, seeds, path, power, moves, consts, data, occasion, cells, active,
            chain, act_turn, accepted):  # fmt: skip
    """Move the parameters z (P, D) of every particle given its path (P, T), in place, with the likelihood to a power.

    blocks (13,) are the bounds of the blocks in z: kind, issue, target, amount, habits of kind, issue and target,
    trust, lean, rate, size, dwell, end. book_of (D,) is the playbook of a tendency, -1 for other parameters. moves:
    how many steps of strengths, habits, amounts and durations. chain: days of a turn, prior of aims and of techniques.
    accepted (P, 3): number of steps taken, of acts, counts and durations.
    """
    size = z.shape[1]
    for p in range(first, last):
        stream = seeds[p : p + 1].copy()
        on = _on_path(path[p])
        live = np.zeros(size, dtype=np.bool_)
        for j in range(size):
            live[j] = book_of[j] < 0 or on[book_of[j]]
            if not live[j]:
                z[p, j] = _normal(stream)
        new = np.empty(size)
        if data[1].shape[0]:
            reach = min(1.0, math.sqrt(REACH / data[1].shape[0]))
            said = (speaking(data[6], data[1], act_turn, path[p]), speaking(data[7], data[2], act_turn, path[p]),
                    speaking(data[8], data[3], act_turn, path[p]))  # fmt: skip
            bases, trust = _habits(z[p], mean, sd, blocks, consts)
            now, tilts = _steered(z[p], mean, sd, blocks, bases, trust, data, occasion, said, live, stream, power,
                                  moves[0], reach, accepted[p])  # fmt: skip
            for _ in range(moves[1]):
                _propose(z[p], blocks[4], blocks[9], reach, live, stream, new)
                bases, trust = _habits(new, mean, sd, blocks, consts)
                then = acts_log(tilts, trust, bases, data, occasion, said)
                if math.log(_uniform(stream)) < power * (then - now):
                    z[p], now = new, then
                    accepted[p, 0] += 1
        if cells[0].shape[0]:
            now = _counts(z[p], mean, sd, blocks, cells, active, path[p])
            for m in range(moves[2]):
                lo, hi = (blocks[3], blocks[4]) if m % 3 == 0 else (blocks[9], blocks[11])
                _propose(z[p], lo, hi, 1.0, live, stream, new)
                then = _counts(new, mean, sd, blocks, cells, active, path[p])
                if math.log(_uniform(stream)) < power * (then - now):
                    z[p], now = new, then
                    accepted[p, 1] += 1
        now = course_log(mean[blocks[11] :] + sd[blocks[11] :] * z[p, blocks[11] :], chain, path[p])
        for _ in range(moves[3]):
            _propose(z[p], blocks[11], blocks[12], 1.0, live, stream, new)
            then = course_log(mean[blocks[11] :] + sd[blocks[11] :] * new[blocks[11] :], chain, path[p])
            if math.log(_uniform(stream)) < then - now:
                z[p], now = new, then
                accepted[p, 2] += 1


@njit(cache=True)
def _steered(z, mean, sd, blocks, bases, trust, data, occasion, said, live, stream, power, moves, reach, accepted):
    """Move the live strengths of z (D,) along the gradient with noise, in place; the log-likelihood and tilts there."""
    n = blocks[3]
    pull, new_pull, new = np.zeros(n), np.zeros(n), z[:n].copy()
    tilts = _tilts(z, mean, sd, blocks, said)
    now = acts_log(tilts, trust, bases, data, occasion, said)
    _gradient(tilts, sd, blocks, bases, trust, data, said, pull)
    for _ in range(moves):
        step = reach * STEERED[int(_uniform(stream) * STEERED.shape[0])]
        keep = math.sqrt(1.0 - step * step)
        for j in range(n):
            if live[j]:
                new[j] = keep * z[j] + (1.0 - keep) * power * pull[j] + step * _normal(stream)
        there_tilts = _tilts(new, mean, sd, blocks, said)
        then = acts_log(there_tilts, trust, bases, data, occasion, said)
        _gradient(there_tilts, sd, blocks, bases, trust, data, said, new_pull)
        ratio = power * (then - now)
        for j in range(n):
            if live[j]:
                there = new[j] - keep * z[j] - (1.0 - keep) * power * pull[j]
                back = z[j] - keep * new[j] - (1.0 - keep) * power * new_pull[j]
                ratio += 0.5 * (z[j] * z[j] - new[j] * new[j]) + 0.5 * (there * there - back * back) / (step * step)
        if math.log(_uniform(stream)) < ratio:
            z[:n], now, tilts = new, then, there_tilts
            pull[:] = new_pull
            accepted[0] += 1
    return now, tilts


@njit(cache=True)
def _tilts(z, mean, sd, blocks, said):
    """tilts_of every part at coordinates z (D,)."""
    b = blocks
    theta = mean[: b[3]] + sd[: b[3]] * z[: b[3]]
    kind, issue, target = theta[b[0] : b[1]], theta[b[1] : b[2]], theta[b[2] : b[3]]
    return tilts_of(kind, said[0]), tilts_of(issue, said[1]), tilts_of(target, said[2])


@njit(cache=True)
def _gradient(tilts, sd, blocks, bases, trust, data, said, out):
    """acts_pull by coordinates z, into out (strengths,)."""
    b = blocks
    acts_pull(tilts, trust, bases, data, said, (out[b[0] : b[1]], out[b[1] : b[2]], out[b[2] : b[3]]))
    for j in range(b[3]):
        out[j] *= sd[j]


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


@njit(cache=True)
def _habits(z, mean, sd, blocks, consts):
    """make_bases at coordinates z (D,), and the trust in each source there."""
    b = blocks
    theta = mean[b[4] : b[9]] + sd[b[4] : b[9]] * z[b[4] : b[9]]
    at = b - b[4]
    bases = make_bases(theta[: at[5]], theta[at[5] : at[6]], theta[at[6] : at[7]], theta[at[8] : at[9]], consts)
    return bases, theta[at[7] : at[8]]


@njit(cache=True)
def _counts(z, mean, sd, blocks, cells, active, path):
    """counts_log at coordinates z (D,)."""
    theta = mean + sd * z
    b = blocks
    return counts_log(theta[b[3] : b[4]], theta[b[9] : b[10]], theta[b[10]], cells, active, path)
