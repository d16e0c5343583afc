"""The command sources: the cited passage of each act, with the act's quote marked in it."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from counterpoint.case.check_passages import check_passages
from counterpoint.case.files import PASSAGES
from counterpoint.case.names import quoted
from counterpoint.case.passages import Document, Passage, Piece, passage_of, read_passages
from counterpoint.cli.given import Given, sound_case
from counterpoint.cli.guard import FINE, UnsoundCase, UsageError
from counterpoint.cli.output import say, say_json

if TYPE_CHECKING:
    from counterpoint.case.model import Act

WIDEST = 100
"""Most characters of a line, for longer ones are hard to read."""
NEAR = 3
"""So many ids are named that are near to a wrong one."""
OPEN, CLOSE = "»", "«"
"""They stand around the words that the act quotes, also where nothing can be set bold."""


def sources(name: str, acts: Sequence[str], *, json: bool) -> int:
    """Print the passage that each act cites, of all acts when none is named."""
    given = sound_case(name)
    known = {act.id: act for act in given.case.acts}
    for wanted in acts:
        if wanted not in known:
            raise _unknown_act(wanted, list(known))
    if wrong := [p for p in check_passages(given.folder, given.case) if p.severity == "error" and p.file == PASSAGES]:
        raise UnsoundCase("\n".join(map(str, wrong)))
    documents, _ = read_passages(given.folder)
    chosen = [known[wanted] for wanted in dict.fromkeys(acts)] or list(given.case.acts)
    from counterpoint.record.record import make_record
    from counterpoint.reports.marking import banner

    marking = banner(given.case, make_record(given.case))
    if json:
        say_json(_document(given, documents, chosen, marking))
        return FINE
    say([marking])
    for act in chosen:
        _tell(given, documents, act)
    return FINE


def _unknown_act(name: str, known: Sequence[str]) -> UsageError:
    """The line for an id that no act has: how many there are, and the nearest, not all of them."""
    all_of_them = f"one of {len(known)} acts, {known[0]} to {known[-1]}" if known else "an act, of which there is none"
    near = near_ids(name, known)
    hint = f" (try {' or '.join(near)})" if near else ""
    return UsageError(f"act: expected {all_of_them}, got {quoted(name)}{hint}")


def near_ids(name: str, known: Sequence[str]) -> list[str]:
    """The ids nearest to a wrong one: of the same letters by number (for a0012 a012 alone), else by spelling."""
    letters, number = _parts(name)
    numbered = {one: its for one in known for beginning, its in (_parts(one),) if beginning == letters and its >= 0}
    if numbered and number >= 0:
        near = sorted(numbered, key=lambda one: abs(numbered[one] - number))[:NEAR]
        return near[:1] if numbered[near[0]] == number else near
    folded = {one.casefold(): one for one in known}
    return [folded[one] for one in get_close_matches(name.casefold()[:80], folded, n=NEAR)]


def _parts(name: str) -> tuple[str, int]:
    """An id as its letters and the number after them (a012: a, 12); -1 if it is not of that form."""
    match = re.fullmatch(r"(.*?)[ _.-]*([0-9]{1,9})", name.strip()[:80].casefold())
    return (match[1], int(match[2])) if match else (name.casefold(), -1)


def why_none(given: Given, act: Act, missing: str) -> str:
    """Why no passage of an act is kept: it names no place, or what its source allows, or what is not there."""
    source = next((s for s in given.case.sources if s.id == act.source), None)
    licence = source.licence if source else ""
    if not act.locator:
        return f"the act names no place in its source{f' ({licence})' if licence else ''}"
    if not (given.folder / PASSAGES).exists():
        if any(other.quote for other in given.case.acts):
            return f"{PASSAGES} is missing{f' ({licence})' if licence else ''}"
        return licence or f"the case has no {PASSAGES}"
    return f"{missing} is not in {PASSAGES}{f' ({licence})' if licence else ''}"


def _document(given: Given, documents: Mapping[str, Document], acts: Sequence[Act], marking: str) -> dict[str, Any]:
    from counterpoint import __version__
    from counterpoint.case.inputs import digests

    return {
        "schema_version": 1,
        "case": given.case.id,
        "version": __version__,
        "inputs": digests(given.folder, passages=True),
        "marking": marking,
        "acts": [_entry(given, documents, act) for act in acts],
    }


def _entry(given: Given, documents: Mapping[str, Document], act: Act) -> dict[str, Any]:
    passage, missing = passage_of(documents, act)
    said: dict[str, Any] = {"act": act.id, "date": str(act.date), "kind": act.kind, "note": act.note}
    said |= {"source": act.source, "locator": act.locator, "quote": act.quote}
    if passage is None:
        return said | {"documents": [], "passage": None, "verbatim": None, "why": why_none(given, act, missing)}
    pieces = [
        {
            "document": piece.cited.document,
            "unit": piece.cited.unit,
            "number": piece.cited.first,
            "text": piece.text,
            "marks": [list(mark) for mark in piece.marks],
        }
        for piece in passage.pieces
    ]
    told = [{"id": d.id, "title": d.title, "date": d.date, "url": d.url} for d in passage.documents]
    return said | {"documents": told, "passage": pieces, "verbatim": passage.verbatim, "why": None}


def _tell(given: Given, documents: Mapping[str, Document], act: Act) -> None:
    """Print one act and its passage."""
    passage, missing = passage_of(documents, act)
    room = min(shutil.get_terminal_size().columns, WIDEST)
    say(["", f"{act.id}  {act.date}  {act.kind}", *_filled(act.note, room)])
    if passage is None:
        say(_filled(f"no passage kept: {why_none(given, act, missing)}", room))
        return
    for document in passage.documents:
        say(_filled(": ".join(part for part in (document.id, document.title) if part), room))
        say([f"  {document.url}"] if document.url else [])
    _show(_passage_lines(passage, room))
    if passage.verbatim is False:
        say(_filled(f"the quote does not stand there: {act.quote}", room))


def _passage_lines(passage: Passage, room: int) -> Iterator[str]:
    for piece in passage.pieces:
        yield f"    {piece.cited.unit} {piece.cited.first}"
        yield from _filled(_marked(piece), room, indent=4)


def _marked(piece: Piece) -> str:
    """The text of a piece with the quoted words between marks."""
    text, at = "", 0
    for start, end in piece.marks:
        text += f"{piece.text[at:start]}{OPEN}{piece.text[start:end]}{CLOSE}"
        at = end
    return text + piece.text[at:]


def _filled(text: str, room: int, *, indent: int = 2) -> list[str]:
    space = " " * indent
    return wrap(text, room, initial_indent=space, subsequent_indent=space, break_on_hyphens=False)


def _show(lines: Iterator[str]) -> None:
    """Print lines; on a terminal the quoted words are bold as well as marked."""
    if not sys.stdout.isatty():
        say(lines)
        return
    from rich.console import Console
    from rich.text import Text

    from counterpoint.case.problem import escape

    out, bold = Console(highlight=False), False
    for line in lines:
        shown = Text()
        for run in re.split(f"(?={OPEN})|(?<={CLOSE})", escape(line.replace("\N{NO-BREAK SPACE}", " "))):
            bold = bold or run.startswith(OPEN)
            space = len(run) - len(run.lstrip())
            shown.append(run[:space]).append(run[space:], style="bold" if bold else "")
            bold = bold and not run.endswith(CLOSE)
        out.print(shown, soft_wrap=True)
