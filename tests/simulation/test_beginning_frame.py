"""The frame as of the last day on record: how far deadlines are believed, and which mandates are in force."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from simulated import bundled, played_by_all

from counterpoint.case.model import Case, Deadline, Mandate
from counterpoint.case.when import parse_when as when
from counterpoint.record.record import make_record
from counterpoint.simulation import world
from counterpoint.simulation.arrays import UNCLEAR
from counterpoint.simulation.framing import Cut, cut
from counterpoint.simulation.scene import Scene, make_scene
from counterpoint.simulation.world import dates_of

NAME = "russia-us-2025"
DUE = "2025-06-20"


def scene_of_case(case: Case) -> Scene:
    return make_scene(make_record(case), played_by_all(case), turns=8)


def deadline(one: str, *, on: tuple[str, ...], believed: float | None) -> Deadline:
    return Deadline(one, "a date", when(DUE), on=on, announced=when("2025-05-01"), believed=believed)


def coded_beliefs(case: Case) -> list[float]:
    """How far each date is believed, as the case has it: of those set on who plays, what differs in it or in date."""
    record = make_record(case)
    parties = {p.id for p in case.parties}
    found = {
        (d.announced.last.toordinal() if d.announced else record.start, date.last.toordinal(), d.believed)
        for d in case.deadlines if set(d.on) & parties
        for date in (d.date, *d.moved) if d.announced is None or d.announced.last.toordinal() <= record.as_of
    }  # fmt: skip
    return sorted(1.0 if believed is None else believed for _, _, believed in found)


@pytest.mark.parametrize("name", ["russia-us-2025", "geneva-2022"])
def test_a_deadline_is_believed_as_the_case_says(name: str) -> None:
    scene = scene_of_case(bundled(name))
    assert sorted(scene.world.believed) == coded_beliefs(bundled(name))
    assert scene.world.believed.min() < 1.0 and len(scene.world.believed) == len(scene.world.dates)


def test_dates_that_are_believed_otherwise_stay_apart() -> None:
    case = bundled(NAME)
    pair = (deadline("one", on=("russia",), believed=0.2), deadline("two", on=("us",), believed=0.9))
    scene = scene_of_case(replace(case, deadlines=pair))
    assert scene.world.believed.tolist() == [0.2, 0.9]
    who = [scene.cut.parties.index(p) for p in ("russia", "us")]
    pressed = scene.world.dates[..., 0].any(axis=2)
    assert [np.flatnonzero(row).tolist() for row in pressed] == [[who[0]], [who[1]]]
    alike = tuple(replace(d, believed=0.2) for d in pair)
    merged = scene_of_case(replace(case, deadlines=alike))
    assert merged.world.believed.tolist() == [0.2] and merged.world.dates[0, who, 0, 0].all()


def test_a_world_that_believes_every_date_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: what the case says of belief is not looked at."""

    def credulous(one: Cut) -> list[tuple[int, int, float, tuple[str, ...]]]:
        return [(known, due, 1.0, on) for known, due, _, on in dates_of(one)]

    monkeypatch.setattr(world, "dates_of", credulous)
    assert sorted(scene_of_case(bundled(NAME)).world.believed) != coded_beliefs(bundled(NAME))


def unclear(*mandates: Mandate) -> bool:
    """Whether Ryabkov, who sits alone somewhere, has no clear mandate when these are his."""
    case = bundled("geneva-2022")
    envoys = tuple(replace(e, mandates=mandates, standing="mandated") if e.id == "ryabkov" else e for e in case.envoys)
    laid = cut(make_record(replace(case, envoys=envoys)), [p.id for p in case.parties])
    alone = [(p, c) for (p, c), seats in laid.seats.items() if [s.envoy for s in seats] == ["ryabkov"]]
    found = {bool(scene_of_case(replace(case, envoys=envoys)).world.seats[p, c, UNCLEAR]) for p, c in alone}
    assert len(found) == 1
    return found.pop()


EARLY, LATE = when("2021-12-31"), when("2030-01-01")
"""Before and after the last day on record."""


@pytest.mark.parametrize(("mandates", "expected"), [
    ((), False),
    ((Mandate(),), False),
    ((Mandate(clear=False),), True),
    ((Mandate(until=EARLY),), True),
    ((Mandate(since=LATE),), True),
    ((Mandate(clear=False, until=EARLY), Mandate(since=EARLY)), False),
    ((Mandate(clear=False, since=LATE), Mandate()), False),
    ((Mandate(issues=("missiles",)),), False),
])  # fmt: skip
def test_mandates_are_those_of_the_last_day(mandates: tuple[Mandate, ...], expected: bool) -> None:
    assert unclear(*mandates) is expected


def test_a_world_that_heeds_no_dates_of_mandates_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: every mandate that an envoy ever had counts, as it once did."""
    monkeypatch.setattr(world, "_clear", lambda mandates, now: all(m.clear for m in mandates))
    assert not unclear(Mandate(until=EARLY))
    assert unclear(Mandate(clear=False, until=EARLY), Mandate(since=EARLY))
