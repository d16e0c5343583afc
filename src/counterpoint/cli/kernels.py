"""Telling of kernels that are to be compiled, which is once for an installation."""

from __future__ import annotations

import os
import sys
from typing import Final

from counterpoint.cli.guard import UsageError
from counterpoint.cli.progress import on_terminal

THREADS: Final = "COUNTERPOINT_THREADS"
KEPT: Final = {"inference": "chain.*.nbc", "simulation": "kernel.play*.nbc"}
"""What is kept of each package when its kernels have been compiled."""
TIME: Final = {"inference": "about a minute", "simulation": "some twenty seconds"}


def prepare(package: str = "inference") -> None:
    """Tell a terminal when the kernels of a package are to be compiled."""
    asked = os.environ.get(THREADS, "1")
    if not (asked.isdigit() and int(asked) > 0):
        raise UsageError(f"{THREADS}: expected a whole number from 1, got {asked!r}")
    if not on_terminal():
        return
    from counterpoint.compiled import kept_in

    where = kept_in(package)
    if where is None:
        _tell("nothing can be kept here, so every run compiles (set NUMBA_CACHE_DIR to a folder that can be written)")
    elif not any(where.rglob(KEPT[package])):
        _tell(f"the first run compiles the kernels once, which takes {TIME[package]}")


def _tell(text: str) -> None:
    print(f"counterpoint: {text}", file=sys.stderr)
