"""What everybody does in a turn, compiled: how many occasions on which channel, and the moves of each.

All choose at once, from what each could hear up to the day before; nothing takes effect until all have chosen.
"""

from __future__ import annotations

from math import floor, nan

import numpy as np

from counterpoint.simulation.arrays import (
    ASIDE,
    BETWEEN,
    CLOSES,
    DAYS,
    FREE,
    H_ISSUE,
    H_TARGET,
    HABITS,
    HEAT,
    HOSTAGE,
    ISSUE_CLASSES,
    ISSUE_PART,
    KIND_PART,
    KINDS,
    KLASS,
    OPENS,
    PUBLIC,
    QUIET,
    RATE,
    SALIENCE,
    SEATED,
    SECRET,
    SHUT,
    SIZE,
    STATE,
    TARGET_PART,
    TARGETS,
    TOP,
)
from counterpoint.simulation.choosing import (
    CORDIAL,
    MOVES,
    REST_PART,
    ROOM,
    choose_class,
    choose_kind,
    lean,
    left,
    moves_of,
    number,
    place,
    tilts,
)
from counterpoint.simulation.draws import MORE, MOVE, OF_PARTY, uniforms
from counterpoint.simulation.looking import (
    ACTIVE,
    F_ACTIVE,
    F_FADING,
    F_OWED,
    F_PUBLIC,
    F_SECRET,
    F_TOP,
    FADING,
    look,
    look_elsewhere,
    look_issue,
)
from counterpoint.simulation.powers import fast_exp
from counterpoint.simulation.rules import MORE_MOVES
from counterpoint.simulation.steps import njit_inner, njit_within

PARTY, CHANNEL, KIND, ISSUE, BECAUSE, TARGET, OCCASION, CHANCE, LUCK, POSITION, MARK, AIR = range(12)
WIDTH = 12
"""Columns of an act; CHANCE and LUCK are uniform numbers for what it does, POSITION and MARK are filled in by it."""
COLD, EVEN = 0.25, 0.75
CORE_CLASS, TECHNICAL_CLASS, LINKED = 0, 1, 2
SPLIT = 65536.0
"""A number in (0, 1) times this has a fraction that is as good as another number."""
LEAN, RAISED, CELLS = 2, 3, 4
"""By channel, after ACTIVE and FADING: tendencies to act more or less [nats], and to what power they are raised."""
ELSEWHERE = 1 << F_ACTIVE | 1 << F_FADING


@njit_within
def act(n, turn, seed, d, plain, sides, seats, places, matters, stakes, drawn, calendar, gone, nats, rows, begins,
        hears, habits, ways, nice, single, rules, mem, deals, chan, owed, luck, acts, frame, x, tilt, room,
        cells):  # fmt: skip
    """Fill acts with the acts of a turn, channel by channel of one party after the other; returns how many.

    nats and habits are flat; gone is the time elapsed, single the chance that an occasion has one move.
    """
    made, occasion, issues, channels, now = np.int64(0), np.int64(0), len(matters), len(places), turn * plain[DAYS]
    for p in range(len(sides)):
        state = int(mem[p, STATE])
        strengths, features = (d * len(sides) + p) * (len(nats) // (len(ways) * len(sides))), hears[state]
        promised = _owed(owed, p) if features >> F_OWED & 1 else 0
        look(mem, p, issues, now, gone, calendar[p, turn, 0], calendar[p, turn, 1], promised, frame, room, features)
        if features & ELSEWHERE:
            look_elsewhere(mem, p, issues, channels, cells)
        for c in range(channels):
            cells[LEAN, c] = cells[RAISED, c] = 0.0
            if _is_open(turn, p, c, seats, places, chan, mem):
                _look_here(c, places, cells, frame)
                cells[LEAN, c] = cells[RAISED, c] = lean(nats, strengths, rows, begins, places[c, KLASS], frame, state)
        for c in range(cells.shape[1]):
            cells[RAISED, c] = fast_exp(cells[RAISED, c])
        for c in range(channels):
            if not _is_open(turn, p, c, seats, places, chan, mem):
                continue
            at = ((d * len(sides) + p) * channels + c) * HABITS
            many = number(luck[0, p * (OF_PARTY + channels) + OF_PARTY + c], habits[at + RATE], habits[at + QUIET],
                          ways[d, p, SIZE], cells[LEAN, c], cells[RAISED, c])  # fmt: skip
            if many > 0:
                _look_here(c, places, cells, frame)
            for _ in range(many):
                if made + MOVES > len(acts):
                    return made
                made = _occasion(n, turn, seed, d, p, c, occasion, made, state, strengths, at, places, matters, stakes,
                                 drawn, nats, rows, begins, habits, nice, single, rules, mem, deals, acts, frame, x,
                                 tilt, room, now)  # fmt: skip
                occasion += 1
    return made


@njit_inner
def _is_open(turn, p, c, seats, places, chan, mem):
    """Whether a party can speak on a channel in a turn; who has stepped aside no longer does between the main pair."""
    if seats[p, c, BETWEEN] and mem[p, ASIDE]:
        return False
    return seats[p, c, SEATED] and chan[c, SHUT] <= turn and places[c, OPENS] <= turn and turn < places[c, CLOSES]


@njit_inner
def _look_here(c, places, cells, frame):
    """The features of a channel, into the frame."""
    frame[F_ACTIVE], frame[F_FADING] = cells[ACTIVE, c], cells[FADING, c]
    frame[F_PUBLIC], frame[F_SECRET], frame[F_TOP] = places[c, PUBLIC], places[c, SECRET], places[c, TOP]


@njit_inner
def _owed(owed, p):
    """Open promises towards the counterpart."""
    total = 0
    for k in range(owed.shape[2]):
        for j in range(owed.shape[3]):
            total += owed[p, 0, k, j]
    return total


@njit_inner
def _occasion(n, turn, seed, d, p, c, occasion, made, state, strengths, at, places, matters, stakes, drawn, nats, rows,
              begins, habits, nice, single, rules, mem, deals, acts, frame, x, tilt, room, now):  # fmt: skip
    """The moves of an occasion; one of several has a mood. Returns the number of acts made so far."""
    gone, moves, mood, m, klass, soft, hard = 0, 1, 1, 0, places[c, KLASS], 0.0, 0.0
    while m < moves:
        what = (occasion & 0x3FFF) << 2 | m
        a0, a1, a2, a3 = uniforms(n, turn, p << 16 | c, MOVE << 16 | what, seed)
        b0, b1, b2, b3 = uniforms(n, turn, p << 16 | c, MORE << 16 | what, seed)
        if m == 0:
            moves = moves_of(b2, single, rules[MORE_MOVES])
            mood = 1 if moves == 1 else (b3 >= COLD) + (b3 >= EVEN)
            soft, hard = nice[d, p, c, mood], 1.0 - nice[d, p, c, mood]
        kinds, cordial = at + mood * KINDS, a0 * (soft + hard) < soft
        issue, because = _issue_of(a1, b0, p, c, klass, state, cordial, strengths, at, matters, stakes, drawn, nats,
                                   rows, begins, habits, mem, deals, frame, tilt, room)  # fmt: skip
        spoken = tilts(nats, strengths, rows, begins, klass, TARGET_PART, frame, state, cordial, tilt, TARGETS)
        target = choose_class(a2, habits, at + H_TARGET, TARGETS, spoken, tilt, room)
        look_issue(x, frame, mem, p, len(matters), issue, now, room)
        part = KIND_PART if cordial else REST_PART
        tilts(nats, strengths, rows, begins, klass, part, x, state, False, tilt, CORDIAL + ROOM)
        kind = choose_kind(a3, habits, kinds, tilt, gone, cordial, room)
        gone |= 1 << kind
        soft, hard = left(soft, hard, cordial, habits[kinds + kind])
        acts[made, PARTY], acts[made, CHANNEL], acts[made, KIND], acts[made, ISSUE] = p, c, kind, issue
        acts[made, BECAUSE], acts[made, TARGET], acts[made, OCCASION] = because, target, occasion
        acts[made, CHANCE], acts[made, LUCK] = b1, _second(b1)
        acts[made, POSITION], acts[made, MARK], acts[made, AIR] = nan, 0.0, mood
        made += 1
        m += 1
    return made


@njit_inner
def _second(u):
    """A number that is as good as another one, out of the last digits of one."""
    return u * SPLIT - floor(u * SPLIT)


@njit_inner
def _issue_of(u, v, p, c, place_class, state, cordial, strengths, at, matters, stakes, drawn, nats, rows, begins,
              habits, mem, deals, frame, tilt, room):  # fmt: skip
    """A class of issue, an issue of it by salience, and for a linked act what it is made to hang on.

    Where the agenda of the channel has none of the class, one is raised that is not on it. Who has made one issue hang
    on another keeps to it.
    """
    spoken = tilts(nats, strengths, rows, begins, place_class, ISSUE_PART, frame, state, cordial, tilt,
                   ISSUE_CLASSES)  # fmt: skip
    klass = choose_class(u, habits, at + H_ISSUE, ISSUE_CLASSES, spoken, tilt, room)
    if klass > LINKED:
        return -1, -1
    issues, found = len(matters), 0.0
    for i in range(issues):
        room[i] = drawn[p, c, klass, i] * deals[i, HEAT]
        found += room[i]
    one = place(v * found, room, 0, issues)
    if klass != LINKED or matters[one, FREE] > 0.0:
        return one, -1
    kept = int(mem[p, HOSTAGE])
    if kept >= 0 and kept != one and matters[kept, FREE] == 0.0:
        return one, kept
    found = 0.0
    for i in range(issues):
        room[i] = 0.0 if i == one or matters[i, FREE] > 0.0 else stakes[p, i, SALIENCE] * deals[i, HEAT]
        found += room[i]
    return one, -1 if found == 0.0 else place(_second(v) * found, room, 0, issues)
