"""The command simulate: where it may end."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from counterpoint.case.inputs import digests
from counterpoint.case.passages import read_passages
from counterpoint.cli.asked import Asked, asked_day, check
from counterpoint.cli.casts import Wanted, cast_of, read_json
from counterpoint.cli.dossiers import DOSSIER, FORECAST, belongs
from counterpoint.cli.given import Given, sound_case
from counterpoint.cli.guard import FINE, UsageError
from counterpoint.cli.output import json_text, say, say_json, writable_folder, write_files
from counterpoint.cli.progress import bar

if TYPE_CHECKING:
    from counterpoint.case.model import Case
    from counterpoint.record.record import Record
    from counterpoint.simulation.scene import Scene

OUTPUT: Final = Path("counterpoint-out")
CASTING: Final = 0.7
"""Share of the work that the cast takes, where it has to be made."""


def simulate(name: str, asked: Asked, *, out: Path | None, json: bool) -> int:
    """Play a case forward; print what came out and write the files, or print the document as JSON."""
    given = sound_case(name)
    check(given, asked)
    folder = None if json and out is None else writable_folder(out or OUTPUT / given.folder.resolve().name)
    played = _play(given, asked, folder)
    if json:
        say_json(played.document)
    written = _write(folder, given, played) if folder else ()
    if not json:
        _tell(given.case, played.document)
        say(["", *(f"wrote {file}" for file in written)])
        if folder and (folder / DOSSIER).exists() and folder / DOSSIER not in written:
            say([f"{folder / DOSSIER} stays as it was: its assessment is not the one that was played."])
    return FINE


def threads() -> int:
    """How many threads to use: COUNTERPOINT_THREADS, else the cores this process may run on."""
    asked = os.environ.get("COUNTERPOINT_THREADS", "")
    if asked and not (asked.isdigit() and int(asked) > 0):
        raise UsageError(f"COUNTERPOINT_THREADS: expected a whole number from 1, got {asked!r}")
    return int(asked) if asked else len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


@dataclass(frozen=True)
class Played:
    """What came out: the document, the record it began from, and the runs that are told, by what they stand for."""

    document: dict[str, Any]
    record: Record
    runs: dict[str, Case]


def _play(given: Given, asked: Asked, folder: Path | None) -> Played:
    """Make the scene and play it."""
    from counterpoint.record.record import make_record
    from counterpoint.simulation.forecast import forecast
    from counterpoint.simulation.run import play_many
    from counterpoint.simulation.stories import stories

    with bar() as tell:
        scene, cast = scene_of(given, asked, tell, beside=folder)
        step = (lambda share: tell("playing", CASTING + (1 - CASTING) * share)) if tell else None
        out = play_many(scene, runs=asked.runs, seed=asked.seed, threads=threads(), tell=step)
        told, runs = stories(scene, out, seed=asked.seed)
    record = make_record(given.case, as_of=scene.cut.record.as_of)
    document = forecast(scene, out, seed=asked.seed, cast=cast) | {"stories": told} | _made(given, record, cast)
    return Played(document, record, {name: _named(case, name) for name, case in runs.items()})


def _made(given: Given, record: Record, cast: dict[str, Any]) -> dict[str, Any]:
    """What a forecast carries on from what it was made of: the strictest marking, digests, where its cast is from."""
    from counterpoint.reports.marking import banner

    kept = {key: cast[key] for key in ("as_of", "eyes", "seed", "version") if key in cast}
    return {
        "marking": banner(given.case, record, also=cast.get("marking")),
        "inputs": digests(given.folder),
        "cast_made": {"by": "assess" if kept else "hand", **kept},
    }


def _named(case: Case, name: str) -> Case:
    """A told run as a case that cannot be taken for what happened."""
    return replace(case, title=f"{case.title}: played, none of it has happened ({name.replace('_', ' ')})")


def scene_of(given: Given, asked: Asked, tell: Any, *, beside: Path | None = None) -> tuple[Scene, dict[str, Any]]:
    """The scene that is asked for, and the cast document it was made from; beside is where a cast may lie."""
    from counterpoint.cli.kernels import prepare

    as_of = asked_day(given, asked)
    step = (lambda what, share: tell(what, CASTING * share)) if tell else None
    cast = cast_of(Wanted(given, as_of, asked.seed, beside), asked.cast, tell=step)
    prepare("simulation")
    from counterpoint.cli.rules import rules_of
    from counterpoint.record.record import make_record
    from counterpoint.simulation.scene import default_rules, make_scene

    record = make_record(given.case, as_of=as_of)
    try:
        return make_scene(record, cast, turns=asked.turns, rules=rules_of(asked.rules, default_rules(record))), cast
    except ValueError as error:
        raise UsageError(str(error)) from None


def _write(folder: Path, given: Given, played: Played) -> tuple[Path, ...]:
    """Write the document, the page, each told run as a case of its own, and the forecast into a dossier that fits."""
    from counterpoint.case.write import write_case
    from counterpoint.reports.forecast import forecast_html

    texts = {
        FORECAST: json_text(played.document),
        "forecast.html": forecast_html(played.record.case, played.record, played.document),
        **_dossier(folder, given, played),
    }
    written = write_files(folder, texts)
    try:
        _clear(folder / "runs")
        for name, case in played.runs.items():
            write_case(case, folder / "runs" / name)
    except OSError as error:
        raise UsageError(f"--out: expected a folder that can be written, got {folder}: {error.strerror}") from None
    return (*written, *(folder / "runs" / name for name in played.runs))


def _clear(folder: Path) -> None:
    """Take away the files of runs told before: those of another forecast would be taken for this one's."""
    from counterpoint.reports.forecast_words import STANDS_FOR

    for file in (folder / name / text for name in STANDS_FOR for text in ("case.yaml", "acts.csv", "series.csv")):
        file.unlink(missing_ok=True)
    for name in STANDS_FOR:
        with suppress(OSError):
            (folder / name).rmdir()


def _dossier(folder: Path, given: Given, played: Played) -> dict[str, str]:
    """The dossier with the forecast in it, where the assessment that the forecast was made from lies in the folder."""
    from counterpoint.reports.dossier import dossier_html

    cast, found = (read_json(folder, name) for name in ("cast.json", "assessment.json"))
    document = played.document
    if not belongs(document, cast.get("digest"), found):
        return {}
    passages, _ = read_passages(given.folder)
    return {DOSSIER: dossier_html(played.record.case, played.record, found, passages=passages, forecast=document)}


def _tell(case: Case, document: dict[str, Any]) -> None:
    """The summary: as wide as the terminal, or in lines of a fixed width."""
    from counterpoint.reports.forecast_lines import forecast_lines, show

    if sys.stdout.isatty():
        show(case, document)
    else:
        say(forecast_lines(case, document))
