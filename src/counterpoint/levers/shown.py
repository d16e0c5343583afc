"""How a lever shows in the case, so that a told run says how it was played: a channel or a date told otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from counterpoint.case.model import Deadline
from counterpoint.case.when import When
from counterpoint.simulation.scene import Scene


def day_of(scene: Scene, days: int) -> When:
    """The day that lies so many days after the last one on record."""
    day = date.fromordinal(scene.cut.record.as_of + days)
    return When(day, day)


def turn_begins(scene: Scene, turn: int) -> int:
    """Days from the last one on record to the day on which the acts of a turn are dated."""
    return 1 + turn * scene.cut.record.case.turn_days


def on_channel(scene: Scene, c: int, **changes: Any) -> Scene:
    """The scene in which a channel is told otherwise."""
    channels = list(scene.cut.channels)
    channels[c] = replace(channels[c], **changes)
    return replace(scene, cut=replace(scene.cut, channels=tuple(channels)))


def unused(scene: Scene) -> str:
    """An id for a deadline that the case has not."""
    taken = {deadline.id for deadline in scene.cut.record.case.deadlines}
    return next(name for n in count(1) if (name := f"lever-deadline-{n}") not in taken)


def with_deadline(scene: Scene, deadline: Deadline) -> Scene:
    """The scene whose case has one more date."""
    record = scene.cut.record
    case = replace(record.case, deadlines=(*record.case.deadlines, deadline))
    return replace(scene, cut=replace(scene.cut, record=replace(record, case=case)))
