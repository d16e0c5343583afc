"""A scene: all that a run needs, from a record and a cast. A lever changes a scene."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterpoint.record.record import Record
from counterpoint.simulation.arrays import Cast, Line, World
from counterpoint.simulation.beginning import make_line
from counterpoint.simulation.casting import make_cast
from counterpoint.simulation.framing import Cut, cut
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.world import make_world


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
    """The scene at the end of a record for a cast document. ValueError where the two do not fit."""
    rules = rules or Rules()
    laid = cut(record, cast["parties"])
    world = make_world(laid, turns)
    return Scene(laid, world, make_cast(cast, laid, rules), rules, make_line(laid, world, rules), turns)
