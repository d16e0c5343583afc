"""Mechanism 36: not to negotiate is a move; and talks decay into consultations without agenda, date or responsible
person.

Article     004, paragraphs 2 to 4, 13 and 24
Recorded    `reject` of the talks, an `agenda` that ends, `procedure` with `until`, a chief negotiator whose spell
            ends
Recognised  by the measures `stalling` (only form is left), `agenda` (it has ended, and for how long there has been
            none), `mandates` (nobody leads) and `balance` (no leader comes any more)
Simulated   partly: two stallers whose ministers' table has lost agenda and chief negotiator and is used a tenth as
            often end in drift in 0.87 of the runs of two years, at a lively table in 0.15. Agenda and chief are lost
            in the case, not in play; and form is 0.13 of the acts, where it should be nearly all
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpoint.case.model import Agenda, Case, Chief
from counterpoint.levers import LEVERS
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.ending import DRIFTED
from counterpoint.simulation.scene import Scene

from .mechanism_cases import ALDA, CHANNELS, ENVOYS, PARTIES, act, case, of, on, round_trip, table
from .played import MOST, SELDOM, TURNS, busy, outcomes, records, scene, share

CHANGE = 60
"""Day on which talks become something else."""


def talks(*, decay: bool) -> Case:
    """Bargaining at the ministers' table; then, or never, consultations at a desk."""
    bargain = ("offer", "soften", "demand")
    acts = [act("x0", 2, "b-minister", "meet", target="alda", channel="ministers")]
    for i in range(1, 16):
        late = decay and 10 * i > CHANGE
        kind = "procedure" if late else bargain[i % 3]
        where = {"channel": "desk" if late else "ministers", "issue": None if late else "border"}
        acts.append(act(f"x{i}", 10 * i, "alda" if late else "a-minister", kind, target="borin", **where))
    until = on(CHANGE) if decay else on(180)
    heads = (Chief(envoy="a-minister", until=until), *((Chief(envoy=None, since=on(CHANGE + 1)),) if decay else ()))
    agenda = (Agenda(issues=("border",), until=until),)
    return case(
        *acts,
        parties=(replace(ALDA, chief_negotiator=heads), *PARTIES[1:]),
        channels=tuple(replace(c, agenda=agenda) if c.id == "ministers" else c for c in CHANNELS),
        envoys=ENVOYS,
    )


WITH, WITHOUT = talks(decay=True), talks(decay=False)


def late(made: Case) -> tuple[float, int]:
    """Share of form in Alda's acts after the change, and the days without a chief negotiator."""
    whole = make_record(made)
    after = Record(made, tuple(a for a in whole.acts if a.date > on(CHANGE)), whole.as_of)
    form = of(table(after, "stalling")["parties"], party="alda")["form"]["value"]
    return form, of(table(whole, "mandates")["parties"], party="alda")["chief_negotiator_days"]["absent"]


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert next(c for c in back.channels if c.id == "ministers").agenda[0].until == on(CHANGE)


def ended(made: Case) -> tuple[str | None, int]:
    """Day on which the ministers' agenda ended, and the days without one."""
    row = of(table(make_record(made), "agenda")["tables"], channel="ministers")
    return row["ended"], row["days_without"]


def test_recognised() -> None:
    form, headless = late(WITH)
    assert form >= 0.8 and headless >= 100
    assert ended(WITH) == ("2031-03-02", 120 + 2)  # with the two days before the first meeting


def test_control_talks_that_go_on() -> None:
    form, headless = late(WITHOUT)
    assert form < 0.2 and headless == 0
    assert ended(WITHOUT) == (None, 2)


def at_the_table(*, decay: bool) -> Scene:
    """Two stallers at the ministers' table for two years; it has an agenda, a chief and life, or has lost them."""
    until = on(7 * TURNS - 2) if decay else None
    chief = (Chief(envoy="a-minister", until=until), *((Chief(since=on(7 * TURNS - 1)),) if decay else ()))
    table = (replace(c, agenda=(Agenda(issues=("border",), until=until),)) for c in CHANNELS if c.id == "ministers")
    parties = (replace(ALDA, chief_negotiator=chief), *PARTIES[1:])
    made = case(*busy("ministers"), parties=parties, channels=tuple(table))
    where = scene(made, {"alda": "stall", "borin": "stall"}, turns=104, swans=0.0, leaving=0.0, yielding=0.0)
    return LEVERS["mute"].change(where, {"channel": "ministers", "k": 0.1}) if decay else where


def drifted(where: Scene, *, seed: int = 0) -> float:
    """The share of runs in which talks go on and nothing moves."""
    return float((outcomes(where, runs=500, seed=seed).which[:, 0] == DRIFTED).mean())


def nobody_leads(where: Record) -> bool:
    """Whether the played record shows the table without an agenda, and nobody who leads, from the first to the last."""
    agenda = of(table(where, "agenda")["tables"], channel="ministers")
    chief = of(table(where, "mandates")["parties"], party="alda")["chief_negotiator_days"]
    return bool(agenda["days_with"] == 0 and chief["held"] == 0)


def test_simulated_in_part() -> None:
    where = at_the_table(decay=True)
    assert drifted(where) >= MOST
    assert share(records(where), nobody_leads) >= MOST


def test_control_simulated_a_lively_table() -> None:
    where = at_the_table(decay=False)
    assert drifted(where) <= SELDOM
    assert share(records(where), nobody_leads) <= SELDOM
