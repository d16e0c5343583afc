"""The world that the simulation's figures are taken on: a made record, played on from its last day.

Nothing of it is real. It has what a case may have: channels of every kind, core and technical issues, red lines and
reserves, envoys without a clear mandate, deadlines, threats, events and series; about one occasion in three weeks by
party and channel, as counted in real records.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import numpy as np

from counterpoint.case.model import (
    Act,
    Audience,
    Case,
    Channel,
    Clocks,
    Coverage,
    Deadline,
    Envoy,
    Event,
    Issue,
    Mandate,
    Party,
    Reading,
    Seat,
    Source,
    Stake,
    Threat,
    Tie,
)
from counterpoint.case.vocabulary import DEEDS, KIND_NAMES
from counterpoint.case.when import When
from counterpoint.record.record import make_record
from counterpoint.simulation.by_hand import make_document
from counterpoint.simulation.scene import Scene, make_scene

START: Final = date(2021, 1, 4)
WEEKS: Final = 52
"""Length of the record that the runs go on from."""
EVERY: Final = 21
"""Days between two occasions of a party on a channel."""
NAMES: Final = ("ardan", "belmar", "corvia", "dunmore", "estria", "farland")
LEVELS: Final = (
    ("leaders", "known"), ("working", "known"), ("intelligence", "secret"), ("technical", "known"),
    ("public", "public"), ("field", "public"), ("ministers", "known"), ("security", "known"), ("economic", "known"),
    ("track2", "tacit"), ("mediator", "known"), ("public", "public"),
)  # fmt: skip
PLAYS: Final = (
    {"aim": "sincere"}, {"aim": "stall", "techniques": ["modulation", "divided"]}, {"aim": "tough"},
    {"aim": "regroup", "techniques": ["wedge"]}, {"aim": "constrained"}, {"aim": "rejection"},
)  # fmt: skip


def made_scene(*, parties: int = 2, channels: int = 6, issues: int = 8, turns: int = 52) -> Scene:
    """A scene of so many of each: the first party sincere, the second stalls, with techniques."""
    case = made_case(parties=parties, channels=channels, issues=issues, turns=turns)
    cast = make_document(dict(zip(NAMES[:parties], PLAYS, strict=False)))
    return make_scene(make_record(case), cast, turns=turns)


def made_case(*, parties: int, channels: int, issues: int, turns: int) -> Case:
    """A record of a year, with dates known for the turns to come."""
    names = NAMES[:parties]
    seats = tuple(Seat(party=p, envoy=f"{p}-envoy" if n % 2 else None) for n, p in enumerate(names))
    full = (Coverage(level="full", why="made"),)
    held = tuple(Channel(id=f"c{c}", name=f"channel {c}", level=level, visibility=seen, seats=seats, coverage=full)  # type: ignore[arg-type]
                 for c, (level, seen) in enumerate(LEVELS[:channels]))  # fmt: skip
    case = Case(
        id="made", title="A made negotiation", purpose="illustration", start=_on(0), end=_on(7 * WEEKS - 1),
        parties=tuple(_party(n, names) for n in range(parties)),
        envoys=tuple(Envoy(id=f"{p}-envoy", name=f"envoy of {p}", party=p, stance=n % 3 - 1,
                           mandates=(Mandate(clear=n % 2 == 0),)) for n, p in enumerate(names)),
        channels=held, issues=tuple(_issue(i, names) for i in range(issues)),
        sources=(Source(id="archive", name="archive", reliability="A"),),
        events=tuple(Event(id=f"event-{k}", date=_on(day), name=f"event {k}", favours=(names[k % 2],),
                           hurts=(names[1 - k % 2],)) for k, day in enumerate(range(30, 7 * WEEKS, 84))),
        deadlines=tuple(Deadline(id=f"date-{k}", name=f"date {k}", date=_on(day), on=names[:2], announced=_on(day - 30))
                        for k, day in enumerate(range(63, 7 * (WEEKS + turns), 63))),
        threats=(Threat(id="threat", name="a threat", by=names[1], on=(names[0],), believed=0.6,
                        announced=_on(7 * WEEKS - 40)),),
        series=tuple(Reading(date=_on(day), name=name, about=p, value=value, source="archive")  # type: ignore[arg-type]
                     for day in range(0, 7 * WEEKS, 91) for n, p in enumerate(names[:2])
                     for name, value in (("support", 0.2 - day / 3000), ("battlefield", (0.1 - n * 0.2)))),
    )  # fmt: skip
    return _played(case, names)


def _on(day: int) -> When:
    when = START + timedelta(days=day)
    return When(when, when)


def _party(n: int, names: tuple[str, ...]) -> Party:
    """A party: the first two face each other, the others face one of them and are its friends."""
    return Party(
        id=names[n], name=names[n].title(), counterpart=names[1 - n] if n < 2 else names[n % 2],
        audiences=(Audience(id=f"{names[n]}-home", name="at home"),),
        ties=(Tie(to=names[1 - n % 2], kind="ally"),) if n > 1 else (),
        clocks=Clocks(patience=0.6 - 0.2 * (n % 2), fighting_cost=0.5, talking_cost=0.2, talk_gain=0.3),
    )  # fmt: skip


def _issue(i: int, names: tuple[str, ...]) -> Issue:
    """Every other issue is technical."""
    return Issue(
        id=f"i{i}", name=f"issue {i}", zero="Ardan's terms", one="Belmar's terms",
        kind="technical" if i % 2 else "core",
        stakes=tuple(Stake(party=p, declared=float(n % 2), red_line=0.6 - 0.2 * (n % 2), reserve_spread=0.15,
                           salience=(0.9, 0.6, 0.4, 0.3)[(i + n) % 4]) for n, p in enumerate(names)),
    )  # fmt: skip


def _played(case: Case, names: tuple[str, ...]) -> Case:
    """The case with occasions of one to three acts, at random days, on every channel of everybody."""
    rng, rows = np.random.default_rng(len(names)), []
    for p in names:
        for channel in case.channels:
            for k in range(7 * WEEKS // EVERY):
                day = k * EVERY + int(rng.integers(EVERY))
                for _ in range(1 + int(rng.poisson(0.5))):
                    rows.append((day, p, channel, f"{p}-{channel.id}-{k}"))
    acts = tuple(_act(n, row, case, rng) for n, row in enumerate(sorted(rows, key=lambda r: r[0])))
    from dataclasses import replace

    return replace(case, acts=acts)


def _act(n: int, row: tuple[int, str, Channel, str], case: Case, rng: np.random.Generator) -> Act:
    day, party, channel, occasion = row
    words = [k for k in KIND_NAMES if (k in DEEDS) == (channel.level == "field")]
    kind, issue = str(rng.choice(words)), case.issues[int(rng.integers(len(case.issues)))].id
    other = next(p.counterpart for p in case.parties if p.id == party)
    return Act(id=f"a{n}", date=_on(day), actor=party, kind=kind, source="archive", target=other, channel=channel.id,  # type: ignore[arg-type]
               issue=issue, position=round(float(rng.random()), 2) if kind in ("offer", "demand") else None,
               occasion=occasion)  # fmt: skip
