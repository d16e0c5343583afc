"""Mechanism 38: talks keep the other side busy while something is done elsewhere.

Article     001, paragraph 7
Recorded    acts of talks with one side, and `pressure` or `strike` with a third party as `target`
Recognised  by the measure `diversion`: harm done to a third party in the turns in which one talks with the other side,
            against that in turns without talks, beyond chance. That the talks were meant to hide it is not read, and no
            playbook has the third party as its object
Simulated   by an Alda with tendencies written by hand (as long as other channels are lively, more passes on the field,
            and it is aimed at Borin's ally): in 31 of 48 played records of a year, half of it with talks, its blows at
            Cerra come more often in weeks of talks; without them in none. With the field used four times as seldom on
            record, in 4 of 24
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.case.model import Case
from counterpoint.measures.agenda import talks
from counterpoint.measures.proportions import rate_ratio
from counterpoint.measures.tempo import turn_of, turns
from counterpoint.record.record import Record, day, make_record

from .mechanism_cases import CHANNELS, act, case, numbered, of, on, round_trip, table
from .played import MOST, SELDOM, TURNS, Own, busy, records, scene, share, unending

WITH = case(
    act("x1", 10, "a-leader", "propose_talks", target="b-leader", channel="summit"),
    act("x2", 14, "a-leader", "praise", target="b-leader", channel="press"),
    act("x3", 15, "alda", "pressure", target="cerra", channel="field", weight=3),
    act("x4", 20, "a-leader", "meet", target="b-leader", channel="summit"),
    act("x5", 22, "alda", "strike", target="cerra", channel="field", weight=3),
)


def test_recorded(tmp_path: Path) -> None:
    acts = round_trip(WITH, tmp_path / "c").acts
    assert {a.target for a in acts if a.channel == "field"} == {"cerra"}


def half_a_year(*hits: int) -> Case:
    """Alda's leader meets Borin's in nine of twenty-five weeks; Alda strikes or presses Cerra in some."""
    held = [
        act(f"t{w}", 7 * w + 1, "a-leader", "meet", target="b-leader", channel="summit")
        for w in (0, 1, 2, 7, 8, 14, 15, 16, 21)
    ]
    blows = [
        act(f"h{w}", 7 * w + 3, "alda", ("pressure", "strike")[n % 2], target="cerra", channel="field")
        for n, w in enumerate(hits)
    ]
    return case(*held, *blows)


def alda(made: Case) -> dict[str, Any]:
    return of(table(make_record(made), "diversion")["parties"], party="alda")


def test_recognised() -> None:
    found = alda(half_a_year(0, 2, 7, 8, 14, 16, 21, 24))
    assert found["seen"] and (found["then"], found["otherwise"]) == (7, 1) and found["ratio"]["low"] > 1


def test_control_harm_as_often_without_talks() -> None:
    found = alda(half_a_year(1, 4, 8, 11, 17, 20, 23, 24))
    assert not found["seen"] and found["p"] > 0.2


BLOWS = frozenset({"strike", "pressure"})


def elsewhere(*, while_talking: bool) -> Case:
    """Half a year of weekly talks, then none; a blow at Cerra every other week of the one or of the other half."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    for week in range(52):
        if week < 26:
            rows.append((7 * week, "alda", "meet", {"target": "borin", "channel": "summit"}))
        if week % 2 == 0 and (week < 26) == while_talking:
            rows.append((7 * week + 3, "alda", "pressure", {"target": "cerra", "channel": "field"}))
    return case(*numbered(*rows), end=on(364))


def blows_by_talk(where: Record) -> tuple[int, int, int, int]:
    """Alda's blows at third parties in turns with talks between the two and in those without, and how many of each."""
    tables, pair = talks(where), {"alda", "borin"}
    with_talk = {
        turn_of(where, day(a)) for a in where.acts
        if a.channel in tables and {where.actor_party(a), where.target_party(a)} == pair
    }  # fmt: skip
    struck = [
        turn_of(where, day(a)) in with_talk for a in where.acts
        if where.actor_party(a) == "alda" and a.kind in BLOWS and where.target_party(a) not in {*pair, None}
    ]  # fmt: skip
    return sum(struck), len(struck) - sum(struck), len(with_talk), turns(where) - len(with_talk)


def distracts(where: Record) -> bool:
    """Counted in the acts: blows at third parties come more often in weeks of talks, beyond what chance gives."""
    during, otherwise, many, few = blows_by_talk(where)
    return bool((rate_ratio(during, otherwise, time_a=many, time_b=few).low or 0.0) > 1.0)


def test_recognised_in_part() -> None:
    assert distracts(make_record(elsewhere(while_talking=True)))


def test_control_blows_when_there_are_no_talks() -> None:
    assert not distracts(make_record(elsewhere(while_talking=False)))


UNDER_COVER: Own = [
    {"part": "target", "when": "active_elsewhere", "what": "ally", "nats": 1.5, "on": ["field"]},
    {"part": "amount", "when": "active_elsewhere", "what": "channel", "nats": 1.5, "on": ["field"]},
]
"""What an Alda does that talks to distract, written by hand; Cerra is Borin's ally."""


def half_a_year_of_talks(tendencies: Own, *, seed: int = 0) -> list[Record]:
    """Runs of a year in which the tables close half-way, and the field stays open."""
    closed = on(7 * 2 * TURNS - 1)
    channels = (replace(c, closed=closed) if c.id != "field" else c for c in CHANNELS
                if c.id in ("summit", "desk", "field"))  # fmt: skip
    made = case(*busy("summit", "desk", "field", every=5), channels=tuple(channels))
    alda = {"aim": "sincere", "regularity": 100, "tendencies": tendencies}
    return records(unending(scene(made, {"alda": alda, "borin": "sincere"}, turns=2 * TURNS)), runs=24, seed=seed)


def test_simulated() -> None:
    assert share(half_a_year_of_talks(UNDER_COVER), distracts) >= MOST


def test_control_simulated_without_the_tendencies() -> None:
    assert share(half_a_year_of_talks([]), distracts) <= SELDOM
