"""Mechanism 19: personal rapport with one leader, and gifts to him, serve as an instrument.

Article     001, paragraphs 8 and 9
Recorded    `praise` (a gift, a courtesy) and `offer` with the person as `target` on a channel of leaders
Recognised  by the technique wedge, whose mark is that a named person is addressed and not the office
Simulated   by an Alda that plays the wedge at a lively summit: its played records are taken for it (.82 on average; .29
            without; recognised 22 of 24 runs, and 4 of 24). Five runs had been too few to tell the two apart
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Case
from counterpoint.record.record import make_record

from .mechanism_cases import SEEN, UNSEEN, case, numbered, round_trip, shares
from .played import busy, records, scene


def gifts(to: str) -> Case:
    """Half a year of calls, gifts and offers, to a person or to the office."""
    kinds = ("praise", "meet", "offer", "praise")
    rows = [(7 * i, "a-leader", kinds[i % 4], {"target": to, "channel": "summit"}) for i in range(25)]
    return case(*numbered(*rows))


WITH, WITHOUT = gifts("b-leader"), gifts("borin")


def test_recorded(tmp_path: Path) -> None:
    assert {a.target for a in round_trip(WITH, tmp_path / "c").acts} == {"b-leader"}


def test_recognised() -> None:
    assert shares(make_record(WITH))["wedge"] >= SEEN


def test_control_the_same_to_the_office() -> None:
    assert shares(make_record(WITHOUT))["wedge"] <= UNSEEN


@cache
def courted(*techniques: str) -> tuple[float, float]:
    """Over played records of a sincere Alda with techniques: p of the wedge, share of its acts aimed at the leader."""
    plays: dict[str, Any] = {"alda": {"aim": "sincere", "techniques": list(techniques)}, "borin": "sincere"}
    found = records(scene(case(*busy("summit")), plays), runs=24)
    aimed = [[a.target == "b-leader" for a in r.acts if (a.actor, a.channel) == ("alda", "summit")] for r in found]
    return float(np.mean([shares(r)["wedge"] for r in found])), float(np.mean([np.mean(row) for row in aimed]))


def test_simulated() -> None:
    (p, personal), (p_without, personal_without) = courted("wedge"), courted()
    assert p >= SEEN and p - p_without >= 0.2
    assert personal >= 1.5 * personal_without


def test_control_simulated_the_office() -> None:
    assert courted()[0] < SEEN
