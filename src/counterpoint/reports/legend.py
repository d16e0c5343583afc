"""What every sign on the score means, flowed over as many rows as the sheet needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from counterpoint.reports.ink import Mark, Rect, Rule, Symbol, Text, hatch
from counterpoint.reports.lettering import width, wrap
from counterpoint.reports.notes import AREA
from counterpoint.reports.palette import (
    ACCENT,
    BAND,
    FAINT,
    INK,
    PAPER,
    SOFT,
    VERDICT_COLOURS,
    open_outline,
    tone_colour,
    tone_outline,
)
from counterpoint.reports.sheet import Size
from counterpoint.reports.words import VERDICT_NAMES

Sign = tuple[float, str, Callable[[float, float], list[Mark]]]
"""Width of the drawing [px], its meaning, and how to draw it at (x, middle)."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Which signs a picture holds that not every picture does, and by how much its notes are drawn smaller."""

    scale: float = 1.0
    verdicts: bool = False
    alleged: bool = False
    shared: bool = False
    """Whether a note stands for several acts."""


def draw_legend(y: float, size: Size, held: Signs) -> tuple[list[Mark], float]:
    """The legend; returns the marks and the y [px] below them."""
    signs = [*_shapes(held), *_tones(), *_spans(), *(_readings() if held.verdicts else ())]
    if held.alleged:
        signs.append((42, "channel whose existence is only alleged", _italic))
    left = float(size.left if size.above else 16)
    marks: list[Mark] = [
        Rule(left, y, size.width - 16, y, FAINT, 0.7),
        Text(left, y + 15, "How to read it", size.type + 1, weight="bold", serif=True, role="heading"),
    ]
    x, y = left, y + 36
    for wide, meaning, draw in signs:
        need = wide + 6 + width(meaning, size.type) + 18
        if x > left and x + need > size.width - 12:
            x, y = left, y + 20
        marks += draw(x, y)
        marks.append(Text(x + wide + 6, y, meaning, size.type, colour=INK, role="legend"))
        x += need
    return marks, y + 18


def _shapes(held: Signs) -> list[Sign]:
    def note(shape: str) -> Callable[[float, float], list[Mark]]:
        return lambda x, y: [Symbol(x + 6, y, shape, 100, "#e8e3d8", INK, 0.9)]

    def sizes(x: float, y: float) -> list[Mark]:
        return [Symbol(x + 4 + 14 * i, y, "circle", AREA[i + 1] * held.scale, "#e8e3d8", INK, 0.9) for i in range(3)]

    def stacked(x: float, y: float) -> list[Mark]:
        return [Symbol(x + 8, y, "circle", min(256.0, AREA[3] * 1.4 * held.scale), "#e8e3d8", INK, 0.9)]

    def opened(x: float, y: float) -> list[Mark]:
        return [Symbol(x + 6, y, "circle", 100, PAPER, open_outline(t), 1.6) for t in (-1.5,)]

    return [
        (12, "word", note("circle")),
        (12, "process", note("diamond")),
        (12, "deed", note("triangle-up")),
        (42, "size: weight 1, 2, 3", sizes),
        *([(16.0, "bigger: several acts of about one day", stacked)] if held.shared else []),
        (12, "open: secret or tacit, outline shows the tone", opened),
    ]


def _tones() -> list[Sign]:
    def ramp(x: float, y: float) -> list[Mark]:
        return [
            Symbol(x + 6 + 16 * i, y, "circle", 104, tone_colour(t), *tone_outline(t))
            for i, t in enumerate((-2.0, -1.0, 0.0, 1.0, 2.0))
        ]

    return [(78, "tone from hostile (dark, heavy outline) to cordial", ramp)]


def _spans() -> list[Sign]:
    def rule(colour: str, wide: float, dash: tuple[float, ...]) -> Callable[[float, float], list[Mark]]:
        return lambda x, y: [Rule(x + 3, y - 8, x + 3, y + 8, colour, wide, dash)]

    def whisker(x: float, y: float) -> list[Mark]:
        ends: Sequence[Mark] = [Rule(x + k, y - 2.5, x + k, y + 2.5, INK, 1) for k in (0, 26)]
        return [Rule(x, y, x + 26, y, INK, 1), *ends]

    return [
        (6, "deadline", rule(ACCENT, 2.4, ())),
        (6, "outside event", rule(SOFT, 1.2, (4, 3))),
        (26, "date known to the month or year only", whisker),
        (26, "lasts until", lambda x, y: [Rule(x, y, x + 26, y, INK, 3.5, (), 0.28)]),
        (26, "record sees only part of the channel", lambda x, y: [Rect(x, y - 7, x + 26, y + 7, BAND, 0.6)]),
        (26, "sees nothing of it",
         lambda x, y: [Rect(x, y - 7, x + 26, y + 7, BAND, 0.5), *hatch(Rect(x, y - 7, x + 26, y + 7, BAND))]),
    ]  # fmt: skip


def _readings() -> list[Sign]:
    def patch(name: str) -> Callable[[float, float], list[Mark]]:
        return lambda x, y: [Rect(x, y - 6, x + 18, y + 6, VERDICT_COLOURS[name])]

    order = ("good_faith", "hard_bargaining", "none", "bad_faith")
    return [(18, VERDICT_NAMES[name], patch(name)) for name in order]


def _italic(x: float, y: float) -> list[Mark]:
    return [Text(x, y, "Name", 12.5, weight="bold", style="italic", serif=True)]


def draw_key(key: Sequence[str], y: float, size: Size) -> tuple[list[Mark], float]:
    """What the flags alone do not tell, in as many columns as fit; the marks and the y below [px]."""
    if not key:
        return [], y
    left = float(size.left if size.above else 16)
    columns = 1 if size.above else 3 if size.width > 1000 else 2
    wide = (size.width - left - 16) / columns
    type_, top = size.type - 1, y + 30
    heading = Text(left, y + 10, "Deadlines and events", size.type + 1, weight="bold", serif=True, role="heading")
    marks: list[Mark] = [heading]
    each = -(-len(key) // columns)
    end = top
    for column in range(columns):
        at = top
        for text in key[column * each : (column + 1) * each]:
            for row in wrap(text, wide - 14, type_):
                marks.append(Text(left + column * wide, at, row, type_, title=text, role="key"))
                at += type_ * 1.25
            at += 3
        end = max(end, at)
    return marks, end
