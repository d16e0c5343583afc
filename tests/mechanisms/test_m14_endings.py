"""Mechanism 14: talks end in pressure and escalation, by a shock from outside, in capitulation, or by drifting on.

Article     000, paragraphs 22 to 25; 004, paragraphs 24 and 25
Recorded    `events` in case.yaml, `pressure` and `strike`, `accept` at the other side's position, `procedure` without
            end
Recognised  by the measure `outcome`: which ending the record shows by its last day, and whose. It needs stated
            positions, and channels of which silence is known; else it is undetermined. No part of an assessment names
            an ending
Simulated   partly: a Borin that would take anything gives up the distance (.74 of it more than Alda; .02 where both
            would meet half-way). Who loses field and support capitulates (.33 of runs; .06), and 32 of 37 such records
            end with its yes to all (27 of 155 others, where all was agreed on the last day); `outcome` reads 20 in 56,
            as one that came after concessions of both looks like an agreement. Black swans, four a year, end runs
            (.78; 0 without), and `outcome` reads 62 in 75. Escalation ends none
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Act, Case, Event, Reading, Stake
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.ending import CAPITULATION, SHOCK as BY_SHOCK
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.telling import told

from .mechanism_cases import CHANNELS, ISSUES, act, case, covered_fully, of, on, round_trip, table
from .played import MOST, SELDOM, busy, outcomes, records, scene, share

NO_DISTANCE = 0.05
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


def stands(made: Case) -> tuple[str | None, str | None]:
    """The ending between Alda and Borin, and whose it is."""
    row = of(table(make_record(made), "outcome")["pairs"], party="alda")
    return row["ending"], row["whose"]


def test_recorded(tmp_path: Path) -> None:
    assert round_trip(WITH, tmp_path / "c").events == (SHOCK,)


def test_recognised_a_capitulation() -> None:
    assert stands(WITH) == ("capitulation", "borin")


def test_control_a_middle() -> None:
    assert stands(WITHOUT) == ("partial", None)


def talks(*then: Act, end: int = 80, **more: Any) -> Case:
    """Both state their terms on channels of which the record sees all; then something happens."""
    return case(
        *WITH.acts[:2], *then, **({"channels": covered_fully(*(c.id for c in CHANNELS)), "end": on(end)} | more)
    )


WALK_OUT = act("x3", 15, "borin", "suspend", target="alda", channel="desk")
FORM = tuple(act(f"f{n}", 10 + 20 * n, ("alda", "borin")[n % 2], "procedure", channel="desk") for n in range(13))


def test_recognised_a_breakdown_drift_and_a_shock() -> None:
    assert stands(talks(WALK_OUT)) == ("breakdown", None)
    assert stands(talks(*FORM, end=260)) == ("drift", None)
    assert stands(talks(end=62, events=(SHOCK,))) == ("shock", None)


def test_control_talks_that_go_on() -> None:
    moved = act("x4", 150, "alda", "soften", channel="desk", issue="border", position=0.7)
    assert stands(talks(WALK_OUT, act("x4", 60, "alda", "meet", channel="desk"))) == ("ongoing", None)
    assert stands(talks(*FORM, moved, end=260)) == ("ongoing", None)
    assert stands(talks(end=62)) == ("ongoing", None)
    assert stands(talks(WALK_OUT, channels=CHANNELS)) == (None, None)


TOUGH = {"alda": "tough", "borin": "sincere"}
YEAR = 52


def bargain(alda: float, borin: float) -> Case:
    """They begin at the ends of the border's scale and would go so far."""
    stakes = (
        Stake(party="alda", salience=0.9, declared=1.0, reserve=alda, reserve_spread=0.01),
        Stake(party="borin", salience=0.8, declared=0.0, reserve=borin, reserve_spread=0.01),
    )
    return case(*busy("desk"), issues=tuple(replace(i, stakes=stakes) if i.id == "border" else i for i in ISSUES))


def more_of_it(where: Record) -> float:
    """By how much of the distance Borin gave up more than Alda."""
    nets = {c["party"]: c["net"] for c in table(where, "positions")["courses"] if c["issue"] == "border"}
    return (nets.get("borin") or 0.0) - (nets.get("alda") or 0.0)


def given_up_more(alda: float, borin: float) -> float:
    """The mean of it over played records."""
    found = records(scene(bargain(alda, borin), TOUGH, turns=YEAR), runs=24)
    return float(np.mean([more_of_it(record) for record in found]))


def pressed(level: float) -> Case:
    """Borin stands at a level on the field and in support."""
    series = tuple(
        Reading(date=on(day), name=name, about="borin", value=level, source="archive")
        for name in ("support", "battlefield") for day in (0, 170)
    )  # fmt: skip
    return case(*busy("desk", "field", every=3), series=series)


def test_simulated_in_part() -> None:
    assert given_up_more(1.0, 1.0) >= MOST


def test_control_simulated_a_middle() -> None:
    assert given_up_more(0.5, 0.5) <= SELDOM


def capitulates(level: float) -> float:
    """Share of all runs in which Borin does."""
    which = outcomes(scene(pressed(level), TOUGH, turns=YEAR)).which
    return float(np.mean((which[:, 0] == CAPITULATION) & (which[:, 1] == 1)))


def ended(where: Scene, *, runs: int = 24) -> list[tuple[int, Record]]:
    """How each of some runs ended, and its record."""
    outs = [play_one(where, number=n) for n in range(runs)]
    return [(int(o.which[n, 0]), make_record(told(where, o, number=n, whole=False))) for n, o in enumerate(outs)]


def says_yes_to_all(where: Record) -> bool:
    """Whether Borin says yes to all that both have a stake in on the last day of acts, and no distance is left then."""
    contested = {i.id for i in where.case.issues if {"alda", "borin"} <= {s.party for s in i.stakes}}
    final = [a for a in where.acts if a.date == where.acts[-1].date]
    yes = {a.issue for a in final if a.kind == "accept" and a.actor == "borin"}
    rows = [d for d in table(where, "positions")["distances"] if d["party"] == "alda" and d["issue"] in contested]
    return contested <= yes and all(row["left"] is not None and row["left"] <= NO_DISTANCE for row in rows)


def test_simulated_under_pressure() -> None:
    assert capitulates(-0.9) >= 0.2
    gave_in = [r for how, r in ended(scene(pressed(-0.9), TOUGH, turns=YEAR)) if how == CAPITULATION]
    assert share(gave_in, says_yes_to_all) >= MOST


def test_control_simulated_nobody_is_pressed() -> None:
    assert capitulates(0.0) <= 0.1
    others = [r for how, r in ended(scene(pressed(0.0), TOUGH, turns=YEAR)) if how != CAPITULATION]
    assert share(others, says_yes_to_all) <= SELDOM


def by_shock(rate: float) -> float:
    """Share of played records that `outcome` reads as ended by a shock, with so many black swans a year."""
    found = records(scene(swans=rate, swan_ends=1.0, turns=YEAR), runs=24)
    return share(found, lambda r: of(table(r, "outcome")["pairs"], party="alda")["ending"] == "shock")


def test_simulated_by_a_shock() -> None:
    ended = [outcomes(scene(swans=rate, swan_ends=1.0, turns=YEAR)).which[:, 0] == BY_SHOCK for rate in (4.0, 0.0)]
    assert ended[0].mean() >= MOST and ended[1].mean() == 0.0
    assert by_shock(8.0) >= MOST


def test_control_simulated_no_shock() -> None:
    assert by_shock(0.0) <= SELDOM
