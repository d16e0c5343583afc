"""Marks on a sheet, in pixels from its upper left corner, and their Vega-Lite.

The score's geometry is worked out here, not by a chart grammar, so that labels can be shown not to overlap; Vega-Lite
draws it. Every mark is data.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from counterpoint.reports.lettering import plain, width
from counterpoint.reports.palette import INK, PAPER, SANS, SERIF

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"


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
    """A note: shape, area [px²], fill, outline; act is the id of what it stands for, title says it in words."""

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


def chart(marks: Sequence[Mark], wide: float, high: float, *, description: str = "") -> dict[str, Any]:
    """A Vega-Lite specification that draws marks in order on a sheet wide × high [px]."""
    layers = [_layer(list(group)) for _, group in groupby(marks, key=_style)]
    return {
        "$schema": SCHEMA,
        "description": plain(description),
        "width": round(wide),
        "height": round(high),
        "padding": 0,
        "autosize": {"type": "none"},
        "background": PAPER,
        "config": {"view": {"stroke": None}, "font": SANS, "aria": True},
        "layer": layers or [_layer([Rect(0, 0, 0, 0, PAPER)])],
    }


def _style(mark: Mark) -> tuple[object, ...]:
    if isinstance(mark, Text):
        halo = mark.halo
        return ("text", mark.size, mark.align, mark.weight, mark.style, mark.serif, halo, bool(mark.title))
    if isinstance(mark, Rule):
        return ("rule", mark.dash, mark.cap)
    return ("rect",) if isinstance(mark, Rect) else ("symbol", bool(mark.href))


def _layer(group: list[Any]) -> dict[str, Any]:
    first = group[0]
    if isinstance(first, Text):
        return _text(group)
    if isinstance(first, Rule):
        return _rule(group)
    return _rect(group) if isinstance(first, Rect) else _symbol(group)


def _raw(field: str) -> dict[str, Any]:
    """An encoding that takes a field's value as it is, in pixels or as a colour."""
    number = field in {"x", "y", "x2", "y2", "size", "opacity", "stroke_width"}
    encoding: dict[str, Any] = {"field": field}
    if field in {"x2", "y2"}:
        return encoding
    encoding |= {"type": "quantitative" if number else "nominal", "scale": None}
    return encoding | ({"axis": None} if field in {"x", "y"} else {"legend": None})


def _encoding(pairs: dict[str, str]) -> dict[str, Any]:
    return {channel: _raw(field) for channel, field in pairs.items()}


def _data(group: Iterable[Any], fields: Sequence[str]) -> dict[str, Any]:
    def value(item: Any, name: str) -> Any:
        found = getattr(item, name)
        if isinstance(found, str) and name in ("text", "title"):
            return plain(found)
        return round(found, 2) if isinstance(found, float) else found

    return {"values": [{name: value(item, name) for name in fields} for item in group]}


def _rect(group: list[Rect]) -> dict[str, Any]:
    return {
        "data": _data(group, ("x", "y", "x2", "y2", "fill", "opacity")),
        "mark": {"type": "rect", "aria": False},
        "encoding": _encoding({"x": "x", "y": "y", "x2": "x2", "y2": "y2", "fill": "fill", "opacity": "opacity"}),
    }


def _rule(group: list[Rule]) -> dict[str, Any]:
    dash = {"strokeDash": list(group[0].dash)} if group[0].dash else {}
    channels = {"x": "x", "y": "y", "x2": "x2", "y2": "y2", "stroke": "colour"}
    return {
        "data": _data(group, ("x", "y", "x2", "y2", "colour", "width", "opacity")),
        "mark": {"type": "rule", "aria": False, "strokeCap": group[0].cap, **dash},
        "encoding": _encoding(channels)
        | {
            "strokeWidth": {"field": "width", "type": "quantitative", "scale": None, "legend": None},
            "opacity": _raw("opacity"),
        },
    }


def _text(group: list[Text]) -> dict[str, Any]:
    first = group[0]
    mark: dict[str, Any] = {
        "type": "text",
        "aria": bool(first.title),
        "fontSize": first.size,
        "align": first.align,
        "baseline": "middle",
        "fontWeight": first.weight,
        "fontStyle": first.style,
        "font": SERIF if first.serif else SANS,
    }
    encoding = _encoding({"x": "x", "y": "y", "fill": "colour"})
    encoding["text"] = {"field": "text", "type": "nominal"}
    fields = ["x", "y", "text", "colour"]
    if first.title:
        fields.append("title")
        encoding["description"] = {"field": "title", "type": "nominal"}
    under = dict(mark, aria=False, stroke=PAPER, strokeWidth=3.5, strokeJoin="round")
    lettering = {"mark": mark, "encoding": encoding}
    if not first.halo:
        return {"data": _data(group, fields), **lettering}
    halo = {k: v for k, v in encoding.items() if k != "description"}
    return {"data": _data(group, fields), "layer": [{"mark": under, "encoding": halo}, lettering]}


def _symbol(group: list[Symbol]) -> dict[str, Any]:
    fields = ["x", "y", "shape", "size", "fill", "stroke", "stroke_width", "opacity", "title", "act"]
    encoding = _encoding({name: name for name in ("x", "y", "shape", "size", "fill", "stroke", "opacity")})
    encoding["strokeWidth"] = _raw("stroke_width")
    encoding["description"] = {"field": "title", "type": "nominal"}
    if group[0].href:
        fields.append("href")
        encoding["href"] = {"field": "href", "type": "nominal"}
    return {"data": _data(group, fields), "mark": {"type": "point", "filled": False}, "encoding": encoding}
