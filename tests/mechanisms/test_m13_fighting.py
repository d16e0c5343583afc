"""Mechanism 13: the fighting goes on as the main means, while talks are held.

Article     000, paragraphs 22 to 24; 001, paragraphs 2 and 8
Recorded    `strike` on a channel of level `field` beside acts on the channels of talks
Recognised  by the measures `tempo` (turns in which a party both strikes and talks) and `balance` (harm done, nothing
            given); by the aim regroup, which leads where the strikes follow upon promised pauses
Simulated   by an Alda that regroups, after half a year of two strikes and two talks a week: in 45 of 48 played records
            it strikes in four turns of talks or more and does more than twice as much harm as good; in 2 of those of a
            sincere Alda after the same half-year (the aim leads in 11 records of 15, and in none)
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.model import Case
from counterpoint.measures.tempo import turn_of
from counterpoint.record.record import Record, day, make_record

from .mechanism_cases import FAR, LEADS, bundled, case, deadline, numbered, of, on, round_trip, shares, table
from .played import MOST, SELDOM, TURNS, records, scene, share

OFTEN = 4
"""Turns of talks and strikes together that are more than an incident."""


def talks(*, until: int) -> Case:
    """Weekly talks from day 60 on; eight strikes, either all through them or all before."""
    step = (until - 4) // 8
    strikes = [(4 + step * i, "alda", "strike", {"target": "borin", "channel": "field"}) for i in range(8)]
    words = ("meet", "offer", "procedure")
    said = [(60 + 7 * i, "alda", words[i % 3], {"target": "borin", "channel": "desk"}) for i in range(16)]
    return case(*numbered(*sorted([*strikes, *said], key=lambda row: row[0])))


def pauses(*deeds: str) -> Case:
    """Five dates, a truce before each, and three acts after it."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    for i in range(5):
        at = 20 + 32 * i
        rows.append((at - 4, "alda", "truce", {"target": "borin", "channel": "press", "deadline": at + 10}))
        rows += [(at + 2 + 3 * k, "alda", d, {"target": "borin", "channel": "field"}) for k, d in enumerate(deeds)]
    dates = tuple(deadline(f"d{i}", 20 + 32 * i, of="alda", announced=5 + 32 * i) for i in range(5))
    return case(*numbered(*rows), deadlines=dates, end=on(185))


WITH, WITHOUT = talks(until=170), talks(until=52)


def together(where: Record, party: str) -> int:
    """Turns in which a party both strikes and talks to its counterpart on a channel of talks."""
    own = [a for a in where.acts if where.actor_party(a) == party]
    levels = {c.id: c.level for c in where.case.channels}
    struck = {turn_of(where, day(a)) for a in own if a.kind == "strike"}
    open_air = ("field", "public", "internal")
    talked = {turn_of(where, day(a)) for a in own if levels.get(a.channel or "", "public") not in open_air}
    return len(struck & talked)


def test_recorded(tmp_path: Path) -> None:
    assert sum(a.channel == "field" for a in round_trip(WITH, tmp_path / "c").acts) == 8


def test_recognised() -> None:
    where = make_record(WITH)
    assert together(where, "alda") >= OFTEN
    deeds = of(table(where, "balance")["parties"], party="alda")["deeds"]
    assert deeds["done"] == 8 and deeds["given"] == 0


def test_recognised_by_the_aim() -> None:
    assert shares(make_record(pauses("strike", "breach", "pressure")))["regroup"] >= LEADS


def test_recognised_in_the_case_that_the_articles_describe() -> None:
    assert together(bundled("russia-us-2025"), "russia") >= OFTEN


def test_control_the_fighting_ends_before_the_talks() -> None:
    assert together(make_record(WITHOUT), "alda") == 0


def test_control_the_pauses_are_kept() -> None:
    assert shares(make_record(pauses("ease", "release", "meet")))["regroup"] <= FAR


def war() -> Case:
    """Half a year of two strikes and two talks a week."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    words = ("meet", "offer", "procedure", "demand")
    for week in range(TURNS):
        for k, (struck, talked) in enumerate(((0, 2), (3, 5))):
            rows.append((7 * week + struck, "alda", "strike", {"target": "borin", "channel": "field"}))
            rows.append((7 * week + talked, "alda", words[(2 * week + k) % 4], {"target": "borin", "channel": "desk"}))
    return case(*numbered(*rows))


def main_means(where: Record) -> bool:
    """Whether Alda fights while it talks, and does more than twice as much harm as good."""
    deeds = of(table(where, "balance")["parties"], party="alda")["deeds"]
    return together(where, "alda") >= OFTEN and deeds["done"] > 2 * deeds["given"]


def test_simulated() -> None:
    assert share(records(scene(war(), {"alda": "regroup", "borin": "sincere"})), main_means) >= MOST


def test_control_simulated_a_sincere_party() -> None:
    assert share(records(scene(war(), {"alda": "sincere", "borin": "sincere"})), main_means) <= SELDOM
