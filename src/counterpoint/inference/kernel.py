"""The likelihood, compiled: arrays in, arrays out; knows no party.

State s = 8 * aim + techniques (bits). Emissions are kept per turn as numbers with their own log scale. Every function
takes the range of particles it is to do; these are independent of each other, so results do not depend on threads.
Tuples: `data` is kinds' class, kind, issue, target, source, credit (N,), and the active entries of kinds, issues and
targets (see active.py); `consts` is shares of kinds, issues and targets by class, the valence of kinds, what a mood
multiplies them by (MOODS, kinds), and how many of them are cordial.
"""

from __future__ import annotations

import math

import numpy as np
from numba import config, njit

# Else short loops over techniques, once unrolled, stay scalar: 1.5 times slower.
config.SLP_VECTORIZE = 1  # type: ignore[attr-defined]

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
def tilt_row(i, theta, active, books, masks):
    """Multipliers of the slots of row i, by book into books (MOST * BOOKS,), by techniques into masks (MOST, MASKS).

    Returns how many slots there are. Playbooks that do not speak multiply by one.
    """
    starts, ids, book, places, levels, slot_starts, _ = active
    n = slot_starts[i + 1] - slot_starts[i]
    for m in range(n * BOOKS):
        books[m] = 0.0
    for j in range(starts[i], starts[i + 1]):
        books[places[j] * BOOKS + book[j]] += theta[ids[j]] * levels[j]
    for m in range(n * BOOKS):
        books[m] = exp(books[m])
    for k in range(n):
        one, two, three = books[k * BOOKS + AIMS], books[k * BOOKS + AIMS + 1], books[k * BOOKS + AIMS + 2]
        masks[k, 0], masks[k, 1], masks[k, 2], masks[k, 3] = 1.0, one, two, one * two
        for u in range(4):
            masks[k, 4 + u] = masks[k, u] * three
    return n


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def _part_ratio(base, total, slots, first, n, what, books, masks, norm, out):
    """Multiply out (STATES,) by p(what | state) / p(what); base are weights of choices, those of the nest sum to total.

    slots[first:first + n] say which choice each slot of books and masks belongs to.
    """
    silent, chosen = total, -1
    for k in range(n):
        silent -= base[slots[first + k]]
        if slots[first + k] == what:
            chosen = k
    norm[:] = silent
    for k in range(n):
        weight = base[slots[first + k]]
        _add(weight, books[k * BOOKS : k * BOOKS + AIMS], masks[k], norm)
    for s in range(STATES):
        out[s] *= total / norm[s]
    if chosen < 0:
        return
    for a in range(AIMS):
        for u in range(MASKS):
            out[a * MASKS + u] *= books[chosen * BOOKS + a] * masks[chosen, u]


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def _add(weight, aims, masks, out):
    """Add weight * aims (AIMS,) * masks (MASKS,) to out (STATES,); masks are named so that they stay in registers."""
    one, two, both = masks[1], masks[2], masks[3]
    three, four, five, six = masks[4], masks[5], masks[6], masks[7]
    for a in range(AIMS):
        w, s = weight * aims[a], a * MASKS
        out[s] += w
        out[s + 1] += w * one
        out[s + 2] += w * two
        out[s + 3] += w * both
        out[s + 4] += w * three
        out[s + 5] += w * four
        out[s + 6] += w * five
        out[s + 7] += w * six


@njit(cache=True)
def room():
    """Scratch space of one particle: books, masks, and two of (STATES,)."""
    return np.empty(MOST * BOOKS), np.empty((MOST, MASKS)), np.empty(STATES), np.empty(STATES)


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def act_ratios(i, moods, bases, thetas, honest, data, scratch, out):
    """p(act i | state, mood) / p(act i | no playbook), mixed with the chance of a false report: out (MOODS, STATES)."""
    kind_base, nest_total, issue_base, issue_total, target_base, target_total, n_cordial = bases
    klass, kind, issue, target, source, _, k_active, i_active, t_active = data
    books, masks, common, norm = scratch
    c, s, k = klass[i], source[i], kind[i]
    common[:] = 1.0
    n = tilt_row(i, thetas[1], i_active, books, masks)
    if n:
        _part_ratio(issue_base[c], issue_total[c], i_active[6], i_active[5][i], n, issue[i], books, masks, norm, common)
    n = tilt_row(i, thetas[2], t_active, books, masks)
    if n:
        _part_ratio(
            target_base[c], target_total[c], t_active[6], t_active[5][i], n, target[i], books, masks, norm, common
        )
    n = tilt_row(i, thetas[0], k_active, books, masks)
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
            within = nest_total[mood, c, s, nest]
            _part_ratio(base, within, k_active[6], k_active[5][i], n, k, books, masks, norm, out[q])
        for z in range(STATES):
            out[q, z] = honest * out[q, z] + (1.0 - honest)


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def make_bases(dev_k, dev_i, dev_t, lean, consts):
    """Weights of habit of one particle: kinds by (mood, class, source), issues and targets by class, and their sums."""
    share_kind, share_issue, share_target, valence, mood_tilt, n_cordial = consts
    n_class, n_kinds = share_kind.shape
    n_source = lean.shape[0]
    kind = np.empty((MOODS, n_class, n_source, n_kinds))
    nest = np.empty((MOODS, n_class, n_source, 2))
    tilt = np.empty(n_kinds)
    for s in range(n_source):
        for k in range(n_kinds):
            tilt[k] = exp(dev_k[k] + lean[s] * valence[k])
        for q in range(MOODS):
            for c in range(n_class):
                for k in range(n_kinds):
                    kind[q, c, s, k] = share_kind[c, k] * tilt[k] * mood_tilt[q, k]
                nest[q, c, s, 0] = kind[q, c, s, :n_cordial].sum()
                nest[q, c, s, 1] = kind[q, c, s, n_cordial:].sum()
    issue, target = share_issue * np.exp(dev_i), share_target * np.exp(dev_t)
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
        books, masks, factor, _ = room()
        r = math.exp(size[p])
        steady = r * size[p] - math.lgamma(r)
        emission[p] = 1.0
        scale[p] = 0.0
        for m in range(count.shape[0]):
            n, t = count[m], turn[m]
            mean = math.exp(rate[p, channel[m]]) * days[m]
            free = n * math.log(mean) - (n + r) * math.log(mean + r)
            scale[p, t] += free + steady + math.lgamma(n + r) - math.lgamma(n + 1.0)
            if tilt_row(m, theta[p], active, books, masks):
                _count_factor(n, r, mean, books, masks[0], factor)
                top = 0.0
                for z in range(STATES):
                    emission[p, t, z] *= factor[z]
                    top = max(top, emission[p, t, z])
                if top < 1e-100 or top > 1e100:
                    scale[p, t] += math.log(top)
                    emission[p, t] /= top


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def _count_factor(n, r, mean, books, masks, factor):
    """p(count n | state) / p(count n) into factor (STATES,); states with the same tilt are worked out once."""
    for u in range(MASKS):
        same = u
        for b in range(TECHNIQUES):
            if masks[1 << b] == 1.0:
                same &= ~(1 << b)
        for a in range(AIMS):
            s = a * MASKS + u
            if same != u:
                factor[s] = factor[a * MASKS + same]
            elif a and books[a] == books[0]:
                factor[s] = factor[u]
            else:
                tilt = books[a] * masks[u]
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
