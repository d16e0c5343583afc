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
    channels,
    evidence,
    head_lines,
    parties,
    readings,
    summary_lines,
    watch,
)
from counterpoint.reports.words import VERDICT_NAMES, words

STYLES = {"good_faith": "bold blue", "hard_bargaining": "bold yellow", "bad_faith": "bold red"}


def show(assessment: Mapping[str, Any], console: Console | None = None, *, record: Record | None = None) -> None:
    """Print an assessment: tables on a terminal, plain lines of at most 100 columns otherwise."""
    out = console or Console()
    if out.is_terminal:
        out.print(summary(assessment, record))
        return
    for line in summary_lines(assessment, record):
        out.print(Text(line), soft_wrap=True)


def summary(assessment: Mapping[str, Any], record: Record | None = None) -> Group:
    """The tables: verdict per party, heaviest evidence, channels, what to watch for."""
    blocks: list[Any] = [Text(plain(assessment.get("marking") or ""), style="bold")]
    blocks += [Text(line, style="bold") for line in head_lines(assessment)]
    blocks += [_verdicts(assessment), _evidence(assessment, record), _channels(assessment), _watch(assessment)]
    if assessment.get("purpose") == "illustration":
        blocks.append(Text("This case is an illustration, never validation."))
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


def _verdicts(assessment: Mapping[str, Any]) -> Table:
    table = _table("Verdicts", "party", "verdict", "readings", "rival", "reason")
    for party, entry in parties(assessment):
        key = str(entry.get("verdict") or "undetermined")
        rival = entry.get("rival")
        other = ""
        if isinstance(rival, Mapping) and rival:
            other = rival_name(rival)
        towards = f"{plain(party)} → {plain(entry['towards'])}" if entry.get("towards") else plain(party)
        name = Text(VERDICT_NAMES.get(key, words(key)), style=STYLES.get(key, "bold"))
        _row(table, towards, name, _listed(readings(entry)), other, sentence(entry.get("reason") or ""))
    if any(sentence(entry.get("reason") or "").startswith(FEW) for _, entry in parties(assessment)):
        table.caption, table.caption_justify = Text(MOVE), "left"
    return table


def _listed(text: str) -> str:
    """Readings one to a line."""
    return re.sub(r", (?![^(]*\))", "\n", text)


def _evidence(assessment: Mapping[str, Any], record: Record | None) -> Table:
    table = _table("Heaviest evidence", "party", "act", "decibans", "speaks for")
    for party, entry in parties(assessment):
        for row in evidence(entry, record):
            _row(table, plain(party), row["act"], row["decibans"], row["towards"])
    return table


def _channels(assessment: Mapping[str, Any]) -> Table:
    table = _table("Channels", "channel", "acts", "role")
    for row in channels(assessment):
        _row(table, row["channel"], row["acts"], row["role"])
    return table


def _watch(assessment: Mapping[str, Any]) -> Table:
    table = _table("What to watch for", "about", "kind", "what", "decibans", "chance", "cost")
    for party, entry in parties(assessment):
        for row in watch(entry):
            cells = (row["kind"], row["what"], row["decibans"], row["chance"], row["cost"])
            _row(table, plain(party), *cells)
    return table
