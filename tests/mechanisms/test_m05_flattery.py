"""Mechanism 5: flattery, and echoing the other leader's agenda, keep his goodwill; alone they carry nobody far.

Article     000, paragraphs 1 to 4; 001, paragraph 8
Recorded    `praise` with the person as `target`, the `tone` as coded, and the `audience` it is said before
Recognised  by the feature `warmth` in the situation of the one who is flattered; its limits by the weight of the acts
            (courtesies move bad : good by less than 5 decibans), by a strike that ends the warmth, and by the balance
Simulated   not yet: no test plays it
Status      recorded, recognised
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.model import Act, Case
from counterpoint.inference.posterior import decibans
from counterpoint.record.record import make_record

from .mechanism_cases import act, bundled, case, inferred, numbered, of, round_trip, situation, table

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
