"""Mechanism 37: both sides put on a show together, without having agreed to.

Article     004, paragraphs 20 to 22
Recorded    acts of both on an open channel and on a secret one
Recognised  by the roles of the channels: for both parties the open channel covers and the secret one carries
Simulated   not yet: no test plays it
Status      recorded, recognised
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Case
from counterpoint.record.record import make_record

from .mechanism_cases import case, numbered, role, round_trip


def stage(*players: str) -> Case:
    """Those named talk in the open and move in secret; the other talks little and moves in the open."""
    rows = []
    for shift, (party, other) in enumerate((("alda", "borin"), ("borin", "alda"))):
        open_, secret = {"target": other, "channel": "ministers"}, {"target": other, "channel": "services"}
        moves = secret if party in players else open_
        for i in range(12):
            rows.append((14 * i + shift, party, ("meet", "demand", "reject", "procedure")[i % 4], open_))
        for i in range(6):
            rows.append((14 * i + 5 + shift, party, ("offer", "soften", "accept")[i % 3], moves))
            rows.append((14 * i + 7 + shift, party, "probe", secret))
    return case(*numbered(*sorted(rows, key=lambda row: (row[0], row[1]))))


WITH, WITHOUT = stage("alda", "borin"), stage("alda")


def show(made: Case) -> set[str]:
    """The parties for whom the open channel covers and the secret one carries."""
    where = make_record(made)
    roles = {p: (role(where, p, "ministers")[0], role(where, p, "services")[0]) for p in ("alda", "borin")}
    return {p for p, found in roles.items() if found == ("covers", "carries")}


def test_recorded(tmp_path: Path) -> None:
    assert {(a.actor, a.channel) for a in round_trip(WITH, tmp_path / "c").acts} == {
        (p, c) for p in ("alda", "borin") for c in ("ministers", "services")
    }


def test_recognised() -> None:
    assert show(WITH) == {"alda", "borin"}


def test_control_one_side_only() -> None:
    assert show(WITHOUT) == {"alda"}
