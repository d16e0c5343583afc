"""What check says of a sound case, and of one with many problems of one cause."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterpoint.case.bundled import find_case
from counterpoint.case.problem import Problem
from counterpoint.case.read import read_case
from counterpoint.case.when import EXPECTED
from counterpoint.cli import main
from counterpoint.cli.alike import FEW, alike
from counterpoint.cli.moves import moves
from counterpoint.inference.assess import assess
from counterpoint.inference.verdict import FEWEST

ROW = "b{n},{date},lower,{kind},log,upper,talks,,filling,,,,,,,,,,,p. {n},\n"


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The acts.csv of a new case called talks in the working folder."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "talks"]) == 0
    return tmp_path / "talks" / "acts.csv"


def test_a_sound_case_is_told_how_many_moves_it_has(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["check", "talks"]) == 0
    said = capsys.readouterr()
    assert said.out == f"talks: no problems\nmoves: upper 6, lower 2 (a verdict needs {FEWEST} of a party)\n"
    assert main(["check", "talks", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["moves"] == {"needed": FEWEST, "parties": {"upper": 6, "lower": 2}}


def test_rows_of_one_kind_and_occasion_are_one_move(talks: Path) -> None:
    rows = "".join(ROW.format(n=n, date="2024-03-01", kind="demand").replace("talks,,", "talks,x,") for n in range(30))
    talks.write_text(talks.read_text() + rows)
    case, _ = read_case(talks.parent)
    assert case is not None and moves(case).by_party == {"upper": 6, "lower": 3}


def test_the_count_is_that_of_the_assessment() -> None:
    case, _ = read_case(find_case("geneva-2022"))
    assert case is not None
    document, _, _ = assess(case, particles=16)
    assert moves(case).by_party == {name: len(p["evidence"]) for name, p in document["parties"].items()}
    assert min(moves(case).by_party.values()) > 0


def test_warnings_leave_a_case_sound(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    talks.write_text(talks.read_text().replace("a7,2024-02-20", "a7,2024-08-20"))
    capsys.readouterr()
    assert main(["check", "talks"]) == 0
    said = capsys.readouterr()
    assert "warning: date" in said.out and said.out.splitlines()[-1].startswith("moves: upper 6")
    assert "0 problems, 1 warning" in said.err


def test_an_unsound_case_has_no_moves(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Positive control: nothing is counted where something is wrong."""
    talks.write_text(talks.read_text().replace("procedure", "procedur"))
    capsys.readouterr()
    assert main(["check", "talks"]) == 1
    assert "moves" not in capsys.readouterr().out
    assert main(["check", "talks", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["moves"] is None


def test_a_case_without_counterparts(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    yaml = talks.parent / "case.yaml"
    text = yaml.read_text()
    yaml.write_text(text.replace("    counterpart: lower\n", "").replace("    counterpart: upper\n", ""))
    capsys.readouterr()
    assert main(["check", "talks"]) == 0
    assert "moves: " in capsys.readouterr().out


def test_many_problems_of_one_cause_are_told_each_and_summed_up(
    talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(ROW.format(n=n, date=f"{n + 1}.3.2024", kind="demnad") for n in range(9))
    talks.write_text(talks.read_text() + rows)
    capsys.readouterr()
    assert main(["check", "talks"]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 18
    assert said.err.splitlines() == [
        "counterpoint: acts.csv: 9 dates of the form D.M.YYYY (date), lines 10 to 18: try YYYY-MM-DD",
        "counterpoint: acts.csv: 9 times kind 'demnad', lines 10 to 18: try demand",
        "counterpoint: talks: 18 problems, 0 warnings",
    ]


@pytest.mark.parametrize(
    ("got", "words"),
    [("12.3.1962", "dates of the form D.M.YYYY"), ("12/3/1962", "dates of the form D/M/YYYY or M/D/YYYY"),
     ("1962/3/12", "dates of the form YYYY/M/D"), ("22717", "day numbers of a spreadsheet"),
     ("1962-03-12 00:00", "dates with a time of day"), ("12.3.62", "dates with two digits for the year")],
)  # fmt: skip
def test_dates_are_summed_up_by_their_form(got: str, words: str) -> None:
    many = [Problem("acts.csv", n + 2, "date", EXPECTED, f"'{got}'") for n in range(FEW + 1)]
    (line,) = alike(many)
    assert line.startswith(f"acts.csv: {FEW + 1} {words} (date), lines 2 to {FEW + 2}: try ")
    assert list(alike(many[:FEW])) == []
