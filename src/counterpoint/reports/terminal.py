"""The assessment as tables on a terminal; plain lines when the output is piped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from counterpoint.record.record import Record
from counterpoint.reports.lettering import plain, sentence
from counterpoint.reports.readings import FEW, MOVE, rival_name
from counterpoint.reports.summary import (
    COLUMNS,
    ILLUSTRATION,
    NOBODY,
    channels,
    evidence,
    heading,
    parties,
    readings,
    summary_lines,
    watch,
)
from counterpoint.reports.words import VERDICT_NAMES, names_of, words

NARROW = 90
"""Below so many columns a terminal gets plain lines: tables would break words."""
STYLES = {"good_faith": "bold blue", "hard_bargaining": "bold yellow", "bad_faith": "bold red"}


def show(assessment: Mapping[str, Any], console: Console | None = None, *, record: Record | None = None) -> None:
    """Print an assessment: tables on a terminal that is wide enough, plain lines otherwise."""
    out = console or Console()
    if out.is_terminal and out.width >= NARROW:
        out.print(summary(assessment, record))
        return
    for line in summary_lines(assessment, record, columns=out.width if out.is_terminal else COLUMNS):
        out.print(Text(line), soft_wrap=True)


def summary(assessment: Mapping[str, Any], record: Record | None = None) -> Group:
    """The tables: verdict per party, heaviest evidence, channels, what to watch for."""
    blocks: list[Any] = [Text(plain(assessment.get("marking") or ""), style="bold")]
    blocks.append(Text(heading(assessment), style="bold"))
    names = names_of(record.case) if record else {}
    if parties(assessment):
        blocks += [_verdicts(assessment, names), _evidence(assessment, record, names)]
    else:
        blocks.append(Text(NOBODY))
    blocks.append(_channels(assessment, record))
    if parties(assessment):
        blocks.append(_watch(assessment, names))
    if assessment.get("purpose") == "illustration":
        blocks.append(Text(ILLUSTRATION))
    return Group(*blocks)


def _table(title: str, *heads: str) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, title_style="bold", pad_edge=False)
    for head in heads:
        right = head in ("decibans", "acts", "chance")
        table.add_column(head, justify="right" if right else "left", overflow="fold")
    return table


def _row(table: Table, *cells: str | Text) -> None:
    """Add a row; text from a case is never read as markup."""
    # Narrow columns are broken at any space, also at one that should hold a figure and its sign together.
    table.add_row(
        *(cell if isinstance(cell, Text) else Text(cell.replace("\N{NO-BREAK SPACE}%", "%")) for cell in cells)
    )


def _verdicts(assessment: Mapping[str, Any], names: Mapping[str, str]) -> Table:
    table = _table("Verdicts", "party", "verdict", "readings", "rival", "reason")
    for party, entry in parties(assessment):
        key = str(entry.get("verdict") or "undetermined")
        rival = entry.get("rival")
        other = ""
        if isinstance(rival, Mapping) and rival:
            other = rival_name(rival)
        towards = _named(names, party) + (f" → {_named(names, entry['towards'])}" if entry.get("towards") else "")
        name = Text(VERDICT_NAMES.get(key, words(key)), style=STYLES.get(key, "bold"))
        _row(table, towards, name, _listed(readings(entry)), other, sentence(entry.get("reason") or ""))
    if any(sentence(entry.get("reason") or "").startswith(FEW) for _, entry in parties(assessment)):
        table.caption, table.caption_justify = Text(MOVE), "left"
    return table


def _named(names: Mapping[str, str], key: object) -> str:
    """A name where there is one, else the id."""
    return names.get(str(key), plain(key))


def _listed(text: str) -> str:
    """Readings one to a line."""
    return re.sub(r", (?![^(]*\))", "\n", text)


def _evidence(assessment: Mapping[str, Any], record: Record | None, names: Mapping[str, str]) -> Table:
    table = _table("Heaviest evidence", "party", "act", "decibans", "speaks for")
    for party, entry in parties(assessment):
        for row in evidence(entry, record):
            _row(table, _named(names, party), row["act"], row["decibans"], row["towards"])
    return table


def _channels(assessment: Mapping[str, Any], record: Record | None) -> Table:
    table = _table("Channels", "channel", "acts", "role")
    for row in channels(assessment, record):
        _row(table, row["channel"], row["acts"], row["role"])
    return table


def _watch(assessment: Mapping[str, Any], names: Mapping[str, str]) -> Table:
    table = _table("What to watch for", "about", "kind", "what", "decibans", "chance", "cost")
    for party, entry in parties(assessment):
        for row in watch(entry):
            cells = (row["kind"], row["what"], row["decibans"], row["chance"], row["cost"])
            _row(table, _named(names, party), *cells)
    return table
