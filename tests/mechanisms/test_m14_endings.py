"""Mechanism 14: talks end in pressure and escalation, by a shock from outside, in capitulation, or by drifting on.

Article     000, paragraphs 22 to 25; 004, paragraphs 24 and 25
Recorded    `events` in case.yaml, `pressure` and `strike`, `accept` at the other side's position, `procedure` without
            end
Recognised  by the measure `outcome`: which ending the record shows by its last day, and whose. It needs stated
            positions, and channels of which silence is known; else it is undetermined. No part of an assessment names
            an ending
Simulated   partly: a Borin that would take anything gives up .62 more of the distance than Alda (.02 where both would
            meet half-way). By pressure and escalation (of paragraph 24: they stop who goes on fighting): a Borin that
            plays for time while it fights, on a field that is on record, gives in in .71 of runs of two years against
            an Alda that uses force, in .09 against one that leaves it alone, in .24 against one left as it is, by
            tendencies written by hand; Alda itself gives in in .12, .51 and .30. Of two who are weak on the field and
            at home `outcome` reads 18 of 43 who gave in (0 of 53 that end otherwise), under force 10 of Borin's 35 and
            4 of Alda's 8 (0 of 5), without 9 of 32 (0 of 16), left as it is 7 of 29 (0 of 19); of all who give in in
            ten scenes of this file 55 of 175 (4 of 793), in other draws 53 of 158 (1 of 810). In most others the other
            side had come more than a third of the way in all, or moved or said yes in the last month: then a yes to all
            may be a package as well. The rule was written before it was counted; that a deed before the yes is no
            return for it was said after a look. Packages: of 32 settlements of such two without their signatures none
            is read so, nor of 30 of the other draws. It reads a shock in 66 of 80 (0 of 96 where none comes); a
            walk-out for good 57 of 62 (2 of 138); drift 40 of 40 (8 of 104); a settlement 33 of 33 (0 of 63). A part of
            one 71 of 74, but also 29 of 118 that end otherwise, more than the bound allows (26 of 112 of other draws):
            what was agreed stands on record where one leaves, gives in or breaks off talks. Who
            disengages is hardly ever read so: in the run it does nothing by which it leaves, and the record stops.
            Set-ups revised after a first look: three issues contested, talk before the shock, one table to walk out of,
            nothing from outside in three; a field and a Borin that stalls under force, and a control that holds back.
            Counted again after rules had changed
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from counterpoint.case.model import Act, Agenda, Case, Clocks, Event, Reading, Stake
from counterpoint.levers import LEVERS
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.ending import BROKEN_OFF, CAPITULATION, DRIFTED, PARTIAL, SETTLEMENT, SHOCK as BY_SHOCK
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.telling import told

from .mechanism_cases import ALDA, BORIN, CERRA, CHANNELS, ISSUES, act, case, covered_fully, of, on, round_trip, table
from .played import MOST, SELDOM, Own, Plays, busy, outcomes, records, scene, share

SHOCK = Event(id="swan", date=on(60), name="a bank run in Alda", hurts=("alda",))


def ending(borin: float) -> Case:
    """Borin opens far from Alda and ends at a given position."""
    return case(
        act("x1", 5, "alda", "demand", target="borin", channel="desk", issue="border", position=1.0),
        act("x2", 8, "borin", "demand", target="alda", channel="desk", issue="border", position=0.0),
        act("x3", 90, "alda", "soften", target="borin", channel="desk", issue="border", position=max(borin, 0.5)),
        act("x4", 99, "borin", "accept", target="alda", channel="desk", issue="border", position=borin),
        events=(SHOCK,),
    )


WITH, WITHOUT = ending(1.0), ending(0.5)


def stands(made: Case) -> tuple[str | None, str | None]:
    """The ending between Alda and Borin, and whose it is."""
    row = of(table(make_record(made), "outcome")["pairs"], party="alda")
    return row["ending"], row["whose"]


def test_recorded(tmp_path: Path) -> None:
    assert round_trip(WITH, tmp_path / "c").events == (SHOCK,)


def test_recognised_a_capitulation() -> None:
    assert stands(WITH) == ("capitulation", "borin")


def test_control_a_middle() -> None:
    assert stands(WITHOUT) == ("partial", None)


def talks(*then: Act, end: int = 80, **more: Any) -> Case:
    """Both state their terms on channels of which the record sees all; then something happens."""
    return case(
        *WITH.acts[:2], *then, **({"channels": covered_fully(*(c.id for c in CHANNELS)), "end": on(end)} | more)
    )


WALK_OUT = act("x3", 15, "borin", "suspend", target="alda", channel="desk")
FORM = tuple(act(f"f{n}", 10 + 20 * n, ("alda", "borin")[n % 2], "procedure", channel="desk") for n in range(13))


def test_recognised_a_breakdown_drift_and_a_shock() -> None:
    assert stands(talks(WALK_OUT)) == ("breakdown", None)
    assert stands(talks(*FORM, end=260)) == ("drift", None)
    assert stands(talks(end=62, events=(SHOCK,))) == ("shock", None)


def test_control_talks_that_go_on() -> None:
    moved = act("x4", 150, "alda", "soften", channel="desk", issue="border", position=0.7)
    assert stands(talks(WALK_OUT, act("x4", 60, "alda", "meet", channel="desk"))) == ("ongoing", None)
    assert stands(talks(*FORM, moved, end=260)) == ("ongoing", None)
    assert stands(talks(end=62)) == ("ongoing", None)
    assert stands(talks(WALK_OUT, channels=CHANNELS)) == (None, None)


TOUGH = {"alda": "tough", "borin": "sincere"}
YEAR = 52


def bargain(alda: float, borin: float) -> Case:
    """They begin at the ends of the border's scale and would go so far."""
    stakes = (
        Stake(party="alda", salience=0.9, declared=1.0, reserve=alda, reserve_spread=0.01),
        Stake(party="borin", salience=0.8, declared=0.0, reserve=borin, reserve_spread=0.01),
    )
    return case(*busy("desk"), issues=tuple(replace(i, stakes=stakes) if i.id == "border" else i for i in ISSUES))


def more_of_it(where: Record) -> float:
    """By how much of the distance Borin gave up more than Alda."""
    nets = {c["party"]: c["net"] for c in table(where, "positions")["courses"] if c["issue"] == "border"}
    return (nets.get("borin") or 0.0) - (nets.get("alda") or 0.0)


def given_up_more(alda: float, borin: float) -> float:
    """The mean of it over played records."""
    found = records(scene(bargain(alda, borin), TOUGH, turns=YEAR), runs=24)
    return float(np.mean([more_of_it(record) for record in found]))


SALIENT = (Stake(party="alda", salience=0.9), Stake(party="borin", salience=0.8))
CONTESTED = tuple(replace(i, stakes=SALIENT) for i in ISSUES if i.id != "visas")


def pressed(level: float) -> Scene:
    """Borin stands at a level on the field and in support, and three issues are contested."""
    series = tuple(
        Reading(date=on(day), name=name, about="borin", value=level, source="archive")
        for name in ("support", "battlefield") for day in (0, 170)
    )  # fmt: skip
    return scene(case(*busy("desk", "field", every=3), issues=CONTESTED, series=series), TOUGH, turns=YEAR)


def test_simulated_in_part() -> None:
    assert given_up_more(1.0, 1.0) >= MOST


def test_control_simulated_a_middle() -> None:
    assert given_up_more(0.5, 0.5) <= SELDOM


def ends(where: Scene, how: int) -> float:
    """Share of all runs that end so."""
    return float(np.mean(outcomes(where).which[:, 0] == how))


def ended(where: Scene, how: int, *, runs: int, seed: int = 0) -> tuple[list[Record], list[Record]]:
    """The records of so many runs: of those that end so, and of the others."""
    found: tuple[list[Record], list[Record]] = ([], [])
    for n in range(runs):
        out = play_one(where, number=n, seed=seed)
        so = int(out.which[n, 0]) == how
        found[0 if so else 1].append(make_record(told(where, out, number=n, whole=False)))
    return found


def reads(ending: str, *whose: str) -> Callable[[Record], bool]:
    """Whether `outcome` reads an ending, of one of those named (of anybody, if nobody is)."""

    def read(where: Record) -> bool:
        row = of(table(where, "outcome")["pairs"], party="alda")
        return bool(row["ending"] == ending and (not whose or row["whose"] in whose))

    return read


def test_simulated_in_part_by_giving_in() -> None:
    """Less than half of these records say so."""
    so, otherwise = ended(pressed(-0.9), CAPITULATION, runs=48)
    assert ends(pressed(-0.9), CAPITULATION) >= 0.3
    assert share(so, reads("capitulation")) >= 0.25 and share(otherwise, reads("capitulation")) <= SELDOM


def test_control_simulated_packages_without_their_signatures() -> None:
    """What both have come to and nobody signs any more is no capitulation."""
    so, _ = ended(pressed(-0.9), SETTLEMENT, runs=72)
    bare = [make_record(replace(r.case, acts=tuple(a for a in r.case.acts if a.kind != "sign"))) for r in so]
    assert len(bare) >= 12 and share(bare, reads("capitulation")) <= SELDOM
    assert share(bare, reads("settlement")) == 0.0


def test_control_simulated_nobody_is_pressed() -> None:
    where = outcomes(pressed(0.0)).which
    assert np.mean((where[:, 0] == CAPITULATION) & (where[:, 1] == 1)) <= 0.15
    _, otherwise = ended(pressed(0.0), CAPITULATION, runs=36)
    assert share(otherwise, reads("capitulation")) <= SELDOM


def alone(where: Scene) -> Scene:
    """The scene with rules by which nothing comes from outside."""
    return replace(where, rules=where.rules._replace(events=0.0, swans=0.0))


def force(sign: int) -> Own:
    """Tendencies to use force, and more of it the longer one's asks stay unmet; or, with -1, to leave it alone."""
    return [
        {"part": part, "when": when, "what": what, "nats": sign * nats, "on": ["field"]}
        for when, nats in (("always", 0.5), ("asks_unmet", 1.5))
        for part, what in (("amount", "channel"), ("kind", "strike"), ("kind", "pressure"))
    ]


def war(tendencies: Own) -> Scene:
    """Two years in which Borin, to whom fighting is dear, fights and plays for time; the fighting is on record."""
    borin = replace(BORIN, clocks=Clocks(fighting_cost=1.0))
    even = tuple(Reading(date=on(0), name="battlefield", about=p, value=0.0, source="archive")
                 for p in ("alda", "borin"))  # fmt: skip
    made = case(*busy("desk", "field", every=3), parties=(ALDA, borin, CERRA), issues=CONTESTED, series=even)
    return alone(scene(made, {"alda": {"aim": "tough", "tendencies": tendencies}, "borin": "stall"}, turns=2 * YEAR))


def borin_gives_in(where: Scene) -> float:
    """Share of runs in which Borin gives in."""
    which = outcomes(where, runs=1000).which
    return float(np.mean((which[:, 0] == CAPITULATION) & (which[:, 1] == 1)))


def test_simulated_by_pressure_and_escalation() -> None:
    assert borin_gives_in(war(force(1))) >= MOST


def test_control_simulated_who_leaves_force_alone() -> None:
    restrained = war(force(-1))
    assert borin_gives_in(restrained) <= SELDOM
    assert share(records(restrained, runs=32), reads("capitulation", "borin")) <= SELDOM


def test_control_simulated_who_is_left_as_it_is() -> None:
    """Between the two: what force adds is not what holding back takes away."""
    assert borin_gives_in(war(force(-1))) + 0.05 <= borin_gives_in(war([])) <= borin_gives_in(war(force(1))) - 0.3


def agreeing() -> Scene:
    """A year of two sincere sides that contest three issues at two tables and in secret."""
    return scene(case(*busy("desk", "ministers", "services", every=3), issues=CONTESTED), turns=YEAR)


def test_simulated_by_a_settlement() -> None:
    so, otherwise = ended(agreeing(), SETTLEMENT, runs=48)
    assert len(so) >= 12 and share(so, reads("settlement")) >= MOST
    assert share(otherwise, reads("settlement")) <= SELDOM


@cache
def in_part() -> tuple[list[Record], list[Record]]:
    """Of 192 such years, those that end with something agreed but not most, and the others."""
    return ended(agreeing(), PARTIAL, runs=192)


def test_simulated_by_a_part_of_one() -> None:
    so, _ = in_part()
    assert len(so) >= 12 and share(so, reads("partial")) >= MOST


@pytest.mark.xfail(
    strict=True, reason="what was agreed stands on record where one leaves, gives in or breaks off talks"
)
def test_control_simulated_no_part_of_one() -> None:
    """The bound of before, on more runs, for it is missed by little."""
    _, otherwise = in_part()
    assert share(otherwise, reads("partial")) <= SELDOM


def talked_of(rate: float) -> Scene:
    """Talks at a desk with so many black swans a year, each of which ends them."""
    return scene(case(*busy("desk")), swans=rate, swan_ends=1.0, turns=YEAR)


def test_simulated_by_a_shock() -> None:
    so, _ = ended(talked_of(4.0), BY_SHOCK, runs=48)
    assert ends(talked_of(4.0), BY_SHOCK) >= MOST and share(so, reads("shock")) >= MOST


def test_control_simulated_no_shock() -> None:
    quiet = talked_of(0.0)
    assert ends(quiet, BY_SHOCK) == 0.0 and share(records(quiet, runs=24), reads("shock")) <= SELDOM


LEAVES: Own = [
    {"part": part, "when": "asks_unmet", "what": what, "nats": 1.5, "on": ["open"]}
    for part, what in (("kind", "suspend"), ("issue", "none"))
]
"""Tendencies to walk out, the longer one's asks stay unmet."""


def one_table(tendencies: Own, *, away: float = 28.0) -> Scene:
    """A year at the only table, of which the record sees all; who leaves it is away for so many days."""
    made = case(*busy("desk", every=4), channels=covered_fully(*(c.id for c in CHANNELS)))
    plays: Plays = {"alda": "stall", "borin": {"aim": "tough", "tendencies": tendencies}}
    return alone(scene(made, plays, turns=YEAR, suspended_days=away))


def walked_out() -> Scene:
    """Borin walks out, and stays away for long."""
    return one_table(LEAVES, away=360.0)


def test_simulated_by_breaking_off() -> None:
    so, otherwise = ended(walked_out(), BROKEN_OFF, runs=200)
    assert len(so) >= 12 and share(so, reads("breakdown")) >= MOST
    assert share(otherwise, reads("breakdown")) <= SELDOM


def test_control_simulated_nobody_walks_out() -> None:
    assert ends(one_table([]), BROKEN_OFF) <= 0.02 and ends(walked_out(), BROKEN_OFF) >= 0.06


def consultations(ministers: float) -> Scene:
    """A year of two stallers at a desk where half a year has been form; ministers meet so much as often as before."""
    at = (replace(c, agenda=(Agenda(issues=("border",)),) if c.id == "desk" else ()) for c in CHANNELS
          if c.id in ("desk", "ministers"))  # fmt: skip
    last = (act(f"w{n}", 0, by, "demand", target=to, channel="desk", issue="border")
            for n, (by, to) in enumerate((("alda", "borin"), ("borin", "alda"))))  # fmt: skip
    made = case(*last, *busy("desk", "ministers"), channels=tuple(at))
    where = alone(scene(made, {"alda": "stall", "borin": "stall"}, turns=YEAR))
    return LEVERS["mute"].change(where, {"channel": "ministers", "k": ministers})


def test_simulated_by_drifting_on() -> None:
    so, otherwise = ended(consultations(0.01), DRIFTED, runs=96)
    assert len(so) >= 12 and share(so, reads("drift")) >= MOST
    assert share(otherwise, reads("drift")) <= SELDOM


def test_control_simulated_ministers_who_meet() -> None:
    assert ends(consultations(1.0), DRIFTED) <= 0.02 and ends(consultations(0.01), DRIFTED) >= 0.2
