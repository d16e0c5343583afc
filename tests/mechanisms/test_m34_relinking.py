"""Mechanism 34: the same leverage is tied to another issue, so that giving it up is no longer owed.

Article     004, paragraph 18
Recorded    two acts on the same leverage whose `because` differs, the later one with `replaces`
Recognised  by the measure `linkage`: what an act hangs on, what the same leverage hung on before, and whether the other
            side had given on that in between
Simulated   by an Alda that stalls and modulates: it ties what it holds on an issue to another one than before, after
            Borin gave on the first, in 19 of 24 played runs; a sincere one in 2, none and 3 of 24 (three draws)
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpoint.case.model import Stake
from counterpoint.record.record import Record, make_record

from .mechanism_cases import ISSUES, act, case, of, round_trip, table
from .played import MOST, SELDOM, Plays, busy, records, scene, share, unending

LEVERAGE = {"target": "borin", "channel": "field", "issue": "border"}
WITH = case(
    act("x1", 5, "alda", "pressure", because="status", **LEVERAGE),
    act("x2", 40, "borin", "ease", target="alda", channel="field", issue="status"),
    act("x3", 50, "alda", "pressure", because="visas", replaces=("x1",), **LEVERAGE),
)


def test_recorded(tmp_path: Path) -> None:
    first, _, last = round_trip(WITH, tmp_path / "c").acts
    assert (first.because, last.because, last.replaces) == ("status", "visas", ("x1",))


def test_recognised() -> None:
    (row,) = table(make_record(WITH), "linkage")["relinked"]
    assert (row["act"], row["issue"], row["hung_on"], row["hangs_on"]) == ("x3", "border", ["status"], "visas")
    assert (row["former"], row["given"], row["lag"]) == ("x1", "x2", 10)


def test_control_leverage_that_stays_tied_or_nothing_given() -> None:
    first, second, last = WITH.acts
    stays = make_record(case(first, second, replace(last, because="status")))
    unasked = make_record(case(first, replace(second, issue="bank"), last))
    assert not table(stays, "linkage")["relinked"]
    assert relinked(unasked) == 0 and table(unasked, "linkage")["relinked"][0]["given"] is None


STALLS: Plays = {"alda": {"aim": "stall", "techniques": ["modulation"]}, "borin": "sincere"}
SINCERE: Plays = {"alda": "sincere", "borin": "sincere"}


def relinked(where: Record) -> int:
    """How often Alda ties what it holds to something else, after Borin gave on what it hung on before."""
    share: int = of(table(where, "linkage")["parties"], party="alda")["leverage"]["k"]
    return share


def played(plays: Plays, *, seed: int = 0) -> list[Record]:
    """Runs at a desk and on the ground, over issues that matter alike to both."""
    stakes = (Stake(party="alda"), Stake(party="borin"))
    made = case(*busy("desk", "field"), issues=tuple(replace(i, stakes=stakes) for i in ISSUES))
    return records(unending(scene(made, plays)), runs=24, seed=seed)


def test_simulated() -> None:
    assert share(played(STALLS), lambda r: relinked(r) >= 1) >= MOST


def test_control_simulated_a_sincere_party() -> None:
    assert share(played(SINCERE), lambda r: relinked(r) >= 1) <= SELDOM
