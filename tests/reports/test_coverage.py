"""What the record sees of a channel is a share of the days on which the channel was there."""

from __future__ import annotations

from dataclasses import replace

from sample import sample_assessment, sample_case, when

from counterpoint.case.model import Channel, Coverage, Seat
from counterpoint.case.when import parse_when
from counterpoint.inference.assess import coverage
from counterpoint.record.record import Record, make_record
from counterpoint.reports.method import channels
from counterpoint.reports.pages import make_desk

SEATS = (Seat("ard"), Seat("bel"))
SHORT = Channel("short", "Short", "ministers", seats=SEATS, opened=parse_when(when(10)), closed=parse_when(when(19)),
                coverage=(Coverage("full", parse_when(when(10)), parse_when(when(14))),))  # fmt: skip
LONG = replace(SHORT, id="long", name="Long", opened=None, closed=None)
LATER = replace(SHORT, id="later", name="Later", opened=parse_when(when(4000)), closed=None, coverage=())


def _record(*more: Channel) -> Record:
    case = sample_case()
    return make_record(replace(case, channels=(*case.channels, *more)))


def test_days_on_which_a_channel_was_not_there_do_not_count() -> None:
    assert coverage(_record(SHORT))["short"] == {"full": 0.5, "partial": 0.5, "none": 0.0}


def test_without_dates_all_days_of_the_record_count() -> None:
    """Positive control: the same five days are a small share where the channel was always there."""
    assert coverage(_record(LONG))["long"]["full"] < 0.05


def test_a_channel_that_was_never_open_has_no_shares_and_the_page_says_so() -> None:
    record = _record(LATER)
    assert coverage(record)["later"] == {"full": 0.0, "partial": 0.0, "none": 0.0}
    desk = make_desk(record, {**sample_assessment(record.case), "coverage": coverage(record)})
    (table,) = channels(desk).grids
    seen = {row[0].text: row[-1].text for row in table.rows}
    assert seen["Later"] == "not open in this period"
    assert "not open in this period" not in {text for name, text in seen.items() if name != "Later"}
