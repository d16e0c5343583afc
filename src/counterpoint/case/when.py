"""Dates that carry their own precision: 1969, 1969-04 or 1969-04-12."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


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
    """Read YYYY, YYYY-MM or YYYY-MM-DD; ValueError says what is wrong and what to try."""
    if isinstance(text, When):
        return text
    if isinstance(text, date):
        return When(text, text)
    if not isinstance(text, str) or not (match := _ISO.match(text.strip())):
        raise ValueError(f"expected a date YYYY-MM-DD, YYYY-MM or YYYY, got {text!r}{_hint(text)}")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return When(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return When(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return When(date(year, month, day), date(year, month, day))
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"expected a day that exists, got {text!r}") from None


def _hint(text: object) -> str:
    """What a spreadsheet has probably done to this date."""
    if not isinstance(text, str):
        return ""
    if re.fullmatch(r"\d{5}(\.0)?", text.strip()):
        return " (try: the spreadsheet stored a day number; format the column as text, YYYY-MM-DD)"
    parts = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})", text.strip())
    if parts and int(parts[1]) <= 12 and int(parts[2]) <= 12 and parts[1] != parts[2]:
        return " (try: ambiguous, day or month first? write YYYY-MM-DD)"
    return " (try: write YYYY-MM-DD)" if parts else ""
