"""The salience that a told run writes down is what the kernel had: one log, the same two rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from random_cases import random_case, random_cast
from simulated import Step, like, play_slowly, scene_of

from counterpoint.case.model import Case
from counterpoint.record.record import make_record
from counterpoint.simulation.arrays import HEAT, SALIENCE, Floats, Out
from counterpoint.simulation.beginning import main_salience, make_line
from counterpoint.simulation.readings import DIGITS, heats
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.scene import Scene, make_scene
from counterpoint.simulation.telling import told

NAMES = ("geneva-2022", "russia-us-2025", "khrushchev-1962")


def watched(
    scene: Scene, number: int, *, move: Callable[[Step], Step] = lambda step: step,
    pass_turn: Callable[[Step], Step] = lambda step: step,
) -> tuple[Out, Floats]:  # fmt: skip
    """A run, and the kernel's own HEAT of every issue as each turn began (turns, I)."""
    kept: list[Floats] = []

    def keep(step: Step) -> Step:
        def passing(*given: Any) -> Any:
            ended = step(*given)
            kept.append(like(scene, given, scene.start.deals)[:, HEAT].copy())
            return ended

        return passing

    out = play_slowly(scene, number=number, move=move, pass_turn=lambda step: keep(pass_turn(step)))
    return out, np.array(kept)


def by_turn(scene: Scene, case: Case, turns: int) -> Floats:
    """The salience of every issue in every turn (turns, I), as the readings of the run say it: each till the next."""
    names = [issue.id for issue in scene.cut.issues]
    found, first = np.full((turns, len(names)), np.nan), scene.cut.record.as_of + 1
    for reading in case.series:
        if reading.name == "salience" and reading.source == case.sources[-1].id:
            turn, rest = divmod(reading.date.first.toordinal() - first, case.turn_days)
            assert rest == 0
            found[turn:, names.index(reading.about)] = reading.value
    return found


def wrong(scene: Scene, number: int, **planted: Callable[[Step], Step]) -> list[str]:
    """Where the readings of a told run say another salience than the kernel had."""
    out, heat = watched(scene, number, **planted)
    turns = int(out.which[number, 2]) + 1
    assert len(heat) == turns
    told_of = by_turn(scene, told(scene, out, number=number), turns)
    true = np.minimum(scene.world.stakes[:2, :, SALIENCE].mean(axis=0) * heat, 1.0)
    missed = ~np.isclose(told_of, true, rtol=0.0, atol=0.6 * 10.0**-DIGITS)
    return [f"turn {t}, issue {i}: {true[t, i]} in the run, told {told_of[t, i]}" for t, i in np.argwhere(missed)]


@pytest.mark.parametrize("name", NAMES)
def test_the_salience_told_is_the_kernels(name: str) -> None:
    scene = scene_of(name)
    outs = [watched(scene, number) for number in range(4)]
    for number, (out, heat) in enumerate(outs):
        assert np.array_equal(heats(scene, out.log[: int(out.told[0])], len(heat)), heat)
        assert wrong(scene, number) == []
    assert any((heat > 1.0).any() for _, heat in outs)  # public words did raise something


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 100_000))
def test_the_salience_told_of_any_case_is_the_kernels(seed: int) -> None:
    case = random_case(seed)
    scene = make_scene(make_record(case), random_cast(case, seed), turns=15)
    assert wrong(scene, 3) == []


def _louder(scene: Scene) -> Callable[[Step], Step]:
    """Once, a public word counts double."""

    def wrap(step: Step) -> Step:
        done: list[int] = []

        def move(*given: Any) -> None:
            deals = like(scene, given, scene.start.deals)
            before = deals[:, HEAT].copy()
            step(*given)
            if not done and (deals[:, HEAT] > before).any():
                done.append(1)
                deals[:, HEAT] += deals[:, HEAT] - before

        return move

    return wrap


def _lasts_longer(scene: Scene) -> Callable[[Step], Step]:
    """Once, what a campaign has raised does not fade."""

    def wrap(step: Step) -> Step:
        done: list[int] = []

        def pass_turn(*given: Any) -> Any:
            deals = like(scene, given, scene.start.deals)
            before = deals[:, HEAT].copy()
            ended = step(*given)
            if not done and (before > 1.0).any():
                done.append(1)
                deals[:, HEAT] = before
            return ended

        return pass_turn

    return wrap


def test_planted_defects_are_caught() -> None:
    """Positive control."""
    scene = scene_of("russia-us-2025")
    assert wrong(scene, 2, move=_louder(scene))
    assert wrong(scene, 2, pass_turn=_lasts_longer(scene))


def test_only_what_has_changed_is_written() -> None:
    scene = scene_of("russia-us-2025")
    calm = replace(scene, rules=Rules(heat_step=0.0))
    for where, changes in ((scene, True), (calm, False)):
        case = told(where, play_slowly(where, number=2), number=2)
        readings = [r for r in case.series if r.name == "salience"]
        said = {issue.id: [r.value for r in readings if r.about == issue.id] for issue in where.cut.issues}
        assert all(one != next_ for values in said.values() for one, next_ in pairwise(values))
        assert (len(readings) > len(where.cut.issues)) == changes and all(said.values())


ENDLESS = Rules(swans=0.0, leaving=0.0, yielding=0.0, enough=2.0, break_days=1e6, drift_days=1e6)


def played_on(name: str, number: int, *, series: bool = True) -> tuple[Floats, Floats]:
    """HEAT with which a run begins that is played on from a told one, and the kernel's own had it gone on.

    Of issues whose salience never passed 1, up to which a reading goes.
    """
    shorter, longer = (replace(scene_of(name, turns=turns), rules=ENDLESS) for turns in (12, 13))
    _, heat = watched(longer, number)
    case = told(shorter, play_slowly(shorter, number=number), number=number)
    case = case if series else replace(case, series=tuple(r for r in case.series if r.name != "salience"))
    line = make_line(replace(shorter.cut, record=make_record(case)), shorter.world, shorter.rules)
    read = (heat[:13] * main_salience(shorter.world) <= 1.0).all(axis=0)
    return line.deals[read, HEAT], heat[12, read]


@pytest.mark.parametrize("name", NAMES)
def test_who_plays_on_begins_with_what_campaigns_have_raised(name: str) -> None:
    pairs = [played_on(name, number) for number in range(3)]
    assert all(np.allclose(begun, heat, rtol=0.0, atol=1e-4) for begun, heat in pairs)
    assert any((heat > 1.0).any() for _, heat in pairs)


def test_control_without_the_readings_it_begins_anew() -> None:
    begun, heat = played_on(NAMES[1], 2, series=False)
    assert (begun == 1.0).all() and (heat > 1.0).any()
