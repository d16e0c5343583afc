"""Games of Diplomacy as commands read them: sound files or a line for each thing that is wrong, and missing orders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from counterpoint.cli.guard import UnsoundCase, UsageError

if TYPE_CHECKING:
    from counterpoint.feeds.diplomacy.game import Game

MOST: Final = 40
"""Most lines about what is wrong with some files; a last one says how many more there are."""
LISTED: Final = 12
"""Most numbers of games in a line."""
YEARS: Final = (1901, 2000)
"""Years that a game may have."""
PLACES: Final = "beside the press, in moves/ or moves.tar.gz, there or one folder up"


def read_all(given: Sequence[tuple[str, Sequence[Path]]]) -> list[tuple[Game, ...]]:
    """The games of each set of files, by the option that names it (or nothing); UnsoundCase tells all that is wrong.

    Orders are looked for near the sets before it too, last.
    """
    from counterpoint.feeds.diplomacy.files import read_games

    games, lines, before = [], list[str](), list[Path]()
    for option, paths in given:
        found, problems = read_games(paths, orders_of=() if lines else before)
        lines += [f"{option}: {problem}" if option else str(problem) for problem in problems]
        games.append(found)
        before += paths
    if lines:
        raise UnsoundCase("\n".join(capped(lines)))
    return games


def capped(lines: Sequence[str]) -> list[str]:
    """At most MOST lines; the last one says how many were left out."""
    if len(lines) <= MOST:
        return list(lines)
    return [*lines[: MOST - 1], f"and {len(lines) - MOST + 1} more problems"]


def in_years(games: Iterable[Game], name: str) -> None:
    """UsageError if a game plays in a year in which none does."""
    for game in games:
        for message in game.messages:
            if not YEARS[0] <= message.year <= YEARS[1]:
                raise UsageError(f"{name}: expected years {YEARS[0]} to {YEARS[1]}, got {message.year}")


def missing(games: Iterable[Game], name: str, *, so: str) -> list[str]:
    """One line for all orders that are missing, or none; so says what follows from it."""
    none, some = [], []
    lacking = of = 0
    for game in games:
        seasons = {(m.year, m.season) for m in game.messages}
        gone = len(seasons - set(game.orders))
        if gone and not game.orders:
            none.append(game.id)
        elif gone:
            some.append(game.id)
            lacking, of = lacking + gone, of + len(seasons)
    parts = [f"no orders were found of {these(none)}"] if none else []
    if some:
        parts.append(f"orders of {lacking} of {of} seasons are missing in {these(some)}")
    hint = f" (try them {PLACES})" if none else ""
    return [f"{name}: {'; '.join(parts)}: {so}{hint}"] if parts else []


def these(numbers: Sequence[int]) -> str:
    """Some games by number: game 5; games 5, 6."""
    more = f" and {len(numbers) - LISTED} more" if len(numbers) > LISTED else ""
    return f"game{'' if len(numbers) == 1 else 's'} {', '.join(map(str, numbers[:LISTED]))}{more}"
