"""Mechanism 14: talks end in pressure and escalation, by a shock from outside, in capitulation, or by drifting on.

Article     000, paragraphs 22 to 25; 004, paragraphs 24 and 25
Recorded    `events` in case.yaml, `pressure` and `strike`, `accept` at the other side's position, `procedure` without
            end
Recognised  partly: the measure `positions` tells who gave up the distance (capitulation, or a middle); no part of an
            assessment names an ending, and shocks enter as a feature only
Simulated   not yet: no test plays it
Status      recorded, partly recognised
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Case, Event
from counterpoint.record.record import make_record

from .mechanism_cases import act, case, of, on, round_trip, table

ALL_OF_IT = 0.9
"""Share of the distance that one side must have given up for the end to count as its capitulation."""
SHOCK = Event(id="swan", date=on(60), name="a bank run in Alda", hurts=("alda",))


def ending(borin: float) -> Case:
    """Borin opens far from Alda and ends at a given position."""
    return case(
        act("x1", 5, "alda", "demand", target="borin", channel="desk", issue="border", position=1.0),
        act("x2", 8, "borin", "demand", target="alda", channel="desk", issue="border", position=0.0),
        act("x3", 90, "alda", "soften", target="borin", channel="desk", issue="border", position=max(borin, 0.5)),
        act("x4", 99, "borin", "accept", target="alda", channel="desk", issue="border", position=borin),
        events=(SHOCK,),
    )


WITH, WITHOUT = ending(1.0), ending(0.5)


def given_up(made: Case) -> list[float]:
    """Share of the distance that Alda and Borin gave up."""
    courses = table(make_record(made), "positions")["courses"]
    return [of(courses, party=p, issue="border")["net"] for p in ("alda", "borin")]


def test_recorded(tmp_path: Path) -> None:
    assert round_trip(WITH, tmp_path / "c").events == (SHOCK,)


def test_recognised_in_part() -> None:
    alda, borin = given_up(WITH)
    assert borin >= ALL_OF_IT and alda == 0.0


def test_control_a_middle() -> None:
    alda, borin = given_up(WITHOUT)
    assert max(alda, borin) < ALL_OF_IT and min(alda, borin) > 0.0
