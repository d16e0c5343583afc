"""Kernels, compiled once and kept under a digest of all sources of their package that hold one or a constant of one.

numba looks at the file of a kernel alone when it decides whether what it kept still holds. One that calls a kernel
of another file, or takes a constant from there, would go on with the old one after a change there; so every change of
either begins a folder of its own. Kernels call none of another package, which a test holds.

What numba keeps is an index beside numbered files, written one after the other. Two processes that compile there at the
same time may leave an index that gives one signature the code of another, and calling that kills the process. So
every signature has a file of its own here, which comes to be whole or not at all: there is nothing to lock.
"""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import numba
from llvmlite import binding
from numba import config
from numba.core.serialize import dumps

__all__ = ["kept_in", "njit"]

PACKAGE: Final = Path(__file__).parent
MARK: Final = b"@njit"
PREFIX: Final = "kernels-"
OURS: Final = re.compile(PREFIX + r"[a-z_]+-[0-9a-f]{16}")
MARKED: Final = 32
"""Bytes of a SHA-256."""
COMPILED: Final = ("-unroll-runtime=false", "-disable-lsr", "-disable-machine-licm")
"""What LLVM is told: loops here are short and many arrays are at hand at once. Unrolled, with addresses and constants
worked out ahead of them, they take more registers than there are: a sixth slower, and longer to compile (decision 20).
No option changes what is computed; one that LLVM does not know, it leaves."""
OLD: Final = 30 * 86_400
"""Folders of other kernels that nobody used for so long are removed [seconds]."""


for _option in COMPILED:
    binding.set_option("counterpoint", _option)


def njit(**options: Any) -> Callable[[Callable[..., Any]], Any]:
    """As numba's, for a function of a package; what is compiled is kept with the other kernels of it."""

    def compiled(step: Callable[..., Any]) -> Any:
        theirs = config.CACHE_DIR  # type: ignore[attr-defined]
        config.CACHE_DIR = _place(Path(step.__code__.co_filename).parent.name)  # type: ignore[attr-defined]
        try:
            made = numba.njit(**options)(step)
        finally:
            config.CACHE_DIR = theirs  # type: ignore[attr-defined]
        if config.DISABLE_JIT:  # type: ignore[attr-defined]
            return made
        if options.get("cache"):
            kept, files = made._cache, made._cache._cache_file
            kept._cache_file = _Files(Path(kept.cache_path), kept._impl.filename_base, files._source_stamp)
            kept.save_overload = _if_it_can(kept.save_overload)
        made.compile = _unswept(made.compile)
        return made

    return compiled


@dataclass(frozen=True)
class _Files:
    """What is kept of one kernel, in place of numba's index and its files: one file for each signature.

    A file begins with the SHA-256 of the rest. One that cannot be written, or read, or is spoilt, or of another source,
    is as good as none: then the kernel is compiled.
    """

    folder: Path
    name: str
    stamp: object

    def save(self, key: object, data: object) -> None:
        path = self._path(key)
        written = path.with_name(f"{path.name}.{uuid4().hex[:8]}")
        with suppress(OSError):
            try:
                held = dumps((self.stamp, key, data))  # type: ignore[no-untyped-call]
                written.write_bytes(sha256(held).digest() + held)
                written.replace(path)
            finally:
                written.unlink(missing_ok=True)

    def load(self, key: object) -> object:
        with suppress(OSError):
            found = self._path(key).read_bytes()
            mark, held = found[:MARKED], found[MARKED:]
            if sha256(held).digest() == mark:
                stamp, of, data = pickle.loads(held)
                return data if (stamp, of) == (self.stamp, key) else None
        return None

    def flush(self) -> None:
        for path in self.folder.glob(f"{self.name}.*.nbc"):
            path.unlink(missing_ok=True)

    def _path(self, key: object) -> Path:
        named = sha256(repr((numba.__version__, key)).encode()).hexdigest()[:16]
        return self.folder / f"{self.name}.{named}.nbc"


def _if_it_can(work: Callable[..., Any]) -> Callable[..., Any]:
    """Keeping what is compiled, or not, where a folder has come to be full or shut."""

    def done(*given: Any) -> None:
        with suppress(OSError):
            work(*given)

    return done


def _unswept(work: Callable[..., Any]) -> Callable[..., Any]:
    """Compiling without the collector of garbage, which finds hardly any there and takes one second in fifteen."""

    def done(*given: Any) -> Any:
        was_on = gc.isenabled()
        gc.disable()
        try:
            return work(*given)
        finally:
            if was_on:
                gc.enable()

    return done


@cache
def kept_in(package: str) -> Path | None:
    """The folder in which compiled kernels of a package are kept, or None where none can be written.

    It lies in the folder that NUMBA_CACHE_DIR names, else beside the package, else in the user's cache. One that is
    somebody else's, or that others can write, is not used: what is kept there is code.
    """
    for place in _places():
        with suppress(OSError):
            folder = place / f"{PREFIX}{package}-{_digest(package)}"
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_ours(folder):
                os.utime(folder)
                _tidy(place, folder)
                return folder
    return None


def _places() -> Iterator[Path]:
    asked, base = os.environ.get("NUMBA_CACHE_DIR"), os.environ.get("XDG_CACHE_HOME")
    if asked:
        yield Path(asked)
        return
    yield PACKAGE / "__pycache__"
    with suppress(RuntimeError):  # a user without a home
        yield (Path(base) if base else Path.home() / ".cache") / "counterpoint"


def _is_ours(folder: Path) -> bool:
    """Whether a folder can be written, by us alone where users are told apart."""
    found = folder.stat()
    alone = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)
    return alone and os.access(folder, os.W_OK | os.X_OK)


def _digest(package: str) -> str:
    """Of how kernels are compiled, and all files of a package that hold one or a constant of one (16 hex digits)."""
    texts = {f.stem: f.read_bytes() for f in sorted((PACKAGE / package).glob("*.py"))}
    held = {name for name, text in texts.items() if MARK in text}
    taken = rf"^from counterpoint\.{package}\.(\w+) import".encode()
    held |= {of.decode() for name in held for of in re.findall(taken, texts[name], re.MULTILINE)}
    return sha256(repr([COMPILED, *((name, texts[name]) for name in sorted(held))]).encode()).hexdigest()[:16]


def _tidy(place: Path, current: Path) -> None:
    """Remove what other kernels left that were not used for long."""
    for folder in place.glob(PREFIX + "*"):
        with suppress(OSError):
            if OURS.fullmatch(folder.name) and folder != current and time.time() - folder.stat().st_mtime > OLD:
                shutil.rmtree(folder, ignore_errors=True)


@cache
def _place(package: str) -> str:
    """Where numba is to keep kernels; where nothing can be kept, a folder of this process alone."""
    folder = kept_in(package)
    if folder is None:
        made = tempfile.mkdtemp(prefix="counterpoint-")
        atexit.register(shutil.rmtree, made, ignore_errors=True)
    return str(folder or made)
