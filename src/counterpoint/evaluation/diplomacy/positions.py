"""Where units stand and whose the centres are, stepped season by season from the orders; and what orders did to whom.

Rule     a season begins with what the seasons before it left; its own orders are not looked at
Source   the rules of the game
Status   exact bookkeeping: on ten games the units derived are those that the next orders name
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from counterpoint.feeds.diplomacy.board import CENTRES, HOME, PROVINCES
from counterpoint.feeds.diplomacy.game import Order, Orders

Pair = tuple[str, str]
DEEDS: Final = ("attack", "support", "bounce", "capture")
"""What orders do to another: go into its province or help to, help its unit, want the same province, take a centre."""
_FLEETS: Final = frozenset(("Tri", "Edi", "Lon", "Bre", "Kie", "Nap", "Sev", "Stp", "Ank"))
"""Home centres in which a fleet stands at the beginning."""
_HELP: Final = 0.7
"""An attack by somebody else that is helped, against one's own [share]."""


@dataclass(frozen=True, slots=True)
class Position:
    """The board when a season begins: who stands where with what (A or F), and who owns which centre."""

    units: Mapping[str, tuple[str, str]]
    centres: Mapping[str, str]


START: Final = Position(
    {home: (power, "F" if home in _FLEETS else "A") for power, homes in HOME.items() for home in sorted(homes)},
    {home: power for power, homes in HOME.items() for home in sorted(homes)},
)


def reach(unit: str, kind: str) -> frozenset[str]:
    """Where a unit may go."""
    province = PROVINCES[unit]
    return province.fleet if kind == "F" else province.army


def after(position: Position, orders: Orders | None) -> Position:
    """The board when a season ends; unchanged if its orders are not known."""
    if orders is None:
        return position
    if orders.season == "winter":
        return _adjusted(position, orders)
    units: dict[str, tuple[str, str]] = {}
    for order in orders.orders:
        if at := _ends(order):
            units[at] = (order.power, position.units.get(order.unit, ("", _kind(order.unit)))[1])
    taken = {at: power for at, (power, _) in units.items() if at in CENTRES}
    return Position(units, {**position.centres, **taken} if orders.season == "fall" else position.centres)


def _ends(order: Order) -> str:
    """Where a unit stands when the season ends, "" if it is gone."""
    if order.type == "move" and order.succeeded:
        return order.to
    return order.retreat if order.dislodged else order.unit


def _kind(unit: str) -> str:
    return "F" if PROVINCES[unit].ground == "sea" else "A"


def _adjusted(position: Position, orders: Orders) -> Position:
    """The board after builds and disbands; the file of a winter also says whose the centres are."""
    units = dict(position.units)
    for order in orders.orders:
        if order.type == "build" and order.succeeded:
            units[order.unit] = (order.power, order.unit_type or "A")
        elif order.type == "disband" and order.succeeded:
            units.pop(order.unit, None)
    return Position(units, orders.owners or position.centres)


def deeds(position: Position, orders: Orders | None) -> Mapping[Pair, Mapping[str, float]]:
    """How often one power did each of DEEDS to another in a season; pairs without any are left out."""
    done: dict[Pair, Counter[str]] = defaultdict(Counter)
    aims: dict[str, list[str]] = defaultdict(list)
    for order in orders.orders if orders else ():
        for other, what, weight in _towards(position, order):
            done[order.power, other][what] += weight  # type: ignore[assignment]
        if order.type == "move":
            aims[order.to].append(order.power)
    for powers in aims.values():
        for one in powers:
            for other in powers:
                if one != other:
                    done[one, other]["bounce"] += 1
    return {pair: dict(counts) for pair, counts in done.items()}


def _towards(position: Position, order: Order) -> Iterator[tuple[str, str, float]]:
    """(whom, what, how much) of one order."""
    if order.type == "move":
        for other in _hosts(position, order.to) - {order.power}:
            yield other, "attack", 1.0
        owner = position.centres.get(order.to, order.power)
        if order.succeeded and owner != order.power:
            yield owner, "capture", 1.0
    elif order.type in ("support-move", "support-hold", "convoy"):
        helped = order.supported_power or position.units.get(order.supported, ("", ""))[0]
        if helped and helped != order.power:
            yield helped, "support", 1.0
        if helped and order.type != "support-hold":
            for other in _hosts(position, order.to) - {order.power, helped}:
                yield other, "attack", 1.0 if helped == order.power else _HELP


def _hosts(position: Position, province: str) -> set[str]:
    """Who owns a province as a centre or stands in it."""
    found = {position.centres.get(province, ""), position.units.get(province, ("", ""))[0]}
    return found - {""}
