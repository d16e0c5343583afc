"""The templates and styles of pages: one environment, everything escaped, nothing undefined."""

from __future__ import annotations

from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from counterpoint.reports.pages import number_columns

PACKAGE: Final = "counterpoint.reports"


@cache
def environment() -> Environment:
    """The environment in which pages are written."""
    made = Environment(
        loader=PackageLoader(PACKAGE, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["numbers"] = number_columns
    return made


@cache
def style_of(*names: str) -> str:
    """Style sheets, one after the other."""
    loader = environment().loader
    assert loader is not None
    return "\n".join(loader.get_source(environment(), name)[0].strip() for name in names)
