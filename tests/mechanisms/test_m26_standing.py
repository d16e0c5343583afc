"""Mechanism 26: to be negotiated with is a gain in itself; audiences and clients make backing down dear, so that face
is saved by a formula.

Article     004, paragraphs 10 to 14, 20 and 23
Recorded    `meet` and `propose_talks` by level; `talk_gain` among the clocks; audiences and ties; `sign` and `assure`
            with `audience` and a position
Recognised  by the measures `balance` (who was sought out, and at what level) and `face`: what a party concedes before
            audiences and clients and behind doors, and how its support went in the month after; and a formula, where
            both sides tell a yes that stands to others, each nearer its own end than it was agreed, and neither denies
            it. No bundled case holds what both told of one yes: it finds none there, nor that of `paris-1968` (two
            sides to the one, four delegations to the other), which is on record behind doors only
Simulated   by a Borin that is lively at leaders' and ministers' tables: it seeks Alda out in played records, one that
            is lively elsewhere does not. An Alda that gains from talk leaves the table in .01 of runs (.13 without the
            gain). Where there is little room between the two, a formula that saves face makes terms accepted in public
            2.4 times as often (195 : 81 in 144 records each); before a client in the room Borin accepts 39 times where
            it accepts 119 times before one that it is not bound to, with .07 less support in the end (the same if the
            client is not there). Revised after rules had changed, when half the scale lay between reserves: with .25
            and .75 for .5 neither shows (294 : 277, 204 : 217)
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Act, Case, Clocks, Reading, Seat, Stake, Tie
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.ending import DISENGAGEMENT

from .mechanism_cases import (
    ALDA,
    BORIN,
    BOTH,
    CERRA,
    CHANNELS,
    ISSUES,
    PARTIES,
    case,
    numbered,
    of,
    on,
    round_trip,
    table,
)  # fmt: skip
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


def test_recognised_who_is_sought_out() -> None:
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
    found = table(make_record(case(*numbered(*rows), channels=desk, series=series)), "face")
    places = {row["place"]: row for row in found["places"] if row["party"] == "borin"}
    return of(found["parties"], party="borin") | places


def test_recognised_who_backs_down_behind_doors_only() -> None:
    found = conceded(clients=False)
    assert found["less_before_others"] and found["behind_doors"]["conceding"]["k"] == 10
    assert found["behind_doors"]["support"] == 0.0


def test_control_backing_down_before_a_client() -> None:
    found = conceded(clients=True)
    assert not found["less_before_others"] and found["before_others"]["conceding"]["k"] == 10
    assert found["before_others"]["support"] < -0.05


YES = (
    (5, "alda", "demand", {"target": "borin", "channel": "ministers", "issue": "border", "position": 0.9}),
    (8, "borin", "demand", {"target": "alda", "channel": "ministers", "issue": "border", "position": 0.1}),
    (40, "alda", "offer", {"target": "borin", "channel": "ministers", "issue": "border", "position": 0.5}),
    (44, "borin", "accept", {"target": "alda", "channel": "ministers", "issue": "border", "position": 0.5}),
)
"""Both ask for much, and agree half-way."""


def agreed(alda: float, borin: float, *, told: int = 60, then: str = "meet") -> Case:
    """What was agreed behind doors is told by each to its own people, at a position, on a day; what Borin does then."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = [
        (told, "a-leader", "assure", {"audience": ("alda-home",), "channel": "home", "position": alda}),
        (told + 3, "b-leader", "assure", {"audience": ("borin-home",), "channel": "press", "position": borin}),
    ]
    rows = [(day, by, kind, more | {"issue": "border"}) for day, by, kind, more in rows]
    after = (90, "borin", then, {"target": "alda", "channel": "ministers", "issue": "border"})
    return case(*numbered(*YES, *rows, after))


def formulas(made: Case) -> list[bool]:
    """Of the yeses that stand, whether each saves face."""
    return [row["saves_face"] for row in table(make_record(made), "face")["formulas"]]


def test_recognised_a_formula_that_saves_face(tmp_path: Path) -> None:
    assert formulas(round_trip(agreed(0.7, 0.3), tmp_path / "c")) == [True]


def test_control_no_formula() -> None:
    """Both tell it as it was agreed; one does; both spoke so before the yes; one denies it; or it was taken back."""
    assert formulas(agreed(0.5, 0.5)) == formulas(agreed(0.7, 0.5)) == formulas(agreed(0.7, 0.3, told=20)) == [False]
    assert formulas(agreed(0.7, 0.3, then="leak_deny")) == [False]
    assert formulas(agreed(0.7, 0.3, then="new_demand")) == []


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


NARROW = tuple(
    Stake(party=party, declared=declared, reserve=0.5, reserve_spread=0.05)
    for party, declared in (("alda", 1.0), ("borin", 0.0))
)
"""Little room between the two: whoever needs slack to accept has none."""


def accepts(where: Record) -> list[Act]:
    """Acts that accept the main counterpart's terms as last stated; a yes in part is none."""
    last: dict[tuple[str, str | None], float] = {}
    found = []
    for a in where.acts:
        by = where.actor_party(a)
        terms = last.get(({"alda": "borin", "borin": "alda"}.get(by, ""), a.issue))
        if a.kind == "accept" and a.position is not None and terms is not None and abs(a.position - terms) < 0.005:
            found.append(a)
        if a.position is not None:
            last[by, a.issue] = a.position
    return found


def accepted(face: float) -> int:
    """How often the other's terms were accepted in public, with a formula that saves so much face."""
    made = case(*busy("press"), issues=(replace(ISSUES[0], stakes=NARROW),))
    return sum(len(accepts(r)) for r in records(unending(scene(made, face=face)), runs=48))


MORE_OFTEN = 1.4
"""So many times as often terms are accepted in public, at least, with a formula that saves face."""


def test_simulated_a_formula_saves_face() -> None:
    """Acts of the played records, which no measure reads as such."""
    assert accepted(0.1) >= MORE_OFTEN * accepted(0.0)


def backing_down(*, tie: float, seated: bool) -> tuple[int, float]:
    """How often Borin accepts Alda's terms at a desk, and its mean support in the end.

    tie: how strongly it is bound to Cerra, its client, who sits there too or does not.
    """
    seats = (Seat(party="alda"), Seat(party="borin"), *([Seat(party="cerra")] * seated))
    made = case(
        *busy("desk", every=4), channels=tuple(replace(c, seats=seats) for c in CHANNELS if c.id == "desk"),
        issues=(replace(ISSUES[0], stakes=NARROW),),
        parties=(ALDA, replace(BORIN, ties=(Tie("cerra", "client", tie),)), replace(CERRA, counterpart="alda")),
    )  # fmt: skip
    found = records(unending(scene(made, SINCERE | {"cerra": "sincere"})), runs=48)
    yes = sum(r.actor_party(a) == "borin" for r in found for a in accepts(r))
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
