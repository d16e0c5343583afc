"""Mechanism 31: a wedge is driven: guilt is shifted onto the target's allies, and they are kept out of the talks.

Article     000, paragraph 2; 001, paragraphs 5 and 6
Recorded    `blame` and `appeal` with the ally as `target`, courtesies and offers to a named person; `ties`; seats of
            a channel
Recognised  by the technique wedge in the posterior
Simulated   by a sincere Alda that drives a wedge, at a lively summit and in the press: the technique is found in the
            played records; not so where the same Alda drives none
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Case
from counterpoint.record.record import make_record

from .mechanism_cases import SEEN, UNSEEN, bundled, case, numbered, round_trip, shares
from .played import Plays, busy, records, scene, unending


def courtship(*, wedge: bool) -> Case:
    """Courtesies and offers at the top, blame and appeals in public: at person and ally, or all at the counterpart."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    for i in range(14):
        to, at = ("b-leader", "cerra") if wedge else ("borin", "borin")
        rows.append((12 * i, "alda", ("praise", "offer", "meet")[i % 3], {"target": to, "channel": "summit"}))
        rows.append((12 * i + 4, "alda", ("blame", "appeal")[i % 2], {"target": at, "channel": "press"}))
    return case(*numbered(*rows))


WITH, WITHOUT = courtship(wedge=True), courtship(wedge=False)


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert back.parties[1].ties[0].to == "cerra" and {a.target for a in back.acts} == {"b-leader", "cerra"}
    assert all("cerra" not in {s.party for s in c.seats} for c in back.channels)


def test_recognised() -> None:
    assert shares(make_record(WITH))["wedge"] >= SEEN


def test_recognised_in_the_case_that_the_articles_describe() -> None:
    assert shares(bundled("russia-us-2025"), "russia")["wedge"] >= SEEN


def test_control_the_same_acts_at_the_counterpart() -> None:
    assert shares(make_record(WITHOUT))["wedge"] <= UNSEEN


def driven(*techniques: str, seed: int = 0) -> float:
    """Mean probability of the wedge over played records of a sincere Alda with these techniques."""
    plays: Plays = {"alda": {"aim": "sincere", "techniques": list(techniques)}, "borin": "sincere"}
    where = unending(scene(case(*busy("summit", "press")), plays))
    return float(np.mean([shares(r)["wedge"] for r in records(where, runs=6, seed=seed)]))


def test_simulated() -> None:
    assert driven("wedge") >= SEEN


def test_control_simulated_without_the_technique() -> None:
    assert driven() <= UNSEEN
