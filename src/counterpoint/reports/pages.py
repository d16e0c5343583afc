"""What a page is made of before it is written: cells, grids, sections. Plain text only; the template escapes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from counterpoint.case.model import Act
from counterpoint.record.record import Record
from counterpoint.reports import terms
from counterpoint.reports.lettering import plain
from counterpoint.reports.words import (
    figure,
    interval,
    is_number,
    iso_words,
    names_of,
    percent,
    say_short,
    when_words,
    words,
)

MOST: Final = 400
"""Rows of a table that are written out."""
OPEN: Final = 15
"""Rows of a table, or acts of a list, that stand open; the others are folded."""
FEW: Final = 5
"""So few more rows are not worth folding."""
LONGEST: Final = 24
"""Values of a list that are written out in a cell; the rest is counted."""
WHOSE: Final = ("party", "towards", "about")
"""Columns of a row that go with each row nested in it."""
_PLAIN_KEYS: Final = frozenset({"level", "kind", "rule", "status", "outcome", "standing", "how"})
_ACT_KEYS: Final = frozenset({"act", "first", "second", "closer", "answer", "opened_by", "with_act"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, the act it leads to, whether it is a figure; lead is the part that links."""

    text: str
    act: str = ""
    number: bool = False
    lead: str = ""

    @property
    def kind(self) -> str:
        """How the page sets it: n a figure, nil nothing to see, which a narrow screen leaves out."""
        return " ".join(name for name, is_so in (("n", self.number), ("nil", self.text in ("", "–"))) if is_so)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: what it shows, column heads, rows; of a long one only the first rows stand open.

    of says what the rows are; more what the folded rows hold, "" counts them.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shown: int = OPEN
    of: str = "rows"
    more: str = ""

    @property
    def cut(self) -> int:
        """How many rows stand open: all of them, where few would be left."""
        count = len(self.rows)
        return self.shown if count > self.shown + (FEW if self.shown else 0) else count

    @property
    def fold(self) -> str:
        """What the folded rows hold."""
        return self.more or f"{len(self.rows) - self.cut} more {self.of}"


def number_columns(table: Grid) -> frozenset[int]:
    """The columns of a table that hold figures only."""
    width = len(table.head)
    return frozenset(i for i in range(width) if all(row[i].number for row in table.rows if i < len(row)))


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the dossier: what was found (said), how it was (lead), tables, notes.

    empty is the sentence that stands there when it has no grids.
    """

    slug: str
    title: str
    lead: str = ""
    grids: tuple[Grid, ...] = ()
    empty: str = ""
    notes: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def size(self) -> str:
        """How much is inside: 4 tables, 57 rows."""
        tables, rows = len(self.grids), sum(len(table.rows) for table in self.grids)
        return f"{tables} table{'s' if tables != 1 else ''}, {rows} row{'s' if rows != 1 else ''}"


@dataclass(frozen=True)
class Desk:
    """What sections are written from: the record, its names, its acts by id, the assessment."""

    record: Record
    names: Mapping[str, str]
    acts: Mapping[str, Act]
    assessment: Mapping[str, Any]

    def name(self, key: object) -> str:
        """The readable name of an id, or the id."""
        return self.names.get(str(key), words(key)) if key is not None else "–"

    @cached_property
    def silent(self) -> frozenset[str]:
        """Parties of the case without any act on record, and so without any promise."""
        acting = {self.record.actor_party(act) for act in self.record.acts}
        return frozenset(p.id for p in self.record.case.parties if p.id not in acting)

    def act_cell(self, key: object) -> Cell:
        """An act in one line that leads to its entry."""
        act = self.acts.get(str(key))
        if act is None:
            return Cell(plain(key) if key else "–")
        return Cell(say_short(act, self.names), act.id, lead=when_words(act))


def make_desk(record: Record, assessment: Mapping[str, Any]) -> Desk:
    """The desk for a record and its assessment."""
    return Desk(record, names_of(record.case), {a.id: a for a in record.acts}, assessment)


def rows_of(table: object, key: str) -> list[Mapping[str, Any]]:
    """The list of rows under a key of a measure's table; empty where there is none."""
    found = table.get(key) if isinstance(table, Mapping) else None
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


def measured(desk: Desk, family: str) -> Mapping[str, Any]:
    """The table of a family of measures; empty where it was not measured."""
    tables = desk.assessment.get("measures")
    found = tables.get(family) if isinstance(tables, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def number(value: object) -> Cell:
    """A figure, or a dash."""
    return Cell(figure(value), number=True)


def flat(entry: Cell) -> str:
    """A cell as text alone."""
    return f"{entry.lead} {entry.text}" if entry.lead else entry.text


def share(entry: object) -> Cell:
    """A share k of n with its interval, a ratio with its interval, or why there is none."""
    if not isinstance(entry, Mapping):
        return number(entry)
    value, low, high = entry.get("value"), entry.get("low"), entry.get("high")
    if not is_number(value):
        return Cell(f"– ({plain(entry.get('why') or 'not known')})")
    if "k" in entry and "n" in entry:
        spread = f"; {interval(entry)}" if is_number(low) and is_number(high) else ""
        return Cell(f"{entry['k']} of {entry['n']} ({percent(value)}{spread})")
    spread = f" ({figure(low)} to {figure(high)})" if is_number(low) and is_number(high) else ""
    return Cell(f"{figure(value)}{spread}")


def cell(desk: Desk, key: str, value: object, family: str = "") -> Cell:
    """Any value of a measure as a cell; ids become names, acts lead to their entries."""
    if isinstance(value, Mapping):
        if "value" in value and "low" in value:
            return share(value)
        return _parts(desk, value, family)
    if isinstance(value, (list, tuple)):
        if len(value) > 12 and all(is_number(v) for v in value):
            return Cell(f"{len(value)} values, {figure(min(value))} to {figure(max(value))}")
        shown = [flat(cell(desk, key, item, family)) for item in value[:LONGEST]]
        more = [f"and {len(value) - LONGEST} more"] if len(value) > LONGEST else []
        return Cell(("; " if any(" " in s for s in shown) else ", ").join(shown + more) or "–")
    if isinstance(value, str):
        if key in _ACT_KEYS and value in desk.acts:
            return desk.act_cell(value)
        known = value in desk.names and key not in _PLAIN_KEYS
        return Cell(desk.names[value] if known else iso_words(terms.value(value)))
    return number(value)


def _parts(desk: Desk, value: Mapping[str, Any], family: str) -> Cell:
    """Several values in one cell: what is not known is left out, and why it is not known stands in brackets."""
    known = {k: v for k, v in value.items() if k != "why" and v is not None and k not in desk.silent}
    said = (f"{_part(desk, k, family)} {flat(cell(desk, str(k), v, family))}" for k, v in known.items())
    text = "; ".join(said) or "–"
    return Cell(f"{text} ({plain(value['why'])})" if value.get("why") else text)


def _part(desk: Desk, key: object, family: str) -> str:
    """A key inside a cell: short, for the column has the unit."""
    return terms.FAMILY.get((family, str(key)), "").partition(" (")[0] or _key(desk, key)


def left_out(desk: Desk, table: object) -> str:
    """One line on the parties whose rows of a measure are left out; "" where none is."""
    lists = [v for v in table.values() if _is_rows(v)] if isinstance(table, Mapping) else []
    found = {str(row.get("party")) for rows in lists for row in rows} & desk.silent
    names = ", ".join(desk.name(p.id) for p in desk.record.case.parties if p.id in found)
    return f"Left out, having no acts on record: {names}." if names else ""


def _key(desk: Desk, key: object) -> str:
    """A key of a table: a party's name, or words; ids of other things may be words of the vocabulary too."""
    return desk.name(key) if any(p.id == key for p in desk.record.case.parties) else words(key)


def any_grids(desk: Desk, name: str, table: object) -> tuple[Grid, ...]:
    """Tables for a measure that no section knows: one for its single values, one for each list of rows."""
    if not isinstance(table, Mapping):
        return (Grid(words(name), ("value",), ((cell(desk, name, table),),)),)
    lists = {k: [r for r in v if r.get("party") not in desk.silent] for k, v in table.items() if _is_rows(v)}
    single = {k: v for k, v in table.items() if k not in lists and _said(v)}
    grids = []
    if single:
        rows = tuple((Cell(terms.head(k, name)), Cell(flat(cell(desk, str(k), v, name)))) for k, v in single.items())
        grids.append(Grid("", ("", "value"), rows))
    for key, rows_ in lists.items():
        if not rows_:
            continue
        grids += _list_grids(desk, terms.caption(key, name), rows_, name)
    return tuple(grids)


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(r, Mapping) for r in value)


def _list_grids(desk: Desk, caption: str, rows: Sequence[Mapping[str, Any]], family: str) -> list[Grid]:
    """A table for rows, and one more for each of their columns that holds rows itself."""
    heads: list[str] = []
    for row in rows:
        heads += [k for k in row if k not in heads]
    nested = [h for h in heads if any(_is_rows(row.get(h)) for row in rows)]
    filled = [h for h in heads if h not in nested and any(_said(row.get(h)) for row in rows)]
    if "act" in filled and all(row.get("act") in desk.acts for row in rows):
        filled = [h for h in filled if h != "day"]  # an act is told with its day
    filled = terms.ordered(filled)
    body = tuple(tuple(cell(desk, h, row.get(h), family) for h in filled) for row in rows)
    head = tuple(terms.head(h, family) for h in filled)
    found = [capped(Grid(caption[:1].upper() + caption[1:], head, body))]
    whose = [h for h in WHOSE if h in heads]
    for name in nested:
        inner = [
            {**{h: row.get(h) for h in whose}, **item}
            for row in rows
            for item in (row.get(name) if _is_rows(row.get(name)) else None) or ()
            if any(is_number(v) for v in item.values()) or any(k in _ACT_KEYS for k in item)
        ]
        found += _list_grids(desk, f"{caption}: {terms.caption(name, family)}", inner, family) if inner else []
    return found


def _said(value: object) -> bool:
    return value is not None and value not in ("", [], {})


def grid(
    caption: str,
    head: Iterable[str],
    rows: Iterable[Iterable[Cell]],
    *,
    shown: int = OPEN,
    of: str = "rows",
    more: str = "",
) -> tuple[Grid, ...]:
    """One table, or none where it has no rows; for shown, of and more see Grid."""
    body = tuple(tuple(row) for row in rows)
    return (capped(Grid(caption, tuple(head), body, shown, of, more)),) if body else ()


def capped(table: Grid) -> Grid:
    """A table of at most MOST rows; the last says how many were left out."""
    if len(table.rows) <= MOST:
        return table
    more = Cell(f"and {len(table.rows) - MOST + 1} more rows in the assessment file")
    return replace(table, rows=(*table.rows[: MOST - 1], (more,)))
