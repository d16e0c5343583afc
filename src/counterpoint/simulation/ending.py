"""How a negotiation ends, compiled, and what the end is worth to each party."""

from __future__ import annotations

from math import exp, nan

from counterpoint.compiled import njit
from counterpoint.simulation.arrays import (
    AGREED,
    ASKS,
    BATTLE,
    BLOWS,
    DARK,
    DAYS,
    FAR,
    FIGHTING,
    FIRST,
    FORCED,
    GAIN,
    IDEAL,
    MOVED,
    NONE,
    PATIENCE,
    SALIENCE,
    SECOND,
    SHARE,
    SIGNED_BY,
    STRESS,
    SUPPORT,
    TALKED,
    TALKING,
    TERMS,
    UNDERSTANDING,
    UNDERSTOOD,
    WIDE,
)
from counterpoint.simulation.draws import uniforms
from counterpoint.simulation.looking import ASK_SCALE, own_at
from counterpoint.simulation.moving import BOTH
from counterpoint.simulation.rules import (
    BREAK_DAYS,
    DRIFT_DAYS,
    ENOUGH,
    FRUSTRATION,
    LEAVING,
    TACIT_DAYS,
    WORTH_BLOW,
    WORTH_LEVEL,
    WORTH_YEAR,
    YIELDING,
    YIELDING_STRESS,
)

ONGOING, SETTLEMENT, TACIT, PARTIAL, DRIFTED, BROKEN_OFF, CAPITULATION, DISENGAGEMENT, SHOCK = range(9)
LEAVE = 8
"""What draws are for."""
YEAR = 365.25


@njit(cache=True, error_model="numpy", nogil=True)
def end(n, turn, seed, plain, matters, traits, rules, mem, deals, marks):
    """Whether it ends after the acts of a turn: ending and who (-1: nobody in particular)."""
    signed, agreed, tacit, days = 0.0, 0.0, False, plain[DAYS]
    for i in range(len(matters)):
        done = deals[i, SIGNED_BY] == BOTH
        signed += matters[i, SHARE] if done else 0.0
        if done or deals[i, AGREED] + deals[i, UNDERSTOOD] > 0.0:
            agreed += matters[i, SHARE]
            tacit = tacit or (deals[i, UNDERSTOOD] > 0.0 and not done and matters[i, SHARE] > 0.0)
    if signed >= rules[ENOUGH]:
        return SETTLEMENT, -1
    if (
        tacit
        and agreed >= rules[ENOUGH]
        and (turn - max(marks[UNDERSTANDING], marks[FORCED])) * days >= rules[TACIT_DAYS]
    ):
        return TACIT, -1
    if marks[DARK] >= 0 and (turn - marks[DARK]) * days >= rules[BREAK_DAYS]:
        return BROKEN_OFF, -1
    if (turn - marks[TALKED]) * days < 0.5 * rules[DRIFT_DAYS] and (turn - marks[MOVED]) * days >= rules[DRIFT_DAYS]:
        return DRIFTED, -1
    for m in (FIRST, SECOND):
        p = int(plain[m])
        a, b, _, _ = uniforms(n, turn, p, LEAVE << 16, seed)
        if a < 1.0 - exp(-rules[YIELDING] * exp(rules[YIELDING_STRESS] * mem[p, STRESS]) * days / YEAR):
            return CAPITULATION, p
        if b < 1.0 - exp(
            -rules[LEAVING] * exp(_weariness(p, turn * days, len(matters), traits, rules, mem)) * days / YEAR
        ):
            return DISENGAGEMENT, p
    return ONGOING, -1


@njit(cache=True, error_model="numpy", nogil=True)
def _weariness(p, now, issues, traits, rules, mem):
    """What drives a party from the table [nats]: asks unmet, impatience, the cost of talk over its gain."""
    at, oldest = WIDE + ASKS * (issues + 1), now
    for i in range(issues + 1):
        if mem[p, at + i] != NONE:
            oldest = min(oldest, mem[p, at + i])
    unmet = 1.0 - exp(-(now - oldest) / ASK_SCALE)
    return rules[FRUSTRATION] * (unmet * (1.0 - traits[p, PATIENCE]) + traits[p, TALKING] - traits[p, GAIN])


@njit(cache=True, error_model="numpy", nogil=True)
def last(deals):
    """What it is when the time is over: partial where anything was signed by both, else still going on."""
    for i in range(len(deals)):
        if deals[i, SIGNED_BY] == BOTH:
            return PARTIAL
    return ONGOING


@njit(cache=True, error_model="numpy", nogil=True)
def settle(n, ending, who, turn, plain, stakes, traits, rules, mem, first, deals, count, terms, payoff):
    """Terms by issue (NaN where nothing was settled) and the worth of the end to each party, into row n."""
    issues = len(deals)
    for i in range(issues):
        known = deals[i, SIGNED_BY] == BOTH or (ending == TACIT and deals[i, AGREED] + deals[i, UNDERSTOOD] > 0.0)
        terms[n, i] = deals[i, TERMS] if known else nan
        if ending == CAPITULATION:
            theirs = mem[who, own_at(issues) + issues + i]
            terms[n, i] = theirs if theirs == theirs else stakes[who, i, FAR]
    years = (turn + 1) * plain[DAYS] / YEAR
    for p in range(len(mem)):
        worth, weight = 0.0, 0.0
        for i in range(issues):
            weight += stakes[p, i, SALIENCE]
            if terms[n, i] == terms[n, i]:
                worth += stakes[p, i, SALIENCE] * (1.0 - abs(terms[n, i] - stakes[p, i, IDEAL]))
        payoff[n, p] = worth / weight if weight > 0.0 else 0.0
        payoff[n, p] += rules[WORTH_YEAR] * years * (traits[p, GAIN] - traits[p, TALKING])
        payoff[n, p] -= rules[WORTH_BLOW] * traits[p, FIGHTING] * count[p, BLOWS]
        payoff[n, p] += rules[WORTH_LEVEL] * (mem[p, BATTLE] - first[p, BATTLE] + mem[p, SUPPORT] - first[p, SUPPORT])


@njit(cache=True, error_model="numpy", nogil=True)
def gap(plain, matters, stakes, mem, deals):
    """The distance left between the main pair, weighted as a settlement is; 0 where an issue is settled."""
    p, q, issues, left = int(plain[FIRST]), int(plain[SECOND]), len(deals), 0.0
    for i in range(issues):
        if deals[i, SIGNED_BY] != BOTH:
            a, b = mem[p, own_at(issues) + i], mem[q, own_at(issues) + i]
            a = a if a == a else stakes[p, i, IDEAL]
            b = b if b == b else stakes[q, i, IDEAL]
            left += matters[i, SHARE] * abs(a - b)
    return left
