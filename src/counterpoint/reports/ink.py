"""Marks on a sheet, in pixels from its upper left corner.

The score's geometry is worked out here, not by a chart grammar, so that labels can be shown not to overlap. Every mark
is data; drawing.py writes them as SVG.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from counterpoint.reports.lettering import width
from counterpoint.reports.palette import HATCH, INK


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle from (x, y) to (x2, y2) [px]."""

    x: float
    y: float
    x2: float
    y2: float
    fill: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line from (x, y) to (x2, y2) [px]; dash lists dashes and gaps [px]."""

    x: float
    y: float
    x2: float
    y2: float
    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    cap: str = "butt"


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text whose baseline's middle height is at y [px]; halo keeps it clear of lines behind it."""

    x: float
    y: float
    text: str
    size: float = 11.0
    align: str = "left"
    colour: str = INK
    weight: str = "normal"
    style: str = "normal"
    serif: bool = False
    halo: bool = False
    title: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A note: shape, area of the square about it [px²], fill, outline; act: ids of what it is; title: that in words."""

    x: float
    y: float
    shape: str
    size: float
    fill: str
    stroke: str
    stroke_width: float = 1.0
    opacity: float = 1.0
    title: str = ""
    href: str = ""
    act: str = ""


Mark = Rect | Rule | Text | Symbol


def box(text: Text) -> tuple[float, float, float, float]:
    """The rectangle (x, y, x2, y2) [px] that a line of text takes."""
    wide = width(text.text, text.size, weight=text.weight, serif=text.serif)
    left = {"left": text.x, "center": text.x - wide / 2, "right": text.x - wide}[text.align]
    return (left, text.y - text.size * 0.55, left + wide, text.y + text.size * 0.55)


def interrupt(rules: Iterable[Rule], texts: Iterable[Text], *, gap: float = 2.5) -> list[Rule]:
    """Upright rules, broken gap [px] before and after each line of text that stands in their way."""
    boxes = sorted((box(t) for t in texts if t.text), key=lambda b: b[1])
    found = []
    for rule in rules:
        y = rule.y
        for left, top, right, bottom in boxes:
            if left - gap < rule.x < right + gap and top - gap < rule.y2 and bottom + gap > y:
                found += [replace(rule, y=y, y2=top - gap)] if top - gap > y else []
                y = bottom + gap
        found += [replace(rule, y=y)] if y < rule.y2 else []
    return found


def hatch(area: Rect, *, step: float = 7) -> list[Mark]:
    """Slanting lines, step [px] apart, clipped to a rectangle."""
    left, top, right, bottom = area.x, area.y, area.x2, area.y2
    marks: list[Mark] = []
    high = bottom - top
    start = left - high
    while start < right:
        x1, y1, x2, y2 = start, bottom, start + high, top
        if x1 < left:
            x1, y1 = left, bottom - (left - start)
        if x2 > right:
            x2, y2 = right, bottom - (right - start)
        if x2 > x1:
            marks.append(Rule(x1, y1, x2, y2, HATCH, 0.6))
        start += step
    return marks
