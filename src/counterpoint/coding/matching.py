"""Which act of one coder is which act of the other: one to one, by place, date, actor and channel.

Each pair that may be the same act gets points, and the pairs with the largest sum are taken (the assignment problem,
solved by scipy's linear_sum_assignment; Jonker and Volgenant 1987, as modified by Crouse 2016):

    place    4 for the same paragraphs, down to 2 for an overlap, 1 within NEAR paragraphs, 0 where one names none
    actor    3 for the same, 1 for the same party (needs the case)
    date     2 where the dates, with their precision, may be one day; 0 up to LATE days apart in the same paragraphs
    channel  1 for the same
    words    up to 1.5 for the words that the two quotes, or the two notes, share
    order    up to 0.01 for the place among the rows of the file, so that ties fall as a reader would have them

Kind, issue and position never enter, for what is compared may not decide what is compared with what. Acts of
different documents are never one; nor are acts of different actors, save in the same paragraphs, and there not when
one acts and the other is its target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from counterpoint.case.locator import Cited, read_locator
from counterpoint.case.model import Act

NEAR: Final = 2
"""So many paragraphs apart two acts of one actor may still be one."""
LATE: Final = 3
"""So many days apart two acts in the same paragraphs may still be one [days]."""
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs of positions (first coder's act, second coder's act), and the positions without a partner."""

    pairs: tuple[tuple[int, int], ...]
    only_a: tuple[int, ...]
    only_b: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Sight:
    """What matching sees of an act: of what the coders are compared on only the channel and whom it is aimed at."""

    cited: tuple[Cited, ...]
    document: str
    locator: str
    first: int
    last: int
    actor: str
    party: str
    target: str
    channel: str | None
    quote: frozenset[str]
    note: frozenset[str]
    rank: float


def match(one: Sequence[Act], other: Sequence[Act], *, party_of: Mapping[str, str] | None = None) -> Matching:
    """Match the acts of two coders. party_of says which party sends an envoy, where a case is known."""
    a, b = _sights(one, party_of or {}), _sights(other, party_of or {})
    points = {(i, j): p for i, j in _candidates(a, b) if (p := points_of(a[i], b[j])) > 0}
    pairs = sorted(pair for group in _groups(points) for pair in _best(group, points))
    in_a, in_b = {i for i, _ in pairs}, {j for _, j in pairs}
    only_a = tuple(i for i in range(len(a)) if i not in in_a)
    return Matching(tuple(pairs), only_a, tuple(j for j in range(len(b)) if j not in in_b))


def _sights(acts: Sequence[Act], party_of: Mapping[str, str]) -> list[_Sight]:
    found = []
    for number, act in enumerate(acts):
        cited = read_locator(act.locator)
        until = act.until or act.date
        found.append(
            _Sight(
                cited,
                cited[0].document if cited else "",
                " ".join(act.locator.split()),
                act.date.first.toordinal(),
                max(act.date.last, until.last).toordinal(),
                act.actor,
                party_of.get(act.actor, act.actor),
                party_of.get(act.target or "", act.target or ""),
                act.channel,
                _words(act.quote),
                _words(act.note),
                number / max(len(acts) - 1, 1),
            )
        )
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _candidates(a: Sequence[_Sight], b: Sequence[_Sight]) -> Iterator[tuple[int, int]]:
    """Pairs of one document, and pairs of which one names no document."""
    of: dict[str, list[int]] = {}
    for j, sight in enumerate(b):
        of.setdefault(sight.document, []).append(j)
    for i, sight in enumerate(a):
        for document in {sight.document, ""} if sight.document else of:
            yield from ((i, j) for j in of.get(document, ()))


def points_of(a: _Sight, b: _Sight) -> float:
    """The points of a pair; 0 if the two cannot be one act."""
    apart = max(a.first - b.last, b.first - a.last, 0)
    if apart > LATE:
        return 0.0
    place = _place(a, b)
    same = 3.0 if a.actor == b.actor else 1.0 if a.party == b.party else 0.0
    together = place >= 2
    if place < 0 or not (together or (same and not apart)):
        return 0.0
    if not same and (a.party == b.target or b.party == a.target):
        return 0.0
    date = 0.0 if apart else 2.0
    channel = 1.0 if a.channel == b.channel and a.channel else 0.0
    words = 1.5 * max(_shared(a.quote, b.quote), _shared(a.note, b.note))
    return place + same + date + channel + words + 0.01 * (1 - abs(a.rank - b.rank))


def _place(a: _Sight, b: _Sight) -> float:
    """Points for the place, -1 for places that differ."""
    if not (a.locator and b.locator):
        return 0.0
    if not (a.cited and b.cited):
        return 4.0 if a.locator == b.locator else -1.0 if not (a.cited or b.cited) else 0.0
    one, two = _paragraphs(a.cited), _paragraphs(b.cited)
    if one & two:
        return 2 + 2 * len(one & two) / len(one | two)
    near = any(
        (document, unit, number + step) in two for document, unit, number in one for step in range(-NEAR, NEAR + 1)
    )
    return 1.0 if near else -1.0


def _paragraphs(cited: Sequence[Cited]) -> frozenset[tuple[str, str, int]]:
    return frozenset((c.document, c.unit, n) for c in cited for n in range(c.first, c.last + 1))


def _shared(one: frozenset[str], two: frozenset[str]) -> float:
    """Share of the words of two texts that both have [0..1]."""
    return len(one & two) / len(one | two) if one and two else 0.0


def _groups(points: Mapping[tuple[int, int], float]) -> list[list[tuple[int, int]]]:
    """The pairs in groups that share no act, so that each can be solved alone."""
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while root.setdefault(node, node) != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for i, j in points:
        root[find(("a", i))] = find(("b", j))
    found: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for pair in points:
        found.setdefault(find(("a", pair[0])), []).append(pair)
    return list(found.values())


def _best(group: Sequence[tuple[int, int]], points: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The one-to-one pairs of a group with the largest sum of points."""
    rows, columns = sorted({i for i, _ in group}), sorted({j for _, j in group})
    row_at, column_at = {i: n for n, i in enumerate(rows)}, {j: n for n, j in enumerate(columns)}
    table = np.zeros((len(rows), len(columns)))
    for i, j in group:
        table[row_at[i], column_at[j]] = points[i, j]
    chosen = zip(*linear_sum_assignment(table, maximize=True), strict=True)
    return [(rows[r], columns[c]) for r, c in chosen if table[r, c] > 0]
