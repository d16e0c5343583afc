"""Mechanism 10: truces are declared while the strikes go on, and nothing is conceded in deed.

Article     000, paragraph 22; 001, paragraph 2
Recorded    `truce` and `assure` with a `deadline`, then `strike` and `breach`; `breaks` where it is not plain by
            itself
Recognised  by the measures `promises` (broken, none kept), `contradictions` (deed against word) and `balance` (no
            deed given)
Simulated   by an Alda that regroups, in a war with a front on record and without any act before: in 73 of 96 played
            records its words are belied by strikes more often than it gives anything in deed; in 16 of those of a
            sincere Alda. Revised after rules had changed: the two had been at peace, where nobody strikes any more (24
            of 48, and 2)
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.model import Case, Reading
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.scene import Scene

from .mechanism_cases import bundled, case, numbered, of, on, round_trip, table
from .played import MOST, SELDOM, records, scene, share


def truces(deed: str, *, kept: bool) -> Case:
    """Three truces of ten days, each followed within the week by a deed."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    for i in range(3):
        rows.append((40 * i, "alda", "truce", {"target": "borin", "channel": "press", "deadline": 40 * i + 10}))
        link = {"keeps": (f"x{2 * i}",)} if kept else {}
        rows.append((40 * i + 4, "alda", deed, {"target": "borin", "channel": "field"} | link))
    return case(*numbered(*rows))


WITH, WITHOUT = truces("strike", kept=False), truces("ease", kept=True)


def account(where: Record, party: str) -> tuple[int, int, int, int]:
    """A party's promises broken and kept, its words belied by a strike, and the weight of what it gave in deed."""
    promises = of(table(where, "promises")["parties"], party=party)
    belied = of(table(where, "contradictions")["parties"], party=party)["by_rule"]["deed_word"]
    given = of(table(where, "balance")["parties"], party=party)["deeds"]["given"]
    return promises["broken"], promises["kept"], belied, given


def test_recorded(tmp_path: Path) -> None:
    assert [a.kind for a in round_trip(WITH, tmp_path / "c").acts] == ["truce", "strike"] * 3


def test_recognised() -> None:
    assert account(make_record(WITH), "alda") == (3, 0, 3, 0)


def test_recognised_in_the_case_that_the_articles_describe() -> None:
    broken, _, belied, _ = account(bundled("russia-us-2025"), "russia")
    assert broken >= 2 and belied >= 1


def test_control_truces_that_are_kept() -> None:
    assert account(make_record(WITHOUT), "alda") == (0, 3, 0, 3)


def hollow(where: Record) -> bool:
    """Whether Alda's words are belied by strikes three times or more, and more often than it gives in deed."""
    _, _, belied, given = account(where, "alda")
    return belied >= 3 and belied > given


def at_war(alda: str) -> Scene:
    """The two fight, for the front is on record; no act is."""
    front = tuple(Reading(date=on(0), name="battlefield", about=p, value=0.0, source="archive")
                  for p in ("alda", "borin"))  # fmt: skip
    return scene(case(series=front), {"alda": alda, "borin": "sincere"})


def test_simulated() -> None:
    assert share(records(at_war("regroup"), runs=96), hollow) >= MOST


def test_control_simulated_a_sincere_party() -> None:
    assert share(records(at_war("sincere"), runs=96), hollow) <= SELDOM
