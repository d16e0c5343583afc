"""What the record has left between the main pair: talk, suspensions, threats, what is held up, and what is agreed.

Rule     as the kernel would hold it had the record been played from its first day, of what the two do to each other;
         what has not happened counts from that day. A suspension shuts its channel, or without an issue all that the
         two share, for SUSPENDED_DAYS (of a run, the mean), until somebody speaks there on a later day; a proposal to
         talk leaves half of the time, for in a run it opens a channel every second time. A threat falls due when its
         act says, else after THREAT_DAYS, and is over when force follows it. Deals and the last movement are those of
         measures.deals; terms that a yes does not name are those on which the other side stands. Where neither a
         position nor a yes is on record, no movement can be told, and its time counts from the first turn.
Limits   What home has disowned and nobody has said so is on no record
Unit     turns from the first; positions on the issue's scale [0..1]
Status   exact bookkeeping; compared in tests with what the kernel holds at the end of a run
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import DEEDS
from counterpoint.measures.deals import Course, course
from counterpoint.measures.positions import states
from counterpoint.playbooks.situation import FORCE, HOLDS
from counterpoint.record.record import day
from counterpoint.simulation.arrays import (
    AGREED,
    CHIEF,
    CLOSABLE,
    DARK,
    DISOWNED_BY,
    FORCED,
    GAVE,
    HELD,
    IDEAL,
    MOVED,
    NONE,
    SEATED,
    SECRET,
    SHUT,
    SIGNED_BY,
    TACIT,
    TALKED,
    TERMS,
    THREAT,
    TOP,
    UNDERSTANDING,
    UNDERSTOOD,
    UNTIL,
    WORKED,
    Line,
    World,
)
from counterpoint.simulation.framing import Cut
from counterpoint.simulation.looking import said_at
from counterpoint.simulation.moving import BY_DEEDS, STILL
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.world import GIVEN, TOP_LEVELS, WORK

BLOWS: Final = frozenset({"strike", "pressure", "breach"})
THREATS: Final = frozenset({"threaten", "ultimatum"})
TALKS: Final = frozenset({"propose_talks", "meet"})
YES: Final = frozenset({"accept"}) | GIVEN


class _Said(NamedTuple):
    """An act between the two: its turn, whose (0 or 1), and the places of its channel and issue (-1: none)."""

    act: Act
    turn: int
    p: int
    c: int
    i: int


@dataclass
class _So:
    """What is open so far: until which turn a channel is shut and on which day that was said; the turns of threats.

    held: where each party has said that it stands, by issue; heard: the same by the day before today;
    taken: the day on which it last said yes there.
    """

    shut: dict[int, tuple[int, int]] = field(default_factory=dict)
    due: dict[int, int] = field(default_factory=dict)
    held: dict[tuple[str, str | None], float] = field(default_factory=dict)
    heard: dict[tuple[str, str | None], float] = field(default_factory=dict)
    taken: dict[tuple[str, str | None], int] = field(default_factory=dict)
    today: int = 0


def take_up(line: Line, cut: Cut, world: World, rules: Rules) -> None:
    """Write into a line, with positions, what the record has left between the main pair."""
    line.marks[:] = (cut.record.start - cut.record.as_of - 1) // cut.record.case.turn_days
    line.marks[DARK], line.mem[:, THREAT], line.deals[:, GAVE:] = NONE, -1.0, NONE
    so, names = _So(), {c.id: k for k, c in enumerate(cut.channels)}
    for act in cut.record.acts:
        c, party = names.get(act.channel or "", -1), cut.record.actor_party(act)
        if party in cut.parties and so.shut.get(c, (0, day(act)))[1] < day(act):
            del so.shut[c]
        if day(act) != so.today:
            so.today, so.heard = day(act), dict(so.held)
        if party in cut.parties[:2]:
            _disown(so, line, cut, world, act)
        for said in _between(cut, act, c):
            _talk(line, world, said)
            _hold(line, cut, rules, said)
            _shut(so, line, cut, world, rules, said)
            _threaten(so, cut, rules, said)
            _give(line, world, said)
            _move(so, line, cut, world, said)
        if act.kind == "accept":
            so.taken[party, act.issue] = day(act)
        if act.position is not None and states(act):
            so.held[party, act.issue] = act.position
    for p, due in so.due.items():
        line.mem[p, THREAT] = due if due >= 0 else -1.0
    for c, (until, _) in so.shut.items():
        line.chan[c, SHUT] = max(until, 0)
    over = line.mem[:, UNTIL] <= 0
    line.mem[over, HELD] = line.mem[over, UNTIL] = 0.0
    _agree(line, cut, world, course(cut.record, cut.parties[:2]))  # type: ignore[arg-type]


def _turn(cut: Cut, day_: int) -> int:
    """The turn of a day on record, before the first."""
    return min((day_ - cut.record.as_of - 1) // cut.record.case.turn_days, -1)


def _between(cut: Cut, act: Act, c: int) -> Iterator[_Said]:
    """The act, if one of the main pair does it to the other."""
    record, pair = cut.record, cut.parties[:2]
    by = record.actor_party(act)
    if by in pair:
        p = pair.index(by)
        if act.target is None or record.target_party(act) == pair[1 - p]:
            issues = [i.id for i in cut.issues]
            yield _Said(act, _turn(cut, day(act)), p, c, issues.index(act.issue) if act.issue in issues else -1)


def _talk(line: Line, world: World, said: _Said) -> None:
    """Talk ends darkness, work keeps a channel at it, force is marked; leaders settle whose word holds."""
    act, turn, p, c, i = said
    if act.kind in WORK and c >= 0:
        line.chan[c, WORKED] = turn
    if c >= 0 and world.places[c, CLOSABLE]:
        line.marks[TALKED] = turn
        line.marks[DARK] = line.marks[DARK] if line.marks[DARK] == turn else NONE
    if act.kind == "suspend" and act.issue is None:
        line.marks[DARK] = turn
    if act.kind in FORCE:
        line.marks[FORCED] = line.marks[UNDERSTANDING] = turn
    if c >= 0 and i >= 0 and world.places[c, TOP]:
        line.deals[i, DISOWNED_BY] = int(line.deals[i, DISOWNED_BY]) & ~(p + 1)


def _hold(line: Line, cut: Cut, rules: Rules, said: _Said) -> None:
    """An issue for which the others have to wait."""
    issues = [i.id for i in cut.issues]
    if said.act.kind in HOLDS and said.act.because in issues:
        line.mem[:2, HELD] = issues.index(said.act.because)
        line.mem[:2, UNTIL] = said.turn + 1 + int(rules.hostage_days / cut.record.case.turn_days)


def _shut(so: _So, line: Line, cut: Cut, world: World, rules: Rules, said: _Said) -> None:
    """Channels that are suspended, or proposed to be opened again."""
    shared = [c for c in range(len(cut.channels)) if world.places[c, CLOSABLE] and world.seats[:2, c, SEATED].all()]
    now = said.turn + 1
    for c in shared:
        until, _ = so.shut.get(c, (now, 0))
        if said.act.kind == "suspend" and (said.act.issue is None or c == said.c):
            longer = max(until, now + int(rules.suspended_days / cut.record.case.turn_days))
            so.shut[c] = longer, day(said.act)
        elif said.act.kind in TALKS and until > now and so.shut[c][1] != day(said.act):
            so.shut[c] = now + (until - now) // 2, so.shut[c][1]


def _threaten(so: _So, cut: Cut, rules: Rules, said: _Said) -> None:
    """A threat that is open until it is due, or force follows; while it is, another changes nothing."""
    act, turn, p, days = said.act, said.turn, said.p, cut.record.case.turn_days
    if p in so.due and (so.due[p] <= turn or act.kind in BLOWS):
        del so.due[p]
    if act.kind in THREATS and p not in so.due:
        so.due[p] = turn + max(int(rules.threat_days / days), 1)
        if act.deadline:
            so.due[p] = max((act.deadline.last.toordinal() - cut.record.as_of - 1) // days, turn) + 1


def _give(line: Line, world: World, said: _Said) -> None:
    """What is given in deed where nobody speaks; a blow undoes it."""
    act, turn, p, c, i = said
    if act.kind in GIVEN and c >= 0 and i >= 0 and world.places[c, TACIT]:
        line.deals[i, GAVE + p] = turn
    if act.kind in BLOWS:
        line.deals[slice(None) if act.issue is None else [i] if i >= 0 else [], GAVE:] = NONE


def _move(so: _So, line: Line, cut: Cut, world: World, said: _Said) -> None:
    """A position that has moved, or a yes to the other's: that is a movement, also if none has moved for it."""
    act, turn, p, c, i = said
    if i < 0 or act.position is None or not states(act):
        return
    own, theirs = ((cut.parties[q], act.issue) for q in (p, 1 - p))
    yes = act.kind == "accept" and abs(act.position - so.heard.get(theirs, world.stakes[1 - p, i, IDEAL])) <= STILL
    if yes or abs(act.position - so.held.get(own, world.stakes[p, i, IDEAL])) > STILL:
        line.marks[MOVED] = turn
    if yes and c >= 0 and world.places[c, SECRET]:
        line.marks[UNDERSTANDING] = turn


def of_its_own(cut: Cut, world: World, p: int, act: Act) -> bool:
    """Whether an act states a line of its envoy's own, as moving._stand has it; a yes and deeds are their party's."""
    envoy, channel = cut.record.envoys.get(act.actor), cut.record.channels.get(act.channel or "")
    top = channel is not None and channel.level in TOP_LEVELS
    binding = act.kind == "accept" or act.kind in DEEDS
    return bool(envoy and envoy.stance and not (binding or top or world.sides[p, CHIEF]))


def _disown(so: _So, line: Line, cut: Cut, world: World, act: Act) -> None:
    """Home stands not by its envoy's yes, or by terms of his own to which the other side has said yes."""
    p, issues = cut.parties.index(cut.record.actor_party(act)), [i.id for i in cut.issues]
    for name in act.disowns:
        one = cut.record.acts[cut.record.place[name]] if name in cut.record.place else None
        if one is None or one.actor not in cut.record.envoys or one.issue not in issues:
            continue
        taken = so.taken.get((cut.parties[1 - p], one.issue), 0) >= day(one)
        terms = taken and states(one) and of_its_own(cut, world, p, one)
        if cut.record.actor_party(one) == cut.parties[p] and (one.kind == "accept" or terms):
            i = issues.index(one.issue)
            line.deals[i, DISOWNED_BY] = int(line.deals[i, DISOWNED_BY]) | p + 1


def _agree(line: Line, cut: Cut, world: World, found: Course) -> None:
    """What is agreed and not taken back, on what terms, by whom it is signed; the last movement and understanding."""
    issues, record = [i.id for i in cut.issues], cut.record
    if found.moved is not None:
        line.marks[MOVED] = max(line.marks[MOVED], _turn(cut, found.moved))
    elif not any(states(a) for a in found.acts):
        line.marks[MOVED] = 0
    for deal in found.deals:
        if deal.issue not in issues:
            continue
        i, said = issues.index(deal.issue), [record.acts[record.place[name]] for name in deal.acts]
        q = 1 - cut.parties.index(record.actor_party(said[0]))
        theirs = line.mem[q, said_at(len(issues)) + i]
        if deal.position is not None:
            theirs = deal.position
        line.deals[i, TERMS] = world.stakes[q, i, IDEAL] if np.isnan(theirs) else theirs
        line.deals[i, UNDERSTOOD if deal.understood else AGREED] = BY_DEEDS if deal.understood and deal.in_deed else 1.0
        line.deals[i, SIGNED_BY] = sum(cut.parties.index(party) + 1 for party in deal.signed)
        last = [_turn(cut, day(a)) for a in said if deal.understood and a.kind in YES]
        line.marks[UNDERSTANDING] = max([line.marks[UNDERSTANDING], *last])
