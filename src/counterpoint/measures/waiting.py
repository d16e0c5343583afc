"""Waiting: whether a party speaks of form, puts off and asks anew more in the times in which the other's support falls.

Rule     support of the counterpart in a turn is the last reading by the turn's first day, a mean over sources; its
         trend is the change over the TREND days before, none while one of the two was not read. Putting off: the
         share of a party's acts towards the counterpart in a turn that are of FORM. r correlates trend with that
         share over the turns with such acts and a trend, both freed of their straight line over the turns; below 0 it
         puts off while the other's support falls. Null of p: it does not heed the other's support; the trends are
         shifted round against its acts by each number of turns, and p is the share of all shifts (that by 0, and
         those after which nothing varies, among them) whose r is as low. Waits where p is SEEN or less. Worn thin:
         from the day on which the counterpart's support is first read FALL or more below what it was at the start, or
         at its first reading (each source held against itself, their mean); the share of its acts towards the party
         that concede (GIVING) before that day and from it on, and their ratio; it gives more where the whole interval
         lies above 1
Unit     correlation [-1..1]; support [-1..1]; acts; turns; probability; shares with Wilson's 95% interval; ratio with
         its exact 95% interval
Source   design; war of attrition (memory): who expects the other to tire does not settle
Status   light: p checked for uniformity without and power with planted waiting; TREND and FALL elicited. A party may
         put off for any other reason that comes and goes with the other's trouble; who waits all the time is not seen
         by r, for nothing then varies. Where support only falls, time and trouble are one: that it gives more once worn
         thin is the course of things, not their cause, and the interval takes acts to come singly
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

import numpy as np

from counterpoint.case.vocabulary import GIVING
from counterpoint.measures.chance import LEAST_SHIFTS, SEEN, Floats, share_as_high
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.proportions import RateRatio, Share, rate_ratio, wilson
from counterpoint.measures.response import freed, loudness
from counterpoint.measures.sides import acts_of, facing, towards
from counterpoint.measures.tempo import turns
from counterpoint.record.record import Record, day

FORM = frozenset({"procedure", "suspend", "probe", "new_demand"})
TREND = 60
"""Days over which support rises or falls (elicited)."""
LEAST = 10
"""Turns with acts and a trend that it takes."""
FALL = 0.2
"""Loss of support that wears thin (elicited: twice what support wanders by in a year of the simulation)."""
_TIE = 1e-9


@dataclass(frozen=True, slots=True)
class Waiting:
    """A party and the other's support: acts, how many put off, turns that can be compared, r and p, or why none."""

    party: str
    other: str
    acts: int
    put_off: int
    turns: int
    falling: int
    r: float | None
    waits: bool
    p: float | None
    why: str


@dataclass(frozen=True, slots=True)
class WornThin:
    """A party and the other, whose support was so much at first and FALL lower on a day (ordinal), None where never.

    before and after: of the other's acts towards the party, those that concede.
    """

    party: str
    other: str
    support: float
    since: int | None
    before: Share
    after: Share
    ratio: RateRatio
    gives_more: bool


def support(record: Record, party: str, when: int) -> float | None:
    """Support of a party as last read by a day (ordinal), a mean over sources; None while nothing was read."""
    last: dict[str, tuple[int, float]] = {}
    for r in record.case.series:
        day = r.date.last.toordinal()
        if (r.name, r.about) == ("support", party) and day <= min(when, record.as_of):
            last[r.source] = max(last.get(r.source, (day, r.value)), (day, r.value), key=lambda pair: pair[0])
    return fmean(value for _, value in last.values()) if last else None


def lost(record: Record, party: str, *, since: int, when: int) -> float:
    """How much less support a party has by a day than since another (ordinals): a mean over sources, each by itself."""
    gone = []
    about = [r for r in record.case.series if (r.name, r.about) == ("support", party)]
    for source in sorted({r.source for r in about}):
        read = sorted((r.date.last.toordinal(), r.value) for r in about if r.source == source)
        early = [value for at, value in read if at <= since] or [value for _, value in read[:1]]
        late = [value for at, value in read if at <= when]
        if late:
            gone.append(early[-1] - late[-1])
    return fmean(gone) if gone else 0.0


def trends(record: Record, party: str) -> Floats:
    """Change of a party's support over TREND days up to every turn (turns,); NaN where one end was not read."""
    found = np.full(turns(record), np.nan)
    for turn in range(len(found)):
        first = record.start + turn * record.case.turn_days
        now, then = support(record, party, first), support(record, party, first - TREND)
        if now is not None and then is not None:
            found[turn] = now - then
    return found


def putting_off(record: Record, party: str, *, other: str) -> tuple[Floats, Floats]:
    """A party's acts towards the other in every turn, and those of them that put off, each (turns,)."""
    faced = facing(record)
    own = [a for a in acts_of(record, party) if towards(record, a, facing=faced) == other]
    return loudness(record, own), loudness(record, [a for a in own if a.kind in FORM])


def correlations(share: Floats, trend: Floats) -> Floats:
    """r of shares with trends (T,) shifted round by 0, 1, … turns; shares are NaN in turns without acts.

    NaN for a shift after which nothing varies.
    """
    there = np.flatnonzero(~np.isnan(share))
    own = freed(share[None, there])[0]
    turned = np.array([np.roll(trend, by)[there] for by in range(len(trend))])
    his = freed(turned)
    found: Floats = np.where(his.any(axis=1) & own.any(), his @ own, np.nan)
    return found


def waiting(record: Record, party: str, *, other: str) -> Waiting:
    """Whether a party puts off while the other's support falls."""
    made, off = putting_off(record, party, other=other)
    trend = trends(record, other)
    known = np.flatnonzero(~np.isnan(trend))
    with np.errstate(invalid="ignore"):
        share = (off / made)[known]
    compared = int(np.sum(~np.isnan(share)))
    falling = int(np.sum(trend[known] < 0))
    why = _too_few(len(known), compared)
    r, p = None, None
    if not why:
        table = correlations(share, trend[known])
        why = "support, or what puts off, does not vary" if np.isnan(table[0]) else ""
        r, p = (None, None) if why else (float(table[0]), share_as_high(-table))
    waits = p is not None and p <= SEEN
    return Waiting(party, other, int(made.sum()), int(off.sum()), compared, falling, r, waits, p, why)


def _too_few(known: int, compared: int) -> str:
    """Why nothing is computed, or nothing."""
    if known < LEAST_SHIFTS:
        return f"support is read in too few turns: expected at least {LEAST_SHIFTS}, got {known}"
    return "" if compared >= LEAST else f"too few turns with acts: expected at least {LEAST}, got {compared}"


def worn_thin(record: Record, party: str, *, other: str) -> WornThin:
    """Whether the other gives the party more once its own support, which must have been read, has worn thin."""
    days = {r.date.last.toordinal() for r in record.case.series if (r.name, r.about) == ("support", other)}
    begun = max(record.start, min(days))
    first = support(record, other, begun) or 0.0
    later = sorted(d for d in days if begun < d <= record.as_of)
    since = next((d for d in later if lost(record, other, since=begun, when=d) >= FALL - _TIE), None)
    faced = facing(record)
    own = [a for a in acts_of(record, other) if towards(record, a, facing=faced) == party]
    after = [since is not None and day(a) >= since for a in own]
    early, late = (
        wilson(sum(a.kind in GIVING for a, there in zip(own, after, strict=True) if there is then), after.count(then))
        for then in (False, True)
    )
    ratio = rate_ratio(late.k, early.k, time_a=late.n, time_b=early.n)
    return WornThin(party, other, first, since, early, late, ratio, ratio.low is not None and ratio.low > 1)


def compute(record: Record) -> Table:
    """Every party whose counterpart's support was read."""
    read = {r.about for r in record.case.series if r.name == "support" and r.date.last.toordinal() <= record.as_of}
    pairs = [(party, other) for party, other in facing(record).items() if other is not None and other in read - {party}]
    rows = [waiting(record, party, other=other) for party, other in pairs]
    worn = plain([worn_thin(record, party, other=other) for party, other in pairs], dates=frozenset({"since"}))
    why = "" if rows else "no support of a counterpart was read"
    return {"trend_days": TREND, "fall": FALL, "parties": plain(rows), "worn_thin": worn, "why": why}


MEASURE = describe(__name__, __doc__, compute=compute)
