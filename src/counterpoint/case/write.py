"""Writes a case as its folder of plain files; reading them gives an equal case.

What has its default value is left out; the same case always gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any

from counterpoint.case.build import HEAD
from counterpoint.case.csv_text import MAX_CELL
from counterpoint.case.draft import SECTIONS
from counterpoint.case.files import CASE
from counterpoint.case.model import Act, Case, Reading
from counterpoint.case.problem import escape
from counterpoint.case.read import REQUIRED
from counterpoint.case.when import When
from counterpoint.case.yaml_text import resolve

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 _./()'+-]*[A-Za-z0-9._/()'+-])?")
_NARROW = 100
"""Widest mapping or list that stands on one line [characters]."""


def write_case(case: Case, path: Path) -> None:
    """Write case.yaml, acts.csv and, if there are readings, series.csv into a folder, made if need be.

    Raises ValueError for a text that no sheet can hold (a NUL, or more than MAX_CELL characters).
    """
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    texts = {CASE: case_yaml(case), "acts.csv": sheet_text(Act, case.acts, REQUIRED)}
    if case.series:
        texts["series.csv"] = sheet_text(Reading, case.series, tuple(f.name for f in fields(Reading)))
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode("utf-8"))


def case_yaml(case: Case) -> str:
    """The text of case.yaml."""
    lines: list[str] = []
    for name in HEAD:
        value = getattr(case, name)
        if value != _default(Case, name):
            lines.append(f"{name}: {_scalar(value)}")
    for section in SECTIONS:
        things = getattr(case, section)
        if things:
            lines += ["", f"{section}:"]
            lines += [line for thing in things for line in _block(_plain(thing))]
    return "\n".join(lines) + "\n"


def sheet_text(kind: type, things: Iterable[Any], required: tuple[str, ...]) -> str:
    """The text of a sheet: the required columns and those that any row needs, in the model's order."""
    rows = [_plain(thing) for thing in things]
    needed = {name for row in rows for name in row} | set(required)
    names = [*required, *(f.name for f in fields(kind) if f.name in needed and f.name not in required)]
    lines = [",".join(names)]
    lines += [",".join(_cell(row.get(name, "")) for name in names) for row in rows]
    return "\n".join(lines) + "\n"


def _default(kind: type, name: str) -> Any:
    """The default of a field, or MISSING."""
    spec = next(f for f in fields(kind) if f.name == name)
    return spec.default_factory() if spec.default_factory is not MISSING else spec.default


def _plain(thing: Any) -> dict[str, Any]:
    """A thing as a mapping without defaults; things within it likewise."""
    found: dict[str, Any] = {}
    for spec in fields(thing):
        value = getattr(thing, spec.name)
        if value == _default(type(thing), spec.name):
            continue
        if is_dataclass(value) and not isinstance(value, When):
            value = _plain(value)
        elif isinstance(value, tuple):
            value = [_plain(v) if is_dataclass(v) and not isinstance(v, When) else v for v in value]
        found[spec.name] = value
    return found


def _block(entry: dict[str, Any]) -> Iterator[str]:
    """One entry of a list, over several lines where its parts are long."""
    mark = "  - "
    for key, value in entry.items():
        flow = _flow(value)
        if len(flow) <= _NARROW or not isinstance(value, list):
            yield f"{mark}{key}: {flow}"
        else:
            yield f"{mark}{key}:"
            yield from (f"      - {_flow(item)}" for item in value)
        mark = "    "


def _flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    """A scalar that reads back as itself under the YAML 1.2 core rules; dates and safe words stand bare."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    text = str(value)
    if isinstance(value, When) or (_PLAIN.fullmatch(text) and isinstance(resolve(text), str)):
        return text
    return '"' + escape(text.replace("\\", "\\\\").replace('"', '\\"')) + '"'


def _cell(value: Any) -> str:
    """A cell, quoted where it must be. Raises ValueError for a text that no sheet can hold."""
    if isinstance(value, list):
        text = ";".join(str(item) for item in value)
    else:
        text = repr(value).removesuffix(".0") if isinstance(value, float) else str(value)
    if "\0" in text or len(text) > MAX_CELL:
        raise ValueError(f"expected text without NUL and of at most {MAX_CELL} characters, got {text[:20]!r}")
    if re.search(r'[,;"\t\r\n]', text) or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text
