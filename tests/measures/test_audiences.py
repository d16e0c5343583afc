from __future__ import annotations

import pytest

from counterpoint.measures import audiences

from .measure_records import act, record


def test_public_against_private_by_hand() -> None:
    where = record(
        act("1", 0, "a", "blame", target="b", channel="press", issue="land", tone=-2.0),
        act("2", 1, "a", "demand", target="b", channel="press", issue="land", position=0.1, tone=-1.0),
        act("3", 2, "a1", "offer", target="b1", channel="back", issue="land", position=0.5),  # tone 1 by kind
        act("4", 3, "a", "strike", target="b"),  # a deed is no message
    )
    rows = {r.about: r for r in audiences.two_voices(where, "a")}
    assert (rows["b"].public.messages, rows["b"].private.messages) == (2, 1)
    assert rows["b"].tone_difference == pytest.approx(-2.5)
    assert rows["b"].position_difference is None
    assert rows["land"].position_difference == pytest.approx(-0.4)


def test_one_voice_only_has_no_difference_and_says_why() -> None:
    (row,) = audiences.two_voices(record(act("1", 0, "a", "blame", target="b", channel="press")), "a")
    assert row.tone_difference is None and row.why == "no private message"


def test_each_audience_hears_its_own() -> None:
    where = record(
        act("1", 0, "a", "praise", target="b", audience=("a_firms",), issue="visas"),
        act("2", 1, "a", "blame", target="b", audience=("a_home", "a_firms"), issue="land"),
        act("3", 2, "a", "blame", target="b", audience=("a_home",), tone=-2.0),
    )
    rows = {r["about"]: r for r in audiences.compute(where)["by_audience"]}
    heard = {v["audience"]: (v["messages"], v["tone"]) for v in rows["b"]["audiences"]}
    assert heard == {"a_firms": (2, 0.0), "a_home": (2, -1.5)}
    assert rows["b"]["tone_spread"] == 1.5
    assert rows["visas"]["tone_spread"] is None and rows["visas"]["why"] == "one audience only"
