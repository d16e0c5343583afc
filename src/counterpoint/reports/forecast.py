"""A forecast as a page."""

from __future__ import annotations

from html import escape
from typing import Any

from counterpoint.reports.forecast_lines import forecast_lines


def forecast_html(document: dict[str, Any]) -> str:
    """The page of a forecast."""
    return f"<!doctype html><meta charset=utf-8><pre>{escape(chr(10).join(forecast_lines(document)))}</pre>"
