"""Is the record of a sensible length? One mistyped year makes it thousands of turns long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from counterpoint.case.draft import Draft, Placed
from counterpoint.case.model import TURN_DAYS, Act
from counterpoint.case.problem import Problem
from counterpoint.case.when import When

MOST_TURNS: Final = 4_000
"""Turns that a record may have: at seven days, three quarters of a century."""
LONELY: Final = 5 * 365
"""Days that the first or the last act may lie from all others, if these lie closer together than that."""


def check_span(draft: Draft) -> Iterator[Problem]:
    """Too many turns, told where the record reaches furthest; the first or the last act far from all others."""
    acts = sorted((p for p in draft.every("acts") if "date" not in p.bad), key=lambda p: p.thing.date.first)
    start, end = draft.head.get("start"), draft.head.get("end")
    firsts = [w.first for w in (start, *(p.thing.date for p in acts[:1])) if isinstance(w, When)]
    lasts = [w.last for w in (end, *(p.thing.date for p in acts[-1:])) if isinstance(w, When)]
    length = draft.head.get("turn_days", TURN_DAYS)
    if firsts and lasts and isinstance(length, int) and length > 0:
        turns = ((max(lasts) - min(firsts)).days + 1 + length - 1) // length
        if turns > MOST_TURNS:
            yield _too_long(draft, acts, turns, length)
            return
    if len(acts) > 2:
        yield from _lonely(acts[0], acts[1].thing.date.first, acts[-1].thing.date.first)
        yield from _lonely(acts[-1], acts[0].thing.date.first, acts[-2].thing.date.first)


def _too_long(draft: Draft, acts: list[Placed[Act]], turns: int, length: int) -> Problem:
    """One line, at the date that lies furthest from the middle act."""
    named = [(name, draft.head[name].first) for name in ("start", "end") if isinstance(draft.head.get(name), When)]
    middle = acts[len(acts) // 2].thing.date.first if acts else named[0][1]
    places = [(abs((at - middle).days), draft.place, name, at) for name, at in named]
    places += [(abs((p.thing.date.first - middle).days), p.place, "date", p.thing.date.first) for p in acts]
    _, place, field, at = max(places, key=lambda found: found[0])
    expected = f"a record of at most {MOST_TURNS} turns of {length} days"
    return place.problem(field, expected, f"{at}, which makes it {turns}", "the year, or a longer turn_days")


def _lonely(placed: Placed[Act], first: date, last: date) -> Iterator[Problem]:
    """A warning of an act that lies far from the others, which lie from first to last."""
    at = placed.thing.date.first
    away = min(abs((at - first).days), abs((at - last).days))
    if away > LONELY and away > (last - first).days:
        expected = f"a date near those of the other acts ({first} to {last})"
        yield placed.place.problem("date", expected, str(placed.thing.date), "the year", severity="warning")
