"""What a turn brings before anybody acts, compiled: time, chance, and what others do.

Courses change, support and fighting drift, events befall the parties, promises lapse, threats fall due.
"""

from __future__ import annotations

from math import exp

from counterpoint.simulation.arrays import (
    AGAINST,
    AIMS,
    BATTLE,
    BEGINS,
    FIRST,
    FOE,
    FOR,
    FRONT,
    HEAT,
    IMAGE,
    N_LAPSED,
    OTHER,
    PRESSED,
    RESERVE,
    SECOND,
    SOFTENED,
    SPREAD,
    STATE,
    STAY,
    STAY_ON,
    STRESS,
    STRUCK,
    SUPPORT,
    TECHNIQUES,
    THREAT,
    TREND,
    TRUST,
    WIDE,
)
from counterpoint.simulation.draws import BEGIN, NOBODY, OF_PARTY, fill, normal, uniforms
from counterpoint.simulation.looking import own_at
from counterpoint.simulation.rules import (
    EVENT_FAVOURS,
    EVENT_SUPPORT,
    EVENT_TURN,
    SWAN_ENDS,
    SWAN_SUPPORT,
    THREAT_STEP,
)
from counterpoint.simulation.steps import njit_apart, njit_inner

YEAR = 365.25
BY_LOSING, BY_SUPPORT, BY_PRESSURE, BY_NAME, BY_DATE = 0.35, 0.35, 0.3, 0.1, 0.3
"""What stress is made of: losing, low support, believed pressure, the other's good name, a near date (elicited)."""
MET_BY = 0.3
"""A concession of at least this level, lately, meets a threat (elicited)."""
CALM, SUPPORT_STEP, BATTLE_STEP, EVENT, SWAN, SINGLE, SUPPORTED = range(7)
"""What is the same in every turn: share of a campaign that stays, steps of support and fighting (one standard
deviation), chances of an event, of a black swan, of an occasion of one move, and what support does to the fighting."""


@njit_apart
def begin(n, seed, d, stakes, dates, believed, ways, mem, trusted, calendar, count):
    """What is drawn once a run: reserves, courses, which deadlines are believed, and so how near any is."""
    issues = stakes.shape[1]
    for p in range(len(mem)):
        mem[p, STATE] = ways[d, p, BEGINS]
        for i in range(issues):
            u, v, _, _ = uniforms(n, i, p, BEGIN << 16, seed)
            drawn = stakes[p, i, RESERVE] + stakes[p, i, SPREAD] * normal(u, v)
            mem[p, own_at(issues) + 2 * issues + i] = min(max(drawn, 0.0), 1.0)
        for k in range(count.shape[1]):
            count[p, k] = 0
    for k in range(len(believed)):
        u, _, _, _ = uniforms(n, k, NOBODY, BEGIN << 16, seed)
        trusted[k] = u < believed[k]
    for p in range(len(mem)):
        for turn in range(calendar.shape[1]):
            calendar[p, turn, 0] = calendar[p, turn, 1] = 0.0
        for k in range(len(trusted)):
            if trusted[k]:
                for turn in range(calendar.shape[1]):
                    calendar[p, turn, 0] = max(calendar[p, turn, 0], dates[k, p, turn, 0])
                    calendar[p, turn, 1] = max(calendar[p, turn, 1], dates[k, p, turn, 1])


@njit_inner
def pass_turn(n, turn, seed, d, plain, sides, calendar, traits, issues, channels, ways, renew, rules, pace, kept, named,
              mem, deals, owed, luck, count):  # fmt: skip
    """Let time pass up to a turn, and draw its numbers into luck. Returns whether a black swan ended it."""
    fill(n, turn, named, seed, luck)
    world = len(mem) * (OF_PARTY + channels)
    if turn > 0:
        for i in range(len(deals)):
            deals[i, HEAT] = 1.0 + (deals[i, HEAT] - 1.0) * pace[CALM]
        for p in range(len(mem)):
            for j in range(kept.shape[1]):
                mem[p, j] *= kept[0, j]
            mem[p, IMAGE] *= pace[CALM]
            at = p * (OF_PARTY + channels)
            _course(at, luck, d, p, ways, renew, mem)
            step = traits[p, TREND] + pace[SUPPORT_STEP] * normal(luck[0, at + 2], luck[1, at + 2])
            mem[p, SUPPORT] = min(max(mem[p, SUPPORT] + step, -1.0), 1.0)
        if plain[FRONT] >= 0.0:
            _front(luck[0, world], luck[1, world], plain, traits, pace, mem)
    ended = _fate(turn, world + 1, luck, plain, pace, rules, mem)
    _lapse(turn, owed, count)
    for p in range(len(mem)):
        _due(p, turn, issues, rules, mem)
    for p in range(len(mem)):
        mem[p, STRESS] = _stress(mem, p, sides[p, OTHER], calendar[p, turn, 0])
    return ended


@njit_inner
def _course(at, luck, d, p, ways, renew, mem):
    """A party stays its course, or takes one anew; its draws stand in luck from at on."""
    state, left = int(mem[p, STATE]), luck[1, at]
    if luck[0, at] > ways[d, p, STAY]:
        aim = 0
        while aim < AIMS - 1 and left >= renew[aim]:
            left -= renew[aim]
            aim += 1
        state = aim << TECHNIQUES | state & 7
    stay = ways[d, p, STAY_ON]
    for k in range(TECHNIQUES):
        u = luck[k, at + 1]
        if u > stay:
            on = (u - stay) < renew[AIMS + k] * (1.0 - stay)
            state = (state & ~(1 << k)) | (int(on) << k)
    mem[p, STATE] = state


@njit_inner
def _front(u, v, plain, traits, pace, mem):
    """The fighting goes its way, and that of whom home supports more: what one gains there, the other loses."""
    p, q = int(plain[FRONT]), int(plain[FOE])
    step = traits[p, TREND + 1] + pace[BATTLE_STEP] * normal(u, v)
    step += pace[SUPPORTED] * (mem[p, SUPPORT] - mem[q, SUPPORT])
    mem[p, BATTLE] = min(max(mem[p, BATTLE] + step, -1.0), 1.0)
    mem[q, BATTLE] = min(max(mem[q, BATTLE] - step, -1.0), 1.0)


@njit_inner
def _fate(turn, at, luck, plain, pace, rules, mem):
    """Outside events, and black swans, by the draws in luck from at on; returns whether one ended it."""
    p, q = int(plain[FIRST]), int(plain[SECOND])
    if turn == rules[EVENT_TURN]:
        lucky, other = (q, p) if rules[EVENT_FAVOURS] else (p, q)
        mem[lucky, FOR] = mem[other, AGAINST] = 1.0
        mem[lucky, SUPPORT] = min(max(mem[lucky, SUPPORT] + rules[EVENT_SUPPORT], -1.0), 1.0)
        mem[other, SUPPORT] = min(max(mem[other, SUPPORT] - rules[EVENT_SUPPORT], -1.0), 1.0)
    if luck[0, at] < pace[EVENT]:
        lucky, other = (q, p) if luck[1, at] < 0.5 else (p, q)
        mem[lucky, FOR] = mem[other, AGAINST] = 1.0
    if luck[0, at + 1] < pace[SWAN]:
        if luck[1, at + 1] < rules[SWAN_ENDS]:
            return True
        shift = rules[SWAN_SUPPORT] if luck[3, at + 1] < 0.5 else -rules[SWAN_SUPPORT]
        struck = q if luck[2, at + 1] < 0.5 else p
        mem[struck, STRUCK] = shift
        mem[struck, SUPPORT] = min(max(mem[struck, SUPPORT] + shift, -1.0), 1.0)
    return False


@njit_inner
def _lapse(turn, owed, count):
    """Promises whose time is over lapse."""
    j = turn % owed.shape[3]
    for p in range(owed.shape[0]):
        for whom in range(owed.shape[1]):
            for kind in range(owed.shape[2]):
                count[p, N_LAPSED] += owed[p, whom, kind, j]
                owed[p, whom, kind, j] = 0


@njit_inner
def _due(p, turn, issues, rules, mem):
    """A threat that falls due was met by a concession, or was empty, and costs credibility."""
    if mem[p, THREAT] < 0.0 or mem[p, THREAT] > turn:
        return
    mem[p, THREAT] = -1.0
    at, most = WIDE + SOFTENED * (issues + 1), 0.0
    for i in range(issues + 1):
        most = max(most, mem[p, at + i])
    if most < MET_BY:
        mem[p, TRUST] = max(mem[p, TRUST] - rules[THREAT_STEP], 0.0)


@njit_inner
def _stress(mem, p, q, near):
    """What presses a party to give way [0..1]; near is how near a date is."""
    total = BY_LOSING * max(-mem[p, BATTLE], 0.0) + BY_SUPPORT * max(-mem[p, SUPPORT], 0.0)
    total += BY_PRESSURE * (1.0 - exp(-mem[p, PRESSED])) * mem[q, TRUST] + BY_NAME * max(mem[q, IMAGE], 0.0)
    return min(total + BY_DATE * near, 1.0)
