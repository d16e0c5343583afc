"""Where every run begins: what each party remembers of the record, as arrays.

Rule     the situation is the one that the record itself leaves (playbooks.hearing), brought to the first turn's day.
         What campaigns have added to an issue's salience: its last reading over the mean of the main pair's, and what
         public charges and appeals have raised from that day on, as in play; nothing where there is no reading.
         What has passed between the main pair is in so_far.
Status   exact bookkeeping; compared in tests with the situation itself
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import GIVING
from counterpoint.measures import positions, promises
from counterpoint.playbooks.features import RECENT, SLOW
from counterpoint.playbooks.hearing import listen
from counterpoint.playbooks.situation import ANYWHERE, Situation, World as Frame
from counterpoint.record.record import day, heard_from
from counterpoint.simulation.arrays import (
    AGAINST,
    ASKS,
    BATTLE,
    FIRST,
    FOR,
    GAVE,
    HEAT,
    HOSTAGE,
    IDEAL,
    MOOD,
    NONE,
    PUBLIC,
    SALIENCE,
    SECOND,
    SUPPORT,
    TRUST,
    WIDE,
    Floats,
    Line,
    World,
)
from counterpoint.simulation.framing import Cut, whom
from counterpoint.simulation.looking import fast_at, own_at, said_at
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.so_far import of_its_own, take_up
from counterpoint.simulation.striking import CAMPAIGN
from counterpoint.simulation.world import EFFECTS

CREDIBLE = 0.5
"""Credibility of a party whose threats the case does not judge."""
ISSUE_TRACES = ("held_up", "asked", "softened", "met")
PLAIN_TRACES = ("tone", "spoke", "breached", "pressure")


def make_line(cut: Cut, world: World, rules: Rules) -> Line:
    """The state in which every run begins, and the shape of a run's own."""
    parties, issues, channels = cut.parties, cut.issues, cut.channels
    n, first = len(parties), cut.record.as_of + 1
    slots = _slots(cut, world, rules, first)
    line = Line(
        mem=np.zeros((n, fast_at(len(issues)) + 2 * (len(channels) + 1))), deals=np.zeros((len(issues), GAVE + 2)),
        chan=np.zeros((len(channels), 2), dtype=np.int64), owed=np.zeros((n, 4, 2, slots), dtype=np.int64),
        marks=np.zeros(5, dtype=np.int64),
    )  # fmt: skip
    line.deals[:, HEAT] = _heats(cut, world, rules, first)
    for p, party in enumerate(parties):
        hearing = listen(cut.record, party, parties[cut.other[p]])
        state = hearing.before(first)
        _traces(line, p, state, cut, first)
        _asks(line, p, state, cut, first)
        _positions(line, p, state.stands, cut, world)
        _promises(line, p, promises.settle(state.ledger, first), cut, first)
        line.mem[p, MOOD], line.mem[p, HOSTAGE] = state.own_last, _hostage(cut, p)
        _levels(line, p, hearing.world, cut, first)
    take_up(line, cut, world, rules)
    return line


def _heats(cut: Cut, world: World, rules: Rules, first: int) -> Floats:
    """What campaigns have made of each issue's salience by a day (I,); a reading is of the beginning of its day."""
    weight, heat = main_salience(world), np.ones(len(cut.issues))
    public = {c.id for c, place in zip(cut.channels, world.places, strict=True) if place[PUBLIC]}
    loud = [a for a in cut.record.acts if a.channel in public and EFFECTS.get(a.kind) == CAMPAIGN]
    for i, issue in enumerate(cut.issues):
        read = [(r.date.last.toordinal(), r.value) for r in cut.record.case.series
                if r.name == "salience" and r.about == issue.id and r.date.last.toordinal() < first]  # fmt: skip
        if read:
            since, value = max(read)
            raised = [(since, max(value / weight[i] - 1.0, 0.0))]
            raised += [(day(a), rules.heat_step) for a in loud if a.issue == issue.id and day(a) >= since]
            heat[i] += sum(much * 0.5 ** ((first - when) / rules.heat_days) for when, much in raised)
    return heat


def main_salience(world: World) -> Floats:
    """The mean salience of each issue to the main pair (I,)."""
    mean: Floats = world.stakes[[int(world.plain[k]) for k in (FIRST, SECOND)], :, SALIENCE].mean(axis=0)
    return mean


def _positions(line: Line, p: int, stands: positions.Stands, cut: Cut, world: World) -> None:
    """Positions of both as last stated; what the party itself stands for; whose line the other's are."""
    many, row = len(cut.issues), line.mem[p]
    for i, issue in enumerate(cut.issues):
        own, theirs = (stands.held.get((issue.id, cut.parties[q]), np.nan) for q in (p, cut.other[p]))
        stated = _stated(cut, p, issue.id)
        plain = [a.position for a in stated if not of_its_own(cut, world, p, a)]
        row[own_at(many) + i] = own if len(plain) == len(stated) else plain[-1] if plain else world.stakes[p, i, IDEAL]
        row[own_at(many) + many + i], row[said_at(many) + i] = theirs, own
        heard = [(heard_from(cut.record, a, cut.parties[p]), a) for a in _stated(cut, cut.other[p], issue.id)]
        known = sorted((h for h in heard if h[0] <= cut.record.as_of), key=lambda h: h[0])
        row[said_at(many) + many + i] = bool(known) and of_its_own(cut, world, cut.other[p], known[-1][1])


def _stated(cut: Cut, p: int, issue: str) -> list[Act]:
    """The acts by which a party has stated where it stands on an issue."""
    return [a for a in cut.record.acts_by.get(cut.parties[p], ()) if a.issue == issue and positions.states(a)]


def _hostage(cut: Cut, p: int) -> int:
    """The issue on which the party last made another hang, unless it has heard the other side give way on it; or -1.

    As in a run, what is given on the same day releases it.
    """
    issues, told = [i.id for i in cut.issues], list[tuple[int, bool, int]]()
    for act in cut.record.acts:
        by = cut.record.actor_party(act)
        if by == cut.parties[p] and act.because in issues:
            told.append((day(act), False, issues.index(act.because)))
        elif by == cut.parties[cut.other[p]] and act.kind in GIVING and act.issue in issues:
            heard = max(heard_from(cut.record, act, cut.parties[p]), day(act))
            told += [(heard, True, issues.index(act.issue))] if heard <= cut.record.as_of else []
    held = -1
    for _, gives, issue in sorted(told, key=lambda one: one[:2]):
        held = issue if not gives else -1 if issue == held else held
    return held


def _level(trace: tuple[float, int] | None, now: int, half: float) -> float:
    return 0.0 if trace is None else float(trace[0] * 0.5 ** (max(now - trace[1], 0) / half))


def _traces(line: Line, p: int, state: Situation, cut: Cut, now: int) -> None:
    """What the party's memory holds, brought to a day."""
    row, held = line.mem[p], state.traces
    names = [*(i.id for i in cut.issues), ANYWHERE]
    places = [*(c.id for c in cut.channels), ANYWHERE]
    for j, name in enumerate(PLAIN_TRACES):
        row[j] = _level(held.get((name, ANYWHERE)), now, RECENT)
    for g, name in enumerate(ISSUE_TRACES):
        for i, issue in enumerate(names):
            row[WIDE + g * len(names) + i] = _level(held.get((name, issue)), now, RECENT)
    at = fast_at(len(cut.issues))
    for c, channel in enumerate(places):
        row[at + c] = _level(held.get(("fast", channel)), now, RECENT)
        row[at + len(places) + c] = _level(held.get(("slow", channel)), now, SLOW)


def _asks(line: Line, p: int, state: Situation, cut: Cut, first: int) -> None:
    names = [*(i.id for i in cut.issues), ANYWHERE]
    for i, name in enumerate(names):
        since = state.asks.get(name)
        line.mem[p, WIDE + ASKS * len(names) + i] = NONE if since is None else since - first


def _slots(cut: Cut, world: World, rules: Rules, first: int) -> int:
    """Turns of promises: as many as a new one lives, or one on record that lapses before the last turn."""
    ledger = promises.settle(promises.ledger(cut.record), first)
    latest = max((lapses(cut, promise, first) for promise in ledger.pending), default=0)
    life, turns = int(rules.promise_days // cut.record.case.turn_days), int(world.dates.shape[2])
    return max(life, min(latest, turns)) + 2


def lapses(cut: Cut, promise: promises.Promise, first: int) -> int:
    """The turn in which a promise on record lapses, the second at the earliest."""
    return max(int((promise.due - first) // cut.record.case.turn_days) + 1, 1)


def _promises(line: Line, p: int, ledger: promises.Ledger, cut: Cut, first: int) -> None:
    """The party's own open promises, by whom to and by the turn in which they lapse."""
    slots = line.owed.shape[3]
    for promise in ledger.pending:
        if promise.by != cut.parties[p]:
            continue
        turn = min(lapses(cut, promise, first), slots - 1)
        line.owed[p, whom(cut, p, promise.to), 0 if promise.kind == "truce" else 1, turn] += 1


def _levels(line: Line, p: int, frame: Frame, cut: Cut, now: int) -> None:
    """Series, events and credibility at a day."""
    latest: Mapping[str, float] = {name: value for when, name, value in frame.series if when <= now}
    made = [t for t in cut.record.case.threats if t.announced is None or t.announced.last.toordinal() < now]
    threats = [t.believed for t in made if t.by == cut.parties[p] and t.believed is not None]
    trust = sum(threats) / len(threats) if threats else CREDIBLE
    line.mem[p, SUPPORT], line.mem[p, BATTLE] = latest.get("support", 0.0), latest.get("battlefield", 0.0)
    line.mem[p, TRUST] = trust
    for when, sign in frame.events:
        if when <= now:
            column = FOR if sign > 0 else AGAINST
            line.mem[p, column] = max(line.mem[p, column], 0.5 ** ((now - when) / RECENT))
