"""Where the compiled kernels are kept, so that they are compiled once and not at every start."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from counterpoint.cli.guard import UsageError
from counterpoint.cli.progress import on_terminal

THREADS: Final = "COUNTERPOINT_THREADS"


def prepare() -> None:
    """Import the kernels; tell a terminal when they are to be compiled, which is once for an installation.

    They are kept in the folder that NUMBA_CACHE_DIR names, else beside the package, else in the user's cache. Where
    none of these can be written they go to a folder of this process alone: a shared one could be tampered with.
    """
    asked = os.environ.get(THREADS, "1")
    if not (asked.isdigit() and int(asked) > 0):
        raise UsageError(f"{THREADS}: expected a whole number from 1, got {asked!r}")
    where = importable()
    if where is None:
        _tell("nothing can be kept here, so every run compiles (set NUMBA_CACHE_DIR to a folder that can be written)")
    elif not any(where.glob("kernel.*.nbi")):
        _tell("the first run compiles the kernels once, which takes about a minute")


def importable() -> Path | None:
    """Make sure that the kernels can be imported, without a word: the folder that keeps them, as cache() tells it."""
    where = cache()
    if where is None:
        _keep_for_this_process()
    return where


def cache() -> Path | None:
    """The folder in which compiled kernels are kept, or None where there is none that can be written."""
    from numba.core.caching import CompileResultCacheImpl

    try:
        from counterpoint.inference import chain

        found = CompileResultCacheImpl(chain.loglik.py_func)  # type: ignore[no-untyped-call]
        return Path(found.locator.get_cache_path())
    except RuntimeError:
        return None


def _keep_for_this_process() -> None:
    from numba.core import config

    folder = tempfile.mkdtemp(prefix="counterpoint-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    config.CACHE_DIR = folder  # type: ignore[attr-defined]


def _tell(text: str) -> None:
    if on_terminal():
        print(f"counterpoint: {text}", file=sys.stderr)
