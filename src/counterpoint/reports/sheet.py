"""The sheet a score is drawn on: its sizes for wide screens, print and phones, and who stands on which line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from counterpoint.case.model import Act, Case, Channel
from counterpoint.case.vocabulary import TRACKS
from counterpoint.record.record import Record, day
from counterpoint.reports.ink import Text
from counterpoint.reports.lettering import brief, plain, width, wrap
from counterpoint.reports.palette import PARTY_COLOURS, PARTY_DASHES, SOFT
from counterpoint.reports.timeline import Axis
from counterpoint.reports.words import party_names

MANY: Final = 400
"""Acts of a record beyond which notes are drawn smaller."""
CLUSTER: Final = 20
"""Acts of a party that fall close together on one channel beyond which they are, too."""
OTHERS: Final = "\0others"
LOOSE: Final = "\0loose"
IN_USE: Final = {
    "United States": "US",
    "United States of America": "US",
    "Soviet Union": "USSR",
    "United Kingdom": "UK",
    "European Union": "EU",
    "United Nations": "UN",
    "United Arab Emirates": "UAE",
    "People's Republic of China": "PRC",
}
"""Short names in use."""
COMPASS: Final = ("North", "South", "East", "West")


@dataclass(frozen=True, slots=True)
class Size:
    """Sizes [px] of one variant: width, label column, right margin, gap of lines, smallest type."""

    name: str
    width: int
    left: int
    right: int
    gap: float
    type: float
    above: bool = False
    """Labels of staves stand above them instead of in a column."""


SIZES: Final = {
    "wide": Size("wide", 1120, 196, 92, 14, 11),
    "medium": Size("medium", 760, 150, 64, 13, 10.5),
    "narrow": Size("narrow", 400, 12, 44, 13, 11, above=True),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a stave: the party ids on it, its name, and a short one."""

    parties: tuple[str, ...]
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Stave:
    """One channel with its acts; channel None gathers acts on no named channel."""

    track: str
    channel: Channel | None
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What panels are drawn on: the record, its assessment if any, the axis, the sheet, who is on which line."""

    record: Record
    assessment: Mapping[str, Any] | None
    axis: Axis
    size: Size
    lines: tuple[Line, ...]
    dense: bool = False
    """Notes stand so close that they are drawn smaller."""


def make_ground(record: Record, assessment: Mapping[str, Any] | None, *, size: Size) -> Ground:
    """The ground for a record on a sheet."""
    return Ground(record, assessment, make_axis(record, size, assessment), size, lines(record.case), dense(record))


def dense(record: Record) -> bool:
    """Whether the record holds many acts, or one party many on one channel within a fiftieth of its time."""
    days: dict[tuple[str, str | None], list[int]] = {}
    for act in record.acts:
        days.setdefault((record.actor_party(act), act.channel), []).append(day(act))
    short = (day(record.acts[-1]) - day(record.acts[0])) / 50
    close = (b - a <= short for found in days.values() for a, b in zip(found, found[CLUSTER:], strict=False))
    return len(record.acts) > MANY or any(close)


def main_parties(case: Case) -> tuple[str, ...]:
    """The two parties whose lines bound each stave: the first, and its counterpart (else the second)."""
    if len(case.parties) < 2:
        return tuple(p.id for p in case.parties)
    first = case.parties[0]
    others = [p.id for p in case.parties[1:]]
    return (first.id, first.counterpart if first.counterpart in others else others[0])


def lines(case: Case) -> tuple[Line, ...]:
    """The lines of a stave, top to bottom: first party, others (one line each up to two, else shared), second party."""
    mains = main_parties(case)
    rest = [p.id for p in case.parties if p.id not in mains]
    names, shorts = party_names(case), short_names(case)
    one = {p.id: Line((p.id,), names[p.id], shorts[p.id]) for p in case.parties}
    middle = [one[i] for i in rest] if len(rest) <= 2 else [Line(tuple(rest), "others", "oth")]
    outer = [one[i] for i in mains]
    return (*outer[:1], *middle, *outer[1:])


def short_names(case: Case) -> dict[str, str]:
    """A short form of the name of every party by id; those whose forms are the same are called by their ids."""
    found = {p.id: short_name(plain(p.name), p.id) for p in case.parties}
    times = Counter(found.values())
    in_use = {p.id for p in case.parties if brief(p.name) in IN_USE}
    return {i: short if times[short] == 1 or i in in_use else _by_id(i) for i, short in found.items()}


def _by_id(party: str) -> str:
    said = party.replace("_", " ").title()
    return said if len(said) <= 6 else f"{said[:5].strip()}."


def short_name(name: str, party: str) -> str:
    """A short form that names nobody else: United States → US, an id of up to five letters, European Union … → Eur.

    Initials only where they are in use (EEU would be another union) or are the party's own id.
    """
    bare = brief(name)
    words = [w for w in bare.replace("-", " ").split() if w[0].isupper() and w != "The"] or bare.split() or ["?"]
    if bare in IN_USE or (len(words) == 1 and words[0].isupper() and len(words[0]) <= 5):
        return IN_USE.get(bare, words[0])
    if party.isalpha() and len(party) <= 5:
        return party.upper() if party in _initials(name) else party.capitalize()
    first, rest = words[0], words[1:]
    if first in COMPASS and rest:
        return f"{first[0]}. {rest[0][:4]}."
    return first if len(first) <= 4 else f"{first[:3]}."


def _initials(name: str) -> set[str]:
    """The initials of a name, of what it adds in brackets, of all words and of capital ones; and its abbreviations."""
    parts = [part.replace("-", " ").split() for part in re.split(r"[();,]", name)]
    found = {"".join(w[0] for w in ws if w[0].isupper() or every).lower() for ws in parts for every in (False, True)}
    return found | {w.lower() for ws in parts for w in ws if w.isupper()}


def label(name: str, short: str, *, size: Size, type_: float) -> str:
    """A party's name where the right margin has room for it, else its short form."""
    fits = width(name, type_, weight="bold") <= size.right - 12
    return name if fits else short


def on_stave(line: Line, stave: Stave, record: Record) -> Line:
    """A line as a stave names it: where two at most of those who share it sit or act there, by their names."""
    seats = {s.party for s in stave.channel.seats} if stave.channel else set()
    there = seats | {record.actor_party(a) for a in stave.acts}
    found = tuple(i for i in line.parties if i in there)
    if len(line.parties) == 1 or not 0 < len(found) < 3:
        return line
    names, shorts = party_names(record.case), short_names(record.case)
    return Line(found, ", ".join(names[i] for i in found), ", ".join(shorts[i] for i in found))


def party_look(case: Case, party: str) -> tuple[str, tuple[float, ...]]:
    """Colour and dash of a party's curves."""
    order = [p.id for p in case.parties]
    index = order.index(party) if party in order else len(order)
    return PARTY_COLOURS[index % len(PARTY_COLOURS)], PARTY_DASHES[
        (index + index // len(PARTY_COLOURS)) % len(PARTY_DASHES)
    ]


def staves(record: Record) -> list[Stave]:
    """Channels as staves grouped by track, in the order of the vocabulary; acts on no channel come last."""
    by_channel: dict[str, list[Act]] = {}
    for act in record.acts:
        key = act.channel if act.channel in record.channels else LOOSE
        by_channel.setdefault(key or LOOSE, []).append(act)
    found = []
    for track, levels in TRACKS.items():
        for level in levels:
            for channel in record.case.channels:
                if channel.level == level:
                    found.append(Stave(track, channel, tuple(by_channel.get(channel.id, ()))))
    if LOOSE in by_channel:
        found.append(Stave("elsewhere", None, tuple(by_channel[LOOSE])))
    return found


def line_index(lines: Sequence[Line], party: str) -> int:
    """The line a party stands on; a stranger stands on the last but one (the middle), or the first."""
    for index, line in enumerate(lines):
        if party in line.parties:
            return index
    return max(0, len(lines) - 2)


def stave_name(stave: Stave, size: Size) -> list[Text]:
    """The name of a channel, in italics if it is only alleged, with its level and visibility in small.

    It stands about y = 0 in the column of names; without such a column it ends there.
    """
    channel = stave.channel
    alleged = channel is not None and channel.existence == "alleged"
    full = channel.name if channel else "On no named channel"
    said = plain(f"{full} (alleged)" if alleged else full)
    small = f"{channel.level} · {channel.visibility}" if channel else "or not known on which"
    style = "italic" if alleged else "normal"
    pattern = Text(0, 0, said, size.type + 1.5, weight="bold", style=style, serif=True, title=said, role="stave")
    under = Text(0, 0, small, size.type - 2, "right", SOFT, role="stave")
    return _name_above(pattern, under, size) if size.above else _name_beside(pattern, under, size)


def _name_above(pattern: Text, under: Text, size: Size) -> list[Text]:
    left, right = float(size.left), float(size.width - size.right)
    rows = wrap(pattern.text, size.width - left - 16, pattern.size, weight="bold", serif=True)
    used = width(rows[-1], pattern.size, weight="bold", serif=True) if rows else 0.0
    beside = left + used + 14 + width(under.text, under.size) <= right
    base = -11.0 if beside else -23.0
    found = [replace(pattern, x=left, y=base - 15 * k, text=row) for k, row in enumerate(reversed(rows))]
    last = replace(under, x=right, y=base) if beside else replace(under, x=left, y=base + 13, align="left")
    return [*reversed(found), last]


def _name_beside(pattern: Text, under: Text, size: Size) -> list[Text]:
    x, room = size.left - 12.0, float(size.left - 20)
    rows = wrap(pattern.text, room, pattern.size, weight="bold", serif=True)
    step = pattern.size * 1.12
    top = -(len(rows) * step + size.type) / 2 + step / 2
    return [
        *(replace(pattern, x=x, y=top + i * step, text=row, align="right") for i, row in enumerate(rows)),
        replace(under, x=x, y=top + len(rows) * step),
    ]


def known_deadlines(record: Record) -> list[tuple[int, str, str]]:
    """Deadlines known by the record's last day: (day, name, deadline or moved), one row per date set."""
    rows = []
    for deadline in record.case.deadlines:
        if deadline.announced and deadline.announced.first.toordinal() > record.as_of:
            continue
        rows.append((deadline.date.last.toordinal(), plain(deadline.name), "deadline"))
        rows += [(m.last.toordinal(), plain(deadline.name), "moved") for m in deadline.moved]
    return sorted(rows)


def known_events(record: Record) -> list[tuple[int, str]]:
    """Outside events up to the record's last day: (day, name)."""
    rows = [(_middle(e.date.first, e.date.last), plain(e.name)) for e in record.case.events]
    return sorted(r for r in rows if r[0] <= record.as_of)


def _middle(first: date, last: date) -> int:
    return (first.toordinal() + last.toordinal()) // 2


def make_axis(record: Record, size: Size, assessment: Mapping[str, Any] | None = None) -> Axis:
    """The time axis: from the start to the last act or day, with deadlines to come if they are not far off."""
    days = [day(a) for a in record.acts]
    first = min([record.start, *days]) if days or record.case.start else record.as_of
    last = max([record.as_of, *days])
    if assessment:
        last = max([last, *(d for d in [_ordinal(assessment.get("as_of"))] if d)])
    span = max(1, last - first)
    ahead = [d for d, _, _ in known_deadlines(record) if last < d <= last + max(7, 0.2 * span)]
    last = max([last, *ahead])
    pad = max(1, round((last - first) * 0.015))
    return Axis(max(1, first - pad), last + pad, size.left + 8, size.width - size.right - 8)


def _ordinal(text: object) -> int | None:
    try:
        return date.fromisoformat(str(text)).toordinal()
    except ValueError:
        return None
