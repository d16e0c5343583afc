"""Mechanism 34: the same leverage is tied to another issue, so that giving it up is no longer owed.

Article     004, paragraph 18
Recorded    two acts on the same leverage whose `because` differs, the later one with `replaces`
Recognised  not yet: the class of issue "linked" says that an act hangs on something, but no measure compares what it
            hung on before; `goalposts` looks at demands only
Simulated   partly: an Alda that stalls and modulates ties what it holds on an issue to another one than before, after
            Borin gave on the first, in 0.8 of the played runs; a sincere one in 0.01. Counted in the acts, as no
            measure reads it
Status      recorded, partly simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpoint.case.model import Stake
from counterpoint.case.vocabulary import CONCESSIONS
from counterpoint.record.record import Record, day, make_record

from .mechanism_cases import ISSUES, act, case, round_trip
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


STALLS: Plays = {"alda": {"aim": "stall", "techniques": ["modulation"]}, "borin": "sincere"}
SINCERE: Plays = {"alda": "sincere", "borin": "sincere"}
HOLDS = frozenset({"pressure", "suspend", "procedure"})


def relinked(where: Record) -> int:
    """How often Alda ties what it holds on an issue to another than before, after Borin gave on the one before."""
    tied: dict[str | None, tuple[str, int]] = {}
    given: dict[str | None, int] = {}
    found = 0
    for one in where.acts:
        if one.actor == "borin" and one.kind in CONCESSIONS - {"offer"}:
            given[one.issue] = day(one)
        elif one.actor == "alda" and one.kind in HOLDS and one.because is not None:
            before, since = tied.get(one.issue, (one.because, 0))
            found += before != one.because and given.get(before, -1) >= since
            tied[one.issue] = (one.because, day(one))
    return found


def played(plays: Plays, *, seed: int = 0) -> list[Record]:
    """Runs at a desk and on the ground, over issues that matter alike to both."""
    stakes = (Stake(party="alda"), Stake(party="borin"))
    made = case(*busy("desk", "field"), issues=tuple(replace(i, stakes=stakes) for i in ISSUES))
    return records(unending(scene(made, plays)), runs=24, seed=seed)


def test_relinking_is_counted() -> None:
    assert relinked(make_record(WITH)) == 1


def test_simulated_in_part() -> None:
    assert share(played(STALLS), lambda r: relinked(r) >= 1) >= MOST


def test_control_simulated_a_sincere_party() -> None:
    assert share(played(SINCERE), lambda r: relinked(r) >= 1) <= SELDOM
