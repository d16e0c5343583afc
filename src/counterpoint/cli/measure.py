"""The command measure: the gallery's numbers for a case."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from counterpoint.case.problem import clip
from counterpoint.cli.given import sound_case, unknown
from counterpoint.cli.guard import FINE
from counterpoint.cli.output import say, say_json

if TYPE_CHECKING:
    from counterpoint.reports.pages import Cell, Desk, Grid


def measure(name: str, names: Sequence[str], *, json: bool) -> int:
    """Print measures of a case, all of them when none is named."""
    from counterpoint.case.inputs import digests
    from counterpoint.measures import MEASURES, measure as work
    from counterpoint.record.record import make_record

    for wanted in names:
        if wanted not in MEASURES:
            raise unknown("measure", wanted, known=tuple(MEASURES))
    given = sound_case(name)
    record = make_record(given.case)
    tables = work(record, tuple(dict.fromkeys(names)))
    from counterpoint.reports.marking import banner

    marking = banner(given.case, record)
    if json:
        say_json(_document(given.case.id, digests(given.folder), tables) | {"marking": marking})
    else:
        from counterpoint.reports.pages import left_out, make_desk

        say([marking, ""])
        desk = make_desk(record, {})
        for key, table in tables.items():
            say(_lines(desk, key, table))
        left = dict.fromkeys(line for table in tables.values() if (line := left_out(desk, table)))
        say(row for line in left for row in _folded(line))
    return FINE


def _document(case: str, inputs: dict[str, str], tables: dict[str, Any]) -> dict[str, Any]:
    from counterpoint import __version__

    return {"schema_version": 1, "case": case, "version": __version__, "inputs": inputs, "measures": tables}


def _lines(desk: Desk, name: str, table: dict[str, Any]) -> Iterator[str]:
    from counterpoint.measures import MEASURES
    from counterpoint.reports.pages import any_grids

    family = MEASURES[name]
    yield from _folded(f"{name}: {family.what}", rest="  ")
    yield from _folded(f"unit {family.unit}; status {family.status}", "  ", "  ")
    for grid in any_grids(desk, name, table):
        yield from _grid(grid)
    if _bare(table):
        yield from _folded(NOTHING, "    ", "    ")
    yield ""


def _bare(table: dict[str, Any]) -> bool:
    """Whether a table has no row, and does not say why."""
    lists = [v for v in table.values() if isinstance(v, list)]
    return bool(lists) and not any(lists) and not table.get("why")


NOTHING = "nothing of the kind is on record"
LONGEST, LEAST = 90, 12
"""Characters of a cell that are printed, and to how many a terminal may cut a column."""


def _room() -> int | None:
    """Columns of the terminal; None where lines go elsewhere and may be of any length."""
    return max(40, shutil.get_terminal_size().columns) if sys.stdout.isatty() else None


def _folded(text: str, indent: str = "", rest: str = "") -> list[str]:
    """A text in as many lines as the terminal needs."""
    room = _room()
    return textwrap.wrap(text, room, initial_indent=indent, subsequent_indent=rest) if room else [indent + text]


def _text(cell: Cell) -> str:
    """A cell in one piece; an act is named by its id."""
    from counterpoint.reports.pages import flat

    return clip(f"{cell.act} {cell.text}" if cell.act else flat(cell), LONGEST)


def _grid(grid: Grid) -> Iterator[str]:
    """A table in aligned columns, or where the terminal has no room for them row by row in words."""
    rows = [tuple(_text(cell) for cell in row) for row in grid.rows]
    # A long table ends with one cell that says how many rows are left out: it is no column.
    full = [row for row in rows if len(row) == len(grid.head)]
    heads = grid.head if any(grid.head) and grid.caption else ("",) * len(grid.head)
    wide = _widths(heads, full)
    if grid.caption:
        yield from _folded(grid.caption, "  ", "  ")
    if wide and any(heads):
        broken = [textwrap.wrap(name, w) for name, w in zip(heads, wide, strict=True)]
        yield from (_aligned(line, wide) for line in zip_longest(*broken, fillvalue=""))
    for row in rows:
        if len(row) != len(grid.head):
            yield from _folded(" ".join(row), "    ", "    ")
        elif wide:
            yield _aligned(row, wide)
        else:
            yield from _folded(_in_words(grid.head, row), "    ", "      ")


def _aligned(row: Sequence[str], wide: Sequence[int]) -> str:
    cells = (f"{clip(text, w):<{w}}" for text, w in zip(row, wide, strict=True))
    return "    " + "  ".join(cells).rstrip()


def _in_words(head: Sequence[str], row: Sequence[str]) -> str:
    """A row with the name of each column before its value; values that are not known are left out."""
    return "; ".join(f"{name} {text}".strip() for name, text in zip(head, row, strict=True) if text not in ("", "–"))


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Widths of columns; where the terminal has no room for whole heads, these break between words."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(heads)
    whole = [max(map(len, (head, *column))) for head, column in zip(heads, columns, strict=True)]
    if _fitted(whole) == whole:
        return whole
    return _fitted([max(map(len, (*head.split(), *column))) for head, column in zip(heads, columns, strict=True)])


def _fitted(wide: list[int]) -> list[int]:
    """Widths of columns, the widest cut until all fit the terminal; none where they would be cut too short."""
    terminal = _room()
    room = terminal - 4 - 2 * len(wide) if terminal else sum(wide)
    wide = list(wide)
    while sum(wide) > room:
        if max(wide) <= LEAST:
            return []
        wide[wide.index(max(wide))] -= 1
    return wide
