"""Mechanism 5: flattery, and echoing the other leader's agenda, keep his goodwill; alone they carry nobody far.

Article     000, paragraphs 1 to 4; 001, paragraph 8
Recorded    `praise` with the person as `target`, the `tone` as coded, and the `audience` it is said before
Recognised  by the feature `warmth` in the situation of the one who is flattered; its limits by the weight of the acts
            (courtesies move bad : good by less than 5 decibans), by a strike that ends the warmth, and by the balance
Simulated   partly: an Alda as `assess` finds it after half a year of praise goes on praising, four times as often as
            one found after half a year of form. It does not keep Borin warm: .10 in the mean (.07), from .3 on at some
            time in 20 records of 36 (10), as the rest of what is said, cool by habit, outweighs it
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Act, Case
from counterpoint.inference.assess import assess
from counterpoint.inference.cast import cast_document
from counterpoint.inference.posterior import decibans
from counterpoint.record.record import make_record
from counterpoint.simulation.by_hand import make_document
from counterpoint.simulation.scene import make_scene

from .mechanism_cases import PARTICLES, act, bundled, case, inferred, numbered, of, round_trip, situation, table
from .played import TURNS, records, unending

WARM = 0.3
FACADE = 5.0
"""Decibans that courtesies may move the odds in all: the promise that the calibration checks at length."""


def months(kind: str, *after: Act) -> Case:
    """Half a year of calls, with praise or with matters of form in between."""
    calls: list[tuple[int, str, str, dict[str, Any]]]
    calls = [(24 * i, "a-leader", "meet", {"target": "b-leader", "channel": "summit", "tone": 0}) for i in range(7)]
    said = [(12 * i + 5, "a-leader", kind, {"target": "b-leader", "channel": "press"}) for i in range(15)]
    return case(*numbered(*sorted([*calls, *said], key=lambda row: row[0])), *after)


WITH, WITHOUT = months("praise"), months("procedure")


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert sum(a.kind == "praise" and a.target == "b-leader" for a in back.acts) == 15


def test_recognised() -> None:
    assert situation(make_record(WITH), "borin", 178)["warmth"] >= WARM


def test_recognised_that_it_carries_nobody_far() -> None:
    where = make_record(WITH)
    assert abs(decibans(inferred(where).groups().mean(axis=0))) < FACADE
    assert of(table(where, "balance")["parties"], party="borin")["deeds"]["received"] == 0
    strikes = [act(f"s{i}", 175 + i, "alda", "strike", target="cerra", channel="field") for i in range(2)]
    assert situation(make_record(months("praise", *strikes)), "borin", 178)["warmth"] == 0.0


def test_recognised_in_the_case_that_the_articles_describe() -> None:
    where = bundled("russia-us-2025")
    praise = [a for a in where.acts if a.kind == "praise" and where.actor_party(a) == "russia"]
    assert len(praise) >= 3 and {where.target_party(a) for a in praise} == {"us"}


def test_control_the_same_calls_about_form() -> None:
    assert situation(make_record(WITHOUT), "borin", 178)["warmth"] < 0.1


MUCH, FEW = 3.0, 3.0
"""Praise a run: a flatterer's is at least so many times that of the other, which is no more than so much."""


def praise(made: Case, *, seed: int = 0) -> float:
    """How often a run Alda praises Borin, where it goes on as assess finds it, and Borin is sincere."""
    found, posteriors, where = assess(made, particles=PARTICLES)
    document = make_document({"borin": "sincere"})
    document["parties"]["alda"] = cast_document(found, posteriors)["parties"]["alda"]
    played = records(unending(make_scene(where, document, turns=TURNS)), runs=24, seed=seed)
    said = [[a for a in r.acts if a.kind == "praise" and r.actor_party(a) == "alda"] for r in played]
    return float(np.mean([sum(r.target_party(a) == "borin" for a in own) for r, own in zip(played, said, strict=True)]))


def test_simulated_in_part() -> None:
    assert praise(WITH) >= MUCH * praise(WITHOUT)


def test_control_simulated_the_same_calls_about_form() -> None:
    assert praise(WITHOUT) <= FEW
