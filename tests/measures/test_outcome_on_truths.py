"""How far `outcome` sees what the archives say was agreed: the figures of its Status, counted anew."""

from __future__ import annotations

from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.read import read_case
from counterpoint.evaluation.truth import read_truth
from counterpoint.measures import deals, outcome
from counterpoint.record.record import make_record

MONTH = 31


def seen(days: int = MONTH) -> tuple[int, int, int]:
    """Agreements of the truths; those with a yes that counts within so many days, and of which something stands."""
    every = near = stands = 0
    for name in bundled_cases():
        case, _ = read_case(find_case(name))
        assert case is not None
        truth, _ = read_truth(find_case(name), case)
        for one in truth.agreements if truth else ():
            course = deals.course(make_record(case), (one.between[0], one.between[1]))
            first, last = one.date.first.toordinal() - days, one.date.last.toordinal() + days
            every += 1
            near += any(first <= leap.day <= last for leap in course.leaps)
            stands += any(first <= deal.day <= last for deal in course.deals)
    return every, near, stands


def test_the_status_says_how_many() -> None:
    every, near, stands = seen()
    told = f"Of {every} agreements that the bundled truths name it counts a yes within a month at {near}"
    assert f"{told}, and of {stands} something stands" in " ".join((outcome.__doc__ or "").split())


def test_control_nothing_is_counted_where_no_day_is_near() -> None:
    assert seen(-40)[1:] == (0, 0)
