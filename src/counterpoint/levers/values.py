"""What is written after a lever's name, read: numbers within bounds, dates, and names of the case."""

from __future__ import annotations

from datetime import date

from counterpoint.case.names import listing, nearest, quoted
from counterpoint.levers.gallery import NO_TALKS, LeverError, Param, Value
from counterpoint.simulation.framing import Cut


def value_of(cut: Cut, lever: str, param: Param, told: str | None) -> Value | None:
    """The value of a parameter, its default where nothing is told. LeverError: one line for a mistake."""
    if not told:
        if param.default is None and not param.optional:
            first = (_names(cut, param) or ("...",))[0]
            raise LeverError(f"{lever}: expected {param.name}, got nothing (try {lever}:{param.name}={first})")
        return param.default
    where = f"{lever}:{param.name}"
    if param.kind == "number":
        return _number(where, param, told)
    if param.kind == "date":
        return _date(where, told)
    names = _names(cut, param)
    if told not in names:
        near = nearest(told, names) or (names or ("another lever",))[0]
        level = next((f", which is of level {c.level}" for c in cut.channels if c.id == told), "")
        why = level if param.kind == "talks" else ""
        raise LeverError(f"{where}: expected one of {listing(names, 200)}, got {quoted(told)}{why} (try {near})")
    return told


def _names(cut: Cut, param: Param) -> tuple[str, ...]:
    """The names that a parameter may be, where these play."""
    parties = cut.parties
    held = {
        "party": parties, "main": (parties[0], parties[cut.other[0]]),
        "channel": tuple(c.id for c in cut.channels), "issue": tuple(i.id for i in cut.issues),
        "talks": tuple(c.id for c in cut.channels if c.level not in NO_TALKS),
    }  # fmt: skip
    return (*held.get(param.kind, ()), *param.words)


def _number(where: str, param: Param, told: str) -> float:
    expected = f"a number from {param.low:g} to {param.high:g}" + (f" [{param.unit}]" if param.unit else "")
    try:
        value = float(told)
    except ValueError:
        shown = f"{where.rpartition(':')[2]}={param.low if param.default is None else param.default:g}"
        raise LeverError(f"{where}: expected {expected}, got {quoted(told)} (try {shown})") from None
    if not param.low <= value <= param.high:
        near = param.high if value > param.high else param.low
        raise LeverError(f"{where}: expected {expected}, got {quoted(told)} (try {near:g})")
    return value + 0.0


def _date(where: str, told: str) -> str:
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError:
        raise LeverError(f"{where}: expected a date YYYY-MM-DD, got {quoted(told)} (try 2026-01-31)") from None
