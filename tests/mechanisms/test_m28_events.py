"""Mechanism 28: an event outside the talks becomes a card to play, for the one whom it favours.

Article     004, paragraphs 13 and 22; 000, paragraph 24
Recorded    `events` in case.yaml with whom they favour and hurt
Recognised  by the features `event_for` and `event_against`, and by the aim rejection, which presses harder after an
            event in its favour
Simulated   not yet: no test plays it
Status      recorded, recognised
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Case, Event
from counterpoint.record.record import make_record

from .mechanism_cases import act, case, lift, on, round_trip, situation


def after_an_event(*favours: str) -> Case:
    """A change of government somewhere on day 50, and an ultimatum five days later."""
    event = Event(id="coup", date=on(50), name="a coup elsewhere", favours=favours, hurts=("borin",) if favours else ())
    return case(
        act("x1", 10, "alda", "demand", target="borin", channel="press", issue="border", position=0.7),
        act("x2", 55, "alda", "ultimatum", target="borin", channel="press", issue="border", position=1.0),
        events=(event,),
    )


WITH, WITHOUT = after_an_event("alda"), after_an_event()


def test_recorded(tmp_path: Path) -> None:
    assert round_trip(WITH, tmp_path / "c").events[0].favours == ("alda",)


def test_recognised() -> None:
    where = make_record(WITH)
    before, after = situation(where, "alda", 40), situation(where, "alda", 55, channel="press")
    assert before["event_for"] == 0.0 and after["event_for"] >= 0.5
    assert situation(where, "borin", 55)["event_against"] >= 0.5
    pressed = lift("rejection", "ultimatum", "public", in_public=1.0, event_for=after["event_for"])
    assert pressed > lift("rejection", "ultimatum", "public", in_public=1.0) + 0.1


def test_control_an_event_that_favours_nobody() -> None:
    where = make_record(WITHOUT)
    assert situation(where, "alda", 55)["event_for"] == situation(where, "borin", 55)["event_against"] == 0.0
