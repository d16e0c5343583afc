"""Mechanism 2: channels are played louder or softer as the other side reacts, like the stops of one instrument.

Article     000, paragraphs 12 and 16
Recorded    acts by channel and date, the other side's `tone`, `coverage: full` where silence means silence
Recognised  partly: the feature `coolness` hears the other side turn, the technique modulation then expects more acts
            on the channels, and the measure `tempo` counts them; a table of one side's loudness against the other's
            mood is not made, and the technique's posterior hardly moves on this sign alone
Simulated   to come with the simulator
Status      recorded, partly recognised
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.model import Case
from counterpoint.record.record import Record, make_record

from .mechanism_cases import case, covered_fully, louder, numbered, of, on, round_trip, situation, table

WEEKS, BLOCK = 36, 9
AUDIBLE = 1.1
"""How much more a modulating party is expected to act, for the situation to count as one it reacts to."""


def dealings(*, mood: bool) -> Case:
    """Borin is cordial and cool by turns of nine weeks, or even; Alda acts three times a week in every other."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    for week in range(WEEKS):
        loud = (week // BLOCK) % 2 == 1
        said = ("blame" if loud else "praise") if mood else "procedure"
        rows += [(7 * week + k, "borin", said, {"target": "alda", "channel": "press"}) for k in range(2)]
        for k in range(3 if loud else 0):
            kind = ("meet", "procedure", "offer")[(week + k) % 3]
            rows.append((7 * week + 2 + k, "alda", kind, {"target": "borin", "channel": "desk"}))
    return case(*numbered(*rows), end=on(7 * WEEKS), channels=covered_fully("desk"))


WITH, WITHOUT = dealings(mood=True), dealings(mood=False)


def moods(where: Record) -> tuple[float, float]:
    """How much louder modulation is expected to be on the desk late in a quiet and late in a loud spell."""
    quiet, loud = (situation(where, "alda", 7 * n * BLOCK - 1, channel="desk") for n in (1, 2))
    return (louder("modulation", coolness=quiet["coolness"]), louder("modulation", coolness=loud["coolness"]))


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert next(c for c in back.channels if c.id == "desk").coverage[0].level == "full"


def test_recognised_in_part() -> None:
    where = make_record(WITH)
    by_turn = of(table(where, "tempo")["channels"], channel="desk")["by_turn"]
    assert sum(by_turn[:BLOCK]) == 0 and min(by_turn[BLOCK : 2 * BLOCK]) >= 3
    quiet, loud = moods(where)
    assert quiet == 1.0 and loud >= AUDIBLE


def test_control_a_rhythm_that_follows_no_mood() -> None:
    quiet, loud = moods(make_record(WITHOUT))
    assert quiet == loud == 1.0
