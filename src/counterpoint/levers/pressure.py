"""Raise or ease the pressure on one of the main pair.

Rule     the other of the main pair does what the vocabulary calls pressure (sanctions, cuts, moves of force) k times as
         often on every channel, on top of all else, whomever it aims at; nobody else presses more. A blow costs its
         target support, pressure that is believed pushes its limits and provokes it as its ways of playing say. Who
         presses pays only where that carries out a threat.
Takes    on: who is pressed, one of the main pair; k: factor on how often [factor]
Source   zartman2000 (a hurting stalemate opens room); fearon1994 (what is believed presses)
Status   exact in how often; what it does is rules and playbooks, elicited
"""

from __future__ import annotations

from counterpoint.levers.gallery import Param, Values, describe, party_at
from counterpoint.levers.rates import with_habits
from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.simulation.arrays import H_ISSUE, KINDS, OTHER, RATE
from counterpoint.simulation.scene import Scene

AT = KIND_ORDER.index("pressure")
EVEN = 1
"""The mood of most occasions: by its habits it is counted how much there is of a kind."""


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which its counterpart presses more, or less."""
    more = float(values["k"]) - 1.0
    by = int(scene.world.sides[party_at(scene, values, "on"), OTHER])
    habits = scene.cast.habits.copy()
    kinds = habits[:, by, :, :H_ISSUE].reshape(*habits[:, by].shape[:2], -1, KINDS)
    total = 1.0 + more * kinds[..., AT]
    kinds[..., AT] *= 1.0 + more
    kinds /= total[..., None]
    habits[:, by, :, :H_ISSUE] = kinds.reshape(*kinds.shape[:2], H_ISSUE)
    habits[:, by, :, RATE] *= total[:, :, EVEN]
    return with_habits(scene, habits)


LEVER = describe(
    __name__, __doc__, change=change, about=("on",), neutral={"k": 1.0},
    params=(
        Param("on", "main", "who is pressed, one of the main pair"),
        Param("k", "number", "factor on how often", "factor", 2.0, 0.0, 10.0),
    ),
)  # fmt: skip
