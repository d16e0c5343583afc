"""Close a channel.

Rule     from a day on nothing passes there; what was said on it stays said, and nothing takes its place. Blows that
         belong to tables and fell on a channel of deeds fall at those tables then.
Takes    channel: which channel; days: when, ahead of the last day of the record [days]
Source   design
Status   exact
"""

from __future__ import annotations

from dataclasses import replace

from counterpoint.levers.gallery import CHANNEL, LATEST, Values, channel_at, days, describe, turn_after
from counterpoint.levers.shown import day_of, on_channel, turn_begins
from counterpoint.simulation.arrays import CLOSES
from counterpoint.simulation.scene import Scene


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which the channel is closed from a turn on."""
    c, turn = channel_at(scene, values), turn_after(scene, float(values["days"]))
    places = scene.world.places.copy()
    if turn >= places[c, CLOSES]:
        return scene
    places[c, CLOSES] = turn
    told = on_channel(scene, c, closed=day_of(scene, turn_begins(scene, turn) - 1))
    return replace(told, world=scene.world._replace(places=places))


LEVER = describe(
    __name__, __doc__, change=change, about=("channel",), neutral={"days": LATEST}, params=(CHANNEL, days("when")),
)  # fmt: skip
