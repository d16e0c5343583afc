"""Response: whether a party plays a channel louder or softer as the other side's mood, as it could hear it, turns.

Rule     mood in a turn: the mean tone of the counterpart's acts towards the party that it could hear before the
         turn's first day, an act counting half after the days of a turn; it stays until the next is heard.
         Loudness: the party's acts on the channel in the turn. Turns before the first act heard are left out.
         Cooler turns are those whose mood lies below the median, warmer those above it; ratio is acts per day
         in the cooler over the warmer, with Wilson's interval of the share, as odds, of counts divided by
         their dispersion (the variance of a turn's acts over their mean). r correlates mood with loudness,
         both freed of their straight line over the turns. Null of p: loudness does not follow the mood; the
         moods are shifted round against the acts by each number of turns, which keeps the rhythm of both, and
         p is the share of all shifts (that by 0 among them) whose r lies as far from 0. p_any is the same for
         the farthest r of all the party's channels.
Unit     tone [-2..2]; acts; days; ratio of two rates with its 95% interval; correlation [-1..1]; probability
Source   goldstein1997 (abstract: responses to the other's acts, also inverse ones); circular-shift test (memory);
         design
Status   light: p checked for uniformity without and power with a planted response; how fast a mood fades is
         elicited. A turn without acts counts as zero, also where the record cannot see (covered says in how
         many it can). Sides that swing in a steady rhythm look alike after a shift: then p cannot be small
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Act
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.proportions import RateRatio, wilson
from counterpoint.measures.sides import channels, facing, parties, towards
from counterpoint.measures.tempo import turn_of, turns
from counterpoint.record.record import Record, covered, day, heard_from, tone

LEAST_ACTS = 4
"""Acts that a channel needs of the party, and that the party needs to hear."""
LEAST_TURNS = 20
"""Turns below which shifting gives too few arrangements for a p-value of .05."""
SEEN = 0.05
"""A link between mood and loudness is said to be seen when chance would give as strong a one no more often."""
_TIE = 1e-9

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Half:
    """Turns of one mood: how many, their days, and the party's acts on the channel in them."""

    turns: int
    days: int
    acts: int


@dataclass(frozen=True, slots=True)
class Response:
    """A party on a channel: acts in cooler and in warmer turns, their ratio, r and p, or why there is none.

    louder_when is the sign of r in words where p is SEEN or less, else nothing is said; covered counts turns in which
    silence means silence.
    """

    party: str
    other: str
    channel: str
    turns: int
    covered: int
    cooler: Half
    warmer: Half
    dispersion: float
    ratio: RateRatio
    r: float | None
    louder_when: str | None
    p: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Together:
    """A party and its counterpart: acts heard, turns with a mood, its median and last value, the strongest channel.

    p_any is the chance that any of the party's channels would seem to follow the mood so closely.
    """

    party: str
    other: str | None
    heard: int
    turns: int
    median_mood: float | None
    mood: float | None
    strongest: str | None
    p_any: float | None
    why: str


def tones(record: Record, party: str, *, other: str) -> list[tuple[int, float]]:
    """The days (ordinals) from which a party could hear the other's acts towards it, in order, and their tones."""
    faced = facing(record)
    said = [a for a in record.acts if record.actor_party(a) == other and towards(record, a, facing=faced) == party]
    heard = ((heard_from(record, a, party), tone(a)) for a in said)
    return sorted((pair for pair in heard if pair[0] <= record.as_of), key=lambda pair: pair[0])


def moods(record: Record, party: str, *, other: str) -> Floats:
    """The other side's mood at the start of every turn (turns,), as a party could hear it by then.

    NaN while nothing of the other's towards it has been heard.
    """
    return _moods(record, tones(record, party, other=other))


def _moods(record: Record, heard: Sequence[tuple[int, float]]) -> Floats:
    found = np.full(turns(record), np.nan)
    total, weight, at, upto = 0.0, 0.0, 0, 0
    for turn in range(len(found)):
        first = record.start + turn * record.case.turn_days
        while upto < len(heard) and heard[upto][0] < first:
            when, value = heard[upto]
            fade = 0.5 ** ((when - at) / record.case.turn_days)
            total, weight, at, upto = total * fade + value, weight * fade + 1.0, when, upto + 1
        if upto:
            found[turn] = total / weight
    return found


def days_of(record: Record) -> NDArray[np.int64]:
    """The days of every turn (turns,); the last one ends with the record."""
    length = turns(record)
    found = np.full(length, record.case.turn_days, dtype=np.int64)
    if length:
        end = max([record.as_of, *(day(a) for a in record.acts)])
        found[-1] = end - (record.start + (length - 1) * record.case.turn_days) + 1
    return found


def loudness(record: Record, acts: Sequence[Act]) -> Floats:
    """Acts in every turn (turns,)."""
    placed = [turn_of(record, day(a)) for a in acts]
    return np.bincount(np.array(placed, dtype=np.int64), minlength=turns(record)).astype(np.float64)


def freed(series: Floats) -> Floats:
    """Rows of a series (k, T) minus the straight line through each over the turns, of length one; 0 if nothing is left.

    Two series that merely drift over the same months would otherwise seem to follow each other.
    """
    if not series.shape[1]:
        return series
    line = np.arange(series.shape[1], dtype=np.float64)
    line -= line.mean()
    left = series - series.mean(axis=1, keepdims=True)
    square = float(line @ line)
    if square > 0:
        left = left - (left @ line / square)[:, None] * line
    size = np.linalg.norm(left, axis=1, keepdims=True)
    large = size > _TIE * np.maximum(1.0, np.linalg.norm(series, axis=1, keepdims=True))
    return np.where(large, left / np.where(large, size, 1.0), 0.0)


def shifted(mood: Floats, loud: Floats) -> Floats:
    """Correlations (k, T) of each row of loud (k, T) with the mood (T,) shifted round by 0, 1, … turns."""
    own, his = freed(loud), freed(mood[None, :])[0]
    length = len(his)
    turned: Floats = his[(np.arange(length)[None, :] - np.arange(length)[:, None]) % length]
    correlations: Floats = own @ turned.T
    return correlations


def chances(table: Floats) -> tuple[Floats, float | None]:
    """p of every row of a table (k, T) of shifted correlations, and p that any row is as far from 0 as the farthest.

    None for a table without rows.
    """
    if not len(table):
        return np.zeros(0), None
    size = np.abs(table)
    each = np.mean(size >= size[:, :1] - _TIE, axis=1)
    farthest = size.max(axis=0)
    return each, float(np.mean(farthest >= farthest[0] - _TIE))


def half(chosen: NDArray[np.bool_], loud: Floats, days: NDArray[np.int64]) -> Half:
    """What passes in some chosen turns (T,), given acts (T,) and days (T,) of every turn."""
    return Half(int(chosen.sum()), int(days[chosen].sum()), int(loud[chosen].sum()))


def dispersion(groups: Sequence[NDArray[np.bool_]], loud: Floats, days: NDArray[np.int64]) -> float:
    """Variance of a turn's acts over their mean, within groups of turns; at least 1, that of acts that come singly."""
    squares, free = 0.0, 0
    for chosen in groups:
        made, length = loud[chosen], days[chosen]
        if made.sum() > 0:
            expected = made.sum() * length / length.sum()
            squares, free = squares + float(((made - expected) ** 2 / expected).sum()), free + len(made) - 1
    return max(1.0, squares / free) if free else 1.0


def rate_ratio(cooler: Half, warmer: Half, *, clustered: float = 1.0) -> RateRatio:
    """Acts per day in cooler over warmer turns.

    The interval is Wilson's for the cooler turns' share of the acts, as odds, after both counts were divided by
    their dispersion (clustered) and rounded.
    """
    if not cooler.days or not warmer.days:
        return RateRatio(None, None, None, "the mood never lies both below and above its median")
    if not cooler.acts + warmer.acts:
        return RateRatio(None, None, None, "the party does not act on the channel in these turns")
    share = wilson(round(cooler.acts / clustered), round(cooler.acts / clustered) + round(warmer.acts / clustered))
    scale = warmer.days / cooler.days
    low, high = _odds(share.low) * scale, _odds(share.high) * scale
    if not warmer.acts:
        return RateRatio(None, low, None, "nothing was counted in the warmer turns")
    value = (cooler.acts / cooler.days) / (warmer.acts / warmer.days)
    return RateRatio(value, low, high if high < inf else None)


def _odds(p: float) -> float:
    return p / (1.0 - p) if p < 1.0 else inf


def _covered(record: Record, channel: str, which: NDArray[np.int64]) -> int:
    """In how many of some turns the record sees all of a channel."""
    own = record.channels.get(channel)
    if own is None or not own.coverage:
        return 0
    starts = (record.start + int(turn) * record.case.turn_days for turn in which)
    return sum(covered(record, own, first, first + record.case.turn_days - 1) for first in starts)


def _too_few(heard: int, mood: Floats) -> str:
    """Why no correlation is computed, or nothing."""
    if heard < LEAST_ACTS:
        return f"too few acts of the other heard: expected at least {LEAST_ACTS}, got {heard}"
    if len(mood) < LEAST_TURNS:
        return f"too few turns with a mood: expected at least {LEAST_TURNS}, got {len(mood)}"
    return "" if freed(mood[None, :]).any() else "the mood does not change"


def responses(record: Record, party: str, *, other: str) -> tuple[tuple[Response, ...], Together]:
    """How a party's channels answer the other's mood, and what holds for all of them together."""
    heard = tones(record, party, other=other)
    whole = _moods(record, heard)
    which = np.flatnonzero(~np.isnan(whole))
    mood, days, used = whole[which], days_of(record)[which], _used(record, party)
    loud = np.array([loudness(record, own)[which] for own in used.values()]).reshape(len(used), len(which))
    why = _too_few(len(heard), mood)
    whys = [why or _few_acts(len(own), loud[i]) for i, own in enumerate(used.values())]
    enough = [i for i, said in enumerate(whys) if not said]
    table = shifted(mood, loud[enough])
    each, any_ = chances(table)
    tested = {i: (float(table[row, 0]), float(each[row])) for row, i in enumerate(enough)}
    found = []
    for i, channel in enumerate(used):
        r, p = tested.get(i, (None, None))
        seen = _covered(record, channel, which)
        row = Response(
            party, other, channel, len(which), seen, *_halves(mood, loud[i], days), r, _louder(r, p), p, whys[i]
        )
        found.append(row)
    strongest = list(used)[enough[int(np.argmax(np.abs(table[:, 0])))]] if enough else None
    median, last = (float(np.median(mood)), float(mood[-1])) if len(mood) else (None, None)
    reason = why or ("" if enough else "no channel has enough acts, in unequal turns")
    return tuple(found), Together(party, other, len(heard), len(which), median, last, strongest, any_, reason)


def _halves(mood: Floats, loud: Floats, days: NDArray[np.int64]) -> tuple[Half, Half, float, RateRatio]:
    """Acts in cooler and in warmer turns, their dispersion, and the ratio of the two rates."""
    if not len(mood):
        none = Half(0, 0, 0)
        return none, none, 1.0, RateRatio(None, None, None, "nothing of the other was heard before a turn")
    below, above = mood < np.median(mood), mood > np.median(mood)
    cooler, warmer = half(below, loud, days), half(above, loud, days)
    clustered = dispersion((below, above), loud, days)
    return cooler, warmer, clustered, rate_ratio(cooler, warmer, clustered=clustered)


def _louder(r: float | None, p: float | None) -> str | None:
    if r is None or r == 0 or p is None or p > SEEN:
        return None
    return "cooler" if r < 0 else "warmer"


def _few_acts(made: int, loud: Floats) -> str:
    """Why a channel is not looked at, or nothing."""
    if made < LEAST_ACTS:
        return f"too few acts: expected at least {LEAST_ACTS}, got {made}"
    return "" if freed(loud[None, :]).any() else "its acts keep to a straight line over the turns"


def _used(record: Record, party: str) -> dict[str, list[Act]]:
    """A party's acts by channel, in the order of the case; what is said at home is not played to the other."""
    found: dict[str, list[Act]] = {c: [] for c in channels(record)}
    for act in record.acts:
        if act.channel is not None and record.actor_party(act) == party:
            found[act.channel].append(act)
    home = {c.id for c in record.case.channels if c.level == "internal"}
    return {c: acts for c, acts in found.items() if acts and c not in home}


def compute(record: Record) -> Table:
    """Per party towards its counterpart: what it could hear of the other's mood; and each channel it plays."""
    rows: list[Together] = []
    found: list[Response] = []
    for party, other in facing(record).items():
        if other is None or other == party:
            rows.append(Together(party, None, 0, 0, None, None, None, None, "the party faces nobody"))
            continue
        own, together = responses(record, party, other=other)
        found += own
        rows.append(together)
    return {
        "turn_days": record.case.turn_days,
        "half_life_days": record.case.turn_days,
        "why": "" if parties(record) else "the record names no party",
        "parties": plain(rows),
        "channels": plain(found),
    }


MEASURE = describe(__name__, __doc__, compute=compute)
