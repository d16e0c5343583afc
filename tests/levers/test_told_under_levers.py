"""A run under a lever is a record that says how it was played: which channels there are, for whom, and until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from counterpoint.case.read import read_case
from counterpoint.case.write import write_case
from counterpoint.levers import LEVERS
from counterpoint.levers.gallery import Lever
from counterpoint.levers.patch import apply, make_patch
from counterpoint.record.record import make_record
from counterpoint.simulation.arrays import BETWEEN, CLOSES, HEARS, KLASS, OPENS, PUBLIC, SEATED, SECRET, STANCE
from counterpoint.simulation.framing import cut
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.telling import told
from counterpoint.simulation.world import make_world

from .lever_scenes import changing_scene, settings, small_scene

ABOUT_CHANNELS = ("backchannel:like=desk,days=30", "backchannel:like=press,seen=secret", "publish:channel=back",
                  "close:channel=desk,days=40", "open:channel=old", "merge:of=press,into=desk",
                  "deadline:days=50")  # fmt: skip


def wrong(scene: Scene, folder: Path, number: int = 0) -> list[str]:
    """What is wrong with the record of a run, and where its frame is not the one that was played."""
    case = told(scene, play_one(scene, number=number), number=number)
    write_case(case, folder)
    back, problems = read_case(folder)
    found = [str(p) for p in problems if p.severity == "error"] + ["another case"] * (back != case)
    # What the lever does later is in the case that is told, and was not known on the first day.
    first_day = replace(make_record(case, as_of=scene.cut.record.as_of), case=case)
    again = make_world(cut(first_day, scene.cut.parties), scene.turns)
    places, played = (w.places.copy() for w in (again, scene.world))
    for each in (places, played):
        each[:, OPENS], each[:, CLOSES] = np.maximum(each[:, OPENS], 0), np.clip(each[:, CLOSES], 0, scene.turns)
    found += [name for name, column in (("class", KLASS), ("public", PUBLIC), ("secret", SECRET), ("closes", CLOSES))
              if not np.array_equal(places[:, column], played[:, column])]  # fmt: skip
    ever = played[:, CLOSES] > 0
    found += ["opens"] * (not np.array_equal(places[ever, OPENS], played[ever, OPENS]))
    sitting = [w.seats[:, :, [SEATED, HEARS, BETWEEN, STANCE]] for w in (again, scene.world)]
    found += ["seats"] * (not np.array_equal(*sitting))
    found += ["dates"] * (sorted(again.dates.sum(axis=(1, 2, 3))) != sorted(scene.world.dates.sum(axis=(1, 2, 3))))
    return found


@pytest.mark.parametrize("lever", LEVERS.values(), ids=lambda lever: lever.name)
@pytest.mark.parametrize("laid", [small_scene, changing_scene])
def test_a_run_under_any_lever_tells_how_it_was_played(laid: Callable[[], Scene], lever: Lever, tmp_path: Path) -> None:
    """Also where channels open and close while it is played."""
    scene = laid()
    assert wrong(scene, tmp_path / "base") == []
    for n, values in enumerate(settings(scene, lever)):
        assert wrong(lever.change(scene, values), tmp_path / str(n)) == [], values


@pytest.mark.parametrize("text", ABOUT_CHANNELS)
def test_a_case_that_does_not_show_the_lever_is_caught(text: str, tmp_path: Path) -> None:
    """Positive control: the world of the lever, told with the case as it was before."""
    scene = small_scene()
    there = apply(scene, [make_patch(scene, text)])
    assert wrong(there, tmp_path / "with") == []
    lost = replace(there, cut=replace(there.cut, record=scene.cut.record, channels=(
        *scene.cut.channels, *(replace(c, seats=()) for c in there.cut.channels[len(scene.cut.channels) :])
    )))  # fmt: skip
    assert wrong(lost, tmp_path / "lost") != []
