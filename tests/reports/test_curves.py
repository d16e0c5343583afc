"""The picture draws the positions that the measure counts, and no others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample import sample_case

from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.model import Act, Case
from counterpoint.case.read import read_case
from counterpoint.case.vocabulary import KIND_NAMES, STATING
from counterpoint.measures.positions import moves
from counterpoint.record.record import make_record
from counterpoint.reports.curves import positions


def drawn(case: Case) -> set[str]:
    return {act for lines in positions(make_record(case)).values() for points in lines.values() for _, _, act in points}


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_what_is_drawn_is_what_is_measured(kind: str) -> None:
    case = sample_case()
    stated = Act(id="new", date="2031-03-01", actor="ard", kind=kind, source="gaz", issue="sund", position=0.5)
    more = replace(case, acts=(*case.acts, stated))
    assert ("new" in drawn(more)) == (kind in STATING)
    assert drawn(more) == {m.act for m in moves(make_record(more))}


@pytest.mark.parametrize("name", bundled_cases())
def test_so_it_is_in_the_bundled_cases(name: str) -> None:
    case, _ = read_case(find_case(name))
    assert case is not None
    assert drawn(case) == {m.act for m in moves(make_record(case))} != set()


def test_a_position_on_another_kind_is_on_record_and_not_drawn() -> None:
    """Positive control: a bundled case holds such an act, which a picture of all positions would draw."""
    case, _ = read_case(find_case("dobrynin-1969"))
    assert case is not None
    loose = {a.id for a in case.acts if a.issue and a.position is not None and a.kind not in STATING}
    assert loose and not loose & drawn(case)
