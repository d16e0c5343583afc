"""The likelihood, compiled: arrays in, arrays out; knows no party.

State s = 8 * aim + techniques (bits). Emissions are kept per turn as numbers with their own log scale. Every function takes
the range of particles it is to do; these are independent of each other, so results do not depend on threads.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

AIMS, MASKS, TECHNIQUES = 7, 8, 3
STATES = AIMS * MASKS
MOODS = 3
MOOD_WEIGHT = np.array([0.25, 0.5, 0.25])
"""An occasion of several moves is cold, even or warm: the random effect its acts share (elicited)."""

_FAST = {"reassoc", "contract", "arcp", "nsz"}


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def _tilts(x, theta, entry_book, entry_feature, entry_what, entry_class, klass, n_what, logs, aim_w, mask_w):
    """Multipliers of n_what entries: aim_w (AIMS, n), mask_w (MASKS, n); returns whether any differs from 1."""
    logs[:, :n_what] = 0.0
    some = False
    for e in range(entry_book.shape[0]):
        level = x[entry_feature[e]]
        if level != 0.0 and (entry_class[e] >> klass) & 1:
            logs[entry_book[e], entry_what[e]] += theta[e] * level
            some = True
    for k in range(n_what):
        for a in range(AIMS):
            aim_w[a, k] = math.exp(logs[a, k]) if logs[a, k] != 0.0 else 1.0
        first = math.exp(logs[AIMS, k]) if logs[AIMS, k] != 0.0 else 1.0
        second = math.exp(logs[AIMS + 1, k]) if logs[AIMS + 1, k] != 0.0 else 1.0
        third = math.exp(logs[AIMS + 2, k]) if logs[AIMS + 2, k] != 0.0 else 1.0
        for u in range(MASKS):
            w = first if u & 1 else 1.0
            w *= second if u & 2 else 1.0
            w *= third if u & 4 else 1.0
            mask_w[u, k] = w
    return some


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def _part_ratio(base, aim_w, mask_w, what, lo, hi, use_aims, out):
    """Multiply out (STATES,) by p(what | state) / p(what) among entries lo..hi of one part."""
    total = 0.0
    for k in range(lo, hi):
        total += base[k]
    for u in range(MASKS):
        if use_aims:
            for a in range(AIMS):
                z = 0.0
                for k in range(lo, hi):
                    z += base[k] * aim_w[a, k] * mask_w[u, k]
                out[a * MASKS + u] *= aim_w[a, what] * mask_w[u, what] * total / z
        else:
            z = 0.0
            for k in range(lo, hi):
                z += base[k] * mask_w[u, k]
            ratio = mask_w[u, what] * total / z
            for a in range(AIMS):
                out[a * MASKS + u] *= ratio


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def act_ratios(i, moods, kind_base, issue_base, target_base, theta_k, theta_i, theta_t, honest, data, work, out):
    """p(act i | state, mood) / p(act i | no playbook) mixed with the chance that the report is false: out (MOODS, STATES).

    kind_base (MOODS, classes, sources, kinds), cordial kinds first.
    """
    x, frame, klass, kind, issue, target, source, _, n_cordial, k_entries, i_entries, t_entries = data
    logs, aim_w, mask_w, aim_i, mask_i, aim_t, mask_t, common = work
    c, s, k = klass[i], source[i], kind[i]
    n_kinds = kind_base.shape[3]
    cordial = k < n_cordial
    lo, hi = (0, n_cordial) if cordial else (n_cordial, n_kinds)
    common[:] = 1.0
    if _tilts(frame[i], theta_i, *i_entries, c, issue_base.shape[1], logs, aim_i, mask_i):
        _part_ratio(issue_base[c], aim_i, mask_i, issue[i], 0, issue_base.shape[1], not cordial, common)
    if _tilts(frame[i], theta_t, *t_entries, c, target_base.shape[1], logs, aim_t, mask_t):
        _part_ratio(target_base[c], aim_t, mask_t, target[i], 0, target_base.shape[1], not cordial, common)
    some = _tilts(x[i], theta_k, *k_entries, c, n_kinds, logs, aim_w, mask_w)
    for q in range(moods):
        mood = q if moods == MOODS else 1
        scale = 1.0
        if moods == MOODS:
            total, even, nest, nest_even = 0.0, 0.0, 0.0, 0.0
            for j in range(n_kinds):
                total += kind_base[mood, c, s, j]
                even += kind_base[1, c, s, j]
            scale = (kind_base[mood, c, s, k] / total) / (kind_base[1, c, s, k] / even)
        for z in range(STATES):
            out[q, z] = common[z]
        if some:
            _part_ratio(kind_base[mood, c, s], aim_w, mask_w, k, lo, hi, True, out[q])
        for z in range(STATES):
            out[q, z] = honest * out[q, z] * scale + (1.0 - honest)


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def _bases(log_kind, log_issue, log_target, dev_k, dev_i, dev_t, lean, valence, mood_sd):
    """Unnormalised base weights of one particle: kinds by (mood, class, source), issues and targets by class."""
    n_class, n_kinds = log_kind.shape
    n_source = lean.shape[0]
    kind = np.empty((MOODS, n_class, n_source, n_kinds))
    for q in range(MOODS):
        for s in range(n_source):
            for k in range(n_kinds):
                tilt = math.exp(dev_k[k] + (lean[s] + (q - 1) * mood_sd) * valence[k])
                for c in range(n_class):
                    kind[q, c, s, k] = math.exp(log_kind[c, k]) * tilt
    issue = np.exp(log_issue + dev_i)
    target = np.exp(log_target + dev_t)
    return kind, issue, target


@njit(cache=True)
def _work():
    n = 32
    return (
        np.zeros((AIMS + TECHNIQUES, n)), np.ones((AIMS, n)), np.ones((MASKS, n)), np.ones((AIMS, n)),
        np.ones((MASKS, n)), np.ones((AIMS, n)), np.ones((MASKS, n)), np.ones(STATES),
    )  # fmt: skip


@njit(cache=True, fastmath=_FAST, error_model="numpy")
def _free_log(i, bases, data):
    """log p(act i) with no playbook and no doubt: kind, issue and target by the party's own habits."""
    kind_base, issue_base, target_base = bases
    _, _, klass, kind, issue, target, source, _, _, _, _, _ = data
    c, s = klass[i], source[i]
    return (
        math.log(kind_base[1, c, s, kind[i]] / kind_base[1, c, s].sum())
        + math.log(issue_base[c, issue[i]] / issue_base[c].sum())
        + math.log(target_base[c, target[i]] / target_base[c].sum())
    )


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
    log_kind, log_issue, log_target, valence, mood_sd = consts
    starts, turns, moody = occasion
    bases = _bases(log_kind, log_issue, log_target, dev_k, dev_i, dev_t, lean, valence, mood_sd)
    work = _work()
    emission[:] = 1.0
    scale[:] = 0.0
    ratio = np.empty((MOODS, STATES))
    joint = np.empty((MOODS, STATES))
    for o in range(turns.shape[0]):
        moods = MOODS if moody[o] else 1
        joint[:] = 1.0
        t = turns[o]
        for i in range(starts[o], starts[o + 1]):
            if not keep[i]:
                continue
            honest = 1.0 / (1.0 + math.exp(-(trust[data[6][i]] + data[7][i])))
            act_ratios(i, moods, bases[0], bases[1], bases[2], theta_k, theta_i, theta_t, honest, data, work, ratio)
            for q in range(moods):
                for z in range(STATES):
                    joint[q, z] *= ratio[q, z]
            scale[t] += _free_log(i, bases, data)
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
def count_emissions(first, last, theta, rate, size, cells, entries, emission, scale):
    """Emissions from counts on covered channels (over-dispersed; mean exp(rate) * days): emission (P, T, STATES), scale (P, T).

    cells: counts (M,), days (M,), turn (M,), channel (M,), class (M,), x (M, J).
    """
    count, days, turn, channel, klass, x = cells
    for p in range(first, last):
        work = _work()
        logs, aim_w, mask_w = work[0], work[1], work[2]
        r = math.exp(size[p])
        emission[p] = 1.0
        scale[p] = 0.0
        for m in range(count.shape[0]):
            n, t = count[m], turn[m]
            mean = math.exp(rate[p, channel[m]]) * days[m]
            free = n * math.log(mean) - (n + r) * math.log(mean + r)
            scale[p, t] += free + r * math.log(r) + math.lgamma(n + r) - math.lgamma(r) - math.lgamma(n + 1.0)
            if not _tilts(x[m], theta[p], *entries, klass[m], 1, logs, aim_w, mask_w):
                continue
            top = 0.0
            for a in range(AIMS):
                for u in range(MASKS):
                    tilt = aim_w[a, 0] * mask_w[u, 0]
                    if tilt != 1.0:
                        log = n * math.log(tilt) - (n + r) * math.log((mean * tilt + r) / (mean + r))
                        emission[p, t, a * MASKS + u] *= math.exp(log)
                    top = max(top, emission[p, t, a * MASKS + u])
            if top < 1e-100 or top > 1e100:
                scale[p, t] += math.log(top)
                emission[p, t] /= top


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
def _forward_one(acts, act_scale, counts, count_scale, stays, aim_prior, tech_prior, filtered):
    """Log-likelihood of one particle; filtered (T, STATES) if it has rows."""
    alpha = initial(aim_prior, tech_prior)
    total = 0.0
    for t in range(acts.shape[0]):
        if t:
            advance(alpha, stays[0], aim_prior, stays[1], tech_prior)
        norm = 0.0
        for s in range(STATES):
            alpha[s] *= acts[t, s] * counts[t, s]
            norm += alpha[s]
        if not norm > 0.0:
            return -np.inf
        for s in range(STATES):
            alpha[s] /= norm
        total += math.log(norm) + act_scale[t] + count_scale[t]
        if filtered.shape[0]:
            filtered[t] = alpha
    return total


@njit(cache=True, nogil=True)
def loglik(first, last, acts, act_scale, counts, count_scale, stays, aim_prior, tech_prior, out):
    """Log-likelihood of every particle, into out (P,). stays (P, 2): chance per turn that the aim and a technique stay."""
    none = np.empty((0, STATES))
    for p in range(first, last):
        out[p] = _forward_one(acts[p], act_scale[p], counts[p], count_scale[p], stays[p], aim_prior, tech_prior, none)
