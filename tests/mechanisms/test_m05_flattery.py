"""Mechanism 5: flattery, and echoing the other leader's agenda, keep his goodwill; alone they carry nobody far.

Article     000, paragraphs 1 to 4; 001, paragraph 8
Recorded    `praise` with the person as `target`, the `tone` as coded, and the `audience` it is said before
Recognised  by the feature `warmth` in the situation of the one who is flattered; its limits by the weight of the acts
            (courtesies move bad : good by less than 5 decibans), by a strike that ends the warmth, and by the balance
Simulated   partly: by an Alda that, by tendencies written by hand, praises in public and before the leader and says
            nothing there that could offend: Borin's warmth is .32 in the mean (.10 without), and .3 or more in most
            months of 27 of 48 played records (1), as courtesies are a third of what is said. A tough Borin stands .02
            nearer to it for that at the end
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Act, Case
from counterpoint.inference.posterior import decibans
from counterpoint.record.record import make_record
from counterpoint.simulation.scene import Scene

from .mechanism_cases import CHANNELS, act, bundled, case, inferred, numbered, of, round_trip, situation, table
from .played import TURNS, Own, busy, outcomes, records, scene, unending

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


FLATTERS: Own = [
    *({"part": "kind", "when": when, "what": "praise", "nats": 1.5} for when in ("in_public", "at_top")),
    *({"part": "kind", "when": when, "what": what, "nats": -1.5} for when in ("in_public", "at_top")
      for what in ("blame", "threaten", "reject", "demand", "leak_deny", "appeal")),
    {"part": "target", "when": "at_top", "what": "person", "nats": 1.0},
]  # fmt: skip
"""How a flatterer plays, written by hand: praise, and nothing that could offend, in public and before the leader."""
NO_MORE = 0.05
"""How much nearer the two stand at the end for flattery alone, at most."""


def courted(tendencies: Own, *, borin: str = "sincere") -> Scene:
    """Half a year in the press and at the summit; Alda is sincere and has tendencies of its own."""
    made = case(*busy("press", "summit"), channels=tuple(c for c in CHANNELS if c.id in ("press", "summit")))
    return unending(scene(made, {"alda": {"aim": "sincere", "tendencies": tendencies}, "borin": borin}))


def warmth(tendencies: Own) -> float:
    """How warm Alda seems to Borin from the second month on, in the mean of some runs."""
    days = range(7 * TURNS + 28, 7 * 2 * TURNS, 28)
    found = records(courted(tendencies))
    return float(np.mean([np.median([situation(where, "borin", day)["warmth"] for day in days]) for where in found]))


def nearness(tendencies: Own) -> float:
    """How near the two stand at the end, in the mean [0..1]."""
    return float(outcomes(courted(tendencies, borin="tough"), runs=500).near.mean())


def test_simulated_in_part() -> None:
    assert warmth(FLATTERS) >= WARM


def test_simulated_that_it_carries_nobody_far() -> None:
    assert nearness(FLATTERS) - nearness([]) <= NO_MORE


def test_control_simulated_without_the_tendencies() -> None:
    assert warmth([]) <= WARM / 2
