"""The staves of the score: lines, coverage, notes, whiskers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import KIND
from counterpoint.record.record import day, tone, visibility
from counterpoint.reports.ink import Mark, Rect, Rule, Symbol, Text
from counterpoint.reports.lettering import plain, shorten, wrap
from counterpoint.reports.palette import (
    BAND,
    FAINT,
    HATCH,
    PAPER,
    SOFT,
    open_outline,
    tone_colour,
    tone_outline,
)
from counterpoint.reports.sheet import Ground, Line, Size, Stave, label
from counterpoint.reports.timeline import Axis
from counterpoint.reports.words import day_words, names_of, say

SHAPES: Final = {"word": "circle", "process": "diamond", "deed": "triangle-up"}
AREA: Final = {1: 46.0, 2: 104.0, 3: 180.0}
"""Area of a note [px²] by weight."""
CROWD: Final = 2500
"""Acts beyond which those of one line that fall together are drawn as one note."""
_OFFSETS: Final = (0.0, -3.5, 3.5, -6.5, 6.5, -9.0, 9.0)


@dataclass(frozen=True, slots=True)
class Note:
    """Acts drawn as one mark (as a rule one act): where, how big, and what they say together."""

    acts: tuple[Act, ...]
    x: float
    y: float
    area: float
    tone: float
    shape: str
    open: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A stave on the sheet: top line at y [px]."""

    stave: Stave
    y: float


def line_index(lines: Sequence[Line], party: str) -> int:
    """The line a party stands on; a stranger stands on the last but one (the middle), or the first."""
    for index, line in enumerate(lines):
        if party in line.parties:
            return index
    return max(0, len(lines) - 2)


def make_notes(ground: Ground, placed: Placed) -> list[Note]:
    """The notes of one stave, big ones first so that small ones lie on top."""
    record, axis, size = ground.record, ground.axis, ground.size
    crowded = len(record.acts) > CROWD
    scale = 1.0 if len(record.acts) <= 400 else 0.6
    scale *= 0.8 if size.above else 1.0
    groups: dict[tuple[int, str, bool, object], list[Act]] = {}
    for act in placed.stave.acts:
        line = line_index(ground.lines, record.actor_party(act))
        shape = SHAPES[KIND[act.kind].group]
        hidden = visibility(record, act) in ("secret", "tacit")
        x = axis.x(day(act))
        near: object = (round(x / 5), tone(act) > 0) if crowded else act.id
        groups.setdefault((line, shape, hidden, near), []).append(act)
    found = []
    for (line, shape, hidden, _), acts in groups.items():
        heavy = max(AREA[a.weight] for a in acts) * scale
        area = heavy * min(3.0, 1 + math.log(len(acts)) / 3)
        x = sum(axis.x(day(a)) for a in acts) / len(acts)
        mean = sum(tone(a) for a in acts) / len(acts)
        y = placed.y + line * size.gap
        found.append(Note(tuple(acts), x, y, area, mean, shape, hidden))
    return sorted(_spread(found), key=lambda n: (-n.area, n.x))


def _spread(notes: Iterable[Note]) -> list[Note]:
    """Move notes that fall on one another up or down a little, like the notes of a chord."""
    done: dict[float, list[Note]] = {}
    for note in sorted(notes, key=lambda n: (n.y, n.x, -n.area)):
        near = [o for o in done.get(note.y, [])[-12:] if note.x - o.x < 14]
        best = min(_OFFSETS, key=lambda dy: (round(_overlap(note, dy, near), 1), abs(dy)))
        done.setdefault(note.y, []).append(replace(note, y=note.y + best))
    return [n for group in done.values() for n in group]


def _overlap(note: Note, dy: float, near: Sequence[Note]) -> float:
    radius = math.sqrt(note.area / math.pi)
    total = 0.0
    for other in near:
        gap = math.hypot(note.x - other.x, note.y + dy - other.y)
        total += max(0.0, radius + math.sqrt(other.area / math.pi) - gap)
    return total


def draw_notes(ground: Ground, notes: Sequence[Note]) -> list[Mark]:
    """Notes with the whiskers of imprecise dates and the bars of acts that last."""
    record = ground.record
    names = names_of(record.case)
    opacity = 0.92 if len(record.acts) <= 400 else 0.75
    spans: list[Mark] = []
    heads: list[Mark] = []
    for note in notes:
        act = note.acts[0]
        if len(note.acts) == 1:
            spans += _spans(act, note, ground.axis)
            title = say(act, record, names)
        else:
            title = f"{len(note.acts)} acts, {day_words(day(act))} to {day_words(day(note.acts[-1]))}"
        stroke, width = tone_outline(note.tone)
        heads.append(
            Symbol(
                note.x,
                note.y,
                note.shape,
                note.area,
                PAPER if note.open else tone_colour(note.tone),
                open_outline(note.tone) if note.open else stroke,
                width + 0.5 if note.open else width,
                opacity,
                title,
                f"#act-{act.id}",
                " ".join(a.id for a in note.acts),
            )
        )
    return spans + heads


def _spans(act: Act, note: Note, axis: Axis) -> list[Mark]:
    colour = tone_outline(note.tone)[0]
    found: list[Mark] = []
    if act.until and act.until.last.toordinal() > day(act):
        end = axis.x(act.until.last.toordinal())
        found.append(Rule(note.x, note.y, end, note.y, tone_outline(note.tone)[0], 3.5, (), 0.28))
    first, last = act.date.first.toordinal(), act.date.last.toordinal()
    if last > first:
        left, right = axis.x(first), axis.x(last)
        found.append(Rule(left, note.y, right, note.y, colour, 1.0, (), 0.7))
        found += [Rule(x, note.y - 2.5, x, note.y + 2.5, colour, 1.0, (), 0.7) for x in (left, right)]
    return found


def draw_stave(ground: Ground, placed: Placed) -> list[Mark]:
    """The lines of those who sit or act there, and the names at both ends."""
    axis, size, lines = ground.axis, ground.size, ground.lines
    channel = placed.stave.channel
    marks: list[Mark] = []
    first = axis.x(channel.opened.first.toordinal()) if channel and channel.opened else axis.x0
    last = axis.x(channel.closed.last.toordinal()) if channel and channel.closed else axis.x1
    present = {line_index(lines, ground.record.actor_party(a)) for a in placed.stave.acts}
    seated = {line_index(lines, s.party) for s in channel.seats} if channel else set()
    for index, line in enumerate(lines):
        y = placed.y + index * size.gap
        if not (index in present or index in seated or not (seated or present)):
            continue
        marks.append(Rule(first, y, last, y, "#b9b3a6", 0.9))
        text = shorten(label(line.name, line.short, size=size, type_=size.type - 1.5), size.right - 10, size.type - 2)
        marks.append(Text(axis.x1 + 8, y, text, size.type - 2, colour=SOFT, title=line.name, role="line"))
    return marks + _name(placed, stave_height(ground), size)


def stave_height(ground: Ground) -> float:
    """Height [px] from the first line of a stave to the last."""
    return (max(1, len(ground.lines)) - 1) * ground.size.gap


def _name(placed: Placed, height: float, size: Size) -> list[Mark]:
    """The name of a channel, in italics if it is only alleged, with its level and visibility in small."""
    channel = placed.stave.channel
    alleged = channel is not None and channel.existence == "alleged"
    full = channel.name if channel else "On no named channel"
    said = plain(f"{full} (alleged)" if alleged else full)
    small = f"{channel.level} · {channel.visibility}" if channel else "or not known on which"
    style = "italic" if alleged else "normal"
    pattern = Text(0, 0, said, size.type + 1.5, "left", weight="bold", style=style, serif=True, role="stave")
    pattern = replace(pattern, title=said, halo=size.above)
    return (
        _name_above(pattern, small, placed.y - 17, size)
        if size.above
        else _name_beside(pattern, small, placed.y + height / 2, size)
    )


def _name_above(pattern: Text, small: str, y: float, size: Size) -> list[Mark]:
    room = float(size.width - size.left - size.right - 110)
    head = shorten(pattern.text, room, pattern.size, weight="bold", serif=True)
    return [
        replace(pattern, x=float(size.left), y=y, text=head),
        Text(size.width - size.right, y, small, size.type - 2, "right", SOFT, halo=True, role="stave"),
    ]


def _name_beside(pattern: Text, small: str, middle: float, size: Size) -> list[Mark]:
    x, room = size.left - 12.0, float(size.left - 20)
    rows = wrap(pattern.text, room, pattern.size, lines=2, weight="bold", serif=True)
    step = pattern.size * 1.12
    top = middle - (len(rows) * step + size.type) / 2 + step / 2
    under = shorten(small, room, size.type - 2)
    return [
        *(replace(pattern, x=x, y=top + i * step, text=row, align="right") for i, row in enumerate(rows)),
        Text(x, top + len(rows) * step, under, size.type - 2, "right", SOFT, role="stave"),
    ]


def draw_coverage(ground: Ground, placed: Placed) -> list[Mark]:
    """A plain band where the record sees part of a channel, a hatched one where it sees nothing."""
    axis, channel = ground.axis, placed.stave.channel
    marks: list[Mark] = []
    for period in channel.coverage if channel else ():
        if period.level == "full":
            continue
        left = axis.x(period.since.first.toordinal()) if period.since else axis.x0
        right = axis.x(period.until.last.toordinal()) if period.until else axis.x1
        top, bottom = placed.y - 7, placed.y + stave_height(ground) + 7
        if right - left < 0.5:
            continue
        band = Rect(left, top, right, bottom, BAND, 0.6)
        marks += [band, *hatch(band)] if period.level == "none" else [band]
    return marks


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


def draw_track(ground: Ground, name: str, *, y: float) -> list[Mark]:
    """The heading of a track and a hairline across the sheet."""
    size = ground.size
    x = float(size.left if size.above else 16)
    return [
        Rule(x, y, ground.axis.x1, y, FAINT, 0.7),
        Text(x, y + 9, name.upper(), size.type - 2.5, "left", SOFT, weight="bold", role="track"),
    ]
