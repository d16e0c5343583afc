"""Name one chief negotiator, who speaks for all envoys of a party.

Rule     contradictions of envoys are settled, so home disowns nothing that they accept, and whoever speaks states the
         party's own line; every mandate is clear; and on every channel the party acts with the mean stance of its
         envoys, instead of each with his own. Terms of an envoy's own that the other side has heard before stay his.
Takes    party: whose
Source   design: the articles describe envoys with unclear mandates and no chief negotiator
Status   exact bookkeeping; what a stance does to acts is a rule, elicited
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from counterpoint.levers.gallery import Param, Values, describe, party_at
from counterpoint.playbooks.entries import MOODS, VALENCE
from counterpoint.simulation.arrays import CHIEF, H_ISSUE, KINDS, UNCLEAR
from counterpoint.simulation.scene import Scene


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which one man or woman speaks for the party."""
    p = party_at(scene, values)
    sides, seats, habits = scene.world.sides.copy(), scene.world.seats.copy(), scene.cast.habits.copy()
    sides[p, CHIEF], seats[p, :, UNCLEAR] = 1, 0
    for c, nats in enumerate(shifts(scene, p)):
        if nats != 0.0:
            kinds = habits[:, p, c, :H_ISSUE].reshape(-1, len(MOODS), KINDS) * np.exp(nats * VALENCE)
            kinds /= kinds.sum(axis=2, keepdims=True)
            habits[:, p, c, :H_ISSUE] = kinds.reshape(-1, H_ISSUE)
    cast = scene.cast._replace(habits=habits)
    return replace(scene, world=scene.world._replace(sides=sides, seats=seats), cast=cast)


def shifts(scene: Scene, p: int) -> list[float]:
    """By channel, how far the mean stance of a party's envoys is from that of who sits there [nats a unit of tone]."""
    record, found = scene.cut.record, []
    held = [e.stance for e in record.case.envoys if e.party == scene.cut.parties[p] and e.stance is not None]
    for c in range(len(scene.cut.channels)):
        sitting = [record.envoys[s.envoy].stance for s in scene.cut.seats[p, c] if s.envoy in record.envoys]
        own = [stance for stance in sitting if stance is not None]
        found.append(scene.rules.eager * (sum(held) / len(held) - sum(own) / len(own)) if own else 0.0)
    return found


LEVER = describe(
    __name__, __doc__, change=change, about=("party",), params=(Param("party", "party", "whose"),)
)  # fmt: skip
