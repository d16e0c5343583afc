"""A yes binds where the issue is dealt with: on a channel that has it on its agenda, or among leaders and ministers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from simulated import scene_of

from counterpoint.simulation.acting import CHANNEL, ISSUE, MARK
from counterpoint.simulation.arrays import TOP
from counterpoint.simulation.moving import REACHED
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene

RUNS = range(60)


def off_the_agenda(scene: Scene, played: Scene) -> tuple[int, int]:
    """Yeses that bind in runs of a played scene: those off the agenda of a scene's lower channels, and others."""
    off = on = 0
    for number in RUNS:
        out = play_one(played, number=number)
        for row in out.log[: int(out.told[0]), 1:]:
            if int(row[MARK]) & REACHED:
                c, i = int(row[CHANNEL]), int(row[ISSUE])
                lower = not scene.world.agenda[c, i] and not scene.world.places[c, TOP]
                off, on = off + lower, on + (not lower)
    return off, on


def test_a_yes_off_the_agenda_of_a_lower_channel_binds_nobody() -> None:
    scene = scene_of("anderson-1956", turns=52)
    off, on = off_the_agenda(scene, scene)
    assert off == 0 and on > 10


def test_where_everything_is_on_every_agenda_it_binds() -> None:
    """Positive control."""
    scene = scene_of("anderson-1956", turns=52)
    world = scene.world._replace(agenda=np.ones_like(scene.world.agenda))
    assert off_the_agenda(scene, replace(scene, world=world))[0] > 0
