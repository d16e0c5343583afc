"""The compiled situation is playbooks.situation.look: every party, channel and issue at the end of bundled records."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from simulated import called, scene_of

from counterpoint.playbooks.features import FEATURES
from counterpoint.playbooks.hearing import listen
from counterpoint.playbooks.situation import look as look_at
from counterpoint.simulation import looking
from counterpoint.simulation.arrays import AGE, DAYS, PUBLIC, SECRET, TOP
from counterpoint.simulation.scene import Scene

Floats = NDArray[np.float64]
NAMES = ("geneva-2022", "russia-us-2025", "dobrynin-1969", "paris-1968", "iran-2012")


def compiled(scene: Scene, mem: Floats, p: int, turn: int) -> Iterator[tuple[int, int, Floats]]:
    """Channel, issue (-1: any) and situation of a party on the first day of a turn."""
    world, issues, channels = scene.world, len(scene.cut.issues), len(scene.cut.channels)
    now, frame = float(turn * world.plain[DAYS]), np.zeros(len(FEATURES))
    views = np.zeros((len(looking.ABOUT), issues + looking.AT_ONCE))
    near, past = (float(world.dates[:, p, turn, k].max(initial=0.0)) for k in (0, 1))
    owed = int(scene.start.owed[p, 0, :, turn + 1 :].sum())
    room, cells = np.zeros(8), np.zeros((2, channels))
    gone = looking.elapsed(now, world.plain[AGE])
    called(looking.look)(mem, p, issues, now, gone, near, past, owed, frame, views, room)
    called(looking.look_closely)(mem, p, issues, now, frame, views)
    called(looking.look_elsewhere)(mem, p, issues, channels, cells)
    for c in range(channels):
        frame[looking.F_ACTIVE], frame[looking.F_FADING] = cells[looking.ACTIVE, c], cells[looking.FADING, c]
        frame[looking.F_PUBLIC], frame[looking.F_SECRET] = world.places[c, PUBLIC], world.places[c, SECRET]
        frame[looking.F_TOP] = world.places[c, TOP]
        for i in range(issues + 1):
            called(looking.look_issue)(frame, views, i)
            yield c, i if i < issues else -1, frame


def furthest(scene: Scene, *, turn: int, too_long: float = 0.0) -> float:
    """The largest difference between the compiled situation and the record's own; too_long fades traces wrongly."""
    cut, worst, days = scene.cut, 0.0, scene.cut.record.case.turn_days
    mem = scene.start.mem.copy()
    looking.forget(mem, len(cut.issues), len(cut.channels), turn * days + too_long)
    now = cut.record.as_of + 1
    for p, party in enumerate(cut.parties):
        hearing = listen(cut.record, party, cut.parties[cut.other[p]])
        state = hearing.before(now)
        for c, i, found in compiled(scene, mem, p, turn):
            issue = None if i < 0 else cut.issues[i].id
            expected = look_at(state, hearing.world, now=now + turn * days, channel=cut.channels[c], issue=issue)
            worst = max(worst, float(np.abs(found - expected).max()))
    return worst


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("turn", [0, 3])
def test_every_situation_is_the_one_that_the_record_leaves(name: str, turn: int) -> None:
    assert furthest(scene_of(name), turn=turn) < 1e-9


def test_traces_that_fade_an_hour_too_long_are_caught() -> None:
    assert all(furthest(scene_of(name), turn=3, too_long=1 / 24) > 1e-6 for name in NAMES)
