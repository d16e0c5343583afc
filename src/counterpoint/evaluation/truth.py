"""What the archives say afterwards: `truth.yaml` in a case's folder, which nothing left of evaluation can read.

It is written by somebody who coded no act, after `acts.csv` was frozen: it bears that file's digest, and a truth
whose acts have changed since is refused. So is one with a citation that is not spelt as citations are, or whose
document is neither of a kind that the case folder holds nor named. Whether a paragraph says what it is cited for, and
whether there is one, is not checked: the truth is written from the whole volume, of which the folder keeps a part.

Agreements are what the main pair (simulation.framing.cut says which) signed or came to understand on issues of the
case, up to the day until which the truth's source would show one. Counted is what was signed, stated by both in
letters, notes, an agreed minute or announcements, or agreed in so many words face to face; an extension counts. What
does not: a promise of one side, and the date or place of further talks unless the talks are about that. Agreements were
added when acts and conduct were long frozen, before any forecast was computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from counterpoint.case.build import built
from counterpoint.case.fields import Place
from counterpoint.case.files import ACTS, read_text
from counterpoint.case.inputs import digests
from counterpoint.case.locator import CITED, as_citation, read_citation, read_locator
from counterpoint.case.model import Case
from counterpoint.case.names import listing, nearest, quoted
from counterpoint.case.passages import read_passages
from counterpoint.case.problem import Problem
from counterpoint.case.when import When
from counterpoint.case.yaml_text import read_yaml

TRUTH = "truth.yaml"
CONDUCT: Final = {
    "earnest": "sought an agreement that the other side could have, and gave or was ready to give for it",
    "hard": "sought an agreement, on its own terms only",
    "stalling": "wanted the talks to go on and no agreement for the time being",
    "covering": "used the talks to hide or prepare something else, or only to be seen talking",
    "unclear": "the documents do not settle it",
}
"""What a party was doing, as its own papers or the papers of those who watched it show; unclear is not scored."""
AGREED: Final = {
    "settlement": "signed or formally agreed on most of what is contested",
    "partial": "something that both signed or formally agreed to",
    "tacit_settlement": "an understanding that was kept, but neither announced nor signed",
}
"""What two parties may have come to."""
BAD: Final = frozenset({"stalling", "covering"})
"""What answers to the verdict bad faith."""
LONG: Final = 4
"""Numbers in the names of documents that have more digits than this have all as many."""
_CONFIG = ConfigDict(extra="forbid", str_strip_whitespace=True)


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Spell:
    """From when to when which party, towards whom, was doing what, by which documents, and why that is concluded."""

    party: str
    towards: str
    since: When
    until: When
    was: Literal["earnest", "hard", "stalling", "covering", "unclear"]
    why: str
    documents: tuple[str, ...] = ()

    @property
    def bad(self) -> bool:
        """Whether it answers to bad faith."""
        return self.was in BAD


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Outcome:
    """How it ended, when, by which documents."""

    what: str
    date: When
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Agreement:
    """What two parties agreed to, when, by which documents."""

    date: When
    between: tuple[str, str]
    kind: Literal["settlement", "partial", "tacit_settlement"]
    what: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Lie:
    """Whether the words of an act were meant as a lie, as their speaker said when saying them."""

    act: str
    lie: bool


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Named:
    """A document, or a volume, from outside what the case folder holds: the word that citations use, what it is."""

    id: str
    what: str


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Truth:
    """The truth of a case: spells of conduct or lies, how it ended, who coded it."""

    case: str
    acts_digest: str
    coder: str
    conduct: tuple[Spell, ...] = ()
    lies: tuple[Lie, ...] = ()
    outcome: Outcome | None = None
    agreements: tuple[Agreement, ...] = ()
    known_until: When | None = None
    """Until when the source would show an agreement; None where agreements were not coded."""
    agreements_note: str = ""
    named: tuple[Named, ...] = ()
    note: str = ""

    def at(self, party: str, towards: str, day: date) -> Spell | None:
        """What a party was doing on a day; None where the truth does not say, or says that it is unclear."""
        for spell in self.conduct:
            if (spell.party, spell.towards) == (party, towards) and spell.since.first <= day <= spell.until.last:
                return None if spell.was == "unclear" else spell
        return None

    def agreed(self, one: str, two: str, after: date, until: date) -> tuple[Agreement, ...]:
        """What the two agreed to after one day and by another; what is dated to a month counts from its last day."""
        return tuple(a for a in self.agreements if {*a.between} == {one, two} and after < a.date.last <= until)


def has_truth(folder: Path) -> bool:
    """Whether a case folder has a truth file."""
    return (folder / TRUTH).is_file()


def read_truth(folder: Path, case: Case) -> tuple[Truth | None, tuple[Problem, ...]]:
    """The truth of a case, or None and every problem of the file, each with its place."""
    text, problems = read_text(folder, TRUTH)
    if text is None:
        return None, tuple(problems)
    tree, found = read_yaml(text, TRUTH)
    problems += found
    if tree is None:
        return None, tuple(problems)
    place = Place(TRUTH, 1, lines=tree.lines)
    if not isinstance(tree.data, dict):
        return None, (*problems, place.problem("truth", "'key: value' lines", "something else"))
    truth, found = built(Truth, tree.data, tree, place)
    problems += found
    if truth is not None:
        problems += [*_fits(truth, place, folder, case), *_spells(truth, place, case), *_overlaps(truth, place)]
        problems += _agreements(truth, place, case)
        problems += _citations(truth, place, _documents(folder, case))
    return (None if problems else truth), tuple(problems)


def _fits(truth: Truth, place: Place, folder: Path, case: Case) -> Iterator[Problem]:
    """Whether it is the truth of this case and of these acts."""
    if truth.case != case.id:
        yield place.problem("case", case.id, truth.case)
    now = digests(folder).get(ACTS, "none")
    if truth.acts_digest != now:
        hint = "coding the truth anew for these acts"
        yield place.problem("acts_digest", f"the digest of {ACTS}, {now}", truth.acts_digest, hint)


def _spells(truth: Truth, place: Place, case: Case) -> Iterator[Problem]:
    """Whether every spell names parties, runs forward and rests on documents, and every lie names an act."""
    known = [party.id for party in case.parties]
    if not (truth.conduct or truth.lies):
        yield place.problem("conduct", "a list of spells of conduct", "none")
    if truth.conduct and truth.outcome is None:
        yield place.problem("outcome", "how it ended: what, date, documents", "none", "the file may be cut off")
    for i, spell in enumerate(truth.conduct):
        for name in ("party", "towards"):
            if (got := getattr(spell, name)) not in known:
                yield place.problem(("conduct", i, name), f"a party: {listing(known)}", got)
        if spell.since.first > spell.until.last:
            yield place.problem(("conduct", i, "until"), f"a date from {spell.since}", str(spell.until))
        if spell.was != "unclear" and not spell.documents:
            yield place.problem(("conduct", i, "documents"), "the documents that show it", "none")
    acts = {act.id for act in case.acts}
    for i, told in enumerate(truth.lies):
        if told.act not in acts:
            yield place.problem(("lies", i, "act"), "the id of an act", told.act)


def _agreements(truth: Truth, place: Place, case: Case) -> Iterator[Problem]:
    """Whether agreements are between two parties, rest on documents and are known by the day that is told."""
    known = [party.id for party in case.parties]
    if truth.agreements and truth.known_until is None:
        yield place.problem("known_until", "the date until which the source would show an agreement", "none")
    for i, each in enumerate(truth.agreements):
        for j, party in enumerate(each.between):
            if party not in known:
                yield place.problem(("agreements", i, "between", j), f"a party: {listing(known)}", party)
        if len({*each.between}) == 1:
            yield place.problem(("agreements", i, "between"), "two parties", f"{each.between[0]} twice")
        if truth.known_until and each.date.last > truth.known_until.last:
            yield place.problem(("agreements", i, "date"), f"a date up to {truth.known_until}", str(each.date))
        if not each.documents:
            yield place.problem(("agreements", i, "documents"), "the documents that show it", "none")


def _overlaps(truth: Truth, place: Place) -> Iterator[Problem]:
    """Spells of one party towards another may not overlap: on no day can two things be true."""
    ordered = sorted(truth.conduct, key=lambda each: (each.party, each.towards, each.since.first))
    for one, two in pairwise(ordered):
        same = (one.party, one.towards) == (two.party, two.towards)
        if same and two.since.first <= one.until.last:
            at = ("conduct", truth.conduct.index(two), "since")
            yield place.problem(at, f"a date after {one.until}, the end of the spell before", str(two.since))


def _citations(truth: Truth, place: Place, held: frozenset[str]) -> Iterator[Problem]:
    """Whether every citation is spelt as citations are and names a document that there can be."""
    named, used = [each.id for each in truth.named], set()
    kinds = {_kind(document): document for document in sorted(held, reverse=True)}
    expected = f"a document like {listing([*kinds.values(), *named], 60)}, or one told under named"
    for at, citation in _cited(truth):
        documents = read_citation(citation)
        if not documents:
            yield place.problem(at, CITED, quoted(citation), as_citation(citation) or "an id, told under named")
        for document in documents:
            word, _, rest = document.partition(" ")
            used.add(word)
            if held and word not in named and _kind(document) not in kinds:
                near = "" if rest else nearest(document, [*sorted(held), *named])
                yield place.problem(at, expected, quoted(document), near or f"telling under named what {word} is")
    for i, each in enumerate(truth.named):
        if each.id not in used:
            yield place.problem(("named", i, "id"), "the first word of a citation", quoted(each.id), "leaving it out")


def _cited(truth: Truth) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every citation and its place in the file."""
    for i, spell in enumerate(truth.conduct):
        yield from ((("conduct", i, "documents", j), citation) for j, citation in enumerate(spell.documents))
    if truth.outcome:
        yield from ((("outcome", "documents", j), citation) for j, citation in enumerate(truth.outcome.documents))
    for i, each in enumerate(truth.agreements):
        yield from ((("agreements", i, "documents", j), citation) for j, citation in enumerate(each.documents))


def _documents(folder: Path, case: Case) -> frozenset[str]:
    """The names of all documents that the case folder holds passages of or that its acts cite."""
    kept, _ = read_passages(folder)
    return frozenset(kept) | {part.document for act in case.acts for part in read_locator(act.locator or "")}


def _kind(document: str) -> str:
    """What the names of one collection share: the letters, and of long numbers, which are dates, the length."""
    return re.sub(r"([0-9]+)[a-z]?\b", lambda found: "#" * (len(found[1]) if len(found[1]) > LONG else 1), document)
