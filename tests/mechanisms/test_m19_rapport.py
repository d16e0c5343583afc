"""Mechanism 19: personal rapport with one leader, and gifts to him, serve as an instrument.

Article     001, paragraphs 8 and 9
Recorded    `praise` (a gift, a courtesy) and `offer` with the person as `target` on a channel of leaders
Recognised  by the technique wedge, whose mark is that a named person is addressed and not the office
Simulated   not yet: no test plays it
Status      recorded, recognised
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Case
from counterpoint.record.record import make_record

from .mechanism_cases import SEEN, UNSEEN, case, numbered, round_trip, shares


def gifts(to: str) -> Case:
    """Half a year of calls, gifts and offers, to a person or to the office."""
    kinds = ("praise", "meet", "offer", "praise")
    rows = [(7 * i, "a-leader", kinds[i % 4], {"target": to, "channel": "summit"}) for i in range(25)]
    return case(*numbered(*rows))


WITH, WITHOUT = gifts("b-leader"), gifts("borin")


def test_recorded(tmp_path: Path) -> None:
    assert {a.target for a in round_trip(WITH, tmp_path / "c").acts} == {"b-leader"}


def test_recognised() -> None:
    assert shares(make_record(WITH))["wedge"] >= SEEN


def test_control_the_same_to_the_office() -> None:
    assert shares(make_record(WITHOUT))["wedge"] <= UNSEEN
