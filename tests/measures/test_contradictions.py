from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from counterpoint.measures import contradictions
from counterpoint.record.record import Record

from .measure_records import act, record, records


def rules(where: Record) -> list[tuple[str, str, str]]:
    return [(c.rule, c.first, c.second) for c in contradictions.contradictions(where)]


def pair(one: dict[str, Any], other: dict[str, Any], *, apart: int = 5) -> list[str]:
    """The rules under which two acts of party a towards b fall; actors a1 and a2 unless said."""
    first = act("x", 0, **({"actor": "a1", "target": "b"} | one))
    second = act("y", apart, **({"actor": "a2", "target": "b"} | other))
    return [c.rule for c in contradictions.contradictions(record(first, second))]


POSITION_0 = {"kind": "offer", "issue": "land", "position": 0.1}
POSITION_1 = {"kind": "demand", "issue": "land", "position": 0.7}


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (POSITION_0, POSITION_1, "opposed_positions"),
        ({"kind": "accept", "issue": "land"}, {"kind": "reject", "issue": "land"}, "accept_reject"),
        ({"kind": "accept", "answers": ("q",)}, {"kind": "reject", "answers": ("q",)}, "accept_reject"),
        ({"kind": "threaten"}, {"kind": "assure"}, "word_threat"),
        ({"kind": "truce"}, {"kind": "strike"}, "deed_word"),
        ({"kind": "truce"}, {"kind": "breach"}, "deed_word"),
        ({"kind": "praise", "target": "b1"}, {"kind": "blame", "target": "b1"}, "praise_blame"),
        ({"kind": "meet"}, {"kind": "leak_deny", "disowns": ("x",)}, "declared"),
        ({"kind": "meet"}, {"kind": "meet", "contradicts": ("x",), "disowns": ("x",)}, "declared"),
    ],
)
def test_each_rule_finds_its_pair_once(one: dict[str, Any], other: dict[str, Any], rule: str) -> None:
    assert pair(one, other) == [rule]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (POSITION_0, {**POSITION_1, "position": 0.5}),
        (POSITION_0, {**POSITION_1, "issue": "visas"}),
        (POSITION_0, {**POSITION_1, "actor": "a1"}),  # one envoy on one channel may change his mind
        (POSITION_0, {**POSITION_1, "kind": "probe"}),
        (POSITION_0, {**POSITION_1, "actor": "b1"}),  # the other party may disagree
        ({"kind": "accept"}, {"kind": "reject"}),
        ({"kind": "threaten"}, {"kind": "assure", "target": "a"}),
        ({"kind": "strike"}, {"kind": "truce"}),  # a truce after a strike contradicts nothing
        ({"kind": "truce", "until": 3}, {"kind": "strike"}),
        ({"kind": "praise", "target": "b1"}, {"kind": "blame", "target": "b"}),
    ],
)
def test_what_can_both_hold_is_left_alone(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert pair(one, other) == []


def test_the_window_holds_but_not_for_declared_pairs() -> None:
    assert pair(POSITION_0, POSITION_1, apart=30) == ["opposed_positions"]
    assert pair(POSITION_0, POSITION_1, apart=31) == []
    assert pair(POSITION_0, {**POSITION_1, "contradicts": ("x",)}, apart=300) == ["declared"]


def test_two_acts_that_name_each_other_are_one_pair() -> None:
    where = record(act("x", 0, "a1", "meet", contradicts=("y",)), act("y", 1, "a2", "meet", contradicts=("x",)))
    assert rules(where) == [("declared", "x", "y")]


def test_a_deed_needs_no_other_envoy() -> None:
    where = record(act("t", 0, "a", "truce", target="b"), act("s", 1, "a", "strike", target="b1"))
    assert rules(where) == [("deed_word", "t", "s")]


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ({"channel": "press"}, {"channel": "back"}, True),
        ({"channel": "front"}, {"channel": "back"}, None),
        ({"channel": "back", "audience": ("a_home",)}, {"channel": "front", "audience": ("a_firms",)}, True),
        ({"channel": "back", "audience": ("a_home",)}, {"channel": "front", "audience": ("a_home",)}, False),
    ],
)
def test_whether_the_audiences_differ(one: dict[str, Any], other: dict[str, Any], answer: bool | None) -> None:
    where = record(act("x", 0, "a1", "praise", target="b", **one), act("y", 1, "a1", "blame", target="b", **other))
    assert contradictions.contradictions(where)[0].different_audiences is answer


def test_the_report_counts_per_party_and_rule() -> None:
    where = record(act("x", 0, "a1", **POSITION_0), act("y", 1, "a2", **POSITION_1))
    table = contradictions.compute(where)
    of_a = table["parties"][0]
    assert (of_a["pairs"], of_a["by_rule"]["opposed_positions"], of_a["between_envoys"]) == (1, 1, 1)
    assert table["pairs"][0]["second_day"] == "2020-01-02" and table["window_days"] == 30


@settings(max_examples=60, deadline=None)
@given(where=records())
def test_pairs_are_of_one_party_in_order_and_listed_once(where: Record) -> None:
    found = contradictions.contradictions(where)
    assert len({frozenset((c.first, c.second)) for c in found}) == len(found)
    for c in found:
        one, other = (where.acts[where.place[i]] for i in (c.first, c.second))
        assert where.actor_party(one) == where.actor_party(other) == c.party
        assert where.place[c.first] < where.place[c.second]
        assert c.rule == "declared" or 0 <= c.days <= contradictions.WINDOW
