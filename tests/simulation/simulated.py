"""Scenes to play, and a run that is played step by step so that its insides can be seen, or spoiled on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from counterpoint.case.bundled import find_case
from counterpoint.case.model import Case
from counterpoint.case.read import read_case
from counterpoint.playbooks import AIMS, TECHNIQUES
from counterpoint.record.record import make_record
from counterpoint.simulation import kernel, run
from counterpoint.simulation.arrays import WIDE, Out
from counterpoint.simulation.by_hand import make_document
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.scene import Scene, make_scene
from counterpoint.simulation.tables import make_tables

Step = Callable[..., Any]


@cache
def called(step: Any) -> Step:
    """A part of a step of the kernel, which only the kernel calls, for Python to call."""
    found: Step = njit(error_model="numpy")(step.py_func)
    return found


@cache
def bundled(name: str) -> Case:
    """A bundled case."""
    case, _ = read_case(find_case(name))
    assert case is not None
    return case


def played_by_all(case: Case) -> dict[str, Any]:
    """A cast with every aim and technique among the parties."""
    names = [t.name for t in TECHNIQUES]
    return make_document({p.id: {"aim": AIMS[n % len(AIMS)].name, "techniques": names[: n % 4]}
                          for n, p in enumerate(case.parties)})  # fmt: skip


@cache
def scene_of(name: str, *, turns: int = 26, rules: Rules | None = None) -> Scene:
    """A bundled case to play on from its end."""
    case = bundled(name)
    return make_scene(make_record(case), played_by_all(case), turns=turns, rules=rules)


def arrays_in(found: Any) -> Iterator[NDArray[Any]]:
    """The arrays among arguments, those in tuples too."""
    if isinstance(found, np.ndarray):
        yield found
    elif isinstance(found, tuple):
        for one in found:
            yield from arrays_in(one)


def like(scene: Scene, arguments: Any, model: NDArray[Any]) -> NDArray[Any]:
    """The one array among a step's arguments that has the shape and type of another, and is not of the scene."""
    fixed = {id(a) for a in arrays_in((scene.world, scene.cast))}
    found = {id(a): a for a in arrays_in(arguments) if a.shape == model.shape and a.dtype == model.dtype}
    (one,) = (a for key, a in found.items() if key not in fixed)
    return one


def play_slowly(scene: Scene, *, number: int, seed: int = 0, **instead: Callable[[Step], Step]) -> Out:
    """As run.play_one, but the kernel's own loop is run by Python; instead wraps steps of it by name (move, hear, ...).

    What it gives is the same to the last byte, which a test holds.
    """
    out = run._make_out(scene, number + 1)._replace(
        log=np.zeros((run.MOST, run.LOG)), left=np.zeros_like(scene.start.mem),
        track=np.full((scene.turns, len(scene.world.sides), WIDE), np.nan),
    )  # fmt: skip
    kept = {name: step for name, step in vars(kernel).items() if hasattr(step, "py_func") and name != "play"}
    try:
        for name, step in kept.items():
            setattr(kernel, name, instead.get(name, lambda it: it)(called(step)))
        loop = kernel.play.py_func
        loop(number, number + 1, scene.turns, seed, *run.given(scene, make_tables(scene)), out)
    finally:
        for name, step in kept.items():
            setattr(kernel, name, step)
    return out


def same_bytes(one: Out, other: Out) -> bool:
    """Whether two outcomes are the same to the last byte."""
    return all(a.tobytes() == b.tobytes() for a, b in zip(one, other, strict=True))


def only_first_draw(scene: Scene) -> Scene:
    """The scene with one draw of its cast, so that every run has the same one."""
    cast = scene.cast
    cast = cast._replace(nats=cast.nats[:1].copy(), habits=cast.habits[:1].copy(), ways=cast.ways[:1].copy())
    return replace(scene, cast=cast)
