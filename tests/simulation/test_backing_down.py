"""Who gives way in the hearing of one to whom it is bound pays for it, and needs slack for a yes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from simulated import same_bytes, scene_of

from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.simulation.acting import CHANNEL, ISSUE, KIND, MARK, PARTY, POSITION, TARGET
from counterpoint.simulation.arrays import HEARS, IDEAL, PUBLIC, SIDE, SUPPORT, TIES, WHOM, Floats
from counterpoint.simulation.hearing import OWN_LINE
from counterpoint.simulation.looking import own_at
from counterpoint.simulation.moving import REACHED
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene

COST = Rules().backing_down
SOFTEN, ACCEPT = (KIND_ORDER.index(kind) for kind in ("soften", "accept"))


def bound(strength: float, *, hears: bool = True, **rules: float) -> Scene:
    """A case whose first party is tied so to the third alone, which hears all that is said, or nothing."""
    scene = scene_of("russia-us-2025", turns=40)
    traits, seats = scene.world.traits.copy(), scene.world.seats.copy()
    traits[:, TIES:], seats[2, :, HEARS] = 0.0, hears
    traits[0, TIES + 2] = strength
    world = scene.world._replace(traits=traits, seats=seats)
    return replace(scene, world=world, rules=scene.rules._replace(**rules))


def backings_down(scene: Scene, number: int) -> list[tuple[int, Floats]]:
    """Softenings, and yeses to more than it stood for, by the first party in a run: the turn and the act's row."""
    out, at = play_one(scene, number=number), own_at(len(scene.world.matters))
    stakes, own = scene.world.stakes[0], scene.start.mem[0, at : at + len(scene.world.matters)]
    own, found = np.where(np.isnan(own), stakes[:, IDEAL], own), []
    for turn, *told in out.log[: int(out.told[0])]:
        row = np.array(told)
        i, facing = int(row[ISSUE]), scene.world.seats[0, int(row[CHANNEL]), WHOM + int(row[TARGET])] == 0
        if int(row[PARTY]) != 0 or i < 0 or np.isnan(row[POSITION]):
            continue
        yields = int(row[KIND]) == ACCEPT and (row[POSITION] - own[i]) * stakes[i, SIDE] > 0.0
        if yields or (int(row[KIND]) == SOFTEN and facing):
            found.append((int(turn), row))
        own[i] = own[i] if int(row[MARK]) & OWN_LINE else row[POSITION]
    return found


@pytest.mark.parametrize("strength", [1.0, 0.5])
def test_it_costs_support_by_the_strength_of_the_tie(strength: float) -> None:
    """Until the first turn in which it backs down all is the same as without a cost; then support differs by it."""
    seen = 0
    for number in range(12):
        free = bound(strength, backing_down=0.0)
        turns = [turn for turn, _ in backings_down(free, number)]
        first = min(turns, default=None)
        dear, base = (play_one(scene, number=number).track[:, :, SUPPORT] for scene in (bound(strength), free))
        if first is None or first + 1 >= len(base) or np.isnan(base[first + 1, 0]):
            continue
        lost = base[first + 1] - dear[first + 1]
        assert np.array_equal(base[: first + 1], dear[: first + 1])
        assert lost[0] == pytest.approx(COST * strength * turns.count(first))
        assert np.all(lost[1:] == 0.0)
        seen += 1
    assert seen > 5


def reached(scene: Scene) -> int:
    """Yeses to more than it stood for by the first party that bind, behind closed doors."""
    rows = [row for number in range(24) for _, row in backings_down(scene, number)]
    return sum(not scene.world.places[int(row[CHANNEL]), PUBLIC] and bool(int(row[MARK]) & REACHED) for row in rows)


def test_a_yes_before_a_client_needs_slack_which_a_formula_gives_back() -> None:
    assert reached(bound(1.0, humiliation=2.0)) == 0 < reached(bound(0.0, humiliation=2.0))
    assert reached(bound(1.0, humiliation=2.0, face=4.0)) > 0


def test_control_nobody_hears_or_nobody_is_bound() -> None:
    for number in range(3):
        base = play_one(bound(0.0, hears=False), number=number)
        assert same_bytes(base, play_one(bound(1.0, hears=False), number=number))
        assert not same_bytes(base, play_one(bound(1.0), number=number))
