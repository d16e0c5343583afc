"""Writes marks as SVG: shapes and text only, with nothing in it that a page would have to forbid.

Neighbours that look alike share a group. Numbers are in pixels, to a hundredth; outlines of notes to a thousandth.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby
from typing import Final

from counterpoint.reports.ink import Mark, Rect, Rule, Symbol, Text
from counterpoint.reports.lettering import plain
from counterpoint.reports.palette import PAPER, SANS, SERIF

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"
FRAGMENT: Final = re.compile(r"#act-[A-Za-z0-9_.-]+")
"""The only address that a link in a picture may have: an act on the same page."""
_ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}
_HIDDEN: Final = ' aria-hidden="true"'
_HALO: Final = f'<g fill="{PAPER}" stroke="{PAPER}" stroke-width="3.5" stroke-linejoin="round"{_HIDDEN}>'


def draw(marks: Sequence[Mark], wide: float, high: float, *, label: str = "", links: bool = True) -> str:
    """The marks in order on a sheet wide × high [px], as one svg element; label says what the picture shows.

    links=False leaves the addresses of notes out, for a picture that stands alone.
    """
    width, height = round(wide), round(high)
    # An image hides what is in it from screen readers; a picture with links is a group.
    role = "group" if links else "img"
    linked = f' xmlns:xlink="{XLINK}"' if links else ""
    body = "".join(_group(look, list(run), links) for look, run in groupby(marks, key=_look))
    return (
        f'<svg xmlns="{SVG}"{linked} width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="{role}"'
        f' aria-label="{_said(label)}" font-family="{SANS}" font-weight="normal" font-style="normal">'
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>{body}</svg>'
    )


def _look(mark: Mark) -> tuple[str, bool]:
    """The attributes that a mark shares with others like it, and whether it has a halo."""
    if isinstance(mark, Rect):
        return _HIDDEN, False
    if isinstance(mark, Rule):
        dash = f' stroke-dasharray="{",".join(_number(d) for d in mark.dash)}"' if mark.dash else ""
        cap = f' stroke-linecap="{mark.cap}"' if mark.cap != "butt" else ""
        return f"{dash}{cap}{_HIDDEN}", False
    hidden = "" if mark.title else _HIDDEN
    if isinstance(mark, Symbol):
        return hidden, False
    family = f' font-family="{SERIF}"' if mark.serif else ""
    weight = f' font-weight="{mark.weight}"' if mark.weight != "normal" else ""
    style = f' font-style="{mark.style}"' if mark.style != "normal" else ""
    anchor = f' text-anchor="{_ANCHORS[mark.align]}"' if mark.align != "left" else ""
    return f'{family} font-size="{_number(mark.size)}px"{weight}{style}{anchor}{hidden}', mark.halo


def _group(look: tuple[str, bool], run: Sequence[Mark], links: bool) -> str:
    """Marks of one look. Halos are lettering of their own below it, for not every viewer knows paint-order."""
    shared, halo = look
    under = "".join(f"<text{_at(m)}>{_said(m.text)}</text>" for m in run if isinstance(m, Text)) if halo else ""
    body = "".join(_element(mark, links) for mark in run)
    return f"<g{shared}>{_HALO}{under}</g>{body}</g>" if under else f"<g{shared}>{body}</g>"


def _element(mark: Mark, links: bool) -> str:
    if isinstance(mark, Rule):
        return (
            f'<line x1="{_number(mark.x)}" y1="{_number(mark.y)}" x2="{_number(mark.x2)}" y2="{_number(mark.y2)}"'
            f' stroke="{mark.colour}" stroke-width="{_number(mark.width)}"{_opacity(mark.opacity)}/>'
        )
    if isinstance(mark, Rect):
        left, top = min(mark.x, mark.x2), min(mark.y, mark.y2)
        return (
            f'<rect x="{_number(left)}" y="{_number(top)}" width="{_number(abs(mark.x2 - mark.x))}"'
            f' height="{_number(abs(mark.y2 - mark.y))}" fill="{mark.fill}"{_opacity(mark.opacity)}/>'
        )
    if isinstance(mark, Text):
        return f'<text{_role(mark)}{_at(mark)} fill="{mark.colour}">{_title(mark)}{_said(mark.text)}</text>'
    return _note(mark, links)


def _note(mark: Symbol, links: bool) -> str:
    path = (
        f'<path{_role(mark)} d="{OUTLINES[mark.shape](mark.x, mark.y, math.sqrt(mark.size) / 2)}" fill="{mark.fill}"'
        f' stroke="{mark.stroke}" stroke-width="{_number(mark.stroke_width)}"{_opacity(mark.opacity)}>'
        f"{_title(mark)}</path>"
    )
    return f'<a xlink:href="{mark.href}">{path}</a>' if links and FRAGMENT.fullmatch(mark.href) else path


def _at(mark: Text) -> str:
    """Where the baseline begins. Worked out here, for viewers differ over dominant-baseline."""
    down = math.floor(0.3 * mark.size + 0.5)
    return f' x="{_number(mark.x)}" y="{_number(mark.y + down)}"'


def _role(mark: Text | Symbol) -> str:
    return ' role="graphics-symbol"' if mark.title else ""


def _title(mark: Text | Symbol) -> str:
    return f"<title>{_said(mark.title)}</title>" if mark.title else ""


def _opacity(value: float) -> str:
    return f' opacity="{_number(value)}"' if value != 1 else ""


def _said(text: str) -> str:
    return escape(plain(text))


def _number(value: float, places: int = 2) -> str:
    """A decimal without needless zeros."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _polygon(*points: tuple[float, float]) -> str:
    return f"M{'L'.join(f'{_number(x, 3)},{_number(y, 3)}' for x, y in points)}Z"


def _circle(x: float, y: float, r: float) -> str:
    near, far, radius = _number(x - r, 3), _number(x + r, 3), _number(r, 3)
    arc = f"A{radius},{radius},0,1,1,"
    return f"M{far},{_number(y, 3)}{arc}{near},{_number(y, 3)}{arc}{far},{_number(y, 3)}Z"


def _diamond(x: float, y: float, r: float) -> str:
    return _polygon((x - r, y), (x, y - r), (x + r, y), (x, y + r))


def _square(x: float, y: float, r: float) -> str:
    return _polygon((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r))


def _triangle(x: float, y: float, r: float) -> str:
    half = r * math.sqrt(3) / 2
    return _polygon((x, y - half), (x - r, y + half), (x + r, y + half))


OUTLINES: Final[dict[str, Callable[[float, float, float], str]]] = {
    "circle": _circle,
    "diamond": _diamond,
    "square": _square,
    "triangle-up": _triangle,
}
"""The path of each shape of note about (x, y), r [px] to either side."""
