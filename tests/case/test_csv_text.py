"""Sheets as rows with lines."""

from __future__ import annotations

import pytest

from counterpoint.case import csv_text
from counterpoint.case.csv_text import Sheet, read_sheet
from counterpoint.case.problem import Problem

KNOWN = ("id", "date", "actor", "kind", "source", "note", "answers")


def read(text: str) -> tuple[Sheet | None, list[Problem]]:
    return read_sheet(text, "acts.csv", known=KNOWN, required=("id", "date"))


def test_lines_with_quoted_newlines_blank_rows_and_any_line_ends() -> None:
    for end in ("\n", "\r\n", "\r"):
        text = f'id,date,note{end}a,2024,"one{end}two"{end}{end},,{end}b,2024,{end}   {end}c,2024,x{end}'
        sheet, problems = read(text)
        assert sheet is not None and not problems
        assert [row.line for row in sheet.rows] == [2, 6, 8]
        assert sheet.rows[0].cells == {"id": "a", "date": "2024", "note": f"one{end}two"}
        assert sheet.rows[1].cells == {"id": "b", "date": "2024"}


def test_a_semicolon_file_keeps_its_quoted_lists() -> None:
    sheet, (problem,) = read('id;date;answers\na;2024;"b;c"\n')
    assert sheet is not None and sheet.rows[0].cells["answers"] == "b;c"
    assert problem.severity == "warning" and problem.got == "semicolons"


def test_the_separator_line_of_a_spreadsheet() -> None:
    sheet, problems = read("sep=;\nid;date\na;2024\n")
    assert sheet is not None and sheet.rows[0].line == 3 and problems[0].line == 2


def test_headers_in_any_case_and_with_a_mark() -> None:
    sheet, problems = read("\ufeffID , Date\na,2024\n")
    assert sheet is not None and not problems and sheet.rows[0].cells == {"id": "a", "date": "2024"}


def test_trailing_blank_columns_are_forgiven() -> None:
    sheet, problems = read("id,date,,\na,2024,,\nb,2024,,,,\n")
    assert sheet is not None and not problems and len(sheet.rows) == 2


def test_rows_that_do_not_fit_keep_their_id() -> None:
    sheet, problems = read("id,date,note\na,2024\nb,2024,x,y\nc,2024,z\n")
    assert sheet is not None and [row.cells["id"] for row in sheet.spoiled] == ["a", "b"]
    assert [p.line for p in problems] == [2, 3] and len(sheet.rows) == 1


def test_an_open_quote_is_told_where_it_opens() -> None:
    _, (problem,) = read('id,date,note\na,2024,x\nb,2024,"open\nc,2024,x\nd,2024,x\n')
    assert problem.line == 3 and "closing quote" in problem.expected


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_text, "MAX_ROWS", 2)
    sheet, (problem,) = read("id,date\na,2024\nb,2024\nc,2024\nd,2024\n")
    assert sheet is not None and len(sheet.rows) == 2 and sheet.spoiled and problem.line == 4


def test_a_row_without_end_is_stopped() -> None:
    sheet, problems = read("id,date\na,2024" + "," * 3_000_000 + "\nb,2024\n")
    assert sheet is not None and not sheet.rows and len(problems) == 1 and problems[0].line == 2
