"""Mechanism 4: "further work" on one small matter is made a reason for every other issue to wait.

Article     000, paragraph 17
Recorded    `procedure` or `suspend` with `because` naming the issue that the others are made to hang on
Recognised  by the measure `stalling` (held up: three issues because of one), by the feature `held_up` in the other
            side's situation, and by the role "holds hostage" of the channels
Simulated   partly: an Alda that stalls and modulates its channels lets three things or more wait for another issue,
            and Borin feels it, in most records (a sincere one hardly ever). It keeps to its hostage until Borin gives
            way on it: three issues wait for the same in 16 records of 36, a channel holds hostage in 16 (none, if
            sincere)
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from counterpoint.case.model import Act, Case, Stake
from counterpoint.record.record import Record, make_record

from .mechanism_cases import DAY0, ISSUES, case, numbered, of, role, round_trip, situation, table
from .played import MOST, SELDOM, Plays, busy, records, scene, share, unending


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


HOSTAGE_TAKER: Plays = {"alda": {"aim": "stall", "techniques": ["modulation"]}, "borin": "tough"}
PLAIN: Plays = {"alda": "sincere", "borin": "tough"}


def talks() -> Case:
    """Both sides are busy on three channels, and the small matters count as well."""
    weigh = {"border": 0.9, "status": 0.5, "visas": 0.5, "bank": 0.9}
    issues = (replace(i, stakes=tuple(Stake(party=p, salience=weigh[i.id]) for p in ("alda", "borin"))) for i in ISSUES)
    return case(*busy("ministers", "desk", "embassies", every=4), issues=tuple(issues))


def waits(where: Record) -> bool:
    """Whether three acts or more are made to wait for another issue, and Borin feels the last of them."""
    held = of(table(where, "stalling")["parties"], party="alda")["held_up"]
    if len(held) < 3:
        return False
    after = (date.fromisoformat(held[-1]["day"]) - DAY0).days + 1
    return situation(where, "borin", after, issue=held[-1]["issue"])["held_up"] > 0.5


def test_simulated_in_part() -> None:
    assert share(records(unending(scene(talks(), HOSTAGE_TAKER))), waits) >= MOST


def test_control_simulated_a_sincere_party() -> None:
    assert share(records(unending(scene(talks(), PLAIN))), waits) <= SELDOM
