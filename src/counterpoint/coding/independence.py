"""Whether two coders' files look like codings that were made apart: what does not is told in a warning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from counterpoint.case.files import ACTS, CASE
from counterpoint.case.names import quoted
from counterpoint.case.problem import Problem, clip
from counterpoint.coding.files import Coder

FEWEST_MATCHED: Final = 0.1
"""Share of the shorter file's acts below which the two are hardly codings of the same documents."""


def dependent(one: tuple[Path, Coder], two: tuple[Path, Coder]) -> tuple[Problem, ...]:
    """Warnings of files that are no independent coding: a case's own acts, or acts that the other coder shared in."""
    found = [*_merged(*one, two[1]), *_merged(*two, one[1])]
    if not found and (shared := _names(one[1]) & _names(two[1])):
        found = [_warning(two[1], f"rows of {quoted(min(shared))}, whom the other file names too")]
    return tuple(found)


def other_documents(matched: int, acts_a: int, acts_b: int) -> str:
    """A line for two files of which hardly an act is in both, or ""."""
    fewer = min(acts_a, acts_b)
    if matched >= FEWEST_MATCHED * fewer:
        return ""
    what = f"only {matched} of {fewer} acts matched" if matched else "no act of A matched one of B"
    return f"{what}: are these two codings of the same documents?"


def _merged(path: Path, coder: Coder, other: Coder) -> Iterator[Problem]:
    """The warning of a file that lies where a case's acts lie, or whose rows name the other coder among several."""
    file = path.resolve()
    if file.name == ACTS and (file.parent / CASE).is_file():
        yield _warning(coder, f"the acts of the case itself, beside {CASE}")
        return
    theirs = _names(other) | {Path(other.file).stem}
    rows = (act.coder for act in coder.acts if len(_split(act.coder)) > 1)
    if joint := next((names for names in rows if _split(names) & theirs), ""):
        who = min(_split(joint) & theirs)
        yield _warning(coder, f"rows of {quoted(clip(joint, 16))}; {clip(who, 12)} is the other coder")


def _warning(coder: Coder, got: str) -> Problem:
    hint = "the file that each coder wrote alone"
    return Problem(coder.file, 0, "coder", "an independent coding", got, hint, "warning")


def _names(coder: Coder) -> frozenset[str]:
    return frozenset().union(*(_split(act.coder) for act in coder.acts))


def _split(names: str) -> frozenset[str]:
    """The coders that a cell names: a;b are two."""
    return frozenset(name.strip() for name in names.replace(",", ";").split(";")) - {""}
