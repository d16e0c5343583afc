"""Nobody begins a war in a run, and the front is that of those who fight."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from simulated import bundled, played_by_all, scene_of

from counterpoint.case.bundled import bundled_cases
from counterpoint.case.model import Case, Reading
from counterpoint.levers.patch import apply, make_patch
from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.record.record import make_record
from counterpoint.simulation import acting
from counterpoint.simulation.acting import CHANNEL, KIND, OCCASION, PARTY, TARGET
from counterpoint.simulation.arrays import BATTLE, FIGHTS, FOE, FRONT, SUPPORT
from counterpoint.simulation.fighting import NOBODY, front, wars
from counterpoint.simulation.framing import owner
from counterpoint.simulation.run import play_many, play_one
from counterpoint.simulation.scene import Scene, make_scene

FOUGHT = {"anderson-1956": ("israel", "egypt"), "dobrynin-1969": ("syria", "jordan"),
          "russia-us-2025": ("russia", "ukraine")}  # fmt: skip


def made(case: Case, turns: int = 30) -> Scene:
    return make_scene(make_record(case), played_by_all(case), turns=turns)


def struck(scene: Scene, runs: int = 15) -> Counter[tuple[str, str]]:
    """Who struck whom in some runs, how often."""
    found, cut = Counter[tuple[str, str]](), scene.cut
    for number in range(runs):
        out = play_one(scene, number=number)
        for row in out.log[: int(out.told[0]), 1:]:
            p, c = int(row[PARTY]), int(row[CHANNEL])
            if KIND_ORDER[int(row[KIND])] == "strike":
                found[cut.parties[p], owner(cut, cut.targets[p, c][int(row[TARGET])]) or "?"] += 1
    return found


def test_the_kinds_are_where_the_kernel_looks_for_them() -> None:
    assert (KIND_ORDER[acting.STRIKING], KIND_ORDER[acting.PRESSING]) == ("strike", "pressure")


@pytest.mark.parametrize("name", bundled_cases())
def test_who_has_not_fought_does_not_strike(name: str) -> None:
    """Control: where everybody fights everybody, others strike."""
    scene, pair = scene_of(name), set(FOUGHT.get(name, ()))
    assert {frozenset(one) for one in struck(scene)} <= {frozenset(pair)}
    seats = scene.world.seats.copy()
    seats[:, :, FIGHTS:] = 1
    anybody = struck(replace(scene, world=scene.world._replace(seats=seats)))
    assert {frozenset(one) for one in anybody} - {frozenset(pair)}


def test_what_would_be_a_strike_is_pressure_and_once_on_an_occasion() -> None:
    scene, shown = scene_of("geneva-2022"), 0
    for number in range(20):
        out = play_one(scene, number=number)
        seen: set[tuple[int, int]] = set()
        for row in out.log[: int(out.told[0])]:
            if int(row[1 + KIND]) == acting.PRESSING:
                key = int(row[0]), int(row[1 + OCCASION])
                assert key not in seen
                seen.add(key)
        shown += len(seen)
    assert shown > 20


@pytest.mark.parametrize("name", bundled_cases())
def test_the_front_is_between_those_who_fight(name: str) -> None:
    scene = scene_of(name)
    pair = tuple(scene.cut.parties[p] for p in front(scene.cut) if p != NOBODY)
    assert set(pair) == set(FOUGHT.get(name, ()))
    drifts = [p for p, party in enumerate(scene.cut.parties) if party in pair]
    left = np.array([play_one(scene, number=n).left[:, BATTLE] for n in range(6)]) - scene.start.mem[:, BATTLE]
    moved = set(np.flatnonzero(np.abs(left).max(axis=0) > 0.0))
    assert moved == set(drifts)


def test_a_battlefield_of_both_is_a_war_and_one_on_record_later_is_not() -> None:
    case = bundled("geneva-2022")
    day = case.acts[-1].date
    rows = tuple(Reading(day, "battlefield", party, 0.1, "news") for party in ("russia", "ukraine"))
    both = make_scene(make_record(replace(case, series=rows)), played_by_all(case), turns=4)
    assert {both.cut.parties[p] for p in front(both.cut)} == {"russia", "ukraine"}
    for series in (rows[:1], ()):
        assert not wars(made(replace(case, series=series)).cut).any()


def test_who_is_supported_holds_the_front() -> None:
    """Support for a third party that fights: without it, it loses ground, and the other gains."""
    scene = scene_of("russia-us-2025", turns=40)
    more, less = (apply(scene, [make_patch(scene, f"support:party=ukraine,by={by}")]) for by in (0.5, -0.5))
    p, q = (int(scene.world.plain[k]) for k in (FRONT, FOE))
    ukraine, russia = (q, p) if scene.cut.parties[p] == "russia" else (p, q)
    held = [np.array([play_one(s, number=n).left[:, BATTLE] for n in range(30)]).mean(axis=0) for s in (more, less)]
    assert held[0][ukraine] > held[1][ukraine] + 0.05 and held[0][russia] < held[1][russia] - 0.05
    paid = [play_many(s, runs=400).payoff.mean(axis=0) for s in (more, scene, less)]
    assert paid[0][ukraine] > paid[1][ukraine] > paid[2][ukraine]
    lost = (scene.start.mem[ukraine, SUPPORT], less.start.mem[ukraine, SUPPORT])
    assert lost[0] > lost[1]
