"""Mechanism 11: gestures come when a deadline is about to run out.

Article     000, paragraph 22
Recorded    `deadlines` in case.yaml (date, announced, on whom), or a `deadline` on the act that sets it
Recognised  by the measure `gestures` (their rate near deadlines over their rate otherwise, lower end above one) and
            by the feature `deadline_near`, in which the aim regroup makes a truce likelier
Simulated   not yet: no test plays it
Status      recorded, recognised
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Case
from counterpoint.record.record import make_record

from .mechanism_cases import bundled, case, deadline, lift, numbered, of, on, round_trip, situation, table

DUE = (40, 90, 150)
KINDS = ("truce", "offer", "release", "soften", "truce")


def timed(*days: int) -> Case:
    """Five gestures on the given days; three dates on Alda, each announced a month before."""
    rows = [
        (d, "alda", kind, {"target": "borin", "channel": "press", "deadline": d + 8} if kind == "truce" else
         {"target": "borin", "channel": "press"})
        for d, kind in zip(days, KINDS, strict=True)
    ]  # fmt: skip
    dates = tuple(deadline(f"d{i}", d, of="alda", announced=d - 30) for i, d in enumerate(DUE))
    return case(*numbered(*rows), deadlines=dates)


WITH, WITHOUT = timed(36, 39, 87, 145, 149), timed(20, 39, 70, 115, 170)


def test_recorded(tmp_path: Path) -> None:
    assert [d.date for d in round_trip(WITH, tmp_path / "c").deadlines] == [on(d) for d in DUE]


def test_recognised() -> None:
    where = make_record(WITH)
    row = of(table(where, "gestures")["parties"], party="alda")
    assert row["near"] == 5 and row["ratio"]["low"] > 1
    near = situation(where, "alda", 36)["deadline_near"]
    assert near > 0.5 and lift("regroup", "truce", "public", deadline_near=near) > 0.5


def test_recognised_in_the_case_that_the_articles_describe() -> None:
    made = of(table(bundled("russia-us-2025"), "gestures")["parties"], party="russia")["gestures"]
    assert any(g["kind"] == "truce" and g["deadline"] is not None for g in made)


def test_control_the_same_gestures_at_other_times() -> None:
    where = make_record(WITHOUT)
    row = of(table(where, "gestures")["parties"], party="alda")
    assert row["near"] == 1 and row["ratio"]["low"] < 1
    assert situation(where, "alda", 20)["deadline_near"] < 0.2
