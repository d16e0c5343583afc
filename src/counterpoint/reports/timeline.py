"""Days to pixels: the one time axis that everything on the score shares, its ticks, and labels kept apart."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from counterpoint.reports.ink import Mark, Rule, Text
from counterpoint.reports.lettering import width
from counterpoint.reports.palette import ACCENT, SOFT

MONTHS: Final = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
SHORT: Final = 75
"""Days of an axis up to which ticks stand at days and weeks rather than months."""
LOOKS: Final[dict[str, tuple[str, float, tuple[float, ...]]]] = {
    "deadline": (ACCENT, 2.2, ()),
    "moved": (ACCENT, 1.2, ()),
    "event": (SOFT, 1.1, (4, 3)),
}
"""Colour, width and dashes of the line of a flag."""
MANY: Final = 20
"""Flags beyond which their lines are drawn thinner and fainter."""
LEADING: Final = 1.15
"""From row to row of a label, in sizes of its letters."""
_STEPS: Final = (1, 2, 7, 14)
_MONTH_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


@dataclass(frozen=True, slots=True)
class Axis:
    """Days first..last (ordinals) laid on x0..x1 [px]."""

    first: int
    last: int
    x0: float
    x1: float

    def x(self, day: float) -> float:
        """Pixel of a day, kept on the sheet."""
        inside = min(max(day, self.first), self.last)
        return self.x0 + (inside - self.first) / max(1, self.last - self.first) * (self.x1 - self.x0)

    def holds(self, day: float) -> bool:
        """Whether a day lies on the axis."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Tick:
    """A named day: its label, and what stands below it (the year, where it begins)."""

    day: int
    label: str
    below: str = ""


def ticks(axis: Axis, *, room: float = 64) -> list[Tick]:
    """Ticks at days, weeks, months or years, at least room [px] apart."""
    per_day = (axis.x1 - axis.x0) / max(1, axis.last - axis.first)
    for step in _STEPS if axis.last - axis.first <= SHORT else ():
        if step * per_day >= room:
            days = [d for d in range(axis.first, axis.last + 1) if (d - axis.first) % step == 0]
            return _named(days, "day")
    months = next((s for s in _MONTH_STEPS if s * 30 * per_day >= room), _MONTH_STEPS[-1])
    days = [d for d in _month_starts(axis, months) if axis.holds(d)]
    return _named(days, "month" if months < 12 else "year")


def _month_starts(axis: Axis, step: int) -> Iterator[int]:
    start, end = date.fromordinal(axis.first), date.fromordinal(axis.last)
    for index in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        year, month = divmod(index, 12)
        if (month % step if step < 12 else index % step) == 0:
            yield date(year, month + 1, 1).toordinal()


def _named(days: Sequence[int], unit: str) -> list[Tick]:
    found: list[Tick] = []
    year = 0
    for ordinal in days:
        on = date.fromordinal(ordinal)
        if unit == "year":
            found.append(Tick(ordinal, str(on.year)))
            continue
        label = f"{on.day} {MONTHS[on.month - 1]}" if unit == "day" else MONTHS[on.month - 1]
        found.append(Tick(ordinal, label, str(on.year) if on.year != year else ""))
        year = on.year
    return found


@dataclass(frozen=True, slots=True)
class Flag:
    """A label for a vertical line at x [px]: rows, kind, where it was put (left edge, height of its foot), title."""

    x: float
    rows: tuple[str, ...]
    kind: str = ""
    left: float = 0.0
    foot: float = 0.0
    title: str = ""


def stack_flags(flags: Sequence[Flag], size: float, *, right: float, gap: float = 6) -> list[Flag]:
    """Put each label so high that none overlaps another and no line runs through a label.

    A label stands right of its line; where the sheet ends at right [px] it is pushed left. Lines come up from below,
    so whatever stands under a label must lie lower: they are put down from the right.
    """
    placed: list[Flag] = []
    for flag in sorted(flags, key=lambda f: (-f.x, f.rows)):
        wide = _wide(flag, size)
        left = min(flag.x, right - wide)
        foot = 0.0
        for other in placed:
            apart = left + wide + gap <= other.left or other.left + _wide(other, size) + gap <= left
            under = left - gap <= other.x <= left + wide + gap
            if not apart or under:
                foot = max(foot, flag_top(other, size) + 4)
        placed.append(replace(flag, left=left, foot=foot))
    return sorted(placed, key=lambda f: (f.x, -f.foot))


def flag_top(flag: Flag, size: float) -> float:
    """How high [px] the label of a flag reaches."""
    return flag.foot + len(flag.rows) * LEADING * size


def _wide(flag: Flag, size: float) -> float:
    return max((width(row, size) for row in flag.rows), default=0.0)


def number_flags(lines: Sequence[tuple[float, str]], size: float) -> list[Flag]:
    """Numbers above lines (x [px], kind), in order from 1; those that stand too close share one label: 3–5.

    Each line comes as a flag without rows; each label as one without a kind.
    """
    groups: list[tuple[int, int]] = []
    for index in range(len(lines)):
        groups.append((index, index))
        while len(groups) > 1 and _span(lines, groups[-2], size)[1] + 3 > _span(lines, groups[-1], size)[0]:
            last, before = groups.pop(), groups.pop()
            groups.append((before[0], last[1]))
    bare = [Flag(x, (), kind, x) for x, kind in lines]
    return bare + [
        Flag((lines[a][0] + lines[b][0]) / 2, (_range(a, b),), "", _span(lines, (a, b), size)[0]) for a, b in groups
    ]


def _range(first: int, last: int) -> str:
    return f"{first + 1}" if first == last else f"{first + 1}–{last + 1}"


def _span(lines: Sequence[tuple[float, str]], group: tuple[int, int], size: float) -> tuple[float, float]:
    middle = (lines[group[0]][0] + lines[group[1]][0]) / 2
    half = width(_range(*group), size) / 2
    return (middle - half, middle + half)


def draw_grid(axis: Axis, top: float, bottom: float, *, room: float) -> list[Rule]:
    """A faint upright line at each tick."""
    return [Rule(axis.x(t.day), top, axis.x(t.day), bottom, "#e4e0d6", 0.7) for t in ticks(axis, room=room)]


def draw_time(axis: Axis, y: float, *, room: float, size: float) -> list[Mark]:
    """The axis itself at y [px], with its labels below."""
    marks: list[Mark] = [Rule(axis.x0, y, axis.x1, y, SOFT, 0.8)]
    for tick in ticks(axis, room=room):
        x = axis.x(tick.day)
        marks.append(Rule(x, y, x, y + 4, SOFT, 0.8))
        marks.append(Text(x, y + 12, tick.label, size - 0.5, "center", role="tick"))
        if tick.below:
            marks.append(Text(x, y + 25, tick.below, size - 1, "center", SOFT, weight="bold", role="tick"))
    return marks


def draw_flags(flags: Sequence[Flag], top: float, bottom: float, *, size: float) -> tuple[list[Rule], list[Mark]]:
    """The lines of flags, from their labels above top down to bottom [px], and the labels in letters of a size."""
    rules: list[Rule] = []
    words: list[Mark] = []
    thin, faint = (1.0, 0.85) if sum(bool(f.kind) for f in flags) <= MANY else (0.6, 0.6)
    for flag in flags:
        middle = top - 10 - flag.foot
        colour, wide, dash = LOOKS.get(flag.kind, (SOFT, 0.0, ()))
        if wide:
            rules.append(Rule(flag.x, middle + 6, flag.x, bottom, colour, wide * thin, dash, faint))
        for up, row in zip(range(len(flag.rows) - 1, -1, -1), flag.rows, strict=True):
            text = Text(flag.left, middle - up * LEADING * size, row, size, "left", colour, title=flag.title)
            words.append(replace(text, style="italic", halo=True, role="flag"))
    return rules, words


def apart(ys: Sequence[float], step: float, *, top: float = -math.inf, bottom: float = math.inf) -> list[float]:
    """Sorted heights [px] moved as little as need be so that neighbours are at least step apart.

    They stay between top and bottom [px] where there is room.
    """
    blocks: list[list[float]] = []
    for y in ys:
        blocks.append([y, 1.0])
        while len(blocks) > 1 and _foot(blocks[-2], step) > blocks[-1][0] - (blocks[-1][1] - 1) * step / 2 - step:
            last, before = blocks.pop(), blocks.pop()
            count = last[1] + before[1]
            half = (count - 1) * step / 2
            mean = (last[0] * last[1] + before[0] * before[1]) / count
            blocks.append([max(top + half, min(bottom - half, mean)), count])
    return [mean + (k - (count - 1) / 2) * step for mean, count in blocks for k in range(int(count))]


def _foot(block: Sequence[float], step: float) -> float:
    return block[0] + (block[1] - 1) * step / 2
