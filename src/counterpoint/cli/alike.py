"""Many problems of one cause, told once more in one line: each problem has been told in its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from counterpoint.case.problem import Problem
from counterpoint.case.when import EXPECTED

FEW: Final = 5
"""So many of one cause need no summary."""
_SHAPES: Final = (
    (re.compile(r"\d{5}(?:\.0*)?"), "day numbers of a spreadsheet", "formatting the column as text, then YYYY-MM-DD"),
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}[T ].*"), "dates with a time of day", "YYYY-MM-DD"),
    (re.compile(r"\d{4}([./-])\d{1,2}\1\d{1,2}"), "dates of the form YYYY{0}M{0}D", "YYYY-MM-DD"),
    (re.compile(r"\d{1,2}([.])\d{1,2}\.\d{4}"), "dates of the form D.M.YYYY", "YYYY-MM-DD"),
    (re.compile(r"\d{1,2}([/-])\d{1,2}\1\d{4}"), "dates of the form D{0}M{0}YYYY or M{0}D{0}YYYY", "YYYY-MM-DD"),
    (re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2}"), "dates with two digits for the year", "YYYY-MM-DD"),
)
"""How dates are written that are none of ours: the form, its name, what to try."""


def alike(problems: Iterable[Problem]) -> Iterator[str]:
    """A line for every cause of more than FEW problems: file, how many, what they share, what to try."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.file, _cause(problem)), []).append(problem)
    for (file, cause), found in groups.items():
        if len(found) > FEW:
            yield f"{file}: {len(found)} {cause}, lines {found[0].line} to {found[-1].line}{_hint(found)}"


def _cause(problem: Problem) -> str:
    """What problems of one cause share, in words."""
    field = [step for step in problem.field.split(".") if not step.isdigit()][-1:]
    name = field[0] if field else problem.field
    if problem.expected == EXPECTED:
        got = problem.got.strip("'")
        for shape, words, _ in _SHAPES:
            if match := shape.fullmatch(got):
                return f"{words.format(*match.groups())} ({name})"
    if problem.got.startswith("'"):
        return f"times {name} {problem.got}"
    return f"times {name}: {problem.got}"


def _hint(found: list[Problem]) -> str:
    """What to try for all of them: that of the form of date, or the one that they share."""
    got = found[0].got.strip("'")
    if found[0].expected == EXPECTED:
        for shape, _, hint in _SHAPES:
            if shape.fullmatch(got):
                return f": try {hint}"
    hints = {problem.hint for problem in found}
    return f": try {hints.pop()}" if len(hints) == 1 and "" not in hints else ""
