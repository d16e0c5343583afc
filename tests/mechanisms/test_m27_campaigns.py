"""Mechanism 27: a campaign of information is broken by a counter-campaign, and one issue moves into another's shadow.

Article     004, paragraphs 15 to 18 and 21
Recorded    `blame` and `appeal` in public with `until` and `audience`; `salience` of issues in series.csv; `answers`
Recognised  not yet: no measure and no feature reads the salience of an issue, and public words are not set against
            each other as campaigns
Simulated   partly: two that seek rejection have a paper each; once Alda's opens, louder and on another issue, Borin's
            issue has 0.36 of the talk at the ministers' table, and 0.68 without it; 0.50 where papers raise nothing.
            Counted in the acts, as no measure reads it; nobody answers a campaign on purpose
Status      recorded, partly simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpoint.case.model import Agenda, Channel, Reading, Seat, Stake
from counterpoint.levers import LEVERS
from counterpoint.record.record import day

from .mechanism_cases import CHANNELS, ISSUES, act, case, on, round_trip
from .played import TURNS, busy, records, scene, unending

SALIENCE = tuple(
    Reading(date=on(30 * i), name="salience", about=issue, value=value, source="archive")
    for i in range(4)
    for issue, value in (("border", 0.9 - 0.2 * i), ("status", 0.1 + 0.25 * i))
)
WITH = case(
    act("x1", 5, "borin", "blame", target="alda", channel="press", issue="border", until=60, audience=("borin-home",)),
    act("x2", 35, "alda", "appeal", target="borin-home", channel="press", issue="status", until=90, answers=("x1",)),
    series=SALIENCE,
)


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert len(back.series) == 8 and back.acts[1].answers == ("x1",)


OPENS, LATE, WEEKS = 13, 26, 39
"""Weeks of a run after which Alda's paper opens, from which the table is looked at, and after which the run is over."""


def paper(name: str, owner: str, issue: str) -> Channel:
    """A paper in which one side writes about one issue; Alda's is closed until the run."""
    return Channel(
        id=name, name=name, level="public", visibility="public", seats=(Seat(party=owner),),
        agenda=(Agenda(issues=(issue,)),), closed=on(7 * TURNS - 2) if owner == "alda" else None,
    )  # fmt: skip


def in_the_light(*, answered: bool, heat_step: float = 0.1, seed: int = 0) -> float:
    """The share of the border in what is said at the table about either issue, late in the runs."""
    stakes = (Stake(party="alda", salience=0.6), Stake(party="borin", salience=0.6))
    made = case(
        *busy("ministers", "herald", "gazette"),
        channels=(*(c for c in CHANNELS if c.id == "ministers"),
                  paper("herald", "borin", "border"), paper("gazette", "alda", "status")),
        issues=tuple(replace(i, stakes=stakes) for i in ISSUES if i.id in ("border", "status")),
    )  # fmt: skip
    plays = {"alda": "rejection", "borin": "rejection"}
    where = unending(scene(made, plays, turns=WEEKS, heat_step=heat_step))
    if answered:
        where = LEVERS["open"].change(where, {"channel": "gazette", "days": 7.0 * OPENS})
        where = LEVERS["amplify"].change(where, {"channel": "gazette", "k": 3.0})
    since = on(7 * (TURNS + LATE)).first.toordinal()
    said = [a.issue for r in records(where, seed=seed) for a in r.acts if a.channel == "ministers" and day(a) >= since]
    return said.count("border") / sum(issue is not None for issue in said)


def test_simulated_in_part() -> None:
    assert in_the_light(answered=True) < 0.5 < 0.6 < in_the_light(answered=False)


def test_control_simulated_papers_that_raise_nothing() -> None:
    assert 0.42 < in_the_light(answered=True, heat_step=0.0) < 0.58
