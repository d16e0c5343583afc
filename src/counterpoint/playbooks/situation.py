"""What a party acts upon: one step function for history and for simulated futures.

`hear` takes an act that has just become known to the party; `look` gives the situation as numbers, in the order
of FEATURES. Only what the party could hear is ever handed to `hear`, so nothing here can look ahead.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from math import exp

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Act, Case, Channel
from counterpoint.case.vocabulary import GIVING
from counterpoint.measures import positions, promises
from counterpoint.playbooks.classes import channel_class
from counterpoint.playbooks.features import (
    ASK_SCALE,
    DEADLINE_SCALE,
    ELAPSED_SCALE,
    FEATURES,
    INDEX,
    RECENT,
    SLOW,
)
from counterpoint.record.record import Record, tone

ASKS = frozenset({"demand", "new_demand", "ultimatum"})
FORCE = frozenset({"strike", "breach"})
HARM = frozenset({"pressure", "strike", "threaten", "ultimatum"})
HOLDS = frozenset({"suspend", "procedure"})
ANYWHERE = ""
"""Stands for 'on any issue' and for 'on no channel'."""

Trace = tuple[float, int]
"""A level and the day (ordinal) on which it was last raised."""


@dataclass(frozen=True, slots=True)
class World:
    """What the party knows of the frame: itself, the other side, dates, events and series about it, by day."""

    party: str
    other: str
    start: int
    deadlines: tuple[tuple[int, int], ...] = ()
    """(known from, due), both ordinals."""
    events: tuple[tuple[int, float], ...] = ()
    """(day, +1 for or -1 against)."""
    series: tuple[tuple[int, str, float], ...] = ()
    """(day, support or battlefield, value)."""


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a party remembers of what it heard."""

    traces: dict[Hashable, Trace] = field(default_factory=dict)
    asks: dict[str, int] = field(default_factory=dict)
    """Open asks of this party: issue -> day first asked."""
    ledger: promises.Ledger = field(default_factory=promises.start)
    stands: positions.Stands = field(default_factory=positions.start)
    own_last: float = 0.0


@dataclass(frozen=True, slots=True)
class Heard:
    """An act as the party hears it: whose it is, whom it is aimed at, and when (ordinal)."""

    act: Act
    by: str
    to: str | None
    now: int


def make_world(record: Record, party: str, other: str) -> World:
    """The frame of a case for one party; deadlines count from their announcement."""
    case: Case = record.case
    deadlines = []
    for d in case.deadlines:
        if party not in d.on:
            continue
        known = d.announced.last.toordinal() if d.announced else record.start
        deadlines += [(known, w.last.toordinal()) for w in (d.date, *d.moved)]
    events = [(e.date.last.toordinal(), 1.0 if party in e.favours else -1.0) for e in case.events
              if party in e.favours or party in e.hurts]  # fmt: skip
    series = [(r.date.last.toordinal(), r.name, r.value) for r in case.series if r.about == party]
    return World(party, other, record.start, tuple(sorted(deadlines)), tuple(sorted(events)), tuple(sorted(series)))


def hear(state: Situation, heard: Heard, world: World) -> Situation:
    """The situation after an act has been heard."""
    act, now = heard.act, heard.now
    traces = dict(state.traces)
    issue, channel = act.issue or ANYWHERE, act.channel or ANYWHERE
    own, theirs = heard.by == world.party, heard.by == world.other
    asks = state.asks
    _raise(traces, ("fast", channel), act.weight, now, RECENT)
    _raise(traces, ("slow", channel), act.weight, now, SLOW)
    if act.kind in HOLDS and act.because:
        _raise(traces, ("held_up", issue), 1.0, now, RECENT)
    if own and act.kind in ASKS and issue not in asks:
        asks = asks | {issue: now}
    if theirs:
        asks = _hear_other(traces, asks, heard, world)
    if heard.to == world.party and not own and act.kind in HARM:
        _raise(traces, ("pressure", ANYWHERE), act.weight, now, RECENT)
    return Situation(
        traces=traces,
        asks=asks,
        ledger=promises.step(state.ledger, act, by=heard.by, to=heard.to, now=now),
        stands=positions.step(state.stands, act, by=heard.by),
        own_last=tone(act) if own else state.own_last,
    )


def _hear_other(traces: dict[Hashable, Trace], asks: dict[str, int], heard: Heard, world: World) -> dict[str, int]:
    """Raise the traces that the other side's act leaves; returns the asks still open."""
    act, now = heard.act, heard.now
    issue = act.issue or ANYWHERE
    _raise(traces, ("tone", ANYWHERE), tone(act), now, RECENT)
    _raise(traces, ("spoke", ANYWHERE), 1.0, now, RECENT)
    if act.kind in FORCE or act.breaks:
        _raise(traces, ("breached", ANYWHERE), act.weight, now, RECENT)
    if act.kind in ASKS:
        _raise(traces, ("asked", issue), act.weight, now, RECENT)
    if act.kind in GIVING:
        _raise(traces, ("softened", issue), act.weight, now, RECENT)
        if issue in asks:
            _raise(traces, ("met", issue), act.weight, now, RECENT)
            return {k: v for k, v in asks.items() if k != issue}
    return asks


def look(
    state: Situation, world: World, *, now: int, channel: Channel | None, issue: str | None
) -> NDArray[np.float64]:
    """The situation on a day, on a channel, about an issue (None: any): shape (len(FEATURES),), each in [0, 1]."""
    x = [0.0] * len(FEATURES)  # a list, for to set numbers one by one in an array is slow
    put = INDEX
    x[put["always"]] = 1.0
    _look_calendar(x, world, now)
    spoke = _level(state, ("spoke", ANYWHERE), now, RECENT)
    mood = _level(state, ("tone", ANYWHERE), now, RECENT) / (1.0 + spoke) / 1.5
    x[put["warmth"]], x[put["coolness"]] = min(max(mood, 0.0), 1.0), min(max(-mood, 0.0), 1.0)
    x[put["pressure"]] = 1 - exp(-_level(state, ("pressure", ANYWHERE), now, RECENT))
    x[put["breached"]] = 1 - exp(-_level(state, ("breached", ANYWHERE), now, RECENT))
    for name in ("softened", "met", "asked", "held_up"):
        feature = {"softened": "other_softened", "met": "demand_met"}.get(name, name)
        x[put[feature]] = 1 - exp(-_on_issue(state, name, issue, now))
    x[put["near_agreement"]] = _nearness(state, world, issue)
    _look_channels(x, state, channel, now)
    ledger = promises.settle(state.ledger, now)
    owed = sum(1 for p in ledger.pending if p.by == world.party and p.to in (None, world.other))
    x[put["promise_owed"]] = 1 - exp(-owed)
    oldest = min(state.asks.values(), default=now) if issue is None else state.asks.get(issue, now)
    x[put["asks_unmet"]] = 1 - exp(-max(now - oldest, 0) / ASK_SCALE)
    x[put["own_last_cordial"]] = min(max(state.own_last, 0.0), 1.0)
    x[put["own_last_hostile"]] = min(max(-state.own_last, 0.0), 1.0)
    return np.array(x)


def _look_calendar(x: list[float], world: World, now: int) -> None:
    """Fill in what the calendar says: deadlines, events, series, time gone by."""
    for known, due in world.deadlines:
        if known <= now:
            name = "deadline_near" if due >= now else "deadline_passed"
            x[INDEX[name]] = max(x[INDEX[name]], exp(-abs(due - now) / DEADLINE_SCALE))
    for when, sign in world.events:
        if when <= now:
            name = "event_for" if sign > 0 else "event_against"
            x[INDEX[name]] = max(x[INDEX[name]], 0.5 ** ((now - when) / RECENT))
    latest: dict[str, float] = {name: value for when, name, value in world.series if when <= now}
    x[INDEX["support_low"]] = max(-latest.get("support", 0.0), 0.0)
    x[INDEX["losing"]] = max(-latest.get("battlefield", 0.0), 0.0)
    x[INDEX["winning"]] = max(latest.get("battlefield", 0.0), 0.0)
    x[INDEX["elapsed"]] = 1 - exp(-max(now - world.start, 0) / ELAPSED_SCALE)


def _look_channels(x: list[float], state: Situation, channel: Channel | None, now: int) -> None:
    """Fill in where this is said, and what goes on elsewhere."""
    here = channel.id if channel else ANYWHERE
    kind = channel_class(channel)
    x[INDEX["in_public"]] = float(kind == "public" or (channel is not None and channel.visibility == "public"))
    x[INDEX["in_secret"]] = float(kind == "secret")
    x[INDEX["at_top"]] = float(channel is not None and channel.level in ("leaders", "ministers"))
    elsewhere, fading = 0.0, 0.0
    for key in state.traces:
        if isinstance(key, tuple) and key[0] == "fast" and key[1] != here:
            fast = _level(state, key, now, RECENT)
            usual = _level(state, ("slow", key[1]), now, SLOW) * RECENT / SLOW
            elsewhere += fast
            fading = max(fading, (usual - fast) / (usual + 0.5))
    x[INDEX["active_elsewhere"]] = 1 - exp(-elsewhere / 5)
    x[INDEX["fading_elsewhere"]] = min(max(fading, 0.0), 1.0)


def _nearness(state: Situation, world: World, issue: str | None) -> float:
    """Closeness of stated positions from half-way (0) to equal (1); on any issue, the closest."""
    issues = sorted({i for i, _ in state.stands.held}) if issue is None else [issue]
    near = [positions.nearness(state.stands, i, world.party, world.other) for i in issues]
    return max((max(2 * n - 1, 0.0) for n in near if n is not None), default=0.0)


def _on_issue(state: Situation, name: str, issue: str | None, now: int) -> float:
    """Level of a trace on one issue, acts without an issue counting for all; on any issue, the highest."""
    general = _level(state, (name, ANYWHERE), now, RECENT)
    if issue is not None:
        return general + _level(state, (name, issue), now, RECENT)
    keys = [k for k in state.traces if isinstance(k, tuple) and k[0] == name and k[1] != ANYWHERE]
    return general + max((_level(state, k, now, RECENT) for k in keys), default=0.0)


def _level(state: Situation, key: Hashable, now: int, half: float) -> float:
    value, since = state.traces.get(key, (0.0, now))
    return float(value * 0.5 ** (max(now - since, 0) / half))


def _raise(traces: dict[Hashable, Trace], key: Hashable, by: float, now: int, half: float) -> None:
    value, since = traces.get(key, (0.0, now))
    traces[key] = (value * 0.5 ** (max(now - since, 0) / half) + by, max(now, since))
