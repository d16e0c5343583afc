"""Mechanism 21: the target grows frustrated, and turns it on a third party instead of on the one that frustrates it.

Article     001, paragraphs 6 and 7
Recorded    `blame`, `threaten` or `pressure` with the third party as `target`, `answers` or `because` naming what
            provoked it
Recognised  by the measure `displacement`: in the fortnight after a rebuff by the other side a party blames and hurts a
            third one more often than at other times, beyond chance; or its act names what provoked it. No playbook
            describes the target
Simulated   not yet: nothing in the simulation turns frustration on a third party: of a
            sincere Borin's blame, threats and pressure .17 go to Cerra where Alda seeks rejection, .17 where it
            regroups, and .16 where it is sincere
Status      recorded, recognised
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.model import Case
from counterpoint.record.record import make_record

from .mechanism_cases import act, case, of, round_trip, table

WITH = case(
    act("x1", 10, "alda", "strike", target="cerra", channel="field", weight=3),
    act("x2", 11, "alda", "reject", target="borin", channel="press", issue="border"),
    act("x3", 12, "b-leader", "blame", target="cerra", channel="press", answers=("x2",)),
    act("x4", 14, "borin", "pressure", target="cerra", channel="field", because="x2"),
)


def test_recorded(tmp_path: Path) -> None:
    acts = round_trip(WITH, tmp_path / "c").acts
    assert [(a.target, a.answers, a.because) for a in acts[2:]] == [("cerra", ("x2",), None), ("cerra", (), "x2")]


def half_a_year(*hits: int) -> Case:
    """Alda turns Borin down five times; Borin blames or presses Cerra on some days."""
    rebuffs = [act(f"r{d}", d, "alda", "reject", target="borin", channel="ministers") for d in (20, 23, 90, 140, 148)]
    blows = [
        act(f"b{d}", d, "borin", ("blame", "pressure")[n % 2], target="cerra", channel=("press", "field")[n % 2])
        for n, d in enumerate(hits)
    ]
    return case(*rebuffs, *blows)


def borin(made: Case) -> dict[str, Any]:
    return of(table(make_record(made), "displacement")["parties"], party="borin")


def test_recognised() -> None:
    found = borin(half_a_year(22, 25, 28, 31, 93, 97, 99, 143, 147, 151, 156, 158))
    assert found["turned_on"] == "cerra" and found["p"] <= 0.05 and found["ratio"]["low"] > 1


def test_recognised_by_what_it_names() -> None:
    assert borin(WITH)["named"] == 2


def test_control_blows_that_come_anyway() -> None:
    found = borin(half_a_year(*range(4, 180, 16)))
    assert found["turned_on"] is None and found["p"] > 0.2 and found["named"] == 0
