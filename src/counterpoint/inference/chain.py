"""The sticky chain of states, compiled: emissions in, likelihood and filtered states out."""

from __future__ import annotations

import math

import numpy as np

from counterpoint.compiled import njit
from counterpoint.inference.kernel import AIMS, MASKS, STATES, TECHNIQUES


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
