from __future__ import annotations

import numpy as np
import pytest

from counterpoint.case.model import Act, Party
from counterpoint.case.vocabulary import GIVING
from counterpoint.measures import displacement
from counterpoint.record.record import Record

from .measure_records import DAY0, PARTIES, act, on, record

THREE = (*PARTIES, Party(id="c", name="C"), Party(id="d", name="D"))
SIDES = (Party(id="a", name="A", counterpart="b"), Party(id="b", name="B", counterpart="a"), *THREE[2:])


def told(*acts: Act, as_of: int = 200) -> Record:
    return record(*acts, parties=SIDES, start=on(0), as_of=as_of)


def rebuff(days: int, kind: str = "reject", **more: object) -> Act:
    return act(f"r{days}", days, "b", kind, **({"target": "a", "channel": "front"} | more))


def blow(days: int, at: str = "c", kind: str = "blame", **more: object) -> Act:
    return act(f"h{days}{at}", days, "a", kind, **({"target": at, "channel": "press"} | more))


def then(*acts: Act) -> tuple[int, int]:
    row = displacement.displaced(told(*acts), "a", other="b")
    return row.then, row.days


@pytest.mark.parametrize("kind", sorted(displacement.REBUFFS))
def test_a_rebuff_frustrates_for_its_days(kind: str) -> None:
    assert then(rebuff(10, kind), blow(11), blow(24)) == (2, 14)
    assert then(rebuff(10, kind), blow(10), blow(25)) == (0, 14)
    assert then(rebuff(10, kind), rebuff(20, kind), blow(34)) == (1, 24)


@pytest.mark.parametrize("kind", sorted(GIVING))
def test_what_the_other_gives_ends_it(kind: str) -> None:
    given = act("g", 15, "b1", kind, target="a", channel="front")
    assert then(rebuff(10), given, blow(15), blow(16)) == (1, 5)


def test_who_rebuffs_whom_and_what_is_heard() -> None:
    assert then(rebuff(10, target="c"), blow(11)) == (0, 0)  # not at the party
    assert then(rebuff(10, target=None), blow(11)) == (1, 14)  # the counterpart, when nobody is named
    assert then(act("r", 10, "c", "reject", target="a"), blow(11)) == (0, 0)  # not by the counterpart


def test_who_is_a_third_party() -> None:
    (row,) = displacement.compute(told(rebuff(10), blow(11), blow(12, "d"), blow(13, "b"), blow(14, "a1")))["parties"]
    assert (row["then"], row["share_then"]["k"], row["share_then"]["n"]) == (2, 2, 3)
    assert displacement.compute(told(rebuff(10), blow(13, "b")))["parties"] == []


def test_a_blow_that_names_what_provoked_it() -> None:
    made = told(rebuff(10), blow(12, answers=("r10",)), blow(14, because="r10"), blow(60, because="land"))
    rows = displacement.compute(made)
    assert [(b["act"], b["after"], b["names"]) for b in rows["blows"]] == [
        ("h12c", "r10", "r10"), ("h14c", "r10", "r10"), ("h60c", None, None),
    ]  # fmt: skip
    assert rows["parties"][0]["named"] == 2 and rows["blows"][0]["day"] == "2020-01-13"


REBUFFED = (20, 23, 90, 150, 158)


def year(*, displaced: bool) -> Record:
    """Five rebuffs in two hundred days, and twelve blows at c: after them, or on any days."""
    days = (22, 25, 28, 31, 93, 97, 99, 153, 157, 161, 166, 168)
    if not displaced:
        days = tuple(int(d) for d in np.linspace(3, 195, 12))
    return told(*(rebuff(d) for d in REBUFFED), *(blow(d) for d in days), blow(5, "d"), blow(100, "b"))


def test_the_one_turned_on_is_named() -> None:
    row = displacement.displaced(year(displaced=True), "a", other="b")
    assert (row.then, row.turned_on, row.why) == (12, "c", "")
    assert row.p is not None and row.p <= 0.05 and row.ratio.low is not None and row.ratio.low > 1


def test_control_blows_that_come_anyway() -> None:
    row = displacement.displaced(year(displaced=False), "a", other="b")
    assert row.turned_on is None and row.p is not None and row.p > 0.2


def test_a_short_record_is_not_judged() -> None:
    row = displacement.displaced(told(rebuff(10), blow(12), as_of=60), "a", other="b")
    assert row.p is None and row.turned_on is None and "20" in row.why


def test_frustrated_days_lie_within_the_record() -> None:
    days = displacement.frustrated(told(rebuff(190)), "a", other="b")
    assert min(days) == DAY0 + 191 and max(days) == DAY0 + 200
