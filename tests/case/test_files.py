"""What is no case folder, cannot be read, or is too large is told in one line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from counterpoint.case.files import MAX_BYTES, MAX_PROBLEMS, read_text
from counterpoint.case.problem import Problem
from counterpoint.case.read import check_case, read_case

from .malformed.base import ACTS, BASE, Bad, assert_one_line, spoil


def sound(folder: Path) -> Path:
    return spoil(Bad("sound", (), "", 0, ""), folder)


def only(path: Path) -> Problem:
    """The one problem of a path, which must hold no case."""
    case, problems = read_case(path)
    assert case is None and len(problems) == 1, problems
    assert_one_line(problems[0])
    assert str(path.parent) not in str(problems[0])
    return problems[0]


def test_what_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    assert only(tmp_path / "file.txt").got == "a file"
    assert only(tmp_path / "none").got == "nothing of that name"
    assert only(tmp_path / "empty").got == "a folder with neither"
    assert only(tmp_path / ("x" * 5000)).expected == "a folder with case.yaml and acts.csv"
    assert only(tmp_path / "a\0b").line == 0


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    sound(tmp_path)
    (tmp_path / "acts.csv").unlink()
    (tmp_path / "acts.csv").mkdir()
    problem = only(tmp_path)
    assert (problem.file, problem.got) == ("acts.csv", "a folder")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound(tmp_path)
    before = Path.open

    def locked(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "acts.csv":
            raise PermissionError(13, "Permission denied", str(self))
        return before(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", locked)
    problem = only(tmp_path)
    assert (problem.file, problem.got) == ("acts.csv", "Permission denied")


@pytest.mark.parametrize("name", ["case.yaml", "acts.csv", "series.csv"])
def test_a_file_of_200_megabytes_is_refused_at_once(name: str, tmp_path: Path) -> None:
    sound(tmp_path)
    with (tmp_path / name).open("r+b") as stream:
        stream.truncate(200 * 2**20)
    begun = time.perf_counter()
    problem = only(tmp_path)
    assert problem.file == name and problem.got == "200 MB"
    assert f"at most {MAX_BYTES[name] // 2**20} MB" in problem.expected
    assert time.perf_counter() - begun < 1


def test_a_mark_at_the_beginning_is_no_problem(tmp_path: Path) -> None:
    sound(tmp_path)
    for name, text in BASE.items():
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    case, problems = read_case(tmp_path)
    assert case is not None and not problems


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("case.yaml", "saving as UTF-8"),
        ("truth.yaml", "saving as UTF-8"),
        ("passages.jsonl", "saving as UTF-8"),
        ("acts.csv", "saving as CSV UTF-8"),
    ],
)
def test_another_encoding_is_told_of_with_how_to_save_such_a_file(tmp_path: Path, name: str, hint: str) -> None:
    (tmp_path / name).write_bytes("case: x\n".encode("utf-16"))
    (problem,) = read_text(tmp_path, name)[1]
    assert (problem.got, problem.hint) == ("UTF-16", hint)


def test_windows_line_ends_are_no_problem(tmp_path: Path) -> None:
    sound(tmp_path)
    for name, text in BASE.items():
        (tmp_path / name).write_bytes(text.replace("\n", "\r\n").encode())
    case, problems = read_case(tmp_path)
    assert case is not None and not problems


def test_series_may_be_absent(tmp_path: Path) -> None:
    (sound(tmp_path) / "series.csv").unlink()
    case, problems = read_case(tmp_path)
    assert case is not None and case.series == () and not problems


def test_very_many_problems_are_cut_short(tmp_path: Path) -> None:
    rows = "".join(f"b{n},2024-02-12,nobody{n},meet,log,,,,,,,,,,\n" for n in range(3000))
    (sound(tmp_path) / "acts.csv").write_text(ACTS + rows)
    problems = check_case(tmp_path)
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1].got == f"more, the next at line {7 + MAX_PROBLEMS}"


def test_a_flood_of_warnings_hides_no_error(tmp_path: Path) -> None:
    rows = "".join(f"b{n},2025-02-12,south,meet,log,,,,,,,,,,\n" for n in range(3000))
    (sound(tmp_path) / "acts.csv").write_text(ACTS + rows + "z,2024-02-12,nobody,meet,log,,,,,,,,,,\n")
    problems = check_case(tmp_path)
    assert len(problems) == MAX_PROBLEMS + 1
    assert [p.line for p in problems if p.severity == "error"] == [3007]


def test_problems_of_several_files_come_at_once_and_in_order(tmp_path: Path) -> None:
    sound(tmp_path)
    edits = (("case.yaml", "leans: north", "leans: nowhere"), ("acts.csv", ",demand,", ",demnad,"))
    spoil(Bad("both", (*edits, ("series.csv", "0.3", "3")), "", 0, ""), tmp_path)
    places = [(p.file, p.line) for p in check_case(tmp_path)]
    assert places == [("case.yaml", 52), ("acts.csv", 3), ("series.csv", 2)]


def test_ten_thousand_acts_are_read_and_checked_in_two_seconds(tmp_path: Path) -> None:
    row = "b{},2024-{:02d}-{:02d},{},offer,log,{},press,border,0.{},,,{},,,said and written\n"
    rows = []
    for n in range(10_000):
        sides = ("north", "south") if n % 2 else ("south", "north")
        earlier = f"b{n - 1};a1" if n else "a1"
        rows.append(row.format(n, 3 + n // 1250, 1 + n % 1250 // 45, *sides, n % 10, earlier))
    (sound(tmp_path) / "acts.csv").write_text(ACTS + "".join(rows))
    begun = time.process_time()
    case, problems = read_case(tmp_path)
    assert time.process_time() - begun < 2
    assert case is not None and len(case.acts) == 10_004 and all(p.severity == "warning" for p in problems)
