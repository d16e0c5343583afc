"""Mechanism 20: an observer has to tell an honest overture from a tactical one, and by what.

Article     001, paragraphs 1 and 10
Recorded    the same opening in two cases that part ways only in what follows upon a concession
Recognised  by the assessment: verdict, the act that weighs most, and the rival reading beside it; where the record is
            only the opening, which both share, no verdict is given
Simulated   by a sincere and by a stalling Alda with two years at two lively tables (1,300 acts): 22 of 24 played
            records get a verdict, all of them the right one (the odds lie 59 decibans apart); the first two turns alone
            leave 47 of 48 undetermined. It takes so much: half a year at one table parts them by 29 decibans, no
            verdict is wrong, and 6 of 16 are reached (10 after a year)
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Case
from counterpoint.inference import weight
from counterpoint.inference.rival import rival
from counterpoint.record.record import make_record

from .mechanism_cases import case, inferred, numbered, round_trip, verdict
from .played import MOST, busy, records, scene, unending

OPENING = ("propose_talks", "praise", "offer", "truce", "meet")


def overture(first: str | None, *then: str) -> Case:
    """An opening of five acts; and, unless first is None, Borin's eight concessions with two answers to each."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = [
        (i, "alda", kind, {"target": "borin", "channel": "desk"}) for i, kind in enumerate(OPENING)
    ]
    for k, issue in enumerate(("border", "status", "bank")):
        rows.append((5 + k, "alda", "demand", {"target": "borin", "channel": "desk", "issue": issue, "position": 0.9}))
    for i in range(8 if first else 0):
        on_it = {"channel": "desk", "issue": ("border", "status", "bank")[i % 3]}
        rows.append((10 + 20 * i, "borin", "soften", on_it | {"target": "alda", "position": 0.1 + 0.1 * i}))
        old: dict[str, Any] = {"replaces": (f"x{5 + i % 3}",), "position": 1.0} if first == "new_demand" else {}
        rows.append((14 + 20 * i, "alda", str(first), on_it | {"target": "borin"} | old))
        rows.append((18 + 20 * i, "alda", then[i % len(then)], on_it | {"target": "borin"}))
    return case(*numbered(*rows))


HONEST = overture("accept", "soften", "ease", "meet", "release")
TACTICAL = overture("new_demand", "procedure", "procedure", "meet", "procedure")
OPEN = overture(None)


def test_recorded(tmp_path: Path) -> None:
    opened = [round_trip(c, tmp_path / c.id / str(i)).acts[:5] for i, c in enumerate((HONEST, TACTICAL, OPEN))]
    assert opened[0] == opened[1] == opened[2]


def test_recognised() -> None:
    assert verdict(make_record(HONEST)) == "good_faith"
    assert verdict(make_record(TACTICAL)) == "bad_faith"


def test_recognised_with_its_evidence_and_its_rival() -> None:
    where = make_record(TACTICAL)
    found = inferred(where)
    heaviest = weight.evidence(found)[0]
    assert heaviest["act"] in {a.id for a in TACTICAL.acts if a.kind == "new_demand"} and heaviest["decibans"] > 1
    assert rival(found, where)["verdict"] == "good_faith"


def test_control_the_opening_alone() -> None:
    assert verdict(make_record(OPEN)) == "undetermined"


LONG, RIGHT = 104, {"sincere": "good_faith", "stall": "bad_faith"}
"""Turns after which there is evidence enough, and the verdict on each aim."""


def read(aim: str, *tables: str, turns: int, runs: int) -> list[str]:
    """The verdicts on played records of an Alda with an aim, lively at some tables."""
    where = unending(scene(case(*busy(*tables)), {"alda": aim, "borin": "sincere"}, turns=turns))
    return [verdict(record) for record in records(where, runs=runs)]


def test_simulated() -> None:
    found = {aim: read(aim, "desk", "ministers", turns=LONG, runs=2) for aim in RIGHT}
    right = [said == RIGHT[aim] for aim, all_said in found.items() for said in all_said]
    assert np.mean(right) >= MOST
    assert all(set(said) <= {RIGHT[aim], "undetermined"} for aim, said in found.items())  # none is wrong


def test_control_simulated_the_opening_alone() -> None:
    for aim in RIGHT:
        assert set(read(aim, "desk", turns=2, runs=3)) == {"undetermined"}
