"""What is said to an audience is no yes and no signature, and behind doors no audience is spoken to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from simulated import bundled, play_slowly, scene_of

from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.simulation.acting import KIND, MARK, TARGET
from counterpoint.simulation.arrays import Floats, Out
from counterpoint.simulation.moving import AUDIENCE, REACHED, SIGNED
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene

YES = tuple(KIND_ORDER.index(kind) for kind in ("accept", "sign"))
LIVELY = Rules(enough=2.0, swans=0.0, leaving=0.0, yielding=0.0)


def said(scene: Scene, play: Callable[[Scene, int], Out], *, runs: int = 24) -> tuple[int, int]:
    """Yeses and signatures to an audience, and those of them that bind."""
    found = bound = 0
    for number in range(runs):
        out = play(scene, number)
        for row in out.log[: int(out.told[0]), 1:]:
            if int(row[KIND]) in YES and int(row[TARGET]) == AUDIENCE:
                found += 1
                bound += bool(int(row[MARK]) & (REACHED | SIGNED))
    return found, bound


def test_nobody_binds_himself_to_an_audience() -> None:
    found, bound = said(scene_of("russia-us-2025", turns=52, rules=LIVELY), lambda s, n: play_one(s, number=n))
    assert found > 5 and bound == 0


def test_a_kernel_that_takes_them_for_its_owner_is_caught() -> None:
    """Positive control: audiences are read as the counterpart, as they were."""

    def heard(step: Callable[..., Any]) -> Callable[..., Any]:
        def move(*given: Any) -> Any:
            acts: Floats = given[-2]
            there = acts[: given[0], TARGET] == AUDIENCE
            acts[: given[0], TARGET][there] = 0.0
            done = step(*given)
            acts[: given[0], TARGET][there] = AUDIENCE
            return done

        return move

    scene = scene_of("russia-us-2025", turns=52, rules=LIVELY)
    assert said(scene, lambda s, n: play_slowly(s, number=n, move=heard))[1] > 0


@pytest.mark.parametrize("name", ["russia-us-2025", "paris-1968", "dobrynin-1969"])
def test_behind_doors_no_audience_is_spoken_to(name: str) -> None:
    case, cut = bundled(name), scene_of(name).cut
    doors = [bool(c.seats) and c.level not in ("public", "field", "internal") for c in cut.channels]
    aimed = {c: targets[AUDIENCE] for (_, c), targets in cut.targets.items()}
    assert any(doors) and not any(aimed[c] for c, closed in enumerate(doors) if closed)
    assert any(p.audiences for p in case.parties)
