"""Compiled kernels are kept where that is possible, and where it is not the program still runs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from counterpoint.cli import kernels

NOWHERE = """
from numba.core import caching
for locator in (caching.InTreeCacheLocator, caching.UserWideCacheLocator):
    locator.from_function = classmethod(lambda cls, function, path: None)
"""
"""Makes numba find that it can keep nothing beside the package or in the user's cache, as if all were read-only."""


def _run(code: str) -> subprocess.CompletedProcess[str]:
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("NUMBA_")}
    return subprocess.run(
        [sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, timeout=120, check=False
    )


def test_where_nothing_can_be_kept_it_runs_all_the_same() -> None:
    done = _run(
        f"{NOWHERE}\nfrom counterpoint.cli.kernels import cache, prepare\nassert cache() is None\nprepare()\n"
        "from pathlib import Path\nfolder = cache()\nassert folder is not None\nprint(folder.parents[0])\n"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "counterpoint-" in done.stdout, done.stdout


def test_without_the_preparation_it_would_not() -> None:
    """Positive control: the planted surroundings do break the import."""
    done = _run(f"{NOWHERE}\nimport counterpoint.inference.kernel")
    assert done.returncode != 0 and "cannot cache function" in done.stderr


def test_a_terminal_is_told_of_the_first_run(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, full = tmp_path_factory.mktemp("empty"), tmp_path_factory.mktemp("full")
    (full / "kernel.loglik.nbi").write_text("")
    monkeypatch.setattr(kernels, "on_terminal", lambda: True)
    for folder, told in ((empty, "first run"), (full, "")):
        monkeypatch.setattr(kernels, "cache", lambda folder=folder: folder)
        kernels.prepare()
        said = capsys.readouterr().err
        assert (told in said) and bool(said) == bool(told)
