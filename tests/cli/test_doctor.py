"""The doctor finds what is wrong with an installation."""

from __future__ import annotations

from importlib import metadata

import pytest

from counterpoint.cli import main


def test_a_sound_installation_is_found_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    for thing in ("python 3.", "numba ", "threads ", "fonts", "compiled kernels", "case russia-us-2025"):
        assert thing in said
    assert not any(line.startswith("bad") for line in said.splitlines())


def test_a_missing_library_is_found(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    really = metadata.version

    def version(name: str) -> str:
        if name == "jinja2":
            raise metadata.PackageNotFoundError(name)
        return "0.1" if name == "cyclopts" else really(name)

    monkeypatch.setattr(metadata, "version", version)
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "bad   jinja2 is missing" in said
    assert "bad   cyclopts 0.1, expected <6,>=5" in said


def test_a_bundled_case_with_a_problem_is_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from counterpoint.case import read
    from counterpoint.case.problem import Problem

    monkeypatch.setattr(read, "check_case", lambda path: (Problem("acts.csv", 2, "kind", "a kind", "none"),))
    assert main(["doctor"]) == 1
    assert "bad   case russia-us-2025: problems 1" in capsys.readouterr().out
