"""How many moves an occasion has is counted in the record, so that a run is as busy as what went before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.case.bundled import find_case
from counterpoint.case.read import read_case
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.scene import SOME, counted_moves


def _record(name: str) -> Record:
    case, _ = read_case(find_case(name))
    assert case is not None
    return make_record(case)


def test_long_occasions_are_seen() -> None:
    assert counted_moves(_record("anderson-1956")) > 1.2 > 0.2 > counted_moves(_record("russia-us-2025"))


def test_a_row_split_in_two_is_one_move() -> None:
    record = _record("russia-us-2025")
    doubled = replace(record, acts=(*record.acts, *(a for a in record.acts if a.occasion)))
    assert counted_moves(doubled) == counted_moves(record)


def test_an_empty_record_has_the_default() -> None:
    empty = replace(_record("geneva-2022"), acts=())
    assert SOME > 0 and counted_moves(empty) == pytest.approx(Rules().more_moves)
