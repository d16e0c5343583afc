"""Open a channel that is closed or not open yet, or keep one open that would close.

Rule     from a day on it is open and stays so: one that is open then does not close, one that would open later opens
         then, one that has closed opens again. It loses no time in which it would have been open before. What passes
         there is what passed when it was open last. A channel has one span: what would leave a gap, a channel that
         closes within the run and opens again later, is refused. With close on the same channel the earlier day comes
         first, whatever the order in which they are given.
Takes    channel: which channel; days: when, ahead of the last day of the record [days]
Source   design
Status   exact. A told run gives the channel one span, too: one that has opened again is told as open since it first was
"""

from __future__ import annotations

from dataclasses import replace

from counterpoint.case.when import When
from counterpoint.levers.gallery import CHANNEL, LeverError, Values, channel_at, days, describe, turn_after
from counterpoint.levers.shown import day_of, on_channel, turn_begins
from counterpoint.simulation.arrays import CLOSES, OPENS
from counterpoint.simulation.scene import Scene, opened
from counterpoint.simulation.world import ALWAYS


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which the channel is open from a turn on. LeverError where it would be open twice."""
    c, turn = channel_at(scene, values), turn_after(scene, float(values["days"]))
    places, is_open = scene.world.places.copy(), opened(scene)[:, c]
    if is_open[turn:].all():
        return scene
    if is_open[:turn].any() and places[c, CLOSES] < turn:
        last = int(places[c, CLOSES]) * scene.cut.record.case.turn_days
        raise LeverError(
            f"open:days: expected at most {last}, for {values['channel']} closes then and what closes in a run opens no"
            f" more, got {float(values['days']):g} (try days={last})"
        )
    if not is_open[: turn + 1].any():
        places[c, OPENS] = turn
        scene = on_channel(scene, c, opened=_since(scene, c, turn))
    places[c, CLOSES] = ALWAYS
    return replace(on_channel(scene, c, closed=None), world=scene.world._replace(places=places))


def _since(scene: Scene, c: int, turn: int) -> When | None:
    """Since when the channel is told to be open: where something on record stands on it, that has to lie within."""
    channel, record = scene.cut.channels[c], scene.cut.record
    if all(act.channel != channel.id for act in record.acts):
        return day_of(scene, turn_begins(scene, turn))
    return channel.opened if channel.opened and channel.opened.first.toordinal() <= record.as_of else None


LEVER = describe(
    __name__, __doc__, change=change, about=("channel",), params=(CHANNEL, days("when")),
)  # fmt: skip
