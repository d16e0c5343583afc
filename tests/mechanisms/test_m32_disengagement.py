"""Mechanism 32: the patron or mediator steps aside and turns to something else.

Article     000, paragraph 18
Recorded    `suspend`, and after it nothing on a channel whose `coverage` is full; acts of the one who left elsewhere
Recognised  partly: the measure `tempo` shows the level of the channel gone and the days since its last act, and the
            feature `fading_elsewhere` hears it; what the one who left has turned to is not read
Simulated   partly: where Borin's mediation is ended from outside, the played record shows it gone and Alda hears it
            fade (0.9 of the runs; 0 where it goes on). By itself a weary Borin leaves a stalling Alda in 0.86 of the
            runs of a year, a patient one in 0; but that ends the run, so nothing shows what it turned to
Status      recorded, partly recognised, partly simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpoint.case.model import Case, Channel, Clocks, Seat
from counterpoint.levers import LEVERS
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.ending import DISENGAGEMENT

from .mechanism_cases import ALDA, BORIN, CERRA, FULL, act, case, numbered, of, round_trip, situation, table
from .played import MOST, SELDOM, TURNS, busy, outcomes, records, scene, share, unending

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


ENDS = 70
"""Day of a run on which the mediation ends."""


def mediated(*, ends: bool, seed: int = 0) -> list[Record]:
    """Runs with a mediation and a desk; the mediation ends on a day, or does not."""
    made = case(*busy("mediation", "desk", every=5), channels=(*case().channels, MEDIATION))
    where = unending(scene(made, turns=32))
    if ends:
        where = LEVERS["close"].change(where, {"channel": "mediation", "days": float(ENDS)})
    return records(where, seed=seed)


def is_gone(where: Record) -> bool:
    """Whether the played record shows the mediation gone as the made-up one does, and Alda hears it fade."""
    row = of(table(where, "tempo")["channels"], channel="mediation")
    faded = situation(where, "alda", 7 * TURNS + ENDS + 42, channel="desk")["fading_elsewhere"]
    return row["level"] < GONE and (row["days_since_last"] or 0) >= 100 and faded >= 0.2


def walks_out(clocks: Clocks, *, seed: int = 0) -> float:
    """The share of runs of a year in which Borin leaves an Alda that stalls."""
    made = case(*busy("desk"), parties=(ALDA, replace(BORIN, clocks=clocks), CERRA))
    found = outcomes(scene(made, {"alda": "stall", "borin": "sincere"}, turns=52), runs=1000, seed=seed).which
    return float(((found[:, 0] == DISENGAGEMENT) & (found[:, 1] == 1)).mean())


def test_simulated_in_part() -> None:
    assert share(mediated(ends=True), is_gone) >= MOST
    assert walks_out(Clocks(patience=0.0, talking_cost=1.0, talk_gain=0.0)) >= MOST


def test_control_simulated_who_stays() -> None:
    assert share(mediated(ends=False), is_gone) <= SELDOM
    assert walks_out(Clocks(patience=1.0, talking_cost=0.0, talk_gain=1.0)) <= SELDOM
