"""Two scenes compared run by run: the same chance in both, so that what differs is what was changed.

Rule     run n of both has the same draws by name, so differences are taken within runs. For a chance the interval is
         that of matched pairs with half a pair added to each way of changing (so that no difference in n runs is not
         taken for none at all); for a number it is that of a mean. What could have been seen is the difference that
         such an interval would have shown in four cases of five. The spread of the model is how far the difference
         differs between draws of the cast (80 %), beyond what so few runs of one draw differ by chance.
Unit     shares; payoffs; days
Source   agrestimin2005 (matched pairs); common random numbers, as is usual
Status   exact
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.simulation.arrays import Floats, Ints, Out
from counterpoint.simulation.endings import NAMES

NORMAL, POWER = 1.96, 0.84
"""Of an interval of 95 %; of a difference that is seen in four cases of five."""
SPAN: Final = (0.1, 0.9)
DIGITS: Final = 4
SETTLED: Final = tuple(NAMES.index(name) for name in ("settlement", "tacit_settlement"))
"""Endings in which the main pair agrees on most of what it contests."""
AGREED: Final = (*SETTLED, NAMES.index("partial"))
"""Endings in which it agrees on anything."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A number without and with a change: its means, their difference, interval, what could have been seen, spread.

    model is None where a spread cannot be told from chance, or there are too few runs of one draw to tell.
    """

    base: float
    changed: float
    difference: float
    interval: tuple[float, float]
    detectable: float
    model: tuple[float, float] | None

    @property
    def seen(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.interval[0] > 0.0 or self.interval[1] < 0.0

    @property
    def sign(self) -> int:
        """-1, 1, or 0 where no difference is seen."""
        return 0 if not self.seen else 1 if self.difference > 0 else -1

    def plain(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "base": _round(self.base), "changed": _round(self.changed), "difference": _round(self.difference),
            "interval": [_round(v) for v in self.interval], "seen": self.seen, "detectable": _round(self.detectable),
            "model": [_round(v) for v in self.model] if self.model else None,
        }  # fmt: skip


def _round(value: float) -> float:
    return round(float(value), DIGITS) + 0.0


def share_difference(base: NDArray[np.bool_], changed: NDArray[np.bool_], draw: Ints) -> Difference:
    """How a share of runs differs (N,)."""
    n, more, fewer = len(base), int((changed & ~base).sum()), int((base & ~changed).sum())
    error = sqrt(more + fewer + 1 - (more - fewer) ** 2 / (n + 2)) / (n + 2)
    middle = (more - fewer) / (n + 2)
    return _made(base.astype(float), changed.astype(float), draw, middle=middle, error=error)


def mean_difference(base: Floats, changed: Floats, draw: Ints) -> Difference:
    """How the mean of a number differs (N,)."""
    d = changed - base
    error = float(d.std(ddof=1)) / sqrt(len(d)) if len(d) > 1 else float("inf")
    return _made(base, changed, draw, middle=float(d.mean()), error=error)


def _made(base: Floats, changed: Floats, draw: Ints, *, middle: float, error: float) -> Difference:
    low, high = middle - NORMAL * error, middle + NORMAL * error
    return Difference(float(base.mean()), float(changed.mean()), float((changed - base).mean()), (low, high),
                      (NORMAL + POWER) * error, spread(changed - base, draw))  # fmt: skip


def spread(values: Floats, draw: Ints) -> tuple[float, float] | None:
    """How far the mean of a number differs between draws of the cast (10 to 90 %), its noise taken out.

    None where it differs no more than its noise would by chance, or not at all in most draws, or where there are too
    few runs to tell.
    """
    number = np.bincount(draw)
    held = number > 1
    if held.sum() < 2:
        return None
    n = number[held]
    means = np.bincount(draw, weights=values)[held] / n
    squares = np.bincount(draw, weights=values**2)[held] / n
    within = float(np.mean((squares - means**2) / (n - 1)))
    whole, seen = float(values.mean()), float(means.var())
    if seen <= within:
        return None
    low, high = np.quantile(whole + (means - whole) * sqrt((seen - within) / seen), SPAN)
    return (float(low), float(high)) if low < high else None


def ended(out: Out, *endings: int) -> NDArray[np.bool_]:
    """Which runs ended in one of some ways."""
    found: NDArray[np.bool_] = np.array([k in endings for k in range(len(NAMES))])[out.which[:, 0]]
    return found


def days_to_settlement(out: Out, turns: int, days: float) -> Floats:
    """Days to a settlement of the main pair; the whole time where there was none."""
    return np.where(ended(out, *SETTLED), out.which[:, 2] + 1, turns) * days
