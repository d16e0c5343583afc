"""A run from a day within a record hangs on nothing that came later: the scene is that of a case that ends there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from simulated import bundled, played_by_all

from counterpoint.case.model import Case, Deadline, Threat
from counterpoint.case.when import When
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.scene import Scene, make_scene

CASES = [(name, share) for name in ("dobrynin-1969", "russia-us-2025", "geneva-2022", "iran-2012")
         for share in (0.3, 0.7)]  # fmt: skip


def day_within(case: Case, share: float) -> int:
    """A day so far into the record of a case (ordinal)."""
    full = make_record(case)
    return full.start + int(share * (full.as_of - full.start))


def ended(case: Case, now: int) -> Case:
    """The case as it could have been written on a day; what is said of channels, seats and stakes stays."""

    def known(when: When | None) -> bool:
        return when is None or when.last.toordinal() <= now

    return replace(
        case,
        acts=tuple(a for a in case.acts if a.date.first.toordinal() <= now),
        events=tuple(e for e in case.events if known(e.date)),
        series=tuple(r for r in case.series if known(r.date)),
        deadlines=tuple(d for d in case.deadlines if known(d.announced)),
        threats=tuple(t for t in case.threats if known(t.announced)),
    )


def scene_at(case: Case, record: Record) -> Scene:
    return make_scene(record, played_by_all(case), turns=12)


def apart(one: Scene, other: Scene) -> list[str]:
    """Arrays in which two scenes differ."""
    found = []
    for part in ("world", "start", "cast"):
        here, there = getattr(one, part), getattr(other, part)
        found += [f"{part}.{name}" for name in here._fields
                  if getattr(here, name).tobytes() != getattr(there, name).tobytes()]  # fmt: skip
    return found


@pytest.mark.parametrize(("name", "share"), CASES)
def test_nothing_that_came_later_is_in_a_scene(name: str, share: float) -> None:
    case = bundled(name)
    now = day_within(case, share)
    scene = scene_at(case, make_record(case, as_of=now))
    early = ended(case, now)
    assert len(early.acts) < len(case.acts)
    assert apart(scene, scene_at(case, make_record(early, as_of=now))) == []


def test_what_is_let_in_from_later_is_caught() -> None:
    case = bundled("russia-us-2025")
    now = day_within(case, 0.5)
    scene, when = scene_at(case, make_record(case, as_of=now)), case.acts[0].date
    party = scene.cut.parties[0]
    deadline = Deadline("leak", "d", case.acts[-1].date, on=(party,), announced=when)
    threat = Threat("leak", "t", by=party, announced=when, believed=1.0)
    leaks = {
        "world.dates": replace(case, deadlines=(*case.deadlines, deadline)),
        "start.mem": replace(case, threats=(*case.threats, threat)),
    }
    for array, leaking in leaks.items():
        assert array in apart(scene, scene_at(case, make_record(leaking, as_of=now)))
    assert apart(scene, scene_at(case, make_record(case, as_of=now + 40)))
