"""Fans: how values spread over the runs that still go on, turn by turn."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.simulation.arrays import FRONT, Out
from counterpoint.simulation.kernel import BINS, BUSY, GENERAL
from counterpoint.simulation.past import pasts
from counterpoint.simulation.scene import Scene

LEVELS: Final = (0.1, 0.25, 0.5, 0.75, 0.9)
LEAST: Final = 0.02
"""A fan ends when fewer of the runs than this still go on (share)."""


def fans(scene: Scene, out: Out) -> list[dict[str, Any]]:
    """Every series as a fan: what is on record (past), quantiles (LEVELS) by turn, share of runs that still go on."""
    first, second = scene.cut.parties[0], scene.cut.parties[scene.cut.other[0]]
    fighter = scene.cut.parties[max(int(scene.world.plain[FRONT]), 0)]
    series: list[tuple[int, str, str | None, float, float]] = [
        (0, "gap", None, 0.0, 1.0), (1, "warmth", first, -1.0, 1.0), (2, "warmth", second, -1.0, 1.0),
        (3, "support", first, -1.0, 1.0), (4, "support", second, -1.0, 1.0), (5, "battlefield", fighter, -1.0, 1.0),
        (6, "acts", None, 0.0, BUSY),
    ]  # fmt: skip
    for i, issue in enumerate(scene.cut.issues):
        series += [
            (GENERAL + 2 * i + k, f"position:{issue.id}", who, 0.0, 1.0) for k, who in enumerate((first, second))
        ]
    runs, before = len(out.which), pasts(scene)
    return [
        {"name": name, "about": about, "levels": list(LEVELS), **_fan(out.fans[:, k], runs, low, high),
         "past": [list(point) for point in before.get((name, about), ())]}
        for k, name, about, low, high in series
        if out.fans[0, k].any() and (name != "battlefield" or scene.world.plain[FRONT] >= 0)
    ]  # fmt: skip


def _fan(counts: NDArray[np.int64], runs: int, low: float, high: float) -> dict[str, Any]:
    """Quantiles of one series by turn, and the share of runs counted in each."""
    going = counts.sum(axis=1) / runs
    turns = int((going >= LEAST).sum()) if (going < LEAST).any() else len(going)
    rows = [[round(low + (high - low) * quantile(c, level), 4) for level in LEVELS] for c in counts[:turns]]
    return {"going": [round(float(g), 4) for g in going[:turns]], "values": rows}


def quantile(counts: NDArray[np.int64], level: float) -> float:
    """The level of a histogram over [0, 1], straight within a bin."""
    total = counts.sum()
    rising = np.cumsum(counts)
    k = int(np.searchsorted(rising, level * total, side="left"))
    k = min(k, BINS - 1)
    before = rising[k - 1] if k else 0
    return float((k + (level * total - before) / max(counts[k], 1)) / BINS)
