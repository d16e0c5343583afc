"""How much a series shifted round against another gives: what chance gives where neither heeds the other.

Shifting keeps the rhythm of both series, which shuffling would break. For what has one beginning and lasts, the date on
which it begins is moved instead, and the series stays where it is: shifted round, its end would be joined to its start,
and a series that falls all through would seem to have heeded the date. Plain numbers in and out; knows no party. The
circular-shift test, and that of moved dates (Edgington 1975, randomisation tests for one subject), are given from
memory.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SEEN = 0.05
"""Something is said to be seen when chance would give as much no more often."""
LEAST_SHIFTS = 20
"""Shifts below which no chance of .05 can come out."""
_TIE = 1e-9


def overlap(marks: Floats, where: Floats, *, step: int = 1) -> Floats:
    """Sum of marks (D,) over where (D,), with where shifted round by 0, step, 2 step, … places (D // step,)."""
    shifts = np.arange(0, len(marks) - len(marks) % step, step)
    at = (np.arange(len(marks))[None, :] - shifts[:, None]) % max(1, len(marks))
    found: Floats = where[at] @ marks
    return found


def faded(marks: Floats, *, half: float) -> Floats:
    """What is left of marks (D,) at each place (D,), where one counts half after so many places.

    Marks go round here too, so that shifting changes nothing else: before the first there is what the last leave.
    """
    left = 0.5 ** (np.arange(len(marks)) / half)
    return overlap(left, np.roll(marks[::-1], 1))


def greater(one: Floats, other: Floats) -> Floats:
    """The greater of two ways to count the same arrangements (n,), each in its own standard deviations."""
    found: Floats = np.maximum(*((way - way.mean()) / max(float(way.std()), _TIE) for way in (one, other)))
    return found


def falls(own: Floats, whole: Floats, *, begins: int, half: float, least: int) -> Floats:
    """How much the share own / whole (T,) falls once something begins, at its own place and at every other (n,).

    A fall is the correlation, over all that whole counts, of not being own with coming after the beginning: at once,
    or half after so many places, whichever is greater [-1..1]. Places leave at least so much of whole on either side.
    """
    before = np.cumsum(whole) - whole
    others = np.flatnonzero((before >= least) & (whole.sum() - before >= least))
    places = np.concatenate(([begins], others[others != begins]))
    since = np.maximum(np.arange(len(whole)) + 1 - places[:, None], 0)
    found: Floats = np.maximum(*(_falls(own, whole, after) for after in (since > 0, 1.0 - 0.5 ** (since / half))))
    return found


def _falls(own: Floats, whole: Floats, after: NDArray[np.bool_] | Floats) -> Floats:
    """Correlation of what is not own of whole (T,) with each row of after (n, T); 0 where either does not vary."""
    total, share = whole.sum(), own.sum() / whole.sum()
    mean = after @ whole / total
    spread = np.sqrt(np.maximum(after**2 @ whole / total - mean**2, 0.0) * share * (1.0 - share))
    found: Floats = np.divide(mean * share - after @ own / total, spread, out=np.zeros(len(mean)), where=spread > _TIE)
    return found


def share_as_high(values: Floats) -> float:
    """The share of all arrangements that give as much as the first, which is the one observed; NaN counts as much."""
    known = np.where(np.isnan(values), np.inf, values)
    return float(np.mean(known >= known[0] - _TIE))
