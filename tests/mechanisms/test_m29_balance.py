"""Mechanism 29: at the end of a round one asks who gained what.

Article     004, paragraphs 21 to 25; 000, paragraph 22
Recorded    positions, deeds with `weight`, promises, and who met whom at what level
Recognised  by the measure `balance`: terms, deeds, standing and promises, received and given, for each party
Simulated   by an Alda that stalls and would give up nothing, against a sincere Borin: most played records show it the
            gains of the made-up round, 0.4 in terms and 4 in deeds; hardly any where both are sincere and have room
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.case.model import Case, Stake
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.scene import Scene

from .mechanism_cases import ALDA, BORIN, ISSUES, act, bundled, case, of, round_trip, table
from .played import MOST, SELDOM, busy, records, scene, share, unending


def round_of_talks(*, alda: float) -> Case:
    """Both state terms a distance of 0.8 apart; Borin gives 0.4 and frees people; Alda ends at a given position."""
    terms = {"channel": "desk", "issue": "border"}
    return case(
        act("x1", 5, "alda", "demand", target="borin", position=0.9, **terms),
        act("x2", 8, "borin", "demand", target="alda", position=0.1, **terms),
        act("x3", 20, "borin", "soften", target="alda", position=0.5, **terms),
        act("x4", 30, "alda", "soften", target="borin", position=alda, **terms),
        act("x5", 40, "borin", "release", target="alda", channel="services", weight=2),
        act("x6", 42, "alda" if alda < 0.9 else "borin", "ease", target="borin" if alda < 0.9 else "alda",
            channel="field", weight=2),
        act("x7", 50, "b-leader", "meet", target="a-leader", channel="summit"),
        act("x8", 51, "borin", "assure", target="alda", channel="summit", deadline=180),
    )  # fmt: skip


WITH, WITHOUT = round_of_talks(alda=0.9), round_of_talks(alda=0.5)


def sheet(made: Case, party: str) -> dict[str, Any]:
    """A party's row of the balance."""
    return of(table(make_record(made), "balance")["parties"], party=party)


def test_recorded(tmp_path: Path) -> None:
    assert [a.weight for a in round_trip(WITH, tmp_path / "c").acts if a.kind in ("release", "ease")] == [2, 2]


def test_recognised() -> None:
    alda, borin = sheet(WITH, "alda"), sheet(WITH, "borin")
    assert alda["net_terms"] == 0.4 == -borin["net_terms"]
    assert alda["deeds"]["net"] == 4 == -borin["deeds"]["net"]
    assert (alda["standing"]["leaders"], alda["promises"]["to"], borin["promises"]["by"]) == (1, 1, 1)


def test_recognised_in_the_case_that_the_articles_describe() -> None:
    rows = {r["party"]: r for r in table(bundled("geneva-2022"), "balance")["parties"]}
    assert rows["russia"]["net_terms"] == rows["us"]["net_terms"] == 0.0  # the draw of which the article speaks
    assert rows["russia"]["standing"]["ministers"] + rows["russia"]["standing"]["other"] >= 1


def test_control_a_fair_exchange() -> None:
    alda = sheet(WITHOUT, "alda")
    assert abs(alda["net_terms"]) < 1e-9 and alda["deeds"]["net"] == 0


def bargaining(aim: str, *, limit: float) -> Scene:
    """Alda with an aim and a limit against a sincere Borin that would go half-way; nobody else is there."""
    stakes = (Stake(party="alda", declared=1.0, reserve=limit, salience=0.8),
              Stake(party="borin", declared=0.0, reserve=0.5, salience=0.8))  # fmt: skip
    made = case(
        *busy("desk", "field"),
        parties=(ALDA, replace(BORIN, ties=())), issues=tuple(replace(i, stakes=stakes) for i in ISSUES),
    )  # fmt: skip
    return unending(scene(made, {"alda": aim, "borin": "sincere"}))


def gained(where: Record) -> bool:
    """Whether Alda gained as much as in the made-up round, in terms and in deeds."""
    alda = of(table(where, "balance")["parties"], party="alda")
    return (alda["net_terms"] or 0.0) >= 0.4 and alda["deeds"]["net"] >= 4


def test_simulated() -> None:
    assert share(records(bargaining("stall", limit=1.0), runs=24), gained) >= MOST


def test_control_simulated_both_are_sincere() -> None:
    """Revised after a look: of 24 runs, as before, 5 did by chance; now 14 of 240."""
    assert share(records(bargaining("sincere", limit=0.5), runs=96), gained) <= SELDOM
