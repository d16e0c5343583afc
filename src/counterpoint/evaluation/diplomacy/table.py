"""The features of every message of some games as one table, family by family.

A family at sending is a function of a Moment, which holds nothing later than the message. The families after the orders
are kept in a table of their own: they are also given the orders of the message's season and its whole press.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.evaluation.diplomacy.features_attention import attention
from counterpoint.evaluation.diplomacy.features_board import board
from counterpoint.evaluation.diplomacy.features_claims import claims
from counterpoint.evaluation.diplomacy.features_collusion import collusion
from counterpoint.evaluation.diplomacy.features_deeds import deeds
from counterpoint.evaluation.diplomacy.features_echo import echo
from counterpoint.evaluation.diplomacy.features_orders import orders
from counterpoint.evaluation.diplomacy.features_outcome import outcome
from counterpoint.evaluation.diplomacy.features_season import season
from counterpoint.evaluation.diplomacy.features_shift import shifts
from counterpoint.evaluation.diplomacy.features_standing import standing
from counterpoint.evaluation.diplomacy.features_words import words
from counterpoint.evaluation.diplomacy.moment import Moment, moments
from counterpoint.evaluation.diplomacy.positions import after, deeds as deeds_in
from counterpoint.evaluation.diplomacy.tokens import tokens
from counterpoint.feeds.diplomacy.game import Game, Message, Phase

Row = Mapping[str, float]
Family = Callable[[Moment], Row]
Floats = NDArray[np.float64]

FAMILIES: Final[Mapping[str, Family]] = {
    "standing": standing,
    "board": board,
    "deeds": deeds,
    "attention": attention,
    "words": words,
    "shifts": shifts,
    "claims": claims,
    "collusion": collusion,
    "echo": echo,
}
"""The families of features at sending, by name."""
LATER: Final = ("orders", "season", "outcome")
"""The families after the orders."""
TEXT: Final = "text"
"""The words of the message themselves, counted as a family though they are no columns."""
SUSPICION: Final = "suspicion"
"""What receivers suspected in the games learned from; no columns either, and never a label of the game forecast."""


@dataclass(frozen=True, slots=True)
class Table:
    """The messages of some games, in order, and their features.

    columns: (n, k) at sending; families: that of each column (k,); after: (n, j) of the season's orders and press,
    later: their families (j,); exchange: (n,) a number for each sender, receiver and season. ordered: (n,) whether the
    season's orders are known; texts: two lists of tokens a message, its own and those it answers.
    lie: (n,) 1 lie, 0 truth, NaN where nobody said; suspected: (n,) whether the receiver took it for one, likewise.
    game: (n,) number of the game; sender, receiver: (n,) game and power.
    """

    messages: tuple[Message, ...]
    names: tuple[str, ...]
    families: NDArray[np.str_]
    columns: Floats
    after: Floats
    later: NDArray[np.str_]
    exchange: NDArray[np.int64]
    ordered: NDArray[np.bool_]
    texts: tuple[tuple[str, str], ...]
    lie: Floats
    game: NDArray[np.int64]
    sender: NDArray[np.str_]
    suspected: Floats
    receiver: NDArray[np.str_]


def make_table(
    games: Iterable[Game],
    families: Mapping[str, Family] = FAMILIES,
    *,
    tell: Callable[[str, float], None] | None = None,
) -> Table:
    """The table of some games. families may be replaced, for tests of what a leak would do."""
    given = tuple(games)
    rows, later, texts = list[Row](), list[Row](), list[tuple[str, str]]()
    for number, game in enumerate(given):
        if tell:
            tell(f"reading game {game.id}", number / len(given))
        more, more_later, more_texts = _read(game, families)
        rows += more
        later += more_later
        texts += more_texts
    messages = tuple(m for game in given for m in game.messages)
    names = tuple(rows[0]) if rows else ()
    return Table(
        messages=messages,
        names=names,
        families=_families(rows),
        columns=_array(rows),
        after=_array(later),
        later=_families(later),
        exchange=_exchange(messages),
        ordered=np.array([(m.year, m.season) in game.orders for game in given for m in game.messages], dtype=bool),
        texts=tuple(texts),
        lie=_labels(m.lie for m in messages),
        game=np.array([m.game for m in messages], dtype=np.int64),
        sender=np.array([f"{m.game}.{m.sender}" for m in messages], dtype=np.str_),
        suspected=_labels(m.suspected for m in messages),
        receiver=np.array([f"{m.game}.{m.receiver}" for m in messages], dtype=np.str_),
    )


def _read(game: Game, families: Mapping[str, Family]) -> tuple[list[Row], list[Row], list[tuple[str, str]]]:
    """Of every message of a game: columns at sending, columns after the orders, tokens and those they answer."""
    rows, later, texts = list[Row](), list[Row](), list[tuple[str, str]]()
    last: dict[tuple[str, str], str] = {}
    waiting: list[tuple[Moment, Row]] = []
    for moment in moments(game):
        found = game.orders.get(_phase(moment))
        if not waiting or _phase(waiting[0][0]) != _phase(moment):
            later += _seasoned(waiting, game)
            waiting, done = [], deeds_in(moment.board.position, found)
        rows.append({f"{f}.{n}": float(v) for f, make in families.items() for n, v in make(moment).items()})
        waiting.append((moment, orders(moment, found, done)))
        a, b = moment.pair
        last[a, b] = tokens(moment)
        texts.append((last[a, b], last.get((b, a), "")))
    later += _seasoned(waiting, game)
    return rows, later, texts


def _phase(moment: Moment) -> Phase:
    return moment.message.year, moment.message.season


def _seasoned(waiting: list[tuple[Moment, Row]], game: Game) -> list[Row]:
    """What is seen after the orders of all messages of a season, when the season is over: its press is whole by now."""
    if not waiting:
        return []
    first = waiting[0][0]
    found, press = game.orders.get(_phase(first)), first.talk.press
    done, left = deeds_in(first.board.position, found), after(first.board.position, found)
    out: list[Row] = []
    for moment, held in waiting:
        parts = {"orders": held, "season": season(moment, found, press, done), "outcome": outcome(moment, found, left)}
        out.append({f"{name}.{n}": float(v) for name, part in parts.items() for n, v in part.items()})
    return out


def _labels(told: Iterable[bool | None]) -> Floats:
    return np.array([np.nan if one is None else float(one) for one in told])


def _exchange(messages: tuple[Message, ...]) -> NDArray[np.int64]:
    numbers: dict[tuple[object, ...], int] = {}
    keys = [(m.game, m.sender, m.receiver, m.year, m.season) for m in messages]
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


def _families(rows: list[Row]) -> NDArray[np.str_]:
    return np.array([name.split(".")[0] for name in (rows[0] if rows else ())], dtype=np.str_)


def _array(rows: list[Row]) -> Floats:
    return np.array([list(row.values()) for row in rows], dtype=float).reshape(len(rows), -1)
