"""The situation of a party, compiled: the same numbers as playbooks.situation.look gives (compared in tests)."""

from __future__ import annotations

from math import exp

from counterpoint.simulation.arrays import (
    AGAINST,
    ASKED,
    ASKS,
    BATTLE,
    BROKE,
    FEATURES,
    FOR,
    HELD_UP,
    MET,
    MOOD,
    NONE,
    PRESSED,
    SOFTENED,
    SPOKE,
    SUPPORT,
    TONE,
    WIDE,
)
from counterpoint.simulation.steps import njit_inner, njit_step, njit_within

F_ALWAYS, F_NEAR, F_PAST, F_PRESSURE, F_WARMTH, F_COOLNESS, F_SOFTENED, F_MET, F_AGREEMENT = range(9)
F_ACTIVE, F_FADING, F_OWED, F_BREACHED, F_UNMET, F_ASKED, F_HELD_UP, F_FOR, F_AGAINST = range(9, 18)
F_SUPPORT_LOW, F_LOSING, F_WINNING, F_PUBLIC, F_SECRET, F_TOP, F_CORDIAL, F_HOSTILE, F_ELAPSED = range(18, 27)
EVERYTHING = (1 << FEATURES) - 1
"""All features, as bits."""
RECENT, SLOW, ASK_SCALE, ELAPSED_SCALE = 21.0, 63.0, 60.0, 180.0


@njit_within
def own_at(issues):
    """Where own positions begin in mem; theirs, reserves and activity follow."""
    return WIDE + 5 * (issues + 1)


@njit_within
def fast_at(issues):
    """Where activity by channel begins in mem; the slow one follows."""
    return WIDE + 5 * (issues + 1) + 3 * issues


@njit_step
def forget(mem, issues, channels, days):
    """Let all traces fade by so many days."""
    fast, slow = 0.5 ** (days / RECENT), 0.5 ** (days / SLOW)
    at = fast_at(issues)
    for p in range(len(mem)):
        for j in (TONE, SPOKE, BROKE, PRESSED, FOR, AGAINST):
            mem[p, j] *= fast
        for j in range(WIDE, WIDE + ASKS * (issues + 1)):
            mem[p, j] *= fast
        for j in range(at, at + channels + 1):
            mem[p, j] *= fast
        for j in range(at + channels + 1, at + 2 * (channels + 1)):
            mem[p, j] *= slow


@njit_within
def look(mem, p, issues, now, age, near, past, owed, frame, needed=EVERYTHING):
    """Fill in what does not hang on the channel, on any issue: now in days from the first turn.

    Of what costs an exponential only features that are needed (bits) are told.
    """
    frame[F_ALWAYS], frame[F_NEAR], frame[F_PAST] = 1.0, near, past
    mood = mem[p, TONE] / (1.0 + mem[p, SPOKE]) / 1.5
    frame[F_WARMTH], frame[F_COOLNESS] = min(max(mood, 0.0), 1.0), min(max(-mood, 0.0), 1.0)
    if needed >> F_PRESSURE & 1:
        frame[F_PRESSURE] = 1.0 - exp(-mem[p, PRESSED])
    if needed >> F_BREACHED & 1:
        frame[F_BREACHED] = 1.0 - exp(-mem[p, BROKE])
    _look_any(mem, p, issues, HELD_UP, F_HELD_UP, frame, needed)
    _look_any(mem, p, issues, ASKED, F_ASKED, frame, needed)
    _look_any(mem, p, issues, SOFTENED, F_SOFTENED, frame, needed)
    _look_any(mem, p, issues, MET, F_MET, frame, needed)
    if needed >> F_AGREEMENT & 1:
        best = 0.0
        for i in range(issues):
            best = max(best, nearness(mem, p, issues, i))
        frame[F_AGREEMENT] = best
    if needed >> F_OWED & 1:
        frame[F_OWED] = 1.0 - exp(-1.0 * owed)
    if needed >> F_UNMET & 1:
        frame[F_UNMET] = 1.0 - exp(-(now - oldest_ask(mem, p, issues, now)) / ASK_SCALE)
    frame[F_FOR], frame[F_AGAINST] = mem[p, FOR], mem[p, AGAINST]
    frame[F_SUPPORT_LOW] = max(-mem[p, SUPPORT], 0.0)
    frame[F_LOSING], frame[F_WINNING] = max(-mem[p, BATTLE], 0.0), max(mem[p, BATTLE], 0.0)
    frame[F_CORDIAL], frame[F_HOSTILE] = min(max(mem[p, MOOD], 0.0), 1.0), min(max(-mem[p, MOOD], 0.0), 1.0)
    if needed >> F_ELAPSED & 1:
        frame[F_ELAPSED] = 1.0 - exp(-max(now + age, 0.0) / ELAPSED_SCALE)


@njit_inner
def _look_any(mem, p, issues, group, feature, frame, needed):
    """The greatest trace of a group on any issue, and that on none, as a feature."""
    if needed >> feature & 1:
        at, most = WIDE + group * (issues + 1), 0.0
        for i in range(issues):
            most = max(most, mem[p, at + i])
        frame[feature] = 1.0 - exp(-(most + mem[p, at + issues]))


@njit_inner
def oldest_ask(mem, p, issues, now):
    """The day of the oldest ask that is open; now if there is none."""
    oldest, at = now, WIDE + ASKS * (issues + 1)
    for i in range(issues + 1):
        since = mem[p, at + i]
        oldest = min(oldest, since if since != NONE else now)
    return oldest


@njit_inner
def nearness(mem, p, issues, i):
    """How near the positions on an issue are, as the party hears them: from half-way (0) to equal (1)."""
    gap = abs(mem[p, own_at(issues) + i] - mem[p, own_at(issues) + issues + i])
    return max(1.0 - 2.0 * gap, 0.0) if gap == gap else 0.0


@njit_within
def bustle(mem, p, issues, channels):
    """Activity on all channels; the greatest fading, of which channel, and the second greatest."""
    at = fast_at(issues)
    total, first, second, whose = 0.0, 0.0, 0.0, -1
    for c in range(channels + 1):
        fast = mem[p, at + c]
        usual = mem[p, at + channels + 1 + c] * (RECENT / SLOW)
        fading = (usual - fast) / (usual + 0.5)
        total += fast
        if fading > first:
            first, second, whose = fading, first, c
        elif fading > second:
            second = fading
    return total, first, second, whose


@njit_within
def look_issue(x, frame, mem, p, issues, i, now, needed=EVERYTHING):
    """The situation on an issue into x, from the frame on any; on none (-1) it is the frame."""
    for j in range(FEATURES):
        x[j] = frame[j]
    if i < 0:
        return
    _look_on(x, mem, p, issues, i, HELD_UP, F_HELD_UP, needed)
    _look_on(x, mem, p, issues, i, ASKED, F_ASKED, needed)
    _look_on(x, mem, p, issues, i, SOFTENED, F_SOFTENED, needed)
    _look_on(x, mem, p, issues, i, MET, F_MET, needed)
    x[F_AGREEMENT] = nearness(mem, p, issues, i)
    if needed >> F_UNMET & 1:
        since = mem[p, WIDE + ASKS * (issues + 1) + i]
        x[F_UNMET] = 1.0 - exp(-(now - (since if since != NONE else now)) / ASK_SCALE)


@njit_inner
def _look_on(x, mem, p, issues, i, group, feature, needed):
    """The trace of a group on an issue, and that on none, as a feature."""
    if needed >> feature & 1:
        at = WIDE + group * (issues + 1)
        x[feature] = 1.0 - exp(-(mem[p, at + issues] + mem[p, at + i]))
