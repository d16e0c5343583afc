"""New cases, bundled cases, digests."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from counterpoint.case import bundled
from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.inputs import digests
from counterpoint.case.new import new_case
from counterpoint.case.read import check_case, read_case


def test_a_new_case_passes_without_a_warning(tmp_path: Path) -> None:
    new_case(tmp_path / "mine")
    case, problems = read_case(tmp_path / "mine")
    assert case is not None and problems == () and len(case.acts) == 8
    comments = [line for line in (tmp_path / "mine/case.yaml").read_text().splitlines() if line.startswith("#")]
    assert len(comments) >= 10 and (tmp_path / "mine/README.md").is_file()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(FileExistsError, match=r"^[^\n]*expected a new or empty folder, got one that is not[^\n]*$"):
        new_case(tmp_path)
    with pytest.raises(FileExistsError, match="got a file"):
        new_case(tmp_path / "note.txt")
    assert [file.name for file in tmp_path.iterdir()] == ["note.txt"]


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    new_case(tmp_path)
    assert check_case(tmp_path) == ()


@pytest.mark.parametrize("name", bundled_cases())
def test_bundled_cases_have_no_errors(name: str) -> None:
    assert [str(p) for p in check_case(find_case(name)) if p.severity == "error"] == []


def test_finding_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "bundled"
    for name in ("berlin", "paris"):
        new_case(home / name)
    monkeypatch.setattr(bundled, "HOME", home)
    monkeypatch.chdir(tmp_path)
    assert bundled_cases() == ("berlin", "paris")
    assert find_case("berlin") == home / "berlin"
    new_case(tmp_path / "berlin")
    assert find_case("berlin") == Path("berlin")
    assert find_case(str(home)) == home
    for wrong in ("berlln", "", "a\0b", "x" * 9999, "two\nlines"):
        with pytest.raises(LookupError) as caught:
            find_case(wrong)
        line = caught.value.args[0]
        assert "one of berlin, paris" in line and "\n" not in line and len(line) <= 240
    with pytest.raises(LookupError, match=r"try berlin"):
        find_case("berlln")


def test_digests(tmp_path: Path) -> None:
    new_case(tmp_path)
    found = digests(tmp_path)
    assert list(found) == ["case.yaml", "acts.csv"]
    assert found["acts.csv"] == hashlib.sha256((tmp_path / "acts.csv").read_bytes()).hexdigest()
    (tmp_path / "acts.csv").write_text("changed")
    assert digests(tmp_path)["acts.csv"] != found["acts.csv"] and digests(tmp_path)["case.yaml"] == found["case.yaml"]
