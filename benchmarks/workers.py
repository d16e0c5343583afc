"""Share trials out over processes, one thread each; results come in the order of the trials whatever the number."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from rich.console import Console
from rich.progress import track


def share(function: Callable[[Any], Any], trials: Iterable[Any], *, what: str) -> list[Any]:
    """function of every trial, with a progress bar on a terminal's stderr."""
    os.environ["COUNTERPOINT_THREADS"] = "1"
    rows, console = list(trials), Console(stderr=True)
    with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        done = pool.map(function, rows)
        return list(track(done, description=what, total=len(rows), console=console, disable=not console.is_terminal))
