"""Fans as small panels: what is on record, then how the runs spread, on an axis that begins where the score's does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise
from typing import Any, Final

from markupsafe import Markup

from counterpoint.case.model import Case
from counterpoint.record.record import Record
from counterpoint.reports.lettering import plain, width
from counterpoint.reports.palette import BAND, FAINT, INK, PAPER, SOFT
from counterpoint.reports.sheet import SIZES, make_axis, party_look, short_names
from counterpoint.reports.strips import FILL
from counterpoint.reports.timeline import Axis, apart, ticks
from counterpoint.reports.words import figure, percent, words

WIDE, HIGH, TOP, LEFT, RIGHT, FOOT = 360.0, 176.0, 20.0, 34.0, 46.0, 32.0
SIZE: Final = 11.0
NOBODY: Final = ("#40464c", ())
"""Look of a series that is nobody's."""
SAME: Final = 0.05
"""By how much the share of runs counted may differ from that of runs that go on before it is told."""
RANGES: Final = {"gap": (0.0, 1.0), "warmth": (-1.0, 1.0), "support": (-1.0, 1.0), "battlefield": (-1.0, 1.0)}
TITLES: Final = {
    "gap": ("Distance left", "between {first} and {second}, weighted as a settlement is; 0 is agreement on all"),
    "warmth": ("Warmth", "of what each side hears from the other: 1 cordial, −1 hostile"),
    "support": ("Support at home", "1 firm, −1 lost"),
    "battlefield": ("The fighting", "1 goes well for {first}, −1 badly"),
    "acts": ("Acts in a turn", "of all parties"),
}


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: its title, what it shows, the picture, and what its ends mean."""

    title: str
    note: str
    picture: Markup
    poles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a panel draws: its axis, the range of values, the first day of the runs and the days of a turn."""

    axis: Axis
    low: float
    high: float
    begins: int
    turn: int

    def y(self, value: float) -> float:
        inside = min(max(value, self.low), self.high)
        return TOP + (self.high - inside) / (self.high - self.low) * (HIGH - TOP - FOOT)

    def x(self, turn: int) -> float:
        return self.axis.x(self.begins + turn * self.turn)


def panels(document: Mapping[str, Any], record: Record, names: Mapping[str, str]) -> tuple[list[Panel], list[Panel]]:
    """The panels of the whole, and those of positions, issue by issue."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for fan in document["fans"]:
        groups.setdefault(str(fan["name"]), []).append(fan)
    axis = _axis(document, record)
    first, second = (names.get(p, words(p)) for p in document["main"])
    general = [_going(document, axis)] if document["fans"] else []
    for name, (title, note) in TITLES.items():
        if name in groups:
            said = note.format(first=first, second=second)
            general.append(_panel(document, record.case, groups[name], (title, said, axis)))
    stated = {t["issue"]: t for t in document["terms"]}
    issues = [t for t in stated if f"position:{t}" in groups]
    return general, [_position(document, record.case, groups[f"position:{i}"], (stated[i], axis)) for i in issues]


def _axis(document: Mapping[str, Any], record: Record) -> Axis:
    """From where the score begins to the last day of the runs."""
    first = make_axis(record, SIZES["wide"]).first
    return Axis(first, date.fromisoformat(document["until"]).toordinal(), LEFT, WIDE - RIGHT)


def _begins(document: Mapping[str, Any]) -> int:
    return date.fromisoformat(document["as_of"]).toordinal()


def _range(name: str, fans: Sequence[Mapping[str, Any]]) -> tuple[float, float]:
    if name in RANGES:
        return RANGES[name]
    most = max([row[-1] for fan in fans for row in fan["values"]] + [v for fan in fans for _, v in fan["past"]] + [1.0])
    return 0.0, float(next(n for n in (1, 2, 5, 10, 20, 30, 40, 50, 100, 200, 500, 10**6) if n >= most))


def _panel(
    document: Mapping[str, Any], case: Case, fans: Sequence[Mapping[str, Any]], said: tuple[str, str, Axis]
) -> Panel:
    title, note, axis = said
    low, high = _range(str(fans[0]["name"]), fans)
    frame = _Frame(axis, low, high, _begins(document), document["turn_days"])
    if not any(fan["past"] for fan in fans):
        note += "; none on record, so it begins at 0"
    return Panel(title, note, _picture(document, case, fans, frame))


def _position(
    document: Mapping[str, Any], case: Case, fans: Sequence[Mapping[str, Any]], of: tuple[Mapping[str, Any], Axis]
) -> Panel:
    stated, axis = of
    frame = _Frame(axis, 0.0, 1.0, _begins(document), document["turn_days"])
    most = max((fan["going"][0] for fan in document["fans"] if fan["going"]), default=1.0)
    few = [
        f"{short_names(case).get(str(fan['about']), words(fan['about']))} in {percent(fan['going'][-1])} of the runs"
        for fan in fans if fan["going"] and fan["going"][0] < most - SAME
    ]  # fmt: skip
    note = f"position known only for {' and '.join(few)}" if few else ""
    poles = (f"1 = {plain(stated['one'])}", f"0 = {plain(stated['zero'])}")
    return Panel(plain(stated["name"]), note, _picture(document, case, fans, frame), poles)


def _going(document: Mapping[str, Any], axis: Axis) -> Panel:
    """How many runs still go on, turn by turn."""
    going = max((fan["going"] for fan in document["fans"]), key=lambda g: (len(g), g[-1] if g else 0))
    frame = _Frame(axis, 0.0, 1.0, _begins(document), document["turn_days"])
    points = [(frame.x(0), frame.y(1.0)), *((frame.x(t + 1), frame.y(g)) for t, g in enumerate(going))]
    foot = [(points[-1][0], frame.y(0.0)), (points[0][0], frame.y(0.0))]
    area = f'<path d="{_path([*points, *foot])}Z" fill="{FILL}"/>'
    line = f'<path d="{_path(points)}" fill="none" stroke="{INK}" stroke-width="1.6"/>'
    last = going[-1] if going else 0.0
    said = _text(points[-1][0] + 5, frame.y(last) + 4, percent(last), weight="bold")
    picture = _sheet(frame, [area, line, said], (("all", 1.0), ("none", 0.0)), "share of runs that still go on")
    return Panel("Runs that still go on", "fans are of these alone", picture)


def _picture(document: Mapping[str, Any], case: Case, fans: Sequence[Mapping[str, Any]], frame: _Frame) -> Markup:
    looks = [party_look(case, str(f["about"])) if f["about"] else NOBODY for f in fans]
    marks: list[str] = []
    for fan, (colour, _) in zip(fans, looks, strict=True):
        marks += [_band(frame, fan, ends, colour, opacity) for ends, opacity in (((0, 4), 0.18), ((1, 3), 0.32))]
    for fan, (colour, dash) in zip(fans, looks, strict=True):
        marks += _lines(frame, fan, colour, dash)
    marks += _names(case, fans, frame, [colour for colour, _ in looks])
    middle = (frame.low + frame.high) / 2
    labels = [(figure(v), v) for v in ((frame.high, middle, frame.low) if frame.low < 0 else (frame.high, frame.low))]
    who = " and ".join(str(f["about"]) for f in fans if f["about"])
    return _sheet(frame, marks, labels, f"{words(fans[0]['name'])} {who}".strip())


def _band(frame: _Frame, fan: Mapping[str, Any], ends: tuple[int, int], colour: str, opacity: float) -> str:
    """The area between two quantiles of a fan."""
    rows = list(enumerate(fan["values"], 1))
    if not rows:
        return ""
    low, high = ([(frame.x(t), frame.y(row[k])) for t, row in rows] for k in ends)
    start = [(frame.x(0), frame.y(fan["past"][-1][1]))] if fan["past"] else []
    return f'<path d="{_path([*start, *high, *reversed(low)])}Z" fill="{colour}" opacity="{opacity:g}"/>'


def _lines(frame: _Frame, fan: Mapping[str, Any], colour: str, dash: Sequence[float]) -> Iterator[str]:
    """What is on record, step by step, and the middle run."""
    past = [(frame.axis.x(date.fromisoformat(on).toordinal()), frame.y(v)) for on, v in fan["past"]]
    if past:
        steps = [past[0], *(p for a, b in pairwise(past) for p in ((b[0], a[1]), b))]
        yield f'<path d="{_path(steps)}" fill="none" stroke="{colour}" stroke-width="1.3"/>'
    middle = [*past[-1:], *((frame.x(t), frame.y(row[2])) for t, row in enumerate(fan["values"], 1))]
    dashed = f' stroke-dasharray="{",".join(f"{d:g}" for d in dash)}"' if dash else ""
    yield f'<path d="{_path(middle)}" fill="none" stroke="{colour}" stroke-width="2.2"{dashed}/>'


def _names(case: Case, fans: Sequence[Mapping[str, Any]], frame: _Frame, colours: Sequence[str]) -> Iterator[str]:
    """Whose a fan is, at its end."""
    shorts = short_names(case)
    ends = [
        (frame.y(f["values"][-1][2]), frame.x(len(f["values"])), shorts.get(str(f["about"]), words(f["about"])), colour)
        for f, colour in zip(fans, colours, strict=True) if f["about"] and f["values"]
    ]  # fmt: skip
    ys = apart([e[0] for e in sorted(ends)], SIZE * 1.15, top=TOP + 4, bottom=HIGH - FOOT - 2)
    for (_, x, name, colour), y in zip(sorted(ends), ys, strict=True):
        yield _text(x + 5, y + 4, name, colour=colour, weight="bold")


def _sheet(frame: _Frame, marks: Sequence[str], labels: Sequence[tuple[str, float]], said: str) -> Markup:
    """A panel with its ground: what is on record shaded, lines at the labels, the day on which the runs begin."""
    axis, now, foot = frame.axis, frame.axis.x(frame.begins), HIGH - FOOT
    ground = [
        f'<rect x="{_n(axis.x0)}" y="{_n(TOP)}" width="{_n(now - axis.x0)}" height="{_n(foot - TOP)}"'
        f' fill="{BAND}" opacity="0.55"/>'
    ]
    for text, value in labels:
        y = frame.y(value)
        ground.append(_line((axis.x0, y), (axis.x1, y), FAINT, 0.7))
        ground.append(_text(axis.x0 - 5, y + 4, text, anchor="end", colour=SOFT))
    over = [_line((now, TOP - 4), (now, foot), SOFT, 1.1, "3,2"), *_heads(now, axis), *_time(axis, foot)]
    return Markup(
        f'<svg viewBox="0 0 {WIDE:g} {HIGH:g}" role="img" aria-label="{escape(plain(said))}">'
        f'<rect width="{WIDE:g}" height="{HIGH:g}" fill="{PAPER}"/>{"".join([*ground, *marks, *over])}</svg>'
    )


def _heads(now: float, axis: Axis) -> Iterator[str]:
    """The words over both parts of a panel, where there is room."""
    for text, room, x, anchor in (
        ("on record", now - axis.x0, now - 5, "end"),
        ("runs", axis.x1 - now, now + 5, "start"),
    ):
        if width(text, SIZE - 1) + 8 < room:
            yield _text(x, TOP - 7, text, anchor=anchor, colour=SOFT, size=SIZE - 1)


def _time(axis: Axis, y: float) -> Iterator[str]:
    yield _line((axis.x0, y), (axis.x1, y), SOFT, 0.9)
    for mark in ticks(axis, room=46):
        x = axis.x(mark.day)
        yield _line((x, y), (x, y + 4), SOFT, 0.9)
        yield _text(x, y + 15, mark.label, anchor="middle", colour=SOFT)
        if mark.below:
            yield _text(x, y + 28, mark.below, anchor="middle", colour=SOFT, weight="bold")


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_n(x)},{_n(y)}" for x, y in points) if points else ""


def _n(value: float) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _line(a: tuple[float, float], b: tuple[float, float], colour: str, wide: float, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    place = f'x1="{_n(a[0])}" y1="{_n(a[1])}" x2="{_n(b[0])}" y2="{_n(b[1])}"'
    return f'<line {place} stroke="{colour}" stroke-width="{wide:g}"{dashed}/>'


def _text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    colour: str = INK,
    weight: str = "normal",
    size: float = SIZE,
) -> str:
    bold = ' font-weight="bold"' if weight == "bold" else ""
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size:g}" fill="{colour}"{at}{bold}>{escape(plain(text))}</text>'
