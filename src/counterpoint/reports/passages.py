"""The appendix of the dossier: the passages that acts cite, with the quoted words marked. Only of sources it keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from counterpoint.case.model import Act
from counterpoint.case.passages import Document, Passage, Piece, passage_of
from counterpoint.reports.evidence import Heap
from counterpoint.reports.lettering import plain
from counterpoint.reports.words import iso_words

GROWTH: Final = 1 / 3
"""By how much of itself the page may grow for its passages; past that only acts that stand open have theirs."""
Run = tuple[str, bool]
"""A stretch of text, and whether an act quotes it."""


@dataclass(frozen=True, slots=True)
class Extract:
    """One passage: where it stands in its document, the acts that cite it, its paragraphs in runs."""

    place: str
    acts: tuple[str, ...]
    paragraphs: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Extracts:
    """The passages of one document, under its title; date in words, url as text."""

    title: str
    date: str
    url: str
    extracts: tuple[Extract, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """All passages that are shown, what they are in a line, and whose are left out."""

    documents: tuple[Extracts, ...] = ()
    note: str = ""

    @property
    def acts(self) -> frozenset[str]:
        """The acts whose passage is here."""
        return frozenset(name for d in self.documents for e in d.extracts for name in e.acts)

    @property
    def summary(self) -> str:
        """How much there is."""
        passages = sum(len(d.extracts) for d in self.documents)
        return f"{_count(passages, 'passage')} from {_count(len(self.documents), 'document')}"


def appendix(documents: Mapping[str, Document], acts: Iterable[Act], *, note: str = "") -> Appendix:
    """The passages that some acts cite, documents in the order in which acts first cite them, each passage once."""
    found: dict[str, dict[str, tuple[list[str], Passage, list[Piece]]]] = {}
    for act in acts:
        passage, _ = passage_of(documents, act)
        if passage is None:
            continue
        place = _place(passage)
        of = found.setdefault(passage.documents[0].id, {})
        names, _, pieces = of.setdefault(place, ([], passage, list(passage.pieces)))
        names.append(act.id)
        of[place] = (names, passage, [_both(one, two) for one, two in zip(pieces, passage.pieces, strict=True)])
    parts = tuple(_extracts(documents[name], found[name]) for name in found)
    return Appendix(parts, note)


def open_acts(heaps: Iterable[Heap]) -> frozenset[str]:
    """The acts whose entries stand open on the page."""
    return frozenset(entry.id for heap in heaps for entry in heap.entries[: heap.shown])


def _extracts(document: Document, found: Mapping[str, tuple[list[str], Passage, list[Piece]]]) -> Extracts:
    ordered = sorted(found.items(), key=lambda item: _order(item[1][1]))
    extracts = tuple(
        Extract(place, tuple(names), tuple(_runs(piece) for piece in pieces)) for place, (names, _, pieces) in ordered
    )
    date = iso_words(document.date.partition("T")[0]) if document.date else ""
    return Extracts(plain(document.title or document.id), plain(date), plain(document.url), extracts)


def _order(passage: Passage) -> tuple[bool, int, int]:
    first, last = passage.pieces[0].cited, passage.pieces[-1].cited
    return first.unit != "para", first.first, last.first


def _place(passage: Passage) -> str:
    """Where a passage stands: the paragraphs or notes, and other documents by name."""
    own = passage.documents[0].id
    said: list[str] = []
    before = None
    for piece in passage.pieces:
        cited = piece.cited
        if before == (cited.document, cited.unit, cited.first - 1):
            said[-1] = f"{said[-1].partition('–')[0]}–{cited.first}"
        else:
            other = "" if cited.document == own else f"{plain(cited.document)} "
            said.append(f"{other}{cited.unit} {cited.first}")
        before = (cited.document, cited.unit, cited.first)
    return ", ".join(said)


def _both(one: Piece, two: Piece) -> Piece:
    """One piece with the marks of two, joined where they touch."""
    marks: list[tuple[int, int]] = []
    for start, end in sorted((*one.marks, *two.marks)):
        if marks and start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return Piece(one.cited, one.text, tuple(marks))


def _runs(piece: Piece) -> tuple[Run, ...]:
    """A piece in runs; one that holds what may not be printed is made plain and loses its marks."""
    if plain(piece.text) != piece.text:
        return ((plain(piece.text), False),)
    runs, at = [], 0
    for start, end in piece.marks:
        runs += [(piece.text[at:start], False), (piece.text[start:end], True)]
        at = end
    return tuple((text, quoted) for text, quoted in (*runs, (piece.text[at:], False)) if text)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
