"""Run 17 is run 17: whatever the threads, the chunks and the number of runs; and another seed is another world."""

from __future__ import annotations

from time import sleep
from typing import Any

import numpy as np
import pytest
from numba import typeof
from random_cases import random_case, random_cast
from simulated import same_bytes, scene_of

from counterpoint.record.record import make_record
from counterpoint.simulation import kernel, run
from counterpoint.simulation.arrays import Out
from counterpoint.simulation.run import play_many, play_one
from counterpoint.simulation.scene import make_scene

RUNS = 400
SCENE = scene_of("geneva-2022")
BY_RUN = ("which", "terms", "payoff", "counts", "open", "near")


def rows(out: Out, number: int) -> list[bytes]:
    """What came of one run."""
    return [getattr(out, name)[number].tobytes() for name in BY_RUN]


@pytest.fixture(scope="module")
def whole() -> Out:
    return play_many(SCENE, runs=RUNS, seed=5)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("chunk", [1, 7, 1000, 100_000])
def test_neither_threads_nor_chunks_change_a_byte(threads: int, chunk: int, whole: Out) -> None:
    assert same_bytes(play_many(SCENE, runs=RUNS, seed=5, threads=threads, chunk=chunk), whole)


def test_a_run_is_itself_whatever_is_played_beside_it(whole: Out) -> None:
    for runs in (18, 19, 120):
        assert rows(play_many(SCENE, runs=runs, seed=5), 17) == rows(whole, 17)
    alone = play_one(SCENE, number=17, seed=5)
    assert rows(alone, 17) == rows(whole, 17)
    assert rows(whole, 16) != rows(whole, 17)


def test_another_seed_is_another_world(whole: Out) -> None:
    other = play_many(SCENE, runs=RUNS, seed=6)
    assert not same_bytes(other, whole)
    assert sum(rows(other, n) == rows(whole, n) for n in range(RUNS)) == 0


def test_what_is_counted_is_told_as_it_goes() -> None:
    shares: list[float] = []
    play_many(SCENE, runs=21, seed=5, chunk=7, tell=shares.append)
    assert shares == pytest.approx([1 / 3, 2 / 3, 1.0])


def test_a_number_that_hangs_on_the_chunk_is_caught(whole: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: every range of runs counts from nought."""
    play = run.play

    def counted_anew(first: int, last: int, *given: Any) -> None:
        *before, out = given
        own = Out(*(a[first:last] if len(a) == RUNS else a for a in out))
        play(0, last - first, *before, own)

    monkeypatch.setattr(run, "play", counted_anew)
    assert same_bytes(play_many(SCENE, runs=RUNS, seed=5, chunk=100_000), whole)
    assert not same_bytes(play_many(SCENE, runs=RUNS, seed=5, chunk=7), whole)


def test_a_count_that_is_lost_between_threads_is_caught(whole: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: fans that are not added up but written over."""

    def over(one: Any, other: Any, out: Any) -> None:
        out[:] = other

    monkeypatch.setattr(run, "np", type("numbers", (), {**vars(np), "add": staticmethod(over)}))
    assert not same_bytes(play_many(SCENE, runs=RUNS, seed=5, chunk=7), whole)


def shared(monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether two threads write into one room at the same time."""
    busy, both, play = set[int](), [False], run.play

    def slowly(first: int, last: int, turns: int, seed: int, *given: Any) -> None:
        room = id(given[-3])
        both[0] = both[0] or room in busy
        busy.add(room)
        sleep(0.01)
        play(first, last, turns, seed, *given)
        busy.discard(room)

    monkeypatch.setattr(run, "play", slowly)
    play_many(SCENE, runs=40, seed=5, threads=2, chunk=2)
    return both[0]


def test_no_two_threads_write_into_one_room(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not shared(monkeypatch)


def test_a_room_for_all_threads_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: threads that are not told apart."""
    monkeypatch.setattr(run, "get_ident", lambda: 0)
    assert shared(monkeypatch)


def test_one_compiled_kernel_plays_every_case() -> None:
    """An array of another type or order would have it compiled anew, for a minute."""
    for seed in range(12):
        case = random_case(seed)
        scene = make_scene(make_record(case), random_cast(case, seed), turns=3)
        play_many(scene, runs=3)
        play_one(scene, number=1)
    assert len(kernel.play.signatures) == 1
    other = scene.start._replace(mem=np.asfortranarray(scene.start.mem))
    assert typeof(other) != typeof(scene.start)
