from __future__ import annotations

import pytest

from counterpoint.measures import gestures

from .measure_records import DAY0, act, deadline, record


def test_gestures_near_a_deadline_by_hand() -> None:
    where = record(
        act("far", 0, "a", "praise", target="b"),
        act("near", 95, "a", "truce", target="b", until=99),
        act("hit", 98, "a", "strike", target="b"),
        act("eve", 100, "a", "offer", target="b"),
        act("b", 96, "b", "offer", target="a"),
        as_of=199,
        deadlines=(deadline("d", 100, of="a"),),
    )
    made = gestures.gestures(where, "a")
    assert [(g.act, g.deadline, g.days_to, g.outcome) for g in made] == [
        ("far", None, None, "quiet"),
        ("near", "d", 5, "broken"),
        ("eve", "d", 0, "quiet"),
    ]
    timing = gestures.timing(where, "a")
    assert (timing.near, timing.near_days, timing.otherwise, timing.other_days) == (2, 11, 1, 189)
    assert timing.ratio.value == pytest.approx((2 / 11) / (1 / 189))
    assert gestures.timing(where, "b").near_days == 0  # the deadline is not on b


def test_moved_dates_announcements_and_ultimata_open_windows() -> None:
    where = record(
        act("u", 50, "b", "ultimatum", target="a", deadline=55),
        act("end", 200, "b", "meet"),
        act("begin", 0, "b", "meet"),
        deadlines=(deadline("d", 100, of="a", moved=(120,)),),
    )
    days = [(w.deadline, w.first - DAY0, w.last - DAY0) for w in gestures.windows(where, "a")]
    assert days == [("d", 90, 100), ("d", 110, 120), ("u", 50, 55)]


@pytest.mark.parametrize(
    ("then", "as_of", "outcome"),
    [
        (None, 100, "quiet"),
        (None, 20, "too_early"),
        (act("s", 20, "a1", "strike", target="b"), 20, "struck"),
        (act("s", 31, "a", "strike", target="b"), 100, "quiet"),
        (act("s", 20, "a", "strike", target="a"), 100, "quiet"),
    ],
)
def test_what_became_of_a_gesture(then: object, as_of: int, outcome: str) -> None:
    acts = [act("g", 0, "a", "offer", target="b"), *([then] if then is not None else [])]
    assert gestures.gestures(record(*acts, as_of=as_of), "a")[0].outcome == outcome


def test_a_promise_keeps_its_own_fate() -> None:
    def fate(*later: object, as_of: int = 200) -> str:
        return gestures.gestures(record(act("g", 0, "a", "assure", target="b"), *later, as_of=as_of), "a")[0].outcome

    assert fate() == "pending"
    assert fate(act("k", 9, "a", "ease", keeps=("g",))) == "kept"
    assert fate(act("k", 90, "a", "ease", keeps=("g",))) == "pending"  # kept, but not within a month


def test_vague_dates_are_left_out_and_counted() -> None:
    where = record(act("g", "2020-02", "a", "offer"), act("z", 100, "b", "meet"))
    assert gestures.gestures(where, "a") == ()
    assert gestures.compute(where)["parties"][0]["too_vague"] == 1


def test_no_deadline_gives_no_ratio_and_says_why() -> None:
    ratio = gestures.timing(record(act("g", 5, "a", "offer")), "a").ratio
    assert ratio.value is None and "no days" in ratio.why
