"""A scene: all that a run needs, from a record and a cast. A lever changes a scene."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.record.record import Record
from counterpoint.simulation.arrays import CLOSES, OPENS, RATE, REVIVES, SEATED, TOP, Cast, Line, World
from counterpoint.simulation.beginning import make_line
from counterpoint.simulation.casting import make_cast
from counterpoint.simulation.decaying import ALL, ITSELF, NOTHING
from counterpoint.simulation.framing import Cut, cut
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.world import make_world

SOME: Final = 10
"""Occasions of the default number of moves that are added to those counted."""


@dataclass(frozen=True)
class Scene:
    """Who plays what, where it begins, by which rules, and for how many turns."""

    cut: Cut
    world: World
    cast: Cast
    rules: Rules
    start: Line
    turns: int


def make_scene(record: Record, cast: Mapping[str, Any], *, turns: int, rules: Rules | None = None) -> Scene:
    """The scene at the end of a record for a cast document; without rules, moves of an occasion are counted there.

    ValueError where cast and record do not fit.
    """
    rules = rules or default_rules(record)
    laid = cut(record, cast["parties"])
    world = make_world(laid, turns)
    return revived(Scene(laid, world, make_cast(cast, laid, rules), rules, make_line(laid, world, rules), turns))


def revived(scene: Scene) -> Scene:
    """The scene with what work on each channel revives where talks have decayed, after a change of channels.

    Leaders or ministers revive all; where the main pair has no channel of theirs on which anything can pass within the
    run, anybody revives the channel itself.
    """
    places, pair = scene.world.places.copy(), [0, scene.cut.other[0]]
    seated = scene.world.seats[pair, :, SEATED].all(axis=0)
    speaks = (scene.cast.habits[:, pair, :, RATE].max(axis=0) > 0.0).all(axis=0)
    top = (places[:, TOP] == 1) & seated & speaks & ever_open(scene)
    places[:, REVIVES] = np.where(top, ALL, NOTHING if top.any() else ITSELF)
    return replace(scene, world=scene.world._replace(places=places))


def ever_open(scene: Scene) -> NDArray[np.bool_]:
    """Which channels are open in any turn of a run (C,)."""
    opens, closes = scene.world.places[:, OPENS], scene.world.places[:, CLOSES]
    found: NDArray[np.bool_] = (opens < scene.turns) & (closes > np.maximum(opens, 0))
    return found


def default_rules(record: Record) -> Rules:
    """The bundled rules, with what is counted in the record."""
    return Rules(more_moves=counted_moves(record))


def counted_moves(record: Record) -> float:
    """Mean number of moves of an occasion beyond the first, on record: a kind counts once, as in inference.

    Occasions of the default mean are added, SOME of them, for records that are short.
    """
    kinds = {(a.occasion or a.id, record.actor_party(a), a.channel, a.kind) for a in record.acts}
    occasions = len({key[:3] for key in kinds})
    return round((len(kinds) - occasions + SOME * Rules().more_moves) / (occasions + SOME), 4)
