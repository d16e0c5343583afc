"""How the functions of the kernel are compiled: fast to run and, which is the harder part, fast to compile.

Rule     they take arrays and make none, so that none is counted: references counted by two threads, or at every of many
         ways out of a function, cost more than what is done in between. What only the kernel calls is put in place of
         its calls and cannot be called from Python. No fast mathematics: what a compiler may reorder depends on where
         arrays lie in memory, and the same seed would no longer give the same bytes.
         Files that hold @njit_inner or its like are part of the digest of counterpoint.compiled.
Status   measured in benchmarks/simulation.py
"""

from __future__ import annotations

from typing import Any, Final

from numba import config

from counterpoint.compiled import njit

# Else short loops, once unrolled, stay scalar.
config.SLP_VECTORIZE = 1  # type: ignore[attr-defined]

_OPTIONS: Final[dict[str, Any]] = {"error_model": "numpy", "nogil": True, "_nrt": False, "no_cfunc_wrapper": True}
_compile: Final[Any] = njit
"""As numba has it, whose types know no option that begins with an underscore."""
njit_step: Final[Any] = _compile(cache=True, **_OPTIONS)
"""A step of a run, which Python may call too."""
njit_within: Final[Any] = _compile(cache=True, forceinline=True, **_OPTIONS)
"""A small step, put in place of its calls, which Python may call too."""
njit_written: Final[Any] = _compile(cache=True, inline="always", **_OPTIONS)
"""A small step, written out in place of its calls before anything is compiled: then loops of it can be done several at
once, which they cannot once it has been compiled for itself."""
njit_inner: Final[Any] = _compile(forceinline=True, no_cpython_wrapper=True, **_OPTIONS)
"""Part of a step, put in place of its calls."""
njit_apart: Final[Any] = _compile(no_cpython_wrapper=True, **_OPTIONS)
"""A step that only the kernel calls: an entrance from Python for so many arrays takes long to compile."""
