"""Mechanism 11: gestures come when a deadline is about to run out.

Article     000, paragraph 22
Recorded    `deadlines` in case.yaml (date, announced, on whom), or a `deadline` on the act that sets it
Recognised  by the measure `gestures` (their rate near deadlines over their rate otherwise, lower end above one) and
            by the feature `deadline_near`, in which the aim regroup makes a truce likelier
Simulated   partly: of an Alda that regroups, truces and offers come twice as often near dates as otherwise, in the sum
            of 24 runs of a year (1.2 to 1.3 times with a sincere one, as a window of 11 days often holds two turns).
            Single records hold too few: the lower end of `gestures` is above one in 21 of 72 (10)
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Case
from counterpoint.record.record import make_record

from .mechanism_cases import bundled, case, deadline, lift, numbered, of, on, round_trip, situation, table
from .played import TURNS, busy, records, scene, unending

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


CLEARLY = 1.6
"""Truces and offers a day near dates over those otherwise: more than this with the mechanism, less without."""


def near_over_otherwise(alda: str, *, seed: int = 0) -> float:
    """How much more often Alda's truces and offers come near its dates than otherwise, in the sum of many runs."""
    dates = tuple(deadline(f"d{i}", 7 * TURNS + 30 + 60 * i, of="alda") for i in range(6))
    made = case(*busy("press", "desk", "ministers", "trade", "summit", "field", every=4), deadlines=dates)
    near, otherwise, near_days, other_days = 0, 0, 0, 0
    for where in records(unending(scene(made, {"alda": alda, "borin": "sincere"}, turns=52)), runs=24, seed=seed):
        row = of(table(where, "gestures")["parties"], party="alda")
        told = [g["deadline"] is not None for g in row["gestures"] if g["kind"] in ("truce", "offer")]
        near, otherwise = near + sum(told), otherwise + len(told) - sum(told)
        near_days, other_days = near_days + row["near_days"], other_days + row["other_days"]
    return near / near_days / (otherwise / other_days)


def test_simulated_in_part() -> None:
    assert near_over_otherwise("regroup") > CLEARLY


def test_control_simulated_a_sincere_party() -> None:
    assert near_over_otherwise("sincere") < CLEARLY
