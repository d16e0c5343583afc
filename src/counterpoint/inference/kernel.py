"""The likelihood, compiled: arrays in, arrays out; knows no party.

State s = 8 * aim + techniques (bits). Emissions are kept per turn as numbers with their own log scale. Every function
takes the range of particles it is to do; these are independent of each other, so results do not depend on threads.
Tuples: `data` is kinds' class, kind, issue, target, source, credit (N,), and the active entries of kinds, issues and
targets (see active.py); `consts` is log shares of kinds, issues and targets by class, valence and sd of the mood.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

AIMS, MASKS, TECHNIQUES = 7, 8, 3
BOOKS = AIMS + TECHNIQUES
STATES = AIMS * MASKS
MOODS, EVEN = 3, 1
MOOD_WEIGHT = np.array([0.25, 0.5, 0.25])
MOST = 32
"""Room for what any part chooses among."""

_FAST = {"reassoc", "contract", "arcp", "nsz"}


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def exp(x):
    """exp(x) to 1e-12 for |x| < 40 without a branch, so that the compiler can do several at once."""
    r = x * (1.0 / 256.0)
    e = 1.0 + r * (1.0 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720 + r * (1 / 5040)))))))
    e *= e
    e *= e
    e *= e
    e *= e
    e *= e
    e *= e
    e *= e
    return e * e


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def tilt_row(i, theta, active, logs, aim_w, mask_w):
    """Multipliers of the slots of row i into aim_w (AIMS, n) and mask_w (MASKS, n).

    Returns n, 0 if nothing speaks, and the bits of the techniques that speak.
    """
    starts, ids, books, places, levels, slot_starts, _ = active
    n = slot_starts[i + 1] - slot_starts[i]
    bits = 0
    if n == 0:
        return 0, bits
    logs[:, :n] = 0.0
    for j in range(starts[i], starts[i + 1]):
        logs[books[j], places[j]] += theta[ids[j]] * levels[j]
        if books[j] >= AIMS:
            bits |= 1 << (books[j] - AIMS)
    for b in range(BOOKS):
        for k in range(n):
            logs[b, k] = exp(logs[b, k])
    aim_w[:, :n] = logs[:AIMS, :n]
    for u in range(MASKS):
        if u & ~bits:
            continue
        for k in range(n):
            w = logs[AIMS, k] if u & 1 else 1.0
            w *= logs[AIMS + 1, k] if u & 2 else 1.0
            w *= logs[AIMS + 2, k] if u & 4 else 1.0
            mask_w[u, k] = w
    return n, bits


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def _tilt_states(n, bits, aim_w, mask_w, tilts):
    """Multiplier of every slot in every state: tilts (n, STATES). Techniques that do not speak change nothing."""
    for k in range(n):
        for a in range(AIMS):
            for u in range(MASKS):
                tilts[k, a * MASKS + u] = aim_w[a, k] * mask_w[u & bits, k]


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def _part_ratio(base, total, slots, first, n, what, tilts, norm, out):
    """Multiply out (STATES,) by p(what | state) / p(what); base are weights of all choices of a nest that sum to total.

    slots[first:first + n] say which choice each row of tilts belongs to.
    """
    silent, chosen = total, -1
    for k in range(n):
        silent -= base[slots[first + k]]
        if slots[first + k] == what:
            chosen = k
    for s in range(STATES):
        norm[s] = silent
    for k in range(n):
        weight = base[slots[first + k]]
        for s in range(STATES):
            norm[s] += weight * tilts[k, s]
    if chosen >= 0:
        for s in range(STATES):
            out[s] *= tilts[chosen, s] * total / norm[s]
    else:
        for s in range(STATES):
            out[s] *= total / norm[s]


@njit(cache=True)
def room():
    """Scratch space of one particle."""
    return (
        np.zeros((BOOKS, MOST)), np.ones((AIMS, MOST)), np.ones((MASKS, MOST)), np.ones((MOST, STATES)),
        np.empty(STATES), np.empty(STATES),
    )  # fmt: skip


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def act_ratios(i, moods, bases, thetas, honest, data, scratch, out):
    """p(act i | state, mood) / p(act i | no playbook), mixed with the chance of a false report: out (MOODS, STATES)."""
    kind_base, nest_total, issue_base, issue_total, target_base, target_total, n_cordial = bases
    klass, kind, issue, target, source, _, k_active, i_active, t_active = data
    logs, aim_w, mask_w, tilts, common, norm = scratch
    c, s, k = klass[i], source[i], kind[i]
    common[:] = 1.0
    n, bits = tilt_row(i, thetas[1], i_active, logs, aim_w, mask_w)
    if n:
        _tilt_states(n, bits, aim_w, mask_w, tilts)
        _part_ratio(issue_base[c], issue_total[c], i_active[6], i_active[5][i], n, issue[i], tilts, norm, common)
    n, bits = tilt_row(i, thetas[2], t_active, logs, aim_w, mask_w)
    if n:
        _tilt_states(n, bits, aim_w, mask_w, tilts)
        _part_ratio(target_base[c], target_total[c], t_active[6], t_active[5][i], n, target[i], tilts, norm, common)
    n, bits = tilt_row(i, thetas[0], k_active, logs, aim_w, mask_w)
    if n:
        _tilt_states(n, bits, aim_w, mask_w, tilts)
    nest = 0 if k < n_cordial else 1
    for q in range(moods):
        mood = q if moods == MOODS else EVEN
        base, even = kind_base[mood, c, s], kind_base[EVEN, c, s]
        total = nest_total[mood, c, s, 0] + nest_total[mood, c, s, 1]
        free = nest_total[EVEN, c, s, 0] + nest_total[EVEN, c, s, 1]
        scale = (base[k] / total) / (even[k] / free)
        for z in range(STATES):
            out[q, z] = common[z] * scale
        if n:
            _part_ratio(base, nest_total[mood, c, s, nest], k_active[6], k_active[5][i], n, k, tilts, norm, out[q])
        for z in range(STATES):
            out[q, z] = honest * out[q, z] + (1.0 - honest)


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def make_bases(dev_k, dev_i, dev_t, lean, consts):
    """Weights of habit of one particle: kinds by (mood, class, source), issues and targets by class, and their sums."""
    log_kind, log_issue, log_target, valence, mood_sd, n_cordial = consts
    n_class, n_kinds = log_kind.shape
    n_source = lean.shape[0]
    kind = np.empty((MOODS, n_class, n_source, n_kinds))
    nest = np.zeros((MOODS, n_class, n_source, 2))
    for q in range(MOODS):
        for s in range(n_source):
            for k in range(n_kinds):
                tilt = math.exp(dev_k[k] + (lean[s] + (q - EVEN) * mood_sd) * valence[k])
                for c in range(n_class):
                    kind[q, c, s, k] = math.exp(log_kind[c, k]) * tilt
                    nest[q, c, s, 0 if k < n_cordial else 1] += kind[q, c, s, k]
    issue, target = np.exp(log_issue + dev_i), np.exp(log_target + dev_t)
    issue_total, target_total = np.zeros(n_class), np.zeros(n_class)
    for c in range(n_class):
        issue_total[c], target_total[c] = issue[c].sum(), target[c].sum()
    return kind, nest, issue, issue_total, target, target_total, n_cordial


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def free_log(i, bases, data):
    """log p(act i) with no playbook and no doubt: kind, issue and target by the party's own habits."""
    kind_base, nest, issue_base, issue_total, target_base, target_total, _ = bases
    klass, kind, issue, target, source = data[0], data[1], data[2], data[3], data[4]
    c, s = klass[i], source[i]
    return (
        math.log(kind_base[EVEN, c, s, kind[i]] / (nest[EVEN, c, s, 0] + nest[EVEN, c, s, 1]))
        + math.log(issue_base[c, issue[i]] / issue_total[c])
        + math.log(target_base[c, target[i]] / target_total[c])
    )


@njit(cache=True)
def honesty(trust, data, i):
    """Chance that the report of act i is true."""
    return 1.0 / (1.0 + math.exp(-(trust[data[4][i]] + data[5][i])))


@njit(cache=True)
def over_moods(joint, moods, z):
    """The mean over moods of joint (MOODS, STATES) at state z; row 0 alone if the occasion has no mood."""
    if moods == 1:
        return joint[0, z]
    return MOOD_WEIGHT[0] * joint[0, z] + MOOD_WEIGHT[1] * joint[1, z] + MOOD_WEIGHT[2] * joint[2, z]


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def _acts_one(par, consts, data, occasion, keep, emission, scale):
    """Emissions of one particle from its acts: emission (T, STATES), scale (T,)."""
    theta_k, theta_i, theta_t, dev_k, dev_i, dev_t, trust, lean = par
    thetas = (theta_k, theta_i, theta_t)
    starts, turns, moody = occasion
    bases = make_bases(dev_k, dev_i, dev_t, lean, consts)
    scratch = room()
    emission[:] = 1.0
    scale[:] = 0.0
    ratio, joint = np.empty((MOODS, STATES)), np.empty((MOODS, STATES))
    for o in range(turns.shape[0]):
        moods = MOODS if moody[o] else 1
        joint[:] = 1.0
        t = turns[o]
        for i in range(starts[o], starts[o + 1]):
            if not keep[i]:
                continue
            act_ratios(i, moods, bases, thetas, honesty(trust, data, i), data, scratch, ratio)
            for q in range(moods):
                for z in range(STATES):
                    joint[q, z] *= ratio[q, z]
            scale[t] += free_log(i, bases, data)
        top = 0.0
        for z in range(STATES):
            emission[t, z] *= over_moods(joint, moods, z)
            top = max(top, emission[t, z])
        if top < 1e-100 or top > 1e100:
            scale[t] += math.log(top)
            for z in range(STATES):
                emission[t, z] /= top


@njit(cache=True, nogil=True)
def act_emissions(
    first,
    last,
    theta_k,
    theta_i,
    theta_t,
    dev_k,
    dev_i,
    dev_t,
    trust,
    lean,
    consts,
    data,
    occasion,
    keep,
    emission,
    scale,
):
    """Emissions of every particle from the acts that keep (N,) marks: emission (P, T, STATES), scale (P, T)."""
    for p in range(first, last):
        par = (theta_k[p], theta_i[p], theta_t[p], dev_k[p], dev_i[p], dev_t[p], trust[p], lean[p])
        _acts_one(par, consts, data, occasion, keep, emission[p], scale[p])


@njit(cache=True, nogil=True, fastmath=_FAST, error_model="numpy")
def count_emissions(first, last, theta, rate, size, cells, active, emission, scale):
    """Emissions from counts on covered channels (over-dispersed; mean exp(rate) * days).

    emission (P, T, STATES), scale (P, T); cells: counts (M,), days (M,), turn (M,), channel (M,).
    """
    count, days, turn, channel = cells
    for p in range(first, last):
        logs, aim_w, mask_w, _, factor, _ = room()
        r = math.exp(size[p])
        steady = r * size[p] - math.lgamma(r)
        emission[p] = 1.0
        scale[p] = 0.0
        for m in range(count.shape[0]):
            n, t = count[m], turn[m]
            mean = math.exp(rate[p, channel[m]]) * days[m]
            free = n * math.log(mean) - (n + r) * math.log(mean + r)
            scale[p, t] += free + steady + math.lgamma(n + r) - math.lgamma(n + 1.0)
            n_slots, bits = tilt_row(m, theta[p], active, logs, aim_w, mask_w)
            if n_slots:
                _count_factor(n, r, mean, aim_w, mask_w, bits, factor)
                top = 0.0
                for z in range(STATES):
                    emission[p, t, z] *= factor[z]
                    top = max(top, emission[p, t, z])
                if top < 1e-100 or top > 1e100:
                    scale[p, t] += math.log(top)
                    emission[p, t] /= top


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def _count_factor(n, r, mean, aim_w, mask_w, bits, factor):
    """p(count n | state) / p(count n) into factor (STATES,); states with the same tilt are worked out once."""
    for u in range(MASKS):
        for a in range(AIMS):
            s = a * MASKS + u
            if u & ~bits:
                factor[s] = factor[a * MASKS + (u & bits)]
            elif a and aim_w[a, 0] == aim_w[0, 0]:
                factor[s] = factor[u]
            else:
                tilt = aim_w[a, 0] * mask_w[u, 0]
                factor[s] = math.exp(n * math.log(tilt) - (n + r) * math.log((mean * tilt + r) / (mean + r)))


@njit(cache=True)
def advance(alpha, aim_stay, aim_prior, tech_stay, tech_prior):
    """One turn of the sticky chain, in place: an aim stays or is drawn anew; so does each technique."""
    for u in range(MASKS):
        total = 0.0
        for a in range(AIMS):
            total += alpha[a * MASKS + u]
        for a in range(AIMS):
            alpha[a * MASKS + u] = aim_stay * alpha[a * MASKS + u] + (1.0 - aim_stay) * aim_prior[a] * total
    for b in range(TECHNIQUES):
        bit = 1 << b
        for s in range(STATES):
            if s & bit:
                continue
            off, on = alpha[s], alpha[s | bit]
            new = (1.0 - tech_stay) * (off + on)
            alpha[s] = tech_stay * off + new * (1.0 - tech_prior[b])
            alpha[s | bit] = tech_stay * on + new * tech_prior[b]


@njit(cache=True)
def retreat(beta, aim_stay, aim_prior, tech_stay, tech_prior):
    """The adjoint of advance, in place: beta(s) = sum over s' of P(s' | s) beta(s')."""
    for b in range(TECHNIQUES):
        bit = 1 << b
        for s in range(STATES):
            if s & bit:
                continue
            off, on = beta[s], beta[s | bit]
            new = (1.0 - tech_stay) * ((1.0 - tech_prior[b]) * off + tech_prior[b] * on)
            beta[s] = tech_stay * off + new
            beta[s | bit] = tech_stay * on + new
    for u in range(MASKS):
        total = 0.0
        for a in range(AIMS):
            total += aim_prior[a] * beta[a * MASKS + u]
        for a in range(AIMS):
            beta[a * MASKS + u] = aim_stay * beta[a * MASKS + u] + (1.0 - aim_stay) * total


@njit(cache=True)
def initial(aim_prior, tech_prior):
    """Distribution of the state at the first turn: (STATES,)."""
    alpha = np.empty(STATES)
    for s in range(STATES):
        p = aim_prior[s // MASKS]
        for b in range(TECHNIQUES):
            p *= tech_prior[b] if (s >> b) & 1 else 1.0 - tech_prior[b]
        alpha[s] = p
    return alpha


@njit(cache=True)
def forward(acts, act_scale, counts, count_scale, stays, aim_prior, tech_prior, power, filtered):
    """Log-likelihood of one particle, emissions to a power; filtered states (T, STATES) too if filtered has rows."""
    alpha = initial(aim_prior, tech_prior)
    total = 0.0
    for t in range(acts.shape[0]):
        if t:
            advance(alpha, stays[0], aim_prior, stays[1], tech_prior)
        norm = 0.0
        for s in range(STATES):
            emission = acts[t, s] * counts[t, s]
            if power != 1.0 and emission != 1.0:
                emission = emission**power
            alpha[s] *= emission
            norm += alpha[s]
        if not norm > 0.0:
            return -np.inf
        for s in range(STATES):
            alpha[s] /= norm
        total += math.log(norm) + power * (act_scale[t] + count_scale[t])
        if filtered.shape[0]:
            filtered[t] = alpha
    return total


@njit(cache=True, nogil=True)
def loglik(first, last, acts, act_scale, counts, count_scale, stays, aim_prior, tech_prior, power, out):
    """Log-likelihood of every particle, emissions to a power, into out (P,).

    stays (P, 2): chance per turn that the aim and a technique stay.
    """
    none = np.empty((0, STATES))
    for p in range(first, last):
        out[p] = forward(acts[p], act_scale[p], counts[p], count_scale[p], stays[p], aim_prior, tech_prior, power, none)
