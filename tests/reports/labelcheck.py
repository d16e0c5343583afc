"""What labels of a score must not be: cut, over one another, or off the sheet."""

from __future__ import annotations

from itertools import combinations

from counterpoint.reports.ink import Text, box
from counterpoint.reports.lettering import ELLIPSIS
from counterpoint.reports.score import Score


def labels(score: Score) -> list[Text]:
    return [m for m in score.marks if isinstance(m, Text) and m.text]


def squeezed(text: str) -> str:
    return text.replace(" ", "")


def cut(found: list[Text], names: set[str]) -> set[str]:
    """Names that no label says in full, row after row, and labels with an ellipsis."""
    rows: dict[tuple[str, str], str] = {}
    for text in found:
        key = (text.role, text.title)
        rows[key] = rows.get(key, "") + squeezed(text.text)
    said = "\n".join(rows.values())
    return {name for name in names if name not in said} | {t.text for t in found if ELLIPSIS in t.text}


def overlapping(found: list[Text]) -> list[tuple[str, str]]:
    """Pairs of labels whose boxes share more than a hair."""
    boxes = [(t.text, box(t)) for t in found]
    return [
        (a, b)
        for (a, p), (b, q) in combinations(boxes, 2)
        if min(p[2], q[2]) - max(p[0], q[0]) > 1.0 and min(p[3], q[3]) - max(p[1], q[1]) > 1.0
    ]


def outside(score: Score) -> list[str]:
    boxes = [(t.text, box(t)) for t in labels(score)]
    return [t for t, b in boxes if b[0] < 0 or b[1] < 0 or b[2] > score.width + 1 or b[3] > score.height]
