"""Attention: to whom and to which channels a party has turned since it fell silent on a channel of its own.

Rule     a party has left a channel of talks on which it acted LEAST times or more, and not in the last QUIET days of
         the record. Before are its acts up to its last one there, after those since: as many days of either as the
         record has of both. about: a party towards which it acts, or another channel; the share of its acts before
         and after, and the ratio of the two counts. Rises where the whole interval of the ratio lies above 1, for
         shares rise by themselves when a channel falls away; it has turned to those that rise. suspended in: the last
         act of SUSPENDING of its own there; seen: silence on the channel is silence, as its coverage is full since
Unit     acts; days; shares with Wilson's 95% interval; ratio of two rates with its exact 95% interval
Source   design
Status   exact count; QUIET and LEAST elicited. The interval takes acts to come singly; where the record sees more of
         something after than before, it seems to rise; and of forty that are looked at one rises by chance
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterpoint.case.model import Act
from counterpoint.measures.agenda import talks
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.proportions import RateRatio, Share, rate_ratio, wilson
from counterpoint.measures.sides import acts_of, channels, facing, parties, towards
from counterpoint.record.record import Record, covered, day

SUSPENDING = frozenset({"suspend"})
QUIET = 60
"""Days of silence after which a party has left a channel (elicited)."""
LEAST = 4
"""Acts that it takes for a channel to be one of the party's own."""


@dataclass(frozen=True, slots=True)
class Left:
    """A channel that a party left: when it last acted there (ordinal), its acts before and after, what it turned to."""

    party: str
    channel: str
    last: int
    walked_out: str | None
    seen: bool
    days: int
    acts_before: int
    acts_after: int
    turned_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What of a party's acts bears on a party or falls on a channel, before and after it left another."""

    party: str
    channel: str
    about: str
    before: Share
    after: Share
    ratio: RateRatio
    rises: bool


def left(record: Record, party: str) -> tuple[tuple[Left, tuple[Turn, ...]], ...]:
    """The channels that a party left, in the order of the case, with the shares of all else before and after."""
    found = []
    for channel in talks(record):
        there = [a for a in acts_of(record, party) if a.channel == channel]
        if len(there) >= LEAST and record.as_of - day(there[-1]) >= QUIET:
            found.append(_left(record, party, channel, there))
    return tuple(found)


def _left(record: Record, party: str, channel: str, there: Sequence[Act]) -> tuple[Left, tuple[Turn, ...]]:
    last = day(there[-1])
    days = min(record.as_of - last, last - record.start + 1)
    before = [a for a in acts_of(record, party) if last - days < day(a) <= last]
    after = [a for a in acts_of(record, party) if last < day(a) <= last + days]
    shares = _turns(record, (party, channel), before, after, days=days)
    walked_out = next((a.id for a in reversed(there) if a.kind in SUSPENDING), None)
    seen = covered(record, record.channels[channel], last + 1, record.as_of)
    turned = tuple(s.about for s in shares if s.rises)
    return Left(party, channel, last, walked_out, seen, days, len(before), len(after), turned), shares


def _turns(
    record: Record, left: tuple[str, str], before: Sequence[Act], after: Sequence[Act], *, days: int
) -> tuple[Turn, ...]:
    """The share and the rate of all that a party's acts bore on, before and after it left a channel."""
    faced, found = facing(record), []
    names = (*parties(record), *channels(record))
    for about in (name for name in names if name not in left):
        was, became = (
            wilson(sum(about in (a.channel, towards(record, a, facing=faced)) for a in acts), len(acts))
            for acts in (before, after)
        )
        ratio = rate_ratio(became.k, was.k, time_a=days, time_b=days)
        rises = ratio.low is not None and ratio.low > 1
        found += [Turn(*left, about, was, became, ratio, rises)] if was.k + became.k else []
    return tuple(found)


def compute(record: Record) -> Table:
    """The channels that parties left, and to what they turned; each share before and after."""
    found = [row for party in parties(record) for row in left(record, party)]
    return {
        "quiet_days": QUIET,
        "left": plain([row for row, _ in found], dates=frozenset({"last"})),
        "shares": plain([share for _, shares in found for share in shares]),
    }


MEASURE = describe(__name__, __doc__, compute=compute)
