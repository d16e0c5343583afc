"""What each field of a case may hold, in a user's words, and how a failed validation becomes a problem."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from counterpoint.case.names import listing, nearest, quoted
from counterpoint.case.problem import Problem
from counterpoint.case.synonyms import word_hint
from counterpoint.case.when import EXPECTED, When, date_hint

Path = tuple[str | int, ...]
ID = "an id (letters, digits, _ . - and no spaces)"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands: file, first line, its name in messages, and the lines of its parts."""

    file: str
    line: int
    name: str = ""
    path: Path = ()
    lines: Mapping[Path, int] | None = None

    def line_of(self, tail: Path) -> int:
        """Line of a part, or of the nearest thing around it that has one."""
        for length in range(len(tail), 0, -1):
            if self.lines and (line := self.lines.get(self.path + tail[:length])):
                return line
        return self.line

    def problem(self, tail: Path | str, expected: str, got: str, hint: str = "", *, severity: str = "error") -> Problem:
        """A problem with a part of this thing."""
        steps = (tail,) if isinstance(tail, str) else tail
        field = ".".join(str(step) for step in ((self.name, *steps) if self.name else steps))
        return Problem(self.file, self.line_of(steps), field or "file", expected, got, hint, severity)


@cache
def hints_of(kind: type) -> dict[str, Any]:
    """The annotations of a dataclass by field name."""
    return get_type_hints(kind, include_extras=True)


def bare(hint: Any) -> Any:
    """An annotation without its "or None"."""
    if get_origin(hint) in {Union, types.UnionType}:
        return next(arg for arg in get_args(hint) if arg is not type(None))
    return hint


def item_of(hint: Any) -> Any:
    """The annotation of a tuple's items, or None if it is no tuple."""
    hint = bare(hint)
    return get_args(hint)[0] if get_origin(hint) is tuple else None


def choices(hint: Any) -> tuple[str, ...]:
    """The words that a closed list allows; () if the field is no closed list."""
    hint = bare(hint)
    return tuple(get_args(hint)) if get_origin(hint) is Literal else ()


def base_of(hint: Any) -> Any:
    """The plain type under an annotation: str, int, float, bool, When, tuple, Literal or a dataclass."""
    hint = bare(hint)
    origin = get_origin(hint)
    return get_args(hint)[0] if origin is Annotated else origin or hint


def expectation(hint: Any) -> str:
    """What a field may hold, in words."""
    if words := choices(hint):
        return f"one of {listing(words, 100)}"
    base = base_of(hint)
    if base in {int, float}:
        return ("a whole number" if base is int else "a number") + _bounds(bare(hint))
    if base is When:
        return EXPECTED
    if base is str:
        return ID if get_origin(bare(hint)) is Annotated else "text"
    if base is bool:
        return "true or false"
    if base is tuple:
        return "a list"
    return f"a mapping with {listing([f.name for f in fields(base)], 60)}" if is_dataclass(base) else "a value"


def _bounds(hint: Any) -> str:
    low = high = None
    for info in getattr(hint, "__metadata__", ()):
        for bound in getattr(info, "metadata", ()):
            low, high = getattr(bound, "ge", low), getattr(bound, "le", high)
    return f" from {low:g} to {high:g}" if low is not None and high is not None else ""


def type_at(kind: type, path: Path) -> Any:
    """The annotation at a path inside a dataclass; None if the path leads nowhere."""
    hint: Any = kind
    for step in path:
        if isinstance(step, int):
            hint = item_of(hint)
        else:
            base = base_of(hint)
            hint = hints_of(base).get(step) if is_dataclass(base) and isinstance(base, type) else None
        if hint is None:
            return None
    return hint


def field_problem(place: Place, error: Mapping[str, Any], kind: type) -> Problem:
    """One line for one failed validation of a thing of a kind."""
    path, got = tuple(error["loc"]), error.get("input")
    if error["type"] == "unexpected_keyword_argument":
        owner = base_of(type_at(kind, path[:-1]))
        known = [f.name for f in fields(owner)]
        return place.problem(path, f"one of {listing(known, 110)}", "an unknown word", nearest(str(path[-1]), known))
    hint = type_at(kind, path)
    if error["type"] == "missing":
        return place.problem(path, expectation(hint), "nothing")
    return place.problem(path, expectation(hint), quoted(got), value_hint(hint, got))


def value_hint(hint: Any, got: object) -> str:
    """What to try for a wrong value."""
    base = base_of(hint)
    if isinstance(got, str) and (broken := spreadsheet_hint(got)):
        return broken
    if base is When and isinstance(got, (str, int, float)) and not isinstance(got, bool):
        return date_hint(got)
    if base in {int, float} and isinstance(got, str):
        return number_hint(got, base)
    if base is tuple:
        return "a list: each entry on a line that begins with -" if isinstance(got, dict) else f"[{got}]"
    return _word_hint(hint, got) if isinstance(got, str) else ""


def _word_hint(hint: Any, got: str) -> str:
    """What to try for a wrong word or id."""
    if words := choices(hint):
        return word_hint(got, words)
    if expectation(hint) != ID or not got:
        return ""
    if "," in got:
        return "; between ids"
    good = (c if c.isascii() and (c.isalnum() or c in "_.-") else "-" for c in got.strip())
    return "".join(good).strip("-_.")[:64]


def spreadsheet_hint(text: str) -> str:
    """What a spreadsheet's leftover stands for, or ""."""
    plain = text.strip().casefold()
    if plain.startswith("#") and plain.rstrip("?!").lstrip("#") in _BROKEN:
        return "the value itself: this is a broken formula"
    return "a blank cell if there is no value" if plain in _ABSENT else ""


_BROKEN = frozenset({"name", "ref", "value", "n/a", "div/0", "num", "null", "spill", "####", ""})
_ABSENT = frozenset({"nan", "inf", "-inf", "+inf", "infinity", "n/a", "na", "null", "none", "-", "?", "nil"})


def number_hint(text: str, base: type) -> str:
    """What to try for a text that is no number."""
    plain = text.strip()
    if plain.casefold() in {"true", "false"}:
        return "the number: the spreadsheet made it a truth value"
    try:
        if plain.endswith("%"):
            return f"{float(plain[:-1].replace(',', '.')) / 100:g}"
        number = float(plain.replace(",", "."))
    except ValueError:
        return "a number or a blank cell"
    return f"{round(number) if base is int else number:g}" if "," in plain and abs(number) < 1e9 else ""
