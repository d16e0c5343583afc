from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.typing import NDArray

from counterpoint.case.model import Act, Coverage
from counterpoint.measures import response
from counterpoint.record.record import Record, day, make_record

from .measure_records import CHANNELS, DAY0, act, case, on, record, records

Floats = NDArray[np.float64]


def swings(turns: int, *, follows: bool = True, seed: int = 5) -> Record:
    """b is cordial and cool in spells of two to six weeks; a acts thrice a week after a cool one, or every other."""
    rng, acts = np.random.default_rng(seed), list[Act]()
    cool = np.repeat(np.arange(turns) % 2 == 1, rng.integers(2, 7, size=turns))
    for week in range(turns):
        acts.append(act(f"b{week}", 7 * week, "b", "blame" if cool[week] else "praise", channel="press"))
        loud = week > 0 and cool[week - 1] if follows else week % 2 == 0
        for k in range(3 if loud else 0):
            acts.append(act(f"a{week}.{k}", 7 * week + 1 + k, "a", "meet", channel="front"))
    return record(*acts, start=on(0), as_of=7 * turns - 1)


def channel(where: Record, party: str, name: str) -> Any:
    rows = response.compute(where)["channels"]
    return next(r for r in rows if (r["party"], r["channel"]) == (party, name))


def test_the_mood_by_hand() -> None:
    where = record(
        act("1", 0, "b", "praise", tone=2),
        act("2", 14, "b", "blame", tone=-1),
        act("3", 14, "a", "blame", tone=-2),  # its own tone is not the other's mood
        start=on(0),
        as_of=27,
    )
    mood = response.moods(where, "a", other="b")
    half = 0.5 ** (14 / 7)
    assert np.isnan(mood[0])  # nothing heard before the first day
    assert mood[1:] == pytest.approx([2.0, 2.0, (2 * half - 1) / (half + 1)])


def test_a_planted_response_is_found() -> None:
    where = swings(60)
    row = channel(where, "a", "front")
    assert row["louder_when"] == "cooler" and row["r"] < -0.5 and row["p"] <= 0.05
    assert row["ratio"]["low"] > 1
    of_a = response.compute(where)["parties"][0]
    assert (of_a["strongest"], of_a["p_any"]) == ("front", row["p"])


def test_a_planted_response_is_mostly_found() -> None:
    found = [channel(swings(60, seed=seed), "a", "front")["p"] <= 0.05 for seed in range(20)]
    assert np.mean(found) > 0.8


def test_control_a_rhythm_that_follows_no_mood() -> None:
    row = channel(swings(60, follows=False), "a", "front")
    assert row["p"] > 0.2 and row["ratio"]["low"] < 1 < row["ratio"]["high"]


def test_the_counts_by_hand() -> None:
    where = swings(30)
    row = channel(where, "a", "front")
    mood = response.moods(where, "a", other="b")
    loud = [sum(a.id.startswith(f"a{week}.") for a in where.acts) for week in range(30)]
    below = [t for t in range(1, 30) if mood[t] < np.median(mood[1:])]
    assert row["turns"] == 29
    assert (row["cooler"]["turns"], row["cooler"]["acts"]) == (len(below), sum(loud[t] for t in below))
    assert row["cooler"]["days"] == 7 * len(below)


def test_the_correlations_by_their_definition() -> None:
    rng = np.random.default_rng(1)
    mood, loud = rng.normal(size=24), rng.poisson(2.0, size=(2, 24)).astype(np.float64)
    table, line = response.shifted(mood, loud), np.arange(24)

    def straight(series: Floats) -> Floats:
        return np.asarray(series - np.polyval(np.polyfit(line, series, 1), line))

    for i in range(2):
        for s in (0, 5):
            expected = np.corrcoef(straight(loud[i]), np.roll(straight(mood), s))[0, 1]
            assert table[i, s] == pytest.approx(expected)
    each, together = response.chances(table)
    assert each[0] == pytest.approx(np.mean(np.abs(table[0]) >= abs(table[0, 0]) - 1e-12))
    assert together >= min(each)


def drifting(rng: np.random.Generator, turns: int = 60) -> tuple[Floats, Floats]:
    """A slow mood and three channels with rhythms of their own; all of them drift; nothing ties them."""
    time = np.arange(turns)
    phase = rng.uniform(0, 2 * np.pi, size=(4, 1))
    wave = np.sin(2 * np.pi * time / 15 + phase)
    mood = wave[0] + rng.normal(scale=0.5, size=turns) + time / turns
    return mood, rng.poisson(1.5 + wave[1:] + 1.5 * time / turns).astype(np.float64)


def p_values(runs: int, *, straighten: bool = True) -> Floats:
    found = []
    for run in range(runs):
        mood, loud = drifting(np.random.default_rng((11, run)))
        if straighten:
            table = response.shifted(mood, loud)
        else:
            his = mood - mood.mean()
            turned = np.stack([np.roll(his, s) for s in range(len(his))])
            own = loud - loud.mean(axis=1, keepdims=True)
            table = own @ turned.T / np.linalg.norm(own, axis=1, keepdims=True)
        found.append(response.chances(table)[1])
    return np.array(found)


LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75)


def too_many(p: Floats) -> list[float]:
    """The levels at which p is below more often than its error and the coarseness of 60 shifts allow."""
    errors = {level: 3.5 * np.sqrt(level * (1 - level) / len(p)) + 1 / 60 for level in LEVELS}
    return [level for level in LEVELS if abs(np.mean(p <= level) - level) >= errors[level]]


def test_without_a_response_p_is_uniform() -> None:
    assert not too_many(p_values(400))


def test_the_uniformity_check_catches_series_that_merely_drift_together() -> None:
    assert too_many(p_values(400, straighten=False))


def whispered() -> Record:
    """b's cool words on a channel where a does not sit could be known to a on day 60 only."""
    said = [act(f"b{i}", 7 * i, "b", "praise", channel="press", tone=1) for i in range(3)]
    late = act("late", 21, "b", "blame", channel="back", tone=-2, known=60)
    return record(*said, late, start=on(0), as_of=100)


def test_a_tone_counts_from_the_day_it_could_be_heard() -> None:
    mood = response.moods(whispered(), "a", other="b")
    assert mood[4] == mood[8] == 1.0 and mood[9] < 1.0  # day 63 is the first turn to begin after day 60


def test_reading_a_tone_before_it_could_be_heard_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Positive control: with one clock the mood turns five weeks too early."""
    monkeypatch.setattr(response, "heard_from", lambda record, act, party: day(act))
    assert response.moods(whispered(), "a", other="b")[4] < 1.0


def hears_ahead(where: Record, turn: int) -> bool:
    """Whether a's mood of a turn changes when all that a could not have heard before it is taken away."""
    first = where.start + turn * where.case.turn_days
    then = make_record(where.case, as_of=min(first - 1, where.as_of), eyes="a")
    whole = response.moods(where, "a", other="b")[turn]
    heard = response.tones(then, "a", other="b")
    early = response._moods(where, heard)[turn]
    return not np.array_equal(whole, early, equal_nan=True)


@settings(max_examples=40, deadline=None)
@given(where=records(most=15))
def test_no_mood_hears_ahead(where: Record) -> None:
    length = len(response.moods(where, "a", other="b"))
    assert not any(hears_ahead(where, turn) for turn in range(0, length, 5))


def test_the_law_catches_a_mood_that_hears_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(response, "heard_from", lambda record, act, party: day(act))
    assert any(hears_ahead(whispered(), turn) for turn in range(9))


def test_the_interval_is_wider_where_acts_come_in_clusters() -> None:
    half = np.arange(20) < 10
    singly, clustered = np.ones(20), np.where(np.arange(20) % 10 == 0, 10.0, 0.0)
    days = np.full(20, 7)
    flat = response.dispersion((half, ~half), singly, days)
    wide = response.dispersion((half, ~half), clustered, days)
    assert flat == 1.0 and wide == pytest.approx(10.0)
    low, high = response.half(half, singly, days), response.half(~half, singly, days)
    narrow, broad = response.rate_ratio(low, high), response.rate_ratio(low, high, clustered=wide)
    assert narrow.value == broad.value == 1.0
    assert broad.low is not None and narrow.low is not None and broad.low < narrow.low < 1


@pytest.mark.parametrize(
    ("cooler", "warmer", "value", "why"),
    [
        ((5, 35, 0), (5, 35, 0), None, "does not act"),
        ((5, 35, 3), (5, 35, 0), None, "nothing was counted in the warmer"),
        ((5, 35, 0), (5, 35, 3), 0.0, ""),
        ((0, 0, 0), (5, 35, 3), None, "never lies"),
        ((5, 70, 4), (5, 35, 2), 1.0, ""),
    ],
)
def test_ratios_at_the_edges(cooler: Any, warmer: Any, value: float | None, why: str) -> None:
    found = response.rate_ratio(response.Half(*cooler), response.Half(*warmer))
    assert found.value == value and why in found.why


def test_too_few_say_so() -> None:
    assert channel(swings(15), "a", "front")["why"] == "too few turns with a mood: expected at least 20, got 14"
    few = record(*swings(60).acts, act("one", 3, "a", "meet", channel="back"), start=on(0), as_of=419)
    assert channel(few, "a", "back")["why"] == "too few acts: expected at least 4, got 1"
    silent = record(act("b", 0, "b", "praise"), *(act(f"{i}", 7 * i, "a", "meet", channel="front") for i in range(30)))
    row = channel(silent, "a", "front")
    assert row["p"] is None and row["why"] == "too few acts of the other heard: expected at least 4, got 1"
    even = [act(f"b{i}", 7 * i, "b", "praise") for i in range(30)]
    row = channel(record(*even, *(a for a in silent.acts if a.id != "b")), "a", "front")
    assert row["p"] is None and row["why"] == "the mood does not change"
    assert row["ratio"]["why"] == "the mood never lies both below and above its median"


def test_a_party_that_faces_nobody_and_an_empty_record_say_so() -> None:
    alone = response.compute(record(parties=()))
    assert (alone["parties"], alone["channels"], alone["why"]) == ([], [], "the record names no party")
    rows = response.compute(record())["parties"]
    assert all(r["heard"] == 0 and r["why"].startswith("too few") for r in rows)


def test_what_is_said_at_home_is_not_played_to_the_other() -> None:
    home = [act(f"h{i}", 7 * i, "a", "blame", channel="home") for i in range(10)]
    rows = response.compute(record(*swings(30).acts, *home))["channels"]
    assert "home" not in {r["channel"] for r in rows}


def test_covered_turns_are_counted() -> None:
    full = Coverage(level="full", since=on(0), until=on(69))
    channels = tuple(
        type(c)(id=c.id, name=c.name, level=c.level, visibility=c.visibility, seats=c.seats, coverage=(full,))
        for c in CHANNELS
    )
    where = make_record(case(*swings(30).acts, channels=channels, start=on(0)), as_of=DAY0 + 209)
    assert channel(where, "a", "front")["covered"] == 9  # ten weeks, less the first, which has no mood
