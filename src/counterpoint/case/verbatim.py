"""Whether a quote stands word for word in a text, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_GAP: Final = re.compile(r"\[\s*(?:\N{HORIZONTAL ELLIPSIS}|\.\.\.)\s*\]|\N{HORIZONTAL ELLIPSIS}|\.\.\.")
"""Something left out of a quote. The spaced dots of older print (. . .) belong to the text."""
_WALL: Final = "\n"
"""Stands between paragraphs over which no quote may run on: after collapsing no text and no quote holds a line end."""

Spans = tuple[tuple[int, int], ...]


def parts_of(quote: str) -> tuple[str, ...]:
    """The parts of a quote between what was left out, whitespace collapsed."""
    parts = (" ".join(part.split()) for part in _GAP.split(quote))
    return tuple(part for part in parts if part)


def spans(text: str, quote: str) -> Spans | None:
    """Where the parts of a quote stand in a text, in order, (start, end); None if they do not.

    Words must be whole, and quotation marks, dashes and capitals as in the text. Each part is taken where it first
    stands after the one before, which finds a place for all of them if there is one.
    """
    found: list[tuple[int, int]] = []
    at = 0
    for part in parts_of(quote):
        start = _find(text, part, at)
        if start < 0:
            return None
        at = start + len(part)
        found.append((start, at))
    return tuple(found) or None


def _find(text: str, part: str, at: int) -> int:
    """Where a part stands in a text from a place on with no word cut; -1 if nowhere."""
    while (start := text.find(part, at)) >= 0:
        end = start + len(part)
        if not (_within(text, start) or _within(text, end)):
            return start
        at = start + 1
    return -1


def _within(text: str, at: int) -> bool:
    """Whether a place lies within a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def between(paragraphs: Sequence[tuple[str, bool]], quote: str) -> tuple[Spans, ...] | None:
    """Where a quote stands in paragraphs, for each of them; None if it does not.

    Each paragraph says whether it comes next after the one before; only then may a part run on from that one.
    """
    text, starts = "", []
    for number, (paragraph, follows) in enumerate(paragraphs):
        text += "" if number == 0 else " " if follows else _WALL
        starts.append(len(text))
        text += paragraph
    found = spans(text, quote)
    if found is None:
        return None
    edges = [*starts, len(text) + 1]
    return tuple(
        tuple((max(a, low) - low, min(b, high - 1) - low) for a, b in found if a < high - 1 and b > low)
        for low, high in pairwise(edges)
    )
