"""The command simulate: where it may end."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from counterpoint.cli.casts import cast_of
from counterpoint.cli.given import Given, day_of, sound_case
from counterpoint.cli.guard import FINE, UsageError
from counterpoint.cli.output import json_text, say, say_json, writable_folder, write_files
from counterpoint.cli.progress import bar

if TYPE_CHECKING:
    from counterpoint.case.model import Case
    from counterpoint.simulation.scene import Scene

OUTPUT: Final = Path("counterpoint-out")
RUNS, TURNS, SEED = (1, 1_000_000), (1, 520), (0, 2**63 - 1)
"""What may be asked for."""
CASTING: Final = 0.7
"""Share of the work that the cast takes, where it has to be made."""


@dataclass(frozen=True)
class Asked:
    """What a forecast is asked to be: how many runs of how many turns, from which day, by which seed and cast."""

    runs: int
    turns: int
    seed: int
    as_of: str | None
    cast: Path | None


def simulate(name: str, asked: Asked, *, out: Path | None, json: bool) -> int:
    """Play a case forward; print what came out and write the files, or print the document as JSON."""
    given = sound_case(name)
    _within("--runs", asked.runs, RUNS)
    _within("--turns", asked.turns, TURNS)
    _within("--seed", asked.seed, SEED)
    folder = None if json and out is None else writable_folder(out or OUTPUT / given.folder.resolve().name)
    document, played = _played(given, asked)
    if json:
        say_json(document)
    written = _write(folder, document, played) if folder else ()
    if not json:
        _tell(document)
        say(["", *(f"wrote {file}" for file in written)])
    return FINE


def _within(option: str, value: int, bounds: tuple[int, int]) -> None:
    if not bounds[0] <= value <= bounds[1]:
        raise UsageError(f"{option}: expected a whole number from {bounds[0]} to {bounds[1]}, got {value}")


def threads() -> int:
    """How many threads to use: COUNTERPOINT_THREADS, else the cores this process may run on."""
    asked = os.environ.get("COUNTERPOINT_THREADS", "")
    if asked and not (asked.isdigit() and int(asked) > 0):
        raise UsageError(f"COUNTERPOINT_THREADS: expected a whole number from 1, got {asked!r}")
    return int(asked) if asked else len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _played(given: Given, asked: Asked) -> tuple[dict[str, Any], dict[str, Case]]:
    """The document, and the cases of the runs that are told, by what they stand for."""
    from counterpoint.simulation.forecast import forecast
    from counterpoint.simulation.run import play_many
    from counterpoint.simulation.stories import stories

    with bar() as tell:
        scene, cast = scene_of(given, asked, tell)
        step = (lambda share: tell("playing", CASTING + (1 - CASTING) * share)) if tell else None
        out = play_many(scene, runs=asked.runs, seed=asked.seed, threads=threads(), tell=step)
        told, played = stories(scene, out, seed=asked.seed)
    return forecast(scene, out, seed=asked.seed, cast=cast) | {"stories": told}, played


def scene_of(given: Given, asked: Asked, tell: Any) -> tuple[Scene, dict[str, Any]]:
    """The scene that is asked for, and the cast document it was made from."""
    from counterpoint.cli.kernels import prepare

    as_of = day_of(asked.as_of, given.case) if asked.as_of is not None else None
    step = (lambda what, share: tell(what, CASTING * share)) if tell else None
    cast = cast_of(given, asked.cast, as_of=as_of, seed=asked.seed, tell=step)
    prepare("simulation")
    from counterpoint.record.record import make_record
    from counterpoint.simulation.scene import make_scene

    try:
        return make_scene(make_record(given.case, as_of=as_of), cast, turns=asked.turns), cast
    except ValueError as error:
        raise UsageError(str(error)) from None


def _write(folder: Path, document: dict[str, Any], played: dict[str, Case]) -> tuple[Path, ...]:
    """Write the document, the page, and each told run as a case of its own."""
    from counterpoint.case.write import write_case
    from counterpoint.reports.forecast import forecast_html

    written = write_files(folder, {"forecast.json": json_text(document), "forecast.html": forecast_html(document)})
    for name, case in played.items():
        write_case(case, folder / "runs" / name)
    return (*written, *(folder / "runs" / name for name in played))


def _tell(document: dict[str, Any]) -> None:
    """The summary."""
    from counterpoint.reports.forecast_lines import forecast_lines

    say(forecast_lines(document))
