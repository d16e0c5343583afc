"""Mechanism 38: talks keep the other side busy while something is done elsewhere.

Article     001, paragraph 7
Recorded    acts of talks with one side, and `pressure` or `strike` with a third party as `target`
Recognised  not yet: `tempo` and `balance` count both, but no measure ties what is done to a third party to the talks
            that are held with another, and no playbook has the third party as its object
Simulated   not yet: an Alda that regroups and drives a wedge strikes or presses Cerra in 0.46 of the weeks in which it
            talks at the summit (a sincere one in 0.15), but in as many of those without talk: nothing ties one to the
            other
Status      recorded
"""

from __future__ import annotations

from pathlib import Path

from .mechanism_cases import act, case, round_trip

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
