"""Kernels, compiled once and kept under a digest of all their sources.

numba looks at the file of a kernel alone when it decides whether what it kept still holds. One that calls a kernel
of another file would go on with the old one after a change there; so every change of any kernel begins a folder of
its own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import time
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from numba import config, njit

__all__ = ["kept_in", "njit"]

PACKAGE: Final = Path(__file__).parent
MARK: Final = b"@njit"
PREFIX: Final = "kernels-"
OLD: Final = 30 * 86_400
"""Folders of other kernels that nobody used for so long are removed [seconds]."""


@cache
def kept_in() -> Path | None:
    """The folder in which compiled kernels are kept, or None where none can be written.

    It lies in the folder that NUMBA_CACHE_DIR names, else beside the package, else in the user's cache.
    """
    asked = os.environ.get("NUMBA_CACHE_DIR")
    base = os.environ.get("XDG_CACHE_HOME")
    user = Path(base) if base else Path.home() / ".cache"
    for place in [Path(asked)] if asked else [PACKAGE / "__pycache__", user / "counterpoint"]:
        with suppress(OSError):
            folder = place / (PREFIX + _digest())
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK | os.X_OK):
                os.utime(folder)
                _tidy(place, folder)
                return folder
    return None


def _digest() -> str:
    """Of all files that hold a kernel: SHA-256 (first 16 hex digits)."""
    texts = [(f.relative_to(PACKAGE).as_posix(), f.read_bytes()) for f in sorted(PACKAGE.glob("*/*.py"))]
    return sha256(repr([(name, text) for name, text in texts if MARK in text]).encode()).hexdigest()[:16]


def _tidy(place: Path, current: Path) -> None:
    """Remove what other kernels left that were not used for long."""
    for folder in place.glob(PREFIX + "*"):
        with suppress(OSError):
            if folder != current and time.time() - folder.stat().st_mtime > OLD:
                shutil.rmtree(folder, ignore_errors=True)


def _prepare() -> None:
    """Tell numba where to keep kernels; where nothing can be kept, in a folder of this process alone.

    A folder that others can write is not used: what is kept there is code.
    """
    folder = kept_in()
    if folder is None:
        made = tempfile.mkdtemp(prefix="counterpoint-")
        atexit.register(shutil.rmtree, made, ignore_errors=True)
    config.CACHE_DIR = str(folder or made)  # type: ignore[attr-defined]


_prepare()
