"""Mechanism 27: a campaign of information is broken by a counter-campaign, and one issue moves into another's shadow.

Article     004, paragraphs 15 to 18 and 21
Recorded    `blame` and `appeal` in public with `until` and `audience`; `salience` of issues in series.csv; `answers`
Recognised  not yet: no measure and no feature reads the salience of an issue, and public words are not set against
            each other as campaigns
Simulated   not yet: no test plays it
Status      recorded
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Reading

from .mechanism_cases import act, case, on, round_trip

SALIENCE = tuple(
    Reading(date=on(30 * i), name="salience", about=issue, value=value, source="archive")
    for i in range(4)
    for issue, value in (("border", 0.9 - 0.2 * i), ("status", 0.1 + 0.25 * i))
)
WITH = case(
    act("x1", 5, "borin", "blame", target="alda", channel="press", issue="border", until=60, audience=("borin-home",)),
    act("x2", 35, "alda", "appeal", target="borin-home", channel="press", issue="status", until=90, answers=("x1",)),
    series=SALIENCE,
)


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert len(back.series) == 8 and back.acts[1].answers == ("x1",)
