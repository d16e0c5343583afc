"""Comma-separated files with places: rows as cells by column, each with its line.

Semicolons and tabs are recognised and warned of; everything that cannot be right is a problem at its line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Final

from counterpoint.case.names import listing, nearest, quoted
from counterpoint.case.problem import Problem

MAX_ROWS = 200_000
"""Most rows that are read."""
MAX_LINES = 2_000_000
"""Most lines of a file, blank ones and those within quotes included."""
MAX_CELL = 131_072
"""Most characters of one cell: the limit that the csv module sets."""
MAX_ROW = 1_000_000
"""Most characters of one row."""
SEPARATORS: Final = {",": "comma", ";": "semicolon", "\t": "tab"}
MEANT: Final = {
    "who": "actor", "from": "actor", "speaker": "actor", "sender": "actor", "party": "actor", "by": "actor",
    "type": "kind", "action": "kind", "act": "kind", "event": "kind",
    "when": "date", "day": "date", "time": "date", "end": "until",
    "to": "target", "whom": "target", "recipient": "target", "addressee": "target",
    "topic": "issue", "subject": "issue", "where": "channel", "medium": "channel",
    "ref": "source", "reference": "source", "document": "source", "page": "locator", "text": "quote",
    "comment": "note", "comments": "note", "notes": "note", "strength": "weight",
    "key": "id", "no": "id", "nr": "id", "variable": "name", "amount": "value", "level": "value",
}  # fmt: skip
"""Columns that people write, and the one that they mean."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line where it begins and its cells that are not blank, by column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The good rows of a file, and what could be made out of those that do not fit the header."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    spoiled: tuple[Row, ...] = ()


@dataclass(slots=True)
class _Lines:
    """Feeds lines to the csv reader and stops a row that grows without end."""

    source: Iterator[str]
    room: int = MAX_ROW

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self.source)
        self.room -= len(line)
        if self.room < 0:
            raise csv.Error("row too long")
        return line


@dataclass(frozen=True, slots=True)
class _Raw:
    """A row as it stands in the file, or why it could not be read."""

    line: int
    cells: tuple[str, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Header:
    """Column names in order ("" where a column is not read), the header's line, and what is wrong with it."""

    names: tuple[str, ...]
    line: int
    problems: list[Problem] = field(default_factory=list)


def read_sheet(
    text: str, file: str, *, known: Sequence[str], required: Sequence[str]
) -> tuple[Sheet | None, list[Problem]]:
    """Read a sheet; None if it has no header that can be used. Never raises for bad text."""
    problems = []
    if text.count("\n") + text.count("\r") > 2 * MAX_LINES:
        return None, [Problem(file, 0, "file", f"at most {MAX_LINES} lines", "more", "dropping blank lines")]
    if "\0" in text:
        line = _line(text, text.index("\0"))
        problems.append(Problem(file, line, "row", "text", "a NUL byte", "saving it again as CSV UTF-8"))
        text = text.replace("\0", "")
    text, skipped, told = _told_separator(text)
    separator = told or _separator(text, known)
    if separator != ",":
        got = f"{SEPARATORS.get(separator, quoted(separator))}s"
        problems.append(Problem(file, skipped + 1, "separator", "commas", got, "saving with commas", "warning"))
    raws = _raws(text, separator, skipped)
    header = _header(raws, file, known, required)
    problems += header.problems
    if not any(header.names):
        return None, problems
    sheet, found = _sheet(raws, header, file)
    return sheet, problems + found


def _sheet(raws: Iterator[_Raw], header: _Header, file: str) -> tuple[Sheet, list[Problem]]:
    """The rows below the header, those that fit and those that do not."""
    rows: list[Row] = []
    spoiled: list[Row] = []
    problems: list[Problem] = []
    for number, raw in enumerate(raws):
        if number == MAX_ROWS:
            most = f"at most {MAX_ROWS} rows"
            problems.append(Problem(file, raw.line, "row", most, "more", "splitting the case by period"))
            spoiled.append(Row(raw.line, {}))
            break
        pairs = zip(header.names, raw.cells, strict=False)
        row = Row(raw.line, {name: cell for name, cell in pairs if name and cell})
        trouble = _trouble(raw, header, file)
        if trouble is None:
            rows.append(row)
        else:
            problems.append(trouble)
            spoiled.append(row)
    return Sheet(header.names, tuple(rows), tuple(spoiled)), problems


def _line(text: str, index: int) -> int:
    return len(re.findall(r"\r\n|\n|\r", text[:index])) + 1


def _told_separator(text: str) -> tuple[str, int, str]:
    """Drop a first line sep=; as some spreadsheets write it: the rest, lines dropped, the separator."""
    match = re.match(r'"?sep=(.)"?[ \t]*(?:\r\n|\n|\r)', text)
    return (text[match.end() :], 1, match[1]) if match and match[1] in SEPARATORS else (text, 0, "")


def _separator(text: str, known: Sequence[str]) -> str:
    """The separator under which most columns of the header are known; commas if none does better."""
    first = next((line for line in StringIO(text[:20_000], newline="") if line.strip()), "")

    def hits(separator: str) -> int:
        return len({_clean(cell) for cell in first.split(separator)} & set(known))

    best = max(SEPARATORS, key=hits)
    return best if hits(best) > hits(",") else ","


def _clean(cell: str) -> str:
    return cell.strip().strip('"').strip().lower().replace("\ufeff", "")


def _raws(text: str, separator: str, skipped: int) -> Iterator[_Raw]:
    """Rows that are not blank, with the line where each begins; a row that cannot be read says why."""
    lines = _Lines(iter(StringIO(text, newline="")))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        begins = reader.line_num + 1 + skipped
        lines.room = MAX_ROW
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _Raw(begins, (), str(error))
            if "too long" in str(error):
                return
            continue
        if any(cell.strip() for cell in cells):
            yield _Raw(begins, tuple(cells))


def _header(raws: Iterator[_Raw], file: str, known: Sequence[str], required: Sequence[str]) -> _Header:
    """Read the first row as column names."""
    raw = next(raws, None)
    wanted = f"a header line with {', '.join(required)}"
    if raw is None:
        return _Header((), 0, [Problem(file, 0, "header", wanted, "an empty file")])
    if raw.trouble:
        return _Header((), raw.line, [_csv_trouble(raw, file)])
    names = [_clean(cell) for cell in raw.cells]
    if not set(names) & set(known):
        got = quoted(",".join(raw.cells))
        return _Header((), raw.line, [Problem(file, raw.line, "header", wanted, got, "a header as line 1")])
    problems: list[Problem] = []
    used: list[str] = []
    for number, name in enumerate(names, start=1):
        good = name in known and name not in used
        if name in known and name in used:
            got = f"a second one in column {number}"
            problems.append(Problem(file, raw.line, name, f"one column {name}", got, "dropping one"))
        elif name and not good:
            hint = MEANT.get(name, "") if MEANT.get(name) in known else nearest(name, known)
            expected = f"a known column ({listing(known, 70)})"
            problems.append(Problem(file, raw.line, "header", expected, quoted(name), hint or "note"))
        used.append(name if good else "")
    for name in required:
        if name not in used:
            hints = [n for n in names if n not in known and (MEANT.get(n) == name or nearest(n, known) == name)]
            hint = f"naming column {quoted(hints[0])} {name}" if hints else ""
            problems.append(Problem(file, raw.line, name, f"a column {name}", "none", hint))
    return _Header(tuple(used), raw.line, problems)


def _trouble(raw: _Raw, header: _Header, file: str) -> Problem | None:
    """What makes a row unreadable; extra blank cells at its end are forgiven."""
    if raw.trouble:
        return _csv_trouble(raw, file)
    width = len(header.names)
    extra = [cell for cell in raw.cells[width:] if cell.strip()]
    if len(raw.cells) >= width and not extra:
        return None
    hint = "quotes around text that holds commas" if extra else "a comma for every blank cell"
    return Problem(file, raw.line, "row", f"{width} cells as in the header", f"{len(raw.cells)} cells", hint)


def _csv_trouble(raw: _Raw, file: str) -> Problem:
    if "field larger" in raw.trouble or "too long" in raw.trouble:
        got, hint = "a longer one: perhaps a quote left open", "closing the quote"
        return Problem(file, raw.line, "row", f"cells of at most {MAX_CELL} characters", got, hint)
    if "end of data" in raw.trouble:
        return Problem(file, raw.line, "row", "a closing quote", "the end of the file", 'closing the quote with "')
    if "expected after" in raw.trouble:
        got = "text after a closing quote"
        return Problem(file, raw.line, "row", "a comma after a closing quote", got, 'writing "" for a quote inside')
    return Problem(file, raw.line, "row", "a row of cells", quoted(raw.trouble))
