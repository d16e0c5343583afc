"""A game of Diplomacy as a case: the powers are parties, each pair's press a secret channel, orders the field.

Rule     counterpart of a power: the one with which it exchanged most messages. battlefield: centres of a power on a
         scale where -1 is none, 0 an even share of the 34 (34/7) and 1 the 18 that win, in straight lines between; at
         the start and after the orders of each fall. Coverage is full: the game knows every message and every order.
Source   Peskov et al. (2020), CC BY 4.0
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from counterpoint.case.model import Act, Case, Channel, Coverage, Party, Reading, Seat, Source
from counterpoint.feeds.diplomacy.board import CENTRES, HOME, POWERS
from counterpoint.feeds.diplomacy.game import Game
from counterpoint.readers.diplomacy import deeds as field_
from counterpoint.readers.diplomacy.dates import TURN_DAYS, begins, orders_day
from counterpoint.readers.diplomacy.deeds import Judged, deeds, judged
from counterpoint.readers.diplomacy.labels import ATTRIBUTION, LICENCE
from counterpoint.readers.diplomacy.words import SOURCE, Spoken, channel_of, spoken

WINS: Final = 18
"""Centres that win the game."""
EVEN: Final = len(CENTRES) / len(POWERS)
"""An even share of the centres."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """A game as a case: the case, its press, the text of README.md, and the promises that orders judged."""

    case: Case
    press: tuple[Spoken, ...]
    readme: str
    promises: tuple[Judged, ...]


def ingest(game: Game) -> Ingested:
    """The case of a game. It says nothing of the labels; labels.py writes them beside it."""
    press = tuple(spoken(game))
    promises = judged(game, press)
    case = _case(game, _ordered([s.act for s in press], [act for _, act in deeds(game, press, promises)]))
    return Ingested(case, press, _readme(game, case, promises), promises)


def _ordered(press: list[Act], done: list[Act]) -> tuple[Act, ...]:
    """Acts by day; of a day as they are."""
    return tuple(sorted([*press, *done], key=lambda act: act.date.first))


def _case(game: Game, acts: tuple[Act, ...]) -> Case:
    pairs = Counter(frozenset((m.sender, m.receiver)) for m in game.messages)
    first = min((m.year for m in game.messages), default=1901)
    sources = (
        Source(SOURCE, f"Press of game {game.id}: {ATTRIBUTION}", reliability="A", licence=LICENCE),
        Source(field_.SOURCE, f"Orders of game {game.id}: {ATTRIBUTION}", reliability="A", licence=LICENCE),
    )
    return Case(
        id=f"diplomacy-{game.id}",
        title=f"Diplomacy, game {game.id}",
        question="Who means what he writes?",
        start=begins(first),
        end=max((act.date for act in acts), default=begins(first)),
        turn_days=TURN_DAYS,
        parties=tuple(Party(p, p.capitalize(), counterpart=_counterpart(p, pairs)) for p in POWERS),
        channels=_channels(),
        sources=sources,
        acts=acts,
        series=_battlefield(game, first),
    )


def _counterpart(power: str, pairs: Counter[frozenset[str]]) -> str | None:
    """The power with which a power exchanged most messages; None if it wrote to nobody and nobody to it."""
    counts = {other: pairs[frozenset((power, other))] for other in POWERS if other != power}
    best = max(counts, key=lambda other: counts[other])
    return best if counts[best] else None


def _channels() -> tuple[Channel, ...]:
    full = (Coverage("full", why="the game keeps every message and every order"),)
    press = tuple(
        Channel(
            channel_of(one, other),
            f"{one.capitalize()} and {other.capitalize()}",
            level="leaders",
            visibility="secret",
            seats=(Seat(one), Seat(other)),
            coverage=full,
        )
        for one, other in combinations(sorted(POWERS), 2)
    )
    seats = tuple(Seat(power) for power in POWERS)
    board = Channel(field_.FIELD, "Orders", level="field", visibility="public", seats=seats, coverage=full)
    return (*press, board)


def _battlefield(game: Game, first: int) -> tuple[Reading, ...]:
    """Centres of each power after each fall, as far as there are orders; at the start its home centres."""
    found = [Reading(begins(first), "battlefield", power, scale(len(HOME[power])), field_.SOURCE) for power in POWERS]
    for (year, season), orders in game.orders.items():
        if season == "winter" and orders.owners:
            counts = Counter(orders.owners.values())
            day = orders_day((year, "fall"))
            found += [Reading(day, "battlefield", power, scale(counts[power]), field_.SOURCE) for power in POWERS]
    return tuple(found)


def scale(centres: int) -> float:
    """Centres as battlefield [-1..1]."""
    share = centres / EVEN - 1 if centres <= EVEN else (centres - EVEN) / (WINS - EVEN)
    return round(min(share, 1.0), 3)


def _readme(game: Game, case: Case, promises: tuple[Judged, ...]) -> str:
    kept = sum(one.outcome == "kept" for one in promises)
    return f"""# {case.title}

Made by `counterpoint ingest diplomacy` from {ATTRIBUTION}. Licence of messages, labels and orders: {LICENCE}.

{len(game.messages)} messages and the orders of {len(game.orders)} seasons, as {len(case.acts)} acts. Messages were
coded by rules, not by a person; `quote` holds the beginning of the message. Dates are invented: only season and order
are known. Of the promises that the orders judge, {kept} were kept and {len(promises) - kept} broken.

`truth.yaml` holds the senders' own labels. It is for evaluation: nothing that reads the case reads it.
"""
