"""Below the staves on the same time axis: positions issue by issue, and the posterior of each party over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from counterpoint.case.model import Issue
from counterpoint.measures.positions import states
from counterpoint.record.record import Record, day
from counterpoint.reports.ink import Mark, Rect, Rule, Symbol, Text
from counterpoint.reports.lettering import plain, width, wrap
from counterpoint.reports.palette import FAINT, INK, PAPER, SOFT, VERDICT_COLOURS
from counterpoint.reports.sheet import Ground, Size, label, party_look, short_names
from counterpoint.reports.timeline import Axis, apart
from counterpoint.reports.words import VERDICT_NAMES, is_number, party_names

BANDS: Final = ("good_faith", "hard_bargaining", "none", "bad_faith")
"""Bottom to top: the good from below, the bad from above, so that both are read off an edge."""
DOTS: Final = 60
"""Stated positions beyond which a curve is drawn without dots."""
ROW: Final = 58.0
GAP: Final = 24.0
CLOSE: Final = 6
"""Issues beyond which their panels are drawn lower."""


def positions(record: Record) -> dict[str, dict[str, list[tuple[int, float, str]]]]:
    """By issue and party: (day, position [0..1], act id), in order of time; only issues on which one was stated.

    What states a position is the measure's rule.
    """
    found: dict[str, dict[str, list[tuple[int, float, str]]]] = {}
    issues = {i.id for i in record.case.issues}
    for act in record.acts:
        if states(act) and act.issue in issues and act.issue is not None and act.position is not None:
            party = record.actor_party(act)
            found.setdefault(act.issue, {}).setdefault(party, []).append((day(act), act.position, act.id))
    return found


def heading(size: Size, text: str, *, y: float, note: str = "") -> list[Mark]:
    """The heading of a panel, with a note beside it where there is room."""
    x = float(size.left if size.above else 16)
    marks: list[Mark] = [Text(x, y, text, size.type + 3, weight="bold", serif=True, role="heading")]
    used = width(text, size.type + 3, weight="bold", serif=True)
    if note and not size.above:
        marks.append(Text(x + used + 14, y + 1, note, size.type - 1, colour=SOFT))
    return marks


def draw_positions(ground: Ground, y: float) -> tuple[list[Mark], float]:
    """Step lines per party, one small panel per issue; returns the marks and the y [px] below them."""
    record, size = ground.record, ground.size
    stated = positions(record)
    shown = [i for i in record.case.issues if i.id in stated]
    if not shown:
        return [], y
    high = ROW if len(shown) <= CLOSE else ROW - 12
    note = "stated positions; a line holds until the next one; parties named at its end"
    marks = heading(size, "Positions", y=y + 12, note=note)
    y += 34
    for issue in shown:
        need = max(high, len(stated[issue.id]) * size.type * 1.15)
        names, above, tall, below = _issue_names(issue, ground.axis, size, need)
        y += above
        marks += _issue(ground, issue, stated[issue.id], (y, tall))
        marks += [replace(t, y=t.y + y) for t in names]
        y += tall + below + GAP
    return marks, y


def draw_silent(ground: Ground, y: float) -> tuple[list[Mark], float]:
    """A line that names the issues on which nobody stated a position."""
    record, size = ground.record, ground.size
    stated = positions(record)
    silent = [plain(i.name) for i in record.case.issues if i.id not in stated]
    if not silent:
        return [], y
    x = float(size.left if size.above else 16)
    rows = wrap("No position on record: " + ", ".join(silent) + ".", size.width - x - 16, size.type - 1)
    return [Text(x, y + 14 * i, row, size.type - 1, colour=SOFT) for i, row in enumerate(rows)], y + 14 * len(rows)


def _issue(
    ground: Ground,
    issue: Issue,
    lines: Mapping[str, Sequence[tuple[int, float, str]]],
    place: tuple[float, float],
) -> list[Mark]:
    record, axis = ground.record, ground.axis
    y, high = place
    marks: list[Mark] = [Rule(axis.x0, y + high * k, axis.x1, y + high * k, FAINT, 0.7) for k in (0, 1)]
    ends: list[tuple[float, str, str, str]] = []
    names, shorts = party_names(record.case), short_names(record.case)
    for party, points in lines.items():
        colour, dash = party_look(record.case, party)
        marks += _steps(points, place, axis, (colour, dash), min(record.as_of, axis.last))
        name = names.get(party, party)
        ends.append((y + high * (1 - points[-1][1]), name, shorts.get(party, party), colour))
    return marks + end_labels(ground, ends, place)


def _issue_names(issue: Issue, axis: Axis, size: Size, high: float) -> tuple[list[Text], float, float, float]:
    """The issue and what 0 and 1 mean, about a panel whose upper edge is at 0; room above, height, room below [px].

    The panel grows where the column of names needs more height.
    """
    small, body = size.type - 2, size.type + 0.5
    step = small * 1.18
    pattern = Text(0, 0, "", small, colour=SOFT, role="pole")
    bold = Text(0, 0, "", body, weight="bold", serif=True, title=plain(issue.name), role="issue")
    zero, one = (f"{k} = {plain(meaning)}" for k, meaning in ((0, issue.zero), (1, issue.one)))
    room = axis.x1 - size.left if size.above else size.left - 28.0  # the names at the curves' ends stand beyond x1
    name = wrap(issue.name, room, body, weight="bold", serif=True)
    ones, zeros = (wrap(pole, room, small) for pole in (one, zero))
    if not size.above:
        high = max(high, (len(ones) + len(zeros)) * step + len(name) * 13 + 6)
        middle = (len(ones) * step + high - len(zeros) * step) / 2 - (len(name) - 1) * 6.5
        foot = high - 1 - (len(zeros) - 1) * step
        x = size.left - 12.0
        found = [replace(pattern, y=1 + i * step, text=row, title=one) for i, row in enumerate(ones)]
        found += [replace(bold, y=middle + 13 * i, text=row) for i, row in enumerate(name)]
        found += [replace(pattern, y=foot + i * step, text=row, title=zero) for i, row in enumerate(zeros)]
        return [replace(t, x=x, align="right") for t in found], 0.0, high, 0.0
    beside = len(name) == 1 and width(name[0], body, weight="bold", serif=True) + width(one, small) < axis.x1 - 40
    up = 9.0 if beside else 9.0 + len(ones) * step + 3
    head = -up - 14 * (len(name) - 1)
    found = [replace(bold, x=size.left, y=head + 14 * i, text=row) for i, row in enumerate(name)]
    if beside:
        found.append(replace(pattern, x=axis.x1, y=-up, text=one, align="right", title=one))
    else:
        at = -up + 13.0
        found += [replace(pattern, x=size.left, y=at + step * i, text=row, title=one) for i, row in enumerate(ones)]
    found += [replace(pattern, x=size.left, y=high + 9 + i * step, text=row, title=zero) for i, row in enumerate(zeros)]
    return found, up - 9 + 14 * len(name), high, len(zeros) * step


def _steps(
    points: Sequence[tuple[int, float, str]],
    place: tuple[float, float],
    axis: Axis,
    look: tuple[str, tuple[float, ...]],
    end: int,
) -> list[Mark]:
    (y, high), (colour, dash) = place, look
    marks: list[Mark] = []
    for index, (on, value, _) in enumerate(points):
        level = y + high * (1 - value)
        until = points[index + 1][0] if index + 1 < len(points) else max(end, on)
        marks.append(Rule(axis.x(on), level, axis.x(until), level, colour, 1.8, dash))
        if index + 1 < len(points) and points[index + 1][1] != value:
            after = y + high * (1 - points[index + 1][1])
            marks.append(Rule(axis.x(until), level, axis.x(until), after, colour, 1.1, dash))
    dots: list[Mark] = [
        Symbol(axis.x(on), y + high * (1 - value), "circle", 16, PAPER, colour, 1.3, 1.0, f"position {value:g}")
        for on, value, _ in points
    ]
    return marks + dots if len(points) <= DOTS else marks


def end_labels(ground: Ground, ends: Sequence[tuple[float, str, str, str]], place: tuple[float, float]) -> list[Mark]:
    """Names at the right end of curves (y, name, short name, colour), moved apart within the panel (y, height)."""
    size, x = ground.size, ground.axis.x1 + 6
    type_ = size.type - 1.5
    found = [
        Text(x, y, row, type_, colour=colour, weight="bold", title=name, role="end")
        for y, name, short, colour in sorted(ends)
        for row in wrap(label(name, short, size=size, type_=type_), size.right - 4, type_, weight="bold")
    ]
    top, high = place
    heights = apart([t.y for t in found], type_ * 1.15, top=top, bottom=top + high)
    return [replace(text, y=y) for text, y in zip(found, heights, strict=True)]


def draw_posteriors(ground: Ground, y: float) -> tuple[list[Mark], float]:
    """Stacked bands per party, turn by turn; returns the marks and the y [px] below them."""
    record, size = ground.record, ground.size
    parties = (ground.assessment or {}).get("parties") or {}
    names = party_names(record.case)
    shown = [(i, d) for i, d in parties.items() if d.get("path")]
    if not shown:
        return [], y
    note = "probability of each reading of a party's conduct, turn by turn"
    marks = heading(size, "How each party behaves", y=y + 12, note=note)
    y += 34
    for party, entry in shown:
        towards = names.get(str(entry.get("towards")), plain(entry.get("towards") or ""))
        said, above, high = _panel_names(names.get(party, plain(party)), towards, ground.axis, size)
        y += above
        marks += _panel(ground, entry["path"], (y, high))
        marks += [replace(t, y=t.y + y) for t in said]
        y += high + GAP
    return marks, y


def _panel(ground: Ground, path: Sequence[Mapping[str, Any]], place: tuple[float, float]) -> list[Mark]:
    """The bands of one party in a place (y, height), with the names at their ends."""
    axis, size = ground.axis, ground.size
    y, high = place
    days = _turns(ground.record, path)
    marks: list[Mark] = []
    last: dict[str, float] = {}
    for step, first, until in zip(path, days, days[1:], strict=False):
        last = _shares(step.get("posterior") or {})
        # A hair's overlap, or seams show between turns.
        right = min(axis.x(until) + 0.6, axis.x(days[-1]))
        base = y + high
        for band in BANDS:
            top = base - last[band] * high
            marks += [Rect(axis.x(first), top, right, base, VERDICT_COLOURS[band])] if top < base else []
            base = top
    marks += [Rule(axis.x0, y + high * k, axis.x1, y + high * k, SOFT, 0.6, (1, 3), 0.7) for k in (0, 0.5, 1)]
    return marks + _band_labels(last, place, axis, size)


def _turns(record: Record, path: Sequence[Mapping[str, Any]]) -> list[int]:
    """The first day of each turn of a path, and the last day of the last (ordinals)."""
    days = [date.fromisoformat(str(step["date"])).toordinal() for step in path]
    turn = days[1] - days[0] if len(days) > 1 else record.case.turn_days
    end = max(record.as_of, days[-1] + 1)
    return [*days, max(days[-1] + 1, min(days[-1] + max(1, turn), end))]


def _shares(posterior: Mapping[str, Any]) -> dict[str, float]:
    raw = {b: float(posterior.get(b) or 0) if is_number(posterior.get(b)) else 0.0 for b in BANDS}
    total = sum(raw.values())
    return {b: v / total for b, v in raw.items()} if total > 0 else raw


def _panel_names(name: str, towards: str, axis: Axis, size: Size) -> tuple[list[Text], float, float]:
    """Whose conduct, and towards whom, about a panel whose upper edge is at 0; room above and height [px]."""
    body, small = size.type + 1, size.type - 2
    to = f"towards {towards}" if towards else ""
    pattern = Text(0, 0, "", body, weight="bold", serif=True, title=name, role="panel")
    if size.above:
        whole = f"{name} {to}".strip()
        rows = wrap(whole, size.width - size.left - 16, body, weight="bold", serif=True)
        above = 14.0 * len(rows)
        found = [replace(pattern, x=size.left, y=5 - above + 14 * i, text=row) for i, row in enumerate(rows)]
        return [replace(t, title=whole) for t in found], above, ROW + 10
    x, room = size.left - 24.0, size.left - 44.0
    rows, under = wrap(name, room, body, weight="bold", serif=True), wrap(to, room, small)
    text = 14 * len(rows) + 11 * len(under)
    high = max(ROW + 10, text + 4.0)
    at = (high - text) / 2 + 7
    found = [replace(pattern, x=x, y=at + 14 * i, text=row, align="right") for i, row in enumerate(rows)]
    low = Text(x, at + 14 * len(rows), "", small, "right", SOFT, title=to, role="panel")
    found += [replace(low, y=low.y + 11 * i, text=row) for i, row in enumerate(under)]
    scale = Text(axis.x0 - 4, 0, "", small - 1, "right", SOFT)
    found += [replace(scale, y=high * k, text=t) for k, t in ((0.94, "0"), (0.5, "½"), (0.06, "1"))]
    return found, 0.0, high


def _fitting(text: str, room: float, type_: float) -> str:
    """The fullest of: bad faith .84, bad .84, .84 that has room [px]."""
    name, figure = text.rsplit(" ", 1)
    for said in (text, f"{name.split(' ')[0]} {figure}"):
        if width(said, type_) <= room:
            return said
    return figure


def _band_labels(last: Mapping[str, float], place: tuple[float, float], axis: Axis, size: Size) -> list[Mark]:
    high = place[1]
    base, ends = sum(place), []
    for band in BANDS:
        share = last.get(band, 0.0)
        if share >= 0.03:
            ends.append((base - share * high / 2, f"{VERDICT_NAMES[band]} {share:.2f}".replace("0.", "."), INK))
        base -= share * high
    type_ = size.type - 1.5
    marks: list[Mark] = []
    heights = apart([e[0] for e in sorted(ends)], type_ * 1.15)
    for (_, text, colour), at in zip(sorted(ends), heights, strict=True):
        said = _fitting(text, size.right - 10, type_)
        marks.append(Text(axis.x1 + 6, at, said, type_, colour=colour, title=text, role="end"))
    return marks
