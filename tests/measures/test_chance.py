from __future__ import annotations

import numpy as np
import pytest

from counterpoint.measures import chance


def test_overlap_by_hand() -> None:
    marks, where = np.array([1.0, 0.0, 2.0, 0.0]), np.array([1.0, 1.0, 0.0, 0.0])
    assert chance.overlap(marks, where).tolist() == [1.0, 2.0, 2.0, 1.0]
    assert chance.overlap(marks, where, step=2).tolist() == [1.0, 2.0]


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


def test_control_marks_that_keep_to_their_days_are_seen() -> None:
    rng = np.random.default_rng(7)
    where = np.repeat(rng.random(30) < 0.4, 7).astype(float)
    marks = rng.poisson(0.05 + 0.4 * where).astype(float)
    assert chance.share_as_high(chance.overlap(marks, where, step=7)) <= chance.SEEN
