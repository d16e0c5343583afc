"""Substitution: when one channel fades, whether the same party's activity rises on another at the next turn.

Rule     x_i(t) is a party's acts on channel i in turn t. r_ij is the correlation over turns of x_i(t) -
         x_i(t-1) with x_j(t+1), the last turn being followed by the first. The statistic is the most
         negative r_ij. Its p-value: each channel's series is shifted round by a random number of turns,
         SHIFTS times, which keeps the rhythm of each and breaks what ties them; p = (1 + as negative) / (1
         + SHIFTS).
Unit     correlation [-1..1]; probability
Source   goldstein1997 (abstract: responses inverse to the other's); negative lag correlation between
         channels as a mark of modulation is a hypothesis of the design; circular-shift test (memory)
Status   light: p checked for uniformity without and power with a planted substitution. A turn without acts
         counts as zero, also where the record cannot see.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.sides import acts_of, channels, parties
from counterpoint.measures.tempo import counts, turns
from counterpoint.record.record import Record

SHIFTS = 999
LEAST_ACTS = 4
"""Acts that a channel needs to be looked at."""
LEAST_TURNS = 20
"""Turns below which shifting a series gives too few arrangements for a p-value of .05."""
SEED = 1964
_TIE = 1e-9


@dataclass(frozen=True, slots=True)
class Substitution:
    """The most negative pair (fading, rising: channel ids), its correlation and p-value, or why none."""

    party: str
    fading: str | None
    rising: str | None
    correlation: float | None
    p: float | None
    channels: int
    turns: int
    why: str


def lagged(series: NDArray[np.float64]) -> NDArray[np.float64]:
    """Correlations (k, k, T): change of row i with the next value of row j, row j shifted by s turns.

    series (k, T) of counts, no row constant. The entry [i, j, 0] is the correlation as observed.
    """
    change = series - np.roll(series, 1, axis=1)
    following = np.roll(series, -1, axis=1)
    change = change / np.linalg.norm(change, axis=1, keepdims=True)
    following = following - following.mean(axis=1, keepdims=True)
    following = following / np.linalg.norm(following, axis=1, keepdims=True)
    length = series.shape[1]
    return np.stack([change @ np.roll(following, s, axis=1).T for s in range(length)], axis=2)


def most_negative(
    series: NDArray[np.float64], rng: np.random.Generator, *, shifts: int = SHIFTS
) -> tuple[int, int, float, float]:
    """The pair (i, j) of rows of series (k, T) with the most negative r_ij, that r, and its p-value."""
    table = lagged(series)
    k, length = series.shape
    off = ~np.eye(k, dtype=bool)
    seen = np.where(off, table[:, :, 0], np.inf)
    i, j = (int(x) for x in np.unravel_index(int(np.argmin(seen)), seen.shape))
    moved = rng.integers(length, size=(shifts, k))
    relative = (moved[:, None, :] - moved[:, :, None]) % length
    rows, columns = np.nonzero(off)
    null = table[rows, columns, relative[:, rows, columns]].min(axis=1)
    p = (1 + int(np.sum(null <= seen[i, j] + _TIE))) / (1 + shifts)
    return i, j, float(seen[i, j]), p


def substitution(record: Record, party: str, *, rng: np.random.Generator) -> Substitution:
    """Whether a party's channels stand in for one another. rng draws the shifts."""
    own = acts_of(record, party)
    used = [c for c in channels(record) if sum(a.channel == c for a in own) >= LEAST_ACTS]
    series = np.array([counts(record, [a for a in own if a.channel == c]) for c in used], dtype=np.float64)
    varied = [c for c, row in zip(used, series, strict=True) if np.ptp(row) > 0]
    length = turns(record)
    if len(varied) < 2:
        why = f"expected two channels with {LEAST_ACTS} acts each, in unequal turns, got {len(varied)}"
        return Substitution(party, None, None, None, None, len(varied), length, why)
    if length < LEAST_TURNS:
        why = f"expected at least {LEAST_TURNS} turns, got {length}"
        return Substitution(party, None, None, None, None, len(varied), length, why)
    kept = series[[used.index(c) for c in varied]]
    i, j, r, p = most_negative(kept, rng)
    return Substitution(party, varied[i], varied[j], r, p, len(varied), length, "")


def compute(record: Record) -> Table:
    """Per party: the pair of channels that most looks like substitution, and how rarely chance does so."""
    rows = [
        substitution(record, party, rng=np.random.default_rng((SEED, place)))
        for place, party in enumerate(parties(record))
    ]
    return {"shifts": SHIFTS, "seed": SEED, "turn_days": record.case.turn_days, "parties": plain(rows)}


MEASURE = describe(__name__, __doc__, compute=compute)
