"""Talks that decay, compiled: where no work has been done for long, what would be work is form.

Rule     a channel of talks on which the main pair has done no work for WORK_DAYS, since it opened at the earliest, has
         decayed: an acceptance there does nothing, and what would be work becomes form with a chance, a matter of
         procedure or a meeting, on no issue, as far as its occasion has not had that kind yet. What is work there all
         the same revives nothing, unless leaders or ministers say it: that revives every channel. While the main pair
         has no such channel that is open, work revives the channel that it is done on. What is form is settled before
         a turn's acts take effect.
"""

from __future__ import annotations

from counterpoint.simulation.acting import BECAUSE, CHANNEL, ISSUE, KIND, NTH, OCCASION, PARTY, TARGET
from counterpoint.simulation.arrays import CLOSABLE, CLOSES, DAYS, FIRST, LEADS, OPENS, SECOND, WHOM, WORKED
from counterpoint.simulation.draws import AGAIN, uniforms
from counterpoint.simulation.hearing import WORK
from counterpoint.simulation.rules import FORM, WORK_DAYS
from counterpoint.simulation.steps import njit_inner, njit_within

MEET, PROCEDURE = 3, 16
"""Places of the two in KIND_ORDER (held by a test)."""
HALF = 0.5


@njit_inner
def decay(n, turn, seed, made, plain, seats, places, kinds, rules, chan, acts):
    """Make form of what would be work where talks have decayed; the draws are those of the move's own name."""
    for k in range(made):
        c = int(acts[k, CHANNEL])
        if not has_decayed(turn, c, plain, places, rules, chan) or not works(k, plain, seats, kinds, acts):
            continue
        m = 0
        while k > m and acts[k - m - 1, OCCASION] == acts[k, OCCASION]:
            m += 1
        who, what = int(acts[k, PARTY]) << 16 | c, int(acts[k, NTH]) << 2 | m
        u, v, _, _ = uniforms(n, turn, who, AGAIN << 16 | what, seed)
        one, other = (PROCEDURE, MEET) if v < HALF else (MEET, PROCEDURE)
        kind = other if has(k, one, made, acts) else one
        if u < rules[FORM] and not has(k, kind, made, acts):
            acts[k, KIND], acts[k, ISSUE], acts[k, BECAUSE] = kind, -1, -1


@njit_within
def work(turn, c, plain, places, rules, chan):
    """Note that work was done on a channel, and what it revives."""
    if chan[c, WORKED] == turn:
        return
    if not places[c, LEADS] and has_decayed(turn, c, plain, places, rules, chan) and _led(turn, places):
        return
    chan[c, WORKED] = turn
    for j in range(len(places) if places[c, LEADS] else 0):
        if has_decayed(turn, j, plain, places, rules, chan):
            chan[j, WORKED] = turn


@njit_within
def _led(turn, places):
    """Whether leaders or ministers of the main pair have a channel that is open."""
    found = False
    for c in range(len(places)):
        found = found or (places[c, LEADS] == 1 and places[c, OPENS] <= turn and turn < places[c, CLOSES])
    return found


@njit_within
def has_decayed(turn, c, plain, places, rules, chan):
    """Whether talks on a channel have decayed into consultations."""
    idle = (turn - max(chan[c, WORKED], places[c, OPENS])) * plain[DAYS]
    return places[c, CLOSABLE] == 1 and idle > rules[WORK_DAYS]


@njit_within
def works(k, plain, seats, kinds, acts):
    """Whether an act is work between the main pair."""
    p, c = int(acts[k, PARTY]), int(acts[k, CHANNEL])
    facing = seats[p, c, WHOM + int(acts[k, TARGET])] == 0 and (p == plain[FIRST] or p == plain[SECOND])
    return facing and kinds[int(acts[k, KIND]), 0] & WORK > 0


@njit_inner
def has(k, kind, made, acts):
    """Whether the occasion of an act has another act of a kind."""
    found = False
    for j in range(max(k - 4, 0), min(k + 5, made)):
        found = found or (j != k and acts[j, OCCASION] == acts[k, OCCASION] and acts[j, KIND] == kind)
    return found
