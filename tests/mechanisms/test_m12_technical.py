"""Mechanism 12: small technical matters, such as banking and embassies, show whether anything really moves.

Article     000, paragraphs 20 and 21
Recorded    issues of `kind: technical`; asks on them; `ease` and `sign` that settle them, `answers` that close them
Recognised  by the measures `stalling` (asks on technical issues that nothing answers) and `balance` (deeds by issue),
            and by the assessment, which proposes asking for one small technical deed among its tests
Simulated   partly: where banking and visas are all that is talked of, an Alda that stalls gives less than half as much
            on them in deed as a sincere one (3.2 and 7.3 deeds a run); nothing at all in 4 records of 72 only. No
            played act says what it answers, so asks left open are not seen
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from counterpoint.case.model import Case
from counterpoint.inference.watch import TESTS
from counterpoint.record.record import Record, make_record

from .mechanism_cases import ISSUES, act, bundled, case, of, round_trip, table
from .played import busy, records, scene, unending


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


LITTLE, MUCH = 0.7, 4.0
"""Deeds a run: a party that stalls gives at most this share of what a sincere one gives, which is this at least."""


def given(alda: str, *, seed: int = 0) -> float:
    """What Alda gives in deed on technical issues a run, where nothing else is talked of."""
    issues = tuple(i for i in ISSUES if i.kind == "technical")
    made = case(*busy("embassies", "field", every=4), issues=issues)
    found = records(unending(scene(made, {"alda": alda, "borin": "sincere"})), runs=24, seed=seed)
    return float(np.mean([progress(where, "alda")[1] for where in found]))


def test_simulated_in_part() -> None:
    assert given("stall") <= LITTLE * given("sincere")


def test_control_simulated_a_sincere_party() -> None:
    assert given("sincere") >= MUCH
