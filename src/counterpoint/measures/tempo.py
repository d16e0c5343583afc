"""The rhythm of the channels: how much passes on each, where it stops, and who begins again.

Rule     acts per channel and turn; the longest gap; an exchange is a run of acts (none said at home) that
         no SILENCE days interrupt, begun by the party that acts on its first day (tied when several do).
         Level of a channel on a day: the sum over its acts of 2^(-days since / HALF_LIFE).
Unit     acts; days; share of exchanges begun, with Wilson's 95% interval; level in acts
Source   design
Status   exact count; SILENCE and HALF_LIFE elicited
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from counterpoint.case.model import Act
from counterpoint.measures.gallery import Table, describe, iso, plain
from counterpoint.measures.proportions import wilson
from counterpoint.measures.sides import channels, parties
from counterpoint.record.record import Record, day

HALF_LIFE = 21.0
"""Days after which an act counts half for its channel's level (elicited: three weeks)."""
SILENCE = 14
"""Days without an act after which the next one begins a new exchange (elicited)."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """Level [acts] of each channel and the day (ordinal) of its last act; None is for acts on no channel."""

    at: Mapping[str | None, tuple[float, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A run of acts without a silence: first and last day (ordinals), acts, who began it (None when tied)."""

    first: int
    last: int
    acts: int
    begun_by: str | None
    silence_before: int | None


def start() -> Tempo:
    """No channel has been used yet."""
    return Tempo()


def step(state: Tempo, act: Act, *, now: int | None = None) -> Tempo:
    """The tempo after an act on day now (ordinal; the act's own day when not given)."""
    when = day(act) if now is None else now
    old, since = state.at.get(act.channel, (0.0, when))
    last = max(when, since)
    return Tempo({**state.at, act.channel: (_faded(old, last - since) + _faded(1.0, last - when), last)})


def level(state: Tempo, now: int) -> dict[str | None, float]:
    """Level of every channel used so far, on day now (ordinal) [acts]."""
    return {channel: _faded(value, max(0, now - at)) for channel, (value, at) in state.at.items()}


def _faded(value: float, days: int) -> float:
    return float(value * 0.5 ** (days / HALF_LIFE))


def tempo(record: Record) -> Tempo:
    """The tempo at the end of a record."""
    state = start()
    for act in record.acts:
        state = step(state, act)
    return state


def turn_of(record: Record, when: int) -> int:
    """The turn, from 0, in which a day (ordinal) lies."""
    return (when - record.start) // record.case.turn_days


def turns(record: Record) -> int:
    """How many turns the record runs to; 0 when nothing is in it and it has no start."""
    if not record.acts and record.case.start is None:
        return 0
    last = max((day(a) for a in record.acts), default=record.as_of)
    return max(0, turn_of(record, max(last, record.as_of)) + 1)


def counts(record: Record, acts: Sequence[Act]) -> list[int]:
    """How many of the acts fall into each turn (turns,)."""
    made = Counter(turn_of(record, day(a)) for a in acts)
    return [made[turn] for turn in range(turns(record))]


def exchanges(record: Record, *, silence: int = SILENCE) -> tuple[Exchange, ...]:
    """The runs of acts between silences of more than the given days, in order."""
    abroad = [a for a in record.acts if not _at_home(record, a)]
    runs: list[list[Act]] = []
    for act in abroad:
        if runs and day(act) - day(runs[-1][-1]) <= silence:
            runs[-1].append(act)
        else:
            runs.append([act])
    found: list[Exchange] = []
    for run in runs:
        first, last = day(run[0]), day(run[-1])
        openers = {record.actor_party(a) for a in run if day(a) == first}
        begun_by = openers.pop() if len(openers) == 1 else None
        found.append(Exchange(first, last, len(run), begun_by, first - found[-1].last if found else None))
    return tuple(found)


def _at_home(record: Record, act: Act) -> bool:
    channel = record.channels.get(act.channel or "")
    return channel is not None and channel.level == "internal"


def _channel(record: Record, channel: str | None, *, now: float) -> Table:
    """One channel: acts in all and by turn, longest gap, days since the last act, level at the end."""
    own = [a for a in record.acts if a.channel == channel]
    days = [day(a) for a in own]
    gaps = [(b - a, a, b) for a, b in pairwise(days)]
    longest = max(gaps, key=lambda g: g[0], default=None)
    return {
        "channel": channel,
        "acts": len(own),
        "by_turn": counts(record, own),
        "by_party": {party: sum(record.actor_party(a) == party for a in own) for party in parties(record)},
        "longest_gap_days": None if longest is None else longest[0],
        "longest_gap_from": None if longest is None else iso(longest[1]),
        "longest_gap_to": None if longest is None else iso(longest[2]),
        "days_since_last": max(0, record.as_of - days[-1]) if days else None,
        "level": round(now, 4),
        "why": "" if len(own) > 1 else "a gap needs two acts",
    }


def compute(record: Record) -> Table:
    """Channels with counts, gaps and levels; the busiest channel and turn; exchanges and who began them."""
    now = level(tempo(record), record.as_of)
    names = [*channels(record), *([None] if None in now else [])]
    rows = [_channel(record, c, now=now.get(c, 0.0)) for c in names]
    whole = counts(record, record.acts)
    runs = exchanges(record)
    begun = [e.begun_by for e in runs]
    known = sum(b is not None for b in begun)
    busiest = max(rows, key=lambda r: int(r["acts"]), default=None)
    return {
        "turn_days": record.case.turn_days,
        "turns": turns(record),
        "half_life_days": HALF_LIFE,
        "silence_days": SILENCE,
        "channels": rows,
        "busiest_channel": busiest["channel"] if busiest is not None and busiest["acts"] else None,
        "busiest_turn": whole.index(max(whole)) if any(whole) else None,
        "exchanges": plain(runs, dates=frozenset({"first", "last"})),
        "tied": len(runs) - known,
        "initiative": [{"party": p, "begun": plain(wilson(begun.count(p), known))} for p in parties(record)],
    }


MEASURE = describe(__name__, __doc__, compute=compute)
