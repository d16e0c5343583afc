"""Mechanism 6: envoys whose mandates nobody knows compete and contradict each other, and nobody leads the delegation.

Article     000, paragraphs 8 and 14
Recorded    `standing: unclear`, mandates with `clear: false`, a chief negotiator without an envoy; `contradicts`
Recognised  by the measures `contradictions` (pairs between envoys) and `mandates` (share of acts by others than the
            mandated, acts outside a mandate, days without a chief)
Simulated   by a trader who is a dove and a hawk, of unclear standing and led by nobody: in 64 of 72 played records of
            half a year both speak without a mandate and state terms on the border, three times or more, that cannot
            both hold; in none where the same two are mandated and led, or lean to nobody
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.case.model import Case, Chief, Mandate, Seat, Stake
from counterpoint.measures.contradictions import contradictions
from counterpoint.record.record import Record, make_record

from .mechanism_cases import ALDA, CHANNELS, ENVOYS, ISSUES, PARTIES, act, bundled, case, of, round_trip, table
from .played import MOST, SELDOM, busy, records, scene, share


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


TEAM = {"ministers": "a-minister", "desk": "a-hawk", "trade": "a-trader", "press": "a-speaker"}
"""Who speaks for Alda where."""
RIVALS = {"a-hawk": -2, "a-trader": 2}
"""Stances of the two whose mandates nobody knows."""
LINES = {"alda": 0.7, "borin": 0.1}
"""Where the sides stand on the border, and do not move from: hawk and dove of Alda have room on both sides."""
OFTEN = 3
"""Contradictions that make rivals of two envoys; in one, each may have had his day."""


def team(*, orderly: bool, stances: Mapping[str, int] = RIVALS) -> Case:
    """Four envoys on four channels: all mandated under a chief, or two of unclear standing and nobody who leads."""
    limits = Mandate(issues=("bank",), clear=False, binding=False)
    loose = {"standing": "mandated"} if orderly else {"standing": "unclear", "mandates": (limits,)}
    envoys = tuple(
        replace(e, stance=stances[e.id], **loose) if e.id in RIVALS
        else replace(e, standing="mandated") if orderly and e.id == "a-speaker" else e
        for e in ENVOYS
    )  # fmt: skip
    channels = tuple(
        replace(c, seats=(Seat(party="alda", envoy=TEAM[c.id]), Seat(party="borin"))) for c in CHANNELS if c.id in TEAM
    )
    stakes = tuple(
        Stake(party=party, salience=0.8, declared=line, reserve=line, reserve_spread=0.01)
        for party, line in LINES.items()
    )
    issues = tuple(replace(i, stakes=stakes) if i.id == "border" else i for i in ISSUES if i.id in ("border", "bank"))
    alda = replace(ALDA, chief_negotiator=(Chief(envoy="a-minister" if orderly else None),))
    return case(*busy(*TEAM, every=7), envoys=envoys, channels=channels, issues=issues, parties=(alda, *PARTIES[1:]))


def headless(where: Record) -> bool:
    """Whether Alda speaks through envoys without a mandate or beyond it, and has no chief for most of the time."""
    found = signs(where, "alda")
    return found["not mandated"] >= 5 and bool(found["outside"]) and found["headless"] > 90


def rivals(where: Record) -> bool:
    """Whether the two envoys state terms on one issue that cannot both hold, again and again."""
    pairs = [c for c in contradictions(where) if {c.first_actor, c.second_actor} == set(RIVALS)]
    return sum(c.rule == "opposed_positions" for c in pairs) >= OFTEN


def test_simulated() -> None:
    assert share(records(scene(team(orderly=False)), runs=24), lambda r: headless(r) and rivals(r)) >= MOST


def test_control_simulated_the_same_envoys_mandated_and_led() -> None:
    found = records(scene(team(orderly=True)), runs=24)
    assert share(found, headless) <= SELDOM and share(found, rivals) <= SELDOM


def test_control_simulated_two_who_lean_to_nobody() -> None:
    found = records(scene(team(orderly=False, stances=dict.fromkeys(RIVALS, 0))), runs=24)
    assert share(found, headless) >= MOST and share(found, rivals) <= SELDOM
