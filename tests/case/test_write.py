"""Writing a case and reading it gives the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from counterpoint.case.model import Case
from counterpoint.case.new import STARTER
from counterpoint.case.read import read_case
from counterpoint.case.write import case_yaml, sheet_text, write_case
from strategies import cases


def assert_round_trip(case: Case, write: Callable[[Case, Path], None] = write_case) -> None:
    """What was written reads back equal and without an error, and is written again as the same bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder)
        write(case, path / "one")
        again, problems = read_case(path / "one")
        assert [str(p) for p in problems if p.severity == "error"] == []
        assert again == case
        write(again, path / "two")
        for file in (path / "one").iterdir():
            assert file.read_bytes() == (path / "two" / file.name).read_bytes()


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_round_trip(case: Case) -> None:
    assert_round_trip(case)


def starter() -> Case:
    case, problems = read_case(STARTER)
    assert case is not None and not problems
    return case


def test_a_writer_that_loses_a_note_is_caught() -> None:
    def forgetful(case: Case, path: Path) -> None:
        write_case(replace(case, acts=tuple(replace(act, note="") for act in case.acts)), path)

    with pytest.raises(AssertionError):
        assert_round_trip(starter(), forgetful)


def test_defaults_are_left_out() -> None:
    case = starter()
    assert "turn_days" not in case_yaml(case) and "turn_days: 9" in case_yaml(replace(case, turn_days=9))
    header = sheet_text(type(case.acts[0]), case.acts, ("id",)).splitlines()[0].split(",")
    assert "condition" not in header and "position" in header


@pytest.mark.parametrize("note", ["a\0b", "x" * 140_000])
def test_what_no_sheet_can_hold_is_refused(note: str, tmp_path: Path) -> None:
    case = starter()
    with pytest.raises(ValueError, match="expected text without NUL"):
        write_case(replace(case, acts=(replace(case.acts[0], note=note),)), tmp_path)
