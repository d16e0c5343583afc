"""Seasons as dates: a game has none, a case needs them.

Rule     press of spring lies from 10 March to 29 May, orders on 31 May; of fall from 10 July to 28 September, orders on
         30 September; of winter from 10 November to 18 December, builds on 20 December. Within a season messages are
         spread evenly by their place among its messages, so their order is kept and orders come after what was said.
         Turns of 122 days beginning on 1 March then hold one season each for ten years.
Source   invented: only the order within a game and the season are known
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from counterpoint.case.when import When
from counterpoint.feeds.diplomacy.board import SEASONS
from counterpoint.feeds.diplomacy.game import Game, Phase

TURN_DAYS: Final = 122
_PRESS: Final = {"spring": ((3, 10), (5, 29)), "fall": ((7, 10), (9, 28)), "winter": ((11, 10), (12, 18))}
_ORDERS: Final = {"spring": (5, 31), "fall": (9, 30), "winter": (12, 20)}
_START: Final = (3, 1)


def on(day: date) -> When:
    """A day as a date of a case."""
    return When(day, day)


def begins(year: int) -> When:
    """The first day of a game that begins in a year."""
    return on(date(year, *_START))


def orders_day(phase: Phase) -> When:
    """The day of the orders of a season."""
    return on(date(phase[0], *_ORDERS[phase[1]]))


def message_days(game: Game) -> Mapping[int, When]:
    """The day of every message, by its index."""
    groups: dict[Phase, list[int]] = {}
    for message in game.messages:
        groups.setdefault((message.year, message.season), []).append(message.index)
    days: dict[int, When] = {}
    for (year, season), indices in groups.items():
        first, last = (date(year, *day) for day in _PRESS[season])
        length = (last - first).days + 1
        for place, index in enumerate(indices):
            days[index] = on(first + timedelta(days=place * length // len(indices)))
    return days


def later(phase: Phase) -> Phase:
    """The season after a season."""
    place = SEASONS.index(phase[1]) + 1
    return (phase[0], SEASONS[place]) if place < len(SEASONS) else (phase[0] + 1, SEASONS[0])


def moving(phase: Phase) -> Phase:
    """The first season from this one on in which units move: not winter."""
    return later(phase) if phase[1] == "winter" else phase
