"""Places in documents: `d14 para 16`, `d14 para 16-18`, `d14 note 1`, `d3 para 2; para 5`, `b12 para 3`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

EXPECTED: Final = "a place like d14 para 16, d14 para 16-18 or d14 note 1"
LONGEST: Final = 1000
"""Most paragraphs of one range; a longer one is a slip of the pen."""
_PLACE = re.compile(
    r"(?:(?P<document>[^;]*?\S),?\s+)?(?P<unit>para|note)s?\.?\s+(?P<first>[0-9]{1,6})"
    r"(?:\s*[-\N{EN DASH}]\s*(?P<last>[0-9]{1,6}))?"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """One stretch of a document: its paragraphs or notes (unit) from first to last, both included, from 1."""

    document: str
    unit: str
    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.document} {self.unit} {self.first}{f'-{self.last}' if self.last != self.first else ''}"


def read_locator(text: str) -> tuple[Cited, ...]:
    """The stretches that a locator names, in order; () if it is of another form.

    They are separated by `;`, and one that names no document is of the document before it.
    """
    found: list[Cited] = []
    for part in text.split(";"):
        match = _PLACE.fullmatch(part.strip())
        document = (match["document"] or (found[-1].document if found else "")) if match else ""
        if not match or not document:
            return ()
        first = int(match["first"])
        last = int(match["last"] or first)
        if not 1 <= first <= last < first + LONGEST:
            return ()
        found.append(Cited(" ".join(document.split()), match["unit"], first, last))
    return tuple(found)
