"""Checks the quotes of a case against the passages that they cite, where the case keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from counterpoint.case.build import columns
from counterpoint.case.csv_text import Row, read_sheet
from counterpoint.case.files import ACTS, PASSAGES, read_text, shorten
from counterpoint.case.locator import EXPECTED, read_locator
from counterpoint.case.model import Act, Case
from counterpoint.case.names import listing, nearest, quoted
from counterpoint.case.passages import Document, find_passage, read_passages
from counterpoint.case.problem import Problem, clip
from counterpoint.case.verbatim import parts_of, spans


def check_passages(folder: Path, case: Case | None) -> tuple[Problem, ...]:
    """What is wrong with passages.jsonl, and every quote that is not in the passage that its act cites.

    For a case without the file one warning if acts carry quotes, else nothing. A quote in another place or in other
    words is an error; one whose passage is not kept cannot be checked, which is a warning. case may be None where it
    could not be built.
    """
    text, _ = read_text(Path(folder), ACTS)
    sheet, _ = read_sheet(text or "", ACTS, known=tuple(columns(Act)), required=())
    rows = sheet.rows if sheet else ()
    if not (Path(folder) / PASSAGES).exists():
        return tuple(_missing(rows))
    documents, problems = read_passages(folder)
    found = [*problems, *(_sources(documents, case) if case else ())]
    found += [problem for row in rows for problem in _row(row, documents)]
    return tuple(shorten(found))


def _missing(rows: Sequence[Row]) -> Iterator[Problem]:
    """One warning where rows quote paragraphs that nothing kept can be held against; a message is its own passage."""
    quoting = (row for row in rows if row.cells.get("quote", "").strip())
    if count := sum(bool(read_locator(row.cells.get("locator", "").strip())) for row in quoting):
        expected = f"the passages, to check {'the quote of 1 act' if count == 1 else f'the quotes of {count} acts'}"
        hint = "keeping the cited passages, if they may be copied"
        yield Problem(PASSAGES, 0, "file", expected, f"none: {PASSAGES} is not there", hint, "warning")


def _sources(documents: Mapping[str, Document], case: Case) -> Iterator[Problem]:
    known = [source.id for source in case.sources]
    for document in documents.values():
        if document.source and document.source not in known:
            expected = f"a source ({listing(known, 70)})"
            near = nearest(document.source, known)
            yield Problem(PASSAGES, document.line, "source", expected, quoted(document.source), near)


def _row(row: Row, documents: Mapping[str, Document]) -> Iterator[Problem]:
    quote, locator = row.cells.get("quote", "").strip(), row.cells.get("locator", "").strip()
    if not quote:
        return
    if not read_locator(locator):
        got = quoted(locator)
        yield Problem(ACTS, row.line, "locator", EXPECTED, got, "the paragraph of the quote", "warning")
        return
    passage, missing = find_passage(documents, locator, quote)
    if passage is None:
        hint = _elsewhere(documents, quote) or f"adding it to {PASSAGES}"
        yield Problem(ACTS, row.line, "locator", f"a passage kept in {PASSAGES}", f"no {missing}", hint, "warning")
    elif not passage.verbatim:
        expected = f"words that stand in {clip(locator, 40)}"
        hint = _elsewhere(documents, quote) or _first_wrong(" ".join(p.text for p in passage.pieces), quote)
        yield Problem(ACTS, row.line, "quote", expected, quoted(quote), hint)


def _elsewhere(documents: Mapping[str, Document], quote: str) -> str:
    """The first place in all that is kept where a quote does stand, or ""."""
    for document in documents.values():
        for (unit, number), text in document.texts.items():
            if spans(text, quote):
                return f"locator {document.id} {unit} {number}"
    return ""


def _first_wrong(text: str, quote: str) -> str:
    """Where a quote leaves the text: the words up to which it is right, and how the text goes on."""
    for part in parts_of(quote):
        words = part.split(" ")
        good = next((n for n in range(len(words), 0, -1) if spans(text, " ".join(words[:n]))), 0)
        if good == len(words):
            continue
        if not good:
            return f"the source's own words from {quoted(words[0])} on"
        right = spans(text, " ".join(words[:good])) or ((0, 0),)
        goes_on = " ".join(text[right[0][1] :].split()[:3])
        if not goes_on:
            return "a range such as para 7-8, if the quote runs on into the next"
        return f"after {quoted(clip(' '.join(words[max(good - 2, 0) : good]), 24))}: {quoted(clip(goes_on, 30))}"
    return "the parts in the order of the source"
