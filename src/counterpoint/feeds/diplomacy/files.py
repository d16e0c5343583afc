"""Reads games of Diplomacy from files as Peskov et al. (2020) published them; all problems at once.

Press is a .jsonl or .jsonl.gz file with one dialogue a line, orders are files DiplomacyGame{N}_{year}_{season}.json
beside it, in a folder moves, or in a moves.tar.gz. Either may be missing for a game; a game needs press.
"""

from __future__ import annotations

import gzip
import re
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counterpoint.case.problem import Problem
from counterpoint.feeds.diplomacy.board import SEASONS
from counterpoint.feeds.diplomacy.game import Game, Message, Order, Orders, Phase
from counterpoint.feeds.diplomacy.moves import read_orders
from counterpoint.feeds.diplomacy.press import read_press

__all__ = ["BadFiles", "Game", "Message", "Order", "Orders", "Phase", "load", "read_games"]

PRESS_ENDS: Final = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
TAR_ENDS: Final = (".tar.gz", ".tgz", ".tar")
ORDERS_NAME: Final = re.compile(r"DiplomacyGame(\d+)_(\d{4})_(spring|fall|winter)\.json", re.IGNORECASE)
MAX_BYTES: Final = 256 * 2**20
"""Most bytes that are read of one file, after unpacking."""


class BadFiles(Exception):
    """Files that cannot be read as games; problems holds everything that is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of one file that was found: its name for messages, and what it holds."""

    name: str
    text: str


def load(paths: Iterable[Path | str]) -> tuple[Game, ...]:
    """The games in some files and folders, by number. Raises BadFiles with all that is wrong."""
    games, problems = read_games(paths)
    if problems:
        raise BadFiles(problems)
    return games


def read_games(paths: Iterable[Path | str]) -> tuple[tuple[Game, ...], tuple[Problem, ...]]:
    """The games in some files and folders, by number, and every problem. Raises nothing for bad data."""
    problems: list[Problem] = []
    press, tables = _found([Path(p) for p in paths], problems)
    messages: dict[int, dict[int, Message]] = {}
    for text in _texts(press, problems):
        read_press(text.name, text.text, messages=messages, problems=problems)
    orders = _orders(tables, problems, wanted=messages.keys())
    if not messages and not problems:
        wanted = "messages, in a file .jsonl or .jsonl.gz with one dialogue a line"
        problems.append(Problem("FILES", 0, "press", wanted, "none", "the folder with train.jsonl.gz"))
    games = tuple(
        Game(game, tuple(found[i] for i in sorted(found)), orders.get(game, {}))
        for game, found in sorted(messages.items())
    )
    return games, tuple(problems)


def _found(paths: list[Path], problems: list[Problem]) -> tuple[list[Path], list[Path]]:
    """The files of press, and those of orders (loose or packed); each once."""
    press: dict[Path, None] = {}
    tables: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            _sort(sorted(p for p in path.iterdir() if p.is_file()), press, tables)
        elif path.is_file() and (path.name.endswith((*PRESS_ENDS, *TAR_ENDS)) or ORDERS_NAME.fullmatch(path.name)):
            _sort([path], press, tables)
        else:
            got = "a file of another kind" if path.is_file() else "nothing of that name"
            hint = "a .jsonl.gz file or the folder that it is in"
            problems.append(Problem(path.name, 0, "file", "a file of press, of orders, or a folder", got, hint))
        for folder in (path if path.is_dir() else path.parent,):
            beside = sorted(folder.iterdir()) if folder.is_dir() else []
            inner = sorted((folder / "moves").iterdir()) if (folder / "moves").is_dir() else []
            _sort([p for p in (*beside, *inner) if p.is_file()], {}, tables)
    return list(press), list(tables)


def _sort(files: list[Path], press: dict[Path, None], tables: dict[Path, None]) -> None:
    for file in files:
        if file.name.endswith(PRESS_ENDS):
            press[file.resolve()] = None
        elif file.name.endswith(TAR_ENDS) or ORDERS_NAME.fullmatch(file.name):
            tables[file.resolve()] = None


def _texts(files: list[Path], problems: list[Problem]) -> Iterator[_Text]:
    """The text of each file, unpacked; what cannot be read is a problem."""
    for file in files:
        try:
            with gzip.open(file, "rb") if file.name.endswith(".gz") else file.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
            yield from _decoded(file.name, data, problems)
        except (OSError, EOFError, zlib.error) as error:
            got = getattr(error, "strerror", None) or "something else"
            problems.append(Problem(file.name, 0, "file", "a file that can be read and unpacked", got))


def _decoded(name: str, data: bytes, problems: list[Problem]) -> Iterator[_Text]:
    if len(data) > MAX_BYTES:
        problems.append(Problem(name, 0, "file", f"at most {MAX_BYTES // 2**20} MB unpacked", "more"))
        return
    try:
        yield _Text(name, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(Problem(name, line, "encoding", "text in UTF-8", "other bytes", "saving as UTF-8"))


def _orders(tables: list[Path], problems: list[Problem], *, wanted: Iterable[int]) -> dict[int, dict[Phase, Orders]]:
    """The orders of the games that have press, by game and phase; a phase found twice is kept once."""
    games = set(wanted)
    found: dict[int, dict[Phase, Orders]] = {game: {} for game in games}
    loose = [file for file in tables if ORDERS_NAME.fullmatch(file.name)]
    packed = [file for file in tables if not ORDERS_NAME.fullmatch(file.name)]
    texts = list(_texts([f for f in loose if _phase(f.name)[0] in games], problems))
    for file in packed:
        texts += _members(file, games, problems)
    for text in texts:
        game, year, season = _phase(text.name)
        if (year, season) in found[game]:
            continue
        table = read_orders(text.name, text.text, place=(game, year, season), problems=problems)
        if table is not None:
            found[game][year, season] = table
    return {
        game: dict(sorted(phases.items(), key=lambda item: (item[0][0], SEASONS.index(item[0][1]))))
        for game, phases in found.items()
    }


def _phase(name: str) -> tuple[int, int, str]:
    match = ORDERS_NAME.fullmatch(name)
    assert match is not None
    return int(match[1]), int(match[2]), match[3].lower()


def _members(file: Path, games: set[int], problems: list[Problem]) -> list[_Text]:
    """The orders of some games that a tar file holds. Nothing is unpacked onto the disk."""
    texts: list[_Text] = []
    try:
        with tarfile.open(file) as tar:
            for member in sorted(tar, key=lambda m: m.name):
                name = Path(member.name).name
                if member.isfile() and ORDERS_NAME.fullmatch(name) and _phase(name)[0] in games:
                    stream = tar.extractfile(member)
                    assert stream is not None
                    texts += _decoded(name, stream.read(MAX_BYTES + 1), problems)
    except (tarfile.TarError, OSError, EOFError, zlib.error):
        problems.append(Problem(file.name, 0, "file", "a tar file that can be read", "something else"))
    return texts
