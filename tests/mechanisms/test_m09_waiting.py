"""Mechanism 9: time is bought until support for a third party wears thin or trouble at home brings the other to give
in.

Article     000, paragraph 18; 001, paragraph 5
Recorded    `support` in series.csv; new demands that replace what was met; `procedure` in answer to concessions
Recognised  by the aim stall, which leads in the posterior, and the measure `waiting`: from which day on the other's
            support is .2 below what it was, and that from then on it gives more, beyond chance. Where support only
            falls, time and trouble are one: this is the course of things, and who would have given more with time
            anyway is not told apart. Where it falls and recovers, `waiting` also ties putting-off to the falls
Simulated   by an Alda that stalls for three years and a Borin that bargains hard and, by tendencies written by hand,
            gives way and accepts when its support is low: in 44 of 48 played records Borin gives more once its support
            has worn thin (1 without these tendencies; 1 with support of .5 that only wanders, 14 with none on record),
            and stall leads in 5 of 5 (0 for a sincere Alda, to whom Borin gives more in 40 of 48). Revised twice; two
            years show it in 18 of 24. With the gallery's sincere Borin it is no matter of single records (3 of 24), but
            the wait pays: an Alda that stalls for a year is given .94 by a waning Borin, .84 by a steady one (net, all
            issues, mean of 120 runs). Nobody waits on purpose: no tendency heeds the other's support, and putting-off
            is tied to its falls in 1 of these 48 records (0 of 48 of a sincere Alda)
Status      recorded, recognised, simulated
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
from .played import MOST, SELDOM, Own, busy, records, scene, share, unending

ISSUES = ("border", "status", "bank")
FALLING = tuple(
    Reading(date=on(10 * n), name="support", about="borin", value=0.5 - 0.08 * max(n - 6, 0), source="archive")
    for n in range(19)
)
"""Borin's support, which begins to fall after two months, and is worn thin in the fourth."""
LEVEL = tuple(replace(reading, value=0.5) for reading in FALLING)


def half_a_year(support: tuple[Reading, ...] = FALLING, *, puts_off: bool = True, late: bool = True) -> Case:
    """Borin speaks every five days; Alda answers every second time, and asks for more at first.

    puts_off: where it is given something it asks anew, else it speaks of form; or it takes it, and gives way. late:
    Borin gives way in two of three acts after the third month, and seldom before; or in every third one.
    """
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    for issue in ISSUES:
        rows.append((1, "alda", "demand", {"target": "borin", "channel": "desk", "issue": issue, "position": 0.9}))
    for n in range(35):
        on_issue = {"channel": "desk", "issue": ISSUES[n // 2 % 3]}
        gives = (n % 9 == 0 if n < 18 else n % 3 != 0) if late else n % 3 == 0
        rows.append((3 + 5 * n, "borin", "soften" if gives else "demand", on_issue | {"target": "alda"}))
        if n % 2:
            kind = ("new_demand" if gives else "procedure") if puts_off else ("accept" if gives else "soften")
            anew: dict[str, Any] = {"replaces": (f"x{n // 2 % 3}",), "position": 1.0} if kind == "new_demand" else {}
            rows.append((5 + 5 * n, "alda", kind, on_issue | {"target": "borin"} | anew))
    return case(*numbered(*rows), series=support)


WITH = half_a_year()


def gives_more(where: Record) -> bool:
    """Whether Borin gives Alda more once its support has worn thin."""
    return bool(of(table(where, "waiting")["worn_thin"], party="alda")["gives_more"])


def test_recorded(tmp_path: Path) -> None:
    assert len(round_trip(WITH, tmp_path / "c").series) == 19


def test_recognised() -> None:
    where = make_record(WITH)
    assert shares(where)["stall"] >= LEADS and gives_more(where)
    assert situation(where, "borin", 20)["support_low"] == 0.0 < situation(where, "borin", 175)["support_low"]


def test_control_a_party_that_takes_what_it_is_given() -> None:
    where = make_record(half_a_year(puts_off=False))
    assert shares(where)["stall"] <= FAR and gives_more(where)


def test_control_steady_support() -> None:
    where = make_record(half_a_year(LEVEL))
    assert shares(where)["stall"] >= LEADS and not gives_more(where)


def test_control_an_other_that_gives_as_much_before() -> None:
    where = make_record(half_a_year(late=False))
    assert shares(where)["stall"] >= LEADS and not gives_more(where)
    assert of(table(where, "waiting")["worn_thin"], party="alda")["since"] is not None


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


WANING = tuple(
    Reading(date=on(30 * i), name="support", about="borin", value=0.6 - 0.25 * i, source="archive") for i in range(6)
)
STEADY = tuple(replace(reading, value=0.6) for reading in WANING)
"""Borin's support before a run, and as it was on the first day."""
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


SINKING = tuple(replace(reading, value=0.5 - 0.06 * n) for n, reading in enumerate(WANING))
"""Borin's support, .2 on the first day of a run."""
GIVES_IN: Own = [{"part": "kind", "when": "support_low", "what": kind, "nats": 1.5} for kind in ("soften", "accept")]


def in_trouble(own: Own) -> list[Record]:
    """Three years of an Alda that stalls and a Borin that bargains hard, whose support sinks."""
    borin = {"aim": "tough", "regularity": 100, "tendencies": own}
    made = case(*busy("desk", "ministers"), series=SINKING)
    return records(unending(scene(made, {"alda": "stall", "borin": borin}, turns=156)), runs=16)


def test_simulated_trouble_at_home_brings_it_to_give_in() -> None:
    assert share(in_trouble(GIVES_IN), gives_more) >= MOST


def test_control_simulated_who_bargains_on_in_trouble() -> None:
    assert share(in_trouble([]), gives_more) <= SELDOM
