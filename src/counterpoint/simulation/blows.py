"""Where blows fall: on the ground, where a party has a channel for that, and not at a table.

Rule     in a turn in which a party has an open channel of deeds (level field) it strikes, presses and breaks its word
         there and nowhere else, but on tacit channels, where conduct is what is read. What it would do of that on the
         channels that are open elsewhere comes on top there, shared out by how much passes: its expected number of
         blows, by habit and in an even mood, stays what it was, and so does the rest. Nobody suspends deeds: of those
         habits nothing is left there. Where no such channel is open to it, or nothing ever passes there, blows fall
         where habits have them.
Source   counted: 44 of 47 such acts of the bundled cases stand on such a channel, and no suspension does
Status   exact bookkeeping; that everything belongs there is elicited
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.vocabulary import DEEDS, KIND
from counterpoint.playbooks.entries import KIND_ORDER, MOOD_SD, MOODS, VALENCE
from counterpoint.simulation.arrays import H_ISSUE, KINDS, QUIET, RATE, SEATED, SIZE, TACIT, Floats, Ints
from counterpoint.simulation.scene import Scene, opened

Flags = NDArray[np.bool_]
BLOWS: Final = np.array([k in DEEDS and KIND[k].tone < 0 for k in KIND_ORDER])
"""Deeds that harm: breach, strike, pressure."""
SUSPEND: Final = KIND_ORDER.index("suspend")
EVEN: Final = slice(KINDS, 2 * KINDS)
"""Habits of kinds in the mood of most occasions."""


def placed(scene: Scene) -> tuple[Floats, Ints]:
    """Habits of the cast with blows where they belong (F D, P, C, 89), and in which row a turn's begin (T,).

    There are as many blocks of D rows as ways in which channels are open in a run that differ in that.
    """
    ground = np.array([c.level == "field" for c in scene.cut.channels])
    lays: dict[bytes, Flags] = {}
    rows = [row if (row & ground).any() else row & ground for row in opened(scene)]
    for row in rows:
        lays.setdefault(row.tobytes(), row)
    blocks = [on_the_ground(scene, ground, row) for row in lays.values()]
    begins = dict(zip(lays, range(0, len(blocks) * len(scene.cast.ways), len(scene.cast.ways)), strict=True))
    return np.concatenate(blocks), np.array([begins[row.tobytes()] for row in rows], dtype=np.int64)


def on_the_ground(scene: Scene, ground: Flags, row: Flags) -> Floats:
    """Habits (D, P, C, 89) where these channels (C,) are open."""
    cast, tacit = scene.cast, scene.world.places[:, TACIT] > 0
    out = cast.habits.copy()
    for p, live in enumerate(row & (scene.world.seats[:, :, SEATED] > 0)):
        busy = np.where(live & ground, out[:, p, :, RATE], 0.0)
        if busy.any(axis=1).all():
            _place(out[:, p], cast.ways[:, p, SIZE, None], busy, ground, live & ~ground & ~tacit)
    return out


def _place(habits: Floats, size: Floats, busy: Floats, ground: Flags, table: Flags) -> None:
    """Place the blows of a party in its habits (D, C, 89); busy is how much passes on its open ground (D, C)."""
    kinds = habits[:, :, EVEN].copy()
    acts = habits[:, :, RATE, None] * kinds
    blows = acts[:, table].sum(axis=1) * BLOWS
    acts[:, table] *= ~BLOWS
    acts[:, ground, SUSPEND] = 0.0
    acts += (busy / busy.sum(axis=1, keepdims=True))[:, :, None] * blows[:, None]
    told = np.where(acts.sum(axis=2, keepdims=True) > 0.0, acts, kinds)
    found = told[:, :, None] * np.exp(MOOD_SD * np.outer(MOODS, VALENCE))
    found /= found.sum(axis=3, keepdims=True)
    habits[:, :, :H_ISSUE] = found.reshape(*found.shape[:2], -1)
    habits[:, :, RATE] = acts.sum(axis=2)
    habits[:, :, QUIET] = np.exp(-size * np.log1p(habits[:, :, RATE] / size))
