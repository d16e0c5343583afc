"""Random numbers by name: run 17 is run 17 whatever the batch, the threads or the what-if.

Rule     four numbers for each (seed, run, turn, who, what for), by Philox 4x32 with seven rounds, which pass
         all of BigCrush; nothing is remembered from one call to the next, so leaving a draw out or adding one moves no
         other.
Unit     (0, 1), in steps of 2**-32
Source   Salmon, Moraes, Dror & Shaw 2011, Parallel random numbers: as easy as 1, 2, 3 (memory); known answers in tests
Status   cross-checked
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterpoint.simulation.steps import njit_step, njit_within, njit_written

WORD = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)
M0, M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
W0, W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
STEP = 2.0**-32
ROUNDS = 7
CELL, MOVE, COURSE, DRIFT, FATE, BEGIN, LEAVE, AGAIN = 1, 2, 4, 5, 6, 7, 8, 9
"""What draws are for: a party's turn on a channel, a move, a party's course, its support, the world's events, what is
drawn once a run, leaving, what becomes of a move."""
NOBODY = 0xFFFF
OF_PARTY = 4
"""Names that a party has in every turn, before those on channels: its course (2), its support, leaving."""
OF_WORLD = 3
"""Names that the world has in every turn: the fighting, events (2)."""


@njit_written
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


@njit_within
def uniforms(run, turn, who, what, seed):
    """Four independent numbers in (0, 1) for a name."""
    a, b, c, d = words(run, turn, who, what, seed)
    return (a + 0.5) * STEP, (b + 0.5) * STEP, (c + 0.5) * STEP, (d + 0.5) * STEP


@njit_step
def normal(u, v):
    """A standard normal number from two uniform ones."""
    return np.sqrt(-2.0 * np.log(u)) * np.cos(2.0 * np.pi * v)


def names(parties: int, channels: int) -> NDArray[np.int64]:
    """Who and what (2, K) of the draws that every turn may need: party after party, the world, and some for nothing."""
    rows = []
    for p in range(parties):
        rows += [(p, COURSE << 16), (p, COURSE << 16 | 1), (p, DRIFT << 16), (p, LEAVE << 16)]
        rows += [(p << 16 | c, CELL << 16) for c in range(channels)]
    rows += [(NOBODY, DRIFT << 16), (NOBODY, FATE << 16), (NOBODY, FATE << 16 | 1)]
    # Whole eights are done at once: the last names are of nothing.
    rows += [(NOBODY, k) for k in range(-len(rows) % 8)]
    return np.ascontiguousarray(np.array(rows, dtype=np.int64).T)


@njit_step
def fill(run, turn, named, seed, luck):
    """The four numbers of every name into luck (4, K): a loop that the compiler does several at once."""
    for k in range(named.shape[1]):
        a, b, c, d = words(run, turn, named[0, k], named[1, k], seed)
        luck[0, k], luck[1, k] = (np.int64(a) + 0.5) * STEP, (np.int64(b) + 0.5) * STEP
        luck[2, k], luck[3, k] = (np.int64(c) + 0.5) * STEP, (np.int64(d) + 0.5) * STEP
