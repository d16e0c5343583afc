"""What everybody hears of a turn's acts, compiled: as playbooks.situation.hear does (compared in tests)."""

from __future__ import annotations

from counterpoint.simulation.acting import BECAUSE, CHANNEL, ISSUE, KIND, MARK, PARTY, POSITION, TARGET
from counterpoint.simulation.arrays import (
    ASKED,
    ASKS,
    BROKE,
    HEARS,
    HELD_UP,
    HOSTAGE,
    MET,
    MOOD,
    NONE,
    OTHER,
    PRESSED,
    SOFTENED,
    SPOKE,
    STRICT,
    TO,
    TONE,
    WIDE,
)
from counterpoint.simulation.looking import fast_at, own_at, said_at
from counterpoint.simulation.steps import njit_inner

ASK, FORCE, HARM, HOLD, GIVES, PROMISE, TRUCE, WORK, GRIM, NICE, DEED = (1 << b for b in range(11))
"""What a kind is: asks, uses force, harms, may hold up, gives, promises, is a truce, is work; looks; is a deed."""
OWN_LINE = 32
"""Mark of an act that states not its party's line, but one of its envoy's own."""


@njit_inner
def hear(made, now, sides, seats, kinds, tone, issues, channels, mem, acts):
    """Let everybody hear the acts of a turn, in order; now in days from the first turn."""
    group, fast = issues + 1, fast_at(issues)
    for n in range(made):
        by, c, kind, issue = int(acts[n, PARTY]), int(acts[n, CHANNEL]), int(acts[n, KIND]), int(acts[n, ISSUE])
        to, bits, on = seats[by, c, TO + int(acts[n, TARGET])], kinds[kind, 0], issue if issue >= 0 else issues
        for p in range(len(sides)):
            if p != by and p != to and not seats[p, c, HEARS]:
                continue
            mem[p, fast + c] += 1.0
            mem[p, fast + channels + 1 + c] += 1.0
            if bits & HOLD and acts[n, BECAUSE] >= 0.0:
                mem[p, WIDE + HELD_UP * group + on] += 1.0
            if p == by:
                mem[p, MOOD] = tone[kind]
                if bits & ASK and mem[p, WIDE + ASKS * group + on] == NONE:
                    mem[p, WIDE + ASKS * group + on] = now
            elif by == sides[p, OTHER]:
                _hear_other(mem, p, kind, on, bits, tone, group, sides[p, STRICT])
                if issue >= 0 and acts[n, POSITION] == acts[n, POSITION]:
                    mem[p, own_at(issues) + issues + issue] = acts[n, POSITION]
                    mem[p, said_at(issues) + issues + issue] = int(acts[n, MARK]) & OWN_LINE > 0
            if to == p and p != by and bits & HARM:
                mem[p, PRESSED] += 1.0


@njit_inner
def _hear_other(mem, p, kind, on, bits, tone, group, strict):
    """What the counterpart's act leaves behind; where deeds come first, words give nothing."""
    mem[p, TONE] += tone[kind]
    mem[p, SPOKE] += 1.0
    if bits & FORCE:
        mem[p, BROKE] += 1.0
    if bits & ASK:
        mem[p, WIDE + ASKED * group + on] += 1.0
    if bits & GIVES and mem[p, HOSTAGE] == on and on < group - 1:
        mem[p, HOSTAGE] = -1.0
    if bits & GIVES and (bits & DEED or not strict):
        mem[p, WIDE + SOFTENED * group + on] += 1.0
        if mem[p, WIDE + ASKS * group + on] != NONE:
            mem[p, WIDE + MET * group + on] += 1.0
            mem[p, WIDE + ASKS * group + on] = NONE
