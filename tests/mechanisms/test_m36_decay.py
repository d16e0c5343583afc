"""Mechanism 36: not to negotiate is a move; and talks decay into consultations without agenda, date or responsible
person.

Article     004, paragraphs 2 to 4, 13 and 24
Recorded    `reject` of the talks, an `agenda` that ends, `procedure` with `until`, a chief negotiator whose spell
            ends
Recognised  by the measures `stalling` (only form is left), `agenda` (it has ended, and for how long there has been
            none), `mandates` (nobody leads) and `balance` (no leader comes any more)
Simulated   partly: at a ministers' table that two stallers use a twentieth as often, the agenda is lost in play for a
            hundred days or more in 16 of 24 records of three years (none at a lively table, none where nothing
            decays), and a quarter of Alda's few words there is form in 11. Where a desk has been form for half a year,
            it stays so for another in 17 of 24, and in none if ministers meet. Nobody loses his chief in play
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from counterpoint.case.model import Agenda, Case, Chief
from counterpoint.levers import LEVERS
from counterpoint.measures.agenda import in_force, spells
from counterpoint.record.record import Record, make_record

from .mechanism_cases import ALDA, CHANNELS, ENVOYS, PARTIES, act, case, of, on, round_trip, table
from .played import MOST, SELDOM, busy, records, scene, share, unending

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


FORMAL, WITHOUT_AGENDA = 0.25, 100
"""Share of form, by `stalling`, in what is said without an agenda; days without one."""


def at_the_table(*, loud: float, work_days: float = 120.0) -> list[Record]:
    """Two stallers at the ministers' table for three years; it has an agenda, and is used as often or more seldom."""
    table = (replace(c, agenda=(Agenda(issues=("border",)),)) for c in CHANNELS if c.id == "ministers")
    made = case(*busy("ministers"), channels=tuple(table))
    where = unending(scene(made, {"alda": "stall", "borin": "stall"}, turns=156, work_days=work_days))
    return records(LEVERS["mute"].change(where, {"channel": "ministers", "k": loud}), runs=24)


def has_lost_its_agenda(where: Record, channel: str = "ministers") -> bool:
    """Whether the agenda of a table has ended in play, for as long as in the made-up record."""
    return bool(of(table(where, "agenda")["tables"], channel=channel)["days_without"] >= WITHOUT_AGENDA)


def has_decayed(where: Record, channel: str = "ministers") -> bool:
    """Whether moreover what Alda says there without an agenda is form."""
    held = spells(where, where.channels[channel])
    after = replace(where, acts=tuple(a for a in where.acts if a.channel == channel and not in_force(held, a)))
    form = of(table(after, "stalling")["parties"], party="alda")["form"]["value"] or 0.0 if after.acts else 0.0
    return has_lost_its_agenda(where, channel) and form >= FORMAL


def test_recognised_in_one() -> None:
    where = make_record(WITH)
    after = replace(where, acts=tuple(replace(a, channel="ministers") for a in where.acts))
    assert has_lost_its_agenda(where) and has_decayed(after)
    assert not has_decayed(make_record(WITHOUT))


QUIET, RARE = 0.05, 0.01
"""How much of what passed on a table still does."""


def test_simulated_in_part() -> None:
    assert share(at_the_table(loud=QUIET), has_lost_its_agenda) >= MOST


def test_control_simulated_a_lively_table() -> None:
    assert share(at_the_table(loud=1.0), has_lost_its_agenda) <= SELDOM


def test_control_simulated_a_quiet_table_that_does_not_decay() -> None:
    assert share(at_the_table(loud=QUIET, work_days=1e6), has_lost_its_agenda) <= SELDOM


def consultations(*, ministers: float) -> list[Record]:
    """A year more at a desk where half a year has been form, while ministers hardly meet, or do as often as ever."""
    tables = (replace(c, agenda=(Agenda(issues=("border",)),) if c.id == "desk" else ()) for c in CHANNELS
              if c.id in ("desk", "ministers"))  # fmt: skip
    last = (act(f"w{n}", 0, by, "demand", target=to, channel="desk", issue="border")
            for n, (by, to) in enumerate((("alda", "borin"), ("borin", "alda"))))  # fmt: skip
    made = case(*last, *busy("desk", "ministers"), channels=tuple(tables))
    where = unending(scene(made, {"alda": "stall", "borin": "stall"}, turns=52))
    return records(LEVERS["mute"].change(where, {"channel": "ministers", "k": ministers}), runs=24)


def test_simulated_consultations_that_nobody_revives() -> None:
    assert share(consultations(ministers=RARE), partial(has_decayed, channel="desk")) >= MOST


def test_control_simulated_ministers_revive_them() -> None:
    assert share(consultations(ministers=1.0), partial(has_decayed, channel="desk")) <= SELDOM
