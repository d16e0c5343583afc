"""Mechanism 33: a trial balloon rises through an envoy and is then hedged or disowned by spokesmen and insiders.

Article     001, paragraphs 2 to 5
Recorded    `probe` or `offer` by an envoy with a `position`; `leak_deny` by a spokesman with `disowns`
Recognised  by the measure `contradictions` (a declared pair between envoys) and by the technique divided, which leads
            to denials of one's own words
Simulated   partly: by a sincere Alda whose team is divided, its trader at one table and its spokesman in the press:
            the technique has p 0.93 in the played records, 0.03 where the team is one. The measure finds no pair, for
            a played denial does not say what it disowns
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Case, Seat
from counterpoint.record.record import Record, make_record

from .mechanism_cases import CHANNELS, SEEN, UNSEEN, bundled, case, numbered, round_trip, shares, table
from .played import Plays, busy, records, scene, unending


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


def divided(*techniques: str, seed: int = 0) -> float:
    """Mean probability of the divided team over played records of a sincere Alda with these techniques."""
    seats = {name: (Seat(party="alda", envoy=envoy), Seat(party="borin")) for name, envoy in SPEAKS.items()}
    channels = tuple(replace(c, seats=seats[c.id]) for c in CHANNELS if c.id in seats)
    plays: Plays = {"alda": {"aim": "sincere", "techniques": list(techniques)}, "borin": "sincere"}
    where = unending(scene(case(*busy(*SPEAKS), channels=channels), plays))
    return float(np.mean([shares(r)["divided"] for r in records(where, runs=6, seed=seed)]))


def test_simulated_in_part() -> None:
    assert divided("divided") >= SEEN


def test_control_simulated_a_team_that_is_one() -> None:
    assert divided() <= UNSEEN
