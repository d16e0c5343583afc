from __future__ import annotations

import pytest
from hypothesis import given, settings

from counterpoint.case.model import Issue, Stake
from counterpoint.measures import positions
from counterpoint.record.record import Record

from .measure_records import ISSUES, act, record, records

TALKS = record(
    act("b0", 0, "b", "demand", target="a", issue="land", position=1.0),
    act("a0", 1, "a", "demand", target="b", issue="land", position=0.0),
    act("a1_", 2, "a1", "soften", target="b", issue="land", position=0.3),  # concedes .3
    act("b1_", 3, "b", "soften", target="a", issue="land", position=0.8),  # concedes .2
    act("a2_", 4, "a", "demand", target="b", issue="land", position=0.1),  # takes .2 back
    act("p", 5, "a", "probe", target="b", issue="land", position=0.9),  # floated, not owned
)


def test_concessions_retractions_and_what_is_left_by_hand() -> None:
    table = positions.compute(TALKS)
    of_a = next(c for c in table["courses"] if c["party"] == "a")
    assert of_a == {
        "party": "a",
        "issue": "land",
        "stated": 3,
        "first": 0.0,
        "last": 0.1,
        "drift": 0.1,
        "conceded": 0.3,
        "retracted": 0.2,
        "retractions": 1,
        "net": 0.1,
        "why": "",
    }
    land = next(d for d in table["distances"] if d["issue"] == "land")
    assert (land["left"], land["nearness"]) == (0.7, 0.3)
    assert [m["conceded"] for m in table["moves"]] == [None, None, 0.3, 0.2, -0.2]


def test_going_past_the_other_concedes_only_up_to_it() -> None:
    where = record(
        act("b", 0, "b", "demand", issue="land", position=0.5),
        act("a", 1, "a", "demand", issue="land", position=0.2),
        act("c", 2, "a", "demand", issue="land", position=0.8),
    )
    assert positions.moves(where)[-1].conceded == pytest.approx(0.0)


def test_one_silent_party_leaves_the_distance_unknown() -> None:
    table = positions.compute(record(act("a", 1, "a", "offer", issue="land", position=0.2)))
    assert table["distances"][0]["left"] is None and table["distances"][0]["why"]
    assert table["courses"][0]["net"] is None and table["courses"][0]["why"]


def test_declared_positions_may_be_the_start() -> None:
    stakes = (Stake(party="a", declared=0.2), Stake(party="b", declared=0.6), Stake(party="c"))
    state = positions.start((Issue(id="land", name="l", zero="0", one="1", stakes=stakes),))
    assert positions.nearness(state, "land", "a", "b") == pytest.approx(0.6)
    assert positions.nearness(state, "land", "a", "c") is None
    assert positions.start(ISSUES) == positions.start()


@settings(max_examples=40, deadline=None)
@given(where=records())
def test_stepping_equals_the_whole_and_leaves_states_alone(where: Record) -> None:
    state, passed = positions.start(), []
    for one in where.acts:
        before = dict(state.held)
        after = positions.step(state, one, by=where.actor_party(one))
        assert dict(state.held) == before
        passed.append(state)
        state = after
    assert state == positions.stands(where)
    last = {(m.issue, m.party): m.after for m in positions.moves(where)}
    assert dict(state.held) == last


@settings(max_examples=40, deadline=None)
@given(where=records())
def test_nearness_is_a_symmetric_share(where: Record) -> None:
    state = positions.stands(where)
    near = positions.nearness(state, "land", "a", "b")
    assert near == positions.nearness(state, "land", "b", "a")
    assert near is None or 0.0 <= near <= 1.0


@settings(max_examples=40, deadline=None)
@given(where=records())
def test_two_parties_gaps_close_by_what_both_concede(where: Record) -> None:
    """From the first day both have spoken, gap then - gap now = all judged concessions."""
    made = [m for m in positions.moves(where) if m.issue == "land"]
    spoken: dict[str, float] = {}
    first_gap = None
    for m in made:
        spoken[m.party] = m.after
        if len(spoken) == 2:
            first_gap = abs(spoken["a"] - spoken["b"])
            break
    if first_gap is not None:
        near = positions.nearness(positions.stands(where), "land", "a", "b")
        assert near is not None
        assert first_gap - (1.0 - near) == pytest.approx(sum(m.conceded or 0.0 for m in made))
