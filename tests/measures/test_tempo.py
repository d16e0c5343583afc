from __future__ import annotations

import pytest
from hypothesis import given, settings

from counterpoint.measures import tempo
from counterpoint.record.record import Record, day

from .measure_records import DAY0, act, record, records


def test_counts_gaps_and_initiative_by_hand() -> None:
    where = record(
        act("1", 0, "a", "meet", channel="front"),
        act("2", 3, "b", "meet", channel="front"),
        act("3", 20, "b", "meet", channel="front"),  # 17 days of silence: b begins again
        act("4", 21, "a", "blame", channel="press"),
        act("h", 37, "a", "blame", channel="home"),  # said at home
        act("5", 40, "a", "meet", channel="front"),
        act("6", 40, "b", "meet", channel="front"),  # tied
        as_of=41,
    )
    table = tempo.compute(where)
    front = table["channels"][0]
    assert (table["turns"], front["by_turn"]) == (6, [2, 0, 1, 0, 0, 2])
    assert (front["longest_gap_days"], front["longest_gap_from"]) == (20, "2020-01-21")
    assert front["days_since_last"] == 1 and front["by_party"] == {"a": 2, "b": 3}
    assert (table["busiest_channel"], table["busiest_turn"]) == ("front", 5)
    assert [e["begun_by"] for e in table["exchanges"]] == ["a", "b", None]
    assert table["exchanges"][1]["silence_before"] == 17 and table["tied"] == 1
    assert [r["begun"]["value"] for r in table["initiative"]] == [0.5, 0.5]


def test_a_level_halves_in_its_half_life() -> None:
    state = tempo.step(tempo.start(), act("1", 0, "a", "meet", channel="front"))
    state = tempo.step(state, act("2", 21, "a", "meet", channel="front"))
    assert tempo.level(state, DAY0 + 21) == {"front": pytest.approx(1.5)}
    assert tempo.level(state, DAY0 + 42) == {"front": pytest.approx(0.75)}


def by_definition(where: Record, channel: str | None, now: int) -> float:
    own = [a for a in where.acts if a.channel == channel]
    return sum(float(2.0 ** (-(now - day(a)) / tempo.HALF_LIFE)) for a in own)


@settings(max_examples=40, deadline=None)
@given(where=records())
def test_stepping_equals_the_sum_over_all_acts(where: Record) -> None:
    now = max([where.as_of, *(day(a) for a in where.acts)])
    levels = tempo.level(tempo.tempo(where), now)
    assert set(levels) == {a.channel for a in where.acts}
    for channel, value in levels.items():
        assert value == pytest.approx(by_definition(where, channel, now))


def test_the_stepping_law_catches_a_wrong_half_life(monkeypatch: pytest.MonkeyPatch) -> None:
    where = record(act("1", 0, "a", "meet"), act("2", 30, "a", "meet"))
    right = by_definition(where, None, where.as_of)
    monkeypatch.setattr(tempo, "HALF_LIFE", 20.0)
    assert tempo.level(tempo.tempo(where), where.as_of)[None] != pytest.approx(right)


@settings(max_examples=40, deadline=None)
@given(where=records())
def test_every_act_is_in_one_turn_and_one_exchange(where: Record) -> None:
    table = tempo.compute(where)
    assert sum(sum(row["by_turn"]) for row in table["channels"]) == len(where.acts)
    abroad = [a for a in where.acts if a.channel != "home"]
    assert sum(e["acts"] for e in table["exchanges"]) == len(abroad)
