"""Mechanism 12: small technical matters, such as banking and embassies, show whether anything really moves.

Article     000, paragraphs 20 and 21
Recorded    issues of `kind: technical`; asks on them; `ease` and `sign` that settle them, `answers` that close them
Recognised  by the measures `stalling` (asks on technical issues that nothing answers) and `balance` (deeds by issue),
            and by the assessment, which proposes asking for one small technical deed among its tests
Simulated   not yet: no test plays it
Status      recorded, recognised
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Case
from counterpoint.inference.watch import TESTS
from counterpoint.record.record import Record, make_record

from .mechanism_cases import act, bundled, case, of, round_trip, table


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
