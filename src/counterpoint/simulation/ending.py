"""How a negotiation ends, compiled, and what the end is worth to each party."""

from __future__ import annotations

from math import exp, nan

from counterpoint.simulation.arrays import (
    AGREED,
    ASIDE,
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
)
from counterpoint.simulation.draws import OF_PARTY
from counterpoint.simulation.looking import ASK_SCALE, oldest_ask, own_at, said_at
from counterpoint.simulation.moving import BOTH
from counterpoint.simulation.rules import (
    BREAK_DAYS,
    DRIFT_DAYS,
    ENOUGH,
    FRUSTRATION,
    LEAVING,
    STEP_ASIDE,
    TACIT_DAYS,
    WORTH_BLOW,
    WORTH_LEVEL,
    WORTH_YEAR,
    YIELDING,
    YIELDING_STRESS,
)
from counterpoint.simulation.steps import njit_apart, njit_inner, njit_within

ONGOING, SETTLEMENT, TACIT, PARTIAL, DRIFTED, BROKEN_OFF, CAPITULATION, DISENGAGEMENT, SHOCK = range(9)
YEAR = 365.25


@njit_within
def standing(deals, before):
    """Partial where anything is agreed, or signed by both, that was not before the run; else still going on."""
    for i in range(len(deals)):
        fresh = deals[i, AGREED] + deals[i, UNDERSTOOD] > 0.0 and before[i, AGREED] + before[i, UNDERSTOOD] == 0.0
        if fresh or (deals[i, SIGNED_BY] == BOTH and before[i, SIGNED_BY] != BOTH):
            return PARTIAL
    return ONGOING


@njit_apart
def signed_by_both(deals, before):
    """How many issues both sides have signed that they had not before the run."""
    found = 0
    for i in range(len(deals)):
        found += deals[i, SIGNED_BY] == BOTH and before[i, SIGNED_BY] != BOTH
    return found


@njit_inner
def end(turn, channels, plain, matters, traits, rules, mem, deals, before, marks, most, luck):
    """Whether it ends after the acts of a turn: ending and who (-1: nobody in particular); before: deals at first."""
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
    if marks[DARK] > NONE and (turn - marks[DARK]) * days >= rules[BREAK_DAYS]:
        return BROKEN_OFF, -1
    if (turn - marks[TALKED]) * days < 0.5 * rules[DRIFT_DAYS] and (turn - marks[MOVED]) * days >= rules[DRIFT_DAYS]:
        return DRIFTED if standing(deals, before) == ONGOING else PARTIAL, -1
    for m in range(2):
        p = int(plain[SECOND if m else FIRST])
        at = p * (OF_PARTY + channels) + OF_PARTY - 1
        a, b = luck[0, at], luck[1, at]
        if a < most[p, 0] and a < 1.0 - exp(
            -rules[YIELDING] * exp(rules[YIELDING_STRESS] * mem[p, STRESS]) * days / YEAR
        ):
            return CAPITULATION, p
        if b < most[p, 1] and b < _leaves(p, rules[LEAVING], turn * days, days, len(matters), traits, rules, mem):
            return DISENGAGEMENT, p
    return ONGOING, -1


@njit_apart
def step_aside(turn, channels, plain, issues, traits, rules, mem, most, luck):
    """Parties outside the main pair may turn to something else after a turn: from the next on they have.

    It hangs on what drives one of the pair from the table, and ends nothing.
    """
    for p in range(len(mem)):
        if p == plain[FIRST] or p == plain[SECOND]:
            continue
        b, days = luck[1, p * (OF_PARTY + channels) + OF_PARTY - 1], plain[DAYS]
        if b < most[p, 1] and b < _leaves(p, rules[STEP_ASIDE], turn * days, days, issues, traits, rules, mem):
            mem[p, ASIDE] = 1.0


@njit_inner
def _leaves(p, rate, now, days, issues, traits, rules, mem):
    """The chance that a party turns to something else in a turn, at a rate [a year] without frustration."""
    return 1.0 - exp(-rate * exp(_waited(p, now, issues, traits, rules, mem)) * days / YEAR)


@njit_inner
def _waited(p, now, issues, traits, rules, mem):
    """What drives a party from the table [nats], after so long without an answer to its oldest ask."""
    return weariness(1.0 - exp(-(now - oldest_ask(mem, p, issues, now)) / ASK_SCALE), p, traits, rules)


@njit_within
def weariness(unmet, p, traits, rules):
    """What drives a party from the table [nats]: asks unmet, impatience, the cost of talk over its gain."""
    return rules[FRUSTRATION] * (unmet * (1.0 - traits[p, PATIENCE]) + traits[p, TALKING] - traits[p, GAIN])


@njit_apart
def settle(n, ending, who, turn, plain, stakes, traits, rules, mem, deals, count, terms, payoff):
    """Terms by issue (NaN where nothing was settled) and the worth of the end to each party, into row n."""
    issues = len(deals)
    for i in range(issues):
        stands = ending in (TACIT, PARTIAL, ONGOING, DRIFTED) and deals[i, AGREED] + deals[i, UNDERSTOOD] > 0.0
        known = stands or deals[i, SIGNED_BY] == BOTH
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
        payoff[n, p] += rules[WORTH_LEVEL] * (mem[p, BATTLE] + mem[p, SUPPORT])


@njit_inner
def gap(plain, matters, stakes, mem, deals):
    """The distance left between the main pair, as stated, weighted as a settlement is; 0 where an issue is settled."""
    p, q, issues, left = int(plain[FIRST]), int(plain[SECOND]), len(deals), 0.0
    for i in range(issues):
        if deals[i, SIGNED_BY] != BOTH:
            a, b = mem[p, said_at(issues) + i], mem[q, said_at(issues) + i]
            a = a if a == a else stakes[p, i, IDEAL]
            b = b if b == b else stakes[q, i, IDEAL]
            left += matters[i, SHARE] * abs(a - b)
    return left
