"""Mechanism 25: threats have a cost, to the one threatened and to the one who threatens, and are believed or not.

Article     004, paragraphs 8 to 10
Recorded    `threats` in case.yaml: by whom, on whom, moved, `believed`, `cost_to_target`, `cost_to_maker`; `item` of
            the act
Recognised  by the measure `threats`: which were carried out, met, moved or empty, by which act, how often each was said
            and put off, what it costs and how far it is believed, and what support of both did after a deed
Simulated   by a tough and steady Alda in two years. Cost: where its threats cost both fully, support of both falls by
            .05 and more on average in the month after at least three deeds that carry one out, in 64 of 72 records (0
            where they cost nothing; where only Borin pays, Borin's alone falls in 64). Credibility: in a year of
            threats Borin states terms .05 and more beyond its red line in all of 48 records where Alda is believed
            (.9), in none where it is not (.1), in half at .5. Threats are met as often either way (498 of 720, 492 of
            720): belief moves how far Borin goes, not how often it gives
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from counterpoint.case.model import Case, Clocks, Reading, Stake, Threat
from counterpoint.record.record import Record, make_record

from .mechanism_cases import CHANNELS, ISSUES, PARTIES, act, bundled, case, of, on, round_trip, table
from .played import MOST, SELDOM, TURNS, Own, Plays, busy, records, scene, share, unending

THREAT = Threat(
    id="arms", name="new weapons", by="alda", on=("borin",), announced=on(5), moved=(on(40),), believed=0.7,
    cost_to_target=0.5, cost_to_maker=0.4,
)  # fmt: skip
TOLD: dict[str, Any] = {"target": "borin", "channel": "press"}


def support(**values: float) -> tuple[Reading, ...]:
    """Support of both by days written as d50=.3, the same for both."""
    return tuple(
        Reading(date=on(int(name[1:])), name="support", about=party, value=value, source="archive")
        for party in ("alda", "borin") for name, value in values.items()
    )  # fmt: skip


THREATENING = (
    act("x1", 5, "alda", "threaten", item="arms", **TOLD),
    act("x2", 40, "alda", "threaten", item="arms", **TOLD),
    act("x3", 70, "alda", "threaten", issue="visas", **TOLD),
    act("x4", 110, "alda", "ultimatum", issue="bank", deadline=120, **TOLD),
)
DOING = (
    act("y1", 55, "alda", "pressure", target="borin", channel="field"),
    act("y2", 80, "borin", "ease", target="alda", channel="embassies", issue="visas"),
)
SERIES = support(d50=0.4, d60=0.3, d80=0.1)
WITH = case(*THREATENING, *DOING, threats=(THREAT,), series=SERIES)
WITHOUT = case(*DOING, threats=(THREAT,), series=SERIES)
EMPTY = case(*THREATENING, threats=(THREAT,), series=SERIES)


def ends(made: Case) -> dict[str, str]:
    """What became of each threat, by its act."""
    return {t["act"]: t["outcome"] for t in table(make_record(made), "threats")["threats"]}


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert back.threats == (THREAT,) and {a.item for a in back.acts} == {"arms", None}


def test_recognised() -> None:
    assert ends(WITH) == {"x1": "moved", "x2": "carried_out", "x3": "met", "x4": "empty"}
    found = table(make_record(WITH), "threats")
    row = of(found["parties"], party="alda")
    assert (row["share_carried_out"]["k"], row["share_carried_out"]["n"]) == (1, 2)
    arms = of(found["declared"], item="arms")
    assert (arms["said"], arms["put_off"], arms["believed"], arms["cost_to_maker"]) == (2, 1, 0.7, 0.4)
    assert [(r["whose"], r["n"], r["change"]) for r in found["support"]] == [("maker", 1, -0.3), ("target", 1, -0.3)]


def test_recognised_in_the_case_that_speaks_of_put_off_sanctions() -> None:
    found = table(bundled("russia-us-2025"), "threats")
    sanctions = of(found["declared"], item="t-sanctions")
    assert (sanctions["put_off"], sanctions["believed"]) == (3, 0.4)
    assert "moved" in {t["outcome"] for t in found["threats"] if t["item"] == "t-sanctions"}


def test_control_deeds_without_threats_and_threats_without_deeds() -> None:
    found = table(make_record(WITHOUT), "threats")
    assert not found["threats"] and not found["support"] and of(found["declared"], item="arms")["said"] == 0
    assert ends(EMPTY) == {"x1": "moved", "x2": "empty", "x3": "empty", "x4": "empty"}
    assert {r["n"] for r in table(make_record(EMPTY), "threats")["support"]} == {0}


FALLS, DEEDS = -0.05, 3
"""Mean change of support in the month after threats were carried out, by that many deeds or more, if it costs."""
THREATENS: Own = [{"part": "kind", "when": "always", "what": "threaten", "nats": 0.5}]
CALM = tuple(replace(p, clocks=Clocks(fighting_cost=0.0)) for p in PARTIES)
"""Blows cost these nothing, so that what falls is what the threats cost."""
WELL = support(**{f"d{7 * TURNS - 1}": 0.8})
"""Both begin well supported."""


def steady(own: Own) -> Plays:
    """A tough Alda with tendencies of its own, a sincere Borin."""
    return {
        "alda": {"aim": "tough", "regularity": 20, "tendencies": own},
        "borin": {"aim": "sincere", "regularity": 20},
    }


@cache
def costly(*, maker: float, target: float) -> tuple[Record, ...]:
    """Two years in which Alda threatens, at such costs."""
    arms = replace(THREAT, announced=on(0), moved=(), cost_to_maker=maker, cost_to_target=target)
    made = case(*busy("press", "desk", "field", every=14), threats=(arms,), parties=CALM, series=WELL)
    return tuple(records(unending(scene(made, steady(THREATENS), turns=104)), runs=24))


def falls(where: Record) -> set[str]:
    """Whose support falls after Alda's threats were carried out."""
    rows = [r for r in table(where, "threats")["support"] if r["party"] == "alda" and r["n"] >= DEEDS]
    return {r["whose"] for r in rows if r["change"] <= FALLS}


def test_simulated_costs() -> None:
    assert share(costly(maker=1.0, target=1.0), lambda r: falls(r) == {"maker", "target"}) >= MOST


def test_control_simulated_threats_that_cost_nothing() -> None:
    assert share(costly(maker=0.0, target=0.0), lambda r: bool(falls(r))) <= SELDOM


def test_control_simulated_threats_that_cost_only_the_one_threatened() -> None:
    found = costly(maker=0.0, target=1.0)
    assert share(found, lambda r: "maker" in falls(r)) <= SELDOM
    assert share(found, lambda r: falls(r) == {"target"}) >= MOST


BEYOND = 0.05
"""So far beyond its red line Borin says that it would go."""


def believed(how_far: float) -> list[Record]:
    """A year of threats at a desk and in the press, which cost nothing, from an Alda that is so far believed."""
    arms = replace(THREAT, announced=on(0), moved=(), believed=how_far, cost_to_maker=0.0, cost_to_target=0.0)
    stakes = (
        Stake(party="alda", declared=1.0, reserve=0.8, reserve_spread=0.0, salience=0.9),
        Stake(party="borin", declared=0.0, red_line=0.3, reserve=0.3, reserve_spread=0.0, salience=0.8),
    )
    made = case(
        *busy("press", "desk", every=4), threats=(arms,), parties=CALM, series=WELL,
        channels=tuple(c for c in CHANNELS if c.id in ("press", "desk")),
        issues=(replace(ISSUES[0], stakes=stakes),),
    )  # fmt: skip
    presses = [*THREATENS, {"part": "kind", "when": "always", "what": "pressure", "nats": 0.5}]
    return records(unending(scene(made, steady(presses), turns=52)), runs=24)


def gives_up_its_line(where: Record) -> bool:
    """Whether Borin states terms beyond the red line that the case says it declared."""
    line = next(s.red_line for s in where.case.issues[0].stakes if s.party == "borin") or 0.0
    stated = (a.position for a in where.acts if a.actor == "borin" and a.position is not None)
    return max(stated, default=0.0) >= line + BEYOND


def test_simulated_belief() -> None:
    """Positions of the played acts beside the line in the case, which no measure sets beside each other."""
    assert share(believed(0.9), gives_up_its_line) >= MOST


def test_control_simulated_an_alda_that_is_not_believed() -> None:
    assert share(believed(0.1), gives_up_its_line) <= SELDOM
