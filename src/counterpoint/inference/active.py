"""Which tendencies speak in which situation: worked out once, so that the kernel visits nothing that is silent.

For row i of a part: entries ids[bounds[i, b]:bounds[i, b + 1]] of playbook b, each with its slot and the level of its
situation [0..1]; slots[slot_starts[i]:slot_starts[i + 1]] say what each slot stands for. Silent choices have no slot.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoint.playbooks import AIMS, PLAYBOOKS
from counterpoint.playbooks.entries import N_CORDIAL, Entries

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Active = tuple[Ints, Ints, Ints, Ints, Floats, Ints, Ints]
"""bounds (R, playbooks + 1), ids, books, slots of entries, levels, slot_starts (R + 1,), slots."""


def active(part: Entries, x: Floats, klass: Ints, allowed: NDArray[np.bool_] | None = None) -> Active:
    """Entries of a part that speak in each row: x (R, J), klass (R,); allowed (R, E) rules some out."""
    speaks = (x[:, part.feature] != 0.0) & (part.klass[None, :] >> klass[:, None] & 1).astype(bool)
    if allowed is not None:
        speaks &= allowed
    rows, ids = np.nonzero(speaks)
    wide = int(part.what.max(initial=0)) + 1
    keys, place = np.unique(rows * wide + part.what[ids], return_inverse=True)
    n_books = len(PLAYBOOKS)
    # entries of a part stand in the order of playbooks, so those of a row do too
    marks = np.arange(len(x))[:, None] * n_books + np.arange(n_books + 1)
    bounds = np.searchsorted(rows * n_books + part.book[ids], marks)
    slot_starts = np.searchsorted(keys // wide, np.arange(len(x) + 1))
    return (
        _ints(bounds), _ints(ids), _ints(part.book[ids]), _ints(place - slot_starts[rows]),
        np.ascontiguousarray(x[rows, part.feature[ids]], dtype=np.float64), _ints(slot_starts), _ints(keys % wide),
    )  # fmt: skip


def _ints(values: NDArray[Any]) -> Ints:
    return np.ascontiguousarray(values, dtype=np.int64)


def in_nest(part: Entries, kind: Ints) -> NDArray[np.bool_]:
    """Entries over kinds of the same nest as each row's kind: (R, E)."""
    same: NDArray[np.bool_] = (part.what[None, :] < N_CORDIAL) == (kind[:, None] < N_CORDIAL)
    return same


def beyond_courtesy(part: Entries, kind: Ints) -> NDArray[np.bool_]:
    """Entries that may move issue and target of each row: an aim's never those of a cordial act. (R, E)."""
    return (part.book[None, :] >= len(AIMS)) | (kind[:, None] >= N_CORDIAL)
