"""What simulate, whatif and value are asked for, checked before anything is made: all that is wrong at once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counterpoint.cli.casts import Wanted, read_cast
from counterpoint.cli.given import Given, day_of
from counterpoint.cli.guard import UsageError, at_once

RUNS, TURNS, SEED = (1, 1_000_000), (1, 520), (0, 2**63 - 1)
"""What may be asked for."""
LEAST: Final = 2
"""The fewest runs of which an interval can be told."""


@dataclass(frozen=True)
class Asked:
    """What a forecast is asked to be: how many runs of how many turns, from which day, by which seed, cast, rules."""

    runs: int
    turns: int
    seed: int
    as_of: str | None
    cast: Path | None
    rules: Path | None = None


def check(given: Given, asked: Asked, *more: Callable[[], object], least: int = 1) -> None:
    """UsageError with a line for each thing that is wrong with what is asked for; more are checks of one's own."""
    at_once(
        lambda: _within("--runs", asked.runs, (least, RUNS[1])),
        lambda: _within("--turns", asked.turns, TURNS),
        lambda: _within("--seed", asked.seed, SEED),
        lambda: asked_day(given, asked),
        lambda: _cast(given, asked),
        lambda: _rules(asked),
        *more,
    )


def asked_day(given: Given, asked: Asked) -> int | None:
    """The day that a forecast is asked for (ordinal); None: the last on record."""
    return day_of(asked.as_of, given.case) if asked.as_of is not None else None


def day_or_last(given: Given, asked: Asked) -> int | None:
    """As asked_day, and the last on record where what is asked for is no day."""
    with suppress(UsageError):
        return asked_day(given, asked)
    return None


def who_plays(given: Given, asked: Asked) -> tuple[str, ...]:
    """The parties of the cast: those of the file, if it can be read, else those that an assessment judges."""
    from counterpoint.inference.assess import sides_of
    from counterpoint.record.record import make_record

    with suppress(UsageError):
        if asked.cast is not None:
            return tuple(read_cast(Wanted(given, day_or_last(given, asked), asked.seed), asked.cast)["parties"])
    return tuple(p for p, _ in sides_of(make_record(given.case, as_of=day_or_last(given, asked))))


def _cast(given: Given, asked: Asked) -> None:
    if asked.cast is not None:
        read_cast(Wanted(given, day_or_last(given, asked), asked.seed), asked.cast)


def _rules(asked: Asked) -> None:
    if asked.rules is not None:
        from counterpoint.cli.rules import rules_of
        from counterpoint.simulation.rules import Rules

        rules_of(asked.rules, Rules())


def _within(option: str, value: int, bounds: tuple[int, int]) -> None:
    if not bounds[0] <= value <= bounds[1]:
        raise UsageError(f"{option}: expected a whole number from {bounds[0]} to {bounds[1]}, got {value}")
