"""Mechanism 4: "further work" on one small matter is made a reason for every other issue to wait.

Article     000, paragraph 17
Recorded    `procedure` or `suspend` with `because` naming the issue that the others are made to hang on
Recognised  by the measure `stalling` (held up: three issues because of one), by the feature `held_up` in the other
            side's situation, and by the role "holds hostage" of the channels
Simulated   by an Alda that stalls, modulates its channels and, by tendencies written by hand, answers what it is asked
            with work made to hang on another issue: within a year three issues wait for the same at once, and Borin
            feels it, in 92 of 96 played records, and a channel holds hostage in 46 of 48 (none, if sincere). The
            gallery's stalling and modulation alone, as steady: 36 and 30 of 48
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from counterpoint.case.model import Act, Case, Stake
from counterpoint.record.record import Record, make_record

from .mechanism_cases import DAY0, ISSUES, case, numbered, of, role, round_trip, situation, table
from .played import MOST, SELDOM, Own, Plays, busy, records, scene, share, unending


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


LINKS: Own = [
    {"part": "issue", "when": "asked", "what": "linked", "nats": 1.5},
    {"part": "kind", "when": "asked", "what": "procedure", "nats": 1.5},
    {"part": "kind", "when": "asked", "what": "suspend", "nats": 1.0},
]
"""What a hostage-taker does when it is asked, written by hand."""
HOSTAGE_TAKER: Plays = {
    "alda": {"aim": "stall", "techniques": ["modulation"], "regularity": 100, "tendencies": LINKS}, "borin": "tough",
}  # fmt: skip
PLAIN: Plays = {"alda": {"aim": "sincere", "regularity": 100}, "borin": "tough"}
TABLES = ("ministers", "desk", "embassies")
AT_ONCE = 42
"""Days: twice the time after which what is held up is felt half as much."""


def talks() -> Case:
    """Both sides are busy on three channels, and the small matters count as well."""
    weigh = {"border": 0.9, "status": 0.5, "visas": 0.5, "bank": 0.9}
    issues = (replace(i, stakes=tuple(Stake(party=p, salience=weigh[i.id]) for p in ("alda", "borin"))) for i in ISSUES)
    return case(*busy(*TABLES, every=4), issues=tuple(issues))


def halts(where: Record) -> bool:
    """Whether three issues wait for the same one at once, and Borin feels the last of them."""
    held = of(table(where, "stalling")["parties"], party="alda")["held_up"]
    rows = [((date.fromisoformat(h["day"]) - DAY0).days, h["issue"], h["because"]) for h in held if h["issue"]]
    for now, issue, because in rows:
        waiting = {i for then, i, same in rows if same == because and now - AT_ONCE < then <= now}
        if len(waiting) >= 3 and situation(where, "borin", now + 1, issue=issue)["held_up"] > 0.5:
            return True
    return False


def holds_hostage(where: Record) -> bool:
    """Whether a channel of Alda's holds hostage."""
    return any(role(where, "alda", channel)[0] == "holds hostage" for channel in TABLES)


def test_recognised_in_one() -> None:
    assert halts(make_record(WITH)) and not halts(make_record(WITHOUT))


@cache
def a_year(*, taken: bool) -> list[Record]:
    """Runs of a year in which Alda takes hostages, or is sincere."""
    return records(unending(scene(talks(), HOSTAGE_TAKER if taken else PLAIN, turns=52)), runs=24)


def test_simulated() -> None:
    assert share(a_year(taken=True), halts) >= MOST
    assert share(a_year(taken=True), holds_hostage) >= MOST


def test_control_simulated_a_sincere_party() -> None:
    assert share(a_year(taken=False), halts) <= SELDOM
    assert share(a_year(taken=False), holds_hostage) <= SELDOM
