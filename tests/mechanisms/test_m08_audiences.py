"""Mechanism 8: one thing is said to one audience and its opposite to another, as when business is promised and
denounced.

Article     000, paragraph 9
Recorded    `audience` of the act, `tone`, `position`; `contradicts` where the coder saw the pair
Recognised  by the measure `audiences`: the tone towards the same party differs by two or more between two audiences
Simulated   partly: a hawk of a constrained Alda speaks on television at home, a dove to the firms abroad. Played acts
            name the audiences that those on record name, and the two differ by .32 points of tone (mean of 48 runs; .05
            where both envoys lean to nobody). Two points, as in the made-up record, are reached in none: what an envoy
            says is hardly coloured by who he is, and positions do not differ by audience at all
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np

from counterpoint.case.model import Case, Seat
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.scene import Scene

from .mechanism_cases import CHANNELS, ENVOYS, act, bundled, case, numbered, of, round_trip, table
from .played import TURNS, records, scene, unending

TWO_VOICES = 2.0


def speeches(at_home: str) -> Case:
    """Firms abroad are promised business; at home another kind of thing is said."""
    return case(
        act("x1", 5, "a-trader", "assure", target="borin", channel="press", issue="status", audience=("borin-firms",)),
        act("x2", 9, "a-trader", "assure", target="borin", channel="press", issue="status", audience=("borin-firms",)),
        act("x3", 12, "a-speaker", at_home, target="borin", channel="home", issue="status", audience=("alda-home",)),
    )


WITH, WITHOUT = speeches("blame"), speeches("praise")


def spread(where: Record, party: str, about: str) -> float:
    """Largest distance in tone between two audiences."""
    rows = table(where, "audiences")["by_audience"]
    return max((r["tone_spread"] or 0.0 for r in rows if r["party"] == party and r["about"] == about), default=0.0)


def test_recorded(tmp_path: Path) -> None:
    assert {a.audience for a in round_trip(WITH, tmp_path / "c").acts} == {("borin-firms",), ("alda-home",)}


def test_recognised() -> None:
    assert spread(make_record(WITH), "alda", "borin") >= TWO_VOICES


def test_recognised_in_the_case_that_the_articles_describe() -> None:
    assert spread(bundled("russia-us-2025"), "russia", "us") >= TWO_VOICES


def test_control_the_same_voice_for_all() -> None:
    assert spread(make_record(WITHOUT), "alda", "borin") < TWO_VOICES


def two_stages(hawk: int | None, dove: int | None) -> Scene:
    """Two public channels, each with an envoy of Alda and, on record, an audience: a hawk at home, a dove abroad."""
    stance = {"a-hawk": hawk, "a-trader": dove}
    stages = {"tv": ("a-hawk", "alda-home"), "forum": ("a-trader", "borin-firms")}
    press = next(c for c in CHANNELS if c.id == "press")
    channels = [replace(press, id=name, seats=(Seat(party="alda", envoy=envoy), Seat(party="borin")))
                for name, (envoy, _) in stages.items()]  # fmt: skip
    said = [(day, by, "procedure", {"target": to, "channel": name} | more) for day in range(0, 7 * TURNS, 2)
            for name, (_, audience) in stages.items()
            for by, to, more in (("alda", "borin", {"audience": (audience,)}), ("borin", "alda", {}))]  # fmt: skip
    envoys = tuple(replace(e, stance=stance.get(e.id, e.stance)) for e in ENVOYS)
    made = case(*numbered(*said), envoys=envoys, channels=tuple(channels))
    return unending(scene(made, {"alda": "constrained", "borin": "sincere"}))


def cooler_at_home(found: Iterable[Record]) -> float:
    """By how much cooler Alda speaks of Borin at home than to the firms, in the mean of records."""
    apart = []
    for where in found:
        rows = table(where, "audiences")["by_audience"]
        heard = {v["audience"]: v["tone"] for v in of(rows, party="alda", about="borin")["audiences"]}
        apart.append(heard["borin-firms"] - heard["alda-home"])
    return float(np.mean(apart))


def test_simulated_in_part() -> None:
    assert cooler_at_home(records(two_stages(-2, 2), runs=24)) >= 0.2


def test_control_simulated_envoys_who_lean_to_nobody() -> None:
    assert abs(cooler_at_home(records(two_stages(None, None), runs=24))) <= 0.1
