"""What a measure is: one family of numbers read off a record, described by its module's docstring.

A family's docstring says, in this order: one sentence, Rule, Unit, Source, Status. It is written once, there;
describe() reads it, so that screens, pages and reports show the same words.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from counterpoint.record.record import Record

Table = dict[str, Any]
"""A JSON-ready result: dicts, lists, strings, numbers; None with a `why` for what cannot be computed."""

FIELDS = ("Rule", "Unit", "Source", "Status")


@dataclass(frozen=True, slots=True)
class Measure:
    """One family: its name, what it is in a sentence, unit, formula, source, status, and the function."""

    name: str
    what: str
    unit: str
    formula: str
    source: str
    status: str
    compute: Callable[[Record], Table]


def describe(module: str, doc: str | None, *, compute: Callable[[Record], Table]) -> Measure:
    """The measure that a module's docstring describes.

    module is the module's dotted name, of which the last part names the measure. ValueError names a field
    that the docstring lacks. Under python -OO there are no docstrings: the texts are then empty.
    """
    name = module.rpartition(".")[2]
    if doc is None:
        return Measure(name, "", "", "", "", "", compute)
    text = read_fields(f"measure {name}", doc, FIELDS)
    return Measure(name, text["what"], text["Unit"], text["Rule"], text["Source"], text["Status"], compute)


def read_fields(what: str, doc: str, fields: tuple[str, ...]) -> dict[str, str]:
    """The fields of an entry's docstring, and under "what" the sentence before them; ValueError names what lacks."""
    said: dict[str, list[str]] = {"what": []}
    current = "what"
    for line in doc.strip().splitlines():
        name, _, rest = line.partition(" ")
        if name in fields:
            current = name
            said[current] = [rest.strip()]
        elif line.strip():
            said[current].append(line.strip())
    lacking = [f for f in fields if not said.get(f)]
    if lacking or not said["what"]:
        raise ValueError(f"{what}: expected {', '.join(fields)} in its docstring, got none for {lacking}")
    return {key: " ".join(lines) for key, lines in said.items()}


def iso(ordinal: int | None) -> str | None:
    """A day (proleptic ordinal) as YYYY-MM-DD; None when there is none."""
    if ordinal is None or not 1 <= ordinal <= date.max.toordinal():
        return None
    return date.fromordinal(ordinal).isoformat()


def plain(value: Any, *, dates: frozenset[str] = frozenset(), digits: int = 4) -> Any:
    """A value made of frozen dataclasses as plain JSON data.

    dates names the fields that hold days (ordinals); they become YYYY-MM-DD. Numbers are rounded to digits;
    what is not finite becomes None.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _field(f.name, getattr(value, f.name), dates=dates, digits=digits) for f in fields(value)}
    if isinstance(value, dict):
        return {key: _field(key, item, dates=dates, digits=digits) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, dates=dates, digits=digits) for item in value]
    if isinstance(value, float):
        return round(value, digits) + 0.0 if math.isfinite(value) else None
    return value


def _field(name: str, value: Any, *, dates: frozenset[str], digits: int) -> Any:
    if name in dates and (value is None or isinstance(value, int)):
        return iso(value)
    return plain(value, dates=dates, digits=digits)
