"""Mechanism 6: envoys whose mandates nobody knows compete and contradict each other, and nobody leads the delegation.

Article     000, paragraphs 8 and 14
Recorded    `standing: unclear`, mandates with `clear: false`, a chief negotiator without an envoy; `contradicts`
Recognised  by the measures `contradictions` (pairs between envoys) and `mandates` (share of acts by others than the
            mandated, acts outside a mandate, days without a chief)
Simulated   not yet: no test plays it
Status      recorded, recognised
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.case.model import Case, Chief, Mandate
from counterpoint.record.record import Record, make_record

from .mechanism_cases import ALDA, ENVOYS, PARTIES, act, bundled, case, of, round_trip, table


def delegation(*, orderly: bool) -> Case:
    """A trader and a minister speak of the border a week apart: each his own mind, or the minister alone."""
    trader = "a-minister" if orderly else "a-trader"
    limits = Mandate(issues=("bank",), clear=False, binding=False)
    envoys = tuple(replace(e, mandates=(limits,)) if e.id == "a-trader" else e for e in ENVOYS)
    chief = Chief(envoy="a-minister" if orderly else None)
    return case(
        act("x1", 10, trader, "offer", target="borin", channel="trade", issue="border", position=0.3),
        act("x2", 17, "a-minister", "demand", target="borin", channel="ministers", issue="border",
            position=0.3 if orderly else 1.0),
        act("x3", 20, trader, "assure", target="borin", channel="trade", issue="border"),
        envoys=envoys,
        parties=(replace(ALDA, chief_negotiator=(chief,)), *PARTIES[1:]),
    )  # fmt: skip


WITH, WITHOUT = delegation(orderly=False), delegation(orderly=True)


def signs(where: Record, party: str) -> dict[str, Any]:
    """What the two measures say of a party's envoys."""
    pairs = of(table(where, "contradictions")["parties"], party=party)
    who = of(table(where, "mandates")["parties"], party=party)
    return {
        "between envoys": pairs["between_envoys"], "not mandated": who["not_mandated"]["k"],
        "outside": [o["act"] for o in who["outside"]], "headless": who["chief_negotiator_days"]["absent"],
    }  # fmt: skip


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert back.parties[0].chief_negotiator == (Chief(envoy=None),)
    assert not next(e for e in back.envoys if e.id == "a-trader").mandates[0].clear


def test_recognised() -> None:
    found = signs(make_record(WITH), "alda")
    assert found["between envoys"] >= 1 and found["not mandated"] == 2
    assert found["outside"] == ["x1", "x3"] and found["headless"] == 181


def test_recognised_in_the_case_that_the_articles_describe() -> None:
    found = signs(bundled("russia-us-2025"), "russia")
    assert found["between envoys"] >= 1 and found["not mandated"] >= 5 and found["headless"] > 90


def test_control_one_minister_with_one_line() -> None:
    found = signs(make_record(WITHOUT), "alda")
    assert found == {"between envoys": 0, "not mandated": 0, "outside": [], "headless": 0}
