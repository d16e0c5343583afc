"""A coder's acts file: the same columns as acts.csv, read alone or checked against a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from counterpoint.case.build import columns, draft_case
from counterpoint.case.csv_text import Sheet, read_sheet
from counterpoint.case.draft import Draft, Placed
from counterpoint.case.files import ACTS, CASE, read_text
from counterpoint.case.known import known_of
from counterpoint.case.model import Act
from counterpoint.case.names import quoted
from counterpoint.case.problem import Problem
from counterpoint.case.read import REQUIRED, no_folder
from counterpoint.case.yaml_text import read_yaml

MOST: Final = 5000
"""Most acts of a file: matching compares acts in pairs."""
ROLES: Final = {"actor": "actor", "target": "target", "channel": "channel", "issue": "issue", "source": "source"}
"""Columns that are compared or matched by, and the part that each name plays in a case."""


@dataclass(frozen=True, slots=True)
class Coder:
    """What one coder wrote: the file's name in messages, its SHA-256, its acts in the order of the rows."""

    file: str
    digest: str
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class House:
    """The case that coders' files are checked against: its draft, and by envoy the party that sends him."""

    draft: Draft
    party_of: dict[str, str]


def read_house(folder: Path) -> tuple[House | None, tuple[Problem, ...]]:
    """The parties, envoys, channels, issues and sources of a case folder; its own acts are not read."""
    if trouble := no_folder(Path(folder)):
        return None, (trouble,)
    text, problems = read_text(Path(folder), CASE)
    if text is None:
        return None, tuple(problems)
    tree, found = read_yaml(text, CASE)
    problems += found
    draft, found = draft_case(tree, {"acts": Sheet((), ()), "series": Sheet((), ())})
    problems += found
    if any(p.severity == "error" for p in problems):
        return None, tuple(problems)
    return House(draft, {e.thing.id: e.thing.party for e in draft.each("envoys")}), tuple(problems)


def read_coder(path: Path, name: str, *, house: House | None = None) -> tuple[Coder | None, tuple[Problem, ...]]:
    """Read a coder's file; None if it has errors. name is the file's name in messages. Never raises for bad data."""
    file = Path(path)
    if trouble := _absent(file, name):
        return None, (trouble,)
    text, problems = read_text(file.parent, file.name)
    if text is None:
        return None, tuple(replace(p, file=name) for p in problems)
    sheet, found = read_sheet(text, name, known=tuple(columns(Act)), required=REQUIRED)
    problems += found
    draft, found = draft_case(None, {"acts": sheet, "series": Sheet((), ())})
    problems += found
    placed = draft.every("acts")
    problems += [*_twice(placed), *(_unknown(draft.each("acts"), house) if house else ())]
    if len(placed) > MOST:
        hint = "splitting both files by period"
        problems.append(Problem(name, 0, "file", f"at most {MOST} acts", str(len(placed)), hint))
    told = tuple(sorted((replace(p, file=name) for p in problems), key=lambda p: p.line))
    if any(p.severity == "error" for p in told):
        return None, told
    acts = tuple(each.thing for each in draft.each("acts"))
    return Coder(name, sha256(file.read_bytes()).hexdigest(), acts), told


def _absent(file: Path, name: str) -> Problem | None:
    """Why there is no file, if so; a folder that holds acts.csv is most often what was meant."""
    wanted = "a coder's acts file (.csv)"
    try:
        if file.is_dir():
            hint = f"{name}/{ACTS}" if (file / ACTS).is_file() else ""
            return Problem(name, 0, "file", wanted, "a folder", hint)
        if not file.exists():
            return Problem(name, 0, "file", wanted, "nothing of that name", _beside(file))
    except (OSError, ValueError):
        return Problem(name, 0, "file", wanted, "a name that cannot be one")
    return None


def _beside(file: Path) -> str:
    """The file beside a missing one whose name is nearest."""
    from counterpoint.case.names import nearest

    if not file.parent.is_dir():
        return f"another folder: there is no {file.parent.name}"
    return nearest(file.name, sorted(p.name for p in file.parent.glob("*.csv")))


def _twice(placed: Iterable[Placed[Act]]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for each in placed:
        if "id" in each.bad:
            continue
        if each.thing.id in first:
            got = f"{quoted(each.thing.id)} again, first at line {first[each.thing.id]}"
            yield each.place.problem("id", "an id that stands once in the file", got, "another id")
        first.setdefault(each.thing.id, each.place.line)


def _unknown(placed: Iterable[Placed[Act]], house: House) -> Iterator[Problem]:
    """Names that the case does not have."""
    known = known_of(house.draft)
    for each in placed:
        for column, role in ROLES.items():
            yield from known.wrong(each.place, column, role, getattr(each.thing, column))
