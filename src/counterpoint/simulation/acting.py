"""What everybody does in a turn, compiled: how many occasions on which channel, and the moves of each.

All choose at once, from what each could hear up to the day before; nothing takes effect until all have chosen.
"""

from __future__ import annotations

from math import floor, nan

import numpy as np

from counterpoint.simulation.arrays import (
    AGREED,
    ASIDE,
    BETWEEN,
    CLOSES,
    DAYS,
    FIGHTS,
    FREE,
    HEAT,
    HOSTAGE,
    KLASS,
    OPENS,
    PUBLIC,
    SALIENCE,
    SEATED,
    SECRET,
    SHUT,
    SIZE,
    STATE,
    TARGETS,
    TOP,
    UNDERSTOOD,
)
from counterpoint.simulation.choosing import (
    AT_TARGET,
    CORDIAL,
    FACADE_LIST,
    LEANS,
    LEARNT,
    MOVES,
    OF_QUIET,
    OF_RATE,
    REST,
    REST_LIST,
    ROW,
    SLOTS,
    fall,
    fall_rest,
    lean,
    learn,
    left,
    moves_of,
    number,
    weigh_classes,
    weigh_facade,
    weigh_rest,
)
from counterpoint.simulation.draws import MOVE, OF_PARTY, uniforms
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
    look_closely,
    look_elsewhere,
    look_issue,
)
from counterpoint.simulation.powers import fast_exp
from counterpoint.simulation.rules import DONE_TALK, MORE_MOVES
from counterpoint.simulation.steps import njit_inner

PARTY, CHANNEL, KIND, ISSUE, BECAUSE, TARGET, OCCASION, NTH, CHANCE, LUCK, POSITION, MARK, AIR = range(13)
WIDTH = 13
"""Columns of an act; OCCASION counts those of the turn, NTH those of its party on its channel in the turn; CHANCE and
LUCK are uniform numbers for what it does, POSITION and MARK are filled in by it."""
COLD, EVEN = 0.25, 0.75
TILT, HABITS, SUMS, HEATS, ROWS = range(5)
"""Rows of the room to work in: nats; habits that are left; odds; what campaigns make of issues."""
CORE_CLASS, TECHNICAL_CLASS, LINKED = 0, 1, 2
STRIKING, PRESSING, WORDS = 23, 24, 18
"""Places of the two in KIND_ORDER, and how many words come first there, before walk-outs, deeds and signatures (held by
tests)."""
SPLIT = 65536.0
"""A number in (0, 1) times this has a fraction that is as good as another number."""
LEAN, RAISED, CELLS = 2, 3, 4
"""By channel, after ACTIVE and FADING: tendencies to act more or less [nats], and to what power they are raised."""
ELSEWHERE = 1 << F_ACTIVE | 1 << F_FADING


@njit_inner
def act(n, turn, seed, d, laid, plain, sides, seats, places, matters, stakes, drawn, calendar, gone, nats, rows, begins,
        hears, habits, ways, nice, single, rules, mem, deals, chan, owed, luck, acts, frame, room, odds, traces, cells,
        views, pulls, heeded):  # fmt: skip
    # long: what a party sees, channel by channel, is taken apart in steps already; more of them compile slower
    """Fill acts with the acts of a turn, channel by channel of one party after the other; returns how many.

    nats and habits are flat, laid is the row of the turn's habits; gone is the time elapsed, single the chance that an
    occasion has one move.
    """
    made, occasion, issues, channels, now = np.int64(0), np.int64(0), len(matters), len(places), turn * plain[DAYS]
    for i in range(issues):
        room[HEATS, i] = deals[i, HEAT]
    for p in range(len(sides)):
        state, seen = int(mem[p, STATE]), False
        strengths, features = (d * len(sides) + p) * (len(nats) // (len(ways) * len(sides))), hears[state]
        promised = _owed(owed, p) if features >> F_OWED & 1 else 0
        look(mem, p, issues, now, gone, calendar[p, turn, 0], calendar[p, turn, 1], promised, frame, views, traces,
             features)  # fmt: skip
        if features & ELSEWHERE:
            look_elsewhere(mem, p, issues, channels, cells)
        if features >> LEANS & 1:
            _lean_all(nats, strengths, rows, begins, places, state, cells, frame)
        for c in range(channels):
            if not _is_open(turn, p, c, seats, places, chan, mem):
                continue
            at, leant = ((laid * len(sides) + p) * channels + c) * ROW, 0.0
            if features >> LEANS & 1:
                leant = cells[LEAN, c]
            u = luck[0, p * (OF_PARTY + channels) + OF_PARTY + c]
            many = number(u, habits[at + OF_RATE], habits[at + OF_QUIET], ways[d, p, SIZE], leant, cells[RAISED, c])
            if many == 0:
                continue
            if not seen:
                seen = True
                look_closely(mem, p, issues, now, frame, views, features)
            _look_here(c, places, cells, frame)
            known = 0
            for nth in range(many):
                if made + MOVES > len(acts):
                    return made
                made, known = _occasion(n, turn, seed, laid, p, c, occasion, nth, made, state, strengths, at, known,
                                        seats, places, matters, stakes, drawn, nats, rows, begins, habits, nice,
                                        single, rules, mem, deals, acts, frame, room, odds, views, pulls,
                                        heeded)  # fmt: skip
                occasion += 1
    return made


@njit_inner
def _lean_all(nats, strengths, rows, begins, places, state, cells, frame):
    """How much more or less a party acts on each channel."""
    for c in range(len(places)):
        _look_here(c, places, cells, frame)
        cells[LEAN, c] = cells[RAISED, c] = lean(nats, strengths, rows, begins, places[c, KLASS], frame, state)
    for c in range(cells.shape[1]):
        cells[RAISED, c] = fast_exp(cells[RAISED, c])


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
def _occasion(n, turn, seed, laid, p, c, occasion, nth, made, state, strengths, at, known, seats, places, matters,
              stakes, drawn, nats, rows, begins, habits, nice, single, rules, mem, deals, acts, frame, room, odds,
              views, pulls, heeded):  # fmt: skip
    # long: as act
    """The moves of an occasion; one of several has a mood. Returns the number of acts made so far.

    known: of which nests the classes on this channel have been weighed (bits).
    """
    moves, mood, m, klass, soft, hard, issues = 1, 1, 0, places[c, KLASS], 0.0, 0.0, len(matters)
    while m < moves:
        u, v, w, chance = uniforms(n, turn, p << 16 | c, MOVE << 16 | nth << 2 | m, seed)
        if m == 0:
            moves, air = moves_of(_second(u), single, rules[MORE_MOVES]), _second(w)
            mood = 1 if moves == 1 else (air >= COLD) + (air >= EVEN)
            soft, hard = nice[laid, p, c, mood], 1.0 - nice[laid, p, c, mood]
            for k in range(SLOTS):
                room[HABITS, k] = habits[at + mood * SLOTS + k]
        u *= soft + hard
        cordial = u < soft
        if not known >> int(cordial) & 1:
            known |= 1 << int(cordial)
            look_issue(frame, views, issues)
            weigh_classes(nats, strengths, rows, begins, klass, frame, state, cordial, habits, at, room[TILT],
                          odds[int(cordial)])  # fmt: skip
        own = odds[int(cordial)]
        issue, because = _issue_of(fall(w, own, 0, LINKED + 2), v, p, c, matters, stakes, drawn, mem, room)
        mute = issue >= 0 and _third(chance) >= rules[DONE_TALK] and _is_done(issue, deals)
        target = fall(_second(v), own, AT_TARGET, AT_TARGET + TARGETS) - AT_TARGET
        kind = _kind(u, p, issue if issue >= 0 else issues, strengths, klass, state, cordial, soft, hard, nats, rows,
                     begins, frame, room, views, pulls, heeded)  # fmt: skip
        if mute and kind < WORDS:
            issue, because = -1, -1
        soft, hard = _gone(kind, cordial, soft, hard, room)
        if kind in (STRIKING, PRESSING) and not seats[p, c, FIGHTS + target]:
            # nobody begins a war: it shows its force, and once
            soft, hard = _gone(STRIKING + PRESSING - kind, False, soft, hard, room)
            kind = PRESSING
        acts[made, PARTY], acts[made, CHANNEL], acts[made, KIND], acts[made, ISSUE] = p, c, kind, issue
        acts[made, BECAUSE], acts[made, TARGET], acts[made, OCCASION], acts[made, NTH] = because, target, occasion, nth
        acts[made, CHANCE], acts[made, LUCK] = chance, _second(chance)
        acts[made, POSITION], acts[made, MARK], acts[made, AIR] = nan, 0.0, mood
        made += 1
        m += 1
    return made, known


@njit_inner
def _is_done(i, deals):
    """Whether an issue is agreed or understood."""
    return deals[i, AGREED] + deals[i, UNDERSTOOD] > 0.0


@njit_inner
def _gone(kind, cordial, soft, hard, room):
    """What is left of both nests when a kind has been chosen, which does not come again on the occasion."""
    slot = slot_of(kind)
    soft, hard = left(soft, hard, cordial, room[HABITS, slot])
    room[HABITS, slot] = 0.0
    return soft, hard


@njit_inner
def _second(u):
    """A number that is as good as another one, out of the last digits of one."""
    return u * SPLIT - floor(u * SPLIT)


@njit_inner
def _third(u):
    """Yet another one, in steps of 1 / 256."""
    return 256.0 * _second(u) - floor(256.0 * _second(u))


@njit_inner
def slot_of(kind):
    """Where a kind stands among habits."""
    return kind - CORDIAL if kind >= CORDIAL else REST + kind


@njit_inner
def _kind(u, p, about, strengths, klass, state, cordial, soft, hard, nats, rows, begins, frame, room, views, pulls,
          heeded):  # fmt: skip
    """A kind of the façade (u below soft) or of the rest (above), by the habits that are left and the tendencies."""
    if cordial:
        first, last = begins[state, klass, FACADE_LIST, 0], begins[state, klass, FACADE_LIST, 1]
        if first < last:
            look_issue(frame, views, about)
            weigh_facade(nats, strengths, rows, begins, klass, frame, state, room[HABITS], room[TILT], room[SUMS])
        else:
            for k in range(CORDIAL):
                room[SUMS, k] = room[HABITS, REST + k]
        for k in range(1, CORDIAL):
            room[SUMS, k] += room[SUMS, k - 1]
        return fall(u / soft, room[SUMS], 0, CORDIAL)
    first, last = begins[state, klass, REST_LIST, 0], begins[state, klass, REST_LIST, 1]
    key = last << np.uint64(32) | first
    if heeded[p, LEARNT] != key:
        learn(p, key, nats, strengths, rows, first, last, pulls, heeded)
    look_issue(frame, views, about)
    weigh_rest(p, pulls, heeded, frame, room[HABITS], room[TILT], room[SUMS])
    return CORDIAL + fall_rest((u - soft) / hard, room[SUMS], room[TILT])


@njit_inner
def _issue_of(klass, u, p, c, matters, stakes, drawn, mem, room):
    """An issue of a class by salience, and for a linked act what it is made to hang on.

    Where the agenda of the channel has none of the class, one is raised that is not on it. Who has made one issue hang
    on another keeps to it.
    """
    if klass > LINKED:
        return -1, -1
    issues, found = len(matters), 0.0
    for i in range(issues):
        found += drawn[p, c, klass, i] * room[HEATS, i]
        room[SUMS, i] = found
    one = fall(u, room[SUMS], 0, issues) if found > 0.0 else 0
    if klass != LINKED or matters[one, FREE] > 0.0:
        return one, -1
    kept = int(mem[p, HOSTAGE])
    if kept >= 0 and kept != one and matters[kept, FREE] == 0.0:
        return one, kept
    low, high = (room[SUMS, one - 1] if one else 0.0), room[SUMS, one]
    rest, found = min(max((u * found - low) / (high - low), 0.0), 1.0), 0.0
    for i in range(issues):
        found += 0.0 if i == one or matters[i, FREE] > 0.0 else stakes[p, i, SALIENCE] * room[HEATS, i]
        room[SUMS, i] = found
    return one, -1 if found == 0.0 else fall(rest, room[SUMS], 0, issues)
