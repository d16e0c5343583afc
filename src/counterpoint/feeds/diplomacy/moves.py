"""The orders of one season: per power and unit what it was told and what came of it, and who owned which centre."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from counterpoint.case.names import quoted
from counterpoint.case.problem import Problem
from counterpoint.feeds.diplomacy.board import POWERS, PROVINCES
from counterpoint.feeds.diplomacy.game import Order, Orders

TYPES: Final = ("MOVE", "HOLD", "SUPPORT", "CONVOY", "BUILD", "DISBAND")
RESULTS: Final[Mapping[Any, bool]] = {"SUCCEEDS": True, "FAILS": False}


def read_orders(name: str, text: str, *, place: tuple[int, int, str], problems: list[Problem]) -> Orders | None:
    """The orders of one file about (game, year, season); None, with problems, if it is not what it must be."""
    before = len(problems)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        problems.append(Problem(name, getattr(error, "lineno", 0), "orders", "a JSON object", "something else"))
        return None
    if not isinstance(data, dict) or not isinstance(data.get("orders"), dict):
        got = quoted(data.get("orders") if isinstance(data, dict) else data)
        problems.append(Problem(name, 0, "orders", "a mapping from power to units", got))
        return None
    raw = dict(_units(name, data["orders"], problems))
    units = {unit: power for power, unit in raw}
    made = [_order(name, power, unit, entry, units, problems) for (power, unit), entry in raw.items()]
    owners = _owners(name, data.get("territories"), problems)
    if len(problems) > before:
        return None
    orders = tuple(order for order in made if order is not None)
    game, year, season = place
    standing = {} if season == "winter" else units
    return Orders(game, year, season, orders, owners, standing, _after(orders) if standing else {})  # type: ignore[arg-type]


def _units(name: str, orders: Mapping[str, Any], problems: list[Problem]) -> Any:
    """(power, unit) and what the file says of it, for every unit."""
    for power, units in orders.items():
        if power.lower() not in POWERS or not isinstance(units, dict):
            expected = "units of one of " + ", ".join(POWERS)
            problems.append(Problem(name, 0, f"orders.{power}", expected, quoted(units)))
            continue
        for unit, entry in units.items():
            if unit not in PROVINCES or not isinstance(entry, dict) or entry.get("type") not in TYPES:
                got = quoted(entry.get("type") if isinstance(entry, dict) else entry)
                expected = "a province with an order of type " + ", ".join(TYPES)
                problems.append(Problem(name, 0, f"orders.{power}.{unit}", expected, got))
                continue
            yield (power.lower(), unit), entry


def _order(
    name: str, power: str, unit: str, entry: dict[str, Any], units: Mapping[str, str], problems: list[Problem]
) -> Order | None:
    """One order; None, with a problem, if it names a province that is not on the map."""
    to, source = entry.get("to") or "", entry.get("from") or ""
    retreat = entry.get("retreat")
    escape = (retreat.get("to") or "") if isinstance(retreat, dict) and retreat.get("result") == "SUCCEEDS" else ""
    for field, value in (("to", to), ("from", source), ("retreat", escape)):
        if value and value not in PROVINCES:
            where = f"orders.{power.capitalize()}.{unit}.{field}"
            problems.append(Problem(name, 0, where, "a province of the standard map", quoted(value)))
            return None
    kind = entry["type"].lower()
    if kind == "support":
        kind = "support-move" if to and to != source else "support-hold"
    if kind == "support-hold":
        to = source
    return Order(
        power=power,
        unit=unit,
        type=kind,
        to=to,
        supported=source,
        supported_power=units.get(source, ""),
        unit_type=str(entry.get("unit_type") or ""),
        coast=str(entry.get("to_coast") or entry.get("coast") or ""),
        succeeded=RESULTS.get(entry.get("result")),
        reason=str(entry.get("result_reason") or ""),
        dislodged=isinstance(retreat, dict),
        retreat=escape,
    )


def _owners(name: str, territories: Any, problems: list[Problem]) -> dict[str, str]:
    """Who owns which centre; what has no owner is left out."""
    if territories is None:
        return {}
    if not isinstance(territories, dict):
        problems.append(Problem(name, 0, "territories", "a mapping from centre to power", quoted(territories)))
        return {}
    owners: dict[str, str] = {}
    for centre, power in territories.items():
        if centre not in PROVINCES or str(power).lower() not in POWERS:
            problems.append(Problem(name, 0, f"territories.{centre}", "a centre and a power", quoted(power)))
        else:
            owners[centre] = str(power).lower()
    return owners


def _after(orders: tuple[Order, ...]) -> dict[str, str]:
    """Who stands where when the season ends: those who moved, those who stayed and were not driven out, retreats."""
    after: dict[str, str] = {}
    for order in orders:
        if order.type == "move" and order.succeeded:
            after[order.to] = order.power
        elif not order.dislodged:
            after[order.unit] = order.power
        elif order.retreat:
            after[order.retreat] = order.power
    return after
