"""Particles shared out over threads. Each particle is done on its own, so the number of threads changes nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np

LEAST = 8
"""Fewer particles than this are not worth a thread."""


def threads() -> int:
    """How many threads to use: COUNTERPOINT_THREADS, else the cores this process may run on."""
    asked = os.environ.get("COUNTERPOINT_THREADS", "")
    return max(1, int(asked) if asked.isdigit() else _cores())


def _own(argument: Any) -> Any:
    """A thread's own copy of arrays in tuples, which are read only: counting references to shared ones would stall."""
    if isinstance(argument, tuple):
        return tuple(part.copy() if isinstance(part, np.ndarray) else _own(part) for part in argument)
    return argument


def _cores() -> int:
    """Cores that this process may use; where the system does not tell, all."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def _pool(workers: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(workers)


def over_particles(kernel: Callable[..., None], particles: int, *arguments: Any) -> None:
    """Call kernel(first, last, *arguments) for ranges of particles that make up the whole."""
    workers = min(threads(), max(1, particles // LEAST))
    if workers == 1:  # with copies too: other kinds of array would be compiled anew, and round otherwise
        kernel(0, particles, *map(_own, arguments))
        return
    bounds = [particles * i // workers for i in range(workers + 1)]
    tasks = [_pool(workers).submit(kernel, a, b, *map(_own, arguments)) for a, b in pairwise(bounds)]
    for task in tasks:
        task.result()
