"""What a turn brings before anybody acts, compiled: time, chance, and what others do.

Courses change, support and fighting drift, events befall the parties, promises lapse, threats fall due.
"""

from __future__ import annotations

from math import exp, sqrt

from counterpoint.compiled import njit
from counterpoint.simulation.arrays import (
    AGAINST,
    AIMS,
    BATTLE,
    BEGINS,
    DAYS,
    FIRST,
    FOR,
    FOUGHT,
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
    SUPPORT,
    TECHNIQUES,
    THREAT,
    TREND,
    TRUST,
    WIDE,
)
from counterpoint.simulation.draws import normal, uniforms
from counterpoint.simulation.looking import forget, own_at
from counterpoint.simulation.rules import (
    BATTLE_SD,
    EVENT_FAVOURS,
    EVENT_SUPPORT,
    EVENT_TURN,
    EVENTS,
    HEAT_DAYS,
    SUPPORT_SD,
    SWAN_ENDS,
    SWAN_SUPPORT,
    SWANS,
    THREAT_STEP,
)

COURSE, DRIFT, FATE, BEGIN = 4, 5, 6, 7
"""What draws are for: a party's course, its support, the world's events, what is drawn once a run."""
NOBODY = 0xFFFF
YEAR = 365.25
BY_LOSING, BY_SUPPORT, BY_PRESSURE, BY_NAME, BY_DATE = 0.35, 0.35, 0.3, 0.1, 0.3
"""What stress is made of: losing, low support, believed pressure, the other's good name, a near date (elicited)."""
MET_BY = 0.3
"""A concession of at least this level, lately, meets a threat (elicited)."""


@njit(cache=True, error_model="numpy", nogil=True)
def begin(n, seed, d, stakes, believed, ways, mem, trusted, count):
    """What is drawn once a run: reserves, courses, which deadlines are believed."""
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


@njit(cache=True, error_model="numpy", nogil=True)
def pass_turn(n, turn, seed, d, plain, sides, dates, trusted, traits, issues, channels, ways, renew, rules, mem, deals,
              owed, count):  # fmt: skip
    """Let time pass up to a turn. Returns whether a black swan ended it."""
    days = plain[DAYS]
    if turn > 0:
        forget(mem, issues, channels, days)
        calm = 0.5 ** (days / rules[HEAT_DAYS])
        for i in range(len(deals)):
            deals[i, HEAT] = 1.0 + (deals[i, HEAT] - 1.0) * calm
        scale = sqrt(days / YEAR)
        for p in range(len(mem)):
            mem[p, IMAGE] *= calm
            _course(n, turn, seed, d, p, ways, renew, mem)
            u, v, _, _ = uniforms(n, turn, p, DRIFT << 16, seed)
            step = traits[p, TREND] + rules[SUPPORT_SD] * scale * normal(u, v)
            mem[p, SUPPORT] = min(max(mem[p, SUPPORT] + step, -1.0), 1.0)
        if plain[FOUGHT]:
            _front(n, turn, seed, plain, traits, rules[BATTLE_SD] * scale, mem)
    ended = _fate(n, turn, seed, plain, rules, mem)
    _lapse(turn, owed, count)
    for p in range(len(mem)):
        _due(p, turn, issues, rules, mem)
    for p in range(len(mem)):
        mem[p, STRESS] = _stress(mem, p, sides[p, OTHER], dates, trusted, turn)
    return ended


@njit(cache=True, error_model="numpy", nogil=True)
def _course(n, turn, seed, d, p, ways, renew, mem):
    """A party stays its course, or takes one anew."""
    a, b, _, _ = uniforms(n, turn, p, COURSE << 16, seed)
    state = int(mem[p, STATE])
    if a > ways[d, p, STAY]:
        aim = 0
        while aim < AIMS - 1 and b >= renew[aim]:
            b -= renew[aim]
            aim += 1
        state = aim << TECHNIQUES | state & 7
    stay = ways[d, p, STAY_ON]
    one, two, three, _ = uniforms(n, turn, p, COURSE << 16 | 1, seed)
    for k in range(TECHNIQUES):
        u = one if k == 0 else two if k == 1 else three
        if u > stay:
            on = (u - stay) < renew[AIMS + k] * (1.0 - stay)
            state = (state & ~(1 << k)) | (int(on) << k)
    mem[p, STATE] = state


@njit(cache=True, error_model="numpy", nogil=True)
def _front(n, turn, seed, plain, traits, sd, mem):
    """The fighting goes its way: what one of the main pair gains there, the other loses."""
    p, q = int(plain[FIRST]), int(plain[SECOND])
    u, v, _, _ = uniforms(n, turn, NOBODY, DRIFT << 16, seed)
    step = traits[p, TREND + 1] + sd * normal(u, v)
    mem[p, BATTLE] = min(max(mem[p, BATTLE] + step, -1.0), 1.0)
    mem[q, BATTLE] = min(max(mem[q, BATTLE] - step, -1.0), 1.0)


@njit(cache=True, error_model="numpy", nogil=True)
def _fate(n, turn, seed, plain, rules, mem):
    """Outside events, and black swans; returns whether one ended it."""
    p, q, years = int(plain[FIRST]), int(plain[SECOND]), plain[DAYS] / YEAR
    if turn == rules[EVENT_TURN]:
        lucky, other = (q, p) if rules[EVENT_FAVOURS] else (p, q)
        mem[lucky, FOR] = mem[other, AGAINST] = 1.0
        mem[lucky, SUPPORT] = min(max(mem[lucky, SUPPORT] + rules[EVENT_SUPPORT], -1.0), 1.0)
        mem[other, SUPPORT] = min(max(mem[other, SUPPORT] - rules[EVENT_SUPPORT], -1.0), 1.0)
    a, b, _, _ = uniforms(n, turn, NOBODY, FATE << 16, seed)
    if a < 1.0 - exp(-rules[EVENTS] * years):
        lucky, other = (q, p) if b < 0.5 else (p, q)
        mem[lucky, FOR] = mem[other, AGAINST] = 1.0
    a, b, c, d = uniforms(n, turn, NOBODY, FATE << 16 | 1, seed)
    if a < 1.0 - exp(-rules[SWANS] * years):
        if b < rules[SWAN_ENDS]:
            return True
        struck, shift = q if c < 0.5 else p, rules[SWAN_SUPPORT] if d < 0.5 else -rules[SWAN_SUPPORT]
        mem[struck, SUPPORT] = min(max(mem[struck, SUPPORT] + shift, -1.0), 1.0)
    return False


@njit(cache=True, error_model="numpy", nogil=True)
def _lapse(turn, owed, count):
    """Promises whose time is over lapse."""
    j = turn % owed.shape[3]
    for p in range(owed.shape[0]):
        for whom in range(owed.shape[1]):
            for kind in range(owed.shape[2]):
                count[p, N_LAPSED] += owed[p, whom, kind, j]
                owed[p, whom, kind, j] = 0


@njit(cache=True, error_model="numpy", nogil=True)
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


@njit(cache=True, error_model="numpy", nogil=True)
def _stress(mem, p, q, dates, trusted, turn):
    """What presses a party to give way [0..1]."""
    total = BY_LOSING * max(-mem[p, BATTLE], 0.0) + BY_SUPPORT * max(-mem[p, SUPPORT], 0.0)
    total += BY_PRESSURE * (1.0 - exp(-mem[p, PRESSED])) * mem[q, TRUST] + BY_NAME * max(mem[q, IMAGE], 0.0)
    near = 0.0
    for k in range(len(trusted)):
        near = max(near, dates[k, p, turn, 0] if trusted[k] else 0.0)
    return min(total + BY_DATE * near, 1.0)
