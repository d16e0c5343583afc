"""Mechanism 33: a trial balloon rises through an envoy and is then hedged or disowned by spokesmen and insiders.

Article     001, paragraphs 2 to 5
Recorded    `probe` or `offer` by an envoy with a `position`; `leak_deny` by a spokesman with `disowns`
Recognised  by the measure `contradictions` (a declared pair between envoys) and by the technique divided, which leads
            to denials of one's own words
Simulated   by a sincere Alda whose team is divided, its trader at one table and its spokesman in the press: in most
            played records of a year half or more of what the trader floats is disowned by the spokesman (in 50 of 72;
            in 5 of 72 where the team is one, for any denial within a month disowns; half a year, of fewer
            balloons, gives 46 and 9), and the technique has p .91 in the mean of 24 (.04)
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Case, Seat
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.linking import BALLOONS

from .mechanism_cases import CHANNELS, SEEN, UNSEEN, bundled, case, numbered, round_trip, shares, table
from .played import MOST, RUNS, SELDOM, TURNS, Plays, busy, records, scene, share, unending


def balloons(*, disowned: bool) -> Case:
    """Ten soundings by a trader; after each, the spokesman denies it and the ministry refuses, or they confirm."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    for i in range(10):
        on_it: dict[str, Any] = {"target": "borin", "issue": "border"}
        kind = ("probe", "offer")[i % 2]
        rows.append((17 * i, "a-trader", kind, on_it | {"channel": "trade", "position": 0.5}))
        if disowned:
            rows.append((17 * i + 4, "a-speaker", "leak_deny", on_it | {"channel": "press", "disowns": (f"x{3 * i}",)}))
            rows.append((17 * i + 8, "alda", ("reject", "remandate")[i % 2], on_it | {"channel": "press"}))
        else:
            rows.append((17 * i + 4, "a-speaker", "offer", on_it | {"channel": "press", "position": 0.5}))
            rows.append((17 * i + 8, "alda", ("offer", "procedure")[i % 2], on_it | {"channel": "press"}))
    return case(*numbered(*rows))


WITH, WITHOUT = balloons(disowned=True), balloons(disowned=False)


def disowned(where: Record, party: str) -> set[str]:
    """Acts of a party's envoys that another of them disowned or contradicted, by the record's own word."""
    pairs = [p for p in table(where, "contradictions")["pairs"] if p["party"] == party and p["rule"] == "declared"]
    return {p["first"] for p in pairs if p["first_actor"] != p["second_actor"]}


def test_recorded(tmp_path: Path) -> None:
    assert sum(bool(a.disowns) for a in round_trip(WITH, tmp_path / "c").acts) == 10


def test_recognised() -> None:
    assert len(disowned(make_record(WITH), "alda")) == 10


def test_recognised_by_the_technique() -> None:
    assert shares(make_record(WITH))["divided"] >= SEEN


def test_recognised_in_the_case_that_the_articles_describe() -> None:
    where = bundled("russia-us-2025")
    floated = disowned(where, "russia")
    assert any(where.acts[where.place[i]].actor == "putin" for i in floated)


def test_control_a_sounding_that_is_confirmed() -> None:
    where = make_record(WITHOUT)
    assert disowned(where, "alda") == set()
    assert shares(where)["divided"] <= UNSEEN


SPEAKS = {"trade": "a-trader", "press": "a-speaker"}
"""Who sits for Alda on the two channels that are played."""


YEAR = 52
HALF = 0.5
"""Share of what the trader floats from which it counts as a balloon that is let go."""


def team(*techniques: str, seed: int = 0, runs: int = RUNS, turns: int = TURNS) -> list[Record]:
    """Runs of a sincere Alda with these techniques."""
    seats = {name: (Seat(party="alda", envoy=envoy), Seat(party="borin")) for name, envoy in SPEAKS.items()}
    channels = tuple(replace(c, seats=seats[c.id]) for c in CHANNELS if c.id in seats)
    plays: Plays = {"alda": {"aim": "sincere", "techniques": list(techniques)}, "borin": "sincere"}
    return records(unending(scene(case(*busy(*SPEAKS), channels=channels), plays, turns=turns)), runs=runs, seed=seed)


def let_go(where: Record) -> bool:
    """Whether half or more of the trader's soundings and offers on an issue are disowned by another of his side."""
    floated = {a.id for a in where.acts if a.actor == "a-trader" and a.issue and a.kind in BALLOONS}
    return bool(floated) and len(floated & disowned(where, "alda")) >= HALF * len(floated)


def divided(found: Iterable[Record]) -> float:
    """Mean probability of the divided team."""
    return float(np.mean([shares(record)["divided"] for record in found]))


def test_simulated() -> None:
    assert share(team("divided", turns=YEAR), let_go) >= MOST


def test_control_simulated_a_team_that_is_one() -> None:
    assert share(team(turns=YEAR), let_go) <= SELDOM


def test_simulated_the_technique_is_found() -> None:
    assert divided(team("divided", runs=6)) >= SEEN


def test_control_simulated_no_technique() -> None:
    assert divided(team(runs=6)) <= UNSEEN
