"""What came of an act is told in words: a yes that settles nothing is not told as one that does."""

from __future__ import annotations

import pytest

from counterpoint.reports.forecast_words import MARKS as SAID
from counterpoint.simulation.moving import REACHED, SETTLED, SIGNED, UNBACKED, VOID
from counterpoint.simulation.stories import IN_PART, MARKS, came_of


@pytest.mark.parametrize(
    ("kind", "moved", "mark", "said"),
    [
        ("accept", True, REACHED, "agrees"),
        ("accept", True, REACHED | SETTLED, "agrees"),
        ("accept", True, 0, IN_PART),
        ("accept", False, 0, None),  # it moved nothing
        ("accept", False, VOID, MARKS[VOID]),
        ("accept", False, UNBACKED, MARKS[UNBACKED]),
        ("offer", True, 0, None),  # control: terms are no yes
        ("sign", False, SIGNED, "signs"),
    ],
)
def test_what_came_of_an_act(kind: str, moved: bool, mark: int, said: str | None) -> None:
    assert came_of(kind, mark, moved=moved) == said


def test_the_page_has_words_for_all_and_calls_one_name_no_signature_of_both() -> None:
    assert set(SAID) == {*MARKS.values(), IN_PART}
    assert SAID[MARKS[SIGNED]] == "signed"
