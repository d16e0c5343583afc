"""Coders' files for tests: a header, and rows as short lists."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from counterpoint.coding.files import Coder, read_coder

HEADER = ("id", "date", "actor", "kind", "source", "target", "channel", "issue", "position", "locator", "note")


def write_coder(path: Path, rows: Iterable[Sequence[object]], *, header: Sequence[str] = HEADER) -> Path:
    """Write a coder's file; short rows are filled with blanks."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows([*row, *[""] * (len(header) - len(row))] for row in rows)
    return path


def coder(path: Path, rows: Iterable[Sequence[object]]) -> Coder:
    """Write and read a coder's file, which must be sound."""
    found, problems = read_coder(write_coder(path, rows), path.name)
    assert found is not None, problems
    return found


def acts(count: int, *, kinds: Sequence[str] = ("offer", "demand", "reject"), prefix: str = "a") -> list[list[object]]:
    """One act a document, by turns of two actors and of some kinds."""
    return [
        [
            f"{prefix}{n}",
            f"1969-01-{n % 28 + 1:02}",
            "nixon" if n % 2 else "dobrynin",
            kinds[n % len(kinds)],
            "memo",
            "",
            "back",
            "salt" if n % 3 else "berlin",
            round(n % 11 / 10, 1),
            f"d{n + 1} para 3",
            f"words of act {n}",
        ]
        for n in range(count)
    ]
