"""What is not known besides the states: strengths, habits, rates, trust; each with its prior.

Every parameter has a standard normal coordinate z; its value is mean + sd * z. All spreads here are elicited.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Source
from counterpoint.inference.tables import Tables
from counterpoint.playbooks.base import ISSUE_CLASSES, PARTS, TARGET_CLASSES
from counterpoint.playbooks.entries import KIND_ORDER, Entries

Floats = NDArray[np.float64]

HABIT_SD = 0.5
"""How far a party's habits depart from the pooled baseline [nats]."""
RATE, RATE_SD = -3.0, 1.2
"""Log of occasions a day on a covered channel (one in 20 days), and its spread."""
SIZE, SIZE_SD = 0.4, 0.7
"""Log of the size of the over-dispersed count, and its spread."""
TRUST = {"A": 3.0, "B": 2.0, "C": 1.0, "D": 0.0, "E": -1.0, "F": 0.5}
"""Log-odds that a source's report is true, by Admiralty reliability."""
TRUST_SD = 0.6
LEAN, LEAN_SD = 0.5, 0.4
"""How much a partial source colours what it reports [nats per unit of valence]."""
DWELL, DWELL_SD = (5.6, 5.2), 0.5
"""Log of the days that an aim and a technique last (270 and 180), and their spread."""


@dataclass(frozen=True)
class Layout:
    """Where each block of parameters lies in z (D,), and the prior mean and sd of every parameter."""

    blocks: dict[str, slice]
    mean: Floats
    sd: Floats

    @property
    def size(self) -> int:
        """Number of parameters."""
        return len(self.mean)

    def values(self, z: Floats) -> dict[str, Floats]:
        """Blocks of values for coordinates z (P, D): name -> (P, block)."""
        theta = self.mean + self.sd * z
        return {name: np.ascontiguousarray(theta[:, part]) for name, part in self.blocks.items()}


def make_layout(tables: Tables, sources: dict[str, Source], parts: dict[str, Entries]) -> Layout:
    """The parameters of one party's model, with their priors."""
    trust = [TRUST[sources[s].reliability] for s in tables.sources]
    lean = [_lean(sources[s], tables.party) for s in tables.sources]
    n_channels = len(tables.channels)
    prior: list[tuple[str, Floats, Floats]] = [(p, parts[p].mean, parts[p].sd) for p in PARTS]
    prior += [
        ("habit_kind", np.zeros(len(KIND_ORDER)), np.full(len(KIND_ORDER), HABIT_SD)),
        ("habit_issue", np.zeros(len(ISSUE_CLASSES)), np.full(len(ISSUE_CLASSES), HABIT_SD)),
        ("habit_target", np.zeros(len(TARGET_CLASSES)), np.full(len(TARGET_CLASSES), HABIT_SD)),
        ("trust", np.array(trust), np.full(len(trust), TRUST_SD)),
        ("lean", np.array(lean), np.full(len(lean), LEAN_SD)),
        ("rate", np.full(n_channels, RATE), np.full(n_channels, RATE_SD)),
        ("size", np.array([SIZE]), np.array([SIZE_SD])),
        ("dwell", np.array(DWELL), np.full(2, DWELL_SD)),
    ]
    blocks, at = {}, 0
    for name, mean, _ in prior:
        blocks[name] = slice(at, at + len(mean))
        at += len(mean)
    return Layout(
        blocks,
        np.concatenate([m for _, m, _ in prior]).astype(float),
        np.concatenate([s for _, _, s in prior]).astype(float),
    )


def _lean(source: Source, party: str) -> float:
    """Prior colouring of reports on this party: kind if the source favours it, unkind if it favours another."""
    if source.leans is None:
        return 0.0
    return LEAN if source.leans == party else -LEAN
