"""Shore up support for a party, or let it erode: one of the main pair, or a third party that acts.

Rule     its support begins higher by so much, and changes by so much more a year, always within -1 and 1. Low support
         presses a party to give way and moves it as its ways of playing say. What others do because they wait for it
         to erode is only what their own ways of playing say of it: they do not look at it. Where it fights, who is
         supported holds the front. In payoffs counts the support that it has at the end.
Takes    party: whose; by: how much higher it begins [support]; trend: how much it then gains [support a year]
Source   design: the articles describe buying time until support for the third party erodes
Status   exact in the level; what low support does is elicited
"""

from __future__ import annotations

from dataclasses import replace

from counterpoint.levers.gallery import Param, Values, describe, party_at
from counterpoint.simulation.arrays import SUPPORT, TREND
from counterpoint.simulation.scene import Scene

YEAR = 365.25


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which the party has more support, or less."""
    p, mem, traits = party_at(scene, values), scene.start.mem.copy(), scene.world.traits.copy()
    mem[p, SUPPORT] = min(max(mem[p, SUPPORT] + float(values["by"]), -1.0), 1.0)
    traits[p, TREND] += float(values["trend"]) * scene.cut.record.case.turn_days / YEAR
    return replace(scene, world=scene.world._replace(traits=traits), start=scene.start._replace(mem=mem))


LEVER = describe(
    __name__, __doc__, change=change, about=("party",), neutral={"by": 0.0, "trend": 0.0},
    params=(
        Param("party", "party", "whose"),
        Param("by", "number", "how much higher it begins", "support", 0.2, -2.0, 2.0),
        Param("trend", "number", "how much it then gains", "support a year", 0.0, -2.0, 2.0),
    ),
)  # fmt: skip
