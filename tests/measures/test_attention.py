from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.case.model import Act, Channel, Coverage, Party
from counterpoint.measures import attention
from counterpoint.record.record import Record

from .measure_records import CHANNELS, PARTIES, act, on, record

THREE = (*PARTIES, Party(id="c", name="C"))
TRADE = Channel(id="trade", name="trade", level="economic")


def told(*acts: Act, as_of: int = 160, full: bool = True) -> Record:
    cover = (Coverage(level="full"),) if full else ()
    channels = (replace(CHANNELS[0], coverage=cover), *CHANNELS[1:], TRADE)
    return record(*acts, parties=THREE, channels=channels, start=on(0), as_of=as_of)


def weekly(channel: str, to: str, first: int, count: int, kind: str = "meet") -> list[Act]:
    return [
        act(f"{channel}{to}{first + 7 * n}", first + 7 * n, "a", kind, target=to, channel=channel) for n in range(count)
    ]


def left(*acts: Act, **more: object) -> list[attention.Left]:
    return [row for row, _ in attention.left(told(*acts, **more), "a")]  # type: ignore[arg-type]


def test_who_leaves_a_channel_and_what_it_turns_to() -> None:
    walk = act("w", 78, "a", "suspend", target="b", channel="front")
    (row,) = left(*weekly("front", "b", 0, 11), walk, *weekly("trade", "c", 85, 10))
    assert (row.channel, row.walked_out, row.seen, row.turned_to) == ("front", "w", True, ("c", "trade"))
    assert (row.days, row.acts_before, row.acts_after) == (79, 12, 10)


def test_control_it_speaks_to_the_same_as_before() -> None:
    """Shares of the rest rise by themselves when a channel falls away."""
    steady = told(*weekly("front", "b", 0, 11), *weekly("back", "b", 1, 22), *weekly("trade", "c", 3, 22))
    ((row, shares),) = attention.left(steady, "a")
    assert row.turned_to == () and not any(s.rises for s in shares)
    assert {s.about: s.after.value - s.before.value > 0.1 for s in shares if s.after.value and s.before.value}["trade"]


@pytest.mark.parametrize(
    "acts",
    [
        weekly("front", "b", 0, 3),  # too few
        weekly("front", "b", 60, 7),  # not long enough ago
        weekly("press", "b", 0, 11),  # no channel of talks
        weekly("home", "b", 0, 11),
    ],
)
def test_who_has_left_nothing(acts: list[Act]) -> None:
    assert left(*acts) == []


def test_a_silence_that_the_record_does_not_see_is_told() -> None:
    assert not left(*weekly("front", "b", 0, 11), full=False)[0].seen


def test_windows_are_alike_and_shares_count_by_hand() -> None:
    acts = [*weekly("front", "b", 40, 4), *weekly("trade", "c", 70, 6)]
    ((row, shares),) = attention.left(told(*acts), "a")
    assert (row.days, row.acts_before, row.acts_after) == (62, 4, 6)
    by = {s.about: (s.before.k, s.before.n, s.after.k, s.after.n) for s in shares}
    assert by == {"b": (4, 4, 0, 6), "c": (0, 4, 6, 6), "trade": (0, 4, 6, 6)}
