"""Mechanism 1: many channels are worked at once, from leaders and ministers to technicians, soldiers, traders and
experts.

Article     000, paragraphs 6 to 11
Recorded    one channel each in case.yaml with its level, visibility and seats; `channel` of every act
Recognised  by the measure `tempo`: a party acts on six channels or more within a fortnight; the control says the same
            on one channel
Simulated   not yet: no test plays it
Status      recorded, recognised
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Case
from counterpoint.record.record import Record, make_record

from .mechanism_cases import bundled, case, numbered, round_trip, table

MANY = 6
"""Channels of one party within two turns that make a dealing one of many channels."""
ROWS = (
    ("summit", "meet"), ("ministers", "procedure"), ("desk", "probe"), ("embassies", "demand"),
    ("military", "procedure"), ("trade", "offer"), ("services", "release"), ("experts", "meet"),
)  # fmt: skip


def spread(*, over_all: bool) -> Case:
    """Eight acts in eight days, each on a channel of its own, or all at the desk."""
    said = [(channel if over_all else "desk", kind) for channel, kind in ROWS]
    return case(*numbered(*((i, "alda", k, {"target": "borin", "channel": c}) for i, (c, k) in enumerate(said))))


WITH, WITHOUT = spread(over_all=True), spread(over_all=False)


def at_once(where: Record, party: str) -> int:
    """Most channels on which a party acts within two turns that follow each other."""
    own = Record(where.case, tuple(a for a in where.acts if where.actor_party(a) == party), where.as_of)
    rows: list[list[int]] = [r["by_turn"] for r in table(own, "tempo")["channels"] if r["channel"] is not None]
    return max(sum(row[t] + row[t + 1] > 0 for row in rows) for t in range(len(rows[0]) - 1))


def test_recorded(tmp_path: Path) -> None:
    levels = {c.level for c in round_trip(WITH, tmp_path / "c").channels}
    assert {"leaders", "ministers", "working", "technical", "security", "economic", "intelligence", "track2"} <= levels


def test_recognised() -> None:
    assert at_once(make_record(WITH), "alda") >= MANY


def test_recognised_in_the_case_that_the_articles_describe() -> None:
    assert at_once(bundled("russia-us-2025"), "russia") >= MANY


def test_control_on_one_channel() -> None:
    assert at_once(make_record(WITHOUT), "alda") < MANY
