"""Reads games of Diplomacy from files as Peskov et al. (2020) published them; all problems at once.

Press is a .jsonl or .jsonl.gz file with one dialogue a line, orders are files DiplomacyGame{N}_{year}_{season}.json
near it, loose or in a tar file; where, layout.py tells. Where several places hold orders of a game, all are taken from
the nearest. Orders may be missing for a game; a game needs press.
"""

from __future__ import annotations

import gzip
import tarfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counterpoint.case.problem import Problem
from counterpoint.feeds.diplomacy.board import SEASONS
from counterpoint.feeds.diplomacy.game import Game, Message, Order, Orders, Phase
from counterpoint.feeds.diplomacy.layout import ORDERS_NAME, look, orders_in
from counterpoint.feeds.diplomacy.moves import read_orders
from counterpoint.feeds.diplomacy.press import read_press

__all__ = ["BadFiles", "Game", "Message", "Order", "Orders", "Phase", "load", "read_games"]

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


def read_games(
    paths: Iterable[Path | str], *, orders_of: Iterable[Path | str] = ()
) -> tuple[tuple[Game, ...], tuple[Problem, ...]]:
    """The games in some files and folders, by number, and every problem. Raises nothing for bad data.

    orders_of: other files and folders, near which orders are looked for last.
    """
    problems: list[Problem] = []
    layout = look([Path(p) for p in paths], problems)
    messages: dict[int, dict[int, Message]] = {}
    near: dict[int, dict[Path, None]] = {}
    for file, places in layout.press.items():
        for text in _texts([file], problems):
            for game in read_press(text.name, text.text, messages=messages, problems=problems):
                near.setdefault(game, {}).update(dict.fromkeys(places))
    far = (*layout.places, *look([Path(p) for p in orders_of], []).places)
    orders = _orders({game: list(dict.fromkeys((*near[game], *far))) for game in messages}, problems)
    if not messages and not problems:
        wanted = "messages, in a file .jsonl or .jsonl.gz with one dialogue a line"
        problems.append(Problem("FILES", 0, "press", wanted, "none", "the folder with train.jsonl.gz"))
    games = tuple(
        Game(game, tuple(found[i] for i in sorted(found)), orders[game]) for game, found in sorted(messages.items())
    )
    return games, tuple(problems)


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


def _orders(places: Mapping[int, Iterable[Path]], problems: list[Problem]) -> dict[int, dict[Phase, Orders]]:
    """The orders of games by phase, of each from the first of its places that holds any."""
    held: dict[Path, dict[int, list[_Text]]] = {}
    found: dict[int, dict[Phase, Orders]] = {}
    for game in places:
        tables: dict[Phase, Orders] = {}
        for text in _nearest(game, places, held, problems=problems):
            _, year, season = _phase(text.name)
            table = read_orders(text.name, text.text, place=(game, year, season), problems=problems)
            if table is not None:
                tables.setdefault((year, season), table)
        found[game] = dict(sorted(tables.items(), key=lambda item: (item[0][0], SEASONS.index(item[0][1]))))
    return found


def _nearest(
    game: int, places: Mapping[int, Iterable[Path]], held: dict[Path, dict[int, list[_Text]]], *,
    problems: list[Problem],
) -> list[_Text]:  # fmt: skip
    """The orders of a game at the first of its places that has any; held keeps tar files, each read once."""
    for place in places[game]:
        if place.is_file():
            if place not in held:
                held[place] = _members(place, set(places), problems)
            texts = held[place].get(game)
            if texts:
                return texts
        elif files := orders_in(place).get(game):
            return list(_texts(files, problems))
    return []


def _phase(name: str) -> tuple[int, int, str]:
    match = ORDERS_NAME.fullmatch(name)
    assert match is not None
    return int(match[1]), int(match[2]), match[3].lower()


def _members(file: Path, games: set[int], problems: list[Problem]) -> dict[int, list[_Text]]:
    """The orders of some games that a tar file holds, by game. Nothing is unpacked onto the disk."""
    texts: dict[int, list[_Text]] = {}
    try:
        with tarfile.open(file) as tar:
            for member in sorted(tar, key=lambda m: m.name):
                name = Path(member.name).name
                if member.isfile() and ORDERS_NAME.fullmatch(name) and _phase(name)[0] in games:
                    stream = tar.extractfile(member)
                    assert stream is not None
                    found = _decoded(name, stream.read(MAX_BYTES + 1), problems)
                    texts.setdefault(_phase(name)[0], []).extend(found)
            while tar.fileobj is not None and tar.fileobj.read(2**20):
                pass  # to the end, where the checksum is
    except (tarfile.TarError, OSError, EOFError, zlib.error):
        problems.append(Problem(file.name, 0, "file", "a tar file that can be read", "something else"))
    return texts
