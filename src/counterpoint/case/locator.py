"""Places in documents: `d14 para 16`, `d14 para 16-18`, `d14 note 1`, `d3 para 2; para 5`, `b12 para 3`.

A locator is read in several spellings. A citation has this one, or is a document's name alone, for the whole of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

EXPECTED: Final = "a place like d14 para 16, d14 para 16-18 or d14 note 1"
CITED: Final = "a citation like d14 para 16-18; para 20; note 1 or v15 d14 para 2, or d14 for the whole"
LONGEST: Final = 1000
"""Most paragraphs of one range; a longer one is a slip of the pen."""
_PLACE = re.compile(
    r"(?:(?P<document>[^;]*?\S),?\s+)?(?P<unit>para|note)s?\.?\s+(?P<first>[0-9]{1,6})"
    r"(?:\s*[-\N{EN DASH}]\s*(?P<last>[0-9]{1,6}))?"
)
_EXACT = re.compile(r"(?:(?P<document>.+) )?(?:para|note) (?P<first>[1-9][0-9]{0,5})(?:-(?P<last>[1-9][0-9]{0,5}))?")
_WORD = re.compile(r"[A-Za-z0-9]+(?:[_.-][A-Za-z0-9]+)*")
_UNITS: Final = (
    (re.compile(r"\b(?:paragraphs?|paras?)\b\.?", re.IGNORECASE), "para"),
    (re.compile(r"\b(?:footnotes?|notes?|fn)\b\.?", re.IGNORECASE), "note"),
    (re.compile(r"(?<=[0-9])\s*(?:-|\N{EN DASH}|\bto\b)\s*(?=[0-9])"), "-"),
    (re.compile(r"^([^,;]+),\s+(?=para|note)"), r"\1 "),
)
"""Other spellings and the one of citations."""


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


def read_citation(text: str) -> tuple[str, ...]:
    """The documents that a citation names, each once; () if it is in another form than CITED."""
    found: list[str] = []
    for part in text.split("; "):
        match = _EXACT.fullmatch(part)
        document = (match["document"] or (found[-1] if found else "")) if match else part
        if not _is_document(document, whole=match is None):
            return ()
        if match and match["last"] and not int(match["first"]) < int(match["last"]) < int(match["first"]) + LONGEST:
            return ()
        found.append(document)
    return tuple(dict.fromkeys(found))


def _is_document(text: str, *, whole: bool) -> bool:
    """Whether a text names a document: a word, or a volume and a word; with a number if the whole of it is cited."""
    words = text.split(" ")
    if len(words) > 2 or not all(map(_WORD.fullmatch, words)) or not words[0][0].isalpha():
        return False
    if any(pattern.fullmatch(word) for word in words for pattern, _ in _UNITS):
        return False
    numbered = words[-1][0].isalpha() or words[0].isalpha()
    return numbered and (not whole or any(map(str.isdigit, words[-1])))


def as_citation(text: str) -> str:
    """A citation in another spelling (d14 paras 3, 5 to 7 and fn 1) in the one that is asked for; "" if in none."""
    for pattern, word in _UNITS:
        text = pattern.sub(word, text)
    parts: list[str] = []
    for part in re.split(r"\s*;\s*|,?\s+and\s+|,\s*", " ".join(text.split())):
        unit = parts[-1].rpartition(" ")[0].rpartition(" ")[2] if parts and part[:1].isdigit() else ""
        parts.append(f"{unit} {part}".strip())
    spelt = "; ".join(parts)
    return spelt if read_citation(spelt) else ""
