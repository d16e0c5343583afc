"""Compiled kernels are kept where that is possible, anew when any of them changes; else all runs the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import pytest
from numba.core import caching

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
        "from counterpoint.compiled import _place, kept_in\nimport counterpoint.inference.kernel\n"
        "print(kept_in('inference'), _place('inference'))\n",
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
    """A kernel must not go on with another's old one or an old constant; other files, other packages change nothing."""
    package = tmp_path / "package"
    for name in ("one", "two"):
        (package / name).mkdir(parents=True)
        (package / name / "kernel.py").write_text(
            f"from counterpoint.{name}.rules import (\n    R,\n)\n@njit\ndef f(): return '{name}', R\n"
        )
        (package / name / "rules.py").write_text("R = 1\n")
    (package / "two" / "words.py").write_text("WORDS = 1\n")
    monkeypatch.setattr(compiled, "PACKAGE", package)
    one, two = compiled._digest("one"), compiled._digest("two")
    (package / "two" / "words.py").write_text("WORDS = 2\n")
    assert compiled._digest("two") == two
    (package / "one" / "rules.py").write_text("R = 2\n")
    other = compiled._digest("one")
    (package / "one" / "kernel.py").write_text("@njit\ndef f(): return 'changed'\n")
    assert len({one, other, compiled._digest("one")}) == 3 and compiled._digest("two") == two


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


Keep = Callable[[], Any]


def test_processes_that_compile_at_once_keep_what_is_right(tmp_path: Path) -> None:
    """Each another signature of one kernel, in one folder; who comes later finds all of them there."""
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "twice.py").write_text(
        "from counterpoint.compiled import njit\n@njit(cache=True)\ndef twice(x):\n    return x[0] + x[-1]\n"
    )
    code = (
        "import sys, time\nimport numpy as np\nfrom pathlib import Path\nsys.path.insert(0, 'talks')\n"
        "from twice import twice\nname = sys.argv[1]\nPath(f'ready-{name}').touch()\n"
        "while len(list(Path().glob('ready-*'))) < 4: time.sleep(0.001)\n"
        "print(name, twice(np.full(3, 3, name)), sum(twice.stats.cache_hits.values()))\n"
    )
    kept = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path / "kept")}
    for hits in (0, 1):
        names = ("float64", "float32", "int64", "complex128")
        at_once = [subprocess.Popen([sys.executable, "-c", code, name], cwd=tmp_path, env=kept, text=True,
                                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for name in names]  # fmt: skip
        said = [process.communicate(timeout=120)[0].split() for process in at_once]
        assert said == [[name, shown, str(hits)]
                        for name, shown in zip(names, ("6.0", "6.0", "6", "(6+0j)"), strict=True)]  # fmt: skip


def test_nobody_is_given_what_was_kept_of_another_signature(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Positive control: so it is with what numba keeps, where another process comes between."""
    assert _mistaken(lambda: compiled._Files(tmp_path, "f", "source"), monkeypatch) == set()
    assert _mistaken(lambda: caching.IndexDataCacheFile(str(tmp_path), "f", "source"), monkeypatch) == {("one", "two")}


def _mistaken(keep: Keep, monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """Of two that keep at the same time, what a third is given for a key if it is another's."""
    begun: list[bool] = []
    given: set[tuple[str, str]] = set()
    real = caching.dumps

    def dumps(thing: Any) -> Any:
        if not begun:
            begun.append(True)
            keep().save("two", "two")
        given.update((key, keep().load(key) or key) for key in ("one", "two"))
        return real(thing)

    for module in (caching, compiled):
        monkeypatch.setattr(module, "dumps", dumps)
    keep().save("one", "one")
    assert keep().load("one") == "one"
    return {(key, found) for key, found in given if key != found}


def test_what_is_spoilt_or_cannot_be_written_is_as_good_as_nothing(tmp_path: Path) -> None:
    files = compiled._Files(tmp_path, "f", "source")
    files.save("key", list(range(99)))
    (kept,) = tmp_path.iterdir()
    assert files.load("key") == list(range(99))
    assert compiled._Files(tmp_path, "f", "another source").load("key") is None
    whole = kept.read_bytes()
    turned = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 7)]
    for spoilt in (whole[:-9], b"", *turned):
        kept.write_bytes(spoilt)
        assert files.load("key") is None
    files.flush()
    assert not list(tmp_path.iterdir())
    nowhere = compiled._Files(Path(NOWHERE), "f", "source")
    nowhere.save("key", 1)
    assert nowhere.load("key") is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="users are not told apart")
def test_a_folder_that_others_can_write_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    look = compiled.kept_in.__wrapped__
    made = look("simulation")
    assert made is not None and not made.stat().st_mode & 0o077
    made.chmod(0o777)
    assert look("simulation") is None


def test_only_old_folders_of_ours_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    for name in ("kernels-linux-5.10", "kernels-simulation-0123456789abcdef"):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (0, 0))
    assert compiled.kept_in.__wrapped__("inference") is not None
    assert sorted(p.name[:14] for p in tmp_path.iterdir()) == ["kernels-infere", "kernels-linux-"]


def test_what_users_compile_is_kept_where_they_keep_it() -> None:
    before = numba.config.CACHE_DIR
    compiled.njit(cache=True)(_plain)
    assert before == numba.config.CACHE_DIR


def _plain(x):  # type: ignore[no-untyped-def]
    return x


@pytest.mark.parametrize("package", ["inference", "simulation"])
def test_a_terminal_is_told_of_the_first_run(
    package: str,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    empty, full = tmp_path_factory.mktemp("empty"), tmp_path_factory.mktemp("full")
    for name in ("chain.final.nbc", "kernel.play-1.nbc"):
        (full / name).write_text("")
    monkeypatch.setattr(kernels, "on_terminal", lambda: True)
    for folder, told in ((empty, "first run"), (full, "")):
        monkeypatch.setattr(compiled, "kept_in", lambda package, folder=folder: folder)
        kernels.prepare(package)
        said = capsys.readouterr().err
        assert (told in said) and bool(said) == bool(told)
