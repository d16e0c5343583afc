"""Mechanism 1: many channels are worked at once, from leaders and ministers to technicians, soldiers, traders and
experts.

Article     000, paragraphs 6 to 11
Recorded    one channel each in case.yaml with its level, visibility and seats; `channel` of every act
Recognised  by the measure `tempo`: a party acts on six channels or more within a fortnight; the control says the same
            on one channel
Simulated   by an Alda that has worked eight channels for half a year: in most played records it acts on six or more
            within a fortnight; never in those of an Alda that has said as much on one
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Case
from counterpoint.record.record import Record, make_record

from .mechanism_cases import bundled, case, numbered, round_trip, table
from .played import MOST, SELDOM, records, scene, share

MANY = 6
"""Channels of one party within two turns that make a dealing one of many channels."""
ROWS = (
    ("summit", "meet"), ("ministers", "procedure"), ("desk", "probe"), ("embassies", "demand"),
    ("military", "procedure"), ("trade", "offer"), ("services", "release"), ("experts", "meet"),
)  # fmt: skip


def spread(*, over_all: bool, times: int = 1) -> Case:
    """Eight acts in eight days, each on a channel of its own, or all at the desk; and again every ten days."""
    said = [(channel if over_all else "desk", kind) for channel, kind in ROWS]
    rows = [(10 * n + i, c, k) for n in range(times) for i, (c, k) in enumerate(said)]
    return case(*numbered(*((days, "alda", k, {"target": "borin", "channel": c}) for days, c, k in rows)))


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


HALF_A_YEAR = 18


def many(where: Record) -> bool:
    """Whether Alda plays many channels at once."""
    return at_once(where, "alda") >= MANY


def test_simulated() -> None:
    assert share(records(scene(spread(over_all=True, times=HALF_A_YEAR))), many) >= MOST


def test_control_simulated_as_much_on_one_channel() -> None:
    assert share(records(scene(spread(over_all=False, times=HALF_A_YEAR))), many) <= SELDOM
