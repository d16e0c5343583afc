"""Mechanism 9: time is bought until support for a third party wears thin or trouble at home brings the other to give
in.

Article     000, paragraph 18; 001, paragraph 5
Recorded    `support` in series.csv; new demands that replace what was met; `procedure` in answer to concessions
Recognised  partly: the aim stall leads in the posterior, and the feature `support_low` shows the other side's trouble
            in its own situation; the measure `waiting` ties the two where the other's support falls and recovers, and
            cannot where it only falls
Simulated   by an Alda that stalls while Borin's support wanes: stall leads and Borin is in trouble in 12 of 12 played
            records; in none of a sincere Alda. The wait pays: an Alda that stalls for a year is given .89 by a waning
            Borin, .76 by a steady one (net, all issues, mean of 120 runs). Nobody waits for it on purpose: where Borin,
            whose support rises and falls, gives most in trouble, and Alda puts off whoever gives, `waiting` sees it in
            1 of 48 records of two years (2 of 48 of a sincere Alda), for no tendency heeds the other's support
Status      recorded, partly recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Case, Reading
from counterpoint.record.record import Record, make_record

from .mechanism_cases import DAY0, FAR, LEADS, case, numbered, of, on, round_trip, shares, situation, table
from .played import MOST, SELDOM, busy, records, scene, share, unending

ISSUES = ("border", "status", "bank")
WANING = tuple(
    Reading(date=on(30 * i), name="support", about="borin", value=0.6 - 0.25 * i, source="archive") for i in range(6)
)


def answers(kind: str, then: str) -> Case:
    """Borin gives way every three weeks while its support wanes; Alda answers each time with two acts."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    for issue in ISSUES:
        rows.append((1, "alda", "demand", {"target": "borin", "channel": "desk", "issue": issue, "position": 0.9}))
    for i in range(8):
        at, issue = 8 + 20 * i, ISSUES[i % 3]
        on_issue = {"channel": "desk", "issue": issue}
        rows.append((at, "borin", "soften", on_issue | {"target": "alda", "position": 0.1 + 0.1 * i}))
        replaced: dict[str, Any] = {"replaces": (f"x{i % 3}",), "position": 1.0} if kind == "new_demand" else {}
        rows.append((at + 4, "alda", kind, on_issue | {"target": "borin"} | replaced))
        rows.append((at + 8, "alda", then, on_issue | {"target": "borin"}))
    return case(*numbered(*rows), series=WANING)


WITH, WITHOUT = answers("new_demand", "procedure"), answers("accept", "soften")


def test_recorded(tmp_path: Path) -> None:
    assert len(round_trip(WITH, tmp_path / "c").series) == 6


def test_recognised_in_part() -> None:
    where = make_record(WITH)
    assert shares(where)["stall"] >= LEADS
    assert situation(where, "borin", 20)["support_low"] == 0.0 < 0.5 <= situation(where, "borin", 160)["support_low"]


def test_control_a_party_that_takes_what_it_is_given() -> None:
    assert shares(make_record(WITHOUT))["stall"] <= FAR


def a_year(*, waits: bool) -> dict[str, Any]:
    """Borin's support falls and recovers; each week Alda says something, of form while it falls, or one time in two."""
    level = {0: 0.5, 60: 0.5, 105: 0.1, 180: 0.4, 230: 0.0, 300: 0.3, 364: 0.3}
    days = np.arange(0, 365, 5)
    read = np.interp(days, list(level), list(level.values()))
    series = tuple(
        Reading(date=on(int(d)), name="support", about="borin", value=float(v), source="archive")
        for d, v in zip(days, read, strict=True)
    )
    down = [float(np.interp(d, days, read) - np.interp(max(d - 60, 0), days, read)) < 0 for d in range(0, 364, 7)]
    form = down if waits else [n % 2 == 0 for n in range(52)]
    rows = [
        (7 * n, "alda", "procedure" if off else "soften", {"target": "borin", "channel": "desk", "issue": "border"})
        for n, off in enumerate(form)
    ]
    return of(
        table(make_record(case(*numbered(*rows), series=series, end=on(364))), "waiting")["parties"], party="alda"
    )


def test_recognised_where_support_falls_and_recovers() -> None:
    found = a_year(waits=True)
    assert found["waits"] and found["r"] < -0.5


def test_control_form_that_does_not_heed_the_others_support() -> None:
    found = a_year(waits=False)
    assert not found["waits"] and found["p"] > 0.1


STEADY = tuple(replace(reading, value=0.6) for reading in WANING)
"""Borin's support, as it was on the first day."""
FEW = 5
MORE = 0.03
"""By how much further Borin gives way where its support wanes, all issues together [issue's scale]."""


@cache
def played(alda: str, support: tuple[Reading, ...], *, runs: int, turns: int, seed: int = 0) -> list[Record]:
    """Runs of talks on two channels, by an Alda of an aim, after half a year of Borin's support."""
    made = case(*busy("desk", "ministers", every=4), series=support)
    return records(unending(scene(made, {"alda": alda, "borin": "sincere"}, turns=turns)), runs=runs, seed=seed)


def waits(where: Record) -> bool:
    """Whether Alda is held to stall, and Borin is in trouble at the end."""
    in_trouble = situation(where, "borin", where.as_of - DAY0.toordinal())["support_low"] >= 0.5
    return shares(where)["stall"] >= LEADS and in_trouble


def conceded(support: tuple[Reading, ...]) -> float:
    """What Borin gives to an Alda that stalls for a year, net, in the mean of some runs."""
    sheets = (of(table(r, "balance")["parties"], party="borin") for r in played("stall", support, runs=24, turns=52))
    return float(np.mean([sum(row["given"] or 0.0 for row in sheet["terms"]) for sheet in sheets]))


def test_simulated() -> None:
    assert share(played("stall", WANING, runs=FEW, turns=26), waits) >= MOST
    assert conceded(WANING) >= conceded(STEADY) + MORE


def test_control_simulated_a_sincere_party_and_steady_support() -> None:
    assert share(played("sincere", STEADY, runs=FEW, turns=26), waits) <= SELDOM
