"""The score of a negotiation: channels as staves, acts as notes, and what was inferred, over one time axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from counterpoint.case.model import Case
from counterpoint.record.record import Record, day
from counterpoint.reports.curves import draw_positions, draw_posteriors, draw_silent
from counterpoint.reports.ink import Mark, Rule, Symbol, Text, box, interrupt
from counterpoint.reports.legend import Signs, draw_key, draw_legend
from counterpoint.reports.lettering import plain, wrap
from counterpoint.reports.marking import banner
from counterpoint.reports.notes import (
    CROWD,
    Placed,
    arrange,
    draw_coverage,
    draw_notes,
    draw_stave,
    draw_track,
    moved,
    note_scale,
)
from counterpoint.reports.palette import SOFT
from counterpoint.reports.sheet import (
    SIZES,
    Ground,
    Line,
    Size,
    known_deadlines,
    known_events,
    label,
    lines,
    make_ground,
    short_names,
    stave_name,
    staves,
)
from counterpoint.reports.timeline import Flag, draw_flags, draw_grid, draw_time, flag_top, number_flags, stack_flags
from counterpoint.reports.words import day_words, party_names

PARTS: Final = ("all", "staves", "curves")
TALL: Final = 220.0
"""Room for labels above the staves [px]; where more would be needed, numbers stand there and their names in a key."""


@dataclass(frozen=True)
class Score:
    """A score laid out: its marks in drawing order, and its size [px]."""

    marks: tuple[Mark, ...]
    width: float
    height: float
    flags: tuple[Flag, ...] = ()
    key: tuple[str, ...] = field(default=())


def describe(case: Case, record: Record) -> str:
    """What the score shows, in a sentence, for those who do not see it."""
    return f"Score of {plain(case.title)}: {len(record.acts)} acts on {len(case.channels)} channels."


def lay_out(
    case: Case,
    record: Record,
    assessment: Mapping[str, Any] | None = None,
    *,
    size: str = "wide",
    part: str = "all",
) -> Score:
    """Every mark of the score, or of one part of it, in its place. The record decides which acts show.

    size is wide, medium or narrow; part is all, or for print, where one page is too short, staves or curves.
    """
    if size not in SIZES:
        raise ValueError(f"size: expected one of {', '.join(SIZES)}, got {size!r}")
    if part not in PARTS:
        raise ValueError(f"part: expected one of {', '.join(PARTS)}, got {part!r}")
    sheet = SIZES[size]
    head, y = _title(case, record, sheet)
    if not record.acts:
        return _empty(head, y, sheet)
    ground = make_ground(record, assessment, size=sheet)
    if part == "curves":
        below, y = _below(ground, 14)
        return Score((_marking(case, record, sheet), *below), sheet.width, y + 10)
    flags, key = _flags(ground)
    marks, bottom = _staves(ground, flags, y)
    below, y = _below(ground, bottom) if part == "all" else ([], bottom)
    shown = bool(assessment) and part == "all"
    shared = any(isinstance(m, Symbol) and " " in m.act for m in marks)
    signs = Signs(note_scale(ground), verdicts=shown, alleged=_alleged(case), shared=shared)
    legend, y = draw_legend(y + 6, sheet, signs)
    keyed, y = draw_key(key, y, sheet)
    everything = [*head, *marks, *below, *legend, *keyed]
    return Score(tuple(everything), sheet.width, y + 10, tuple(flags), tuple(key))


def _staves(ground: Ground, flags: Sequence[Flag], y: float) -> tuple[list[Mark], float]:
    """Flags, staves, notes and the time axis from y [px] down; returns the marks and the y below them."""
    size = ground.size
    under = y + _high(flags, size) + 16
    placed, bottom, tracks = _place(ground, under)
    lines, words = draw_flags(flags, under, bottom, size=size.type - 1)
    signs = [mark for y_track, track in tracks for mark in draw_track(ground, track, y=y_track)]
    signs += [mark for stave in placed for mark in draw_stave(ground, stave)]
    upright = [*_grid(ground, under - 4, bottom), *lines]
    return [
        *(mark for stave in placed for mark in draw_coverage(ground, stave)),
        *interrupt(upright, (m for m in (*words, *signs) if isinstance(m, Text))),
        *words,
        *signs,
        *(mark for stave in placed for mark in draw_notes(ground, stave)),
        *_time(ground, bottom),
    ], bottom + 38


def _alleged(case: Case) -> bool:
    return any(c.existence == "alleged" for c in case.channels)


def _marking(case: Case, record: Record, size: Size) -> Text:
    marking = banner(case, record)
    return Text(size.width - 16, 9, marking, size.type - 1, "right", weight="bold", role="marking")


def _title(case: Case, record: Record, size: Size) -> tuple[list[Mark], float]:
    left = float(size.left if size.above else 16)
    room = size.width - left - 16
    big = 19.0 if not size.above else 17.0
    marks: list[Mark] = [_marking(case, record, size)]
    y = 30.0
    for row in wrap(case.title or case.id, room, big, weight="bold", serif=True):
        marks.append(Text(left, y, row, big, weight="bold", serif=True, title=plain(case.title), role="title"))
        y += big * 1.2
    for row in wrap(_subtitle(case, record, size), room, size.type + 0.5):
        marks.append(Text(left, y, row, size.type + 0.5, colour=SOFT, role="title"))
        y += (size.type + 0.5) * 1.35
    return marks, y + 6


def _subtitle(case: Case, record: Record, size: Size) -> str:
    who = [replace(ln, name=_both_names(case, ln, size)) for ln in lines(case)]
    parts = []
    if len(who) > 1:
        middle = ", ".join(line.name for line in who[1:-1])
        between = f", between them {middle}" if middle else ""
        parts.append(f"Channels are staves: top line {who[0].name}, bottom line {who[-1].name}{between}.")
    if record.acts:
        count = len(record.acts)
        first, last = day(record.acts[0]), day(record.acts[-1])
        span = f"on {day_words(first)}" if first == last else f"from {day_words(first)} to {day_words(last)}"
        parts.append(f"{count} act{'s' if count != 1 else ''} {span}.")
        if count > CROWD:
            parts.append(
                "There are so many that one note stands for all acts of one line, class and sign that fall together."
            )
    if record.eyes != "archive":
        parts.append(f"Seen through the eyes of: {record.eyes}.")
    return " ".join(parts)


def _both_names(case: Case, line: Line, size: Size) -> str:
    """The name of every party of a line, with the short form that staves use for want of room, or on a shared line."""
    names, shorts = party_names(case), short_names(case)
    said = []
    for party in line.parties:
        name, short = names[party], shorts[party]
        shown = short if len(line.parties) > 1 else label(name, short, size=size, type_=size.type - 1.5)
        said.append(name if shown == name else f"{name} ({shown})")
    return ", ".join(said)


def _empty(head: Sequence[Mark], y: float, size: Size) -> Score:
    left = float(size.left if size.above else 16)
    text = "No act is on record, so there is nothing to draw yet: add a row to acts.csv."
    rows = wrap(text, size.width - left - 16, size.type + 2)
    marks = [Text(left, y + 16 + 18 * i, row, size.type + 2, serif=True) for i, row in enumerate(rows)]
    return Score((*head, *marks), size.width, y + 34 + 18 * len(rows))


def _place(ground: Ground, top: float) -> tuple[list[Placed], float, list[tuple[float, str]]]:
    """Staves one under another with a heading where a track begins; also the y below the last and the headings."""
    size = ground.size
    y, track = top, ""
    placed, heads = [], []
    for stave in staves(ground.record):
        if stave.track != track:
            heads.append((y, stave.track))
            y += 20
            track = stave.track
        high = max((-box(t)[1] if size.above else 2 * abs(box(t)[1])) for t in stave_name(stave, size))
        arranged = arrange(ground, stave)
        room = arranged.bottom - arranged.top
        above = high + 4 if size.above else max(8.0, (high - room) / 2 + 4)
        placed.append(moved(arranged, y + above))
        y += above + room + (6 if size.above else above + 2)
    return placed, y + 4, heads


def _room(size: Size) -> float:
    """Room [px] that a tick's label takes."""
    return 48 if size.above else 66


def _grid(ground: Ground, top: float, bottom: float) -> list[Rule]:
    return draw_grid(ground.axis, top, bottom, room=_room(ground.size))


def _time(ground: Ground, y: float) -> list[Mark]:
    return draw_time(ground.axis, y, room=_room(ground.size), size=ground.size.type)


def _flags(ground: Ground) -> tuple[list[Flag], list[str]]:
    """Labels of deadlines and events; numbers and a key where their names would need too much room."""
    record, axis, size = ground.record, ground.axis, ground.size
    rows = [
        (d, *(("moved here", f"moved: {n}") if kind == "moved" else (n, n)), kind)
        for d, n, kind in known_deadlines(record)
    ]
    rows += [(d, n, n, "event") for d, n in known_events(record)]
    rows = sorted(row for row in rows if axis.holds(row[0]))
    right = size.width - 5.0
    tries = []
    for most in (160.0, 120.0) if size.above else (240.0, 180.0, 130.0):
        named = []
        for d, text, full, kind in rows:
            # No wider than the room right of its line, so that it need not be pushed over its neighbour's.
            room = max(90.0, min(most, right - axis.x(d)))
            named.append(Flag(axis.x(d), tuple(wrap(text, room, size.type - 1)), kind, title=full))
        tries.append(stack_flags(named, size.type - 1, right=right))
    lowest = min(tries, key=lambda flags: _high(flags, size))
    if _high(lowest, size) <= TALL:
        return lowest, [f"{day_words(d)} · {full}" for d, text, full, _ in rows if full != text]
    key = [f"{i} · {day_words(d)} · {full}" for i, (d, _, full, _) in enumerate(rows, 1)]
    return number_flags([(axis.x(d), kind) for d, _, _, kind in rows], size.type - 1), key


def _high(flags: Sequence[Flag], size: Size) -> float:
    """The height [px] that labels above the staves need."""
    return max((flag_top(f, size.type - 1) for f in flags), default=0.0)


def _below(ground: Ground, bottom: float) -> tuple[list[Mark], float]:
    """Positions and posteriors under the staves, each with the grid behind it and the time axis below."""
    marks: list[Mark] = []
    y = bottom
    for name in ("positions", "posteriors"):
        if name == "positions":
            panel, end = draw_positions(ground, y)
        else:
            panel, end = draw_posteriors(ground, y)
        if not panel:
            continue
        grid = interrupt(_grid(ground, y + 30, end - 14), (m for m in panel if isinstance(m, Text)))
        marks += [*grid, *panel, *_time(ground, end - 8)]
        y = end + 30
        if name == "positions":
            silent, y = draw_silent(ground, y + 6)
            marks += silent
            y += 8 if silent else 0
    return marks, y
