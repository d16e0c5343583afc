"""Mechanism 35: a party slows down because it was asked to give something in return.

Article     000, paragraph 12
Recorded    a `demand` of the other side, and `procedure` or `suspend` that `answers` it
Recognised  by the feature `asked` in the situation of the acts that brake, in which the aim stall and the technique
            modulation make form and suspension likelier; by `stalling` (share of form, days to answer)
Simulated   not yet: no test plays it
Status      recorded, recognised
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.model import Case
from counterpoint.inference.tables import make_tables
from counterpoint.playbooks.features import INDEX
from counterpoint.record.record import make_record

from .mechanism_cases import case, lift, numbered, of, round_trip, table


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
