"""The cases that come with the package, and finding a case by name or path."""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.files import ACTS, CASE
from counterpoint.case.names import listing, nearest, quoted

HOME = Path(__file__).parent.parent / "bundled"
"""Where they lie: a folder each."""


def bundled_cases() -> tuple[str, ...]:
    """Their names, in order."""
    return tuple(sorted(file.parent.name for file in HOME.glob(f"*/{CASE}")))


def find_case(name_or_path: str) -> Path:
    """The folder of a case.

    A folder that holds a case goes before a bundled case of the same name, so that a copy that was edited
    is never passed over. Raises LookupError with one line that lists the known ones.
    """
    path = Path(name_or_path)
    names = bundled_cases()
    try:
        if (path / CASE).is_file() or (path / ACTS).is_file():
            return path
        if name_or_path in names:
            return HOME / name_or_path
        if name_or_path and path.exists():
            return path
    except (OSError, ValueError):
        pass
    near = nearest(name_or_path, names)
    hint = f" (try {near})" if near else ""
    known = f"a case folder or one of {listing(names)}"
    raise LookupError(f"case: expected {known}, got {quoted(name_or_path)}{hint}")
