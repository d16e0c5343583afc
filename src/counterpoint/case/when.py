"""Dates that carry their own precision: 1969, 1969-04 or 1969-04-12."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

EXPECTED = "a date YYYY-MM-DD, YYYY-MM or YYYY"
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")
_SERIAL = re.compile(r"([0-9]{5})(?:\.0*)?")
_PARTS = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})[./-]([0-9]{2}|[0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})(?:[T ].*)?")


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A day, a month or a year: the first and the last day it may mean."""

    first: date
    last: date

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        if self.first.month == self.last.month:
            return self.first.isoformat()[:7]
        return f"{self.first.year:04d}"

    @property
    def precision(self) -> str:
        """day, month or year."""
        return {10: "day", 7: "month", 4: "year"}[len(str(self))]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            parse_when, serialization=core_schema.to_string_ser_schema()
        )


def parse_when(text: object) -> When:
    """Read YYYY, YYYY-MM, YYYY-MM-DD or a year as a number; ValueError says what is wrong and what to try."""
    if isinstance(text, When):
        return text
    if isinstance(text, date):
        return When(text, text)
    if isinstance(text, int) and not isinstance(text, bool) and 1000 <= text <= 9999:
        text = str(text)
    if not isinstance(text, str) or not (match := _ISO.match(text.strip())):
        raise ValueError(f"expected {EXPECTED}, got {text!r}{_try(text)}")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return When(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return When(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return When(date(year, month, day), date(year, month, day))
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"expected a day that exists, got {text!r}{_try(text)}") from None


def _try(text: object) -> str:
    hint = date_hint(text)
    return f" (try {hint})" if hint else ""


def date_hint(text: object) -> str:
    """What a spreadsheet or a habit has probably done to a date, and what to write; or ""."""
    plain = str(text).strip()
    if serial := _SERIAL.fullmatch(plain):
        day = date(1899, 12, 30) + timedelta(days=int(serial[1]))
        return f"{day}: the spreadsheet stored a day number; format the column as text"
    if early := _YEAR_FIRST.fullmatch(plain):
        iso = _iso(early[1], early[2], early[3])
        return iso if iso else "a month from 01 to 12 and a day that the month has"
    if not (parts := _PARTS.fullmatch(plain)):
        return "YYYY-MM-DD" if re.search(r"[0-9]", plain) else ""
    one, mark, two, year = parts.groups()
    if len(year) == 2:
        return "YYYY-MM-DD with the year in full"
    day_first, month_first = _iso(year, two, one), _iso(year, one, two)
    if mark == "." or not month_first or day_first == month_first:
        return day_first or month_first or "YYYY-MM-DD"
    return f"{day_first} or {month_first}: day or month first?" if day_first else month_first


def _iso(year: str, month: str, day: str) -> str:
    """The date in ISO form, or "" if there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
