"""Runs of the world, compiled: a range of them, one after the other, into arrays; knows no party.

What a run is hangs on its number alone, so ranges may be cut in any way and done by any number of threads.
"""

from __future__ import annotations

import numpy as np

from counterpoint.compiled import njit
from counterpoint.simulation.acting import WIDTH, act, shares
from counterpoint.simulation.arrays import (
    BATTLE,
    DARK,
    DAYS,
    FEATURES,
    FIRST,
    KLASS,
    SECOND,
    SPOKE,
    SUPPORT,
    TONE,
    WIDE,
)
from counterpoint.simulation.choosing import CORDIAL, ROOM, plan
from counterpoint.simulation.draws import names
from counterpoint.simulation.ending import ONGOING, SHOCK, end, gap, hazards, settle, standing
from counterpoint.simulation.hearing import hear
from counterpoint.simulation.looking import own_at
from counterpoint.simulation.moving import move
from counterpoint.simulation.passing import SINGLE, begin, fading, paces, pass_turn
from counterpoint.simulation.steps import njit_inner, njit_step, njit_within

BINS = 40
"""Bins of the values of a fan, over the range of each series."""
GENERAL = 7
"""Series of a fan before the positions: gap, warmth (2), support (2), fighting, acts."""
BUSY = 40.0
"""Acts of a turn at the upper end of their fan."""
MOODS = 3
"""Moods of an occasion, for which habits differ."""
MOST_ACTS = 4096
"""Acts of all parties in one turn, at most."""


@njit(cache=True, error_model="numpy", nogil=True)
def play(first, last_run, turns, seed, world, cast, rules, start, out):
    # long: a run from its beginning to its end, and all the room that its steps share
    """Play runs first..last_run - 1 for so many turns; row n of out is run n, but fans and log are shared by all."""
    plain, sides, seats, places, agenda, matters, stakes, dates, believed, traits, kinds, tone = world
    nats, entries, starts, habits, ways, renew = cast
    mem0, deals0, chan0, owed0, marks0 = start
    which, terms, payoff, counts, still, near, fans, log, told, track, left = out
    mem, deals, chan, owed, marks = mem0.copy(), deals0.copy(), chan0.copy(), owed0.copy(), marks0.copy()
    parties, issues, channels, draws = len(sides), len(matters), len(places), len(ways)
    acts, count = np.zeros((MOST_ACTS, WIDTH)), np.zeros((parties, 6), dtype=np.int64)
    frame, x, trusted = np.zeros(FEATURES), np.zeros(FEATURES), np.zeros(len(believed), dtype=np.int64)
    tilt, room = np.zeros(CORDIAL + ROOM), np.zeros(max(issues, CORDIAL + ROOM))
    nice, named = np.zeros((parties, channels, MOODS)), names(parties, channels)
    luck, flat, strengths = np.zeros((4, named.shape[1])), habits.reshape(-1), nats.reshape(-1)
    rows, begins, hears = plan(entries, starts, 1 + places[:, KLASS].max())
    pace, kept, most = paces(plain, rules), fading(mem0, issues, channels, plain[DAYS]), hazards(plain, traits, rules)
    for n in range(first, last_run):
        d = n % draws
        _copy(mem0, mem)
        _copy(deals0, deals)
        _copy(chan0, chan)
        _copy(owed0, owed)
        _copy(marks0, marks)
        shares(d, flat, nice)
        begin(n, seed, d, stakes, believed, ways, mem, trusted, count)
        ending, who, turn, dark = ONGOING, -1, 0, 0
        for turn in range(turns):
            if pass_turn(n, turn, seed, d, plain, sides, dates, trusted, traits, issues, channels, ways, renew, rules,
                         pace, kept, named, mem, deals, owed, luck, count):  # fmt: skip
                ending = SHOCK
                _track(turn, mem, track)
                break
            _track(turn, mem, track)
            made = act(n, turn, seed, d, plain, sides, seats, places, agenda, matters, stakes, dates, trusted,
                       strengths, rows, begins, hears, flat, ways, nice, pace[SINGLE], rules, mem, deals, chan, owed,
                       luck, acts, frame, x, tilt, room)  # fmt: skip
            move(made, turn, plain, sides, seats, places, stakes, traits, kinds, rules, mem, deals, chan, owed, marks,
                 acts, count)  # fmt: skip
            if marks[DARK] >= 0:
                dark = max(dark, turn + 1 - marks[DARK])
            if len(log):
                _note(turn, made, acts, log, told)
            hear(made, turn * plain[DAYS], sides, seats, kinds, tone, issues, channels, mem, acts)
            _count_fans(turn, made, plain, matters, stakes, mem, deals, fans)
            ending, who = end(turn, channels, plain, matters, traits, rules, mem, deals, marks, most, luck)
            if ending != ONGOING:
                break
        if len(log):
            _copy(mem, left)
        if ending == ONGOING:
            ending = standing(deals)
        settle(n, ending, who, turn, plain, stakes, traits, rules, mem, mem0, deals, count, terms, payoff)
        which[n, 0], which[n, 1], which[n, 2], which[n, 3], which[n, 4] = ending, who, turn, d, dark
        near[n] = 1.0 - gap(plain, matters, stakes, mem, deals)
        for p in range(parties):
            still[n, p] = _open(owed, p)
            for k in range(count.shape[1]):
                counts[n, p, k] = count[p, k]


@njit(cache=True, error_model="numpy", nogil=True)
def _copy(source, target):
    """Copy an array of any shape: what numpy's own way does beside it takes long to compile."""
    one, other = source.reshape(-1), target.reshape(-1)
    for k in range(len(one)):
        other[k] = one[k]


@njit_step
def _open(owed, p):
    """Promises of a party that are open."""
    total = 0
    for whom in range(owed.shape[1]):
        for kind in range(owed.shape[2]):
            for j in range(owed.shape[3]):
                total += owed[p, whom, kind, j]
    return total


@njit_within
def _count_fans(turn, made, plain, matters, stakes, mem, deals, fans):
    """Count the values of a turn into the fans."""
    p, q, issues = int(plain[FIRST]), int(plain[SECOND]), len(matters)
    values = (
        gap(plain, matters, stakes, mem, deals), 0.5 + 0.5 * _mood(mem, p), 0.5 + 0.5 * _mood(mem, q),
        0.5 + 0.5 * mem[p, SUPPORT], 0.5 + 0.5 * mem[q, SUPPORT], 0.5 + 0.5 * mem[p, BATTLE], made / BUSY,
    )  # fmt: skip
    for k in range(GENERAL):
        _put(fans, turn, k, values[k])
    for i in range(issues):
        _put(fans, turn, GENERAL + 2 * i, mem[p, own_at(issues) + i])
        _put(fans, turn, GENERAL + 2 * i + 1, mem[q, own_at(issues) + i])


@njit_inner
def _mood(mem, p):
    return mem[p, TONE] / (1.0 + mem[p, SPOKE]) / 1.5


@njit_inner
def _put(fans, turn, series, value):
    """Count a value of [0, 1]; one that is not known is not counted."""
    if value == value:
        fans[turn, series, min(max(int(value * BINS), 0), BINS - 1)] += 1


@njit_step
def _track(turn, mem, track):
    """Write down what the parties have when they choose; where no run is told there is no room, and nothing is."""
    if turn < len(track):
        for p in range(len(mem)):
            for k in range(WIDE):
                track[turn, p, k] = mem[p, k]


@njit_step
def _note(turn, made, acts, log, told):
    """Write the acts of a turn to the log: the turn, then the act's columns."""
    for n in range(made):
        if told[0] >= len(log):
            return
        log[told[0], 0] = turn
        for k in range(WIDTH):
            log[told[0], 1 + k] = acts[n, k]
        told[0] += 1
