"""What is wrong with data is a value with a place, never an exception."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (file, line from 1 or 0 for the whole file, field), expected, got, what to try."""

    file: str
    line: int
    field: str
    expected: str
    got: str
    hint: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        mark = "" if self.severity == "error" else f"{self.severity}: "
        hint = f" (try {self.hint})" if self.hint else ""
        return f"{place} {mark}{self.field}: expected {self.expected}, got {self.got}{hint}"
