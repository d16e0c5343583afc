"""What a result was made from: the digests of a case's files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from counterpoint.case.files import ACTS, CASE, SERIES


def digests(path: Path) -> dict[str, str]:
    """SHA-256 (hexadecimal) of the files of a case folder that are there, by file name."""
    files = [Path(path) / name for name in (CASE, ACTS, SERIES)]
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()}
