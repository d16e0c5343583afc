"""Take an issue out of all bundles: it is dealt with on its merits.

Rule     no act on it is made to hang on another issue, and none on another is made to hang on it; so it neither holds
         up agreement on others nor is held up. How often the parties try to link issues stays as it was.
Takes    issue: which issue
Source   design: the articles describe one issue that halts all the others
Status   exact
"""

from __future__ import annotations

from dataclasses import replace

from counterpoint.levers.gallery import Param, Values, describe
from counterpoint.simulation.arrays import FREE
from counterpoint.simulation.scene import Scene


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which the issue stands alone."""
    matters = scene.world.matters.copy()
    matters[[i.id for i in scene.cut.issues].index(str(values["issue"])), FREE] = 1.0
    return replace(scene, world=scene.world._replace(matters=matters))


LEVER = describe(
    __name__, __doc__, change=change, about=("issue",), params=(Param("issue", "issue", "which issue"),)
)  # fmt: skip
