"""Mechanism 4: "further work" on one small matter is made a reason for every other issue to wait.

Article     000, paragraph 17
Recorded    `procedure` or `suspend` with `because` naming the issue that the others are made to hang on
Recognised  by the measure `stalling` (held up: three issues because of one), by the feature `held_up` in the other
            side's situation, and by the role "holds hostage" of the channels
Simulated   not yet: no test plays it
Status      recorded, recognised
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.model import Act
from counterpoint.record.record import make_record

from .mechanism_cases import case, numbered, of, role, round_trip, situation, table


def halted(because: str | None) -> tuple[Act, ...]:
    """Talks on three issues on two channels, then halted; a matter of banking is being looked into."""
    to_borin: dict[str, Any] = {"target": "borin"}
    start = [
        (2 * i, "alda", "offer", to_borin | {"channel": channel, "issue": issue, "position": 0.8})
        for i, (channel, issue) in enumerate((("ministers", "border"), ("desk", "status"), ("desk", "visas")))
    ]
    study = [(20, "alda", "procedure", to_borin | {"channel": "embassies", "issue": "bank"})]
    halt = [
        (22 + i, "alda", "procedure", to_borin | {"channel": channel, "issue": issue, "because": because})
        for i, (channel, issue) in enumerate((("ministers", "border"), ("desk", "status"), ("desk", "visas")))
    ]
    return numbered(*start, *study, *halt)


WITH, WITHOUT = case(*halted("bank")), case(*halted(None))


def test_recorded(tmp_path: Path) -> None:
    assert sum(a.because == "bank" for a in round_trip(WITH, tmp_path / "c").acts) == 3


def test_recognised() -> None:
    where = make_record(WITH)
    held = of(table(where, "stalling")["parties"], party="alda")["held_up"]
    assert {(h["issue"], h["because"]) for h in held} == {("border", "bank"), ("status", "bank"), ("visas", "bank")}
    assert situation(where, "borin", 26, issue="border")["held_up"] > 0.5
    assert role(where, "alda", "desk")[0] == "holds hostage"


def test_control_each_matter_waits_for_itself() -> None:
    where = make_record(WITHOUT)
    assert of(table(where, "stalling")["parties"], party="alda")["held_up"] == []
    assert situation(where, "borin", 26, issue="border")["held_up"] == 0.0
    assert role(where, "alda", "desk")[0] != "holds hostage"
