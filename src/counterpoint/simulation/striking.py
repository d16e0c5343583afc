"""What acts do to promises, threats, fighting, channels and names, compiled."""

from __future__ import annotations

from math import ceil, log

from counterpoint.simulation.acting import BECAUSE, CHANCE, CHANNEL, ISSUE, KIND, LUCK, MARK, PARTY, TARGET
from counterpoint.simulation.arrays import (
    BATTLE,
    BLOWS,
    CLOSABLE,
    COSTS,
    DARK,
    DAYS,
    FIGHTING,
    FIRST,
    FORCED,
    FRONT,
    HEAT,
    HELD,
    HURTS,
    IMAGE,
    N_BROKEN,
    N_KEPT,
    OPENED,
    OTHER,
    SEATED,
    SECOND,
    SHUT,
    SUPPORT,
    THREAT,
    TO,
    TRUST,
    UNDERSTANDING,
    UNTIL,
    WHOM,
)
from counterpoint.simulation.hearing import FORCE, GRIM, HARM, NICE, PROMISE, TRUCE
from counterpoint.simulation.rules import (
    FIGHTING as FIGHTING_COST,
    HEAT_STEP,
    HOSTAGE_DAYS,
    IMAGE_STEP,
    KEEPS,
    PROMISE_DAYS,
    STRIKE_GAIN,
    SUSPENDED_DAYS,
    THREAT_COST,
    THREAT_DAYS,
    THREAT_STEP,
)
from counterpoint.simulation.steps import njit_inner

SIGNATURE, KEEPING, BREACH, STRIKE, PRESSURE, SUSPEND, TALKS, THREATEN, CAMPAIGN, PROCEDURE, REJECT = range(7, 18)
"""Effects of kinds; SIGNATURE is moving.SIGN."""
KEPT, BROKEN = 1, 2
REOPENS = 0.5
"""Chance that a proposal to talk opens what was suspended (elicited)."""


@njit_inner
def promise(n, effect, bits, p, whom, turn, plain, rules, owed, acts, count):
    """The ledger: deeds and signatures may keep the oldest promise, a breach breaks it, force breaks truces."""
    mark = 0
    if effect in (SIGNATURE, KEEPING):
        if acts[n, LUCK] < rules[KEEPS] and _close_oldest(owed, p, turn):
            count[p, N_KEPT] += 1
            mark = KEPT
    elif effect == BREACH and _close_oldest(owed, p, turn):
        count[p, N_BROKEN] += 1
        mark = BROKEN
    if bits & FORCE:
        for j in range(owed.shape[3]):
            count[p, N_BROKEN] += owed[p, whom, 0, j]
            owed[p, whom, 0, j] = 0
    acts[n, MARK] = int(acts[n, MARK]) | mark
    if bits & PROMISE:
        count[p, OPENED] += 1
        life = int(rules[PROMISE_DAYS] / plain[DAYS]) + 1
        owed[p, whom, 0 if bits & TRUCE else 1, (turn + life) % owed.shape[3]] += 1


@njit_inner
def _close_oldest(owed, p, turn):
    """Take the promise that lapses first out of the open ones (the counterpart's first, others before truces)."""
    slots = owed.shape[3]
    for ahead in range(1, slots):
        j = (turn + ahead) % slots
        for whom in range(owed.shape[1]):
            for kind in (1, 0):
                if owed[p, whom, kind, j]:
                    owed[p, whom, kind, j] -= 1
                    return True
    return False


@njit_inner
def harm(n, effect, bits, p, turn, facing, plain, sides, seats, traits, rules, mem, marks, acts, count):
    """Threats, pressure and force: what they cost, and what they do to the fighting and to credibility."""
    if effect == THREATEN and facing and mem[p, THREAT] < 0.0:
        mem[p, THREAT] = turn + max(int(rules[THREAT_DAYS] / plain[DAYS]), 1)
    if effect not in (STRIKE, PRESSURE, BREACH):
        return
    if mem[p, THREAT] >= 0.0 and facing:
        mem[p, THREAT] = -1.0
        mem[p, TRUST] = min(mem[p, TRUST] + rules[THREAT_STEP], 1.0)
        mem[p, SUPPORT] = max(mem[p, SUPPORT] - rules[THREAT_COST] * traits[p, COSTS], -1.0)
        mem[sides[p, OTHER], SUPPORT] = max(mem[sides[p, OTHER], SUPPORT] - rules[THREAT_COST] * traits[p, HURTS], -1.0)
    to = seats[p, int(acts[n, CHANNEL]), TO + int(acts[n, TARGET])]
    if to >= 0 and to != p:
        count[to, BLOWS] += 1
        mem[to, SUPPORT] = max(mem[to, SUPPORT] - 2.0 * rules[FIGHTING_COST] * traits[to, FIGHTING], -1.0)
        if plain[FRONT] >= 0.0 and effect == STRIKE:
            mem[p, BATTLE] = min(mem[p, BATTLE] + rules[STRIKE_GAIN], 1.0)
            mem[to, BATTLE] = max(mem[to, BATTLE] - rules[STRIKE_GAIN], -1.0)
    if facing and bits & FORCE:
        marks[FORCED] = turn
        marks[UNDERSTANDING] = turn


@njit_inner
def talk(n, effect, turn, p, facing, plain, sides, seats, places, rules, mem, chan, acts):
    """Channels that are opened again, and an issue that holds the others hostage."""
    q = sides[p, OTHER]
    if not facing:
        return
    if effect in (SUSPEND, PROCEDURE) and acts[n, BECAUSE] >= 0.0:
        until = turn + 1 + int(rules[HOSTAGE_DAYS] / plain[DAYS])
        mem[p, HELD] = mem[q, HELD] = acts[n, BECAUSE]
        mem[p, UNTIL] = mem[q, UNTIL] = until
    if effect == TALKS and acts[n, LUCK] < REOPENS:
        for j in range(len(places)):
            if _shared(places, seats, p, q, j):
                chan[j, SHUT] = min(chan[j, SHUT], turn + 1)


@njit_inner
def suspend(made, turn, plain, sides, seats, places, kinds, rules, chan, marks, acts):
    """Channels that are suspended, after all else: no word of the same turn, chosen before it was known, undoes it."""
    for n in range(made):
        if kinds[int(acts[n, KIND]), 1] != SUSPEND:
            continue
        p, c = int(acts[n, PARTY]), int(acts[n, CHANNEL])
        if seats[p, c, WHOM + int(acts[n, TARGET])] != 0 or (p != plain[FIRST] and p != plain[SECOND]):
            continue
        # whole turns, and at least one: what is suspended is not there the next time
        until = turn + 1 + ceil(-log(acts[n, CHANCE]) * rules[SUSPENDED_DAYS] / plain[DAYS])
        whole = acts[n, ISSUE] < 0.0
        for j in range(len(places)):
            if _shared(places, seats, p, sides[p, OTHER], j) and (whole or j == c):
                chan[j, SHUT] = max(chan[j, SHUT], until)
        if whole:
            marks[DARK] = turn


@njit_inner
def _shared(places, seats, p, q, c):
    """Whether two parties sit on a channel that can be suspended."""
    return places[c, CLOSABLE] and seats[p, c, SEATED] and seats[q, c, SEATED]


@njit_inner
def look_good(n, effect, bits, p, rules, mem, deals, acts):
    """What public acts do to how a party looks, and to how much an issue is talked of."""
    image = mem[p, IMAGE]
    if bits & NICE:
        image += rules[IMAGE_STEP]
    elif bits & (GRIM | HARM):
        image -= rules[IMAGE_STEP]
    mem[p, IMAGE] = min(max(image, -1.0), 1.0)
    if effect == CAMPAIGN and acts[n, ISSUE] >= 0.0:
        deals[int(acts[n, ISSUE]), HEAT] += rules[HEAT_STEP]
