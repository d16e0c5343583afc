"""The command ingest: a case that passes, one line for what is wrong, nothing written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.cli import main
from feeds.invented import dialogue, hold, move, openings, write_orders, write_press

LINES = [("italy", "austria", "I will move Ven to Tyr.", True), ("austria", "italy", "Sounds good.", True)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two invented games, the first with orders."""
    folder = tmp_path / "data"
    folder.mkdir()
    write_press(folder / "press.jsonl.gz", dialogue(LINES), dialogue(LINES, game=91))
    orders = openings()
    orders["Italy"]["Ven"] = hold()
    orders["Turkey"]["Con"] = move("Bul")
    write_orders(folder / "moves", orders)
    return folder


def test_each_game_becomes_a_case_that_passes(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["ingest", "diplomacy", str(data), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "game 90, 2 messages and orders of 1 season" in said and "0 kept, 1 broken" in said
    for name in ("game-90", "game-91"):
        assert {p.name for p in (out / name).iterdir()} >= {"case.yaml", "acts.csv", "README.md", "truth.yaml"}
        assert main(["check", str(out / name)]) == 0
        assert f"{name}: no problems" in capsys.readouterr().out
        assert main(["measure", str(out / name)]) == 0
        capsys.readouterr()


def test_one_game_of_several(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "one"
    assert main(["ingest", "diplomacy", str(data / "press.jsonl.gz"), "--out", str(out), "--game", "91"]) == 0
    assert (out / "case.yaml").is_file()
    assert "game 91" in capsys.readouterr().out


def test_the_same_files_give_the_same_bytes(data: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert main(["ingest", "diplomacy", str(data), "--out", str(tmp_path / name)]) == 0
    for file in (tmp_path / "a" / "game-90").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / "game-90" / file.name).read_bytes()


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["diplomcy", "."], 2, "ingest: expected one of diplomacy, got 'diplomcy' (try diplomacy)"),
        (["diplomacy", "empty"], 1, "press: expected messages"),
        (["diplomacy", "nowhere.jsonl"], 1, "expected a file of press"),
        (["diplomacy", "data", "--game", "7"], 2, "--game: expected one of 90, 91, got '7'"),
        (["diplomacy", "data", "--game", "90", "--out", "data"], 2, "--out: expected a new or empty folder"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    data: Path,
    words: list[str],
    code: int,
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(data.parent)
    Path("empty").mkdir()
    given = words if "--out" in words else [*words, "--out", "new"]
    assert main(["ingest", *given]) == code
    output = capsys.readouterr()
    assert told in output.err and not output.out and "Traceback" not in output.err


def test_without_orders_a_line_says_that_deeds_are_missing(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ingest", "diplomacy", str(data), "--out", str(tmp_path / "a")]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert "no orders were found of game 91: there the case has words and lacks the deeds" in line
    assert main(["ingest", "diplomacy", str(data), "--out", str(tmp_path / "b"), "--game", "90"]) == 0
    assert capsys.readouterr().err == ""


def test_many_problems_end_with_how_many_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for count, last in ((40, "bad.jsonl:40 "), (41, "and 2 more problems"), (500, "and 461 more problems")):
        (tmp_path / "bad.jsonl").write_text("{broken\n" * count)
        assert main(["ingest", "diplomacy", str(tmp_path / "bad.jsonl"), "--out", str(tmp_path / "out")]) == 1
        lines = capsys.readouterr().err.splitlines()
        assert len(lines) == 40 and last in lines[-1]


def test_a_long_table_of_a_measure_is_cut_with_a_line_that_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """A game has more gestures than a table shows: its last row is one cell, not a column."""
    from counterpoint.cli.measure import _grid
    from counterpoint.reports.pages import Cell, Grid

    whole = Grid("Acts", ("party", "act"), ((Cell("Italy"), Cell("m1")), (Cell("and 9 more rows"),)))
    assert list(_grid(whole))[-1] == "    and 9 more rows"
