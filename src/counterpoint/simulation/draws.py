"""Random numbers by name: run 17 is run 17 whatever the batch, the threads or the what-if.

Rule     four numbers for each (seed, run, turn, who, what for), by Philox 4x32 with ten rounds; nothing is remembered
         from one call to the next, so leaving a draw out or adding one moves no other.
Unit     (0, 1), in steps of 2**-32
Source   Salmon, Moraes, Dror & Shaw 2011, Parallel random numbers: as easy as 1, 2, 3 (memory); known answers in tests
Status   cross-checked
"""

from __future__ import annotations

import numpy as np

from counterpoint.compiled import njit

WORD = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)
M0, M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
W0, W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
STEP = 2.0**-32
ROUNDS = 10


@njit(cache=True, error_model="numpy", nogil=True)
def words(run, turn, who, what, seed):
    """Four words of 32 bits for a name: run, turn, who and what are taken modulo 2**32, the seed modulo 2**64."""
    c0, c1 = np.uint64(run) & WORD, np.uint64(turn) & WORD
    c2, c3 = np.uint64(who) & WORD, np.uint64(what) & WORD
    k0, k1 = np.uint64(seed) & WORD, np.uint64(seed) >> HALF
    for _ in range(ROUNDS):
        p0, p1 = M0 * c0, M1 * c2
        c0, c1, c2, c3 = (p1 >> HALF) ^ c1 ^ k0, p1 & WORD, (p0 >> HALF) ^ c3 ^ k1, p0 & WORD
        k0, k1 = (k0 + W0) & WORD, (k1 + W1) & WORD
    return c0, c1, c2, c3


@njit(cache=True, error_model="numpy", nogil=True)
def uniforms(run, turn, who, what, seed):
    """Four independent numbers in (0, 1) for a name."""
    a, b, c, d = words(run, turn, who, what, seed)
    return (a + 0.5) * STEP, (b + 0.5) * STEP, (c + 0.5) * STEP, (d + 0.5) * STEP


@njit(cache=True, error_model="numpy", nogil=True)
def normal(u, v):
    """A standard normal number from two uniform ones."""
    return np.sqrt(-2.0 * np.log(u)) * np.cos(2.0 * np.pi * v)
