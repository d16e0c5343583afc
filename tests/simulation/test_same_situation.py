"""What the parties remember at the end of a run is what its told record leaves: one step function for both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from random_cases import random_case, random_cast
from simulated import Step, like, play_slowly, same_bytes, scene_of

from counterpoint.record.record import make_record
from counterpoint.simulation import run
from counterpoint.simulation.arrays import (
    ASIDE,
    ASKS,
    BATTLE,
    CHIEF,
    HELD,
    HOSTAGE,
    IMAGE,
    NONE,
    STANCE,
    STATE,
    STRESS,
    SUPPORT,
    THREAT,
    TRUST,
    UNTIL,
    WIDE,
    Ints,
    Out,
)
from counterpoint.simulation.beginning import make_line
from counterpoint.simulation.ended import of_the_end
from counterpoint.simulation.looking import forget, own_at
from counterpoint.simulation.scene import Scene, make_scene
from counterpoint.simulation.telling import told

NAMES = ("geneva-2022", "russia-us-2025", "dobrynin-1969", "khrushchev-1962", "paris-1968")
RUNS_OWN = (STATE, STRESS, THREAT, TRUST, IMAGE, HELD, UNTIL, HOSTAGE, ASIDE)
"""What no record holds: hidden, or counted by the rules of the run alone."""
Promises = Counter[tuple[int, int, int, int]]


def seen(
    scene: Scene, number: int, *, move: Callable[[Step], Step] = lambda step: step, **instead: Callable[[Step], Step]
) -> tuple[Out, Ints]:
    """A run and the promises that are open when it ends, (P, 4, 2, L)."""
    kept: dict[str, Ints] = {}

    def keep(step: Step) -> Step:
        def keeping(*given: Any) -> Any:
            kept["owed"] = like(scene, given, scene.start.owed)
            return step(*given)

        return keeping

    out = play_slowly(scene, number=number, seed=0, move=lambda step: keep(move(step)), **instead)
    return out, kept["owed"]


def by_lapse(owed: Ints, *, now: int, most: int) -> Promises:
    """Open promises by party, whom to, kind and turns until they lapse, at most so many; without those due now."""
    found: Promises = Counter()
    for p, whom, kind, slot in np.argwhere(owed):
        left = min(int(slot - now) % owed.shape[3], most)
        if left:
            found[int(p), int(whom), int(kind), left] += int(owed[p, whom, kind, slot])
    return found


def differences(scene: Scene, out: Out, number: int, owed: Ints) -> list[str]:
    """Where the kernel's memory and promises at the end differ from those that the told record leaves."""
    issues, days, turns = len(scene.cut.issues), scene.cut.record.case.turn_days, int(out.which[number, 2]) + 1
    case = told(scene, out, number=number)
    over = {act.id for act in of_the_end(scene, out, number, case.sources[-1].id)}
    after = make_record(replace(case, acts=tuple(act for act in case.acts if act.id not in over)))
    line = make_line(replace(scene.cut, record=after), scene.world, scene.rules)
    mem, expected = out.left.copy(), line.mem.copy()
    forget(mem, issues, len(scene.cut.channels), float(days))
    asks = mem[:, WIDE + ASKS * (issues + 1) :][:, : issues + 1]
    asks[asks != NONE] -= turns * days
    for level in (
        SUPPORT,
        BATTLE,
    ):  # readings are of the beginning of a turn, when all choose: the last day's blows come after
        mem[:, level] = out.track[turns - 1, :, level]
    reserves = slice(own_at(issues) + 2 * issues, own_at(issues) + 3 * issues)
    own_lines = (scene.world.sides[:, CHIEF] == 0) & (scene.world.seats[:, :, STANCE] != 0).any(axis=1)
    for one in (mem, expected):
        one[:, RUNS_OWN] = one[:, reserves] = 0.0
        # what a party stands for itself is on no record where its envoys state lines of their own
        one[own_lines, own_at(issues) : own_at(issues) + issues] = 0.0
    wrong = ~np.isclose(mem, expected, rtol=0.0, atol=1e-5, equal_nan=True)
    found = [f"memory of {p} at {j}: {mem[p, j]} in the run, {expected[p, j]} on record" for p, j in np.argwhere(wrong)]
    left = scene.turns - turns + 1
    run_has, record_has = by_lapse(owed, now=turns, most=left), by_lapse(line.owed, now=0, most=left)
    return found + [f"promises {key}" for key in (run_has - record_has) + (record_has - run_has)]


@pytest.mark.parametrize("name", NAMES)
def test_a_run_leaves_what_its_record_leaves(name: str) -> None:
    scene = scene_of(name)
    for number in range(8):
        out, owed = seen(scene, number)
        assert differences(scene, out, number, owed) == []
        assert owed.sum(axis=(1, 2, 3)).tolist() == out.open[number].tolist()


@pytest.mark.parametrize("name", NAMES)
def test_so_it_is_where_talks_decay_and_mediators_step_aside(name: str) -> None:
    rules = scene_of(name).rules._replace(work_days=10.0, step_aside=20.0, more_moves=2.0)
    scene, aside, formal = scene_of(name, rules=rules), 0.0, 0
    for number in range(8):
        out, owed = seen(scene, number)
        assert differences(scene, out, number, owed) == []
        aside += float(out.left[:, ASIDE].sum())
        formal += not same_bytes(out, run.play_one(scene_of(name, rules=rules._replace(form=0.0)), number=number))
    assert aside > 0 and formal > 0


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 100_000))
def test_a_run_of_any_case_leaves_what_its_record_leaves(seed: int) -> None:
    case = random_case(seed)
    scene = make_scene(make_record(case), random_cast(case, seed), turns=15)
    out, owed = seen(scene, 3, hear=lambda step: step)
    assert differences(scene, out, 3, owed) == []


@pytest.mark.parametrize("name", NAMES[:2])
def test_what_python_plays_is_what_the_kernel_plays(name: str) -> None:
    scene = scene_of(name)
    assert same_bytes(play_slowly(scene, number=4), run.play_one(scene, number=4))
    assert not same_bytes(play_slowly(scene, number=4, hear=lambda step: lambda *given: None),
                          run.play_one(scene, number=4))  # fmt: skip


def _deaf_to_the_first(step: Step) -> Step:
    """The first act of every turn is not heard."""

    def hear(made: int, *given: Any) -> None:
        acts = given[-1]
        acts[: made - 1] = acts[1:made].copy()
        step(max(made - 1, 0), *given)

    return hear


def _fades_too_fast(scene: Scene) -> Callable[[Step], Step]:
    """A half-life that is half a day in a week too short."""

    def wrap(step: Step) -> Step:
        def pass_turn(n: int, turn: int, *given: Any) -> Any:
            if turn > 0:
                forget(like(scene, given, scene.start.mem), len(scene.cut.issues), len(scene.cut.channels), 0.5)
            return step(n, turn, *given)

        return pass_turn

    return wrap


def _forgets_promises_of(scene: Scene, turn: int) -> Callable[[Step], Step]:
    """What is promised in one turn is not written down."""

    def wrap(step: Step) -> Step:
        def move(made: int, now: int, *given: Any) -> None:
            owed = like(scene, given, scene.start.owed)
            before = owed.copy()
            step(made, now, *given)
            if now == turn:
                owed[:] = np.minimum(owed, before)

        return move

    return wrap


def test_planted_defects_are_caught() -> None:
    scene = scene_of("russia-us-2025")
    deaf, owed = seen(scene, 2, hear=_deaf_to_the_first)
    assert differences(scene, deaf, 2, owed)
    fading, owed = seen(scene, 2, pass_turn=_fades_too_fast(scene))
    assert differences(scene, fading, 2, owed)
    last = int(run.play_one(scene, number=2).which[2, 2])
    assert any(_is_seen_to_forget(scene, turn) for turn in range(last - 4, last))


def _is_seen_to_forget(scene: Scene, turn: int) -> bool:
    careless, owed = seen(scene, 2, move=_forgets_promises_of(scene, turn))
    return any(found.startswith("promises") for found in differences(scene, careless, 2, owed))
