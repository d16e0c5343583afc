"""A mechanism played forward: the tiny case with somebody's way of playing, many runs of it, each as a record.

A run begins the day after the tiny case's last act (day 0 where it has none). Its record begins with it and holds the
played acts alone, unless the acts before them are asked for; series, events, deadlines, threats and seats come along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from counterpoint.case.model import Act, Case
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.acting import MARK
from counterpoint.simulation.arrays import Out
from counterpoint.simulation.by_hand import make_document
from counterpoint.simulation.run import play_many, play_one
from counterpoint.simulation.scene import Scene, default_rules, make_scene
from counterpoint.simulation.telling import told

from .mechanism_cases import case, numbered

RUNS, TURNS = 12, 26
"""Runs that are told, and turns of each: half a year in weeks."""
MOST, SELDOM = 0.6, 0.2
"""A mechanism counts as played where at least this share of its runs shows it, and of its controls at most that."""
FOR_EVER = 30.0
"""Log days."""
SINCERE = {"alda": "sincere", "borin": "sincere"}
Plays = Mapping[str, str | Mapping[str, Any]]
Own = list[dict[str, Any]]
"""Tendencies of a party's own, written by hand."""


def scene(
    made: Case | None = None, plays: Plays = SINCERE, *, turns: int = TURNS, steady: bool = True, **rules: float
) -> Scene:
    """The tiny case (with no acts, unless one is given), ready to be played by a cast written by hand.

    steady: nobody changes course on the way.
    """
    made = made or case()
    last = max((act.date.last for act in made.acts), default=made.start.last if made.start else None)
    record = make_record(made, as_of=last.toordinal() if last else None)
    return make_scene(record, _cast(plays, steady=steady), turns=turns, rules=default_rules(record)._replace(**rules))


def unending(where: Scene) -> Scene:
    """The scene with rules by which no run is over before its last turn, for what takes its time to show."""
    never = {"swans": 0.0, "leaving": 0.0, "yielding": 0.0, "enough": 2.0, "break_days": 1e6, "drift_days": 1e6}
    return replace(where, rules=where.rules._replace(**never))


def busy(*channels: str, every: int = 2, days: int = 7 * TURNS) -> tuple[Act, ...]:
    """Acts before the run that say nothing of anybody's aim: both sides speak on each channel every so many days.

    Rates of acts are counted on record, so that all runs are lively on these channels.
    """
    pair = (("alda", "borin"), ("borin", "alda"))
    return numbered(*((day, by, "procedure", {"target": to, "channel": channel})
                      for day in range(0, days, every) for by, to in pair for channel in channels))  # fmt: skip


def _cast(plays: Plays, *, steady: bool) -> dict[str, Any]:
    """The cast document; log days for which a steady party keeps its course have no end."""
    document = make_document(plays)
    for party in document["parties"].values() if steady else ():
        party["values"]["dwell"] = [[FOR_EVER] * len(row) for row in party["values"]["dwell"]]
    return document


def records(where: Scene, *, runs: int = RUNS, seed: int = 0, whole: bool = False) -> list[Record]:
    """So many runs, each as a record (whole: with the acts before it)."""
    return [make_record(told(where, play_one(where, number=n, seed=seed), number=n, whole=whole)) for n in range(runs)]


def outcomes(where: Scene, *, runs: int = 2000, seed: int = 0) -> Out:
    """How many runs come out, without their records."""
    return play_many(where, runs=runs, seed=seed)


def marked(where: Scene, mark: int, *, runs: int = RUNS, seed: int = 0) -> int:
    """How many acts of so many runs bear a mark (moving)."""
    outs = [play_one(where, number=n, seed=seed) for n in range(runs)]
    return sum(int(np.count_nonzero(out.log[: int(out.told[0]), 1 + MARK].astype(int) & mark)) for out in outs)


def share(found: Iterable[Record], says: Callable[[Record], bool]) -> float:
    """The share of records of which something is true."""
    return float(np.mean([says(record) for record in found]))
