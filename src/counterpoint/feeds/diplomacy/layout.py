"""Where the files of games lie: press as given or in data below a folder, orders near the press, the nearest first.

Rule     orders are looked for beside a file of press, in a folder moves beside it, in a moves.tar.gz beside it, and in
         the same three places one folder up. Tar files of another name count if they lie beside the press or are given
Source   the published repository has data/test.jsonl and moves/; others put the orders beside the press
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counterpoint.case.problem import Problem

PRESS_ENDS: Final = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
TAR_ENDS: Final = (".tar.gz", ".tgz", ".tar")
ORDERS_NAME: Final = re.compile(r"DiplomacyGame(\d+)_(\d{4})_(spring|fall|winter)\.json", re.IGNORECASE)
BELOW: Final = "data"
"""The folder below a given one that is looked into where the given one holds no press."""
MOVES: Final = "moves"
"""The folder of orders; also the name, without its ending, of the tar file of orders."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Files of press, each with the places where its orders may lie, and all places: folders, or tar files."""

    press: dict[Path, tuple[Path, ...]]
    places: tuple[Path, ...]


def look(paths: Iterable[Path], problems: list[Problem]) -> Layout:
    """What lies at some files and folders; each file of press once, places from near to far."""
    press: dict[Path, tuple[Path, ...]] = {}
    places: dict[Path, None] = {}
    for path in paths:
        for file in _press(path):
            near = tuple(_near(_folder(file)))
            press.setdefault(file.resolve(), near)
            places.update(dict.fromkeys(near))
        if path.is_dir():
            places.update(dict.fromkeys(_places(_absolute(path), any_tar=True)))
        elif path.is_file() and _named(path, (*PRESS_ENDS, *TAR_ENDS)):
            tar = [path.resolve()] if _named(path, TAR_ENDS) else []
            places.update(dict.fromkeys([*tar, *_near(_folder(path))]))
        elif path.is_file() and ORDERS_NAME.fullmatch(path.name):
            places.update(dict.fromkeys(_near(_folder(path))))
        else:
            got = "a file of another kind" if path.is_file() else "nothing of that name"
            hint = "a .jsonl.gz file or the folder that it is in"
            problems.append(Problem(path.name, 0, "file", "a file of press, of orders, or a folder", got, hint))
    return Layout(press, tuple(places))


def orders_in(folder: Path) -> dict[int, list[Path]]:
    """The loose files of orders in a folder, by game."""
    found: dict[int, list[Path]] = {}
    for file in _files(folder):
        match = ORDERS_NAME.fullmatch(file.name)
        if match:
            found.setdefault(int(match[1]), []).append(file)
    return found


def _press(path: Path) -> list[Path]:
    """The files of press at a path; of a folder those in it, or if it has none those in data below it."""
    if not path.is_dir():
        return [path] if path.is_file() and _named(path, PRESS_ENDS) else []
    for folder in (path, path / BELOW):
        found = [file for file in _files(folder) if _named(file, PRESS_ENDS)]
        if found:
            return found
    return []


def _near(folder: Path) -> Iterator[Path]:
    """The places where orders of press in a folder may lie, the nearest first."""
    yield from _places(folder, any_tar=True)
    if folder.parent != folder:
        yield from _places(folder.parent, any_tar=False)


def _places(folder: Path, *, any_tar: bool) -> Iterator[Path]:
    yield folder
    yield folder / MOVES
    for file in _files(folder):
        if _named(file, TAR_ENDS) and (any_tar or file.name.partition(".")[0] == MOVES):
            yield file.resolve()


def _named(file: Path, ends: tuple[str, ...]) -> bool:
    return file.name.endswith(ends)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  (links are not followed)


def _folder(file: Path) -> Path:
    """The folder in which a file was named, not the one that a link leads to."""
    return _absolute(file).parent


def _files(folder: Path) -> list[Path]:
    """The files in a folder, by name; none where it is not there or may not be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return []
