"""Who gives way in the hearing of one to whom it is bound pays for it, and needs slack for a yes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from simulated import same_bytes, scene_of

from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.simulation.acting import CHANNEL, ISSUE, KIND, MARK, PARTY, TARGET
from counterpoint.simulation.arrays import HEARS, SUPPORT, TIES, WHOM
from counterpoint.simulation.moving import REACHED
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene

COST = Rules().backing_down
SOFTEN = KIND_ORDER.index("soften")


def bound(strength: float, *, hears: bool = True, **rules: float) -> Scene:
    """A case whose first party is tied so to the third alone, which hears all that is said, or nothing."""
    scene = scene_of("russia-us-2025", turns=40)
    traits, seats = scene.world.traits.copy(), scene.world.seats.copy()
    traits[:, TIES:], seats[2, :, HEARS] = 0.0, hears
    traits[0, TIES + 2] = strength
    world = scene.world._replace(traits=traits, seats=seats)
    return replace(scene, world=world, rules=scene.rules._replace(**rules))


def backings_down(scene: Scene, number: int) -> list[int]:
    """Softenings and acceptances by the first party, turn by turn of a run."""
    out = play_one(scene, number=number)
    rows, found = out.log[: int(out.told[0])], [0] * (int(out.which[number, 2]) + 1)
    for turn, row in zip(rows[:, 0].astype(int), rows[:, 1:], strict=True):
        facing = scene.world.sides[0, WHOM + int(row[TARGET])] == 0
        softens = int(row[KIND]) == SOFTEN and facing and row[ISSUE] >= 0
        found[turn] += int(row[PARTY]) == 0 and (softens or bool(int(row[MARK]) & REACHED))
    return found


@pytest.mark.parametrize("strength", [1.0, 0.5])
def test_it_costs_support_by_the_strength_of_the_tie(strength: float) -> None:
    """Until the first turn in which it backs down all is the same as without a cost; then support differs by it."""
    seen = 0
    for number in range(12):
        free = bound(strength, backing_down=0.0)
        first = next((t for t, n in enumerate(backings_down(free, number)) if n), None)
        dear, base = (play_one(scene, number=number).track[:, :, SUPPORT] for scene in (bound(strength), free))
        if first is None or first + 1 >= len(base) or np.isnan(base[first + 1, 0]):
            continue
        lost = base[first + 1] - dear[first + 1]
        assert np.array_equal(base[: first + 1], dear[: first + 1])
        assert lost[0] == pytest.approx(COST * strength * backings_down(free, number)[first])
        assert np.all(lost[1:] == 0.0)
        seen += 1
    assert seen > 5


def reached(scene: Scene) -> int:
    """Acceptances by the first party that bind, behind closed doors."""
    found = 0
    for number in range(24):
        out = play_one(scene, number=number)
        for row in out.log[: int(out.told[0]), 1:]:
            private = not scene.world.places[int(row[CHANNEL]), 1]
            found += int(row[PARTY]) == 0 and private and bool(int(row[MARK]) & REACHED)
    return found


def test_a_yes_before_a_client_needs_slack_which_a_formula_gives_back() -> None:
    assert reached(bound(1.0, humiliation=2.0)) == 0 < reached(bound(0.0, humiliation=2.0))
    assert reached(bound(1.0, humiliation=2.0, face=4.0)) > 0


def test_control_nobody_hears_or_nobody_is_bound() -> None:
    for number in range(3):
        base = play_one(bound(0.0, hears=False), number=number)
        assert same_bytes(base, play_one(bound(1.0, hears=False), number=number))
        assert not same_bytes(base, play_one(bound(1.0), number=number))
