"""Mechanism 16: a party appears to be the reasonable one, by courtesies and readiness, while its intent stays open.

Article     001, paragraphs 1, 2 and 9
Recorded    acts that cost nothing (`praise`, `assure`, `meet`, `propose_talks`), with `audience` and `visibility`
Recognised  by the verdict: on courtesies alone it stays undetermined, the odds bad : good move by less than 5
            decibans, and the balance shows nothing given; the control adds deeds and answers, and a verdict follows
Simulated   not yet: no test plays it
Status      recorded, recognised
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.model import Case
from counterpoint.case.vocabulary import CORDIAL
from counterpoint.inference.posterior import decibans
from counterpoint.record.record import make_record

from .mechanism_cases import case, inferred, numbered, of, round_trip, table, verdict

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
