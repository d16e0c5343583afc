"""Offer a formula that saves face.

Rule     a yes in public, or before a patron, client or ally who hears it, costs face: a party needs so much better
         terms for it. The formula gives that slack back, up to all of it.
Takes    slack: how much it gives back [issue's scale]
Source   kurizaki2007 (humiliation keeps parties from yielding in public; sign only)
Status   elicited
"""

from __future__ import annotations

from dataclasses import replace

from counterpoint.levers.gallery import Param, Values, describe
from counterpoint.simulation.scene import Scene


def change(scene: Scene, values: Values) -> Scene:
    """The scene with the formula."""
    return replace(scene, rules=scene.rules._replace(face=float(values["slack"])))


LEVER = describe(
    __name__, __doc__, change=change, neutral={"slack": 0.0},
    params=(Param("slack", "number", "how much it gives back", "issue's scale", 0.1),),
)  # fmt: skip
