"""Bring in a mediator, who may lean to one side.

Rule     the mediator tells each side of the main pair that the other will not yield more. Whom he favours believes him
         by (1 + bias) / 2, the other by (1 - bias) / 2: a word for peace is believed from a friend. So far the reserve
         of each moves towards the other's end, by a fifth of the way at most, on every issue; and a suspended channel
         stays shut for a shorter time, half of it at full weight. He has no channel of his own and no terms of his own.
Takes    weight: how much the mediator weighs [share]; favours: one of the main pair, or nobody; bias: how far he leans
         to that side [share]
Source   kydd2003 (a biased mediator is believed by whom he favours); beardsley2011 (mediation helps in the short run)
Status   elicited: signs from the theory, sizes by judgement
"""

from __future__ import annotations

from dataclasses import replace

from counterpoint.levers.gallery import Param, Values, describe, main_pair
from counterpoint.simulation.arrays import FAR, RESERVE
from counterpoint.simulation.scene import Scene

NOBODY = "nobody"
MOST, SHORTER = 0.2, 0.5
"""How far the word of a mediator of full weight moves the reserve of who believes all of it [share of the way to the
other's end], and by how much he shortens a suspension [share] (both elicited)."""


def change(scene: Scene, values: Values) -> Scene:
    """The scene with a mediator."""
    weight, stakes = float(values["weight"]), scene.world.stakes.copy()
    for p in main_pair(scene):
        lean = 0.0 if values["favours"] == NOBODY else float(values["bias"])
        trust = (1.0 + (lean if scene.cut.parties[p] == values["favours"] else -lean)) / 2
        stakes[p, :, RESERVE] += MOST * weight * trust * (stakes[p, :, FAR] - stakes[p, :, RESERVE])
    rules = scene.rules._replace(suspended_days=scene.rules.suspended_days * (1.0 - SHORTER * weight))
    return replace(scene, world=scene.world._replace(stakes=stakes), rules=rules)


LEVER = describe(
    __name__, __doc__, change=change, neutral={"weight": 0.0},
    params=(
        Param("weight", "number", "how much the mediator weighs", "share", 0.5),
        Param("favours", "main", "one of the main pair, or nobody", default=NOBODY, words=(NOBODY,)),
        Param("bias", "number", "how far he leans to that side", "share", 0.5),
    ),
)  # fmt: skip
