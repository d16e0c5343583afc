"""The documents of a volume, paragraph by paragraph: one numbering for packets, locators and passages.

A volume is a file of one JSON document a line, as *Foreign Relations of the United States* or the White House's
briefings come in. Paragraphs are the non-empty lines of the text, counted from 1, heading included. Some volumes are
hard-wrapped; there the lines of a paragraph are joined first.
"""

from __future__ import annotations

import gzip
import json
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

WRAPPED: Final = 82
"""A text none but a tenth of whose lines are longer than this [characters] is hard-wrapped."""
SHORT: Final = 0.8
"""In a hard-wrapped text a line below this share of the usual length that ends a sentence ends its paragraph."""
ENDS: Final = tuple('.?!:”"’)')


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its id in the volume, when, what, where to read it, its paragraphs and notes by number."""

    id: str
    date: str
    title: str
    url: str
    paragraphs: dict[int, str]
    notes: dict[int, str]


def read(volume: Path, *, placed: Mapping[str, str] | None = None) -> dict[str, Document]:
    """Every document of a volume, by id, in date order; placed dates what the volume does not, by id.

    An undated briefing is left out.
    """
    held = gzip.decompress(volume.read_bytes()) if volume.suffix == ".gz" else volume.read_bytes()
    raw = [json.loads(line) for line in held.decode("utf-8").split("\n") if line]
    found = list(_briefings(raw) if "para" in raw[0] else map(_document, raw))
    dated = [replace(each, date=each.date or str((placed or {}).get(each.id, ""))) for each in found]
    return {each.id: each for each in sorted(dated, key=lambda each: each.date)}


def _document(raw: dict[str, Any]) -> Document:
    notes = raw.get("footnotes") or []
    return Document(
        id=raw["id"],
        date=str(raw["date"] or ""),
        title=raw["title"],
        url=raw.get("url") or "",
        paragraphs=dict(enumerate(paragraphs(raw["text"]), start=1)),
        notes={number: " ".join(str(note).split()) for number, note in enumerate(notes, start=1)},
    )


def _briefings(raw: list[dict[str, Any]]) -> Iterator[Document]:
    """Briefings come a paragraph a line: those of one day and title are a document, `b` and the day, and a letter."""
    days: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for each in raw:
        if each["date"]:
            days.setdefault(each["date"], {}).setdefault(each["title"], []).append(each)
    for day, titles in days.items():
        for place, (title, rows) in enumerate(titles.items()):
            letter = "" if place == 0 else chr(ord("a") + place)
            text = {int(row["para"]): " ".join(row["text"].replace("\\t", " ").split()) for row in rows}
            yield Document(f"b{day.replace('-', '')}{letter}", day, title, "", text, {})


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, in order, whitespace collapsed."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    longest = sorted(map(len, lines))
    if not lines or longest[int(0.9 * (len(lines) - 1))] > WRAPPED:
        return lines
    usual = statistics.quantiles(longest, n=4)[2] if len(lines) > 1 else longest[0]
    joined: list[str] = []
    going = False
    for line in lines:
        joined = [*joined[:-1], f"{joined[-1]} {line}"] if going else [*joined, line]
        going = not (line.endswith(ENDS) and len(line) < SHORT * usual)
    return joined
