"""The command measure: the gallery's numbers for a case."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
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
        say(dict.fromkeys(line for table in tables.values() if (line := left_out(desk, table))))
    return FINE


def _document(case: str, inputs: dict[str, str], tables: dict[str, Any]) -> dict[str, Any]:
    from counterpoint import __version__

    return {"schema_version": 1, "case": case, "version": __version__, "inputs": inputs, "measures": tables}


def _lines(desk: Desk, name: str, table: dict[str, Any]) -> Iterator[str]:
    from counterpoint.measures import MEASURES
    from counterpoint.reports.pages import any_grids

    family = MEASURES[name]
    yield f"{name}: {family.what}"
    yield f"  unit {family.unit}; status {family.status}"
    for grid in any_grids(desk, name, table):
        yield from _grid(grid)
    yield ""


LONGEST, LEAST = 90, 12
"""Characters of a cell that are printed, and to how many a terminal may cut a column."""


def _text(cell: Cell) -> str:
    """A cell in one piece; an act is named by its id."""
    from counterpoint.reports.pages import flat

    return clip(f"{cell.act} {cell.text}" if cell.act else flat(cell), LONGEST)


def _grid(grid: Grid) -> Iterator[str]:
    """A table in aligned columns."""
    rows = [tuple(_text(cell) for cell in row) for row in grid.rows]
    if any(grid.head) and grid.caption:
        rows.insert(0, grid.head)
    # A long table ends with one cell that says how many rows are left out: it is no column.
    full = [row for row in rows if len(row) == len(grid.head)]
    wide = _fitted([max(len(row[i]) for row in full) for i in range(len(grid.head))]) if full else []
    if grid.caption:
        yield f"  {grid.caption}"
    for row in rows:
        if len(row) != len(grid.head):
            yield f"    {' '.join(row)}"
            continue
        cells = (f"{clip(text, w):<{w}}" for text, w in zip(row, wide, strict=True))
        yield "    " + "  ".join(cells).rstrip()


def _fitted(wide: list[int]) -> list[int]:
    """Widths of columns; on a terminal the widest are cut until all fit."""
    room = shutil.get_terminal_size().columns - 4 - 2 * len(wide) if sys.stdout.isatty() else sum(wide)
    wide = list(wide)
    while sum(wide) > room and max(wide) > LEAST:
        wide[wide.index(max(wide))] -= 1
    return wide
