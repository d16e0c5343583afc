"""The staves of the score: lines, coverage, notes, whiskers.

A stave is as high as its notes need. Notes of one line that fall on one another move up and down like the notes of a
chord, never out of the band of their line; where that band is full, those that look alike become one note.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import KIND
from counterpoint.record.record import day, tone, visibility
from counterpoint.reports.ink import Mark, Rect, Rule, Symbol, Text, hatch
from counterpoint.reports.lettering import width, wrap
from counterpoint.reports.palette import (
    BAND,
    FAINT,
    PAPER,
    SOFT,
    open_outline,
    tone_colour,
    tone_outline,
)
from counterpoint.reports.sheet import Ground, Stave, label, line_index, on_stave, stave_name
from counterpoint.reports.timeline import Axis
from counterpoint.reports.words import day_words, names_of, say

SHAPES: Final = {"word": "circle", "process": "diamond", "deed": "triangle-up"}
AREA: Final = {1: 46.0, 2: 104.0, 3: 180.0}
"""Area of a note [px²] by weight."""
CROWD: Final = 2500
"""Acts beyond which those of one line that fall together are drawn as one note."""
REACH: Final = 36.0
"""How far the band of a line reaches up and down from it at most [px]."""
NEAR: Final = 48
"""How many of the notes last put down a note may fall on."""
APART: Final = 5.0
"""Room between the bands of two lines [px]."""
_LAPPED: Final = 0.35
"""Share of their size by which notes may overlap before they move apart."""
_HIDDEN: Final = 0.72
"""Share beyond which they become one note, if they look alike."""


@dataclass(frozen=True, slots=True)
class Note:
    """Acts drawn as one mark (as a rule one act): its line, place, size, and what they say together."""

    acts: tuple[Act, ...]
    line: int
    x: float
    area: float
    tone: float
    shape: str
    open: bool
    dy: float = 0.0
    """How far it stands below its line [px]."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A stave on the sheet: its notes, height [px] of each line that it shows, and the upper and lower edge."""

    stave: Stave
    notes: tuple[Note, ...]
    ys: Mapping[int, float]
    top: float
    bottom: float


def radius(note: Note) -> float:
    """Half the height of a note [px], outline included."""
    return math.sqrt(note.area) / 2 + 1.2


def note_scale(ground: Ground) -> float:
    """By how much notes are drawn smaller."""
    return (0.6 if ground.dense else 1.0) * (0.8 if ground.size.above else 1.0)


def arrange(ground: Ground, stave: Stave) -> Placed:
    """A stave whose upper edge is at 0: each line as far from the next as the notes of both need."""
    reach = REACH if len(ground.record.acts) <= CROWD else REACH / 3
    step = 3.5 if ground.dense else 1.75
    stacks = {line: _stack(notes, reach, step) for line, notes in _make_notes(ground, stave).items()}
    shown = _shown(ground, stave, set(stacks))
    names = {i: max(7.0, len(_line_name(ground, stave, i)) * ground.size.type * 0.5) for i in shown}
    ups = {i: max([names[i], *(radius(n) - n.dy for n in stacks.get(i, ()))]) for i in shown}
    downs = {i: max([names[i], *(radius(n) + n.dy for n in stacks.get(i, ()))]) for i in shown}
    y = ups[shown[0]]
    ys = {shown[0]: y}
    for above, index in pairwise(shown):
        apart = APART if {above, index} & set(stacks) else 0.0
        y += max(ground.size.gap, downs[above] + ups[index] + apart)
        ys[index] = y
    return Placed(stave, tuple(n for notes in stacks.values() for n in notes), ys, 0.0, y + downs[shown[-1]])


def moved(placed: Placed, y: float) -> Placed:
    """The same stave with its upper edge at y [px]."""
    ys = {index: at - placed.top + y for index, at in placed.ys.items()}
    return replace(placed, ys=ys, top=y, bottom=placed.bottom - placed.top + y)


def _shown(ground: Ground, stave: Stave, present: set[int]) -> list[int]:
    """The lines of those who sit or act on a stave, top to bottom; all if nobody does."""
    seats = stave.channel.seats if stave.channel else ()
    found = present | {line_index(ground.lines, s.party) for s in seats}
    return sorted(found) or list(range(max(1, len(ground.lines))))


def _make_notes(ground: Ground, stave: Stave) -> dict[int, list[Note]]:
    """The notes of one stave by line, not yet moved apart."""
    record, axis = ground.record, ground.axis
    crowded = len(record.acts) > CROWD
    scale = note_scale(ground)
    groups: dict[tuple[int, str, bool, object], list[Act]] = {}
    for act in stave.acts:
        line = line_index(ground.lines, record.actor_party(act))
        shape = SHAPES[KIND[act.kind].group]
        hidden = visibility(record, act) in ("secret", "tacit")
        near: object = (round(axis.x(day(act)) / 5), tone(act) > 0) if crowded else act.id
        groups.setdefault((line, shape, hidden, near), []).append(act)
    found: dict[int, list[Note]] = {}
    for (line, shape, hidden, _), acts in groups.items():
        x = sum(axis.x(day(a)) for a in acts) / len(acts)
        area = max(AREA[a.weight] for a in acts) * scale * _swell(len(acts))
        mean = sum(tone(a) for a in acts) / len(acts)
        found.setdefault(line, []).append(Note(tuple(acts), line, x, area, mean, shape, hidden))
    return found


def _swell(count: int) -> float:
    """How much bigger a note is that stands for so many acts."""
    return min(3.0, 1 + math.log(count) / 3)


def _stack(notes: Sequence[Note], reach: float, step: float) -> list[Note]:
    """Notes of one line moved up or down as little as need be, within reach [px]; alike ones without room are one."""
    offsets = [0.0, *(sign * k * step for k in range(1, int(reach / step) + 1) for sign in (-1, 1))]
    done: list[Note] = []
    for note in sorted(notes, key=lambda n: (n.x, -n.area)):
        half = radius(note)
        near = [(note.x - o.x, o.dy, half + radius(o)) for o in done[-NEAR:] if note.x - o.x < 14]
        best, least = 0.0, math.inf
        for dy in offsets if near else ():
            if abs(dy) > reach - half:
                break
            lapped = max(1 - math.hypot(dx, y - dy) / both for dx, y, both in near)
            if lapped < least - 0.01:
                best, least = dy, lapped
            if lapped <= _LAPPED:
                break
        twin = _twin(note, done) if near and least > _HIDDEN else None
        if twin is None:
            done.append(replace(note, dy=best) if best else note)
        else:
            done[twin] = _merge(done[twin], note, reach)
    return done


def _twin(note: Note, done: Sequence[Note]) -> int | None:
    """The last note put down nearby that looks like this one."""
    look = (note.shape, note.open, _sign(note.tone))
    for index in range(len(done) - 1, max(-1, len(done) - 1 - NEAR), -1):
        other = done[index]
        if note.x - other.x < 5 and (other.shape, other.open, _sign(other.tone)) == look:
            return index
    return None


def _sign(tone_: float) -> int:
    return (tone_ > 0.25) - (tone_ < -0.25)


def _merge(one: Note, other: Note, reach: float) -> Note:
    """One note for the acts of both, where the first stands, no bigger than its band allows."""
    a, b = len(one.acts), len(other.acts)
    heavy = max(one.area / _swell(a), other.area / _swell(b))
    area = min(heavy * _swell(a + b), max(one.area, (2 * (reach - abs(one.dy) - 1.2)) ** 2))
    x, mean = ((one.x * a + other.x * b) / (a + b), (one.tone * a + other.tone * b) / (a + b))
    acts = tuple(sorted((*one.acts, *other.acts), key=day))
    return replace(one, acts=acts, x=x, area=area, tone=mean)


def draw_notes(ground: Ground, placed: Placed) -> list[Mark]:
    """Notes with the whiskers of imprecise dates and the bars of acts that last, small notes on top of big ones."""
    record = ground.record
    names = names_of(record.case)
    opacity = 0.75 if ground.dense else 0.92
    spans: list[Mark] = []
    heads: list[Mark] = []
    for note in sorted(placed.notes, key=lambda n: (-n.area, n.x)):
        act, y = note.acts[0], placed.ys[note.line] + note.dy
        if len(note.acts) == 1:
            spans += _spans(act, (note.x, y), note.tone, ground.axis)
            title = say(act, record, names)
        else:
            title = _many(note.acts)
        stroke, width = tone_outline(note.tone)
        heads.append(
            Symbol(
                note.x,
                y,
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


def _many(acts: Sequence[Act]) -> str:
    first, last = day_words(day(acts[0])), day_words(day(acts[-1]))
    return f"{len(acts)} acts on {first}" if first == last else f"{len(acts)} acts, {first} to {last}"


def _spans(act: Act, at: tuple[float, float], mean: float, axis: Axis) -> list[Mark]:
    (x, y), colour = at, tone_outline(mean)[0]
    found: list[Mark] = []
    if act.until and act.until.last.toordinal() > day(act):
        end = axis.x(act.until.last.toordinal())
        found.append(Rule(x, y, end, y, colour, 3.5, (), 0.28))
    first, last = act.date.first.toordinal(), act.date.last.toordinal()
    if last > first:
        left, right = axis.x(first), axis.x(last)
        found.append(Rule(left, y, right, y, colour, 1.0, (), 0.7))
        found += [Rule(end, y - 2.5, end, y + 2.5, colour, 1.0, (), 0.7) for end in (left, right)]
    return found


def draw_stave(ground: Ground, placed: Placed) -> list[Mark]:
    """The lines of those who sit or act there, and the names at both ends."""
    axis, size, channel = ground.axis, ground.size, placed.stave.channel
    marks: list[Mark] = []
    first = axis.x(channel.opened.first.toordinal()) if channel and channel.opened else axis.x0
    last = axis.x(channel.closed.last.toordinal()) if channel and channel.closed else axis.x1
    for index, y in placed.ys.items():
        marks.append(Rule(first, y, last, y, "#b9b3a6", 0.9))
        marks += [replace(text, y=text.y + y) for text in _line_name(ground, placed.stave, index)]
    down = placed.top if size.above else (min(placed.ys.values()) + max(placed.ys.values())) / 2
    return [*marks, *(replace(t, y=t.y + down) for t in stave_name(placed.stave, size))]


def _line_name(ground: Ground, stave: Stave, index: int) -> list[Text]:
    """The name at the end of a line of a stave, about y = 0."""
    if not ground.lines:
        return []
    size, type_ = ground.size, ground.size.type - 2
    line = on_stave(ground.lines[index], stave, ground.record)
    text = label(line.name, line.short, size=size, type_=size.type - 1.5)
    if len(line.parties) > 1 and width(text, type_) > size.right - 10:
        line, text = ground.lines[index], ground.lines[index].name
    rows = wrap(text, size.right - 6, type_)
    pattern = Text(ground.axis.x1 + 8, 0, "", type_, colour=SOFT, title=line.name, role="line")
    step = type_ * 1.15
    return [replace(pattern, y=(k - (len(rows) - 1) / 2) * step, text=row) for k, row in enumerate(rows)]


def draw_coverage(ground: Ground, placed: Placed) -> list[Mark]:
    """A plain band where the record sees part of a channel, a hatched one where it sees nothing."""
    axis, channel = ground.axis, placed.stave.channel
    marks: list[Mark] = []
    for period in channel.coverage if channel else ():
        if period.level == "full":
            continue
        left = axis.x(period.since.first.toordinal()) if period.since else axis.x0
        right = axis.x(period.until.last.toordinal()) if period.until else axis.x1
        top, bottom = placed.top, placed.bottom
        if right - left < 0.5:
            continue
        band = Rect(left, top, right, bottom, BAND, 0.6)
        marks += [band, *hatch(band)] if period.level == "none" else [band]
    return marks


def draw_track(ground: Ground, name: str, *, y: float) -> list[Mark]:
    """The heading of a track and a hairline across the sheet."""
    size = ground.size
    x = float(size.left if size.above else 16)
    return [
        Rule(x, y, ground.axis.x1, y, FAINT, 0.7),
        Text(x, y + 9, name.upper(), size.type - 2.5, "left", SOFT, weight="bold", role="track"),
    ]
