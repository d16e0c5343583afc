"""Mechanism 37: both sides put on a show together, without having agreed to.

Article     004, paragraphs 20 to 22
Recorded    acts of both on an open channel and on a secret one
Recognised  by the roles of the channels: for both parties the open channel covers and the secret one carries
Simulated   by two that are bound at home and, by tendencies written by hand, make no move in public, with half as much
            in secret: both sides' stage covers and their services carry in .88 of 48 played records at a ministers'
            table before the press (none where only one does), in .92 in the press, where courtesies and refusals
            cover by habit: .29 where only one does it, .04 where both are sincere
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpoint.case.model import Case
from counterpoint.record.record import Record, make_record

from .mechanism_cases import CHANNELS, case, numbered, role, round_trip
from .played import MOST, SELDOM, records, scene, share, unending
from .test_m23_cover import FOR_SHOW, twice_as_loud


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


def played(stage: str, *players: str, seed: int = 0) -> list[Record]:
    """Runs with a public stage and a secret channel; those named are bound at home and play for show."""
    kept = (replace(c, visibility="public") if c.id == stage else c for c in CHANNELS if c.id in (stage, "services"))
    made = case(*twice_as_loud(stage, "services"), channels=tuple(kept))
    showing = {"aim": "constrained", "tendencies": list(FOR_SHOW)}
    plays = {p: showing if p in players else "sincere" for p in ("alda", "borin")}
    return records(unending(scene(made, plays)), runs=24, seed=seed)


def both_show(found: list[Record], stage: str) -> float:
    """The share of runs in which both sides put on the show."""
    return share(found, lambda where: show(where.case, stage) == {"alda", "borin"})


def test_simulated() -> None:
    for stage in ("press", "ministers"):
        assert both_show(played(stage, "alda", "borin"), stage) >= MOST


def test_control_simulated_one_side_only() -> None:
    assert both_show(played("ministers", "alda"), "ministers") <= SELDOM


def test_control_simulated_two_sincere_sides() -> None:
    for stage in ("press", "ministers"):
        assert both_show(played(stage), stage) <= SELDOM
