"""The tendencies of the gallery as arrays, and the order of kinds in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.vocabulary import CORDIAL, KIND, KIND_NAMES
from counterpoint.playbooks import AIMS, NONE_SPREAD, PLAYBOOKS
from counterpoint.playbooks.base import CHANNEL_CLASSES, ISSUE_CLASSES, TARGET_CLASSES, Playbook
from counterpoint.playbooks.features import INDEX

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

KIND_ORDER: tuple[str, ...] = (
    *(k for k in KIND_NAMES if k in CORDIAL),
    *(k for k in KIND_NAMES if k not in CORDIAL),
)
"""Kinds as arrays hold them: those of the façade first."""
N_CORDIAL = len(CORDIAL)
VALENCE: Floats = np.array([KIND[k].tone / 2 for k in KIND_ORDER])
"""How friendly a kind is [-1..1], along which moods and partial sources colour."""
MOODS = (-1.0, 0.0, 1.0)
MOOD_WEIGHT: Floats = np.array([0.25, 0.5, 0.25])
MOOD_SD = 0.7
"""An occasion of several moves is cold, even or warm; this colours them, in nats per unit of valence (elicited)."""
WHAT = {"kind": KIND_ORDER, "issue": ISSUE_CLASSES, "target": TARGET_CLASSES, "amount": ("channel",)}
"""What each part chooses among."""


@dataclass(frozen=True)
class Entries:
    """Tendencies of one part as arrays (E,): playbook, feature, what, bits of the channel classes; mean, sd [nats]."""

    book: Ints
    feature: Ints
    what: Ints
    klass: Ints
    mean: Floats
    sd: Floats


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
