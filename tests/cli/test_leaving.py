"""However a command ends, it ends quietly: no traceback, and an exit code that says why."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.command import COMMAND, run
from counterpoint.cli.guard import UsageError, guarded


def test_an_unexpected_error_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNTERPOINT_DEBUG", raising=False)
    assert guarded(_broken) == 70
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "ZeroDivisionError: " in said
    assert "report" in said and "COUNTERPOINT_DEBUG=1" in said


def test_debugging_shows_where(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Positive control of the line above: the switch lets the traceback through."""
    monkeypatch.setenv("COUNTERPOINT_DEBUG", "1")
    assert guarded(_broken) == 70
    assert "Traceback" in capsys.readouterr().err


def _broken() -> int:
    return 1 // 0


def test_what_the_guard_is_told_is_what_it_returns(capsys: pytest.CaptureFixture[str]) -> None:
    def misused() -> int:
        raise UsageError("a: expected b, got c")

    assert guarded(lambda: 1) == 1
    assert guarded(misused) == 2
    assert capsys.readouterr().err == "counterpoint: a: expected b, got c\n"


def test_an_interrupt_is_quiet() -> None:
    one_thread = os.environ | {"COUNTERPOINT_THREADS": "1"}  # so that it is at work for long enough
    process = subprocess.Popen(
        [*COMMAND, "assess", "dobrynin-1969", "--json"],
        env=one_thread,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # else it inherits a shell's "ignore"
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (130, "", "")


@pytest.mark.parametrize("words", [["vocabulary"], ["measure", "russia-us-2025"], ["measure", "geneva-2022", "--json"]])
def test_a_closed_pipe_is_quiet(words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*COMMAND, *words], stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_careless_program_is_not_quiet() -> None:
    """Positive control: the same closed pipe makes a plain program print a traceback."""
    reading, writing = os.pipe()
    os.close(reading)
    careless = [sys.executable, "-c", "print('x' * 100000)"]
    done = subprocess.run(careless, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert "BrokenPipeError" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*COMMAND, "vocabulary"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr


def test_no_output_at_all_is_fine() -> None:
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m counterpoint cases >&-"], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_place_that_cannot_be_written_is_told_before_the_work(starter: Path) -> None:
    begun = time.monotonic()
    for words in (["assess", "talks", "--out", "/proc/out"], ["picture", "talks", "--out", "/proc/score.svg"]):
        done = run(*words, cwd=starter)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1 and done.stderr.startswith("counterpoint: --out: expected a ")
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("words", [["check", "talks"], ["assess", "talks"], ["measure", "talks"]])
@pytest.mark.parametrize("content", [b"", b"\x00" * 99, b"- [", b"id: [1, 2\n", "id: é".encode("utf-16"), b"7"])
def test_rubbish_in_place_of_a_case_is_told_without_a_traceback(
    words: list[str],
    content: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from counterpoint.cli import main

    monkeypatch.chdir(tmp_path)
    Path("talks").mkdir()
    Path("talks", "case.yaml").write_bytes(content)
    assert main(words) == 1
    said = capsys.readouterr()
    assert "case.yaml" in said.out + said.err and "Traceback" not in said.err
