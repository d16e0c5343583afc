"""A threat that is carried out costs its maker and its target the support that the case says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from simulated import scene_of

from counterpoint.simulation.arrays import COSTS, HURTS, SUPPORT, Floats
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene

COST = Rules().threat_cost


def costing(maker: float, target: float) -> Scene:
    """A case in which the threats of all parties cost so much."""
    scene = scene_of("russia-us-2025", turns=40)
    traits = scene.world.traits.copy()
    traits[:, HURTS], traits[:, COSTS] = target, maker
    return replace(scene, world=scene.world._replace(traits=traits))


def lost(maker: float, target: float) -> tuple[Floats, int]:
    """Support lost by the main pair against threats that cost nothing, when two runs first differ; and that turn."""
    for number in range(40):
        with_, without = (play_one(costing(*how), number=number).track[:, :, SUPPORT] for how in
                          ((maker, target), (0.0, 0.0)))  # fmt: skip
        turns = min(len(with_), len(without))
        gap = np.nan_to_num(without[:turns] - with_[:turns])
        apart = np.flatnonzero(np.abs(gap).sum(axis=1) > 1e-9)
        if len(apart):
            return gap[apart[0]], int(apart[0])
    return np.zeros(2), -1


@pytest.mark.parametrize(("maker", "target"), [(1.0, 0.0), (0.0, 0.5)])
def test_it_costs_one_side_what_is_told(maker: float, target: float) -> None:
    gap, turn = lost(maker, target)
    assert turn > 0
    assert sorted(np.round(gap[gap > 0], 6)) == [pytest.approx(COST * max(maker, target))]


def test_both_pay_and_one_more_than_the_other() -> None:
    gap, _ = lost(1.0, 0.5)
    assert sorted(gap)[-2:] == [pytest.approx(COST * 0.5), pytest.approx(COST)]


def test_control_threats_that_cost_nothing() -> None:
    assert lost(0.0, 0.0)[1] == -1
