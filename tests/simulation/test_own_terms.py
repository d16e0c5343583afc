"""A party takes terms that ask no more than what it states itself, whatever its reserve was drawn to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from simulated import like, play_slowly, scene_of

from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.simulation.acting import CHANNEL, ISSUE, KIND, MARK, PARTY, POSITION, TARGET
from counterpoint.simulation.arrays import BINDS, FAR, IDEAL, SIDE, STRESS, WHOM, Out
from counterpoint.simulation.looking import own_at
from counterpoint.simulation.moving import AUDIENCE, REACHED
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene

RUNS = range(16)
ACCEPT = KIND_ORDER.index("accept")
OPEN = Rules(hostage_days=-60.0, work_days=1e6, disown=0.0)
"""Nothing but limits stands in the way of a yes."""
Player = Callable[[Scene, int], Out]


def yes(scene: Scene, play: Player) -> Counter[str]:
    """Acceptances of two who face each other: of terms within what the party itself states, or beyond; bound or not."""
    found = Counter[str]()
    stakes, issues = scene.world.stakes, len(scene.world.matters)
    at = own_at(issues)
    for number in RUNS:
        out = play(scene, number)
        own, theirs = (scene.start.mem[:, a : a + issues].copy() for a in (at, at + issues))
        own = np.where(np.isnan(own), stakes[:, :, IDEAL], own)
        turn, said = 0.0, list[tuple[int, int, float]]()
        for now, *row in out.log[: int(out.told[0])]:
            if now > turn:
                for p, i, position in said:
                    theirs[1 - p, i] = position
                turn, said = now, []
            p, i = int(row[PARTY]), int(row[ISSUE])
            if p > 1 or i < 0 or scene.world.seats[p, int(row[CHANNEL]), WHOM + int(row[TARGET])] != 0:
                continue
            if int(row[KIND]) == ACCEPT and int(row[TARGET]) == AUDIENCE:
                continue
            if int(row[KIND]) == ACCEPT and not np.isnan(theirs[p, i]):
                within = (theirs[p, i] - own[p, i]) * stakes[p, i, SIDE] <= 0.0
                found[("within" if within else "beyond") + (", bound" if int(row[MARK]) & REACHED else "")] += 1
            if not np.isnan(row[POSITION]):
                own[p, i] = row[POSITION]
                said.append((p, i, row[POSITION]))
    return found


def open_to_all() -> Scene:
    """A case in which every channel deals with every issue, and binds."""
    scene = scene_of("dobrynin-1969", rules=OPEN)
    places = scene.world.places.copy()
    places[:, BINDS] = 1
    return replace(scene, world=scene.world._replace(agenda=np.ones_like(scene.world.agenda), places=places))


def test_own_terms_are_taken_and_others_are_not() -> None:
    scene = open_to_all()
    assert scene.cut.other[:2] == (1, 0)
    found = yes(scene, lambda s, n: play_one(s, number=n))
    assert found["within"] == 0 and found["within, bound"] > 5 and found["beyond"] > 5


def test_a_kernel_that_asks_the_reserve_alone_is_caught() -> None:
    """Positive control."""

    def strict(step: Callable[..., Any]) -> Callable[..., Any]:
        def move(*given: Any) -> Any:
            mem, stakes, acts = like(scene, given, scene.start.mem), scene.world.stakes, given[-2]
            at, issues = own_at(len(scene.world.matters)), len(scene.world.matters)
            reserve = mem[:, at + 2 * issues : at + 3 * issues]
            end = reserve + scene.rules.push * mem[:, STRESS, None] * (stakes[:, :, FAR] - reserve)
            short = (mem[:, at + issues : at + 2 * issues] - end) * stakes[:, :, SIDE] > 0.0
            done = step(*given)
            for row in acts[: given[0]]:
                if int(row[KIND]) == ACCEPT and short[int(row[PARTY]), int(row[ISSUE])]:
                    row[MARK] = 0.0
            return done

        return move

    scene = scene_of("dobrynin-1969", rules=OPEN)
    assert yes(scene, lambda s, n: play_slowly(s, number=n, move=strict))["within"] > 0
