"""What a party has heard by any day: one walk through the record, kept day by day."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from counterpoint.case.model import Act
from counterpoint.measures import positions
from counterpoint.playbooks.situation import Heard, Situation, World, hear, make_world
from counterpoint.record.record import NEVER, Record, day, heard_from


@dataclass(frozen=True)
class Hearing:
    """The frame of a party, the days (ordinals) on which it heard of acts, and its situation before and after each.

    states[0] holds before the first of days, states[i + 1] from the day after days[i].
    """

    world: World
    days: tuple[int, ...]
    states: tuple[Situation, ...]

    def before(self, now: int) -> Situation:
        """The situation from everything heard up to the day before now (ordinal)."""
        return self.states[bisect_left(self.days, now)]


def listen(record: Record, party: str, other: str) -> Hearing:
    """All that a party hears of a record, facing another party."""
    world = make_world(record, party, other)
    heard = [(max(heard_from(record, a, party), day(a)), i, a) for i, a in enumerate(_told_once(record))]
    state = Situation(stands=positions.start(record.case.issues))
    days: list[int] = []
    states = [state]
    for when, _, act in sorted((h for h in heard if h[0] < NEVER), key=lambda h: h[:2]):
        state = hear(state, heard_as(record, act, when), world)
        if days and days[-1] == when:
            states[-1] = state
        else:
            days.append(when)
            states.append(state)
    return Hearing(world, tuple(days), tuple(states))


def heard_as(record: Record, act: Act, now: int) -> Heard:
    """An act as it is heard on a day."""
    return Heard(act, record.actor_party(act), record.target_party(act), now)


def _told_once(record: Record) -> list[Act]:
    """The acts, those once that were split into rows or that a source repeats: nobody hears an act ten times."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for act in record.acts:
        key = (act.occasion or act.date, act.actor, act.kind, act.issue, act.target, act.occasion or act.source)
        if key not in seen:
            seen.add(key)
            kept.append(act)
    return kept
