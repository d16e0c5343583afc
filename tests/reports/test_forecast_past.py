"""What a fan shows of the record is what its runs begin from."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pytest

from counterpoint.case.bundled import find_case
from counterpoint.case.read import read_case
from counterpoint.record.record import make_record
from counterpoint.simulation.arrays import BATTLE, IDEAL, SHARE, SPOKE, SUPPORT, TONE
from counterpoint.simulation.by_hand import make_document
from counterpoint.simulation.looking import said_at
from counterpoint.simulation.past import pasts
from counterpoint.simulation.scene import Scene, make_scene

CASES = ("russia-us-2025", "geneva-2022", "dobrynin-1969")


@cache
def scene_of(name: str) -> Scene:
    """A bundled case to play on, by two sincere sides."""
    case, _ = read_case(find_case(name))
    assert case is not None
    first = case.parties[0]
    return make_scene(
        make_record(case), make_document({first.id: "sincere", str(first.counterpart): "sincere"}), turns=2
    )


@pytest.mark.parametrize("name", CASES)
def test_the_last_value_on_record_is_the_first_of_the_runs(name: str) -> None:
    """The memory in which every run begins holds the same numbers."""
    scene = scene_of(name)
    found, mem, world = pasts(scene), scene.start.mem, scene.world
    pair = {scene.cut.parties[0]: 0, scene.cut.parties[scene.cut.other[0]]: scene.cut.other[0]}
    last = {key: points[-1][1] for key, points in found.items()}
    count = len(scene.cut.issues)
    begin = said_at(count)
    own = {party: mem[p, begin : begin + count] for party, p in pair.items()}
    first, second = (np.where(np.isnan(own[party]), world.stakes[p, :, IDEAL], own[party]) for party, p in pair.items())
    expected = {("gap", None): float((world.matters[:, SHARE] * np.abs(first - second)).sum())}
    for party, p in pair.items():
        expected["warmth", party] = mem[p, TONE] / (1.0 + mem[p, SPOKE]) / 1.5
        levels = {(n, party): mem[p, k] for n, k in (("support", SUPPORT), ("battlefield", BATTLE))}
        expected |= {key: value for key, value in levels.items() if key in last}
        stated = zip(scene.cut.issues, own[party], strict=True)
        expected |= {(f"position:{issue.id}", party): value for issue, value in stated if not np.isnan(value)}
    assert {key: last[key] for key in expected} == pytest.approx(expected, abs=1e-4)
    assert set(last) == set(expected) | {("acts", None)}
    assert len(expected) > 4, "there is something to compare"


@pytest.mark.parametrize("name", CASES)
def test_no_value_is_of_a_day_after_the_record(name: str) -> None:
    scene = scene_of(name)
    end = date.fromordinal(scene.cut.record.as_of).isoformat()
    days = [on for points in pasts(scene).values() for on, _ in points]
    assert max(days) == end and all(sorted(on for on, _ in p) == [on for on, _ in p] for p in pasts(scene).values())
    total = sum(value for _, value in pasts(scene)["acts", None])
    own = [a for a in scene.cut.record.acts if scene.cut.record.actor_party(a) in scene.cut.parties]
    assert 0.9 * len(own) <= total <= len(own), "a turn counts its own acts once"
