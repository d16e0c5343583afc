from __future__ import annotations

import pytest
from scipy import stats

from counterpoint.measures import proportions


@pytest.mark.parametrize(("k", "n"), [(0, 5), (1, 2), (3, 10), (10, 10), (40, 900)])
def test_intervals_agree_with_scipy(k: int, n: int) -> None:
    result = stats.binomtest(k, n)
    wilson, exact = result.proportion_ci(method="wilson"), result.proportion_ci(method="exact")
    share = proportions.wilson(k, n)
    assert (share.low, share.high) == pytest.approx((wilson.low, wilson.high), abs=1e-9)
    assert proportions.clopper_pearson(k, n) == pytest.approx((exact.low, exact.high), abs=1e-9)


def test_no_trials_tell_nothing() -> None:
    share = proportions.wilson(0, 0)
    assert (share.value, share.low, share.high) == (None, 0.0, 1.0) and share.why
    assert proportions.clopper_pearson(0, 0) == (0.0, 1.0)


def test_a_rate_ratio_by_hand() -> None:
    ratio = proportions.rate_ratio(6, 4, time_a=20, time_b=80)
    exact = stats.binomtest(6, 10).proportion_ci(method="exact")
    assert ratio.value == pytest.approx(6.0)
    assert ratio.low == pytest.approx(exact.low / (1 - exact.low) * 4)
    assert ratio.high == pytest.approx(exact.high / (1 - exact.high) * 4)


def test_a_rate_ratio_that_is_not_defined_says_why() -> None:
    nothing = proportions.rate_ratio(0, 0, time_a=1, time_b=1)
    no_days = proportions.rate_ratio(3, 1, time_a=0, time_b=9)
    against_none = proportions.rate_ratio(3, 0, time_a=1, time_b=1)
    assert nothing.value is no_days.value is against_none.value is None
    assert nothing.why and no_days.why and against_none.why
    assert against_none.low is not None and against_none.low > 0 and against_none.high is None


def test_the_exact_interval_covers_as_it_says() -> None:
    """Over all outcomes of 12 trials with share .3, the interval holds the truth at least 95% of the time."""
    inside = [lo <= 0.3 <= hi for lo, hi in (proportions.clopper_pearson(k, 12) for k in range(13))]
    cover = sum(float(stats.binom.pmf(k, 12, 0.3)) for k in range(13) if inside[k])
    half = [abs(k / 12 - 0.3) <= 0.1 for k in range(13)]  # too narrow an interval fails the same check
    assert cover >= 0.95 > sum(float(stats.binom.pmf(k, 12, 0.3)) for k in range(13) if half[k])
