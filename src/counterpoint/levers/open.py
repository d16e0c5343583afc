"""Open a channel that is closed or not open yet, or keep one open that would close.

Rule     from a day on it is open and stays so; what passes there is what passed when it was open last.
Takes    channel: which channel; days: when, ahead of the last day of the record [days]
Source   design
Status   exact
"""

from __future__ import annotations

from dataclasses import replace

from counterpoint.levers.gallery import CHANNEL, Values, channel_at, days, describe, turn_after
from counterpoint.levers.shown import day_of, on_channel, turn_begins
from counterpoint.simulation.arrays import CLOSES, OPENS
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.world import ALWAYS


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which the channel is open from a turn on."""
    c, turn = channel_at(scene, values), turn_after(scene, float(values["days"]))
    places = scene.world.places.copy()
    opens, closes = places[c, OPENS], places[c, CLOSES]
    if closes <= 0 or opens > 0:
        places[c, OPENS] = turn
    if opens > 0:
        scene = on_channel(scene, c, opened=day_of(scene, turn_begins(scene, turn)))
    if closes <= 0 or turn <= closes:
        places[c, CLOSES] = ALWAYS
        scene = on_channel(scene, c, closed=None)
    return replace(scene, world=scene.world._replace(places=places))


LEVER = describe(
    __name__, __doc__, change=change, about=("channel",), params=(CHANNEL, days("when")),
)  # fmt: skip
