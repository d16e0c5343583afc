"""Make a channel public: everybody hears what is said there.

Rule     everybody hears it; what is agreed there is announced, not understood tacitly; a yes there costs face, and
         what is done there colours names. Who has a hidden channel made public sits on an official one from then on.
         Where nobody spoke, deeds alone still pass, and are no longer understood without words.
Takes    channel: which channel
Source   kurizaki2007 (privacy lets a party yield); design: secret talks that come to light
Status   exact bookkeeping; what face costs is a rule, elicited
"""

from __future__ import annotations

from dataclasses import replace

from counterpoint.levers.gallery import CHANNEL, Values, channel_at, describe
from counterpoint.levers.shown import on_channel
from counterpoint.playbooks.base import CHANNEL_CLASSES
from counterpoint.simulation.arrays import HEARS, KLASS, PUBLIC, SECRET, TACIT
from counterpoint.simulation.scene import Scene


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which the channel is public."""
    c, places, seats = channel_at(scene, values), scene.world.places.copy(), scene.world.seats.copy()
    if places[c, SECRET]:
        places[c, KLASS] = CHANNEL_CLASSES.index("open")
    places[c, PUBLIC], places[c, SECRET], places[c, TACIT], seats[:, c, HEARS] = 1, 0, 0, 1
    told = on_channel(scene, c, visibility="public")
    return replace(told, world=scene.world._replace(places=places, seats=seats))


LEVER = describe(__name__, __doc__, change=change, about=("channel",), params=(CHANNEL,))
