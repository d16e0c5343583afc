"""The files of a case as text: size guards, permissions, encodings. Nothing here raises for a bad file."""

from __future__ import annotations

import re
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Final

from counterpoint.case.names import quoted
from counterpoint.case.problem import Problem

CASE, ACTS, SERIES, PASSAGES = "case.yaml", "acts.csv", "series.csv", "passages.jsonl"
MAX_BYTES: Final = {CASE: 4 * 2**20, ACTS: 64 * 2**20, SERIES: 64 * 2**20, PASSAGES: 64 * 2**20}
"""Largest file that is read [bytes]."""
MAX_PROBLEMS = 500
"""Most problems of one file that are told; one more then says that there are others."""
_BOMS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SHEETS: Final = (".xlsx", ".xls", ".ods", ".numbers")
_BREAK = re.compile(rb"\r\n|\n|\r")


def read_text(folder: Path, name: str) -> tuple[str | None, list[Problem]]:
    """The text of a file of the case; None if it cannot be read. A byte order mark is dropped silently."""
    path = folder / name
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):
            what = "a folder" if S_ISDIR(status.st_mode) else "something else"
            return None, [Problem(name, 0, "file", "a file", what)]
        most = MAX_BYTES.get(name, MAX_BYTES[ACTS])
        if status.st_size > most:
            return None, [_too_large(name, status.st_size)]
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except FileNotFoundError:
        got, hint = _missing(folder, name)
        return None, [Problem(name, 0, "file", f"a file {name} in the case folder", got, hint)]
    except OSError as error:
        got = error.strerror or type(error).__name__
        return None, [Problem(name, 0, "file", "a file that can be read", got, "its permissions")]
    if len(data) > most:
        return None, [_too_large(name, len(data))]
    return decode(data, name)


def _missing(folder: Path, name: str) -> tuple[str, str]:
    """What is there in place of a file, and what to try."""
    if name == CASE:
        return "none", "counterpoint new FOLDER to see one"
    if sheet := spreadsheet(folder, name):
        return sheet, f"saving {sheet} as CSV UTF-8"
    return "none", "a header line id,date,actor,kind,source"


def spreadsheet(folder: Path, name: str) -> str:
    """The name of a spreadsheet that holds what a file of the case should hold (acts.xlsx for acts.csv), or ""."""
    stem = name.rpartition(".")[0]
    return next((f"{stem}{end}" for end in _SHEETS if (folder / f"{stem}{end}").is_file()), "")


def _too_large(name: str, size: int) -> Problem:
    limit = f"a file of at most {MAX_BYTES.get(name, MAX_BYTES[ACTS]) // 2**20} MB"
    return Problem(name, 0, "file", limit, f"{size / 2**20:.0f} MB", "splitting the case by period")


def decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """Bytes as text: UTF-8, or else the encoding that they seem to have and a problem that names it."""
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace"), [_encoding(name, 1, encoding)]
    if wide := _wide(data):
        return data.decode(wide, "replace"), [_encoding(name, 1, "UTF-16")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(_BREAK.findall(data, 0, error.start)) + 1
        word = _word(data, error.start)
        text = data.decode("cp1252", "replace")
        return text, [_encoding(name, line, f"Windows-1252 or another encoding near {quoted(word)}")]
    return text, []


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of the beginning is zero."""
    head = data[:200]
    pairs = len(head) // 2
    if pairs < 4:
        return ""
    if head[1::2].count(0) > 0.9 * pairs and not head[::2].count(0):
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > 0.9 * pairs and not head[1::2].count(0) else ""


def _word(data: bytes, at: int) -> str:
    return data[max(at - 10, 0) : at + 10].decode("cp1252", "replace").strip()


def _encoding(name: str, line: int, got: str) -> Problem:
    how = "saving as UTF-8" if name.endswith((".yaml", ".yml", ".jsonl")) else "saving as CSV UTF-8"
    return Problem(name, line, "encoding", "text in UTF-8", got, how)


def shorten(problems: list[Problem]) -> list[Problem]:
    """The problems in the order of files and lines; of a file at most MAX_PROBLEMS, errors first, and one more
    that says that there are others."""
    kept: list[Problem] = []
    for name in dict.fromkeys([CASE, ACTS, SERIES, *(p.file for p in problems)]):
        mine = sorted((p for p in problems if p.file == name), key=lambda p: (p.severity != "error", p.line))
        kept += sorted(mine[:MAX_PROBLEMS], key=lambda p: p.line)
        if len(mine) > MAX_PROBLEMS:
            first = mine[MAX_PROBLEMS]
            got = f"more, the next at line {first.line}"
            most = f"at most {MAX_PROBLEMS} problems"
            kept.append(Problem(name, first.line, "file", most, got, "mending these first", first.severity))
    return kept
