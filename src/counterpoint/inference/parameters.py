"""What is not known besides the states: strengths, habits, rates, trust; each with its prior.

Every parameter has a standard normal coordinate z; its value is mean + sd * z. All spreads here are elicited.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Source
from counterpoint.inference.tables import KIND_ORDER, Tables
from counterpoint.playbooks import AIMS, NONE_SPREAD, PLAYBOOKS
from counterpoint.playbooks.base import CHANNEL_CLASSES, ISSUE_CLASSES, PARTS, TARGET_CLASSES, Playbook
from counterpoint.playbooks.features import INDEX

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

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
MOOD_SD = 0.7
"""How much the mood of an occasion colours its acts [nats per unit of valence]."""
DWELL, DWELL_SD = (5.6, 5.2), 0.5
"""Log of the days that an aim and a technique last (270 and 180), and their spread."""

WHAT = {"kind": KIND_ORDER, "issue": ISSUE_CLASSES, "target": TARGET_CLASSES, "amount": ("channel",)}


@dataclass(frozen=True)
class Entries:
    """Tendencies of one part as arrays (E,): playbook, feature, what, bits of the classes of channel; mean and sd."""

    book: Ints
    feature: Ints
    what: Ints
    klass: Ints
    mean: Floats
    sd: Floats


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


def entries(part: str, playbooks: tuple[Playbook, ...] = PLAYBOOKS) -> Entries:
    """All tendencies of one part, playbooks in the order of the states."""
    rows = [(b, t) for b, book in enumerate(playbooks) for t in book.tendencies if t.part == part]
    none = len(AIMS) - 1
    return Entries(
        book=np.array([b for b, _ in rows], dtype=np.int64),
        feature=np.array([INDEX[t.when] for _, t in rows], dtype=np.int64),
        what=np.array([WHAT[part].index(t.what) for _, t in rows], dtype=np.int64),
        klass=np.array([_bits(t.on) for _, t in rows], dtype=np.int64),
        mean=np.array([t.nats for _, t in rows], dtype=float),
        sd=np.array([NONE_SPREAD if b == none else t.sd for b, t in rows], dtype=float),
    )


def _bits(classes: tuple[str, ...]) -> int:
    return sum(1 << CHANNEL_CLASSES.index(c) for c in classes or CHANNEL_CLASSES)


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
