"""Compiled kernels are kept where that is possible, anew when any of them changes; else all runs the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from counterpoint import compiled
from counterpoint.cli import kernels

NOWHERE = "/dev/null/nowhere"


def _run(code: str, **more: str) -> subprocess.CompletedProcess[str]:
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("NUMBA_")} | more
    return subprocess.run(
        [sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, timeout=120, check=False
    )


def test_where_nothing_can_be_kept_it_runs_all_the_same() -> None:
    done = _run(
        "from counterpoint.compiled import kept_in\nimport counterpoint.inference.kernel\n"
        "from numba.core import config\nprint(kept_in('inference'), config.CACHE_DIR)\n",
        NUMBA_CACHE_DIR=NOWHERE,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("None ") and "counterpoint-" in done.stdout, done.stdout


def test_numba_alone_goes_on_with_an_old_kernel(tmp_path: Path) -> None:
    """Positive control: what the folder by digest is for. The kernel's file is unchanged, that of its callee is not."""
    (tmp_path / "caller.py").write_text(
        "from numba import njit\nimport callee\n@njit(cache=True)\ndef f():\n    return callee.g()\n"
    )
    said = []
    for value in (1, 22):
        (tmp_path / "callee.py").write_text(
            f"from numba import njit\n@njit(cache=True)\ndef g():\n    return {value}\n"
        )
        found = _run(f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\nimport caller\nprint(caller.f())\n")
        said.append(found.stdout.strip())
    assert said == ["1", "1"]


def test_a_change_in_a_kernel_begins_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel that calls another's must not go on with the old one; files without kernels, other packages do not."""
    package = tmp_path / "package"
    for name in ("one", "two"):
        (package / name).mkdir(parents=True)
        (package / name / "kernel.py").write_text(f"@njit\ndef f(): return '{name}'\n")
    (package / "two" / "words.py").write_text("WORDS = 1\n")
    monkeypatch.setattr(compiled, "PACKAGE", package)
    one, two = compiled._digest("one"), compiled._digest("two")
    (package / "two" / "words.py").write_text("WORDS = 2\n")
    assert compiled._digest("two") == two
    (package / "one" / "kernel.py").write_text("@njit\ndef f(): return 'changed'\n")
    assert compiled._digest("one") != one and compiled._digest("two") == two


def test_no_kernel_calls_one_of_another_package() -> None:
    """Else a change there would be missed; modules that compile import nothing that compiles from elsewhere."""
    files = [f for f in compiled.PACKAGE.glob("*/*.py") if compiled.MARK in f.read_bytes()]
    held = {f"counterpoint.{f.parent.name}.{f.stem}" for f in files}
    assert not [(f.name, name) for f in files for name in _imported(f.read_text("utf-8"))
                if name in held and name.split(".")[1] != f.parent.name]  # fmt: skip
    assert _imported("from counterpoint.inference.chain import step\n") == ["counterpoint.inference.chain"]


def _imported(text: str) -> list[str]:
    return re.findall(r"^from (counterpoint\.\S+) import", text, re.MULTILINE)


def test_every_kernel_is_among_those_that_the_digest_is_of() -> None:
    """No module takes njit from numba itself: its kernels would be kept outside the folder."""
    files = [f for f in compiled.PACKAGE.glob("**/*.py") if f.name != "compiled.py"]
    held = [f for f in files if compiled.MARK in f.read_bytes()]
    assert len(held) >= 5 and {len(f.relative_to(compiled.PACKAGE).parts) for f in held} == {2}
    assert not [f.name for f in files if re.search(r"^from numba import .*njit", f.read_text("utf-8"), re.MULTILINE)]


@pytest.mark.parametrize("package", ["inference", "simulation"])
def test_a_terminal_is_told_of_the_first_run(
    package: str,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    empty, full = tmp_path_factory.mktemp("empty"), tmp_path_factory.mktemp("full")
    for name in ("chain.final.nbi", "kernel.play-1.nbi"):
        (full / name).write_text("")
    monkeypatch.setattr(kernels, "on_terminal", lambda: True)
    for folder, told in ((empty, "first run"), (full, "")):
        monkeypatch.setattr(compiled, "kept_in", lambda package, folder=folder: folder)
        kernels.prepare(package)
        said = capsys.readouterr().err
        assert (told in said) and bool(said) == bool(told)
