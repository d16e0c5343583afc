"""A run is partial, and does not go on or drift, when something that was accepted still stands at its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from simulated import play_slowly, scene_of

from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.simulation.acting import CHANNEL, ISSUE, KIND, MARK, PARTY, TARGET
from counterpoint.simulation.arrays import AGREED, SIGNED_BY, UNDERSTOOD, WHOM
from counterpoint.simulation.ending import DRIFTED, ONGOING, PARTIAL
from counterpoint.simulation.moving import BOTH, BY_DEEDS, REACHED, SIGNED
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene

RUNS = range(12)
NAMES = ("iran-2012", "khrushchev-1962")


def standing(scene: Scene, out: Any) -> tuple[set[int], set[int]]:
    """Issues on which something was accepted and not taken back, counted anew from what was there and a run's acts.

    And those of them that both have signed.
    """
    deals = scene.start.deals
    found = {int(i) for i in np.flatnonzero(deals[:, AGREED] + deals[:, UNDERSTOOD] > 0.0)}
    signed = {i: {p for p in (0, 1) if int(deals[i, SIGNED_BY]) >> p & 1} for i in found}
    in_deed = {i for i in found if deals[i, UNDERSTOOD] == BY_DEEDS}
    for row in out.log[: int(out.told[0]), 1:]:
        p, kind, issue = int(row[PARTY]), KIND_ORDER[int(row[KIND])], int(row[ISSUE])
        facing = scene.world.seats[p, int(row[CHANNEL]), WHOM + int(row[TARGET])] == 0 and p in (0, scene.cut.other[0])
        if int(row[MARK]) & SIGNED:
            for i in found:
                signed.setdefault(i, set()).add(p)
        if int(row[MARK]) & REACHED:
            found.add(issue)
            in_deed.discard(issue)
        if facing and kind in ("strike", "pressure", "breach"):
            undone = {i for i in in_deed if issue in (-1, i) and len(signed.get(i, ())) < 2}
            found, in_deed = found - undone, in_deed - undone
        if facing and kind in ("new_demand", "reject") and issue in found and len(signed.get(issue, ())) < 2:
            found.discard(issue)
            signed.pop(issue, None)
    return found, {i for i in found if len(signed.get(i, ())) == 2}


def more(scene: Scene, out: Any) -> bool:
    """Whether more is agreed, or signed by both, than when a run began."""
    deals, (found, signed) = scene.start.deals, standing(scene, out)
    agreed = {int(i) for i in np.flatnonzero(deals[:, AGREED] + deals[:, UNDERSTOOD] > 0.0)}
    return bool(found - agreed or signed - {int(i) for i in np.flatnonzero(deals[:, SIGNED_BY] == BOTH)})


def wrong(play: Callable[[Scene, int], Any]) -> tuple[int, int]:
    """Of the runs that went on or drifted to their end: those with a wrong ending, and those with an agreement."""
    bad = agreed = 0
    for name in NAMES:
        scene = scene_of(name, turns=26)
        for number in RUNS:
            out = play(scene, number)
            ending = out.which[number, 0]
            if ending in (ONGOING, PARTIAL, DRIFTED):
                stands = more(scene, out)
                bad += (ending == PARTIAL) != stands
                agreed += stands
    return bad, agreed


def test_partial_is_what_was_accepted_and_not_taken_back() -> None:
    bad, agreed = wrong(lambda scene, number: play_one(scene, number=number))
    assert bad == 0 and agreed > 0


def test_a_kernel_that_forgets_what_was_accepted_is_caught() -> None:
    """Positive control."""

    def forget(_: Any) -> Callable[[Any, Any], int]:
        return lambda deals, before: ONGOING

    assert wrong(lambda scene, number: play_slowly(scene, number=number, standing=forget))[0] > 0


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_in_part_has_terms(name: str) -> None:
    scene = scene_of(name, turns=26)
    for number in RUNS:
        out = play_one(scene, number=number)
        if out.which[number, 0] == PARTIAL:
            assert {i for i, t in enumerate(out.terms[number]) if t == t} == standing(scene, out)[0]
