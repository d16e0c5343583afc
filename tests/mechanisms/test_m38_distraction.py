"""Mechanism 38: talks keep the other side busy while something is done elsewhere.

Article     001, paragraph 7
Recorded    acts of talks with one side, and `pressure` or `strike` with a third party as `target`
Recognised  by the measure `diversion`: harm done to a third party in the turns in which one talks with the other side,
            against that in turns without talks, beyond chance. That the talks were meant to hide it is not read, and no
            playbook has the third party as its object
Simulated   not yet: an Alda that regroups and drives a wedge strikes or presses Cerra in 0.46 of the weeks in which it
            talks at the summit (a sincere one in 0.15), but in as many of those without talk: nothing ties one to the
            other
Status      recorded, recognised
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.model import Case
from counterpoint.record.record import make_record

from .mechanism_cases import act, case, of, round_trip, table

WITH = case(
    act("x1", 10, "a-leader", "propose_talks", target="b-leader", channel="summit"),
    act("x2", 14, "a-leader", "praise", target="b-leader", channel="press"),
    act("x3", 15, "alda", "pressure", target="cerra", channel="field", weight=3),
    act("x4", 20, "a-leader", "meet", target="b-leader", channel="summit"),
    act("x5", 22, "alda", "strike", target="cerra", channel="field", weight=3),
)


def test_recorded(tmp_path: Path) -> None:
    acts = round_trip(WITH, tmp_path / "c").acts
    assert {a.target for a in acts if a.channel == "field"} == {"cerra"}


def half_a_year(*hits: int) -> Case:
    """Alda's leader meets Borin's in nine of twenty-five weeks; Alda strikes or presses Cerra in some."""
    talks = [
        act(f"t{w}", 7 * w + 1, "a-leader", "meet", target="b-leader", channel="summit")
        for w in (0, 1, 2, 7, 8, 14, 15, 16, 21)
    ]
    blows = [
        act(f"h{w}", 7 * w + 3, "alda", ("pressure", "strike")[n % 2], target="cerra", channel="field")
        for n, w in enumerate(hits)
    ]
    return case(*talks, *blows)


def alda(made: Case) -> dict[str, Any]:
    return of(table(make_record(made), "diversion")["parties"], party="alda")


def test_recognised() -> None:
    found = alda(half_a_year(0, 2, 7, 8, 14, 16, 21, 24))
    assert found["seen"] and (found["then"], found["otherwise"]) == (7, 1) and found["ratio"]["low"] > 1


def test_control_harm_as_often_without_talks() -> None:
    found = alda(half_a_year(1, 4, 8, 11, 17, 20, 23, 24))
    assert not found["seen"] and found["p"] > 0.2
