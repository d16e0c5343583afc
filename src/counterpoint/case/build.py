"""From text to a draft: the fields of case.yaml and the rows of the sheets, validated one thing at a time.

One thing at a time, so that one wrong row hides no other problem.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from counterpoint.case.csv_text import Row, Sheet
from counterpoint.case.draft import SECTIONS, Draft, Placed, Seen
from counterpoint.case.fields import (
    Place,
    base_of,
    expectation,
    field_problem,
    hints_of,
    item_of,
    spreadsheet_hint,
    value_hint,
)
from counterpoint.case.files import CASE, MAX_PROBLEMS
from counterpoint.case.model import Act, Case, Reading
from counterpoint.case.names import listing, nearest, quoted
from counterpoint.case.partial import without_bad
from counterpoint.case.problem import Problem
from counterpoint.case.yaml_text import Path, YamlTree

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}(?:\.0*)?")
ROWS: dict[str, type] = {"acts": Act, "series": Reading}
HEAD = tuple(f.name for f in fields(Case) if f.name not in SECTIONS and f.name not in ROWS)
"""The fields of case.yaml that are no lists."""


def draft_case(tree: YamlTree | None, sheets: dict[str, Sheet | None]) -> tuple[Draft, list[Problem]]:
    """Everything that can be built from a parsed case.yaml (None if lost) and the parsed sheets."""
    problems: list[Problem] = []
    things: dict[str, tuple[Placed[Any], ...]] = {}
    rests: dict[str, tuple[Placed[Any], ...]] = {}
    seen: list[Seen] = []
    lost: set[str] = set()
    head, place = _head(tree, problems, lost)
    for section, kind in SECTIONS.items():
        raw = tree.data.get(section, []) if tree and isinstance(tree.data, dict) else []
        if not isinstance(raw, list):
            hint = "a list: each entry on a line that begins with -"
            problems.append(place.problem(section, f"a list of {section}", quoted(raw), hint))
            lost.add(section)
            raw = []
        found = tuple(_entries(tree, section, kind, raw, problems, seen)) if tree else ()
        things[section], rests[section] = _parted(found)
    for section, kind in ROWS.items():
        sheet = sheets.get(section)
        if sheet is None:
            lost.add(section)
            continue
        things[section], rests[section] = _parted(_rows(sheet, f"{section}.csv", kind, problems, seen))
        ids = [row.cells.get("id", "").strip() for row in sheet.spoiled]
        seen += [Seen(section, one, Place(f"{section}.csv", 0)) for one in ids]
        if "" in ids or (sheet.rows and kind is Act and "id" not in sheet.columns):
            lost.add(section)
    whole = tree is not None and not any(p.severity == "error" for p in problems)
    whole = whole and all(len(things[s]) == len(sheet.rows) for s, sheet in sheets.items() if sheet)
    return Draft(head, place, things, tuple(seen), frozenset(lost), whole, rests), problems


def _parted(found: Iterable[Placed[Any]]) -> tuple[tuple[Placed[Any], ...], tuple[Placed[Any], ...]]:
    """The things that are whole, and what is left of the others."""
    everything = tuple(found)
    return tuple(p for p in everything if not p.bad), tuple(p for p in everything if p.bad)


def _head(tree: YamlTree | None, problems: list[Problem], lost: set[str]) -> tuple[dict[str, Any], Place]:
    """The case's own fields. A list under a misspelt name is lost, lest every reference be called unknown."""
    if tree is None or not isinstance(tree.data, dict):
        lost |= set(SECTIONS)
        place = Place(CASE, 1)
        if tree is not None:
            problems.append(place.problem((), "'key: value' lines", quoted(tree.data)))
        return {}, place
    place = Place(CASE, 0, "", (), tree.lines)
    for key in tree.data:
        if key in SECTIONS or key in HEAD:
            continue
        near = nearest(key, [*HEAD, *SECTIONS])
        if near in SECTIONS:
            lost.add(near)
        known = listing([*HEAD, *SECTIONS], 110)
        hint = f"{key}.csv for them" if key in ROWS else near
        problems.append(place.problem(key, f"one of {known}", "an unknown word", hint))
    data = {key: tree.data[key] for key in HEAD if key in tree.data}
    case, found = built(Case, data, tree, place)
    problems += found
    bad = {p.field for p in found}
    if case is None:
        case = without_bad(Case, data, bad, lambda rest: built(Case, rest, tree, place)[0])
    spoilt = {field.split(".")[0] for field in bad}
    return ({key: getattr(case, key) for key in data if key not in spoilt} if case else {}), place


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def built(kind: type, data: Any, tree: YamlTree, place: Place) -> tuple[Any, list[Problem]]:
    """One thing of case.yaml, or what is wrong with it.

    Validated as strict JSON: no text is taken for a number, no truth value for 1. A number where text is
    wanted is taken as it was written.
    """
    for _ in range(2):
        try:
            return _adapter(kind).validate_json(json.dumps(data), strict=True), []
        except ValidationError as failed:
            errors = failed.errors(include_url=False)
        wrong = [e["loc"] for e in errors if e["type"] == "string_type"]
        text_at = [loc for loc in wrong if place.path + loc in tree.texts]
        if not text_at:
            break
        data = copy.deepcopy(data)
        for loc in text_at:
            owner = data
            for step in loc[:-1]:
                owner = owner[step]
            owner[loc[-1]] = tree.texts[place.path + loc]
    return None, [field_problem(place, e, kind) for e in errors]


def _entries(
    tree: YamlTree, section: str, kind: type, raw: list[Any], problems: list[Problem], seen: list[Seen]
) -> Iterator[Placed[Any]]:
    """The entries of one list of case.yaml, whole or without their bad fields; the ids of all of them are noted."""
    for number, data in enumerate(raw):
        path: Path = (section, number)
        name = data.get("id") if isinstance(data, dict) else None
        place = Place(CASE, tree.lines[path], f"{section}.{name or number}", path, tree.lines)
        seen += _ids(section, data, place, tree)
        thing, found = built(kind, data, tree, place)
        problems += found
        bad = frozenset(p.field.removeprefix(f"{place.name}.") for p in found)
        if thing is None and isinstance(data, dict):
            thing = without_bad(kind, data, bad, lambda rest: built(kind, rest, tree, place)[0])  # noqa: B023
        if thing is not None:
            yield Placed(thing, place, bad)


def _ids(section: str, data: Any, place: Place, tree: YamlTree) -> Iterator[Seen]:
    """The ids that an entry brings: its own and those of its audiences."""
    if not isinstance(data, dict):
        yield Seen(section, str(data), place)
        return
    if "id" in data:
        yield Seen(section, tree.texts.get((*place.path, "id"), str(data["id"])), place)
    inner = data.get("audiences")
    for number, audience in enumerate(inner if isinstance(inner, list) else ()):
        if isinstance(audience, dict) and "id" in audience:
            path = (*place.path, "audiences", number)
            where = Place(CASE, tree.lines[path], f"{place.name}.audiences.{number}", path, tree.lines)
            yield Seen("audiences", tree.texts.get((*path, "id"), str(audience["id"])), where)


@dataclass(frozen=True, slots=True)
class _Column:
    """How the cells of one column are read; read returns None for a cell that it cannot read."""

    hint: Any
    blank: bool
    """Whether a cell of spaces counts as empty: so everywhere but in free text."""
    read: Callable[[str], Any]


def _text(cell: str) -> str:
    return cell


def _names(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (p.strip() for p in cell.split(";")) if part)


def _number(cell: str) -> float | None:
    return float(cell.strip()) if _NUMBER.fullmatch(cell.strip()) else None


def _whole(cell: str) -> int | None:
    return int(float(cell.strip())) if _WHOLE.fullmatch(cell.strip()) else None


@cache
def columns(kind: type) -> dict[str, _Column]:
    """How each column of a sheet of such things is read."""
    readers: dict[Any, Callable[[str], Any]] = {tuple: _names, float: _number, int: _whole}
    found = {}
    for name, hint in hints_of(kind).items():
        base = base_of(hint)
        free = base is str and expectation(hint) == "text"
        found[name] = _Column(hint, not free, readers.get(base, _text))
    return found


def _rows(sheet: Sheet, file: str, kind: type, problems: list[Problem], seen: list[Seen]) -> Iterator[Placed[Any]]:
    """The rows of a sheet, whole or without their bad cells; after MAX_PROBLEMS no further row is read.

    The ids of all of them are noted.
    """
    before = len(problems)
    for row in sheet.rows:
        place = Place(file, row.line)
        if kind is Act and "id" in row.cells:
            seen.append(Seen("acts", row.cells["id"].strip(), place))
        if len(problems) - before > MAX_PROBLEMS:
            continue
        placed, found = _row(row, sheet, kind, place)
        problems += found
        if placed is not None:
            yield placed


def _row(row: Row, sheet: Sheet, kind: type, place: Place) -> tuple[Placed[Any] | None, list[Problem]]:
    """One row as a thing without its bad cells (None if nothing can be made of it), and what is wrong with it."""
    values, problems = _cells(row, kind, place)
    absent = set(columns(kind)) - set(sheet.columns)
    bad = {p.field for p in problems if p.severity == "error"}
    try:
        thing = kind(**values)
    except ValidationError as failed:
        errors = failed.errors(include_url=False)
        problems += [_cell_problem(place, dict(e), kind, row) for e in errors if str(e["loc"][0]) not in bad | absent]
        bad |= {str(e["loc"][0]) for e in errors}
        thing = without_bad(kind, values, bad, lambda rest: _made(kind, rest))
    return (None if thing is None else Placed(thing, place, frozenset(bad))), problems


def _made(kind: type, values: dict[str, Any]) -> Any:
    """A thing, or None where the values will not do."""
    try:
        return kind(**values)
    except ValidationError:
        return None


def _cells(row: Row, kind: type, place: Place) -> tuple[dict[str, Any], list[Problem]]:
    """The cells of a row as values, and the numbers that are none."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    table = columns(kind)
    for name, cell in row.cells.items():
        column = table[name]
        if column.blank and not cell.strip():
            continue
        value = column.read(cell.strip() if column.blank else cell)
        if value is None:
            hint = value_hint(column.hint, cell)
            problems.append(place.problem(name, expectation(column.hint), quoted(cell), hint))
        else:
            values[name] = value
        if not column.blank and cell.startswith("#") and (broken := spreadsheet_hint(cell)):
            problems.append(place.problem(name, "text", quoted(cell), broken, severity="warning"))
    return values, problems


def _cell_problem(place: Place, error: dict[str, Any], kind: type, row: Row) -> Problem:
    """A failed cell; one entry of a list is told under the column's name."""
    column = str(error["loc"][0])
    hint = hints_of(kind)[column]
    if item_of(hint) is None:
        if isinstance(error.get("input"), (int, float)):
            error["input"] = row.cells[column]
        return field_problem(place, error, kind)
    got = str(error.get("input"))
    tip = value_hint(item_of(hint), got)
    return place.problem(column, "ids separated by ;", quoted(got), tip)
