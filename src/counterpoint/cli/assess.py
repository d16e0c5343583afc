"""The command assess: the main job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterpoint.case.inputs import digests
from counterpoint.case.passages import read_passages
from counterpoint.cli.dossiers import DOSSIER, FORECAST, belongs
from counterpoint.cli.given import Given, day_of, eyes_of, left_out, prior_of, sound_case, unknown
from counterpoint.cli.guard import FINE, UsageError, complain
from counterpoint.cli.kernels import prepare
from counterpoint.cli.output import json_text, say, say_json, writable_folder, write_files
from counterpoint.cli.progress import bar

if TYPE_CHECKING:
    from counterpoint.case.passages import Document
    from counterpoint.cli.app import View
    from counterpoint.record.record import Record

OUTPUT = Path("counterpoint-out")
"""Where results go when --out names no other place: a folder for each case."""


def assess(
    name: str, view: View, *, prior: Path | None, strengths: str, seed: int, out: Path | None, json: bool
) -> int:
    """Assess a case; print the summary and write the files, or print the document as JSON."""
    given = sound_case(name)
    options = {
        "as_of": day_of(view.as_of, given.case) if view.as_of is not None else None,
        "eyes": eyes_of(view.eyes, given.case),
        "leave_out": left_out(view.without, given.case),
        "prior": prior_of(prior),
        "strengths": _strengths(strengths),
        "seed": _seed(seed),
    }
    folder = None if json and out is None else writable_folder(out or OUTPUT / given.folder.resolve().name)
    document, posteriors, record = _assess(given, options)
    files, left = _files(given, document, posteriors, record, folder)
    written = write_files(folder, files) if folder else ()
    if json:
        say_json(document)
    else:
        _tell(document, record)
        say(["", *(f"wrote {file}" for file in written), *left])
    return FINE


def _passages(folder: Path) -> dict[str, Document]:
    """The cited documents that a case keeps; lines that cannot be read are told of and left out."""
    documents, problems = read_passages(folder)
    if problems:
        complain("\n".join(map(str, problems)))
    return documents


def _tell(document: dict[str, Any], record: Record) -> None:
    """The summary: tables on a terminal, plain lines otherwise."""
    if sys.stdout.isatty():
        from counterpoint.reports.terminal import show

        show(document, record=record)
    else:
        from counterpoint.reports.summary import summary_lines

        say(summary_lines(document, record))


def _seed(seed: int) -> int:
    if seed < 0:
        raise UsageError(f"--seed: expected a whole number from 0, got {seed}")
    return seed


def _strengths(name: str) -> str:
    from counterpoint.playbooks.fitted import STRENGTHS

    if name not in STRENGTHS:
        raise unknown("--strengths", name, known=STRENGTHS)
    return name


def _assess(given: Given, options: dict[str, Any]) -> tuple[dict[str, Any], Any, Record]:
    prepare()
    from counterpoint.inference.assess import assess as work

    with bar() as tell:
        return work(given.case, inputs=digests(given.folder), progress=tell, **options)


def _files(
    given: Given, document: dict[str, Any], posteriors: Any, record: Record, folder: Path | None
) -> tuple[dict[str, str], list[str]]:
    """The text of every file of an assessment, by name; and what is to be said of a forecast that lies in the folder.

    One that was made from this very assessment stays in the dossier.
    """
    from counterpoint.cli.casts import read_json
    from counterpoint.inference.cast import cast_document
    from counterpoint.reports.dossier import dossier_html
    from counterpoint.reports.picture import score_svg

    cast, found = cast_document(document, posteriors), read_json(folder, FORECAST)
    fits = belongs(found, cast.get("digest"), document)
    page = dossier_html(
        record.case, record, document, passages=_passages(given.folder), forecast=found if fits else None
    )
    left = (
        f"{FORECAST} there is not of this assessment, so the dossier has no forecast now: it has one after counterpoint"
        " simulate with the same --as-of and --seed, if the assessment saw all that the archive knows."
    )
    return {
        DOSSIER: page,
        "assessment.json": json_text(document),
        "cast.json": json_text(cast),
        "score.svg": score_svg(record.case, record, document, links=False),
    }, [left] if found and not fits else []
