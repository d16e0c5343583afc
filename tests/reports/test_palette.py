"""Colours that read in grey and for the colour blind; ticks, lanes and letters."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from counterpoint.reports.lettering import plain, width, wrap
from counterpoint.reports.marking import strictest
from counterpoint.reports.palette import PAPER, SOFT, VERDICT_COLOURS, lightness, tone_colour, tone_outline
from counterpoint.reports.timeline import Axis, apart, number_flags, ticks
from counterpoint.reports.words import decibans, figure, likelihood, percent


def test_tone_reads_in_grey() -> None:
    """Equal strength, opposite sign: at least 10 points of lightness apart, and a heavier outline for the hostile."""
    for strength in (1.0, 1.5, 2.0):
        hostile, cordial = tone_colour(-strength), tone_colour(strength)
        assert lightness(cordial) - lightness(hostile) > 10
        assert tone_outline(-strength)[1] > tone_outline(strength)[1] + 0.3
    assert lightness(PAPER) - 10 > lightness(tone_colour(0)) > lightness(tone_colour(1)), "not to be taken for open"
    assert not lightness("#3a80be") - lightness("#3a80be") > 10, "two equal greys must fail the measure"


def test_verdicts_differ_in_lightness_where_they_touch() -> None:
    order = [VERDICT_COLOURS[k] for k in ("good_faith", "hard_bargaining", "none", "bad_faith")]
    gaps = [abs(lightness(a) - lightness(b)) for a, b in pairwise(order)]
    assert gaps[0] > 8 and gaps[2] > 30


def test_secondary_text_has_contrast() -> None:
    assert lightness(PAPER) - lightness(SOFT) > 50


PHRASES = (
    (0.01, "almost no chance"),
    (0.05, "very unlikely"),
    (0.5, "roughly even chance"),
    (0.8, "very likely"),
    (0.97, "almost certain"),
    (1.0, "almost certain"),
)


@pytest.mark.parametrize(("p", "phrase"), PHRASES)
def test_likelihood_phrases_of_icd_203(p: float, phrase: str) -> None:
    assert likelihood(p) == phrase


def test_figures() -> None:
    assert [decibans(v) for v in (2.04, -0.31, 0.0, None)] == ["+2.0", "−0.3", "0.0", "–"]
    assert percent(0.997) == "> 99\xa0%" and percent(0.004) == "< 1\xa0%" and percent(float("nan")) == "–"
    assert figure(-0.123456) == "−0.12" and figure(12345) == "12,345" and figure(None) == "–"


@pytest.mark.parametrize("days", [1, 4, 30, 75, 76, 400, 4000, 40000])
@pytest.mark.parametrize("room", [300, 900])
def test_ticks_are_on_the_axis_and_apart(days: int, room: int) -> None:
    first = date(1950, 1, 5).toordinal()
    axis = Axis(first, first + days, 0, room)
    found = ticks(axis)
    assert all(axis.holds(t.day) for t in found)
    gaps = [axis.x(b.day) - axis.x(a.day) for a, b in pairwise(found)]
    assert min(gaps, default=99) >= 50


def test_numbers_that_stand_close_share_a_label() -> None:
    flags = number_flags([(10, "event"), (12, "event"), (100, "deadline")], 10)
    assert [f.rows for f in flags if f.rows] == [("1–2",), ("3",)]
    assert [f.kind for f in flags if not f.rows] == ["event", "event", "deadline"]


def test_heights_are_moved_apart_and_no_further() -> None:
    assert apart([10, 30, 50], 12) == [10, 30, 50]
    moved = apart([10, 11, 12, 80], 12)
    assert all(b - a >= 12 - 1e-9 for a, b in pairwise(moved)) and moved[3] == 80
    assert sum(moved[:3]) == pytest.approx(33)
    assert apart([90, 98, 99], 12, top=0, bottom=100) == pytest.approx([76, 88, 100])
    assert apart([0, 1, 60], 12, top=0, bottom=100) == pytest.approx([0, 12, 60])


def test_lettering() -> None:
    assert plain("a\x00b\u202ec\nd\ud800") == "a bc d"
    assert width("Wide", 10) > width("thin", 10)


@pytest.mark.parametrize(
    "text", ["several words that need lines " * 3, "x" * 99, "non-belligerent-governments of e\u0301te\u0301"]
)
def test_a_wrapped_text_is_whole_and_fits(text: str) -> None:
    rows = wrap(text, 60, 10)
    assert all(width(row, 10) <= 60 for row in rows)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")


def test_a_word_too_long_for_a_line_breaks_after_its_hyphen() -> None:
    assert wrap("the Secretary-General", 60, 10) == ["the", "Secretary-", "General"]
    assert wrap("", 60, 10) == [] and wrap("xx", 1, 10) == ["x", "x"], "where nothing fits, a letter a line"


def test_unknown_marking_counts_as_the_strictest() -> None:
    assert strictest("TLP:GREEN", None, "TLP:AMBER") == "TLP:AMBER"
    assert strictest("SECRET") == "TLP:RED" and strictest() == "TLP:CLEAR"
