"""Mechanism 6: envoys whose mandates nobody knows compete and contradict each other, and nobody leads the delegation.

Article     000, paragraphs 8 and 14
Recorded    `standing: unclear`, mandates with `clear: false`, a chief negotiator without an envoy; `contradicts`
Recognised  by the measures `contradictions` (pairs between envoys) and `mandates` (share of acts by others than the
            mandated, acts outside a mandate, days without a chief)
Simulated   partly: with a trader and a hawk of unclear standing and nobody who leads, `mandates` recognises most played
            records; none with the same four mandated and led. Contradictions tell less: as each speaks by chance, there
            are as many pairs between envoys of a divided team (33 a run) as of the led one (32), but .50 of what they
            float is disowned by another of them (.22), half or more of it in 26 of 48 records (3)
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Case, Chief, Mandate, Seat
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.linking import BALLOONS

from .mechanism_cases import ALDA, CHANNELS, ENVOYS, PARTIES, act, bundled, case, of, round_trip, table
from .played import MOST, SELDOM, Plays, busy, records, scene, share


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


def team(*, orderly: bool) -> Case:
    """Four envoys on four channels: all mandated under a chief, or two of unclear standing and nobody who leads."""
    limits = Mandate(issues=("bank",), clear=False, binding=False)
    loose = {"a-hawk", "a-trader", "a-speaker"}
    envoys = tuple(
        replace(e, standing="mandated") if orderly and e.id in loose
        else replace(e, standing="unclear", mandates=(limits,)) if e.id in ("a-hawk", "a-trader") else e
        for e in ENVOYS
    )  # fmt: skip
    channels = tuple(
        replace(c, seats=(Seat(party="alda", envoy=TEAM[c.id]), Seat(party="borin"))) for c in CHANNELS if c.id in TEAM
    )
    chief = Chief(envoy="a-minister" if orderly else None)
    alda = replace(ALDA, chief_negotiator=(chief,))
    return case(*busy(*TEAM, every=7), envoys=envoys, channels=channels, parties=(alda, *PARTIES[1:]))


def headless(where: Record) -> bool:
    """Whether Alda speaks through envoys without a mandate or beyond it, and has no chief for most of the time."""
    found = signs(where, "alda")
    return found["not mandated"] >= 5 and bool(found["outside"]) and found["headless"] > 90


DIVIDED: Plays = {"alda": {"aim": "sincere", "techniques": ["divided"]}, "borin": "sincere"}


def disowned(found: Iterable[Record]) -> float:
    """Share of what Alda's envoys float on an issue that another of them disowns, in the mean of records."""
    shares = []
    for where in found:
        floated = {a.id for a in where.acts if a.issue and a.kind in BALLOONS and a.actor in TEAM.values()}
        shares.append(len(floated & {name for a in where.acts for name in a.disowns}) / max(len(floated), 1))
    return float(np.mean(shares))


def test_simulated_in_part() -> None:
    found = records(scene(team(orderly=False), DIVIDED))
    assert share(found, headless) >= MOST
    assert disowned(found) >= 0.4


def test_control_simulated_the_same_envoys_mandated_and_led() -> None:
    found = records(scene(team(orderly=True)))
    assert share(found, headless) <= SELDOM
    assert disowned(found) <= 0.3
