"""Mechanism 17: maximal demands are tempered, and fresh conditions put in their place.

Article     001, paragraph 3
Recorded    `demand`, `soften` with a lower `position`, then `new_demand` with `replaces`
Recognised  by the measure `goalposts` (demands moved, and how many concessions met one) and by the aim stall, in
            which a demand just met makes a new one likelier
Simulated   by an Alda that stalls at a lively desk with a sincere Borin: its played records are taken for stalling (23
            of 24), and a seventh of what Borin concedes meets more (.15); of a sincere Alda 1 of 24 is, and hardly any
            does (.02)
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Case
from counterpoint.record.record import Record, make_record

from .mechanism_cases import FAR, LEADS, bundled, case, lift, numbered, of, on, round_trip, shares, table
from .played import MOST, SELDOM, busy, records, scene, share


def bargaining(answer: str) -> Case:
    """Alda tempers its demand each time; Borin then gives way, and Alda answers."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    issues = ("border", "status", "visas")
    for issue in issues:
        rows.append((0, "alda", "demand", {"target": "borin", "channel": "desk", "issue": issue, "position": 1.0}))
    for i in range(9):
        at, mine = 6 + 19 * i, {"target": "borin", "channel": "desk", "issue": issues[i % 3]}
        met = mine | {"target": "alda"}
        rows.append((at, "alda", "soften", mine | {"position": 0.8}))
        rows.append((at + 5, "borin", "soften", met | {"position": 0.3 + 0.04 * i}))
        old: dict[str, Any] = {"position": 1.0, "replaces": (f"x{i % 3}",)} if answer == "new_demand" else {}
        rows.append((at + 9, "alda", answer, mine | old))
        rows.append((at + 13, "alda", answer if answer == "accept" else "procedure", mine))
    return case(*numbered(*rows), end=on(185))


WITH, WITHOUT = bargaining("new_demand"), bargaining("accept")


def moved(made: Case) -> tuple[int, float]:
    """Goalposts that Alda moved after a concession, and the share of Borin's concessions that met one."""
    row = of(table(make_record(made), "goalposts")["parties"], party="alda")
    return row["after_concession"], row["met_with_more"]["value"]


def test_recorded(tmp_path: Path) -> None:
    assert sum(bool(a.replaces) for a in round_trip(WITH, tmp_path / "c").acts) == 9


def test_recognised() -> None:
    after, more = moved(WITH)
    assert after == 9 and more == 1.0
    assert lift("stall", "new_demand", demand_met=0.6) > 0.3 > 0 > lift("sincere", "new_demand", demand_met=0.6)


def test_recognised_by_the_aim() -> None:
    assert shares(make_record(WITH))["stall"] >= LEADS


def test_recognised_in_the_case_that_the_articles_describe() -> None:
    found = table(bundled("russia-us-2025"), "goalposts")["moved"]
    assert any(m["party"] == "russia" and m["how"] == "new" and m["replaces"] for m in found)


def test_control_a_party_that_closes_what_is_met() -> None:
    after, more = moved(WITHOUT)
    assert after == 0 and more == 0.0
    assert shares(make_record(WITHOUT))["stall"] <= FAR


@cache
def played(aim: str) -> tuple[Record, ...]:
    """Records of an Alda with an aim and a sincere Borin."""
    return tuple(records(scene(case(*busy("desk")), {"alda": aim, "borin": "sincere"}), runs=24))


def stalls(where: Record) -> bool:
    return shares(where)["stall"] >= LEADS


def met_with_more(aim: str) -> float:
    """Mean share of Borin's concessions that met a moved goalpost, over the records that hold any."""
    rows = [of(table(record, "goalposts")["parties"], party="alda")["met_with_more"] for record in played(aim)]
    return float(np.mean([row["value"] for row in rows if row["n"]]))


def test_simulated() -> None:
    assert met_with_more("stall") > 0.1
    assert share(played("stall")[:7], stalls) >= MOST


def test_control_simulated_a_sincere_party() -> None:
    assert met_with_more("sincere") < 0.03
    assert share(played("sincere")[:3], stalls) <= SELDOM
