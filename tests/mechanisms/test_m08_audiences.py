"""Mechanism 8: one thing is said to one audience and its opposite to another, as when business is promised and
denounced.

Article     000, paragraph 9
Recorded    `audience` of the act, `tone`, `position`; `contradicts` where the coder saw the pair
Recognised  by the measure `audiences`: the tone towards the same party differs by two or more between two audiences
Simulated   not yet: no played act names its audience, and a party speaks past the other side to one audience only. A
            constrained Alda with a hawk in public and a trader behind doors is .7 cooler in public (48 runs), a sincere
            one without either .5, where two points are looked for
Status      recorded, recognised
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Case
from counterpoint.record.record import Record, make_record

from .mechanism_cases import act, bundled, case, round_trip, table

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
