"""A record as one party's arrays: what it did, in which situation, and where its silence can be heard.

Only acts are read that the party made; only what it could hear by the day before (or in the act it answers) makes up
the situation. Rows equal in all that a coder could split count once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Act, Channel
from counterpoint.playbooks.base import CHANNEL_CLASSES, ISSUE_CLASSES, TARGET_CLASSES
from counterpoint.playbooks.classes import act_channel_class, channel_class, issue_class, target_class
from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.playbooks.features import FEATURES
from counterpoint.playbooks.hearing import Hearing, heard_as, listen
from counterpoint.playbooks.situation import hear, look
from counterpoint.record.record import NEVER, Record, covered, day, heard_from

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CREDIBILITY = {"1": 1.0, "2": 0.5, "3": 0.0, "4": -1.0, "5": -2.0, "6": 0.0, None: 0.0}
"""Shift of the log-odds that a report is true, by Admiralty credibility (elicited)."""


@dataclass(frozen=True)
class Tables:
    """One party's record as arrays: N acts, O occasions, T turns, M covered cells, J features.

    x (N, J) situation on the act's issue, frame (N, J) on any issue; starts (O + 1,) rows of each occasion;
    cells_* one row per covered channel and turn. Turn t begins on day first + t * turn_days (ordinal).
    """

    party: str
    other: str
    hearing: Hearing
    first: int
    turn_days: int
    turns: int
    sources: tuple[str, ...]
    channels: tuple[str, ...]
    acts: tuple[Act, ...]
    x: Floats
    frame: Floats
    klass: Ints
    kind: Ints
    issue: Ints
    target: Ints
    source: Ints
    credit: Floats
    starts: Ints
    occasion_turn: Ints
    moody: NDArray[np.bool_]
    cell_count: Floats
    cell_days: Floats
    cell_turn: Ints
    cell_channel: Ints
    cell_class: Ints
    cell_x: Floats

    def turn_of(self, when: int) -> int:
        """The turn a day (ordinal) falls into."""
        return min(max((when - self.first) // self.turn_days, 0), self.turns - 1)


def make_tables(record: Record, party: str, other: str) -> Tables:
    """The arrays of one party towards its counterpart."""
    hearing = listen(record, party, other)
    own = _moves(record, party, other)
    found = [_look_act(record, hearing, a) for a in own]
    sources = tuple(sorted({a.source for a in own}))
    return Tables(
        party=party, other=other, hearing=hearing, first=record.start, sources=sources, acts=own,
        x=_matrix([x for x, _ in found]), frame=_matrix([frame for _, frame in found]),
        klass=_ints(CHANNEL_CLASSES.index(act_channel_class(record, a)) for a in own),
        kind=_ints(KIND_ORDER.index(a.kind) for a in own),
        issue=_ints(ISSUE_CLASSES.index(issue_class(record, a)) for a in own),
        target=_ints(TARGET_CLASSES.index(target_class(record, a, other=other)) for a in own),
        source=_ints(sources.index(a.source) for a in own),
        credit=np.array([CREDIBILITY[a.credibility] for a in own], dtype=float),
        **_timed(record, hearing, own, record.case.turn_days),
    )  # fmt: skip


def retimed(tables: Tables, record: Record, turn_days: int) -> Tables:
    """The tables with turns of another length: the acts are the same, only cells and turns are laid anew."""
    return replace(tables, **_timed(record, tables.hearing, tables.acts, turn_days))


def _timed(record: Record, hearing: Hearing, own: tuple[Act, ...], length: int) -> dict[str, Any]:
    """What hangs on the length of a turn [days]: turns of occasions, and the cells in which silence is heard."""
    turns = max(1, -(-(record.as_of - record.start + 1) // length))
    cells = _cells(record, own, length, turns)
    looks = [look(hearing.before(now), hearing.world, now=now, channel=c, issue=None) for now, _, _, c in cells]
    channels = tuple(sorted({c[3].id for c in cells}))
    starts, occasion_turn, moody = _occasions(own, record.start, length, turns)
    return {
        "turn_days": length, "turns": turns, "channels": channels,
        "starts": starts, "occasion_turn": occasion_turn, "moody": moody,
        "cell_count": np.array([c[2] for c in cells], dtype=float),
        "cell_days": np.full(len(cells), float(length)),
        "cell_turn": _ints(c[1] for c in cells),
        "cell_channel": _ints(channels.index(c[3].id) for c in cells),
        "cell_class": _ints(CHANNEL_CLASSES.index(channel_class(c[3])) for c in cells),
        "cell_x": _matrix(looks),
    }  # fmt: skip


def _ints(values: object) -> Ints:
    return np.array(list(values), dtype=np.int64)  # type: ignore[call-overload]


def _matrix(rows: list[Floats]) -> Floats:
    return np.array(rows, dtype=float) if rows else np.zeros((0, len(FEATURES)))


def _look_act(record: Record, hearing: Hearing, act: Act) -> tuple[Floats, Floats]:
    """The situation of an act: everything up to the day before, and up to the act that it answers."""
    world, now = hearing.world, day(act)
    state = hearing.before(now)
    for answered in act.answers:
        place = record.place.get(answered)
        if place is None:
            continue
        other = record.acts[place]
        when = heard_from(record, other, world.party)
        if day(other) <= now <= max(when, day(other)) < NEVER:
            state = hear(state, heard_as(record, other, now), world)
    channel = record.channels.get(act.channel or "")
    on_issue = look(state, world, now=now, channel=channel, issue=act.issue)
    return on_issue, look(state, world, now=now, channel=channel, issue=None)


def _moves(record: Record, party: str, other: str) -> tuple[Act, ...]:
    """The party's acts, each move once, ordered so that those of an occasion stand together.

    On one occasion a kind counts once, however many rows it was split into; without an occasion, rows equal in all that
    is scored and in source are one.
    """
    seen: set[tuple[object, ...]] = set()
    kept: list[tuple[int, str, int, Act]] = []
    first_day: dict[str, int] = {}
    for i, act in enumerate(record.acts):
        if record.actor_party(act) != party:
            continue
        key: tuple[object, ...] = (act.occasion, act.kind)
        if act.occasion is None:
            key = (None, act.date, act.kind, act.issue, target_class(record, act, other=other), act.source)
        if key in seen:
            continue
        seen.add(key)
        group = act.occasion or f"\0{act.id}"
        kept.append((first_day.setdefault(group, day(act)), group, i, act))
    return tuple(act for *_, act in sorted(kept, key=lambda row: row[:3]))


def _occasions(own: tuple[Act, ...], first: int, length: int, turns: int) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Row bounds of each occasion (O + 1,), its turn (O,), and whether its acts share a mood (O,)."""
    starts, turn, moody, row = [0], [], [], 0
    for _, group in groupby(own, key=lambda a: a.occasion or f"\0{a.id}"):
        acts = list(group)
        row += len(acts)
        starts.append(row)
        turn.append(min(max((day(acts[0]) - first) // length, 0), turns - 1))
        moody.append(len(acts) > 1)
    return _ints(starts), _ints(turn), np.array(moody, dtype=bool)


def _cells(record: Record, own: tuple[Act, ...], length: int, turns: int) -> list[tuple[int, int, int, Channel]]:
    """Channel and turn pairs in which silence can be heard: (first day, turn, occasions, channel)."""
    tally: dict[tuple[str, int], set[str]] = {}
    for act in own:
        if act.channel:
            turn = min(max((day(act) - record.start) // length, 0), turns - 1)
            tally.setdefault((act.channel, turn), set()).add(act.occasion or act.id)
    cells = []
    for channel in record.case.channels:
        if not _listens(record, channel):
            continue
        opened = channel.opened.first.toordinal() if channel.opened else 0
        closed = channel.closed.last.toordinal() if channel.closed else NEVER
        for turn in range(turns):
            first = record.start + turn * length
            last = first + length - 1
            if opened <= first and last <= min(closed, record.as_of) and covered(record, channel, first, last):
                cells.append((first, turn, len(tally.get((channel.id, turn), ())), channel))
    return cells


def _listens(record: Record, channel: Channel) -> bool:
    """Whether the eyes of the record would hear acts on this channel, so that silence on it says something."""
    if record.eyes == "archive" or channel.visibility == "public":
        return True
    return record.eyes != "public" and any(s.party == record.eyes for s in channel.seats)
