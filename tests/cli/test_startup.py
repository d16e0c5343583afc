"""Help comes at once, because nothing heavy is imported for it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HEAVY = ("numpy", "numba", "pydantic", "vl_convert", "jinja2", "yaml")
LISTS = "import sys; from counterpoint.cli import main; main({words!r}); print(*sys.modules, file=sys.stderr)"


def _modules(words: list[str]) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LISTS.format(words=words)], capture_output=True, text=True, timeout=120, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("words", [[], ["--help"], ["--version"], ["assess", "--help"], ["check", "--help"]])
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    assert _modules(words).isdisjoint(HEAVY)


def test_a_command_that_works_imports_heavy_things() -> None:
    """Positive control: the same look finds them when they are there."""
    assert {"pydantic", "yaml"} <= _modules(["check", "russia-us-2025"])
    assert {"numpy", "numba"} <= _modules(["doctor"])


def test_help_takes_less_than_three_tenths_of_a_second_of_work() -> None:
    """Processor time of the whole process, best of five, so that a busy machine does not matter."""
    assert min(_seconds("--help") for _ in range(5)) < 0.3


def test_the_clock_sees_slow_work() -> None:
    """Positive control: a command that loads the numerical libraries takes longer than that on the same clock."""
    assert _seconds("doctor") > 0.3


def _seconds(*words: str) -> float:
    before = os.times()
    subprocess.run([sys.executable, "-m", "counterpoint", *words], capture_output=True, timeout=120, check=False)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system
