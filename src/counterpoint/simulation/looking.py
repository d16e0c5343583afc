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
    STRUCK,
    SUPPORT,
    TONE,
    WIDE,
    Floats,
)
from counterpoint.simulation.powers import fast_exp
from counterpoint.simulation.steps import njit_inner, njit_within

F_ALWAYS, F_NEAR, F_PAST, F_PRESSURE, F_WARMTH, F_COOLNESS, F_SOFTENED, F_MET, F_AGREEMENT = range(9)
F_ACTIVE, F_FADING, F_OWED, F_BREACHED, F_UNMET, F_ASKED, F_HELD_UP, F_FOR, F_AGAINST = range(9, 18)
F_SUPPORT_LOW, F_LOSING, F_WINNING, F_PUBLIC, F_SECRET, F_TOP, F_CORDIAL, F_HOSTILE, F_ELAPSED = range(18, 27)
EVERYTHING = (1 << FEATURES) - 1
"""All features, as bits."""
RECENT, SLOW, ASK_SCALE, ELAPSED_SCALE = 21.0, 63.0, 60.0, 180.0
ACTIVE, FADING = 0, 1
"""Where look_elsewhere leaves them."""
AT_ONCE = 8
"""Numbers that are worked out side by side: room for channels and issues is made in these."""
ABOUT = (F_HELD_UP, F_ASKED, F_SOFTENED, F_MET, F_UNMET, F_AGREEMENT)
"""Features that hang on the issue: rows of views."""
FULL = 36.0
"""A trace of so much is as good as any more: 1 - exp(-36) is 1 to the last digit."""


@njit_within
def own_at(issues):
    """Where own positions begin in mem; theirs and reserves follow."""
    return WIDE + 5 * (issues + 1)


@njit_within
def said_at(issues):
    """Where own positions as stated begin in mem; whether theirs are an envoy's own, and activity, follow."""
    return WIDE + 5 * (issues + 1) + 3 * issues


@njit_within
def fast_at(issues):
    """Where activity by channel begins in mem; the slow one follows."""
    return WIDE + 5 * (issues + 1) + 5 * issues


def forget(mem: Floats, issues: int, channels: int, days: float) -> None:
    """Let all traces fade by so many days."""
    fast, slow = 0.5 ** (days / RECENT), 0.5 ** (days / SLOW)
    at = fast_at(issues)
    mem[:, (TONE, SPOKE, BROKE, PRESSED, FOR, AGAINST)] *= fast
    mem[:, STRUCK] = 0.0
    mem[:, WIDE : WIDE + ASKS * (issues + 1)] *= fast
    mem[:, at : at + channels + 1] *= fast
    mem[:, at + channels + 1 : at + 2 * (channels + 1)] *= slow


def elapsed(now: float, age: float) -> float:
    """The feature of that name: now in days from the first turn, age the days of record before."""
    return 1.0 - exp(-max(now + age, 0.0) / ELAPSED_SCALE)


@njit_inner
def look(mem, p, issues, now, gone, near, past, owed, frame, views, room, needed=EVERYTHING):
    """Fill in what does not hang on the channel, on any issue: now in days from the first turn, gone the time elapsed.

    Of what is costly only features that are needed (bits) are told. How near agreement is on every issue is left in
    views. Room for AT_ONCE numbers, and no more, else they are not worked out at once.
    """
    mood = mem[p, TONE] / (1.0 + mem[p, SPOKE]) / 1.5
    frame[F_ALWAYS], frame[F_NEAR], frame[F_PAST], frame[F_ELAPSED] = 1.0, near, past, gone
    frame[F_WARMTH], frame[F_COOLNESS] = min(max(mood, 0.0), 1.0), min(max(-mood, 0.0), 1.0)
    frame[F_FOR], frame[F_AGAINST] = mem[p, FOR], mem[p, AGAINST]
    frame[F_SUPPORT_LOW] = max(-mem[p, SUPPORT], 0.0)
    frame[F_LOSING], frame[F_WINNING] = max(-mem[p, BATTLE], 0.0), max(mem[p, BATTLE], 0.0)
    frame[F_CORDIAL], frame[F_HOSTILE] = min(max(mem[p, MOOD], 0.0), 1.0), min(max(-mem[p, MOOD], 0.0), 1.0)
    if needed >> F_AGREEMENT & 1:
        best = 0.0
        for i in range(issues):
            views[ASKS + 1, i] = nearness(mem, p, issues, i)
            best = max(best, views[ASKS + 1, i])
        frame[F_AGREEMENT] = best
    room[0], room[1], room[2] = mem[p, PRESSED], mem[p, BROKE], 1.0 * owed
    room[3] = _any_issue(mem, p, issues, HELD_UP) if needed >> F_HELD_UP & 1 else 0.0
    room[4] = _any_issue(mem, p, issues, ASKED) if needed >> F_ASKED & 1 else 0.0
    room[5] = _any_issue(mem, p, issues, SOFTENED) if needed >> F_SOFTENED & 1 else 0.0
    room[6] = _any_issue(mem, p, issues, MET) if needed >> F_MET & 1 else 0.0
    room[7] = (now - oldest_ask(mem, p, issues, now)) / ASK_SCALE if needed >> F_UNMET & 1 else 0.0
    _saturate(room)
    frame[F_PRESSURE], frame[F_BREACHED], frame[F_OWED] = room[0], room[1], room[2]
    frame[F_HELD_UP], frame[F_ASKED], frame[F_SOFTENED], frame[F_MET] = room[3], room[4], room[5], room[6]
    frame[F_UNMET] = room[7]


@njit_inner
def _saturate(room):
    """Turn traces into features, all at once: 1 - exp(-trace)."""
    for k in range(len(room)):
        room[k] = 1.0 - fast_exp(-min(room[k], FULL))


@njit_inner
def _any_issue(mem, p, issues, group):
    """The greatest trace of a group on any issue, and that on none."""
    at, most = WIDE + group * (issues + 1), 0.0
    for i in range(issues):
        most = max(most, mem[p, at + i])
    return most + mem[p, at + issues]


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
    """How near the positions on an issue are, as stated and heard: from half-way (0) to equal (1)."""
    gap = abs(mem[p, said_at(issues) + i] - mem[p, own_at(issues) + issues + i])
    return max(1.0 - 2.0 * gap, 0.0) if gap == gap else 0.0


@njit_inner
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


@njit_inner
def look_elsewhere(mem, p, issues, channels, cells):
    """What passes on channels other than each, into cells (ACTIVE and FADING by channel)."""
    total, first, second, whose = bustle(mem, p, issues, channels)
    for c in range(channels):
        cells[ACTIVE, c] = max(total - mem[p, fast_at(issues) + c], 0.0) / 5.0
        cells[FADING, c] = min(second if whose == c else first, 1.0)
    for c in range(cells.shape[1]):
        cells[ACTIVE, c] = 1.0 - fast_exp(-min(cells[ACTIVE, c], FULL))


@njit_inner
def look_closely(mem, p, issues, now, frame, views, needed=EVERYTHING):
    """What hangs on the issue into views (6, issues and more), on every issue, and last that on any.

    It comes after look, whose frame and views it takes. Of what is costly only what is needed (bits) is told.
    """
    for row in range(ASKS):
        if needed >> ABOUT[row] & 1:
            at = WIDE + row * (issues + 1)
            for i in range(issues):
                views[row, i] = mem[p, at + i] + mem[p, at + issues]
            _saturate_all(views, row, issues)
    if needed >> F_UNMET & 1:
        at = WIDE + ASKS * (issues + 1)
        for i in range(issues):
            since = mem[p, at + i]
            views[ASKS, i] = (now - since) / ASK_SCALE if since != NONE else 0.0
        _saturate_all(views, ASKS, issues)
    views[0, issues], views[1, issues], views[2, issues] = frame[F_HELD_UP], frame[F_ASKED], frame[F_SOFTENED]
    views[3, issues], views[4, issues], views[5, issues] = frame[F_MET], frame[F_UNMET], frame[F_AGREEMENT]


@njit_inner
def _saturate_all(views, row, issues):
    """Turn a row of traces into features."""
    for i in range((issues + AT_ONCE - 1) // AT_ONCE * AT_ONCE):
        views[row, i] = 1.0 - fast_exp(-min(views[row, i], FULL))


@njit_inner
def look_issue(frame, views, i):
    """Turn the frame to an issue, by its column of views; the last is for none and for any."""
    frame[F_HELD_UP], frame[F_ASKED], frame[F_SOFTENED] = views[0, i], views[1, i], views[2, i]
    frame[F_MET], frame[F_UNMET], frame[F_AGREEMENT] = views[3, i], views[4, i], views[5, i]
