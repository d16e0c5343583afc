"""Mechanism 26: to be negotiated with is a gain in itself; audiences and clients make backing down dear, so that face
is saved by a formula.

Article     004, paragraphs 10 to 14, 20 and 23
Recorded    `meet` and `propose_talks` by level; `talk_gain` among the clocks; audiences and ties; `sign` with
            `audience`
Recognised  partly: the measure `balance` counts who was sought out and at what level; the cost of backing down before
            an audience or a client, and a formula that saves face, are read by no measure
Simulated   by a Borin that is lively at leaders' and ministers' tables: it seeks Alda out in played records, one that
            is lively elsewhere does not. An Alda that gains from talk leaves the table in .01 of runs (.14 without the
            gain); a formula that saves face doubles what is accepted in public; and before a client in the room Borin
            accepts 57 times where it accepts 83 times before one that it is not bound to, with .06 less support in the
            end (the same if the client is not there)
Status      recorded, partly recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from counterpoint.case.model import Case, Clocks, Seat, Stake, Tie
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.ending import DISENGAGEMENT

from .mechanism_cases import ALDA, BORIN, CERRA, CHANNELS, ISSUES, PARTIES, case, numbered, of, round_trip, table
from .played import MOST, SELDOM, SINCERE, busy, outcomes, records, scene, share, unending


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


def sought_out(where: Record) -> bool:
    return sum(standing(where)) >= 3


def test_simulated_sought_out() -> None:
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


def backing_down(*, tie: float, seated: bool) -> tuple[int, float]:
    """How often Borin accepts Alda's terms at a desk, and its mean support in the end.

    tie: how strongly it is bound to Cerra, its client, who sits there too or does not.
    """
    stakes = (Stake(party="alda", declared=1.0, reserve=0.4), Stake(party="borin", declared=0.0, reserve=0.6))
    seats = (Seat(party="alda"), Seat(party="borin"), *([Seat(party="cerra")] * seated))
    made = case(
        *busy("desk", every=4), channels=tuple(replace(c, seats=seats) for c in CHANNELS if c.id == "desk"),
        issues=(replace(ISSUES[0], stakes=stakes),),
        parties=(ALDA, replace(BORIN, ties=(Tie("cerra", "client", tie),)), replace(CERRA, counterpart="alda")),
    )  # fmt: skip
    found = records(unending(scene(made, SINCERE | {"cerra": "sincere"})), runs=48)
    yes = sum((a.kind, a.actor) == ("accept", "borin") and a.position is not None for r in found for a in r.acts)
    last = [[x.value for x in r.case.series if (x.name, x.about) == ("support", "borin")][-1] for r in found]
    return yes, float(np.mean(last))


FEWER, DEARER = 0.8, 0.05
"""Before its client Borin accepts at most that share of what it accepts else, and has so much less support."""


def test_simulated_a_client_in_the_room_makes_backing_down_dear() -> None:
    """Acts and readings of the played records, which no measure reads as such."""
    yes, support = backing_down(tie=1.0, seated=True)
    free, calm = backing_down(tie=0.0, seated=True)
    assert yes <= FEWER * free and support <= calm - DEARER


def test_control_simulated_a_client_who_is_not_there() -> None:
    assert backing_down(tie=1.0, seated=False) == backing_down(tie=0.0, seated=False)
