from __future__ import annotations

import pytest

from counterpoint.case.model import Act
from counterpoint.measures import diversion
from counterpoint.record.record import Record

from .measure_records import act, on, record
from .test_displacement import SIDES

TALKS = (0, 1, 2, 7, 8, 14, 15, 16, 21)
"""Turns in which a and b talk, of thirty."""


def told(*acts: Act) -> Record:
    return record(*acts, parties=SIDES, start=on(0), as_of=209)


def talked() -> list[Act]:
    return [
        act(f"t{n}", 7 * n + 1, ("a", "b")[n % 2], "meet", target=("b", "a")[n % 2], channel="front") for n in TALKS
    ]


def hit(*turns: int, at: str = "c", kind: str = "strike") -> list[Act]:
    return [act(f"h{n}-{at}", 7 * n + 3, "a", kind, target=at) for n in turns]


def of_a(where: Record) -> diversion.Diversion:
    return diversion.diversion(where, "a", other="b")


@pytest.mark.parametrize("kind", sorted(diversion.HARM))
def test_harm_in_turns_of_talks_and_in_others_by_hand(kind: str) -> None:
    row = of_a(told(*talked(), *hit(0, 1, 3, kind=kind)))
    assert (row.talking, row.turns, row.then, row.otherwise, row.days, row.other_days) == (9, 30, 2, 1, 63, 147)
    assert row.ratio.value == pytest.approx((2 / 63) / (1 / 147))


def test_what_is_no_talk_and_no_harm() -> None:
    others = [
        act("x", 30, "a", "meet", target="c", channel="front"),
        act("y", 30, "b", "meet", target="a", channel="press"),
    ]
    row = of_a(told(*talked(), *others, *hit(0, at="b"), *hit(1, at="c", kind="blame")))
    assert (row.talking, row.then, row.otherwise, row.why) == (9, 0, 0, "no harm to a third party")
    assert of_a(told(*hit(0))).why == "they never talk"


def test_harm_that_goes_with_talks_is_seen() -> None:
    where = told(*talked(), *hit(0, 2, 7, 8, 14, 16, 21, 25))
    row = of_a(where)
    assert row.seen and row.p is not None and row.p <= 0.05 and (row.then, row.otherwise) == (7, 1)
    table = diversion.compute(where)
    assert [r["party"] for r in table["parties"]] == ["a"]
    assert [r["while_talking"] for r in table["harm"]] == [True] * 7 + [False]


def test_control_harm_as_often_without_talks() -> None:
    row = of_a(told(*talked(), *hit(1, 4, 8, 11, 17, 20, 23, 27)))
    assert not row.seen and row.p is not None and row.p > 0.2
