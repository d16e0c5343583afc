"""Mechanism 3: when one channel fades, the look of progress is made on another.

Article     000, paragraph 16
Recorded    acts by `channel` and `date`; `coverage: full` where silence means silence
Recognised  by the measure `substitution` (the pair desk and trade, p below .05) where one rises in the turn after the
            other falls; by the technique modulation (p above .5) where two channels take turns over months
Simulated   by an Alda that modulates its channels, with steady counts and a tendency written by hand (more passes on
            one as another fades): the desk closes half-way, and the technique is found in 15 of 18 played records, in
            none of a sincere Alda as steady. It acts three fifths more on the other two channels than before (mean of
            60 runs; as much as before without). `substitution` never sees the desk fade: one channel closes once
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Case
from counterpoint.record.record import Record, make_record

from .mechanism_cases import SEEN, UNSEEN, case, covered_fully, numbered, of, on, round_trip, shares, table
from .played import MOST, SELDOM, TURNS, Plays, busy, records, scene, share, unending

CHANCE = 0.05
DROPS = (4, 9, 15, 18, 25, 31, 34, 42, 47)
ELSEWHERE = (2, 7, 12, 21, 22, 29, 38, 40, 50)
KINDS = ("meet", "procedure", "demand", "offer", "reject")


def bursts(turns: tuple[int, ...]) -> Case:
    """A desk that is quiet in nine of 52 weeks, and three acts on trade in each of the given weeks."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    for week in range(52):
        number = (("desk", 0 if week in DROPS else 2), ("trade", 3 if week in turns else 0))
        for channel, acts in number:
            rows += [(7 * week + k, "alda", KINDS[(week + k) % 5], {"channel": channel}) for k in range(acts)]
    return case(*numbered(*sorted(rows, key=lambda row: row[0])), end=on(364))


def in_turns(*, alternate: bool, weeks: int = 72, block: int = 9) -> Case:
    """Two acts a week on one channel and then on the other, or one a week on both."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    for week in range(weeks):
        on_trade = (week // block) % 2
        for k in range(2):
            channel = ("desk", "trade")[on_trade if alternate else k]
            rows.append((7 * week + 1 + k, "alda", KINDS[(week + 2 * k) % 5], {"target": "borin", "channel": channel}))
    return case(*numbered(*rows), end=on(7 * weeks), channels=covered_fully("desk", "trade"))


WITH = bursts(tuple(t + 1 for t in DROPS))
WITHOUT = bursts(ELSEWHERE)


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(in_turns(alternate=True), tmp_path / "c")
    assert {c.id for c in back.channels if c.coverage} == {"desk", "trade"}


def test_recognised_by_the_measure() -> None:
    row = of(table(make_record(WITH), "substitution")["parties"], party="alda")
    assert (row["fading"], row["rising"]) == ("desk", "trade")
    assert row["p"] < CHANCE


def test_control_bursts_that_follow_nothing() -> None:
    row = of(table(make_record(WITHOUT), "substitution")["parties"], party="alda")
    assert row["p"] >= CHANCE


def test_recognised_by_the_technique() -> None:
    assert shares(make_record(in_turns(alternate=True)))["modulation"] >= SEEN


def test_control_an_even_flow_on_both() -> None:
    assert shares(make_record(in_turns(alternate=False)))["modulation"] <= UNSEEN


CLOSES, SPAN = 13, 6
"""Turn of a run in which the desk closes; turns before and after it that are compared."""
OPEN = ("trade", "ministers")
IMITATES = [{"part": "amount", "when": "fading_elsewhere", "what": "channel", "nats": 1.5, "on": ["open"]}]
"""How an Alda that makes up for one channel on another does it, beside the technique, written by hand."""
MODULATING: Plays = {
    "alda": {"aim": "sincere", "techniques": ["modulation"], "regularity": 100, "tendencies": IMITATES},
    "borin": "sincere",
}
STEADY: Plays = {"alda": {"aim": "sincere", "regularity": 100}, "borin": "sincere"}
MORE, AS_MUCH = 1.2, 1.04
FEW = 6
"""Records that are assessed."""


@cache
def played(*, modulating: bool, runs: int = 60, seed: int = 0) -> list[Record]:
    """Runs in which both sides are busy on three channels, until one of them is closed."""
    closed = on(7 * (TURNS + CLOSES) - 1)
    channels = (replace(c, closed=closed) if c.id == "desk" else c for c in covered_fully("desk", *OPEN))
    made = case(*busy("desk", *OPEN, every=4), channels=tuple(c for c in channels if c.coverage))
    return records(unending(scene(made, MODULATING if modulating else STEADY)), runs=runs, seed=seed)


def after_over_before(found: list[Record]) -> float:
    """Alda's acts on the channels that stay open, after the other has closed over those before."""
    acts = np.zeros(TURNS)
    for where in found:
        own = replace(where, acts=tuple(a for a in where.acts if a.actor == "alda"))
        for row in table(own, "tempo")["channels"]:
            acts += np.array(row["by_turn"]) if row["channel"] in OPEN else 0.0
    return float(acts[CLOSES : CLOSES + SPAN].sum() / acts[CLOSES - SPAN : CLOSES].sum())


def is_found(where: Record) -> bool:
    """Whether the technique is found in a record."""
    return shares(where)["modulation"] >= SEEN


def test_simulated() -> None:
    assert after_over_before(played(modulating=True)) >= MORE
    assert share(played(modulating=True)[:FEW], is_found) >= MOST


def test_control_simulated_without_the_technique() -> None:
    assert after_over_before(played(modulating=False)) <= AS_MUCH
    assert share(played(modulating=False)[:FEW], is_found) <= SELDOM
