"""What a case dates later changes no byte of a forecast from a day and of its told runs; without the cut it would."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest
from simulated import bundled, played_by_all

from counterpoint.case.model import (
    Agenda,
    Case,
    Channel,
    Chief,
    Coverage,
    Deadline,
    Envoy,
    Event,
    Mandate,
    Reading,
    Seat,
    Threat,
)
from counterpoint.case.when import When, parse_when
from counterpoint.record import record as records
from counterpoint.record.record import make_record
from counterpoint.simulation.forecast import forecast
from counterpoint.simulation.run import play_many
from counterpoint.simulation.scene import make_scene
from counterpoint.simulation.stories import stories

DAY: Final = date(2021, 12, 16)
AFTER: Final = parse_when("2021-12-30")
ONE, OTHER = "russia", "us"
Plant = Callable[[Case], Case]


def played(case: Case, day: date) -> tuple[str, dict[str, Case]]:
    """The forecast from a day as it is written, and the runs that it tells as cases."""
    cast = played_by_all(case)
    scene = make_scene(make_record(case, as_of=day.toordinal()), cast, turns=8)
    out = play_many(scene, runs=60)
    said, runs = stories(scene, out, seed=0)
    document: dict[str, Any] = forecast(scene, out, seed=0, cast=cast) | {"stories": said}
    return json.dumps(document, sort_keys=True), runs


def base() -> Case:
    """A bundled case with a tense table: both sit there by envoys, without an end."""
    case = bundled("geneva-2022")
    envoys = (Envoy("ann", "Ann", ONE), Envoy("bea", "Bea", OTHER))
    table = Channel("table", "The table", "ministers", seats=(Seat(ONE, "ann"), Seat(OTHER, "bea")),
                    agenda=(Agenda((case.issues[0].id,)),), coverage=(Coverage("full"),))  # fmt: skip
    return replace(case, envoys=(*case.envoys, *envoys), channels=(*case.channels, table))


def at_table(change: Callable[[Channel], Channel]) -> Plant:
    return lambda case: replace(case, channels=(*case.channels[:-1], change(case.channels[-1])))


def chief(*told: Chief) -> Plant:
    def plant(case: Case) -> Case:
        return replace(case, parties=tuple(replace(p, chief_negotiator=told) if p.id == OTHER else p
                                           for p in case.parties))  # fmt: skip

    return plant


def mandate(told: Mandate) -> Plant:
    return lambda case: replace(case, envoys=tuple(replace(e, mandates=(told,)) if e.id == "ann" else e
                                                   for e in case.envoys))  # fmt: skip


def more(name: str, thing: Any, *, first: bool = False) -> Plant:
    def plant(case: Case) -> Case:
        had = getattr(case, name)
        return replace(case, **{name: (thing, *had) if first else (*had, thing)})

    return plant


def moved(case: Case) -> Case:
    return replace(case, deadlines=(replace(case.deadlines[0], moved=(AFTER,)), *case.deadlines[1:]))


def base_moved() -> Case:
    """The case with a date that is known on the day, and not yet moved."""
    due: When = parse_when("2021-12-20")
    return more("deadlines", Deadline("due", "Due", due, on=(ONE, OTHER)), first=True)(base())


LATE: Final[dict[str, Plant]] = {
    "channel": more("channels", Channel("late", "Late", "leaders", opened=AFTER)),
    "channel by its seats": more("channels", Channel("late", "Late", "leaders", seats=(Seat(ONE, since=AFTER),))),
    "closing": at_table(lambda c: replace(c, closed=AFTER)),
    "seat": at_table(lambda c: replace(c, seats=(*c.seats, Seat("nato", since=AFTER)))),
    "seat left": at_table(lambda c: replace(c, seats=(replace(c.seats[0], until=AFTER), *c.seats[1:]))),
    "agenda": at_table(lambda c: replace(c, agenda=(*c.agenda, Agenda((), since=AFTER)))),
    "agenda left": at_table(lambda c: replace(c, agenda=(replace(c.agenda[0], until=AFTER),))),
    "coverage": at_table(lambda c: replace(c, coverage=(replace(c.coverage[0], until=AFTER),
                                                        Coverage("none", since=AFTER)))),
    "chief": chief(Chief(None, since=AFTER)),
    "mandate": mandate(Mandate(since=AFTER, clear=False)),
    "envoy": more("envoys", Envoy("late", "Late", OTHER, mandates=(Mandate(since=AFTER),)), first=True),
    "deadline": more("deadlines", Deadline("late", "Late", AFTER, on=(ONE,), announced=AFTER)),
    "deadline moved": moved,
    "threat": more("threats", Threat("late", "Late", ONE, announced=AFTER, believed=1.0)),
    "event": more("events", Event("late", AFTER, "Late", favours=(ONE,))),
    "reading": more("series", Reading(AFTER, "support", ONE, -0.9, "s")),
}  # fmt: skip
HELD_TWICE: Final = {"seat left", "deadline", "threat", "event", "reading"}
"""What the simulator looks at by its date too, so that a forecast would not know it without the cut."""


def of(name: str) -> Case:
    return base_moved() if name == "deadline moved" else base()


@pytest.mark.parametrize("name", LATE)
def test_what_is_dated_later_is_not_in_a_forecast(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bare, planted = of(name), LATE[name](of(name))
    assert planted != bare
    assert played(planted, DAY) == played(bare, DAY)
    monkeypatch.setattr(records, "known_by", lambda case, day: case)
    assert (played(planted, DAY) == played(bare, DAY)) == (name in HELD_TWICE)


@pytest.mark.parametrize("name", LATE)
def test_the_same_from_before_the_day_is(name: str) -> None:
    late = date(2022, 1, 10)
    assert played(LATE[name](of(name)), late) != played(of(name), late)


def test_a_bundled_case_is_played_as_if_cut_by_hand() -> None:
    case, day = bundled("russia-us-2025"), date(2025, 2, 14)
    channels = {"ministers", "desk", "security", "economic", "istanbul"}
    by_hand = replace(
        case,
        channels=tuple(c for c in case.channels if c.id not in channels),
        envoys=tuple(e for e in case.envoys if e.id not in {"coulter", "karasin", "beseda"}),
    )
    assert len(by_hand.channels) == len(case.channels) - len(channels)
    assert played(case, day) == played(by_hand, day)
    later = date(2025, 2, 20)
    assert played(case, later) != played(by_hand, later)
