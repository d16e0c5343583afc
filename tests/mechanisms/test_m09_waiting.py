"""Mechanism 9: time is bought until support for a third party wears thin or trouble at home brings the other to give
in.

Article     000, paragraph 18; 001, paragraph 5
Recorded    `support` in series.csv; new demands that replace what was met; `procedure` in answer to concessions
Recognised  partly: the aim stall leads in the posterior, and the feature `support_low` shows the other side's trouble
            in its own situation; that the one waits for the other's trouble is read nowhere
Simulated   not yet: no test plays it
Status      recorded, partly recognised
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.model import Case, Reading
from counterpoint.record.record import make_record

from .mechanism_cases import FAR, LEADS, case, numbered, on, round_trip, shares, situation

ISSUES = ("border", "status", "bank")
WANING = tuple(
    Reading(date=on(30 * i), name="support", about="borin", value=0.6 - 0.25 * i, source="archive") for i in range(6)
)


def answers(kind: str, then: str) -> Case:
    """Borin gives way every three weeks while its support wanes; Alda answers each time with two acts."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    for issue in ISSUES:
        rows.append((1, "alda", "demand", {"target": "borin", "channel": "desk", "issue": issue, "position": 0.9}))
    for i in range(8):
        at, issue = 8 + 20 * i, ISSUES[i % 3]
        on_issue = {"channel": "desk", "issue": issue}
        rows.append((at, "borin", "soften", on_issue | {"target": "alda", "position": 0.1 + 0.1 * i}))
        replaced: dict[str, Any] = {"replaces": (f"x{i % 3}",), "position": 1.0} if kind == "new_demand" else {}
        rows.append((at + 4, "alda", kind, on_issue | {"target": "borin"} | replaced))
        rows.append((at + 8, "alda", then, on_issue | {"target": "borin"}))
    return case(*numbered(*rows), series=WANING)


WITH, WITHOUT = answers("new_demand", "procedure"), answers("accept", "soften")


def test_recorded(tmp_path: Path) -> None:
    assert len(round_trip(WITH, tmp_path / "c").series) == 6


def test_recognised_in_part() -> None:
    where = make_record(WITH)
    assert shares(where)["stall"] >= LEADS
    assert situation(where, "borin", 20)["support_low"] == 0.0 < 0.5 <= situation(where, "borin", 160)["support_low"]


def test_control_a_party_that_takes_what_it_is_given() -> None:
    assert shares(make_record(WITHOUT))["stall"] <= FAR
