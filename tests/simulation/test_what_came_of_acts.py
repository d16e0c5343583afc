"""What came of an act is told in words: a yes that settles nothing is not told as one that does."""

from __future__ import annotations

import pytest
from simulated import bundled

from counterpoint.case.model import Act
from counterpoint.reports.forecast_words import MARKS as SAID
from counterpoint.simulation.moving import REACHED, SETTLED, SIGNED, UNBACKED, VOID
from counterpoint.simulation.stories import IN_PART, MARKS, came_of


def yes(position: float | None, kind: str = "accept") -> Act:
    date = bundled("geneva-2022").acts[0].date
    return Act(id="1", date=date, actor="us", kind=kind, source="played", position=position)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("act", "mark", "said"),
    [
        (yes(0.4), REACHED, "agrees"),
        (yes(0.4), REACHED | SETTLED, "agrees"),
        (yes(0.4), 0, IN_PART),
        (yes(None), 0, None),  # it moved nothing
        (yes(None), VOID, MARKS[VOID]),
        (yes(None), UNBACKED, MARKS[UNBACKED]),
        (yes(0.4, "offer"), 0, None),  # control: terms are no yes
        (yes(None, "sign"), SIGNED, "signs"),
    ],
)
def test_what_came_of_an_act(act: Act, mark: int, said: str | None) -> None:
    assert came_of(act, mark) == said


def test_the_page_has_words_for_all_and_calls_one_name_no_signature_of_both() -> None:
    assert set(SAID) == {*MARKS.values(), IN_PART}
    assert SAID[MARKS[SIGNED]] == "signed"
