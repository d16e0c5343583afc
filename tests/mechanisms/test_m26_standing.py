"""Mechanism 26: to be negotiated with is a gain in itself; audiences and clients make backing down dear, so that face
is saved by a formula.

Article     004, paragraphs 10 to 14, 20 and 23
Recorded    `meet` and `propose_talks` by level; `talk_gain` among the clocks; audiences and ties; `sign` with
            `audience`
Recognised  partly: the measure `balance` counts who was sought out and at what level; the cost of backing down before
            an audience or a client, and a formula that saves face, are read by no measure
Simulated   not yet: no test plays it
Status      recorded, partly recognised
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpoint.case.model import Case, Clocks
from counterpoint.record.record import make_record

from .mechanism_cases import ALDA, PARTIES, case, numbered, of, round_trip, table


def sought(kind: str) -> Case:
    """Borin's leader and minister turn to Alda eight times."""
    rows = [
        (15 * i, ("b-leader", "b-minister")[i % 2], kind,
         {"target": "alda", "channel": ("summit", "ministers")[i % 2], "issue": "border"})
        for i in range(8)
    ]  # fmt: skip
    return case(*numbered(*rows), parties=(replace(ALDA, clocks=Clocks(talk_gain=0.6)), *PARTIES[1:]))


WITH, WITHOUT = sought("meet"), sought("demand")


def standing(made: Case) -> tuple[int, int]:
    """How often Alda was sought out by leaders and by ministers."""
    row = of(table(make_record(made), "balance")["parties"], party="alda")["standing"]
    return row["leaders"], row["ministers"]


def test_recorded(tmp_path: Path) -> None:
    assert round_trip(WITH, tmp_path / "c").parties[0].clocks.talk_gain == 0.6


def test_recognised_in_part() -> None:
    assert standing(WITH) == (4, 4)


def test_control_demands_give_no_standing() -> None:
    assert standing(WITHOUT) == (0, 0)
