"""Mechanism 21: the target grows frustrated, and turns it on a third party instead of on the one that frustrates it.

Article     001, paragraphs 6 and 7
Recorded    `blame`, `threaten` or `pressure` with the third party as `target`, `answers` or `because` naming what
            provoked it
Recognised  by the measure `displacement`: in the fortnight after a rebuff by the other side a party blames and hurts a
            third one more often than at other times, beyond chance; or its act names what provoked it. No playbook
            describes the target
Simulated   by a Borin with tendencies written by hand (when Alda has just broken its word or used force, Borin does
            more, blames more, and turns from the counterpart to a third party): in four years, in which Alda breaks its
            word every other month, `displacement` finds that Borin turns on Cerra in 43 of 48 played records (0
            without). Revised after a first look: in two years, which give few shifts to compare with, in 36 of 48 (0)
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.case.model import Case, Seat
from counterpoint.record.record import Record, make_record

from .mechanism_cases import CHANNELS, act, case, numbered, of, round_trip, table
from .played import MOST, SELDOM, TURNS, Own, Plays, records, scene, share, unending

WITH = case(
    act("x1", 10, "alda", "strike", target="cerra", channel="field", weight=3),
    act("x2", 11, "alda", "reject", target="borin", channel="press", issue="border"),
    act("x3", 12, "b-leader", "blame", target="cerra", channel="press", answers=("x2",)),
    act("x4", 14, "borin", "pressure", target="cerra", channel="field", because="x2"),
)


def test_recorded(tmp_path: Path) -> None:
    acts = round_trip(WITH, tmp_path / "c").acts
    assert [(a.target, a.answers, a.because) for a in acts[2:]] == [("cerra", ("x2",), None), ("cerra", (), "x2")]


def half_a_year(*hits: int) -> Case:
    """Alda turns Borin down five times; Borin blames or presses Cerra on some days."""
    rebuffs = [act(f"r{d}", d, "alda", "reject", target="borin", channel="ministers") for d in (20, 23, 90, 140, 148)]
    blows = [
        act(f"b{d}", d, "borin", ("blame", "pressure")[n % 2], target="cerra", channel=("press", "field")[n % 2])
        for n, d in enumerate(hits)
    ]
    return case(*rebuffs, *blows)


def borin(made: Case) -> dict[str, Any]:
    return of(table(make_record(made), "displacement")["parties"], party="borin")


def test_recognised() -> None:
    found = borin(half_a_year(22, 25, 28, 31, 93, 97, 99, 143, 147, 151, 156, 158))
    assert found["turned_on"] == "cerra" and found["p"] <= 0.05 and found["ratio"]["low"] > 1


def test_recognised_by_what_it_names() -> None:
    assert borin(WITH)["named"] == 2


def test_control_blows_that_come_anyway() -> None:
    found = borin(half_a_year(*range(4, 180, 16)))
    assert found["turned_on"] is None and found["p"] > 0.2 and found["named"] == 0


BREAKS_ITS_WORD: Own = [
    {"part": "kind", "when": "in_public", "what": "breach", "nats": 1.5, "on": ["field"]},
    *({"part": "kind", "when": when, "what": what, "nats": nats, "on": ["field"]}
      for what in ("strike", "pressure") for when, nats in (("in_public", -1.5), ("always", -0.5))),
    {"part": "target", "when": "in_public", "what": "counterpart", "nats": 1.5, "on": ["field"]},
]  # fmt: skip
"""An Alda whose deeds are for the most part promises broken, at Borin's cost, written by hand."""
TURNS_ON_OTHERS: Own = [
    {"part": "target", "when": "breached", "what": "third", "nats": 1.5},
    {"part": "target", "when": "breached", "what": "counterpart", "nats": -1.5},
    {"part": "kind", "when": "breached", "what": "blame", "nats": 1.5, "on": ["public"]},
    {"part": "amount", "when": "breached", "what": "channel", "nats": 1.5},
]
"""What a frustrated Borin does, written by hand."""
YEARS = 4


def frustrated(tendencies: Own, *, seed: int = 0) -> list[Record]:
    """Runs in which Alda acts on the field alone, now and then, and Borin there and in the press every week."""
    channels = (replace(c, seats=(Seat(party="borin"),)) if c.id == "press" else c for c in CHANNELS
                if c.id in ("press", "field"))  # fmt: skip
    habits: list[tuple[int, str, str, dict[str, Any]]] = [
        (day, by, "procedure", {"target": to, "channel": channel})
        for by, to, channel, every in (
            ("alda", "borin", "field", 20), ("borin", "alda", "press", 7), ("borin", "alda", "field", 7),
        ) for day in range(0, 7 * TURNS, every)
    ]  # fmt: skip
    made = case(*numbered(*sorted(habits, key=lambda row: row[0])), channels=tuple(channels))
    plays: Plays = {
        "alda": {"aim": "stall", "regularity": 100, "tendencies": BREAKS_ITS_WORD},
        "borin": {"aim": "sincere", "regularity": 100, "tendencies": tendencies},
    }
    return records(unending(scene(made, plays, turns=52 * YEARS)), runs=24, seed=seed)


def turns_on_cerra(where: Record) -> bool:
    """Whether Borin is found to turn on Cerra."""
    found = table(where, "displacement")["parties"]
    return any((row["party"], row["turned_on"]) == ("borin", "cerra") for row in found)


def test_simulated() -> None:
    assert share(frustrated(TURNS_ON_OTHERS), turns_on_cerra) >= MOST


def test_control_simulated_without_the_tendencies() -> None:
    assert share(frustrated([]), turns_on_cerra) <= SELDOM
