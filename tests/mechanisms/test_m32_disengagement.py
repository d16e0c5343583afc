"""Mechanism 32: the patron or mediator steps aside and turns to something else.

Article     000, paragraph 18
Recorded    `suspend`, and after it nothing on a channel whose `coverage` is full; acts of the one who left elsewhere
Recognised  partly: the measure `tempo` shows the level of the channel gone and the days since its last act, and the
            feature `fading_elsewhere` hears it; what the one who left has turned to is not read
Simulated   not yet: no test plays it
Status      recorded, partly recognised
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpoint.case.model import Case, Channel, Seat
from counterpoint.record.record import make_record

from .mechanism_cases import FULL, act, case, numbered, of, round_trip, situation, table

MEDIATION = Channel(
    id="mediation", name="mediation", level="mediator", seats=tuple(Seat(party=p) for p in ("alda", "borin", "cerra")),
    coverage=FULL,
)  # fmt: skip
GONE = 0.25
"""Level of a channel, in acts, below which nothing passes any more."""


def mediation(*, until: int) -> Case:
    """Borin mediates weekly up to a day, then leaves; or goes on to the end. Alda speaks at its desk all the while."""
    held = [(7 * i, "borin", "meet", {"target": "cerra", "channel": "mediation"}) for i in range(until // 7)]
    desk = [(14 * i + 3, "alda", "procedure", {"target": "borin", "channel": "desk"}) for i in range(12)]
    made = case(*numbered(*sorted([*held, *desk], key=lambda row: row[0])), channels=(*case().channels, MEDIATION))
    if until > 150:
        return made
    left = act("left", until, "borin", "suspend", target="cerra", channel="mediation")
    elsewhere = act("else", 150, "borin", "propose_talks", target="alda", channel="trade")
    return replace(made, acts=(*made.acts, left, elsewhere))


WITH, WITHOUT = mediation(until=70), mediation(until=180)


def left(made: Case) -> tuple[float, int, float]:
    """Level of the mediation at the end, days since its last act, and how much Alda hears it fade 40 days on."""
    where = make_record(made)
    row = of(table(where, "tempo")["channels"], channel="mediation")
    faded = situation(where, "alda", 112, channel="desk")["fading_elsewhere"]
    return row["level"], row["days_since_last"], faded


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert any(a.kind == "suspend" for a in back.acts) and back.channels[-1].coverage == FULL


def test_recognised_in_part() -> None:
    level, since, faded = left(WITH)
    assert level < GONE and since >= 100 and faded >= 0.2


def test_control_a_mediation_that_goes_on() -> None:
    level, since, faded = left(WITHOUT)
    assert level > 1 and since < 14 and faded < 0.1
