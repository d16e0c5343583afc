"""Mechanism 37: both sides put on a show together, without having agreed to.

Article     004, paragraphs 20 to 22
Recorded    acts of both on an open channel and on a secret one
Recognised  by the roles of the channels: for both parties the open channel covers and the secret one carries
Simulated   partly: by two that are bound at home, with the press and a secret channel: both sides' press covers and
            their services carry in a third of the played records (one side's in 0.6), in 0 where both are sincere.
            With official talks for a stage it is 0 to 0.3: by habit a fifth of those are moves
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Case
from counterpoint.record.record import Record, make_record

from .mechanism_cases import CHANNELS, case, numbered, role, round_trip
from .played import busy, records, scene, unending


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


def show(made: Case, stage: str = "ministers") -> set[str]:
    """The parties for whom the open channel covers and the secret one carries."""
    where = make_record(made)
    roles = {p: (role(where, p, stage)[0], role(where, p, "services")[0]) for p in ("alda", "borin")}
    return {p for p, found in roles.items() if found == ("covers", "carries")}


def test_recorded(tmp_path: Path) -> None:
    assert {(a.actor, a.channel) for a in round_trip(WITH, tmp_path / "c").acts} == {
        (p, c) for p in ("alda", "borin") for c in ("ministers", "services")
    }


def test_recognised() -> None:
    assert show(WITH) == {"alda", "borin"}


def test_control_one_side_only() -> None:
    assert show(WITHOUT) == {"alda"}


def before_the_press(aim: str, *, seed: int = 0) -> list[Record]:
    """Runs of two with the same aim, with the press and a secret channel."""
    made = case(*busy("press", "services"), channels=tuple(c for c in CHANNELS if c.id in ("press", "services")))
    return records(unending(scene(made, {"alda": aim, "borin": aim})), runs=48, seed=seed)


def shown(found: list[Record]) -> tuple[float, float]:
    """The share of sides that put on the show, and of runs in which both do."""
    sides = [len(show(r.case, "press")) for r in found]
    return sum(sides) / (2 * len(sides)), sides.count(2) / len(sides)


def test_simulated_in_part() -> None:
    one, both = shown(before_the_press("constrained"))
    assert one >= 0.45
    assert both >= 0.15


def test_control_simulated_two_sincere_sides() -> None:
    one, both = shown(before_the_press("sincere"))
    assert one <= 0.15
    assert both <= 0.05
