"""Mechanism 26: to be negotiated with is a gain in itself; audiences and clients make backing down dear, so that face
is saved by a formula.

Article     004, paragraphs 10 to 14, 20 and 23
Recorded    `meet` and `propose_talks` by level; `talk_gain` among the clocks; audiences and ties; `sign` with
            `audience`
Recognised  partly: the measure `balance` counts who was sought out and at what level, and `face` what a party concedes
            before audiences and clients and behind doors, and how its support went in the month after; a formula that
            saves face cannot be read off a record
Simulated   partly: a Borin that is lively at leaders' and ministers' tables seeks Alda out in played records, one
            that is lively elsewhere does not. An Alda that gains from talk leaves the table in .01 of runs (.14
            without the gain), and a formula that saves face doubles what is accepted in public; clients weigh nothing
Status      recorded, partly recognised, partly simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.case.model import Case, Clocks, Reading, Seat
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.ending import DISENGAGEMENT

from .mechanism_cases import ALDA, BOTH, CHANNELS, PARTIES, case, numbered, of, on, round_trip, table
from .played import MOST, SELDOM, busy, outcomes, records, scene, share


def sought(kind: str) -> Case:
    """Borin's leader and minister turn to Alda eight times."""
    rows = [
        (15 * i, ("b-leader", "b-minister")[i % 2], kind,
         {"target": "alda", "channel": ("summit", "ministers")[i % 2], "issue": "border"})
        for i in range(8)
    ]  # fmt: skip
    return case(*numbered(*rows), parties=(replace(ALDA, clocks=Clocks(talk_gain=0.6)), *PARTIES[1:]))


WITH, WITHOUT = sought("meet"), sought("demand")


def standing(where: Record) -> tuple[int, int]:
    """How often Alda was sought out by leaders and by ministers."""
    row = of(table(where, "balance")["parties"], party="alda")["standing"]
    return row["leaders"], row["ministers"]


def test_recorded(tmp_path: Path) -> None:
    assert round_trip(WITH, tmp_path / "c").parties[0].clocks.talk_gain == 0.6


def test_recognised_in_part() -> None:
    assert standing(make_record(WITH)) == (4, 4)


def test_control_demands_give_no_standing() -> None:
    assert standing(make_record(WITHOUT)) == (0, 0)


def conceded(*, clients: bool) -> dict[str, Any]:
    """Borin gives way ten times to Alda, in private or where its client sits, and turns it down in the press.

    Its support falls after what its client heard.
    """
    seats = (*BOTH, Seat(party="cerra")) if clients else BOTH
    desk = tuple(replace(c, seats=seats) if c.id == "desk" else c for c in CHANNELS)
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    for n in range(10):
        rows.append((14 * n, "borin", "soften", {"target": "alda", "channel": "desk", "issue": "border"}))
        rows.append((14 * n + 3, "borin", "reject", {"target": "alda", "channel": "press", "issue": "border"}))
    fall = 0.03 if clients else 0.0
    series = tuple(
        Reading(date=on(10 * n), name="support", about="borin", value=0.5 - fall * n, source="archive")
        for n in range(19)
    )
    return of(
        table(make_record(case(*numbered(*rows), channels=desk, series=series)), "face")["parties"], party="borin"
    )


def test_recognised_who_backs_down_behind_doors_only() -> None:
    found = conceded(clients=False)
    assert found["less_before_others"] and found["behind_doors"]["conceding"]["k"] == 10
    assert found["behind_doors"]["support"] == 0.0


def test_control_backing_down_before_a_client() -> None:
    found = conceded(clients=True)
    assert not found["less_before_others"] and found["before_others"]["conceding"]["k"] == 10
    assert found["before_others"]["support"] < -0.05


def sought_out(where: Record) -> bool:
    return sum(standing(where)) >= 3


def test_simulated_in_part() -> None:
    assert share(records(scene(case(*busy("summit", "ministers", every=7)))), sought_out) >= MOST


def test_control_simulated_as_lively_at_the_desk_and_in_the_press() -> None:
    assert share(records(scene(case(*busy("desk", "press", every=7)))), sought_out) <= SELDOM


def leaves(gain: float) -> float:
    """Share of all runs in which Alda steps aside within a year, if it gains so much from talk."""
    parties = (replace(ALDA, clocks=Clocks(talk_gain=gain)), *PARTIES[1:])
    which = outcomes(scene(case(*busy("summit", "ministers", every=7), parties=parties), turns=52)).which
    return float(((which[:, 0] == DISENGAGEMENT) & (which[:, 1] == 0)).mean())


def test_simulated_who_gains_from_talk_stays() -> None:
    """An ending of the runs, which no measure reads."""
    assert leaves(1.0) < 0.05 < 0.1 < leaves(0.0)


def accepted(face: float) -> int:
    """How often the other's terms were accepted in public, with a formula that saves so much face."""
    found = records(scene(case(*busy("press")), face=face), runs=48)
    return sum((a.kind, a.channel) == ("accept", "press") and a.position is not None for r in found for a in r.acts)


def test_simulated_a_formula_saves_face() -> None:
    """Acts of the played records, which no measure reads as such."""
    assert accepted(0.1) >= 1.4 * accepted(0.0)
