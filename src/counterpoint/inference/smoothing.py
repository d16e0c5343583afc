"""What the states were, turn by turn, and what each act weighs: exact given the parameters of a particle."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from counterpoint.inference.kernel import (
    MASKS,
    MOOD_WEIGHT,
    MOODS,
    STATES,
    _bases,
    _forward_one,
    _free_log,
    _tilts,
    _work,
    act_ratios,
    over_moods,
    retreat,
)


@njit(cache=True, nogil=True)
def smooth(first, last, acts, act_scale, counts, count_scale, stays, aim_prior, tech_prior, out):
    """Probability of every state at every turn given everything, into out (P, T, STATES)."""
    turns = acts.shape[1]
    for p in range(first, last):
        _forward_one(acts[p], act_scale[p], counts[p], count_scale[p], stays[p], aim_prior, tech_prior, out[p])
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
def leave_out(first_particle, last_particle, theta_k, theta_i, theta_t, dev_k, dev_i, dev_t, trust, lean, consts, data, occasion,
              acts, act_scale, counts, count_scale, stays, aim_prior, tech_prior, groups, share, free):  # fmt: skip
    """Each act taken out in turn, given the parameters of each particle.

    Into share (P, N, G), zeros: p(last state in group, all acts but i) / p(all acts), but for the habit factor of act i,
    whose log is free (P, N).
    """
    starts, turns, moody = occasion
    for p in range(first_particle, last_particle):
        filtered = np.empty((acts.shape[1], STATES))
        _forward_one(acts[p], act_scale[p], counts[p], count_scale[p], stays[p], aim_prior, tech_prior, filtered)
        beta = _backward_groups(acts[p], counts[p], stays[p], aim_prior, tech_prior, groups)
        bases = _bases(consts[0], consts[1], consts[2], dev_k[p], dev_i[p], dev_t[p], lean[p], consts[3], consts[4])
        work = _work()
        for o in range(turns.shape[0]):
            first, last = starts[o], starts[o + 1]
            moods = MOODS if moody[o] else 1
            ratio = np.ones((last - first, MOODS, STATES))
            for i in range(first, last):
                honest = 1.0 / (1.0 + math.exp(-(trust[p, data[6][i]] + data[7][i])))
                act_ratios(i, moods, bases[0], bases[1], bases[2], theta_k[p], theta_i[p], theta_t[p], honest,
                           data, work, ratio[i - first])  # fmt: skip
                free[p, i] = _free_log(i, bases, data)
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
        loglik[p] = _forward_one(
            acts[p], act_scale[p], counts[p], count_scale[p], stays[p], aim_prior, tech_prior, filtered
        )
        out[p] = filtered[turns - 1]


@njit(cache=True, nogil=True)
def draw_paths(first, last, acts, act_scale, counts, count_scale, stays, aim_prior, tech_prior, uniforms, path):
    """One path of states per particle given everything: uniforms (P, T) in, path (P, T) out."""
    turns = acts.shape[1]
    column = np.empty(STATES)
    for p in range(first, last):
        filtered = np.empty((turns, STATES))
        _forward_one(acts[p], act_scale[p], counts[p], count_scale[p], stays[p], aim_prior, tech_prior, filtered)
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
    """Every act on its own, if reported truly: p(act | state) / p(act | no playbook) into out (P, N, STATES), log of the latter into free (P, N)."""
    one = np.empty((MOODS, STATES))
    for p in range(first, last):
        bases = _bases(consts[0], consts[1], consts[2], dev_k[p], dev_i[p], dev_t[p], lean[p], consts[3], consts[4])
        work = _work()
        for i in range(data[3].shape[0]):
            act_ratios(i, 1, bases[0], bases[1], bases[2], theta_k[p], theta_i[p], theta_t[p], 1.0, data, work, one)
            out[p, i] = one[0]
            free[p, i] = _free_log(i, bases, data)


@njit(cache=True, nogil=True)
def replicate(first, last, theta_k, theta_i, theta_t, dev_k, dev_i, dev_t, trust, lean, consts, data, occasion,
              path, uniforms, out):  # fmt: skip
    """Kinds that the model would have put in place of the observed ones: path (P, T), uniforms (P, N, 3), out (P, N)."""
    starts, turns, moody = occasion
    n_cordial, n_kinds = data[8], consts[0].shape[1]
    for p in range(first, last):
        bases = _bases(consts[0], consts[1], consts[2], dev_k[p], dev_i[p], dev_t[p], lean[p], consts[3], consts[4])
        work = _work()
        for o in range(turns.shape[0]):
            state = path[p, turns[o]]
            mood = 1
            if moody[o]:
                mood = _pick(MOOD_WEIGHT, uniforms[p, starts[o], 0])
            for i in range(starts[o], starts[o + 1]):
                honest = 1.0 / (1.0 + math.exp(-(trust[p, data[6][i]] + data[7][i])))
                told = uniforms[p, i, 1] < honest
                base = bases[0][mood if told else 1, data[2][i], data[6][i]].copy()
                if told:
                    _tilts(data[0][i], theta_k[p], data[9][0], data[9][1], data[9][2], data[9][3], data[2][i],
                           n_kinds, work[0], work[1], work[2])  # fmt: skip
                    _tilt_nests(base, work[1][state // MASKS], work[2][state % MASKS], n_cordial)
                out[p, i] = _pick(base, uniforms[p, i, 2])


@njit(cache=True)
def _tilt_nests(base, aim, mask, n_cordial):
    """Tilt weights within the façade and within the rest; the mass of each stays as it was."""
    for lo, hi in ((0, n_cordial), (n_cordial, base.shape[0])):
        before, after = 0.0, 0.0
        for k in range(lo, hi):
            before += base[k]
            base[k] *= aim[k] * mask[k]
            after += base[k]
        for k in range(lo, hi):
            base[k] *= before / after


@njit(cache=True, nogil=True)
def cell_tilts(first, last, theta, cells, entries, path, out):
    """How far the state of a path multiplies the mean of every covered cell: out (P, M)."""
    for p in range(first, last):
        work = _work()
        for m in range(cells[0].shape[0]):
            state = path[p, cells[2][m]]
            _tilts(cells[5][m], theta[p], entries[0], entries[1], entries[2], entries[3], cells[4][m], 1,
                   work[0], work[1], work[2])  # fmt: skip
            out[p, m] = work[1][state // MASKS, 0] * work[2][state % MASKS, 0]
