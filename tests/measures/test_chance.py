from __future__ import annotations

import numpy as np
import pytest

from counterpoint.measures import chance


def test_overlap_by_hand() -> None:
    marks, where = np.array([1.0, 0.0, 2.0, 0.0]), np.array([1.0, 1.0, 0.0, 0.0])
    assert chance.overlap(marks, where).tolist() == [1.0, 2.0, 2.0, 1.0]
    assert chance.overlap(marks, where, step=2).tolist() == [1.0, 2.0]


def test_what_fades_by_hand() -> None:
    marks = np.array([1.0, 0.0, 0.0, 2.0])
    left = chance.faded(marks, half=1.0)
    assert left.tolist() == [1.0 + 1.0, 0.5 + 0.5, 0.25 + 0.25, 0.125 + 2.0]
    assert chance.faded(np.roll(marks, 1), half=1.0).tolist() == np.roll(left, 1).tolist()


def test_the_greater_of_two_ways_is_counted_in_their_own_deviations() -> None:
    found = chance.greater(np.array([0.0, 2.0]), np.array([500.0, 100.0]))
    assert found == pytest.approx([1.0, 1.0])
    assert chance.greater(np.ones(3), np.ones(3)).tolist() == [0.0, 0.0, 0.0]


def test_falls_by_hand() -> None:
    own, whole = np.array([2.0, 2.0, 2.0, 0.0, 0.0, 0.0]), np.full(6, 2.0)
    fallen = chance.falls(own, whole, begins=3, half=1.0, least=4)
    assert fallen[0] == pytest.approx(1.0) and len(fallen) == 3  # with turns 2 and 4, which leave four on either side
    acts, late = np.repeat(own, 2) / 2, np.repeat(np.arange(6) >= 2, 2)
    slowly = np.repeat([0.0, 0.0, 0.5, 0.75, 0.875, 0.9375], 2)
    expected = max(-np.corrcoef(acts, after)[0, 1] for after in (late, slowly))
    assert fallen[1] == pytest.approx(expected)
    assert not chance.falls(whole, whole, begins=3, half=1.0, least=4).any()


def test_shifts_that_leave_nothing_to_compare_count_as_much() -> None:
    assert chance.share_as_high(np.array([2.0, 1.0, np.nan, 3.0])) == 0.75
    assert chance.share_as_high(np.array([np.nan, 1.0])) == 0.5


def test_p_is_uniform_where_neither_heeds_the_other() -> None:
    rng = np.random.default_rng(7)
    ps = []
    for _ in range(400):
        where = np.repeat(rng.random(30) < 0.4, 7).astype(float)
        marks = rng.poisson(np.repeat(rng.gamma(0.5, 0.6, 30), 7)).astype(float)
        ps.append(chance.share_as_high(chance.overlap(marks, where, step=7)))
    for level in (0.05, 0.1, 0.2):
        assert np.mean(np.array(ps) <= level) <= level + 0.03
    assert np.mean(np.array(ps) <= 0.5) == pytest.approx(0.5, abs=0.1)


def lagging(*, heed: bool, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """150 weeks: talks in spells; harm as the talks were three weeks before (heed), or in spells of its own."""
    rng = np.random.default_rng((8, seed))
    talks, own = (np.repeat(np.arange(60) % 2 > 0, rng.geometric(0.07, 60))[-150:] for _ in range(2))
    harm = rng.poisson(0.1 + 0.9 * np.roll(talks, 3) if heed else 0.1 + 0.9 * own)
    return harm.astype(float), (talks & (rng.random(150) < 0.7)).astype(float)


def seen(*, heed: bool, lag: bool, runs: int) -> float:
    """The share of records in which harm is seen to go with the talks: at once, or at once or later (lag)."""
    found = 0
    for seed in range(runs):
        harm, talks = lagging(heed=heed, seed=seed)
        at_once = chance.overlap(harm, talks)
        table = chance.greater(at_once, chance.overlap(harm, chance.faded(talks, half=3.0))) if lag else at_once
        found += chance.share_as_high(table) <= chance.SEEN
    return found / runs


def may(runs: int) -> float:
    """The share of so many records in which chance alone may be seen: SEEN and three standard errors."""
    return chance.SEEN + 3 * float(np.sqrt(chance.SEEN * (1 - chance.SEEN) / runs))


def test_what_follows_later_is_seen_where_what_comes_at_once_is_not() -> None:
    assert seen(heed=True, lag=True, runs=60) > 0.7 > 0.5 > seen(heed=True, lag=False, runs=60)


def test_spells_of_their_own_are_seen_no_more_often_than_they_may() -> None:
    assert seen(heed=False, lag=True, runs=200) <= may(200)


def test_the_check_of_spells_catches_shuffled_weeks() -> None:
    """Positive control: shuffling takes two that come in spells for one that heeds the other."""
    found = 0
    for seed in range(100):
        harm, talks = lagging(heed=False, seed=seed)
        left, rng = chance.faded(talks, half=3.0), np.random.default_rng((9, seed))
        ways = np.array([left @ harm, *(left @ rng.permutation(harm) for _ in range(99))])
        found += chance.share_as_high(ways) <= chance.SEEN
    assert found / 100 > may(100)


def test_control_marks_that_keep_to_their_days_are_seen() -> None:
    rng = np.random.default_rng(7)
    where = np.repeat(rng.random(30) < 0.4, 7).astype(float)
    marks = rng.poisson(0.05 + 0.4 * where).astype(float)
    assert chance.share_as_high(chance.overlap(marks, where, step=7)) <= chance.SEEN
