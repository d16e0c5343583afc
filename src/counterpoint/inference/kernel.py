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
from numba import config

from counterpoint.compiled import njit

# No fast mathematics here: what a compiler may reorder it reorders in one way or another depending on where arrays lie
# in memory, and the same seed would no longer give the same bytes.
# Else short loops over techniques, once unrolled, stay scalar: 1.5 times slower.
config.SLP_VECTORIZE = 1  # type: ignore[attr-defined]

AIMS, MASKS, TECHNIQUES = 7, 8, 3
BOOKS = AIMS + TECHNIQUES
STATES = AIMS * MASKS
MOODS, EVEN = 3, 1
MOOD_WEIGHT = np.array([0.25, 0.5, 0.25])
MOST = 32
"""Room for what any part chooses among; BOOKS times as much is room for the tendencies of a row."""


@njit(cache=True, error_model="numpy")
def exp(x):
    """exp(x), relatively to 1e-13 for |x| < 10, 1e-11 for 20, 3e-9 for 40; without a branch, for several at once."""
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


@njit(cache=True, error_model="numpy")
def tilt_row(i, theta, active, books, masks, spoken):
    """Multipliers of the slots of row i, by book into books (MOST * BOOKS,), by techniques into masks (MOST, MASKS).

    Returns how many slots there are. Playbooks that do not speak multiply by one. spoken is room for the entries.
    """
    bounds, ids, book, places, levels, slot_starts, _ = active
    n = slot_starts[i + 1] - slot_starts[i]
    first, entries = bounds[i, 0], bounds[i, BOOKS] - bounds[i, 0]
    for j in range(entries):
        spoken[j] = theta[ids[first + j]] * levels[first + j]
    for j in range(entries):
        spoken[j] = exp(spoken[j])
    books[: n * BOOKS] = 1.0
    for j in range(entries):
        books[places[first + j] * BOOKS + book[first + j]] *= spoken[j]
    for k in range(n):
        one, two, three = books[k * BOOKS + AIMS], books[k * BOOKS + AIMS + 1], books[k * BOOKS + AIMS + 2]
        masks[k, 0], masks[k, 1], masks[k, 2], masks[k, 3] = 1.0, one, two, one * two
        for u in range(4):
            masks[k, 4 + u] = masks[k, u] * three
    return n


@njit(cache=True, error_model="numpy")
def _norms(weights, total, n, books, masks, norm):
    """Sum of the tilted weights in every state into norm (STATES,).

    weights (n,) are those of the choices that the slots of books and masks stand for, all of the nest sum to total.
    """
    silent = total
    for k in range(n):
        silent -= weights[k]
    a0 = a1 = a2 = a3 = a4 = a5 = a6 = silent
    norm[:] = 0.0
    for k in range(n):
        w, at = weights[k], k * BOOKS
        if masks[k, 1] == 1.0 and masks[k, 2] == 1.0 and masks[k, 4] == 1.0:  # no technique speaks
            a0 += w * books[at]
            a1 += w * books[at + 1]
            a2 += w * books[at + 2]
            a3 += w * books[at + 3]
            a4 += w * books[at + 4]
            a5 += w * books[at + 5]
            a6 += w * books[at + 6]
        else:
            _add(w, books, at, masks, k, norm)
    for u in range(MASKS):
        norm[u] += a0
        norm[MASKS + u] += a1
        norm[2 * MASKS + u] += a2
        norm[3 * MASKS + u] += a3
        norm[4 * MASKS + u] += a4
        norm[5 * MASKS + u] += a5
        norm[6 * MASKS + u] += a6


@njit(cache=True)
def _weigh(base, at, slots, first, n, weights):
    """The weight of what every slot stands for into weights; base[at + choice] are the weights of choices."""
    for k in range(n):
        weights[k] = base[at + slots[first + k]]


@njit(cache=True, error_model="numpy")
def _tilt_by(what, slots, first, n, books, masks, out):
    """Multiply out (STATES,) by the multiplier of one choice, if anything speaks for it."""
    for k in range(n):
        if slots[first + k] == what:
            one, two, both = masks[k, 1], masks[k, 2], masks[k, 3]
            three, four, five, six = masks[k, 4], masks[k, 5], masks[k, 6], masks[k, 7]
            for a in range(AIMS):
                w, s = books[k * BOOKS + a], a * MASKS
                out[s] *= w
                out[s + 1] *= w * one
                out[s + 2] *= w * two
                out[s + 3] *= w * both
                out[s + 4] *= w * three
                out[s + 5] *= w * four
                out[s + 6] *= w * five
                out[s + 7] *= w * six


@njit(cache=True, error_model="numpy")
def _add(weight, books, at, masks, k, out):
    """Add weight times books[at + aim] times masks[k, techniques] to every state of out (STATES,).

    Masks are named so that they stay in registers; views would cost a reference count each.
    """
    one, two, both = masks[k, 1], masks[k, 2], masks[k, 3]
    three, four, five, six = masks[k, 4], masks[k, 5], masks[k, 6], masks[k, 7]
    for a in range(AIMS):
        w, s = weight * books[at + a], a * MASKS
        out[s] += w
        out[s + 1] += w * one
        out[s + 2] += w * two
        out[s + 3] += w * both
        out[s + 4] += w * three
        out[s + 5] += w * four
        out[s + 6] += w * five
        out[s + 7] += w * six


@njit(cache=True)
def _drop(kind, since, i, slots, first, n, weights):
    """No weight to the slots of kinds that rows since..i, of the same occasion, have used up."""
    for u in range(since, i):
        for k in range(n):
            if slots[first + k] == kind[u]:
                weights[k] = 0.0


@njit(cache=True)
def left_of(i, since, nest, here, bases, kind):
    """Weights of habit, at a place, that row i could choose from: those of its nest, and all.

    A kind counts once on an occasion: those of rows since..i are gone.
    """
    kind_base, nest_total, n_kinds, n_cordial = bases[0], bases[1], bases[6][2], bases[6][3]
    within, all_ = nest_total[here, nest], nest_total[here, 0] + nest_total[here, 1]
    for u in range(since, i):
        gone = kind_base[here * n_kinds + kind[u]]
        all_ -= gone
        if (0 if kind[u] < n_cordial else 1) == nest:
            within -= gone
    return within, all_


@njit(cache=True)
def room():
    """Scratch space of one particle: books, masks, entries, weights of slots, and three of (STATES,)."""
    states, entries = np.empty((3, STATES)), np.empty(MOST * BOOKS)
    return np.empty(MOST * BOOKS), np.empty((MOST, MASKS)), entries, np.empty(MOST), states[0], states[1], states[2]


@njit(cache=True, error_model="numpy")
def act_ratios(i, since, moods, bases, thetas, honest, data, scratch, out):
    """p(act i | state, mood) / p(act i | no playbook), mixed with the chance of a false report: out (MOODS, STATES).

    since is the first row of its occasion.
    """
    kind_base, _, issue_base, issue_total, target_base, target_total, shape = bases
    _, _, n_kinds, n_cordial, n_issues, n_targets = shape
    klass, kind, issue, target, source, _, k_active, i_active, t_active = data
    books, masks, spoken, weights, tilted, norms, norm = scratch
    c, s, k = klass[i], source[i], kind[i]
    tilted[:] = issue_total[c] * target_total[c]
    n, first = tilt_row(i, thetas[1], i_active, books, masks, spoken), i_active[5][i]
    _weigh(issue_base, c * n_issues, i_active[6], first, n, weights)
    _norms(weights, issue_total[c], n, books, masks, norms)
    _tilt_by(issue[i], i_active[6], first, n, books, masks, tilted)
    n, first = tilt_row(i, thetas[2], t_active, books, masks, spoken), t_active[5][i]
    _weigh(target_base, c * n_targets, t_active[6], first, n, weights)
    _norms(weights, target_total[c], n, books, masks, norm)
    _tilt_by(target[i], t_active[6], first, n, books, masks, tilted)
    for z in range(STATES):
        norms[z] *= norm[z]
    n, first = tilt_row(i, thetas[0], k_active, books, masks, spoken), k_active[5][i]
    _tilt_by(k, k_active[6], first, n, books, masks, tilted)
    nest = 0 if k < n_cordial else 1
    here = place(EVEN, c, s, shape)
    even = kind_base[here * n_kinds + k] / left_of(i, since, nest, here, bases, kind)[1]
    for q in range(moods):
        here = place(q if moods == MOODS else EVEN, c, s, shape)
        within, all_ = left_of(i, since, nest, here, bases, kind)
        _weigh(kind_base, here * n_kinds, k_active[6], first, n, weights)
        _drop(kind, since, i, k_active[6], first, n, weights)
        _norms(weights, within, n, books, masks, norm)
        scale = honest * within * kind_base[here * n_kinds + k] / (all_ * even)
        for z in range(STATES):
            out[q, z] = scale * tilted[z] / (norms[z] * norm[z]) + (1.0 - honest)


@njit(cache=True)
def place(mood, klass, source, shape):
    """Where the habits of kinds in a mood, on a class of channel, by a source stand in bases."""
    return (mood * shape[0] + klass) * shape[1] + source


@njit(cache=True, error_model="numpy")
def make_bases(dev_k, dev_i, dev_t, lean, consts):
    """Weights of habit of one particle: kinds by (mood, class, source), issues and targets by class, and their sums.

    Weights are flat, for views in inner loops cost time; last come the numbers of classes, sources, kinds, cordial
    kinds, issues and targets.
    """
    share_kind, share_issue, share_target, valence, mood_tilt, n_cordial = consts
    n_class, n_kinds = share_kind.shape
    shape = (n_class, lean.shape[0], n_kinds, n_cordial, share_issue.shape[1], share_target.shape[1])
    kind = np.empty(MOODS * n_class * lean.shape[0] * n_kinds)
    nest = np.zeros((MOODS * n_class * lean.shape[0], 2))
    tilt = np.empty(n_kinds)
    for s in range(lean.shape[0]):
        for k in range(n_kinds):
            tilt[k] = exp(dev_k[k] + lean[s] * valence[k])
        for q in range(MOODS):
            for c in range(n_class):
                here = place(q, c, s, shape)
                for k in range(n_kinds):
                    kind[here * n_kinds + k] = share_kind[c, k] * tilt[k] * mood_tilt[q, k]
                for k in range(n_cordial):
                    nest[here, 0] += kind[here * n_kinds + k]
                for k in range(n_cordial, n_kinds):
                    nest[here, 1] += kind[here * n_kinds + k]
    issue, target = share_issue * np.exp(dev_i), share_target * np.exp(dev_t)
    issue_total, target_total = np.zeros(n_class), np.zeros(n_class)
    for c in range(n_class):
        issue_total[c], target_total[c] = issue[c].sum(), target[c].sum()
    return kind, nest, issue.ravel(), issue_total, target.ravel(), target_total, shape


@njit(cache=True, error_model="numpy")
def free(i, since, bases, data):
    """p(act i) with no playbook and no doubt: kind, issue and target by the party's own habits."""
    kind_base, _, issue_base, issue_total, target_base, target_total, shape = bases
    _, _, n_kinds, _, n_issues, n_targets = shape
    klass, kind, issue, target, source = data[0], data[1], data[2], data[3], data[4]
    c = klass[i]
    here = place(EVEN, c, source[i], shape)
    all_ = left_of(i, since, 0, here, bases, kind)[1] * issue_total[c] * target_total[c]
    chosen = kind_base[here * n_kinds + kind[i]] * issue_base[c * n_issues + issue[i]]
    return chosen * target_base[c * n_targets + target[i]] / all_


@njit(cache=True, error_model="numpy")
def honesty(trust, data, i):
    """Chance that the report of act i is true."""
    return 1.0 / (1.0 + exp(-(trust[data[4][i]] + data[5][i])))


@njit(cache=True)
def over_moods(joint, moods, z):
    """The mean over moods of joint (MOODS, STATES) at state z; row 0 alone if the occasion has no mood."""
    if moods == 1:
        return joint[0, z]
    return MOOD_WEIGHT[0] * joint[0, z] + MOOD_WEIGHT[1] * joint[1, z] + MOOD_WEIGHT[2] * joint[2, z]


@njit(cache=True, error_model="numpy")
def _acts_one(par, consts, data, starts, moody, turns, keeps, emission, scale):
    """Multiply the emissions of one particle by those of its acts: emission (K, T, STATES), scale (K, T)."""
    theta_k, theta_i, theta_t, dev_k, dev_i, dev_t, trust, lean = par
    thetas = (theta_k, theta_i, theta_t)
    bases = make_bases(dev_k, dev_i, dev_t, lean, consts)
    scratch = room()
    readings = keeps.shape[0]
    ratio, joint = np.empty((MOODS, STATES)), np.empty((readings, MOODS, STATES))
    habit, kept = np.empty(readings), np.empty(readings, dtype=np.bool_)
    for o in range(moody.shape[0]):
        moods = MOODS if moody[o] else 1
        joint[:, :moods] = 1.0
        habit[:] = 1.0
        kept[:] = False
        for i in range(starts[o], starts[o + 1]):
            if not keeps[:, i].any():
                continue
            act_ratios(i, starts[o], moods, bases, thetas, honesty(trust, data, i), data, scratch, ratio)
            own = free(i, starts[o], bases, data)
            for v in range(readings):
                if keeps[v, i]:
                    for q in range(moods):
                        for z in range(STATES):
                            joint[v, q, z] *= ratio[q, z]
                    habit[v] *= own
                    kept[v] = True
        for v in range(readings):
            if kept[v]:
                t = turns[v, o]
                scale[v, t] += math.log(habit[v])
                scale[v, t] += _settle(joint[v], moods, emission[v, t])


@njit(cache=True, error_model="numpy")
def _settle(joint, moods, emission):
    """Multiply emission (STATES,) by the mean of joint (MOODS, STATES) over moods; the log of what it is scaled by."""
    if moods == MOODS:
        for z in range(STATES):
            joint[0, z] = over_moods(joint, moods, z)
    total = 0.0
    for z in range(STATES):
        emission[z] *= joint[0, z]
        total += emission[z]
    if 1e-100 <= total <= 1e100:
        return 0.0
    for z in range(STATES):
        emission[z] /= total
    return math.log(total)


@njit(cache=True, nogil=True)
def act_emissions(first, last, theta_k, theta_i, theta_t, dev_k, dev_i, dev_t, trust, lean, consts, data, starts,
                  moody, turns, keeps, emission, scale):  # fmt: skip
    """Multiply emissions of every particle by those of its acts, in K readings at once.

    keeps (K, N) marks the acts that a reading counts and turns (K, O) says into which turn each occasion falls;
    emission (P, K, T, STATES), scale (P, K, T).
    """
    for p in range(first, last):
        par = (theta_k[p], theta_i[p], theta_t[p], dev_k[p], dev_i[p], dev_t[p], trust[p], lean[p])
        _acts_one(par, consts, data, starts, moody, turns, keeps, emission[p], scale[p])


@njit(cache=True, nogil=True, error_model="numpy")
def count_emissions(first, last, theta, rate, size, cells, active, emission, scale):
    """Emissions from counts on covered channels (over-dispersed; mean exp(rate) * days).

    emission (P, T, STATES), scale (P, T); cells: counts (M,), days (M,), turn (M,), channel (M,).
    """
    count, days, turn, channel = cells
    for p in range(first, last):
        books, masks, spoken, _, factor, _, _ = room()
        r = math.exp(size[p])
        steady = r * size[p] - math.lgamma(r)
        emission[p] = 1.0
        scale[p] = 0.0
        for m in range(count.shape[0]):
            n, t = count[m], turn[m]
            mean = math.exp(rate[p, channel[m]]) * days[m]
            free = n * math.log(mean) - (n + r) * math.log(mean + r)
            scale[p, t] += free + steady + math.lgamma(n + r) - math.lgamma(n + 1.0)
            if tilt_row(m, theta[p], active, books, masks, spoken):
                _count_factor(n, r, mean, books, masks[0], factor)
                top = 0.0
                for z in range(STATES):
                    emission[p, t, z] *= factor[z]
                    top = max(top, emission[p, t, z])
                if top < 1e-100 or top > 1e100:
                    scale[p, t] += math.log(top)
                    emission[p, t] /= top


@njit(cache=True, error_model="numpy")
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
