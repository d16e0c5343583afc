"""Runs of the world, compiled: a range of them, one after the other, into arrays; knows no party.

What a run is hangs on its number alone, so ranges may be cut in any way and done by any number of threads.
"""

from __future__ import annotations

from counterpoint.simulation.acting import WIDTH, act
from counterpoint.simulation.arrays import (
    BATTLE,
    DARK,
    DAYS,
    FIRST,
    FRONT,
    NONE,
    SECOND,
    SPOKE,
    SUPPORT,
    TONE,
    WIDE,
)
from counterpoint.simulation.choosing import LEARNT, NOTHING
from counterpoint.simulation.decaying import decay
from counterpoint.simulation.ending import ONGOING, SHOCK, end, gap, settle, signed_by_both, standing, step_aside
from counterpoint.simulation.hearing import hear
from counterpoint.simulation.looking import said_at
from counterpoint.simulation.moving import move
from counterpoint.simulation.passing import SINGLE, begin, pass_turn
from counterpoint.simulation.steps import njit_apart, njit_inner, njit_step

BINS = 40
"""Bins of the values of a fan, over the range of each series."""
GENERAL = 7
"""Series of a fan before the positions: gap, warmth (2), support (2), fighting, acts."""
BUSY = 40.0
"""Acts of a turn at the upper end of their fan."""
MOST_ACTS = 4096
"""Acts of all parties in one turn, at most."""


@njit_step
def play(first, last_run, turns, seed, world, tables, rules, start, line, room, out):
    # long: a run from its beginning to its end
    """Play runs first..last_run - 1 for so many turns, each from start in line and room; row n of out is run n.

    Fans and log are shared by all; without room for them nothing is counted or told.
    """
    plain, sides, seats, places, agenda, matters, stakes, dates, believed, traits, kinds, tone = world
    strengths, flat, lays, ways, renew, rows, begins, hears, nice, drawn, named, pace, kept, most, elapsed = tables
    mem, deals, chan, owed, marks = line
    acts, count, trusted, calendar, frame, work, odds, traces, cells, luck, views, pulls, heeded = room
    which, terms, payoff, counts, still, near, fans, log, told, track, left = out
    parties, issues, channels = len(sides), len(matters), len(places)
    for d in range(len(ways)):
        for p in range(parties):
            heeded[p, LEARNT] = NOTHING
        # Runs of one draw of the cast after each other: what they read stays at hand.
        for n in range(first + (d - first) % len(ways), last_run, len(ways)):
            _again(start, line)
            begin(n, seed, d, stakes, dates, believed, ways, mem, trusted, calendar, count)
            ending, who, turn, dark, since = ONGOING, -1, 0, 0, -1
            for turn in range(turns):
                if pass_turn(n, turn, seed, d, plain, sides, calendar, traits, issues, channels, ways, renew, rules,
                             pace, kept, named, mem, deals, owed, luck, count):  # fmt: skip
                    ending = SHOCK
                    _track(turn, mem, track)
                    break
                _track(turn, mem, track)
                made = act(n, turn, seed, d, lays[turn] + d, plain, sides, seats, places, matters, stakes, drawn,
                           calendar, elapsed[turn], strengths, rows, begins, hears, flat, ways, nice, pace[SINGLE],
                           rules, mem, deals, chan, owed, luck, acts, frame, work, odds, traces, cells, views,
                           pulls, heeded)  # fmt: skip
                decay(n, turn, seed, made, plain, seats, places, kinds, rules, chan, acts)
                move(made, turn, plain, sides, seats, places, agenda, stakes, traits, kinds, rules, mem, deals, chan,
                     owed, marks, acts, count)  # fmt: skip
                if marks[DARK] > NONE:
                    dark = max(dark, turn + 1 - marks[DARK])
                if len(log):
                    _note(turn, made, acts, log, told)
                hear(made, turn * plain[DAYS], sides, seats, kinds, tone, issues, channels, mem, acts)
                if turn < len(fans):
                    since = -1 if standing(deals, start.deals) == ONGOING else turn if since < 0 else since
                    _count_fans(turn, made, plain, matters, stakes, mem, deals, fans)
                ending, who = end(
                    turn, channels, plain, matters, traits, rules, mem, deals, start.deals, marks, most, luck
                )
                if ending != ONGOING:
                    break
                if parties > 2:  # a call with so many arrays costs, also where nobody can
                    step_aside(turn, channels, plain, issues, traits, rules, mem, most, luck)
            if len(log):
                for p in range(parties):
                    for k in range(left.shape[1]):
                        left[p, k] = mem[p, k]
            if ending == ONGOING:
                ending = standing(deals, start.deals)
            settle(n, ending, who, turn, plain, stakes, traits, rules, mem, deals, count, terms, payoff)
            which[n, 0], which[n, 1], which[n, 2], which[n, 3], which[n, 4] = ending, who, turn, d, dark
            which[n, 5], which[n, 6] = since, signed_by_both(deals, start.deals)
            near[n] = 1.0 - gap(plain, matters, stakes, mem, deals)
            for p in range(parties):
                still[n, p] = _open(owed, p)
                for k in range(count.shape[1]):
                    counts[n, p, k] = count[p, k]


@njit_apart
def _again(start, line):
    """Begin a run's line anew."""
    mem0, deals0, chan0, owed0, marks0 = start
    mem, deals, chan, owed, marks = line
    for p in range(mem.shape[0]):
        for j in range(mem.shape[1]):
            mem[p, j] = mem0[p, j]
        for whom in range(owed.shape[1]):
            for kind in range(owed.shape[2]):
                for j in range(owed.shape[3]):
                    owed[p, whom, kind, j] = owed0[p, whom, kind, j]
    for i in range(deals.shape[0]):
        for j in range(deals.shape[1]):
            deals[i, j] = deals0[i, j]
    for c in range(chan.shape[0]):
        for j in range(chan.shape[1]):
            chan[c, j] = chan0[c, j]
    for j in range(len(marks)):
        marks[j] = marks0[j]


@njit_apart
def _open(owed, p):
    """Promises of a party that are open."""
    total = 0
    for whom in range(owed.shape[1]):
        for kind in range(owed.shape[2]):
            for j in range(owed.shape[3]):
                total += owed[p, whom, kind, j]
    return total


@njit_inner
def _count_fans(turn, made, plain, matters, stakes, mem, deals, fans):
    """Count the values of a turn into the fans."""
    p, q, issues = int(plain[FIRST]), int(plain[SECOND]), len(matters)
    values = (
        gap(plain, matters, stakes, mem, deals), 0.5 + 0.5 * _mood(mem, p), 0.5 + 0.5 * _mood(mem, q),
        0.5 + 0.5 * mem[p, SUPPORT], 0.5 + 0.5 * mem[q, SUPPORT], 0.5 + 0.5 * mem[max(int(plain[FRONT]), 0), BATTLE],
        made / BUSY,
    )  # fmt: skip
    for k in range(GENERAL):
        _put(fans, turn, k, values[k])
    for i in range(issues):
        _put(fans, turn, GENERAL + 2 * i, mem[p, said_at(issues) + i])
        _put(fans, turn, GENERAL + 2 * i + 1, mem[q, said_at(issues) + i])


@njit_inner
def _mood(mem, p):
    return mem[p, TONE] / (1.0 + mem[p, SPOKE]) / 1.5


@njit_inner
def _put(fans, turn, series, value):
    """Count a value of [0, 1]; one that is not known is not counted."""
    if value == value:
        fans[turn, series, min(max(int(value * BINS), 0), BINS - 1)] += 1


@njit_apart
def _track(turn, mem, track):
    """Write down what the parties have when they choose; where no run is told there is no room, and nothing is."""
    if turn < len(track):
        for p in range(len(mem)):
            for k in range(WIDE):
                track[turn, p, k] = mem[p, k]


@njit_apart
def _note(turn, made, acts, log, told):
    """Write the acts of a turn to the log: the turn, then the act's columns."""
    for n in range(made):
        if told[0] >= len(log):
            return
        log[told[0], 0] = turn
        for k in range(WIDTH):
            log[told[0], 1 + k] = acts[n, k]
        told[0] += 1
