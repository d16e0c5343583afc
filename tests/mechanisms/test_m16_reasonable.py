"""Mechanism 16: a party appears to be the reasonable one, by courtesies and readiness, while its intent stays open.

Article     001, paragraphs 1, 2 and 9
Recorded    acts that cost nothing (`praise`, `assure`, `meet`, `propose_talks`), with `audience` and `visibility`
Recognised  by the verdict: on courtesies alone it stays undetermined, the odds bad : good move by less than 5
            decibans, and the balance shows nothing given; the control adds deeds and answers, and a verdict follows
Simulated   by an Alda with the habit of courtesy: its played records leave the odds where they were, whether it stalls
            or is sincere (at 4 and at 0 decibans on average of 66 records each; apart by 3 to 4 in four draws of 16 or
            18), and give hardly anything in deed; with usual habits the two lie 28 apart. One by one, 46 of 66 such
            records of a stalling Alda lie within 5 decibans
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Case
from counterpoint.case.vocabulary import CORDIAL
from counterpoint.inference.posterior import decibans
from counterpoint.playbooks.entries import N_CORDIAL
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.arrays import H_ISSUE, KINDS
from counterpoint.simulation.scene import Scene

from .mechanism_cases import CHANNELS, case, inferred, numbered, of, round_trip, table, verdict
from .played import busy, records, scene

FACADE = 5.0
"""Decibans within which courtesies must leave the odds."""
COURTESIES = ("praise", "assure", "meet", "propose_talks")


def overtures(*, deeds: bool) -> Case:
    """Courtesies every week; the control also takes what it is given, and answers it."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = [
        (6 * i, "alda", COURTESIES[i % 4], {"target": "borin", "channel": ("press", "ministers", "summit")[i % 3]})
        for i in range(28)
    ]
    on_border = {"channel": "desk", "issue": "border"}
    rows += [(1, "alda", "demand", on_border | {"target": "borin", "position": 0.9})]
    for i in range(8):
        rows.append((8 + 20 * i, "borin", "soften", on_border | {"target": "alda", "position": 0.1 + 0.04 * i}))
        if deeds:
            rows.append((12 + 20 * i, "alda", "accept", on_border | {"target": "borin"}))
            rows.append((16 + 20 * i, "alda", "soften", on_border | {"target": "borin", "position": 0.9 - 0.04 * i}))
            rows.append((18 + 20 * i, "alda", "ease", {"target": "borin", "channel": "field"}))
    return case(*numbered(*sorted(rows, key=lambda row: row[0])))


WITH, WITHOUT = overtures(deeds=False), overtures(deeds=True)


def test_recorded(tmp_path: Path) -> None:
    own = [a for a in round_trip(WITH, tmp_path / "c").acts if a.actor == "alda"]
    assert sum(a.kind in CORDIAL for a in own) / len(own) > 0.9


def test_recognised() -> None:
    where = make_record(WITH)
    assert verdict(where) == "undetermined"
    assert abs(decibans(inferred(where).groups().mean(axis=0))) < FACADE
    sheet = of(table(where, "balance")["parties"], party="alda")
    assert sheet["deeds"]["given"] == 0 and sheet["promises"]["by"] >= 3


def test_control_courtesies_with_deeds() -> None:
    where = make_record(WITHOUT)
    assert verdict(where) == "good_faith"
    assert decibans(inferred(where).groups().mean(axis=0)) < -FACADE


COURTESY = 4.0
"""Nats by which a courteous party prefers the façade: nine acts in ten, as above."""
APART = 15.0
"""Decibans by which usual records of a stalling and a sincere party must differ at least."""
PLACES = ("press", "ministers", "summit")


def with_courtesy(where: Scene) -> Scene:
    """The same scene with an Alda in the habit of courtesy."""
    habits = where.cast.habits.copy()
    facade = [first + k for first in range(0, H_ISSUE, KINDS) for k in range(N_CORDIAL)]
    habits[:, 0, :, facade] *= exp(COURTESY)
    return replace(where, cast=where.cast._replace(habits=habits))


@cache
def played(aim: str, *, courteous: bool) -> tuple[Record, ...]:
    """Records of an Alda with an aim, of words only: there is no channel for deeds on the ground."""
    channels = tuple(c for c in CHANNELS if c.id in PLACES)
    where = scene(case(*busy(*PLACES, every=7), channels=channels), {"alda": aim, "borin": "sincere"})
    return tuple(records(with_courtesy(where) if courteous else where, runs=12 if courteous else 3))


def odds(aim: str, *, courteous: bool) -> float:
    """Mean odds bad : good [decibans]."""
    found = [inferred(record).groups().mean(axis=0) for record in played(aim, courteous=courteous)]
    return float(np.mean([decibans(shares) for shares in found]))


def given(aim: str, *, courteous: bool) -> float:
    """Mean weight of deeds given by Alda."""
    sheets = [of(table(r, "balance")["parties"], party="alda") for r in played(aim, courteous=courteous)]
    return float(np.mean([sheet["deeds"]["given"] for sheet in sheets]))


def test_simulated() -> None:
    stalling, sincere = odds("stall", courteous=True), odds("sincere", courteous=True)
    assert max(abs(stalling), abs(sincere), abs(stalling - sincere)) < FACADE
    assert given("stall", courteous=True) < 0.5


def test_control_simulated_usual_habits() -> None:
    assert odds("stall", courteous=False) - odds("sincere", courteous=False) > APART
    assert given("sincere", courteous=False) >= 1.0
