"""Mechanism 35: a party slows down because it was asked to give something in return.

Article     000, paragraph 12
Recorded    a `demand` of the other side, and `procedure` or `suspend` that `answers` it
Recognised  by the feature `asked` in the situation of the acts that brake, in which the aim stall and the technique
            modulation make form and suspension likelier; by `stalling` (share of form, days to answer)
Simulated   by an Alda that stalls and modulates, facing a tough Borin at a desk: in 55 of 72 played records it was
            asked, and half or more of its answers are form (.67 in the mean); in none where Borin has no seat, so that
            there is nothing to answer; in 3, though it is asked as much, where Alda is sincere (.21)
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.case.model import Case, Seat
from counterpoint.inference.tables import make_tables
from counterpoint.measures.stalling import FORM
from counterpoint.playbooks.features import INDEX
from counterpoint.record.record import Record, make_record

from .mechanism_cases import BOTH, CHANNELS, case, lift, numbered, of, round_trip, table
from .played import MOST, SELDOM, Plays, busy, records, scene, share, unending


def braking(*, asked: bool) -> Case:
    """Ten times Alda turns to form: after it was asked for something, or after Borin merely met it."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    for i in range(10):
        kind = "demand" if asked else "meet"
        rows.append((17 * i, "borin", kind, {"target": "alda", "channel": "desk", "issue": "bank"}))
        brake = {"target": "borin", "channel": "desk", "issue": "bank", "answers": (f"x{2 * i}",)}
        rows.append((17 * i + 9, "alda", ("procedure", "suspend")[i % 2], brake))
    return case(*numbered(*rows))


WITH, WITHOUT = braking(asked=True), braking(asked=False)


def asked(made: Case) -> float:
    """Mean of the feature `asked` over Alda's acts."""
    return float(make_tables(make_record(made), "alda", "borin").x[:, INDEX["asked"]].mean())


def test_recorded(tmp_path: Path) -> None:
    assert all(a.answers for a in round_trip(WITH, tmp_path / "c").acts if a.actor == "alda")


def test_recognised() -> None:
    level = asked(WITH)
    assert level > 0.5
    for playbook, kind in (("stall", "procedure"), ("modulation", "suspend")):
        assert lift(playbook, kind, asked=level) - lift(playbook, kind) > 0.2
    row = of(table(make_record(WITH), "stalling")["parties"], party="alda")
    assert row["form"]["value"] == 1.0 and row["latency_days"]["median"] == 9


def test_control_form_when_nothing_was_asked() -> None:
    assert asked(WITHOUT) == 0.0


STALLS: Plays = {"alda": {"aim": "stall", "techniques": ["modulation"]}, "borin": "tough"}
HALF = 0.5
"""Share of form in a party's answers from which it brakes."""


def at_a_desk(plays: Plays, *seats: Seat, seed: int = 0) -> list[Record]:
    """Runs in which they meet at a desk only, with these seats."""
    desk = tuple(replace(c, seats=seats) for c in CHANNELS if c.id == "desk")
    return records(unending(scene(case(*busy("desk"), channels=desk), plays)), seed=seed)


def form(where: Record) -> float:
    """Share of form in what Alda says in answer to Borin."""
    answers = [a for a in where.acts if a.actor == "alda" and a.answers]
    return sum(a.kind in FORM for a in answers) / max(len(answers), 1)


def brakes(where: Record) -> bool:
    """Whether Alda was asked as much as in the made-up record, and most of what it answered was form."""
    return asked(where.case) > 0.5 and form(where) >= HALF


def test_simulated() -> None:
    assert share(at_a_desk(STALLS, *BOTH), brakes) >= MOST


def test_control_simulated_nobody_asks() -> None:
    alone = at_a_desk(STALLS, Seat(party="alda"))
    assert share(alone, brakes) <= SELDOM
    assert share(alone, lambda r: form(r) >= HALF) <= SELDOM


def test_control_simulated_a_sincere_party_that_is_asked() -> None:
    found = at_a_desk({"alda": "sincere", "borin": "tough"}, *BOTH)
    assert share(found, lambda r: asked(r.case) > 0.5) >= MOST
    assert share(found, lambda r: form(r) >= HALF) <= SELDOM
