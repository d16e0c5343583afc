"""Close a channel.

Rule     from a day on nothing passes there; what was said on it stays said, and nothing takes its place. One that would
         open only then or later does not open in the run. Blows that belong to tables and fell on a channel of deeds
         fall at those tables then.
Takes    channel: which channel; days: when, ahead of the last day of the record [days]
Source   design
Status   exact
"""

from __future__ import annotations

from dataclasses import replace

from counterpoint.levers.gallery import CHANNEL, LATEST, Values, channel_at, days, describe, turn_after
from counterpoint.levers.shown import day_of, on_channel, turn_begins
from counterpoint.simulation.arrays import CLOSES, OPENS
from counterpoint.simulation.scene import Scene, opened
from counterpoint.simulation.world import ALWAYS


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which the channel is closed from a turn on."""
    c, turn = channel_at(scene, values), turn_after(scene, float(values["days"]))
    places, is_open = scene.world.places.copy(), opened(scene)[:, c]
    if not is_open[turn:].any():
        return scene
    begun, closed = scene.cut.channels[c].opened, day_of(scene, turn_begins(scene, turn) - 1)
    if begun and begun.first > closed.last:
        places[c, [OPENS, CLOSES]] = scene.turns, ALWAYS
        told = on_channel(scene, c, opened=day_of(scene, turn_begins(scene, scene.turns)), closed=None)
    else:
        places[c, CLOSES] = turn
        told = on_channel(scene, c, closed=closed)
    return replace(told, world=scene.world._replace(places=places))


LEVER = describe(
    __name__, __doc__, change=change, about=("channel",), neutral={"days": LATEST}, params=(CHANNEL, days("when")),
)  # fmt: skip
