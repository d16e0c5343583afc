"""The two whose agreement ends it face each other: what one of them says yes to are the other's terms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from simulated import bundled, played_by_all, scene_of

from counterpoint.case.bundled import bundled_cases
from counterpoint.measures.sides import counterpart
from counterpoint.record.record import make_record
from counterpoint.simulation.acting import MARK, PARTY
from counterpoint.simulation.arrays import FIRST, OTHER, SECOND
from counterpoint.simulation.framing import Cut, cut
from counterpoint.simulation.moving import REACHED
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.telling import told
from counterpoint.simulation.world import GIVEN

ASTRAY = "anderson-1956"
"""Where the second of the main pair faces a third party in the case."""


def astray(laid: Cut) -> list[str]:
    """Who of the main pair faces somebody else, as played or as judged."""
    return [party for p, party in enumerate(laid.parties[:2])
            if laid.other[p] != 1 - p or counterpart(laid.record, party) != laid.parties[1 - p]]  # fmt: skip


@pytest.mark.parametrize("name", bundled_cases())
def test_they_face_each_other(name: str) -> None:
    case = bundled(name)
    record = make_record(case)
    laid = cut(record, played_by_all(case)["parties"])
    second = laid.parties[1]
    assert astray(laid) == []
    assert list(scene_of(name).world.sides[:2, OTHER]) == [1, 0]
    assert list(scene_of(name).world.plain[[FIRST, SECOND]]) == [0, 1]
    assert astray(replace(laid, other=(1, 2, *laid.other[2:]))) == [second]
    assert astray(replace(laid, record=record)) == [second] * (name == ASTRAY)


def yes_to(scene: Scene) -> set[str | None]:
    """To whom the second says yes where that came to be agreed between the two, in some runs."""
    found = set()
    for number in range(60):
        out = play_one(scene, number=number, seed=5)
        case = told(scene, out, number=number)
        record, acts = make_record(case), case.acts[len(scene.cut.record.acts) :]
        for row, act in zip(out.log[: int(out.told[0]), 1:], acts, strict=False):
            if int(row[PARTY]) == 1 and int(row[MARK]) & REACHED:
                assert record.actor_party(act) == scene.cut.parties[1] and act.kind in ("accept", *GIVEN)
                found.add(record.target_party(act))
    return found


def test_a_yes_that_counts_is_one_to_the_other_of_the_two() -> None:
    scene = scene_of(ASTRAY)
    third = scene.cut.parties[2]
    aimed = {key: (third, *whom[1:]) if key[0] == 1 else whom for key, whom in scene.cut.targets.items()}
    assert yes_to(scene) == {scene.cut.parties[0]}
    assert third in yes_to(replace(scene, cut=replace(scene.cut, targets=aimed)))
