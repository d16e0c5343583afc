"""What the record says of each series of a fan up to the day on which the runs begin: the same measure, turn by turn.

Rule     what the main pair had heard by each turn's end (playbooks.hearing), read as the kernel reads its own memory
Unit     as in the fan of the same name
Status   exact bookkeeping
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import isnan, nan
from typing import Final

from counterpoint.playbooks.features import RECENT
from counterpoint.playbooks.hearing import Hearing, listen
from counterpoint.playbooks.situation import ANYWHERE, Situation
from counterpoint.record.record import day
from counterpoint.simulation.arrays import FRONT, IDEAL, SHARE
from counterpoint.simulation.scene import Scene

MOST: Final = 520
"""Turns back from the end of the record, at most."""
COLD: Final = 1.5
"""Tone at which warmth is full, as in the kernel."""
Key = tuple[str, str | None]
Pasts = dict[Key, list[tuple[str, float]]]


def pasts(scene: Scene) -> Pasts:
    """Per series (name, about) its values on record: (ISO date, value), from the first turn to the last day."""
    cut = scene.cut
    pair = {cut.parties[0]: 0, cut.parties[cut.other[0]]: cut.other[0]}
    told = pair | {cut.parties[p]: p for p in [int(scene.world.plain[FRONT])] if p >= 0}
    hearings = {party: listen(cut.record, party, cut.parties[cut.other[p]]) for party, p in told.items()}
    found: Pasts = {}
    for now in _days(scene):
        iso = date.fromordinal(now - 1).isoformat()
        states = {party: hearing.before(now) for party, hearing in hearings.items()}
        values: dict[Key, float] = {("acts", None): _acts(scene, now), ("gap", None): _gap(scene, states, pair)}
        for party, hearing in hearings.items():
            values["warmth", party] = _warmth(states[party], now)
            values |= {(name, party): _level(hearing, name, now) for name in ("support", "battlefield")}
            values |= {(f"position:{i.id}", party): _own(states[party], i.id, party) for i in cut.issues}
        for key, value in values.items():
            if not isnan(value):
                found.setdefault(key, []).append((iso, round(value, 4)))
    return found


def _days(scene: Scene) -> list[int]:
    """The day after the end of each turn on record, in order; the last is that on which the runs begin."""
    record = scene.cut.record
    back = range(record.as_of + 1, record.start, -record.case.turn_days)
    return list(back)[:MOST][::-1]


def _acts(scene: Scene, now: int) -> float:
    """Acts of those who play in the turn before a day."""
    record, days = scene.cut.record, scene.cut.record.case.turn_days
    return float(sum(now - days <= day(a) < now and record.actor_party(a) in scene.cut.parties for a in record.acts))


def _own(state: Situation, issue: str, party: str) -> float:
    held = state.stands.held.get((issue, party))
    return nan if held is None else held


def _gap(scene: Scene, states: Mapping[str, Situation], pair: Mapping[str, int]) -> float:
    """The distance between the main pair, weighted as a settlement is; what was not stated counts as wished."""
    left = 0.0
    for i, issue in enumerate(scene.cut.issues):
        owns = ((_own(states[party], issue.id, party), scene.world.stakes[p, i, IDEAL]) for party, p in pair.items())
        first, second = (float(ideal) if isnan(own) else own for own, ideal in owns)
        left += float(scene.world.matters[i, SHARE]) * abs(first - second)
    return left


def _warmth(state: Situation, now: int) -> float:
    """How cordial (to 1) or hostile (to -1) what a party has heard of late was."""
    tone, spoke = (_faded(state.traces.get((name, ANYWHERE)), now) for name in ("tone", "spoke"))
    return tone / (1.0 + spoke) / COLD


def _faded(trace: tuple[float, int] | None, now: int) -> float:
    return 0.0 if trace is None else float(trace[0] * 0.5 ** (max(now - trace[1], 0) / RECENT))


def _level(hearing: Hearing, name: str, now: int) -> float:
    """The last reading of a series; not a number where there is none yet."""
    return next((v for when, n, v in sorted(hearing.world.series, reverse=True) if n == name and when <= now), nan)
