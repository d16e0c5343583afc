"""Mechanism 28: an event outside the talks becomes a card to play, for the one whom it favours.

Article     004, paragraphs 13 and 22; 000, paragraph 24
Recorded    `events` in case.yaml with whom they favour and hurt
Recognised  by the features `event_for` and `event_against`, and by the aim rejection, which presses harder after an
            event in its favour
Simulated   by an Alda that seeks rejection and an event in its favour in the ninth week: the features are heard in the
            played records, and in six weeks it puts 1.4 times as many ultimata as without; none of it where the
            event favours Borin
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from counterpoint.case.model import Case, Event
from counterpoint.record.record import Record, day, make_record

from .mechanism_cases import DAY0, act, case, lift, on, round_trip, situation
from .played import MOST, SELDOM, TURNS, busy, records, scene, share, unending


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


TURN, WEEKS = 8, 6
"""Turn of a run in which the event comes, and weeks after it in which ultimata are counted."""
FIRST = 7 * (TURNS + TURN)
"""The day of the event."""
FOR_ALDA, FOR_BORIN = 0.0, 1.0


@cache
def played(*, favours: float | None, seed: int = 0) -> list[Record]:
    """Runs with an event in favour of one side, or with none, and none by chance."""
    where = scene(
        case(*busy("press", every=1)), {"alda": "rejection", "borin": "sincere"}, turns=TURN + WEEKS,
        events=0.0, event_turn=-1.0 if favours is None else TURN, event_favours=favours or 0.0,
    )  # fmt: skip
    return records(unending(where), runs=24, seed=seed)


def trump(where: Record) -> bool:
    """Whether the week after, Alda hears an event in its favour, and Borin one against it."""
    mine, theirs = (situation(where, p, FIRST + 7, channel="press") for p in ("alda", "borin"))
    return mine["event_for"] >= 0.5 and theirs["event_against"] >= 0.5


def ultimata(found: list[Record]) -> float:
    """Alda's ultimata in the weeks from the event on, a run."""
    since = DAY0.toordinal() + FIRST
    kinds = [a.kind for r in found for a in r.acts if a.actor == "alda" and day(a) >= since]
    return kinds.count("ultimatum") / len(found)


def test_simulated() -> None:
    favoured = played(favours=FOR_ALDA)
    assert share(favoured, trump) >= MOST
    assert ultimata(favoured) >= 1.2 * ultimata(played(favours=None))


def test_control_simulated_an_event_for_the_other_side() -> None:
    other = played(favours=FOR_BORIN)
    assert share(other, trump) <= SELDOM
    assert ultimata(other) <= 1.1 * ultimata(played(favours=None))
