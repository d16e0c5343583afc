"""What is wrong with data is a value with a place, never an exception."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 240
"""Most characters a printed problem may have."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (file, line from 1, or 0 for the whole file, field), expected, got, try.

    Printed, it is one line of at most LONGEST characters with control characters escaped.
    """

    file: str
    line: int
    field: str
    expected: str
    got: str
    hint: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        file = clip(escape(self.file), 30)
        place = f"{file}:{self.line}" if self.line else file
        mark = "" if self.severity == "error" else f"{self.severity}: "
        head = f"{place} {mark}{clip(escape(self.field), 50)}: expected "
        got = f", got {clip(escape(self.got), 56)}"
        room = LONGEST - len(head) - len(got)
        hint = clip(escape(self.hint), min(70, room - 35))
        tail = f" (try {hint})" if hint else ""
        return f"{head}{clip(escape(self.expected), room - len(tail))}{got}{tail}"


def escape(text: str) -> str:
    """Text with all that does not print (line ends, controls, direction marks) written as \\x.."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def clip(text: str, length: int) -> str:
    """Text cut to a length, with … where something was left out."""
    return text if len(text) <= length else text[: max(length - 1, 0)] + "…"
