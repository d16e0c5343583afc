"""Mechanism 12: small technical matters, such as banking and embassies, show whether anything really moves.

Article     000, paragraphs 20 and 21
Recorded    issues of `kind: technical`; asks on them; `ease` and `sign` that settle them, `answers` that close them
Recognised  by the measures `stalling` (asks on technical issues that nothing answers) and `balance` (deeds by issue),
            and by the assessment, which proposes asking for one small technical deed among its tests
Simulated   by an Alda that stalls where banking and visas are all that is talked of, for two years at a steady pace: it
            gives on fewer than half of the asks that it answers in 72 of 72 played records (10 of a sincere one), and
            in deed two fifths as much. Asks left open tell little (8.1 a record, 5.4 of a sincere one)
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np

from counterpoint.case.model import Case
from counterpoint.case.vocabulary import CONCESSIONS
from counterpoint.inference.watch import TESTS
from counterpoint.record.record import Record, make_record

from .mechanism_cases import ISSUES, act, bundled, case, of, round_trip, table
from .played import MOST, SELDOM, busy, records, scene, share, unending


def asked(answer: str, issue: str) -> Case:
    """Borin asks twice about banking and twice about the border; Alda answers on one of the two issues."""
    acts = []
    for day, about in ((10, "bank"), (11, "border"), (50, "bank"), (51, "border")):
        ask = act(f"q{day}", day, "borin", "demand", target="alda", channel="embassies", issue=about)
        acts.append(ask)
        if about == issue:
            put = {"target": "borin", "channel": "embassies", "issue": issue, "answers": (ask.id,)}
            acts.append(act(f"r{day}", day + 9, "alda", answer, **put))
    return case(*acts)


WITH, WITHOUT = asked("offer", "border"), asked("ease", "bank")


def progress(where: Record, party: str) -> tuple[int, int]:
    """Technical asks left open by a party, and the weight of its deeds on technical issues."""
    technical = {i.id for i in where.case.issues if i.kind == "technical"}
    left = of(table(where, "stalling")["parties"], party=party)["unanswered"] or []
    deeds = of(table(where, "balance")["parties"], party=party)["deeds_by_issue"]
    return sum(u["issue"] in technical for u in left), sum(d["given"] for d in deeds if d["issue"] in technical)


def test_recorded(tmp_path: Path) -> None:
    assert [i.id for i in round_trip(WITH, tmp_path / "c").issues if i.kind == "technical"] == ["bank", "visas"]


def test_recognised() -> None:
    assert progress(make_record(WITH), "alda") == (2, 0)
    assert any("technical" in t.what and t.cost == "low" for t in TESTS)


def test_recognised_in_the_case_that_the_articles_describe() -> None:
    where = bundled("russia-us-2025")
    assert of(table(where, "stalling")["parties"], party="russia")["technical"]["k"] > 0
    assert progress(where, "us")[0] > 0


def test_control_asks_that_are_met_in_deed() -> None:
    assert progress(make_record(WITHOUT), "alda") == (0, 2)


GIVING = CONCESSIONS - {"offer"}
"""Kinds that give what was asked."""
LITTLE = 0.6
"""A party that stalls gives at most this share in deed of what a sincere one gives."""


@cache
def talks(alda: str, *, seed: int = 0) -> list[Record]:
    """Two years, at a steady pace, in which nothing is talked of but technical issues."""
    issues = tuple(i for i in ISSUES if i.kind == "technical")
    made = case(*busy("embassies", "field", every=4), issues=issues)
    plays = {"alda": {"aim": alda, "regularity": 100}, "borin": {"aim": "sincere", "regularity": 100}}
    return records(unending(scene(made, plays, turns=104)), runs=24, seed=seed)


def moves_little(where: Record) -> bool:
    """Whether fewer than half of Alda's answers to technical asks give anything."""
    gave = [a.kind in GIVING for a in where.acts if a.actor == "alda" and a.answers]
    return 2 * sum(gave) < len(gave)


def given(found: Iterable[Record]) -> float:
    """What Alda gives in deed on technical issues a run."""
    return float(np.mean([progress(where, "alda")[1] for where in found]))


def test_simulated() -> None:
    assert share(talks("stall"), moves_little) >= MOST
    assert given(talks("stall")) <= LITTLE * given(talks("sincere"))


def test_control_simulated_a_sincere_party() -> None:
    assert share(talks("sincere"), moves_little) <= SELDOM
