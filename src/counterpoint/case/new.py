"""A new case to begin from: the starter folder, copied."""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.problem import escape

STARTER = Path(__file__).parent / "starter"
"""A small invented case whose comments teach the format."""


def new_case(path: Path) -> None:
    """Write a commented starter case into a folder, which is made if need be.

    Raises FileExistsError, in one line, if the folder is not empty or is a file.
    """
    folder = Path(path)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        got = "one that is not empty" if folder.is_dir() else "a file"
        raise FileExistsError(f"{escape(str(folder))}: expected a new or empty folder, got {got} (try another name)")
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(STARTER.iterdir()):
        (folder / file.name).write_bytes(file.read_bytes())
