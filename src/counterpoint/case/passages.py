"""The cited passages of a case: passages.jsonl, one document a line, of sources that may be copied.

A line is {"document": "d14", "source": "frus_memcon", "title": "...", "date": "1969-02-17", "url": "...",
"paragraphs": {"16": "text"}, "notes": {"1": "text"}}; only document and one of paragraphs and notes are needed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from counterpoint.case.files import PASSAGES, read_text
from counterpoint.case.locator import Cited, read_locator
from counterpoint.case.model import Act
from counterpoint.case.names import listing, nearest, quoted
from counterpoint.case.problem import Problem
from counterpoint.case.verbatim import between

UNITS: Final = {"paragraphs": "para", "notes": "note"}
"""The two mappings of a line, and the word by which a locator names what stands in each."""
TEXTS: Final = ("document", "source", "title", "date", "url")
"""The fields of a line that are text."""


@dataclass(frozen=True, slots=True)
class Document:
    """One cited document: its id in locators, what it is, each paragraph or note by (unit, number), and its line."""

    id: str
    source: str = ""
    title: str = ""
    date: str = ""
    url: str = ""
    texts: Mapping[tuple[str, int], str] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph or note of a passage, whitespace collapsed, and where the quote stands in it (start, end)."""

    cited: Cited
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """What an act cites: the documents, the pieces in order, whether the act's quote is verbatim (None: no quote)."""

    documents: tuple[Document, ...]
    pieces: tuple[Piece, ...]
    verbatim: bool | None


def read_passages(folder: Path) -> tuple[dict[str, Document], tuple[Problem, ...]]:
    """The documents of a case folder by id, and what is wrong with the file. Without the file: none, and nothing."""
    if not (Path(folder) / PASSAGES).exists():
        return {}, ()
    text, problems = read_text(Path(folder), PASSAGES)
    found: dict[str, Document] = {}
    for number, line in enumerate((text or "").split("\n"), start=1):
        if not line.strip():
            continue
        document, wrong = _line(line, number)
        problems += wrong
        if document is None:
            continue
        if document.id in found:
            got = f"{quoted(document.id)} again, first at line {found[document.id].line}"
            problems.append(Problem(PASSAGES, number, "document", "one line a document", got, "joining the two"))
            continue
        found[document.id] = document
    return found, tuple(problems)


def _line(line: str, number: int) -> tuple[Document | None, list[Problem]]:
    """One line as a document without its bad texts (None if it names none), and what is wrong with it."""
    try:
        data = json.loads(line, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        why = getattr(error, "msg", "") or str(error) or "something that is no JSON"
        hint = "one document a line, strings in double quotes"
        return None, [Problem(PASSAGES, number, "line", "a JSON object", why, hint)]
    if not isinstance(data, dict):
        return None, [Problem(PASSAGES, number, "line", "a JSON object", quoted(data), '{"document": ...}')]
    known = (*TEXTS, *UNITS)
    problems = [
        Problem(PASSAGES, number, key, f"one of {listing(known)}", "an unknown word", nearest(key, known))
        for key in data
        if key not in known
    ]
    values: dict[str, str] = {}
    for key in TEXTS:
        value = data.get(key, "")
        if not isinstance(value, str) or (key == "document" and not value.strip()):
            hint = "the name that locators use, like d14" if key == "document" else "text in double quotes"
            problems.append(Problem(PASSAGES, number, key, "text", quoted(value or None), hint))
            value = ""
        values[key] = " ".join(value.split())
    texts = _texts(data, number, problems)
    if not values["document"]:
        return None, problems
    if not texts:
        got = "neither"
        problems.append(Problem(PASSAGES, number, "paragraphs", "paragraphs or notes", got, '{"16": "its text"}'))
    name = values.pop("document")
    return Document(name, texts=texts, line=number, **values), problems


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object as a dict; ValueError for a key that stands twice, of which one would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the key {next(n for n in names if names.count(n) > 1)!r} twice")
    return found


def _texts(data: Mapping[str, Any], number: int, problems: list[Problem]) -> dict[tuple[str, int], str]:
    """The paragraphs and notes of a line by unit and number."""
    found: dict[tuple[str, int], str] = {}
    for key, unit in UNITS.items():
        part = data.get(key, {})
        if not isinstance(part, dict):
            problems.append(Problem(PASSAGES, number, key, "a mapping", quoted(part), '{"16": "its text"}'))
            continue
        for name, text in part.items():
            place = f"{key}.{name}"
            if not (name.isascii() and name.isdigit() and len(name) <= 6 and int(name) >= 1):
                problems.append(Problem(PASSAGES, number, place, f"the number of a {unit} from 1", quoted(name)))
            elif not isinstance(text, str) or not text.strip():
                problems.append(Problem(PASSAGES, number, place, "text", quoted(text), "leaving it out"))
            elif (unit, int(name)) in found:
                problems.append(Problem(PASSAGES, number, place, f"each {unit} once", "a second one", "dropping one"))
            else:
                found[unit, int(name)] = " ".join(text.split())
    return found


def passage_of(documents: Mapping[str, Document], act: Act) -> tuple[Passage | None, str]:
    """The passage that an act cites; or None and, as a noun, what of it is not kept."""
    return find_passage(documents, act.locator, act.quote)


def find_passage(documents: Mapping[str, Document], locator: str, quote: str) -> tuple[Passage | None, str]:
    """The passage at a locator with a quote found in it; or None and what of it is not kept."""
    cited = read_locator(locator)
    if not cited:
        return None, f"a place like d14 para 16 (the locator is {quoted(locator)})"
    pieces: list[Piece] = []
    for part in cited:
        document = documents.get(part.document)
        if document is None:
            return None, f"document {part.document}"
        for number in range(part.first, part.last + 1):
            here = Cited(part.document, part.unit, number, number)
            text = document.texts.get((part.unit, number))
            if text is None:
                return None, str(here)
            pieces.append(Piece(here, text))
    of = tuple(documents[name] for name in dict.fromkeys(part.document for part in cited))
    if not quote.strip():
        return Passage(of, tuple(pieces), None), ""
    marks = between([(piece.text, _follows(piece, before)) for before, piece in _pairs(pieces)], quote)
    if marks is None:
        return Passage(of, tuple(pieces), False), ""
    marked = tuple(Piece(p.cited, p.text, m) for p, m in zip(pieces, marks, strict=True))
    return Passage(of, marked, True), ""


def _pairs(pieces: list[Piece]) -> list[tuple[Piece | None, Piece]]:
    return list(zip([None, *pieces[:-1]], pieces, strict=True))


def _follows(piece: Piece, before: Piece | None) -> bool:
    """Whether a paragraph comes next in its document after another, so that a quote may run on over the break."""
    if before is None:
        return False
    one, two = before.cited, piece.cited
    return (one.document, one.unit, one.last + 1) == (two.document, two.unit, two.first)
