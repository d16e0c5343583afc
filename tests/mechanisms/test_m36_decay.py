"""Mechanism 36: not to negotiate is a move; and talks decay into consultations without agenda, date or responsible
person.

Article     004, paragraphs 2 to 4, 13 and 24
Recorded    `reject` of the talks, an `agenda` that ends, `procedure` with `until`, a chief negotiator whose spell
            ends
Recognised  by the measures `stalling` (only form is left), `agenda` (it has ended, and for how long there has been
            none), `mandates` (nobody leads) and `balance` (no leader comes any more)
Simulated   by two sides that, by tendencies written by hand, do less work and more form at a desk the longer it lasts
            and the longer their asks go unmet: in three years the desk's agenda is lost in play for a hundred days or
            more, and half or more of what Alda says from then on is form, in 44 of 48 played records (none without the
            tendencies; none where nothing decays). Revised after a first look: in two years in 45 of 48. No leader
            comes there by the set-up, and nobody loses his chief in play
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpoint.case.model import Agenda, Case, Chief
from counterpoint.measures.agenda import in_force, spells
from counterpoint.record.record import Record, make_record

from .mechanism_cases import ALDA, CHANNELS, ENVOYS, PARTIES, act, case, of, on, round_trip, table
from .played import MOST, SELDOM, Own, Plays, busy, records, scene, share, unending

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


FORMAL, WITHOUT_AGENDA = 0.5, 100
"""Share of form, by `stalling`, in what is said without an agenda; days without one."""


def has_decayed(where: Record, channel: str = "desk") -> bool:
    """Whether a table is without an agenda as long as in the made-up record, and what Alda then says there is form."""
    if of(table(where, "agenda")["tables"], channel=channel)["days_without"] < WITHOUT_AGENDA:
        return False
    held = spells(where, where.channels[channel])
    after = replace(where, acts=tuple(a for a in where.acts if a.channel == channel and not in_force(held, a)))
    form = of(table(after, "stalling")["parties"], party="alda")["form"]["value"] or 0.0 if after.acts else 0.0
    return bool(form >= FORMAL)


def test_recognised_in_one() -> None:
    where = make_record(WITH)
    after = replace(where, acts=tuple(replace(a, channel="ministers") for a in where.acts))
    assert has_decayed(after, "ministers") and not has_decayed(make_record(WITHOUT), "ministers")


WORK = ("offer", "soften", "accept", "demand", "new_demand", "reject", "probe", "sign", "release", "ease")
NEGLECT: Own = [
    *({"part": "kind", "when": when, "what": what, "nats": nats}
      for what in WORK for when, nats in (("always", -0.5), ("elapsed", -1.5), ("asks_unmet", -1.5))),
    *({"part": "kind", "when": when, "what": "procedure", "nats": 1.5} for when in ("elapsed", "asks_unmet")),
]  # fmt: skip
"""How a side lets talks decay, written by hand."""


def at_a_desk(tendencies: Own, *, work_days: float = 120.0, seed: int = 0) -> list[Record]:
    """Two stallers with tendencies of their own meet at a desk every week for three years; it has an agenda."""
    desk = (replace(c, agenda=(Agenda(issues=("border",)),)) for c in CHANNELS if c.id == "desk")
    asked = (act(f"w{n}", 0, by, "demand", target=to, channel="desk", issue="border")
             for n, (by, to) in enumerate((("alda", "borin"), ("borin", "alda"))))  # fmt: skip
    side = {"aim": "stall", "regularity": 100, "tendencies": tendencies}
    plays: Plays = {"alda": side, "borin": side}
    made = case(*asked, *busy("desk", every=7), channels=tuple(desk))
    return records(unending(scene(made, plays, turns=156, work_days=work_days)), runs=24, seed=seed)


def test_simulated() -> None:
    assert share(at_a_desk(NEGLECT), has_decayed) >= MOST


def test_control_simulated_without_the_tendencies() -> None:
    assert share(at_a_desk([]), has_decayed) <= SELDOM


def test_control_simulated_talks_that_do_not_decay() -> None:
    assert share(at_a_desk(NEGLECT, work_days=1e6), has_decayed) <= SELDOM
