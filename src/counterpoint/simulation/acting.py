"""What everybody does in a turn, compiled: how many occasions on which channel, and the moves of each.

All choose at once, from what each could hear up to the day before; nothing takes effect until all have chosen.
"""

from __future__ import annotations

from math import exp, floor, nan

from counterpoint.compiled import njit
from counterpoint.simulation.arrays import (
    AGE,
    AMOUNT_PART,
    CLOSES,
    CORE,
    DAYS,
    FREE,
    H_ISSUE,
    H_TARGET,
    HEAT,
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
    choose_class,
    choose_kind,
    cordial_share,
    count,
    draw,
    poisson,
    tilts,
)
from counterpoint.simulation.draws import uniforms
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

PARTY, CHANNEL, KIND, ISSUE, BECAUSE, TARGET, OCCASION, CHANCE, LUCK, POSITION, MARK, AIR = range(12)
WIDTH = 12
"""Columns of an act; CHANCE and LUCK are uniform numbers for what it does, POSITION and MARK are filled in by it."""
CELL, MOVE, MORE = 1, 2, 3
"""What draws are for: a party's turn on a channel, the two parts of a move."""
MOVES, COLD, EVEN = 4, 0.25, 0.75
CORE_CLASS, TECHNICAL_CLASS, LINKED = 0, 1, 2
SPLIT = 65536.0
"""A number in (0, 1) times this has a fraction that is as good as another number."""


@njit(cache=True, error_model="numpy", nogil=True)
def act(n, turn, seed, d, plain, sides, seats, places, agenda, matters, stakes, dates, trusted, nats, entries, starts,
        habits, ways, rules, mem, deals, chan, owed, acts, frame, x, tilt, room):  # fmt: skip
    """Fill acts with the acts of a turn, channel by channel of one party after the other; returns how many."""
    made, occasion, issues, channels = 0, 0, len(matters), len(places)
    now = turn * plain[DAYS]
    for p in range(len(sides)):
        near, past = _calendar(dates, trusted, p, turn)
        look(mem, p, issues, now, plain[AGE], near, past, _owed(owed, p), frame)
        total, first, second, whose = bustle(mem, p, issues, channels)
        state = int(mem[p, STATE])
        for c in range(channels):
            if not seats[p, c, SEATED] or chan[c, SHUT] > turn or turn < places[c, OPENS] or turn >= places[c, CLOSES]:
                continue
            frame[F_ACTIVE] = 1.0 - exp(-max(total - mem[p, fast_at(issues) + c], 0.0) / 5.0)
            frame[F_FADING] = min(second if whose == c else first, 1.0)
            frame[F_PUBLIC], frame[F_SECRET], frame[F_TOP] = places[c, PUBLIC], places[c, SECRET], places[c, TOP]
            u, _, _, _ = uniforms(n, turn, p << 16 | c, CELL << 16, seed)
            for _ in range(
                _number(u, d, p, c, nats, entries, starts, frame, places[c, KLASS], state, habits, ways, tilt)
            ):
                if made + MOVES > len(acts):
                    return made
                made = _occasion(n, turn, seed, d, p, c, occasion, made, state, places, agenda, matters, stakes,
                                 nats, entries, starts, habits, rules, mem, deals, acts, frame, x, tilt, room,
                                 now)  # fmt: skip
                occasion += 1
    return made


@njit(cache=True, error_model="numpy", nogil=True)
def _owed(owed, p):
    """Open promises towards the counterpart."""
    total = 0
    for k in range(owed.shape[2]):
        for j in range(owed.shape[3]):
            total += owed[p, 0, k, j]
    return total


@njit(cache=True, error_model="numpy", nogil=True)
def _calendar(dates, trusted, p, turn):
    """How near a believed deadline is, and how near one that has passed."""
    near, past = 0.0, 0.0
    for k in range(len(trusted)):
        if trusted[k]:
            near, past = max(near, dates[k, p, turn, 0]), max(past, dates[k, p, turn, 1])
    return near, past


@njit(cache=True, error_model="numpy", nogil=True)
def _number(u, d, p, c, nats, entries, starts, frame, klass, state, habits, ways, tilt):
    """How many occasions of a party on a channel."""
    tilt[0] = 0.0
    tilts(nats, d, p, entries, starts, AMOUNT_PART, frame, klass, state, False, tilt)
    if tilt[0] == 0.0:
        if u < habits[d, p, c, QUIET]:
            return 0
        return count(u, habits[d, p, c, RATE], ways[d, p, SIZE])
    return count(u, habits[d, p, c, RATE] * exp(tilt[0]), ways[d, p, SIZE])


@njit(cache=True, error_model="numpy", nogil=True)
def _occasion(n, turn, seed, d, p, c, occasion, made, state, places, agenda, matters, stakes, nats, entries, starts,
              habits, rules, mem, deals, acts, frame, x, tilt, room, now):  # fmt: skip
    """The moves of an occasion; one of several has a mood. Returns the number of acts made so far."""
    gone, moves, mood, m = 0, 1, 1, 0
    while m < moves:
        what = (occasion & 0x3FFF) << 2 | m
        a0, a1, a2, a3 = uniforms(n, turn, p << 16 | c, MOVE << 16 | what, seed)
        b0, b1, b2, b3 = uniforms(n, turn, p << 16 | c, MORE << 16 | what, seed)
        if m == 0:
            moves = 1 + poisson(b2, rules[MORE_MOVES], MOVES - 1)
            if moves > 1:
                mood = 0 if b3 < COLD else 1 if b3 < EVEN else 2
        cordial = a0 < cordial_share(habits, d, p, c, mood * KINDS, gone)
        issue, because = _issue_of(a1, b0, d, p, c, state, cordial, places, agenda, matters, stakes, nats, entries,
                                   starts, habits, deals, frame, tilt, room)  # fmt: skip
        for k in range(TARGETS):
            tilt[k] = 0.0
        tilts(nats, d, p, entries, starts, TARGET_PART, frame, places[c, KLASS], state, cordial, tilt)
        target = choose_class(a2, habits, d, p, c, H_TARGET, TARGETS, tilt, room)
        for k in range(KINDS):
            tilt[k] = 0.0
        if issue >= 0:
            look_issue(x, frame, mem, p, len(matters), issue, now)
            tilts(nats, d, p, entries, starts, KIND_PART, x, places[c, KLASS], state, False, tilt)
        else:
            tilts(nats, d, p, entries, starts, KIND_PART, frame, places[c, KLASS], state, False, tilt)
        kind = choose_kind(a3, habits, d, p, c, mood * KINDS, tilt, gone, cordial, room)
        gone |= 1 << kind
        acts[made, PARTY], acts[made, CHANNEL], acts[made, KIND], acts[made, ISSUE] = p, c, kind, issue
        acts[made, BECAUSE], acts[made, TARGET], acts[made, OCCASION], acts[made, CHANCE] = (
            because,
            target,
            occasion,
            b1,
        )
        acts[made, LUCK], acts[made, POSITION], acts[made, MARK] = b1 * SPLIT - floor(b1 * SPLIT), nan, 0.0
        acts[made, AIR] = mood
        made += 1
        m += 1
    return made


@njit(cache=True, error_model="numpy", nogil=True)
def _issue_of(u, v, d, p, c, state, cordial, places, agenda, matters, stakes, nats, entries, starts, habits, deals,
              frame, tilt, room):  # fmt: skip
    """A class of issue, an issue of it by salience, and for a linked act what it is made to hang on."""
    for k in range(ISSUE_CLASSES):
        tilt[k] = 0.0
    tilts(nats, d, p, entries, starts, ISSUE_PART, frame, places[c, KLASS], state, cordial, tilt)
    klass = choose_class(u, habits, d, p, c, H_ISSUE, ISSUE_CLASSES, tilt, room)
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
    one = draw(v, room, 0, issues)
    if klass != LINKED or matters[one, FREE] > 0.0:
        return one, -1
    found = 0.0
    for i in range(issues):
        room[i] = 0.0 if i == one or matters[i, FREE] > 0.0 else stakes[p, i, SALIENCE] * deals[i, HEAT]
        found += room[i]
    return one, -1 if found == 0.0 else draw(v * SPLIT - floor(v * SPLIT), room, 0, issues)
