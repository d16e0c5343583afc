"""The features of every message of some games as one table, family by family.

A family at sending is a function of a Moment, which holds nothing later than the message; the family `orders` is also
given the orders of the message's season and is kept in a table of its own.
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
from counterpoint.evaluation.diplomacy.features_deeds import deeds
from counterpoint.evaluation.diplomacy.features_orders import orders
from counterpoint.evaluation.diplomacy.features_promises import promises
from counterpoint.evaluation.diplomacy.features_shift import shifts
from counterpoint.evaluation.diplomacy.features_standing import standing
from counterpoint.evaluation.diplomacy.features_words import words
from counterpoint.evaluation.diplomacy.moment import Moment, moments
from counterpoint.evaluation.diplomacy.tokens import tokens
from counterpoint.feeds.diplomacy.game import Game, Message

Family = Callable[[Moment], Mapping[str, float]]
Floats = NDArray[np.float64]

FAMILIES: Final[Mapping[str, Family]] = {
    "standing": standing,
    "board": board,
    "deeds": deeds,
    "attention": attention,
    "words": words,
    "shifts": shifts,
    "claims": claims,
    "promises": promises,
}
"""The families of features at sending, by name."""
ORDERS: Final = "orders"
"""The family after the orders."""
TEXT: Final = "text"
"""The words of the message themselves, counted as a family though they are no columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """The messages of some games, in order, and their features.

    columns: (n, k) at sending; families: the family of each column (k,); after: (n, j) of the season's orders;
    ordered: (n,) whether those orders are known; texts: two lists of tokens a message, its own and those it answers.
    lie: (n,) 1 lie, 0 truth, NaN where nobody said. game: (n,) number of the game; sender: (n,) game and power.
    """

    messages: tuple[Message, ...]
    names: tuple[str, ...]
    families: NDArray[np.str_]
    columns: Floats
    after: Floats
    ordered: NDArray[np.bool_]
    texts: tuple[tuple[str, str], ...]
    lie: Floats
    game: NDArray[np.int64]
    sender: NDArray[np.str_]


def make_table(
    games: Iterable[Game],
    families: Mapping[str, Family] = FAMILIES,
    *,
    tell: Callable[[str, float], None] | None = None,
) -> Table:
    """The table of some games. families may be replaced, for tests of what a leak would do."""
    given = tuple(games)
    rows, later, texts, ordered = [], [], [], []
    for number, game in enumerate(given):
        if tell:
            tell(f"reading game {game.id}", number / len(given))
        last: dict[tuple[str, str], str] = {}
        for moment in moments(game):
            rows.append({f"{f}.{n}": float(v) for f, make in families.items() for n, v in make(moment).items()})
            found = game.orders.get((moment.message.year, moment.message.season))
            later.append({n: float(v) for n, v in orders(moment, found).items()})
            ordered.append(found is not None)
            a, b = moment.pair
            last[a, b] = tokens(moment)
            texts.append((last[a, b], last.get((b, a), "")))
    messages = tuple(m for game in given for m in game.messages)
    names = tuple(rows[0]) if rows else ()
    return Table(
        messages=messages,
        names=names,
        families=np.array([name.split(".")[0] for name in names], dtype=np.str_),
        columns=_array(rows),
        after=_array(later),
        ordered=np.array(ordered, dtype=bool),
        texts=tuple(texts),
        lie=np.array([np.nan if m.lie is None else float(m.lie) for m in messages]),
        game=np.array([m.game for m in messages], dtype=np.int64),
        sender=np.array([f"{m.game}.{m.sender}" for m in messages], dtype=np.str_),
    )


def _array(rows: list[dict[str, float]]) -> Floats:
    return np.array([list(row.values()) for row in rows], dtype=float).reshape(len(rows), -1)
