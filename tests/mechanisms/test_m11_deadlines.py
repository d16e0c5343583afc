"""Mechanism 11: gestures come when a deadline is about to run out.

Article     000, paragraph 22
Recorded    `deadlines` in case.yaml (date, announced, on whom), or a `deadline` on the act that sets it
Recognised  by the measure `gestures` (their rate near deadlines over their rate otherwise, lower end above one) and
            by the feature `deadline_near`, in which the aim regroup makes a truce likelier
Simulated   by an Alda that regroups and, with steady counts and tendencies written by hand, says more as its dates come
            near, truces and offers above all: 47 of 48 played records of a year show it beyond chance; 7 of one that
            regroups only, and 2 of a sincere one, with counts as steady
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.model import Case
from counterpoint.record.record import Record, make_record

from .mechanism_cases import bundled, case, deadline, lift, numbered, of, on, round_trip, situation, table
from .played import MOST, SELDOM, TURNS, Own, busy, records, scene, share, unending

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


TIMED: Own = [
    *({"part": "kind", "when": "deadline_near", "what": kind, "nats": 1.5} for kind in ("truce", "offer")),
    {"part": "kind", "when": "deadline_near", "what": "propose_talks", "nats": 1.5},
    {"part": "amount", "when": "deadline_near", "what": "channel", "nats": 1.5, "on": ["public", "open"]},
]
"""What an Alda that times its gestures does as a date comes near, written by hand."""


def dated(alda: dict[str, Any] | str, *, seed: int = 0) -> list[Record]:
    """Runs of a year with a date on Alda every two months."""
    dates = tuple(deadline(f"d{i}", 7 * TURNS + 30 + 60 * i, of="alda") for i in range(6))
    made = case(*busy("press", "desk", "ministers", every=4), deadlines=dates)
    return records(unending(scene(made, {"alda": alda, "borin": "sincere"}, turns=52)), runs=24, seed=seed)


def are_timed(where: Record) -> bool:
    """Whether Alda's gestures come more often near its dates than otherwise, beyond what chance gives."""
    return bool((of(table(where, "gestures")["parties"], party="alda")["ratio"]["low"] or 0.0) > 1.0)


def test_simulated() -> None:
    assert share(dated({"aim": "regroup", "regularity": 100, "tendencies": TIMED}), are_timed) >= MOST


def test_control_simulated_a_sincere_party() -> None:
    assert share(dated({"aim": "sincere", "regularity": 100}), are_timed) <= SELDOM
