"""What everybody does in a turn, compiled: how many occasions on which channel, and the moves of each.

All choose at once, from what each could hear up to the day before; nothing takes effect until all have chosen.
"""

from __future__ import annotations

from math import exp, floor, nan

import numpy as np

from counterpoint.simulation.arrays import (
    AGE,
    AMOUNT_PART,
    CLOSES,
    CORE,
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
    REST_PART,
    ROOM,
    choose_class,
    choose_kind,
    cordial_share,
    heard,
    number,
    place,
    poisson,
    tilts,
)
from counterpoint.simulation.draws import MORE, MOVE, OF_PARTY, uniforms
from counterpoint.simulation.looking import (
    F_ACTIVE,
    F_FADING,
    F_PUBLIC,
    F_SECRET,
    F_TOP,
    bustle,
    fast_at,
    look,
    look_issue,
)
from counterpoint.simulation.rules import MORE_MOVES
from counterpoint.simulation.steps import njit_inner, njit_step, njit_within

PARTY, CHANNEL, KIND, ISSUE, BECAUSE, TARGET, OCCASION, CHANCE, LUCK, POSITION, MARK, AIR = range(12)
WIDTH = 12
"""Columns of an act; CHANCE and LUCK are uniform numbers for what it does, POSITION and MARK are filled in by it."""
MOVES, COLD, EVEN = 4, 0.25, 0.75
CORE_CLASS, TECHNICAL_CLASS, LINKED = 0, 1, 2
SPLIT = 65536.0
"""A number in (0, 1) times this has a fraction that is as good as another number."""
ELSEWHERE = 1 << F_ACTIVE | 1 << F_FADING


@njit_within
def act(n, turn, seed, d, plain, sides, seats, places, agenda, matters, stakes, dates, trusted, nats, rows, begins,
        hears, habits, ways, nice, single, rules, mem, deals, chan, owed, luck, acts, frame, x, tilt,
        room):  # fmt: skip
    """Fill acts with the acts of a turn, channel by channel of one party after the other; returns how many.

    nats and habits are flat; nice is the chance of the façade (P, C, 3), single that an occasion has one move.
    """
    made, occasion, issues, channels = np.int64(0), np.int64(0), len(matters), len(places)
    now = turn * plain[DAYS]
    for p in range(len(sides)):
        state = int(mem[p, STATE])
        strengths, features = (d * len(sides) + p) * (len(nats) // (len(ways) * len(sides))), heard(hears, state)
        near, past = _calendar(dates, trusted, p, turn)
        look(mem, p, issues, now, plain[AGE], near, past, _owed(owed, p), frame, features)
        total, first, second, whose = 0.0, 0.0, 0.0, -1
        if features & ELSEWHERE:
            total, first, second, whose = bustle(mem, p, issues, channels)
        for c in range(channels):
            if not seats[p, c, SEATED] or chan[c, SHUT] > turn or turn < places[c, OPENS] or turn >= places[c, CLOSES]:
                continue
            if features & ELSEWHERE:
                frame[F_ACTIVE] = 1.0 - exp(-max(total - mem[p, fast_at(issues) + c], 0.0) / 5.0)
                frame[F_FADING] = min(second if whose == c else first, 1.0)
            frame[F_PUBLIC], frame[F_SECRET], frame[F_TOP] = places[c, PUBLIC], places[c, SECRET], places[c, TOP]
            at = ((d * len(sides) + p) * channels + c) * HABITS
            tilts(nats, strengths, rows, begins, places[c, KLASS], AMOUNT_PART, frame, state, False, tilt, 1)
            many = number(luck[0, p * (OF_PARTY + channels) + OF_PARTY + c], habits[at + RATE], habits[at + QUIET],
                          ways[d, p, SIZE], tilt[0])  # fmt: skip
            for _ in range(many):
                if made + MOVES > len(acts):
                    return made
                made = _occasion(n, turn, seed, p, c, occasion, made, state, strengths, at, places, agenda, matters,
                                 stakes, nats, rows, begins, habits, nice, single, rules, mem, deals, acts, frame, x,
                                 tilt, room, now, features)  # fmt: skip
                occasion += 1
    return made


@njit_step
def shares(d, habits, nice):
    """The chance of the façade by habit alone into nice (P, C, 3), for a draw of the cast."""
    for p in range(nice.shape[0]):
        for c in range(nice.shape[1]):
            at = ((d * nice.shape[0] + p) * nice.shape[1] + c) * HABITS
            for mood in range(nice.shape[2]):
                nice[p, c, mood] = cordial_share(habits, at + mood * KINDS, 0)


@njit_inner
def _owed(owed, p):
    """Open promises towards the counterpart."""
    total = 0
    for k in range(owed.shape[2]):
        for j in range(owed.shape[3]):
            total += owed[p, 0, k, j]
    return total


@njit_inner
def _calendar(dates, trusted, p, turn):
    """How near a believed deadline is, and how near one that has passed."""
    near, past = 0.0, 0.0
    for k in range(len(trusted)):
        if trusted[k]:
            near, past = max(near, dates[k, p, turn, 0]), max(past, dates[k, p, turn, 1])
    return near, past


@njit_inner
def _occasion(n, turn, seed, p, c, occasion, made, state, strengths, at, places, agenda, matters, stakes, nats, rows,
              begins, habits, nice, single, rules, mem, deals, acts, frame, x, tilt, room, now,
              features):  # fmt: skip
    """The moves of an occasion; one of several has a mood. Returns the number of acts made so far."""
    gone, moves, mood, m, klass = 0, 1, 1, 0, places[c, KLASS]
    while m < moves:
        what = (occasion & 0x3FFF) << 2 | m
        a0, a1, a2, a3 = uniforms(n, turn, p << 16 | c, MOVE << 16 | what, seed)
        b0, b1, b2, b3 = uniforms(n, turn, p << 16 | c, MORE << 16 | what, seed)
        if m == 0:
            moves = 1 + poisson(b2, single, rules[MORE_MOVES], MOVES - 1)
            if moves > 1:
                mood = 0 if b3 < COLD else 1 if b3 < EVEN else 2
        kinds = at + mood * KINDS
        cordial = a0 < (nice[p, c, mood] if gone == 0 else cordial_share(habits, kinds, gone))
        issue, because = _issue_of(a1, b0, p, c, state, cordial, strengths, at, places, agenda, matters, stakes, nats,
                                   rows, begins, habits, mem, deals, frame, tilt, room)  # fmt: skip
        spoken = tilts(nats, strengths, rows, begins, klass, TARGET_PART, frame, state, cordial, tilt, TARGETS)
        target = choose_class(a2, habits, at + H_TARGET, TARGETS, spoken, tilt, room)
        look_issue(x, frame, mem, p, len(matters), issue, now, features)
        part = KIND_PART if cordial else REST_PART
        tilts(nats, strengths, rows, begins, klass, part, x, state, False, tilt, CORDIAL + ROOM)
        kind = choose_kind(a3, habits, kinds, tilt, gone, cordial, room)
        gone |= 1 << kind
        acts[made, PARTY], acts[made, CHANNEL], acts[made, KIND], acts[made, ISSUE] = p, c, kind, issue
        acts[made, BECAUSE], acts[made, TARGET], acts[made, OCCASION] = because, target, occasion
        acts[made, CHANCE], acts[made, LUCK] = b1, b1 * SPLIT - floor(b1 * SPLIT)
        acts[made, POSITION], acts[made, MARK], acts[made, AIR] = nan, 0.0, mood
        made += 1
        m += 1
    return made


@njit_inner
def _issue_of(u, v, p, c, state, cordial, strengths, at, places, agenda, matters, stakes, nats, rows, begins, habits,
              mem, deals, frame, tilt, room):  # fmt: skip
    """A class of issue, an issue of it by salience, and for a linked act what it is made to hang on.

    Where the agenda of the channel has none of the class, one is raised that is not on it. Who has made one issue hang
    on another keeps to it.
    """
    spoken = tilts(nats, strengths, rows, begins, places[c, KLASS], ISSUE_PART, frame, state, cordial, tilt,
                   ISSUE_CLASSES)  # fmt: skip
    klass = choose_class(u, habits, at + H_ISSUE, ISSUE_CLASSES, spoken, tilt, room)
    if klass > LINKED:
        return -1, -1
    issues, found = len(matters), 0.0
    for i in range(issues):
        fits = klass == LINKED or (matters[i, CORE] > 0.0) == (klass == CORE_CLASS)
        room[i] = stakes[p, i, SALIENCE] * deals[i, HEAT] if fits and agenda[c, i] else 0.0
        found += room[i]
    if found == 0.0:
        for i in range(issues):
            fits = klass == LINKED or (matters[i, CORE] > 0.0) == (klass == CORE_CLASS)
            room[i] = stakes[p, i, SALIENCE] * deals[i, HEAT] if fits else 0.0
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
    return one, -1 if found == 0.0 else place((v * SPLIT - floor(v * SPLIT)) * found, room, 0, issues)
