"""Orders as deeds: who attacked whom, who helped whom, which promises the orders kept or broke.

Rule     strike: a unit is ordered into a province where a unit of the other stands and stays, or into a centre that the
         other owns; or supports or convoys such an attack of a third. Weight 3 if a centre is entered, 2 if a unit is
         driven out, else 1. No strike where the attacked one helps the move, or wrote to the mover that it should come
         or that they meet there (an arranged bounce).
         ease: supports or convoys a unit of the other as that was ordered to go, leaves a centre that the other owns,
         or does what it promised the other (keeps). It delivers; sign would open a promise again.
         breach: its orders do other than it promised the other (breaks). Weight 3 if it struck it too, else 2.
         Of each kind one act per power, other power and season; the units stand in the note. Bounces in empty
         provinces, builds and retreats are no deeds: at whom they are aimed cannot be told from the orders.
Source   the rules of the game; the meanings of the kinds (counterpoint vocabulary)
Status   exact, but for what the reader read
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from counterpoint.case.model import Act, KindName
from counterpoint.feeds.diplomacy.game import Game, Order, Orders, Phase
from counterpoint.readers.diplomacy.dates import orders_day
from counterpoint.readers.diplomacy.terms import Outcome, Term, judge
from counterpoint.readers.diplomacy.words import Spoken

FIELD: Final = "field"
"""Id of the channel of deeds."""
SOURCE: Final = "orders"
"""Id of the source of what was ordered."""
_VOID: Final = ("Invalid Order", "Invalid move path")
"""Orders that could not be: they move nothing and help nobody."""
Pair = tuple[str, str]


@dataclass(slots=True)
class _Towards:
    """What the orders of one power in one season are towards another, as it is gathered."""

    strikes: dict[str, int] = field(default_factory=dict)
    eases: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Judged:
    """A promise that orders could judge: the act that made it, and how it ended."""

    act: str
    by: str
    to: str
    outcome: Outcome


def judged(game: Game, press: Collection[Spoken]) -> tuple[Judged, ...]:
    """Every promise of a game with terms that orders judge; broken if one of its terms is, kept if none is."""
    final: dict[tuple[str, str, Phase, str], Term] = {}
    for item in press:
        for term in item.terms:
            if term.unit:
                final[term.subject] = term
    found: list[Judged] = []
    for item in press:
        ends = [
            judge(term, game.orders[term.phase])
            for term in item.terms
            if term.phase in game.orders and final.get(term.subject, term) == term
        ]
        outcome: Outcome = "broken" if "broken" in ends else "kept" if "kept" in ends else ""
        if outcome:
            found.append(Judged(item.act.id, item.message.sender, item.message.receiver, outcome))
    return tuple(found)


def deeds(game: Game, press: Collection[Spoken], outcomes: Collection[Judged]) -> Iterator[tuple[Phase, Act]]:
    """The deeds of a game, in the order of seasons."""
    promises = {item.act.id: item for item in press}
    expected = _expected(press)
    due: dict[Phase, list[Judged]] = {}
    for one in outcomes:
        # A promise about several seasons is judged when the last of them is over.
        due.setdefault(max(_played(promises[one.act], game)), []).append(one)
    for phase, orders in game.orders.items():
        towards: dict[Pair, _Towards] = {}
        _fights(orders, expected.get(phase, set()), towards)
        _helps(orders, towards)
        for one in due.get(phase, ()):
            entry = towards.setdefault((one.by, one.to), _Towards())
            (entry.kept if one.outcome == "kept" else entry.broken).append(one.act)
        for pair in sorted(towards):
            yield from ((phase, act) for act in _acts(phase, pair, towards[pair]))


def _played(item: Spoken, game: Game) -> list[Phase]:
    order = {phase: place for place, phase in enumerate(game.orders)}
    return sorted((t.phase for t in item.terms if t.phase in order), key=lambda phase: order[phase])


def _expected(press: Collection[Spoken]) -> Mapping[Phase, set[tuple[str, str, str]]]:
    """(mover, host, province) by season: the host wrote that the mover should come, or that they meet there."""
    found: dict[Phase, set[tuple[str, str, str]]] = {}
    for item in press:
        said, message = item.said, item.message
        if said is None or not said.to or said.negated:
            continue
        phase = message.year, message.season
        own = said.kind == "promise" and said.order in ("support", "convoy")
        if said.order == "bounce" or said.kind == "proposal" or own:
            found.setdefault(phase, set()).add((message.receiver, message.sender, said.to))
    return found


def _fights(orders: Orders, expected: Collection[tuple[str, str, str]], towards: dict[Pair, _Towards]) -> None:
    """Every attack, and every help to an attack of another."""
    for move in orders.orders:
        if move.type != "move" or move.reason in _VOID:
            continue
        helpers = [o for o in orders.orders if _joins(o, move)]
        for victim, weight in _victims(move, orders).items():
            if victim in {helper.power for helper in helpers} or (move.power, victim, move.to) in expected:
                continue
            _strike(towards, (move.power, victim), f"{move.unit} > {move.to}", weight)
            for helper in helpers:
                if helper.power not in (move.power, victim):
                    what = "C" if helper.type == "convoy" else "S"
                    _strike(towards, (helper.power, victim), f"{helper.unit} {what} {move.unit} > {move.to}", 1)


def _joins(order: Order, move: Order) -> bool:
    """Whether an order supports or convoys a move."""
    helping = order.type in ("support-move", "convoy") and order.reason not in _VOID
    return helping and order.supported == move.unit and order.to == move.to


def _victims(move: Order, orders: Orders) -> dict[str, int]:
    """Whom a move attacks, with its weight."""
    owner, holder = orders.owners.get(move.to, ""), orders.units.get(move.to, "")
    there = next((o for o in orders.orders if o.unit == move.to), None)
    stays = there is not None and not (there.type == "move" and there.succeeded)
    found: dict[str, int] = {}
    if holder not in ("", move.power) and stays:
        found[holder] = 2 if move.succeeded else 1
    if owner not in ("", move.power):
        found[owner] = 3 if move.succeeded else 1
    return found


def _strike(towards: dict[Pair, _Towards], pair: Pair, what: str, weight: int) -> None:
    strikes = towards.setdefault(pair, _Towards()).strikes
    strikes[what] = max(weight, strikes.get(what, 0))


def _helps(orders: Orders, towards: dict[Pair, _Towards]) -> None:
    """Supports and convoys of another's unit, and withdrawals from another's centre."""
    for order in orders.orders:
        other, what = order.supported_power, ""
        if order.type in ("support-hold", "support-move", "convoy") and order.reason not in _VOID:
            goal = f" > {order.to}" if order.type != "support-hold" else ""
            what = f"{order.unit} {'C' if order.type == 'convoy' else 'S'} {order.supported}{goal}"
        elif order.type == "move" and order.succeeded:
            owner = orders.owners.get(order.unit, "")
            other, what = (owner, f"{order.unit} leaves") if orders.owners.get(order.to) != owner else ("", "")
        if what and other not in ("", order.power):
            towards.setdefault((order.power, other), _Towards()).eases.append(what)


def _acts(phase: Phase, pair: Pair, entry: _Towards) -> Iterator[Act]:
    """The deeds of one power towards another in one season: one of a kind."""
    if entry.strikes:
        yield _deed("strike", phase, pair, tuple(entry.strikes), weight=max(entry.strikes.values()))
    if entry.broken:
        weight = 3 if entry.strikes else 2
        yield _deed("breach", phase, pair, ("orders do other than promised",), weight=weight, breaks=entry.broken)
    if entry.eases or entry.kept:
        done = tuple(entry.eases) or ("orders do as promised",)
        yield _deed("ease", phase, pair, done, weight=2 if entry.eases else 1, keeps=entry.kept)


def _deed(
    kind: KindName, phase: Phase, pair: Pair, what: tuple[str, ...], *, weight: int,
    keeps: Collection[str] = (), breaks: Collection[str] = (),
) -> Act:  # fmt: skip
    season = f"{phase[0]} {phase[1]}"
    return Act(
        id=f"{kind}-{phase[0]}-{phase[1]}-{pair[0]}-{pair[1]}",
        date=orders_day(phase),
        actor=pair[0],
        kind=kind,
        source=SOURCE,
        target=pair[1],
        channel=FIELD,
        weight=weight,
        keeps=tuple(keeps),
        breaks=tuple(breaks),
        audience=(),
        basis="observed",
        occasion=f"orders {season}",
        locator=f"orders {season}",
        note="; ".join(what),
    )
