"""Let more pass on a channel.

Rule     what everybody does on it happens k times as often, as before in kind; other channels lose nothing.
Takes    channel: which channel; k: factor on what passes [factor]
Source   design: the articles describe channels that are amplified as the other side reacts
Status   exact
"""

from __future__ import annotations

from counterpoint.levers.gallery import CHANNEL, Param, Values, channel_at, describe
from counterpoint.levers.rates import louder
from counterpoint.simulation.scene import Scene


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which more passes on the channel."""
    return louder(scene, channel_at(scene, values), float(values["k"]))


LEVER = describe(
    __name__, __doc__, change=change, about=("channel",), neutral={"k": 1.0},
    params=(CHANNEL, Param("k", "number", "factor on what passes", "factor", 2.0, 1.0, 10.0)),
)  # fmt: skip
