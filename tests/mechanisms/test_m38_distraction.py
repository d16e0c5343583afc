"""Mechanism 38: talks keep the other side busy while something is done elsewhere.

Article     001, paragraph 7
Recorded    acts of talks with one side, and `pressure` or `strike` with a third party as `target`
Recognised  by the measure `diversion`: harm done to a third party in the turns in which one talks with the other side,
            or while these talks are still lively, against that at other times, beyond chance. That the talks were
            meant to hide it is not read, and no playbook has the third party as its object
Simulated   by an Alda with tendencies written by hand (as long as other channels are lively, more passes on the field,
            in pressure and at Borin's ally): in five years with four rounds of talks its harm to Cerra is 2.6 times as
            frequent in weeks of talks (.9 without), and `diversion` sees it in 73 of 96 played records (4). What is
            lively is heard with a half-life of three weeks, so that the harm outlasts the talks by a month: the
            measure would see 32 (4) if it looked at weeks of talks alone. Revised after a first look, at shorter rounds
            and an Alda that kept still where channels fade (3 of 12); then the measure, on other seeds
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.case.model import Case
from counterpoint.levers import LEVERS
from counterpoint.record.record import Record, make_record

from .mechanism_cases import CHANNELS, act, case, of, on, round_trip, table
from .played import MOST, SELDOM, Own, busy, records, scene, share, unending

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


UNDER_COVER: Own = [
    {"part": "target", "when": "active_elsewhere", "what": "ally", "nats": 1.5, "on": ["field"]},
    {"part": "target", "when": "active_elsewhere", "what": "counterpart", "nats": -1.5, "on": ["field"]},
    {"part": "amount", "when": "active_elsewhere", "what": "channel", "nats": 1.5, "on": ["field"]},
    {"part": "kind", "when": "active_elsewhere", "what": "pressure", "nats": 1.0, "on": ["field"]},
]
"""What an Alda does that talks to distract, written by hand; Cerra is Borin's ally."""
ROUNDS = {"summit": (0, 26), "ministers": (62, 92), "desk": (122, 148), "embassies": (190, 214)}
"""Weeks from and until which a table is open; in between nobody talks."""
BEFORE, TURNS = 168, 260
"""Days of talks on record; weeks that are played."""


def rounds_of_talks(tendencies: Own, *, seed: int = 0) -> list[Record]:
    """Runs of five years with four rounds of talks, each at a table of its own, and a field that stays open."""
    channels = (replace(c, closed=on(BEFORE) if ROUNDS[c.id][0] else None) if c.id in ROUNDS else c
                for c in CHANNELS if c.id in (*ROUNDS, "field"))  # fmt: skip
    habits = sorted((*busy(*ROUNDS, every=10, days=BEFORE), *busy("field", every=7)), key=lambda a: a.date.first)
    made = case(*(replace(a, id=f"x{n}") for n, a in enumerate(habits)), channels=tuple(channels))
    alda = {"aim": "sincere", "regularity": 100, "tendencies": tendencies}
    where = unending(scene(made, {"alda": alda, "borin": "sincere"}, turns=TURNS))
    for channel, (first, last) in ROUNDS.items():
        opened = LEVERS["open"].change(where, {"channel": channel, "days": 7 * first}) if first else where
        where = LEVERS["close"].change(opened, {"channel": channel, "days": 7 * last})
    return records(where, runs=24, seed=seed)


def diverts(where: Record) -> bool:
    """Whether Alda's harm to third parties goes with the talks, more than by chance."""
    return any(row["seen"] for row in table(where, "diversion")["parties"] if row["party"] == "alda")


def test_simulated() -> None:
    assert share(rounds_of_talks(UNDER_COVER), diverts) >= MOST


def test_control_simulated_without_the_tendencies() -> None:
    assert share(rounds_of_talks([]), diverts) <= SELDOM
