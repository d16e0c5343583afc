"""A message in the moment in which it is sent: all that the features may look at, and nothing later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from counterpoint.evaluation.diplomacy.heard import Heard, heard
from counterpoint.evaluation.diplomacy.positions import START, Pair, Position, after, deeds, reach
from counterpoint.evaluation.diplomacy.talk import Talk, remember, turned
from counterpoint.evaluation.diplomacy.wording import Wording, wording
from counterpoint.feeds.diplomacy.board import POWERS, SEASONS
from counterpoint.feeds.diplomacy.game import Game, Message, Orders, Phase
from counterpoint.readers.diplomacy.terms import Term, term_of
from counterpoint.readers.press import Said, read

FIRST_YEAR: Final = 1901


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """The board when a season begins, and the deeds of the seasons before it, latest first. One object a season.

    reach: per power, how many of its units may go where. owned: the centres of each power, before: three seasons ago.
    threat: how many centres of the second power the units of the first reach.
    """

    position: Position
    past: tuple[Mapping[Pair, Mapping[str, float]], ...]
    reach: Mapping[str, Counter[str]]
    stands: Mapping[str, frozenset[str]]
    owned: Mapping[str, frozenset[str]]
    before: Mapping[str, int]
    threat: Mapping[Pair, int]

    def did(self, pair: Pair, what: str, lag: int) -> float:
        """How often a power did something to another so many seasons ago (1 is the last one)."""
        return self.past[lag - 1].get(pair, {}).get(what, 0.0) if lag <= len(self.past) else 0.0


@dataclass(frozen=True, slots=True)
class Moment:
    """A message when it is sent: the board when its season began, its words, what it says, what was said before.

    own: terms of what the sender promises to do; asks: of what it asks of the receiver; tells: of what it tells of others. heard: as kept.
    """  # noqa: E501

    message: Message
    board: Board
    words: Wording
    said: tuple[Said, ...]
    own: tuple[Term, ...]
    asks: tuple[Term, ...]
    tells: tuple[Term, ...]
    talk: Talk
    heard: Heard

    @property
    def pair(self) -> Pair:
        """Sender and receiver."""
        return self.message.sender, self.message.receiver

    @property
    def others(self) -> tuple[str, ...]:
        """The powers that are neither."""
        return _others(*self.pair)


@cache
def _others(a: str, b: str) -> tuple[str, ...]:
    return tuple(p for p in POWERS if p not in (a, b))


def moments(game: Game) -> Iterator[Moment]:
    """Every message of a game in the moment in which it is sent. The memory is to be looked at before the next one."""
    boards = _boards(game)
    talk, now = Talk(), None
    for message in game.messages:
        phase = (message.year, message.season)
        if phase != now:
            talk = turned(talk, {p for p in boards if _number(p) < _number(phase)})
            now, board = phase, boards[phase]
            theirs = {p: board.owned[p] | board.stands[p] for p in POWERS}
        words = wording(message)
        said = read(message.text, sender=message.sender, receiver=message.receiver)
        own, asks, tells = _terms(message, words, said)
        kept = heard(message, words, own, asks, theirs)
        yield Moment(message, board, words, said, own, asks, tells, talk, kept)
        remember(talk, message, words=words, said=said, own=own, asks=asks, kept=kept)


def _terms(message: Message, words: Wording, said: tuple[Said, ...]) -> tuple[tuple[Term, ...], ...]:
    """What is said, as terms: of the sender, of the receiver, of third powers."""
    a, b = message.sender, message.receiver
    own: list[Term] = []
    asks: list[Term] = []
    tells: list[Term] = []
    for one in said:
        clause = words.plain[slice(*one.span)]
        whose = a if one.kind in ("promise", "build") else one.who
        if one.kind not in ("promise", "build", "proposal", "intelligence") or not whose:
            continue
        term = term_of(one, clause=clause, by=whose, to=b if whose == a else a, phase=(message.year, message.season))
        if term is not None:
            (own if whose == a else asks if whose == b else tells).append(term)
    return tuple(own), tuple(asks), tuple(tells)


def _number(phase: Phase) -> int:
    """Seasons in order."""
    return (phase[0] - FIRST_YEAR) * len(SEASONS) + SEASONS.index(phase[1])


def _boards(game: Game) -> dict[Phase, Board]:
    """The board of every season in which there are messages or orders. Each is made of the orders before it alone."""
    wanted = {(m.year, m.season) for m in game.messages} | set(game.orders)
    first = min((year for year, _ in wanted), default=FIRST_YEAR)
    last = max((year for year, _ in wanted), default=FIRST_YEAR)
    boards: dict[Phase, Board] = {}
    positions, past = [START], list[Mapping[Pair, Mapping[str, float]]]()
    for year in range(min(first, FIRST_YEAR), last + 1):
        for season in SEASONS:
            position, orders = positions[-1], game.orders.get((year, season))
            boards[year, season] = _board(positions, tuple(reversed(past)))
            past.append(deeds(position, orders))
            positions.append(after(position, orders))
    return boards


def _board(positions: list[Position], past: tuple[Mapping[Pair, Mapping[str, float]], ...]) -> Board:
    position, earlier = positions[-1], positions[max(0, len(positions) - 4)]
    can = {p: Counter[str]() for p in POWERS}
    for unit, (power, kind) in position.units.items():
        can[power].update(reach(unit, kind))
    owned = {p: frozenset(c for c, owner in position.centres.items() if owner == p) for p in POWERS}
    return Board(
        position,
        past,
        can,
        {p: frozenset(u for u, (power, _) in position.units.items() if power == p) for p in POWERS},
        owned,
        Counter(earlier.centres.values()),
        {(p, q): sum(can[p][c] > 0 for c in owned[q]) for p in POWERS for q in POWERS if p != q},
    )


def own_orders(moment: Moment, orders: Orders | None) -> dict[str, str]:
    """Where each unit of the sender was sent in a season: unit to province, or to its own place."""
    found = orders.orders if orders else ()
    return {o.unit: o.to if o.type == "move" else o.unit for o in found if o.power == moment.message.sender}
