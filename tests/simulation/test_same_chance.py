"""What one party does more or less of moves no draw of another: the same chance befalls the rest."""

from __future__ import annotations

import numpy as np
from simulated import scene_of

from counterpoint.levers.patch import apply, make_patch
from counterpoint.simulation.acting import CHANCE, CHANNEL, LUCK, OCCASION, PARTY
from counterpoint.simulation.arrays import Floats
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene

RUNS = range(80)
LATER = 3


def first_turn(scene: Scene, number: int) -> Floats:
    """The acts of a run's first turn, before anybody could hear what had changed."""
    out = play_one(scene, number=number)
    return out.log[: int(out.told[0])][out.log[: int(out.told[0]), 0] == 0, 1:]


def moved(by: list[int]) -> tuple[int, int]:
    """First turns in which a louder channel has more acts, and those of them in which chance is not the same elsewhere.

    by: the columns that are compared; of every run the acts on other channels.
    """
    scene = scene_of("khrushchev-1962")
    louder = apply(scene, [make_patch(scene, f"amplify:channel={scene.cut.channels[0].id},k=4")])
    more = other = 0
    for number in RUNS:
        one, two = first_turn(scene, number), first_turn(louder, number)
        if (two[:, CHANNEL] == 0).sum() > (one[:, CHANNEL] == 0).sum():
            rest = [log[log[:, CHANNEL] != 0][:, by] for log in (one, two)]
            more += 1
            other += not np.array_equal(*rest)
    return more, other


def test_draws_elsewhere_stay_what_they_were() -> None:
    more, other = moved([PARTY, CHANNEL, CHANCE, LUCK])
    assert more >= LATER and other == 0


def test_a_count_over_the_whole_turn_would_move() -> None:
    """Positive control: occasions are counted over the turn, so their numbers after the louder channel's are others."""
    more, other = moved([OCCASION])
    assert more >= LATER and other > 0
