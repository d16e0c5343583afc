"""Every hand-made malformed case is told in the right file, at the right line, in one line, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.case.read import read_case

from .malformed.base import Bad, assert_told, spoil
from .malformed.in_fit import IN_FIT
from .malformed.in_sheets import IN_SHEETS
from .malformed.in_yaml import IN_YAML

TABLE = (*IN_YAML, *IN_SHEETS, *IN_FIT)


def test_the_sound_case_is_sound(tmp_path: Path) -> None:
    case, problems = read_case(spoil(Bad("sound", (), "", 0, ""), tmp_path))
    assert case is not None and problems == ()
    assert len(case.acts) == 4 and case.acts[2].note == 'two\nlines, and a "quote"'


def test_there_are_a_hundred_different_ones() -> None:
    assert len({bad.edits for bad in TABLE}) == len(TABLE) >= 100


@pytest.mark.parametrize("bad", TABLE, ids=lambda bad: f"{bad.file}: {bad.name}")
def test_malformed(bad: Bad, tmp_path: Path) -> None:
    case, problems = read_case(spoil(bad, tmp_path))
    assert_told(bad, problems)
    if bad.severity == "warning" and all(p.severity == "warning" for p in problems):
        assert case is not None
