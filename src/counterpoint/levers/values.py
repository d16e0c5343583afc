"""What is written after a lever's name, read: numbers within bounds, dates, and names of the case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from counterpoint.case.names import listing, nearest, quoted
from counterpoint.levers.gallery import NO_TALKS, NUMBERS, Lever, LeverError, Param, Value
from counterpoint.simulation.framing import Cut


def value_of(cut: Cut, lever: Lever, param: Param, given: Mapping[str, str]) -> Value | None:
    """The value of a parameter among what is given, else its default. LeverError: one line for a mistake."""
    told = given.get(param.name)
    if not told:
        if param.default is None and not param.optional:
            raise LeverError(f"{lever.name}: expected {param.name}, got nothing (try {_whole(cut, lever, given)})")
        return None if given.get(param.unless) else param.default
    where = f"{lever.name}:{param.name}"
    if param.kind in NUMBERS:
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


def _whole(cut: Cut, lever: Lever, given: Mapping[str, str]) -> str:
    """The lever as it may be written: with what is given, if it may be, and with what it has to be given besides."""
    told = {p.name: told for p in lever.params
            if (told := given.get(p.name)) and (p.kind in (*NUMBERS, "date") or told in _names(cut, p))}  # fmt: skip
    for p in lever.params:
        if p.name not in told and p.default is None and not p.optional:
            told[p.name] = next((name for name in _names(cut, p) if name not in told.values()), "...")
    return f"{lever.name}:{','.join(f'{p.name}={told[p.name]}' for p in lever.params if p.name in told)}"


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
    sort = "a whole number" if param.kind == "whole" else "a number"
    expected = f"{sort} from {param.low:g} to {param.high:g}" + (f" [{param.unit}]" if param.unit else "")
    try:
        value = float(told)
    except ValueError:
        shown = f"{where.rpartition(':')[2]}={param.low if param.default is None else param.default:g}"
        raise LeverError(f"{where}: expected {expected}, got {quoted(told)} (try {shown})") from None
    if not param.low <= value <= param.high:
        near = param.high if value > param.high else param.low
        raise LeverError(f"{where}: expected {expected}, got {quoted(told)} (try {near:g})")
    if param.kind == "whole" and not value.is_integer():
        raise LeverError(f"{where}: expected {expected}, got {quoted(told)} (try {value:.0f})")
    return value + 0.0


def _date(where: str, told: str) -> str:
    """A date as it is asked for; other ways of writing one are refused."""
    try:
        day = date.fromisoformat(told).isoformat()
    except ValueError:
        day = ""
    if told != day:
        raise LeverError(f"{where}: expected a date YYYY-MM-DD, got {quoted(told)} (try {day or '2026-01-31'})")
    return day
