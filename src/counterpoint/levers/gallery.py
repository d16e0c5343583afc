"""What a lever is: one thing that somebody could do about a negotiation, described by its module's docstring.

A lever's docstring says, in this order: one sentence, Rule, Takes, Source, Status. It is written once, there;
describe() reads it, so that screens and pages show the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from counterpoint.measures.gallery import read_fields
from counterpoint.simulation.scene import Scene

FIELDS: Final = ("Rule", "Takes", "Source", "Status")

Value = float | str
Values = Mapping[str, Value]
"""What a lever is set to, by parameter; one without a value and without a default is left out."""
Change = Callable[[Scene, Values], Scene]
Kind = Literal["number", "whole", "date", "party", "main", "channel", "talks", "issue", "word"]
"""What a parameter names: main is one of the main pair, talks a channel but one of deeds or of what is said at home."""
NUMBERS: Final = ("number", "whole")
CHANNELS: Final = ("channel", "talks")
NO_TALKS: Final = frozenset({"field", "internal"})
"""Levels of channels on which the two sides do not talk to each other."""


class LeverError(ValueError):
    """A lever that cannot be pulled; its text is one line: what was expected, what was got, what to try."""


@dataclass(frozen=True, slots=True)
class Param:
    """One thing that a lever takes. Without a default it must be given, unless it is optional.

    unless names another parameter: where that one is given, the default does not hold.
    """

    name: str
    kind: Kind
    what: str
    unit: str = ""
    default: Value | None = None
    low: float = 0.0
    high: float = 1.0
    words: tuple[str, ...] = ()
    optional: bool = False
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever: name, what it is in a sentence, rule, what it takes, source, status, and the function.

    about are the parameters that name what it is pulled on: it is pulled once on each. neutral are values at which it
    changes no run, where there are any.
    """

    name: str
    what: str
    rule: str
    takes: str
    source: str
    status: str
    params: tuple[Param, ...]
    change: Change
    about: tuple[str, ...]
    neutral: Values | None


def describe(
    module: str,
    doc: str | None,
    *,
    params: tuple[Param, ...],
    change: Change,
    about: tuple[str, ...] = (),
    neutral: Values | None = None,
) -> Lever:
    """The lever that a module's docstring describes.

    module is the module's dotted name, of which the last part names the lever. ValueError names a field that the
    docstring lacks. Under python -OO there are no docstrings: the texts are then empty.
    """
    name = module.rpartition(".")[2]
    text = dict.fromkeys(("what", *FIELDS), "") if doc is None else read_fields(f"lever {name}", doc, FIELDS)
    return Lever(name, text["what"], text["Rule"], text["Takes"], text["Source"], text["Status"], params, change,
                 about, neutral)  # fmt: skip


CHANNEL: Final = Param("channel", "channel", "which channel")
"""The parameter of the levers that are pulled on a channel."""
LATEST: Final = 36_500.0
"""The most days ahead that a lever may be set to: no run lasts so long."""


def days(what: str) -> Param:
    """A parameter that says when, in days ahead of the last day of the record."""
    return Param("days", "whole", what, "days", 0.0, 0.0, LATEST)


def turn_after(scene: Scene, ahead: float) -> int:
    """The first turn that begins at least so many days after the first one began."""
    return int(-(-ahead // scene.cut.record.case.turn_days))


def channel_at(scene: Scene, values: Values, name: str = "channel") -> int:
    """The place of the channel that a parameter names."""
    return [c.id for c in scene.cut.channels].index(str(values[name]))


def party_at(scene: Scene, values: Values, name: str = "party") -> int:
    """The place of the party that a parameter names."""
    return scene.cut.parties.index(str(values[name]))


def main_pair(scene: Scene) -> tuple[int, int]:
    """The places of the two whose agreement ends it."""
    return 0, scene.cut.other[0]
