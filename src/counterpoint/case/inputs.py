"""What a result was made from: the digests of a case's files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from counterpoint.case.files import ACTS, CASE, PASSAGES, SERIES


def digests(path: Path, *, passages: bool = False) -> dict[str, str]:
    """SHA-256 (hexadecimal) of the files of a case folder that are there, by file name.

    The cited passages are among them only where a result shows them, for nothing is computed from them.
    """
    names = (CASE, ACTS, SERIES, *((PASSAGES,) if passages else ()))
    files = [Path(path) / name for name in names]
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()}
