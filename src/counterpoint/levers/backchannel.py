"""Open a channel that is not there yet, between the two of the main pair.

Rule     from a day on both sit on it, by somebody with a clear mandate who states the party's own line; all issues are
         on its agenda. They act there as they do on another channel, as often and in the same manner (like a tacit one:
         by deeds alone); what is agreed on a secret one is understood, not announced, and nobody else hears it. Other
         channels lose nothing.
Takes    like: the channel that it is like, neither of deeds nor of what is said at home; seen: secret, known or public;
         days: when it opens, ahead of the last day of the record [days]
Source   kurizaki2007 (privacy lets a party yield); design: the articles describe channels that are opened on purpose
Status   exact bookkeeping; that habits of another channel hold there is elicited
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

import numpy as np

from counterpoint.case.model import Channel, Level, Seat
from counterpoint.levers.gallery import LATEST, Param, Values, channel_at, days, describe, main_pair, turn_after
from counterpoint.levers.shown import day_of, turn_begins
from counterpoint.playbooks.base import CHANNEL_CLASSES
from counterpoint.simulation.arrays import (
    CLOSABLE,
    CLOSES,
    HEARS,
    KLASS,
    OPENS,
    PUBLIC,
    SEATED,
    SECRET,
    TACIT,
    TO,
    Floats,
    Ints,
)
from counterpoint.simulation.framing import Cut
from counterpoint.simulation.looking import fast_at
from counterpoint.simulation.scene import Scene, led
from counterpoint.simulation.world import ALWAYS

ID: Final = "lever-channel"
SEEN: Final = {"secret": "secret", "known": "open", "public": "public"}
"""How much others see of it, and the class of channel that it is then."""


def change(scene: Scene, values: Values) -> Scene:
    """The scene with one channel more, behind the others."""
    like, seen, world = channel_at(scene, values, "like"), str(values["seen"]), scene.world
    turn = turn_after(scene, float(values["days"]))
    cut = _seated(scene, seen, like, turn)
    habits = np.concatenate([scene.cast.habits, scene.cast.habits[:, :, like : like + 1]], axis=2)
    chan = np.concatenate([scene.start.chan, np.zeros((1, scene.start.chan.shape[1]), dtype=np.int64)])
    return led(replace(
        scene, cut=cut, cast=scene.cast._replace(habits=habits),
        world=world._replace(
            places=_placed(world.places, like, seen, turn),
            seats=_seats(world.seats, main_pair(scene), like, seen),
            agenda=np.concatenate([world.agenda, np.ones_like(world.agenda[:1])]),
        ),
        start=scene.start._replace(chan=chan, mem=_remembered(scene.start.mem, len(world.places), len(world.matters))),
    ))  # fmt: skip


def _placed(places: Ints, like: int, seen: str, turn: int) -> Ints:
    row = places[like].copy()
    row[KLASS], row[PUBLIC], row[SECRET] = CHANNEL_CLASSES.index(SEEN[seen]), seen == "public", seen == "secret"
    row[CLOSABLE], row[OPENS], row[CLOSES], row[TACIT] = 1, turn, ALWAYS, 0
    return np.concatenate([places, row[None]])


def _seats(seats: Ints, pair: tuple[int, int], like: int, seen: str) -> Ints:
    new = seats[:, like : like + 1].copy()
    new[:, :, :TO] = 0
    new[list(pair), 0, SEATED] = new[list(pair), 0, HEARS] = 1
    if seen == "public":
        new[:, 0, HEARS] = 1
    return np.concatenate([seats, new], axis=1)


def _remembered(mem: Floats, channels: int, issues: int) -> Floats:
    """What parties remember, with room for how much has passed on the channel: nothing yet."""
    fast = fast_at(issues) + channels
    return np.insert(mem, [fast, fast + channels + 1], 0.0, axis=1)


def _level(model: Channel, seen: str) -> Level:
    """The level of the model where that fits what others see of the channel."""
    behind_doors = model.level not in ("public", "field", "internal")
    return "public" if seen == "public" else model.level if behind_doors else "working"


def _visibility(seen: str) -> Literal["secret", "known", "public"]:
    return "secret" if seen == "secret" else "public" if seen == "public" else "known"


def _seated(scene: Scene, seen: str, like: int, turn: int) -> Cut:
    """Who plays, with the channel among the others."""
    cut, pair = scene.cut, main_pair(scene)
    c, model = len(cut.channels), cut.channels[like]
    seats = {(p, c): (Seat(party=name),) if p in pair else () for p, name in enumerate(cut.parties)}
    channel = Channel(
        id=ID, name=f"A channel like {model.name}", level=_level(model, seen), visibility=_visibility(seen),
        seats=tuple(seat for held in seats.values() for seat in held),
        opened=day_of(scene, turn_begins(scene, turn)),
    )  # fmt: skip
    return replace(
        cut, channels=(*cut.channels, channel), seats=cut.seats | seats,
        targets=cut.targets | {(p, c): cut.targets[p, like] for p in range(len(cut.parties))},
        speakers=cut.speakers | {(p, c): name for p, name in enumerate(cut.parties)},
    )  # fmt: skip


LEVER = describe(
    __name__, __doc__, change=change, neutral={"days": LATEST},
    params=(
        Param("like", "talks", "the channel that it is like, neither of deeds nor of what is said at home"),
        Param("seen", "word", "secret, known or public", default="secret", words=tuple(SEEN)),
        days("when it opens"),
    ),
)  # fmt: skip
