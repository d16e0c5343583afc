"""What no run may break, in cases drawn at random: promises add up, numbers keep their bounds, doors stay shut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings, strategies as st
from numpy.typing import NDArray
from random_cases import random_case, random_cast
from simulated import Step, like, play_slowly

from counterpoint.case.read import read_case
from counterpoint.case.write import write_case
from counterpoint.measures import measure
from counterpoint.record.record import make_record
from counterpoint.reports.picture import score_svg
from counterpoint.simulation import acting
from counterpoint.simulation.arrays import (
    BATTLE,
    CLOSES,
    IMAGE,
    N_BROKEN,
    N_KEPT,
    N_LAPSED,
    OPENED,
    OPENS,
    SHUT,
    STRESS,
    SUPPORT,
    TRUST,
    Out,
)
from counterpoint.simulation.ended import of_the_end
from counterpoint.simulation.ending import CAPITULATION, DISENGAGEMENT, PARTIAL, SETTLEMENT, SHOCK, TACIT
from counterpoint.simulation.looking import own_at
from counterpoint.simulation.run import play_many, play_one
from counterpoint.simulation.scene import Scene, make_scene
from counterpoint.simulation.telling import told

SEEDS = st.integers(0, 100_000)
TURNS, RUNS = 15, 40


def scene_of(seed: int) -> Scene:
    """A random case to play on."""
    case = random_case(seed)
    return make_scene(make_record(case), random_cast(case, seed), turns=TURNS)


def unbalanced(scene: Scene, out: Out) -> list[int]:
    """Runs in which promises do not add up: those at the start and since, kept, broken, lapsed or still open."""
    opened = scene.start.owed.sum(axis=(1, 2, 3))[None] + out.counts[:, :, OPENED]
    ended = out.counts[:, :, [N_KEPT, N_BROKEN, N_LAPSED]].sum(axis=2) + out.open
    return [int(n) for n in np.unique(np.nonzero(opened != ended)[0])]


def miscounted(out: Out) -> list[int]:
    """Turns whose fans do not hold every run that acted in them, once."""
    ending, turn = out.which[:, 0], out.which[:, 2]
    acted = [((turn > t) | ((turn == t) & (ending != SHOCK))).sum() for t in range(len(out.fans))]
    return [t for t, due in enumerate(acted) if np.any(out.fans[t, :7].sum(axis=1) != due)]


def out_of_bounds(scene: Scene, out: Out, number: int) -> list[str]:
    """What left its bounds in a run that was played alone."""
    log, issues = out.log[: int(out.told[0]), 1:], len(scene.cut.issues)
    own = out.left[:, own_at(issues) : own_at(issues) + issues]
    track = out.track[: int(out.which[number, 2]) + 1]
    held = {
        "position stated": (log[:, acting.POSITION], 0.0), "position held": (own, 0.0),
        "support": (track[:, :, SUPPORT], -1.0), "battlefield": (track[:, :, BATTLE], -1.0),
        "image": (track[:, :, IMAGE], -1.0), "credibility": (track[:, :, TRUST], 0.0),
        "stress": (track[:, :, STRESS], 0.0), "near": (out.near[number : number + 1], 0.0),
    }  # fmt: skip
    found = [name for name, (values, least) in held.items() if np.any((values < least) | (values > 1.0))]
    return found + ["track"] * bool(np.isnan(track).any())


def watched(
    scene: Scene, number: int, *, act: Callable[[Step], Step] = lambda step: step
) -> tuple[Out, list[NDArray[np.int64]]]:
    """A run, and which channels were suspended when the parties chose, turn by turn."""
    shut: list[NDArray[np.int64]] = []

    def watch(step: Step) -> Step:
        def watching(n: int, turn: int, *given: Any) -> Any:
            shut.append(like(scene, given, scene.start.chan)[:, SHUT].copy())
            return step(n, turn, *given)

        return watching

    return play_slowly(scene, number=number, act=lambda step: watch(act(step))), shut


def trespasses(scene: Scene, out: Out, shut: list[NDArray[np.int64]]) -> Iterator[str]:
    """Acts on a channel that was closed, not open yet or suspended, or where the actor had no seat on the last day."""
    cut = scene.cut
    now, days = cut.record.as_of + 1, cut.record.case.turn_days
    for row in out.log[: int(out.told[0])]:
        turn, p, c = int(row[0]), int(row[1 + acting.PARTY]), int(row[1 + acting.CHANNEL])
        channel, day = cut.channels[c], now + turn * days
        if channel.opened and day < channel.opened.first.toordinal():
            yield f"{channel.id} is not open yet in turn {turn}"
        if channel.closed and day > channel.closed.last.toordinal():
            yield f"{channel.id} is closed in turn {turn}"
        if shut[turn][c] > turn:
            yield f"{channel.id} is suspended in turn {turn}"
        sits = [s for s in channel.seats if s.party == cut.parties[p]
                and (s.since is None or s.since.first.toordinal() <= now)
                and (s.until is None or s.until.last.toordinal() >= now)]  # fmt: skip
        if channel.seats and not sits:
            yield f"{cut.parties[p]} has no seat on {channel.id}"


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_promises_add_up_and_numbers_keep_their_bounds(seed: int) -> None:
    scene = scene_of(seed)
    assert unbalanced(scene, play_many(scene, runs=RUNS, seed=seed)) == []
    assert out_of_bounds(scene, play_one(scene, number=2, seed=seed), 2) == []


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_nobody_acts_where_he_has_no_seat_or_the_door_is_shut(seed: int) -> None:
    scene = scene_of(seed)
    out, shut = watched(scene, 1)
    assert list(trespasses(scene, out, shut)) == []


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_every_run_has_one_ending_and_fans_hold_every_turn_of_it(seed: int) -> None:
    scene = scene_of(seed)
    out = play_many(scene, runs=RUNS, seed=seed)
    ending, who, turn = (out.which[:, k] for k in range(3))
    assert np.bincount(ending, minlength=SHOCK + 1).sum() == RUNS and len(np.bincount(ending, minlength=9)) == 9
    assert np.array_equal(who >= 0, np.isin(ending, (CAPITULATION, DISENGAGEMENT)))
    assert np.all(who <= 1) and np.all((turn >= 0) & (turn < TURNS))
    known = ~np.isnan(out.terms)
    assert np.all(known[np.isin(ending, (SETTLEMENT, TACIT, PARTIAL))].any(axis=1)) and np.isfinite(out.payoff).all()
    assert np.all(known[ending == CAPITULATION]) and np.all((out.terms[known] >= 0) & (out.terms[known] <= 1))
    assert miscounted(out) == []


@settings(max_examples=12, deadline=None)
@given(SEEDS, st.booleans())
@example(seed=5461, whole=False)  # gives in after its last channel was closed
def test_a_told_run_is_a_sound_record(seed: int, whole: bool) -> None:
    scene = scene_of(seed)
    out = play_one(scene, number=1, seed=seed)
    case = told(scene, out, number=1, whole=whole)
    if not case.acts:
        return
    with TemporaryDirectory() as folder:
        write_case(case, Path(folder))
        back, problems = read_case(Path(folder))
    assert [str(p) for p in problems if p.severity == "error"] == []
    # a first demand may be called a new one, a party may do the same thing on three occasions of a day, and who gives
    # in at the end does so on no channel
    assert {p.field for p in problems} <= {"replaces", "row", "channel"}
    assert back == case
    record = make_record(case)
    end = list(of_the_end(scene, out, 1, case.sources[-1].id))
    assert bool(end) == (out.which[1, 0] in (CAPITULATION, SETTLEMENT))
    assert len(record.acts) == int(out.told[0]) + len(end) + len(scene.cut.record.acts) * whole
    assert measure(record) and "<svg" in score_svg(case, record)


@pytest.fixture(scope="module")
def eventful() -> Scene:
    """A random case in which much is promised and done."""
    return next(s for s in map(scene_of, range(100)) if play_one(s, number=1).counts[1, :, OPENED].sum() > 20)


def test_a_promise_that_vanishes_is_caught(eventful: Scene) -> None:
    def loses(step: Step) -> Step:
        def move(*given: Any) -> None:
            step(*given)
            owed = like(eventful, given, eventful.start.owed)
            owed[tuple(np.argwhere(owed)[:1].T)] -= 1

        return move

    assert 1 not in unbalanced(eventful, play_slowly(eventful, number=1))
    assert 1 in unbalanced(eventful, play_slowly(eventful, number=1, move=loses))


def _opened(scene: Scene, door: str) -> Callable[[Step], Step]:
    """Everybody chooses as if a door were open."""
    places, seats = scene.world.places.copy(), np.ones_like(scene.world.seats)
    places[:, OPENS], places[:, CLOSES] = -1000, 1000

    def wrap(step: Step) -> Step:
        def act(*given: Any) -> Any:
            chan = like(scene, given, scene.start.chan)
            doors = {"no seat": (scene.world.seats, seats), "suspended": (chan, np.zeros_like(chan))}
            old, new = doors.get(door, (scene.world.places, places))
            return step(*(new if one is old else one for one in given))

        return act

    return wrap


@pytest.mark.parametrize("door", ["closed", "not open yet", "suspended", "no seat"])
def test_a_door_left_open_is_caught(door: str) -> None:
    # Suspended channels are few: several runs of each case.
    runs = ((scene_of(seed), number) for number in range(1, 5) for seed in range(40))
    found = (trespasses(scene, *watched(scene, number, act=_opened(scene, door))) for scene, number in runs)
    assert any(door in trespass for one in found for trespass in one)


def test_an_ending_that_is_told_too_early_is_caught(eventful: Scene) -> None:
    out = play_many(eventful, runs=RUNS)
    assert miscounted(out) == []
    out.which[np.argmax(out.which[:, 2]), 2] -= 1
    assert miscounted(out) != []


def test_a_number_out_of_bounds_is_caught(eventful: Scene) -> None:
    out = play_one(eventful, number=1)
    assert out_of_bounds(eventful, out, 1) == []
    out.log[3, 1 + acting.POSITION], out.track[1, 0, SUPPORT], out.track[0, 1, STRESS] = 1.01, -1.01, np.nan
    assert out_of_bounds(eventful, out, 1) == ["position stated", "support", "track"]
