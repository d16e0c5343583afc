"""What leaves a command: one JSON document or plain lines, the same bytes whatever the surroundings."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from cli.command import COMMAND, run
from counterpoint.cli import main
from counterpoint.cli.measure import NOTHING, _fitted, _grid
from counterpoint.cli.output import json_text
from counterpoint.reports.pages import Cell, Grid

ESCAPE = "\x1b"


def test_check_as_json_holds_every_problem(tmp_path: Path) -> None:
    assert run("new", "talks", cwd=tmp_path).returncode == 0
    acts = tmp_path / "talks" / "acts.csv"
    acts.write_text(acts.read_text().replace("procedure", "procedur").replace("2024-02-20", "20/02/2024"))
    done = run("check", "talks", "--json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    document = json.loads(done.stdout)
    assert document["n_errors"] == 2 and document["n_warnings"] == 0
    assert {(p["file"], p["line"], p["field"]) for p in document["problems"]} == {
        ("acts.csv", 8, "date"),
        ("acts.csv", 9, "kind"),
    }
    assert {"expected", "got", "try", "severity"} <= set(document["problems"][0])


def test_check_prints_a_line_for_each_problem(tmp_path: Path) -> None:
    assert run("new", "talks", cwd=tmp_path).returncode == 0
    acts = tmp_path / "talks" / "acts.csv"
    acts.write_text(acts.read_text().replace("procedure", "procedur"))
    done = run("check", "talks", cwd=tmp_path)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert line.startswith("acts.csv:9 kind: expected ") and "(try procedure)" in line
    assert done.stderr == "counterpoint: talks: 1 problem, 0 warnings\n"


def test_a_command_that_needs_a_sound_case_tells_its_problems(tmp_path: Path) -> None:
    assert run("new", "talks", cwd=tmp_path).returncode == 0
    acts = tmp_path / "talks" / "acts.csv"
    acts.write_text(acts.read_text().replace("procedure", "procedur"))
    for words in (["measure", "talks", "--json"], ["assess", "talks"], ["picture", "talks", "--out", "p.svg"]):
        done = run(*words, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert "acts.csv:9 kind: expected" in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["talks"]


@pytest.mark.parametrize(
    "words", [["cases"], ["vocabulary"], ["playbooks", "stall"], ["measure", "russia-us-2025"], ["assess", "--help"]]
)
def test_a_pipe_gets_the_same_plain_utf8_whatever_the_surroundings(words: list[str]) -> None:
    narrow = run(*words, env={"COLUMNS": "40", "TERM": "xterm-256color", "LANG": "C.UTF-8"})
    wide = run(*words, env={"COLUMNS": "300", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert narrow.returncode == wide.returncode == 0, wide.stderr
    assert narrow.stdout == wide.stdout
    assert ESCAPE not in narrow.stdout and "Traceback" not in narrow.stderr


def test_the_surroundings_would_matter_to_a_careless_program() -> None:
    """Positive control: the same surroundings break a program that trusts the locale."""
    surroundings = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-c", "print('→')"], env=surroundings, capture_output=True, check=False)
    assert done.returncode != 0


def test_json_has_sorted_keys_and_no_nan() -> None:
    assert json_text({"b": 1, "a": "é"}) == '{\n  "a": "é",\n  "b": 1\n}\n'
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text({"a": float("nan")})


def test_text_of_a_case_cannot_steer_the_terminal(tmp_path: Path) -> None:
    done = run("check", f"{ESCAPE}[31mred")
    assert done.returncode == 2
    assert ESCAPE not in done.stderr and r"\x1b" in done.stderr


def test_the_bar_is_shown_to_a_terminal_only(starter: Path) -> None:
    words = ("assess", "talks", "--as-of", "2024-02-10")
    piped = run(*words, cwd=starter)
    assert (piped.returncode, piped.stderr) == (0, "")
    watched = _on_a_terminal(*words, cwd=starter)
    assert "%" in watched and ESCAPE in watched


def _on_a_terminal(*words: str, cwd: Path) -> str:
    """What standard error shows when it is a terminal (standard output is a pipe)."""
    ours, theirs = pty.openpty()
    surroundings = {**os.environ, "TERM": "xterm"}
    process = subprocess.Popen([*COMMAND, *words], stdout=subprocess.DEVNULL, stderr=theirs, cwd=cwd, env=surroundings)
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert process.wait(timeout=300) == 0
    return shown.decode()


def test_tables_fit_a_terminal_and_are_whole_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _fitted([90, 30, 8]) == [90, 30, 8]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    assert sum(_fitted([90, 30, 8])) == 80 - 4 - 2 * 3 and _fitted([90, 30, 8])[2] == 8


def test_a_table_too_wide_for_a_terminal_breaks_its_heads_and_then_is_told_row_by_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heads = ("party", *(f"share of what was asked {i}" for i in range(4)))
    narrow = Grid("Shares", heads, ((Cell("Ardan"), *(Cell("0.25") for _ in heads[1:])),))
    broad = Grid("Shares", heads * 3, tuple(row * 3 for row in narrow.rows))
    whole = [*_grid(narrow), *_grid(broad)]
    assert len(whole) == 6 and max(map(len, whole)) > 80, "a pipe gets every row in one line"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    broken, told = list(_grid(narrow)), list(_grid(broad))
    assert max(map(len, (*broken, *told))) <= 80
    assert broken[-1].split() == ["Ardan", *["0.25"] * 4] and "…" not in " ".join(broken)
    assert " ".join(" ".join(told).split()).count("share of what was asked 3 0.25") == 3


@pytest.mark.parametrize(("name", "bare"), [("arbitration", True), ("attention", True), ("contradictions", False),
                                            ("waiting", False)])  # fmt: skip
def test_a_measure_that_finds_nothing_says_so(name: str, bare: bool, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", "russia-us-2025", name]) == 0
    assert (NOTHING in capsys.readouterr().out) is bare
