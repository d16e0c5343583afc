"""How far `outcome` sees what the archives say was agreed: the figures of its Status, counted anew."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.read import read_case
from counterpoint.evaluation.truth import read_truth
from counterpoint.measures import deals, outcome
from counterpoint.record.record import day, make_record

MONTH = 31


def agreements(days: int) -> Iterator[tuple[deals.Course, int, int]]:
    """What passed between the two of each agreement of the truths, and so many days about it (ordinals)."""
    for name in bundled_cases():
        case, _ = read_case(find_case(name))
        assert case is not None
        truth, _ = read_truth(find_case(name), case)
        for one in truth.agreements if truth else ():
            course = deals.course(make_record(case), (one.between[0], one.between[1]))
            yield course, one.date.first.toordinal() - days, one.date.last.toordinal() + days


def seen(days: int = MONTH) -> tuple[int, int, int, int]:
    """Agreements; those near which a yes counts, of which something stands, and near which no yes is on record."""
    every = near = stands = bare = 0
    for course, first, last in agreements(days):
        every += 1
        near += any(first <= leap.day <= last for leap in course.leaps)
        stands += any(first <= deal.day <= last for deal in course.deals)
        bare += not any(first <= day(act) <= last for act in course.acts if act.kind in deals.YES)
    return every, near, stands, bare


def test_the_status_says_how_many() -> None:
    every, near, stands, bare = seen()
    told = f"Of {every} agreements that the bundled truths name it counts a yes within a month at {near}"
    more = f"near {bare} of the other {every - near} no yes and no signature is on record"
    status = " ".join((outcome.__doc__ or "").split())
    assert f"{told}, and of {stands} something stands" in status and more in status


def test_control_nothing_is_counted_where_no_day_is_near() -> None:
    every, near, stands, bare = seen(-40)
    assert (near, stands, bare) == (0, 0, every)
