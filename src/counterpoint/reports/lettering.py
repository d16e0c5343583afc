"""How wide text is, and how to wrap it, without a browser. Nothing here cuts a text.

Widths are those of Helvetica (Adobe's metrics; Arial and Liberation Sans share them), in thousandths of the size.
Error: a few per cent for Latin text in those faces; serif and bold are taken generously.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

_ASCII: Final = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_HIDDEN: Final = frozenset([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF, 0xFFFE, 0xFFFF])
"""Marks that turn or hide text; they have no place in a label."""
ELLIPSIS: Final = "…"


def plain(text: object) -> str:
    """Text on one line, without control characters, marks that reverse its direction, or broken surrogates."""
    said = str(text)
    if said.isprintable():
        return " ".join(said.split())
    kept = []
    for char in said:
        code = ord(char)
        if code in _HIDDEN or 0xD800 <= code <= 0xDFFF:
            continue
        kept.append(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char)
    return " ".join(part for part in "".join(kept).split(" ") if part)  # spaces that do not break stay


def brief(name: object) -> str:
    """A name without what it adds in brackets or after a semicolon: Laos (Royal Government) → Laos."""
    return re.split(r" \(|; ", plain(name))[0]


def sentence(text: object) -> str:
    """Text on one line that ends as a sentence ends."""
    line = plain(text)
    return line if not line or line[-1] in ".!?…" else f"{line}."


def width(text: str, size: float, *, weight: str = "normal", serif: bool = False) -> float:
    """Width [px] of a line of text at a size [px]."""
    return sum(map(_ADVANCES.__getitem__, text)) * _scale(size, weight, serif)


def _scale(size: float, weight: str, serif: bool) -> float:
    return size * (1.08 if weight == "bold" else 1.0) * (1.12 if serif else 1.0) / 1000


def _advance(char: str) -> int:
    code = ord(char)
    if 32 <= code < 127:
        return _ASCII[code - 32]
    if unicodedata.combining(char):
        return 0
    return 1000 if unicodedata.east_asian_width(char) in "WF" else 620


class _Advances(dict[str, int]):
    """Widths of characters, each looked up once."""

    def __missing__(self, char: str) -> int:
        self[char] = _advance(char)
        return self[char]


_ADVANCES: Final = _Advances()


def wrap(text: object, room: float, size: float, *, weight: str = "normal", serif: bool = False) -> list[str]:
    """All of a text in as many lines as it takes for each to fit in room [px]."""
    most = room / _scale(size, weight, serif)
    rows = [""]
    for word in plain(text).split(" "):
        trial = f"{rows[-1]} {word}".strip()
        if sum(map(_ADVANCES.__getitem__, trial)) <= most:
            rows[-1] = trial
        else:
            rows += _pieces(word, most)
    return [row for row in rows if row]


def _pieces(word: str, most: float) -> Iterator[str]:
    """A word in parts no wider than most (thousandths of the size): after a hyphen where it has one, else anywhere."""
    while word:
        fits = max(1, bisect_right(list(accumulate(map(_ADVANCES.__getitem__, word))), most))
        cut = fits if fits == len(word) else word.rfind("-", 0, fits) + 1 or fits
        yield word[:cut]
        word = word[cut:]
