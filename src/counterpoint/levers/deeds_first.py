"""Let only deeds count: words of the other side move nothing until a deed follows.

Rule     what the other side concedes in words (soften, accept) neither counts as a concession nor meets a demand; only
         a release, an easing, a signature does. And the party says yes to nothing unless such a deed is fresh: its
         trace is at least 0.3, that is one deed within five weeks. What words left before the first turn fades.
Takes    party: who goes by deeds
Source   design: only deeds count as deeds; osgood1962 (steps that can be verified)
Status   exact bookkeeping; how long a deed is fresh is elicited
"""

from __future__ import annotations

from dataclasses import replace

from counterpoint.levers.gallery import Param, Values, describe, party_at
from counterpoint.simulation.arrays import STRICT
from counterpoint.simulation.scene import Scene


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which the party goes by deeds."""
    sides = scene.world.sides.copy()
    sides[party_at(scene, values), STRICT] = 1
    return replace(scene, world=scene.world._replace(sides=sides))


LEVER = describe(
    __name__, __doc__, change=change, about=("party",), params=(Param("party", "main", "who goes by deeds"),)
)  # fmt: skip
