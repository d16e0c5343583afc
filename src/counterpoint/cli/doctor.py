"""The command doctor: is this installation sound?"""

from __future__ import annotations

import platform
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from shutil import which

from counterpoint.cli.guard import FINE, PROBLEMS
from counterpoint.cli.output import say

OK, NOTE, BAD = "ok", "note", "bad"
Finding = tuple[str, str]
"""How it stands (ok, note, bad) and what was found, in a line."""


def doctor() -> int:
    """Print every finding; exit 1 if one is bad."""
    findings = list(_findings())
    say(f"{how:<4}  {what}" for how, what in findings)
    return PROBLEMS if any(how == BAD for how, _ in findings) else FINE


def _findings() -> Iterator[Finding]:
    yield _python()
    yield from _libraries()
    yield _threads()
    yield _fonts()
    yield _cache()
    yield from _cases()


def _python() -> Finding:
    version = platform.python_version()
    wanted = sys.version_info >= (3, 11)
    return (OK if wanted else BAD), f"python {version}{'' if wanted else ', 3.11 or later is needed'}"


def _libraries() -> Iterator[Finding]:
    """The libraries that the package asks for and whether they are there; without an extra it works all the same."""
    from packaging.requirements import Requirement

    for line in metadata.requires("counterpoint") or []:
        need = Requirement(line)
        optional = need.marker is not None and "extra" in str(need.marker)
        try:
            found = metadata.version(need.name)
        except metadata.PackageNotFoundError:
            hint = "optional" if optional else "try installing counterpoint again"
            yield (NOTE if optional else BAD), f"{need.name} is missing ({hint})"
            continue
        fits = need.specifier.contains(found, prereleases=True)
        yield (OK if fits else BAD), f"{need.name} {found}{'' if fits else f', expected {need.specifier}'}"


def _threads() -> Finding:
    from counterpoint.inference.threads import threads

    return OK, f"threads {threads()} (COUNTERPOINT_THREADS sets another number)"


def _fonts() -> Finding:
    """Pictures are lettered by whatever fonts are there; without any the letters of a .png are missing."""
    if sys.platform != "linux" or not which("fc-list"):
        return NOTE, "fonts: cannot be listed here"
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False, timeout=20)
    families = {line.strip() for line in listed.stdout.splitlines() if line.strip()}
    if not families:
        return NOTE, "fonts: none, so letters in .png files are missing (try installing DejaVu)"
    return OK, f"fonts {len(families)} families"


def _cache() -> Finding:
    from counterpoint.compiled import kept_in

    where = kept_in("simulation")
    if where is None:
        return NOTE, "compiled kernels cannot be kept, so every run compiles (try setting NUMBA_CACHE_DIR)"
    return OK, f"compiled kernels are kept in {where.parent}"


def _cases() -> Iterator[Finding]:
    from counterpoint.case.bundled import bundled_cases, find_case
    from counterpoint.case.read import check_case

    names = bundled_cases()
    if not names:
        yield BAD, "bundled cases: none"
    for name in names:
        found = sum(p.severity == "error" for p in check_case(find_case(name)))
        yield (BAD if found else OK), f"case {name}{f': problems {found}' if found else ''}"
