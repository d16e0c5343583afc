"""What the states were, turn by turn, and what each act weighs: exact given the parameters of a particle."""

from __future__ import annotations

import math

import numpy as np

from counterpoint.compiled import njit
from counterpoint.inference.chain import forward, retreat
from counterpoint.inference.kernel import (
    BOOKS,
    EVEN,
    MASKS,
    MOOD_WEIGHT,
    MOODS,
    STATES,
    act_ratios,
    free as free_of,
    honesty,
    make_bases,
    over_moods,
    place,
    room,
    tilt_row,
)


@njit(cache=True, nogil=True)
def smooth(first, last, acts, act_scale, counts, count_scale, stays, aim_prior, tech_prior, out):
    """Probability of every state at every turn given everything, into out (P, T, STATES)."""
    turns = acts.shape[1]
    for p in range(first, last):
        forward(acts[p], act_scale[p], counts[p], count_scale[p], stays[p], aim_prior, tech_prior, 1.0, out[p])
        beta = np.ones(STATES)
        for t in range(turns - 2, -1, -1):
            beta *= acts[p, t + 1] * counts[p, t + 1]
            retreat(beta, stays[p, 0], aim_prior, stays[p, 1], tech_prior)
            beta /= beta.max()
            out[p, t] *= beta
            out[p, t] /= out[p, t].sum()


@njit(cache=True)
def _backward_groups(acts, counts, stays, aim_prior, tech_prior, groups):
    """p(later turns, last state in group | state at t): (T, G, STATES), scaled alike over groups at each t."""
    turns, n_groups = acts.shape[0], groups.shape[0]
    beta = np.empty((turns, n_groups, STATES))
    beta[turns - 1] = groups
    for t in range(turns - 2, -1, -1):
        top = 0.0
        for g in range(n_groups):
            row = beta[t + 1, g] * acts[t + 1] * counts[t + 1]
            retreat(row, stays[0], aim_prior, stays[1], tech_prior)
            beta[t, g] = row
            top = max(top, row.max())
        beta[t] /= top
    return beta


@njit(cache=True, nogil=True)
def leave_out(first_particle, last_particle, theta_k, theta_i, theta_t, dev_k, dev_i, dev_t, trust, lean, consts, data,
              occasion, acts, act_scale, counts, count_scale, stays, aim_prior, tech_prior, groups, share,
              free):  # fmt: skip
    """Each act taken out in turn, given the parameters of each particle.

    Into share (P, N, G), zeros: p(last state in group, all acts but i) / p(all acts), but for the habit factor of act
    i, whose log is free (P, N).
    """
    starts, turns, moody = occasion
    for p in range(first_particle, last_particle):
        filtered = np.empty((acts.shape[1], STATES))
        forward(acts[p], act_scale[p], counts[p], count_scale[p], stays[p], aim_prior, tech_prior, 1.0, filtered)
        beta = _backward_groups(acts[p], counts[p], stays[p], aim_prior, tech_prior, groups)
        bases = make_bases(dev_k[p], dev_i[p], dev_t[p], lean[p], consts)
        thetas = (theta_k[p], theta_i[p], theta_t[p])
        scratch = room()
        for o in range(turns.shape[0]):
            first, last = starts[o], starts[o + 1]
            moods = MOODS if moody[o] else 1
            ratio = np.ones((last - first, MOODS, STATES))
            for i in range(first, last):
                act_ratios(i, first, moods, bases, thetas, honesty(trust[p], data, i), data, scratch, ratio[i - first])
                free[p, i] = math.log(free_of(i, first, bases, data))
            _take_out(ratio, moods, filtered[turns[o]], beta[turns[o]], share[p, first:last])


@njit(cache=True)
def _take_out(ratio, moods, filtered, beta, share):
    """share (size, G): the weight of each group of last states when one act of an occasion is taken out."""
    size, n_groups = ratio.shape[0], beta.shape[0]
    whole = np.ones((MOODS, STATES))
    for j in range(size):
        whole *= ratio[j]
    norm = 0.0
    for g in range(n_groups):
        for s in range(STATES):
            norm += filtered[s] * beta[g, s]
    for j in range(size):
        rest = whole / ratio[j]
        for s in range(STATES):
            change = over_moods(rest, moods, s) / over_moods(whole, moods, s)
            for g in range(n_groups):
                share[j, g] += filtered[s] * beta[g, s] * change / norm


@njit(cache=True, nogil=True)
def final(first, last, acts, act_scale, counts, count_scale, stays, aim_prior, tech_prior, out, loglik):
    """Probability of every state at the last turn, into out (P, STATES), and the log-likelihood (P,)."""
    turns = acts.shape[1]
    for p in range(first, last):
        filtered = np.empty((turns, STATES))
        loglik[p] = forward(
            acts[p], act_scale[p], counts[p], count_scale[p], stays[p], aim_prior, tech_prior, 1.0, filtered
        )
        out[p] = filtered[turns - 1]


@njit(cache=True, nogil=True)
def draw_paths(first, last, acts, act_scale, counts, count_scale, stays, aim_prior, tech_prior, power, uniforms, path):
    """One path of states per particle given everything, emissions to a power: uniforms (P, T) in, path (P, T) out."""
    turns = acts.shape[1]
    column = np.empty(STATES)
    for p in range(first, last):
        filtered = np.empty((turns, STATES))
        forward(acts[p], act_scale[p], counts[p], count_scale[p], stays[p], aim_prior, tech_prior, power, filtered)
        path[p, turns - 1] = _pick(filtered[turns - 1], uniforms[p, turns - 1])
        for t in range(turns - 2, -1, -1):
            column[:] = 0.0
            column[path[p, t + 1]] = 1.0
            retreat(column, stays[p, 0], aim_prior, stays[p, 1], tech_prior)
            path[p, t] = _pick(filtered[t] * column, uniforms[p, t])


@njit(cache=True)
def _pick(weights, uniform):
    """Index drawn with the given weights (not normalised)."""
    left = uniform * weights.sum()
    for s in range(weights.shape[0]):
        left -= weights[s]
        if left < 0.0:
            return s
    return weights.shape[0] - 1


@njit(cache=True, nogil=True)
def ratios(first, last, theta_k, theta_i, theta_t, dev_k, dev_i, dev_t, trust, lean, consts, data, out, free):
    """Every act on its own, if reported truly and alone on its occasion.

    p(act | state) / p(act | no playbook) into out (P, N, STATES), log of the latter into free (P, N).
    """
    one = np.empty((MOODS, STATES))
    for p in range(first, last):
        bases = make_bases(dev_k[p], dev_i[p], dev_t[p], lean[p], consts)
        thetas = (theta_k[p], theta_i[p], theta_t[p])
        scratch = room()
        for i in range(data[1].shape[0]):
            act_ratios(i, i, 1, bases, thetas, 1.0, data, scratch, one)
            out[p, i] = one[0]
            free[p, i] = math.log(free_of(i, i, bases, data))


@njit(cache=True, nogil=True)
def replicate(first, last, theta_k, theta_i, theta_t, dev_k, dev_i, dev_t, trust, lean, consts, data, occasion,
              path, uniforms, out):  # fmt: skip
    """Kinds that the model would have put in place of the observed ones: path (P, T), uniforms (P, N, 3), out (P, N).

    The active entries of kinds in data are those of both nests.
    """
    starts, turns, moody = occasion
    klass, source, k_active = data[0], data[4], data[6]
    for p in range(first, last):
        bases = make_bases(dev_k[p], dev_i[p], dev_t[p], lean[p], consts)
        books, masks, spoken, _, _, _, _ = room()
        for o in range(turns.shape[0]):
            state = path[p, turns[o]]
            mood = _pick(MOOD_WEIGHT, uniforms[p, starts[o], 0]) if moody[o] else EVEN
            for i in range(starts[o], starts[o + 1]):
                told = uniforms[p, i, 1] < honesty(trust[p], data, i)
                here = place(mood if told else EVEN, klass[i], source[i], bases[6])
                base = bases[0][here * bases[6][2] : (here + 1) * bases[6][2]].copy()
                for u in range(starts[o], i):
                    base[out[p, u]] = 0.0
                if told:
                    n = tilt_row(i, theta_k[p], k_active, books, masks, spoken)
                    slots = k_active[6][k_active[5][i] : k_active[5][i] + n]
                    _tilt_nests(base, slots, books[state // MASKS :: BOOKS], masks[:, state % MASKS], bases[6][3])
                out[p, i] = _pick(base, uniforms[p, i, 2])


@njit(cache=True)
def _tilt_nests(base, slots, aim, mask, n_cordial):
    """Tilt weights within the façade and within the rest; the mass of each stays as it was."""
    before = (base[:n_cordial].sum(), base[n_cordial:].sum())
    for k in range(slots.shape[0]):
        base[slots[k]] *= aim[k] * mask[k]
    after = (base[:n_cordial].sum(), base[n_cordial:].sum())
    base[:n_cordial] *= before[0] / after[0] if after[0] > 0.0 else 1.0
    base[n_cordial:] *= before[1] / after[1] if after[1] > 0.0 else 1.0


@njit(cache=True, nogil=True)
def cell_tilts(first, last, theta, turn, active, path, out):
    """How far the state of a path (P, T) multiplies the mean of every covered cell: turn (M,), out (P, M)."""
    for p in range(first, last):
        books, masks, spoken, _, _, _, _ = room()
        for m in range(turn.shape[0]):
            state = path[p, turn[m]]
            out[p, m] = 1.0
            if tilt_row(m, theta[p], active, books, masks, spoken):
                out[p, m] = books[state // MASKS] * masks[0, state % MASKS]
