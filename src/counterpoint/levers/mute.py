"""Let less pass on a channel, or nothing.

Rule     what everybody does on it happens k times as often; with k 0 it is silent, and nothing takes its place. Blows
         that belong to tables are no less for it: they fall on a channel of deeds unless it is silent.
Takes    channel: which channel; k: factor on what passes [factor]
Source   design: the articles describe channels that are muted as the other side reacts
Status   exact
"""

from __future__ import annotations

from counterpoint.levers.gallery import CHANNEL, Param, Values, channel_at, describe
from counterpoint.levers.rates import louder
from counterpoint.simulation.scene import Scene


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which less passes on the channel."""
    return louder(scene, channel_at(scene, values), float(values["k"]))


LEVER = describe(
    __name__, __doc__, change=change, about=("channel",), neutral={"k": 1.0},
    params=(CHANNEL, Param("k", "number", "factor on what passes", "factor", 0.0)),
)  # fmt: skip
