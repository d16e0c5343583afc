"""Where blows fall: on the ground, where a party has a channel for that, and not at a table.

Rule     a party that sits on an open channel of deeds (level field) strikes, presses and breaks its word there and
         nowhere else, but on tacit channels, where conduct is what is read. What it would do of that elsewhere comes
         on top there: its expected number of blows, by habit and in an even mood, stays what it was, and so does the
         rest. Nobody suspends deeds: of those habits nothing is left there. Where blows fall is settled on the first
         day: what a lever shuts or turns down takes its blows with it, and a channel that opens later keeps its own.
Source   counted: 44 of 47 such acts of the bundled cases stand on such a channel, and no suspension does
Status   exact bookkeeping; that everything belongs there is elicited
"""

from __future__ import annotations

from typing import Final

import numpy as np

from counterpoint.case.vocabulary import DEEDS, KIND
from counterpoint.playbooks.entries import KIND_ORDER, MOOD_SD, MOODS, VALENCE
from counterpoint.simulation.arrays import Floats
from counterpoint.simulation.framing import Cut
from counterpoint.simulation.world import span

BLOWS: Final = np.array([k in DEEDS and KIND[k].tone < 0 for k in KIND_ORDER])
"""Deeds that harm: breach, strike, pressure."""
SUSPEND: Final = KIND_ORDER.index("suspend")
EVEN: Final = 1
"""The mood of most occasions."""


def on_the_ground(cut: Cut, p: int, kinds: Floats, rates: Floats) -> tuple[Floats, Floats]:
    """Habits of kinds (D, C, 3, 26) and occasions (D, C) of a party, with its blows where they belong."""
    ground = np.array([c.level == "field" for c in cut.channels])
    first, days = cut.record.as_of + 1, cut.record.case.turn_days
    spans = (span(channel, first, days) for channel in cut.channels)
    live = np.array([opens <= 0 < closes and bool(cut.seats[p, c]) for c, (opens, closes) in enumerate(spans)])
    table = live & ~ground & np.array([c.visibility != "tacit" for c in cut.channels])
    busy = np.where(ground & live, rates, 0.0)
    if not busy.any(axis=1).all():
        return kinds, rates
    acts = rates[:, :, None] * kinds[:, :, EVEN]
    blows = acts[:, table].sum(axis=1) * BLOWS
    acts[:, table] *= ~BLOWS
    acts[:, ground, SUSPEND] = 0.0
    acts += (busy / busy.sum(axis=1, keepdims=True))[:, :, None] * blows[:, None]
    told = np.where(acts.sum(axis=2, keepdims=True) > 0.0, acts, kinds[:, :, EVEN])
    found = told[:, :, None] * np.exp(MOOD_SD * np.outer(MOODS, VALENCE))
    return found / found.sum(axis=3, keepdims=True), acts.sum(axis=2)
