"""A forecast on a terminal: every line fits, narrow or wide, and the columns of a table stand below one another."""

from __future__ import annotations

import io
import re
from copy import deepcopy

import pytest
from rich.console import Console
from sample import sample_case
from sample_forecast import sample_forecast

from counterpoint.reports.forecast_lines import forecast_lines, show
from counterpoint.reports.forecast_words import moved

CASE = sample_case()
DOCUMENT = sample_forecast(CASE)
WIDTHS = (60, 80, 100, 120)


@pytest.mark.parametrize("columns", WIDTHS)
def test_every_line_fits(columns: int) -> None:
    lines = forecast_lines(CASE, DOCUMENT, columns=columns)
    assert [line for line in lines if len(line) > columns] == []
    assert any(len(line) > columns - 20 for line in lines), "the width is made use of"


@pytest.mark.parametrize("columns", WIDTHS)
def test_nothing_is_left_out_where_it_is_narrow(columns: int) -> None:
    said = " ".join(" ".join(forecast_lines(CASE, DOCUMENT, columns=columns)).replace("\xa0", " ").split())
    for text in ("TLP:GREEN", "From 23 Jun 2031", "by chance", "by model", "base rate", "disengagement", "of Ardan",
                 "Passage through the Sund", "stated positions are close", "the model"):  # fmt: skip
        assert text in said, text


def test_what_moved_an_act_names_an_issue_only_where_the_act_does() -> None:
    """Positive control: of an act on an issue it is said, on the terminal and on the page."""
    document = deepcopy(DOCUMENT)
    for issue, named in ((CASE.issues[0].id, True), (None, False)):
        document["stories"][0]["acts"][0]["issue"] = issue
        lines = " ".join(" ".join(forecast_lines(CASE, document, columns=120)).split())
        words = moved(document["stories"][0]["acts"][0])[0]
        assert "stated positions are close" in lines and "stated positions are close" in words
        assert ("(on this issue)" in lines) == ("(on this issue)" in words) == named


def test_columns_stand_below_one_another() -> None:
    lines = forecast_lines(CASE, DOCUMENT, columns=100)
    start = next(i for i, line in enumerate(lines) if line.startswith("How it ends"))
    rows = lines[start : next(i for i, line in enumerate(lines) if line.startswith("by chance:"))]
    ends = {re.search(r"^.{22} +\S+(?:\s%)?", row).end() for row in rows[1:]}  # type: ignore[union-attr]
    assert len(ends) == 1, "the shares end in one column"


def test_a_forecast_without_any_ending_or_term() -> None:
    said = "\n".join(forecast_lines(CASE, sample_forecast(CASE, {"ongoing": 1.0}, settled=0.0), columns=60))
    assert "no run ended before the last turn" in said and "nothing was agreed on any issue" in said


def test_on_a_terminal_lines_are_as_wide_as_it_is() -> None:
    text = io.StringIO()
    show(CASE, DOCUMENT, Console(file=text, width=60, force_terminal=True, color_system=None))
    assert max(map(len, text.getvalue().splitlines())) <= 60 + len("\x1b[1m\x1b[0m")
