"""Mechanism 3: when one channel fades, the look of progress is made on another.

Article     000, paragraph 16
Recorded    acts by `channel` and `date`; `coverage: full` where silence means silence
Recognised  by the measure `substitution` (the pair desk and trade, p below .05) where one rises in the turn after the
            other falls; by the technique modulation (p above .5) where two channels take turns over months
Simulated   not yet: no test plays it
Status      recorded, recognised
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.model import Case
from counterpoint.record.record import make_record

from .mechanism_cases import SEEN, UNSEEN, case, covered_fully, numbered, of, on, round_trip, shares, table

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
