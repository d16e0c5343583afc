"""Charts as wide as the page lets them be: shapes placed in per cent of the width, so one drawing fits all screens.

Heights are in pixels. Nothing in a strip is wider than the strip, save marks of fixed size at its ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from counterpoint.reports.drawing import OUTLINES
from counterpoint.reports.lettering import plain
from counterpoint.reports.palette import FAINT, INK, SOFT

FILL: Final = "#b7c3cb"
"""A bar: light in grey print too."""
MODEL: Final = "#a8640a"
DRAWN: Final = "#1d3b53"
INSET: Final = 1.5
"""Per cent kept free at either end, for marks that stand there."""


def at(share: float) -> str:
    """The place of a share [0..1] of the scale."""
    return f"{INSET + (100 - 2 * INSET) * min(max(share, 0.0), 1.0):.2f}%"


def _wide(share: float) -> str:
    return f"{(100 - 2 * INSET) * min(max(share, 0.0), 1.0):.2f}%"


def bar(ends: Sequence[float], y: float, high: float, fill: str, *, opacity: float = 1.0) -> str:
    """A bar between two shares."""
    clear = f' opacity="{opacity:g}"' if opacity != 1 else ""
    low, top = ends
    return f'<rect x="{at(low)}" y="{y:g}" width="{_wide(top - low)}" height="{high:g}" fill="{fill}"{clear}/>'


def rule(ends: Sequence[float], y: float, colour: str = INK, *, width: float = 1.5, caps: float = 0.0) -> str:
    """A level line between two shares, with upright ends of so many pixels to either side."""
    low, high = ends
    line = f'<line x1="{at(low)}" x2="{at(high)}" y1="{y:g}" y2="{y:g}" stroke="{colour}" stroke-width="{width:g}"/>'
    return line + "".join(tick(x, (y - caps, y + caps), colour, width=width) for x in (low, high) if caps)


def tick(share: float, ys: Sequence[float], colour: str = INK, *, width: float = 1.5, dash: str = "") -> str:
    """An upright line at a share."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    x, (top, foot) = at(share), ys
    return f'<line x1="{x}" x2="{x}" y1="{top:g}" y2="{foot:g}" stroke="{colour}" stroke-width="{width:g}"{dashed}/>'


def sign(share: float, y: float, shape: str, fill: str, *, stroke: str = "none", r: float = 4.5) -> str:
    """A mark of a shape of the score at a share."""
    path = OUTLINES[shape](0, 0, r)
    return (
        f'<svg x="{at(share)}" y="{y:g}" overflow="visible">'
        f'<path d="{path}" fill="{fill}" stroke="{stroke}" stroke-width="1.4"/></svg>'
    )


def label(share: float, y: float, text: str, *, anchor: str = "middle") -> str:
    """A word of an axis."""
    look = f'text-anchor="{anchor}" font-size="11" fill="{SOFT}"'
    return f'<text x="{at(share)}" y="{y:g}" {look}>{escape(plain(text))}</text>'


def strip(marks: Iterable[str], high: int, said: str = "") -> str:
    """The marks as a picture of a height [px]; said is what it shows, none for a picture that only repeats text."""
    role = f'role="img" aria-label="{escape(plain(said))}"' if said else 'aria-hidden="true"'
    return f'<svg class="bars" width="100%" height="{high}" {role}>{"".join(marks)}</svg>'


def scale(top: float) -> tuple[float, list[float]]:
    """The upper end of a scale of shares that holds top, and its ticks."""
    for end, step in ((0.1, 0.05), (0.2, 0.05), (0.3, 0.1), (0.4, 0.1), (0.5, 0.1), (0.6, 0.2), (0.8, 0.2)):
        if top <= end:
            return end, [step * k for k in range(round(end / step) + 1)]
    return 1.0, [0.25 * k for k in range(5)]


def grid(places: Iterable[float], high: float) -> list[str]:
    """Faint upright lines."""
    return [tick(place, (0, high), FAINT, width=0.8) for place in places]


def axis(ticks: Sequence[tuple[float, str]]) -> str:
    """A line of labels below strips: (share, label); the first and the last stay on the strip."""
    ends = {0: "start", len(ticks) - 1: "end"}
    return strip([label(place, 12, text, anchor=ends.get(i, "middle")) for i, (place, text) in enumerate(ticks)], 17)
