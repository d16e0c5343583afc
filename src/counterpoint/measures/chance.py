"""How much a series shifted round against another gives: what chance gives where neither heeds the other.

Shifting keeps the rhythm of both series, which shuffling would break. Plain numbers in and out; knows no party. The
circular-shift test is given from memory.
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


def share_as_high(values: Floats) -> float:
    """The share of all arrangements that give as much as the first, which is the one observed; NaN counts as much."""
    known = np.where(np.isnan(values), np.inf, values)
    return float(np.mean(known >= known[0] - _TIE))
