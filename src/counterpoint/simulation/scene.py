"""A scene: all that a run needs, from a record and a cast. A lever changes a scene."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.record.record import Record
from counterpoint.simulation.arrays import BINDS, CLOSES, LEADS, OPENS, RATE, SEATED, TOP, Cast, Line, World
from counterpoint.simulation.beginning import make_line
from counterpoint.simulation.casting import make_cast
from counterpoint.simulation.framing import Cut, cut
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.world import make_world

UNBOUND: Final = frozenset({"internal", "track1.5", "track2"})
"""Levels on which nobody speaks for a state towards the other side."""
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
    return led(Scene(laid, world, make_cast(cast, laid, rules), rules, make_line(laid, world, rules), turns))


def led(scene: Scene) -> Scene:
    """The scene with where leaders of the main pair talk, and where it can bind itself, as seats and rates now have it.

    It binds itself where both sit, but at home and at a second track, which is nobody's word, and signs nothing in
    public statements: all of its 97 acceptances and 7 signatures in the bundled cases, towards each other, were so.
    """
    places, pair = scene.world.places.copy(), [0, scene.cut.other[0]]
    seated = scene.world.seats[pair, :, SEATED].all(axis=0)
    speaks = (scene.cast.habits[:, pair, :, RATE].max(axis=0) > 0.0).all(axis=0)
    places[:, LEADS] = (places[:, TOP] == 1) & seated & speaks
    binds = seated & np.array([c.level not in UNBOUND for c in scene.cut.channels])
    places[:, BINDS] = np.where(binds, np.array([1 + (c.level != "public") for c in scene.cut.channels]), 0)
    return replace(scene, world=scene.world._replace(places=places))


def opened(scene: Scene) -> NDArray[np.bool_]:
    """Which channels are open in which turn, but for suspensions (T, C)."""
    turn = np.arange(scene.turns)[:, None]
    found: NDArray[np.bool_] = (scene.world.places[:, OPENS] <= turn) & (turn < scene.world.places[:, CLOSES])
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
