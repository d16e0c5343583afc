"""Reads a case from its folder: all problems at once, each with its place; nothing is raised for bad data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.build import columns, draft_case
from counterpoint.case.check import check_draft
from counterpoint.case.check_passages import check_passages
from counterpoint.case.csv_text import Sheet, read_sheet
from counterpoint.case.draft import Draft
from counterpoint.case.files import ACTS, CASE, SERIES, read_text, shorten, spreadsheet
from counterpoint.case.model import Act, Case, Reading
from counterpoint.case.problem import Problem, escape
from counterpoint.case.yaml_text import YamlTree, read_yaml

REQUIRED = ("id", "date", "actor", "kind", "source")
"""The columns that acts.csv must have."""
SERIES_REQUIRED = ("date", "name", "about", "value", "source")
"""The columns that series.csv must have."""


def read_case(path: Path) -> tuple[Case | None, tuple[Problem, ...]]:
    """Read and check a case folder.

    Returns the case and every problem, in the order of files and lines. The case is None if some of it
    could not be built; it may be there and yet have problems of severity "error", and then it should not
    be used. The passages are not read, which check_case does. Never raises for bad data.
    """
    folder = Path(path)
    if trouble := no_folder(folder):
        return None, (trouble,)
    tree, problems = _read_yaml(folder)
    sheets: dict[str, Sheet | None] = {}
    sheets["acts"], found = _read_sheet(folder, ACTS, Act, REQUIRED)
    problems += found
    sheets["series"] = Sheet((), ())
    if (folder / SERIES).exists():
        sheets["series"], found = _read_sheet(folder, SERIES, Reading, SERIES_REQUIRED)
        problems += found
    elif sheet := spreadsheet(folder, SERIES):
        hint = f"saving {sheet} as CSV UTF-8"
        problems.append(Problem(SERIES, 0, "file", f"a file {SERIES}", sheet, hint, "warning"))
    draft, found = draft_case(tree, sheets)
    problems += found
    problems += check_draft(draft)
    return _case(draft, sheets), tuple(shorten(problems))


def check_case(path: Path) -> tuple[Problem, ...]:
    """Every problem of a case folder, quotes that are not in the passages it keeps included."""
    case, problems = read_case(path)
    return (*problems, *check_passages(Path(path), case))


def no_folder(folder: Path) -> Problem | None:
    """Why there is no case folder at a path, if so."""
    name = escape(folder.name) or "folder"
    wanted = f"a folder with {CASE} and {ACTS}"
    hint = "counterpoint new FOLDER to begin one"
    try:
        if folder.is_file():
            return Problem(name, 0, "case", wanted, "a file", "the folder that it is in")
        if not folder.is_dir():
            return Problem(name, 0, "case", wanted, "nothing of that name", hint)
        if not any((folder / file).exists() for file in (CASE, ACTS)):
            if sheet := spreadsheet(folder, ACTS):
                return Problem(name, 0, "case", wanted, sheet, f"saving {sheet} as CSV UTF-8")
            return Problem(name, 0, "case", wanted, "a folder with neither", hint)
    except (OSError, ValueError) as error:
        got = getattr(error, "strerror", None) or "a name that cannot be one"
        return Problem(name, 0, "case", wanted, got)
    return None


def _read_yaml(folder: Path) -> tuple[YamlTree | None, list[Problem]]:
    text, problems = read_text(folder, CASE)
    if text is None:
        return None, problems
    tree, found = read_yaml(text, CASE)
    return tree, problems + found


def _read_sheet(folder: Path, name: str, kind: type, required: tuple[str, ...]) -> tuple[Sheet | None, list[Problem]]:
    text, problems = read_text(folder, name)
    if text is None:
        return None, problems
    sheet, found = read_sheet(text, name, known=tuple(columns(kind)), required=required)
    return sheet, problems + found


def _case(draft: Draft, sheets: dict[str, Sheet | None]) -> Case | None:
    """The case, if nothing of it had to be dropped."""
    dropped = any(sheet is None or sheet.spoiled for sheet in sheets.values())
    if not draft.whole or dropped or draft.lost:
        return None
    parts: dict[str, Any] = dict(draft.head)
    parts |= {section: tuple(placed.thing for placed in things) for section, things in draft.things.items()}
    return Case(**parts)
