"""Reads what a message of Diplomacy says: promises, proposals, threats, intelligence, with units and provinces.

By rules over clauses, offline, the same every time. How well: benchmarks/press_reader.py, on messages labelled by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from counterpoint.readers import press_rules as rules
from counterpoint.readers.press_names import SIGNS, Named, names_in
from counterpoint.readers.press_orders import OrderWord, Told, told_in

Speech = Literal[
    "proposal", "promise", "alliance", "peace", "threat", "question", "intelligence", "accusation", "praise", "refusal",
    "acceptance", "apology", "build",
]  # fmt: skip

ACT: Final[dict[str, str]] = {
    "proposal": "offer",
    "promise": "assure",
    "alliance": "offer",
    "peace": "offer",
    "threat": "threaten",
    "question": "probe",
    "intelligence": "leak_deny",
    "accusation": "blame",
    "praise": "praise",
    "refusal": "reject",
    "acceptance": "accept",
    "apology": "praise",
    "build": "assure",
}
"""The kind of act that each kind of speech is. A proposal that asks the other to act, and offers nothing, is a demand.
Intelligence discloses what passed elsewhere. An apology is a courtesy: it concedes no terms."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a message says, about units if it says so.

    kind: of speech; act: of the house vocabulary. who: the power whose conduct or unit it is about, "" if not told.
    order: what is to be done; unit: the province from where, to: where to, supports: where the unit stands that is
    helped, helps: its power. powers, provinces: all that the clause names (the two ends too). negated, conditional,
    hedged (might, probably), first_person: of the clause. span: [start, end) in the text. Empty strings: not told.
    """

    kind: Speech
    act: str
    who: str
    order: OrderWord
    unit: str
    to: str
    supports: str
    helps: str
    powers: tuple[str, ...]
    provinces: tuple[str, ...]
    negated: bool
    conditional: bool
    hedged: bool
    first_person: bool
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause: its place, masked text, names; whether its sentence asks, sets a condition, is nothing but this."""

    start: int
    end: int
    masked: str
    names: tuple[Named, ...]
    asks: bool
    conditional: bool
    alone: bool


LONGEST: Final = 1_000
"""Most characters of a clause that are read: patterns over a text without any stop would take long."""
_SENTENCE: Final = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\n+|(?<=[a-z0-9)])\.\.+\s*")
_CLAUSE: Final = re.compile(
    r"\s*;\s*|,?\s+(?:but|although|however|whereas|while)\s+"
    r"|,\s+(?:and|so|then|or)?\s*(?=(?:i|i'll|i'm|you|we|he|she|they|let's|can|could|would|please|what|how)\b)"
    r"|\s+(?:and|so|then)\s+(?=(?:i|i'll|i'm|you|you'll|we|we'll|he|he'll|she|they|let's|can|could|would|please)\b)",
    re.IGNORECASE,
)


def read(text: str, *, sender: str, receiver: str) -> tuple[Said, ...]:
    """What a message says, in order of place and then of kind. Empty if nothing is recognised."""
    plain = text.translate(SIGNS)
    names = names_in(plain)
    found: list[Said] = []
    for clause in _clauses(plain, names, ends=(sender, receiver)):
        told = _resolved(told_in(clause.masked, clause.names), sender=sender, receiver=receiver)
        for kind in _kinds(clause, told):
            found += _said(kind, clause, told, ends=(sender, receiver))
    return tuple(dict.fromkeys(found))


def _clauses(plain: str, names: tuple[Named, ...], *, ends: tuple[str, str]) -> Iterator[_Clause]:
    """The clauses of a text; no name is cut in two."""
    inside = {place for named in names for place in range(named.start + 1, named.end)}
    for start, end in _cut(plain, (0, len(plain)), _SENTENCE, inside):
        whole = plain[start : min(end, start + LONGEST)].lower()
        asks = (
            plain[start:end].rstrip(" \"')").endswith("?") or "? " in whole or bool(rules.QUESTION_START.match(whole))
        )
        conditional = bool(rules.CONDITIONAL.search(whole))
        for first, stop in _cut(plain, (start, end), _CLAUSE, inside):
            last = min(stop, first + LONGEST)
            within = tuple(n for n in names if first <= n.start and n.end <= last)
            yield _Clause(
                first,
                last,
                _masked(plain, (first, last), within, ends),
                within,
                asks,
                conditional,
                (first, stop) == (start, end),
            )


def _cut(plain: str, span: tuple[int, int], mark: re.Pattern[str], inside: set[int]) -> Iterator[tuple[int, int]]:
    """The parts of a span between marks, without those that are empty."""
    start = span[0]
    for match in mark.finditer(plain, *span):
        if match.start() in inside:
            continue
        if plain[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if plain[start : span[1]].strip():
        yield start, span[1]


def _masked(plain: str, span: tuple[int, int], names: tuple[Named, ...], ends: tuple[str, str]) -> str:
    """The clause in small letters, provinces as @i, powers as #i, the two ends as #me and #you."""
    parts, place = [], span[0]
    for number, named in enumerate(names):
        parts.append(plain[place : named.start].lower())
        if named.what == "province":
            parts.append(f"@{number}")
        else:
            parts.append({ends[0]: "#me", ends[1]: "#you"}.get(named.id, f"#{number}"))
        place = named.end
    return "".join(parts) + plain[place : span[1]].lower()


def _resolved(told: tuple[Told, ...], *, sender: str, receiver: str) -> tuple[Told, ...]:
    """Orders with you and me replaced by powers."""
    powers = {"you": receiver, "me": sender}
    return tuple(replace(t, helps=powers.get(t.helps, t.helps)) for t in told)


_SIMPLE: Final = (
    ("threat", rules.THREAT),
    ("accusation", rules.ACCUSATION),
    ("peace", rules.PEACE),
    ("apology", rules.APOLOGY),
    ("praise", rules.PRAISE),
    ("build", rules.BUILD),
)


_OFFERS: Final = re.compile(
    r"\W*(?:and |so |then |ok |okay |yeah )*(?:i|we)(?:'ll| will|'m going to|'m gonna)\b"
    r"(?!.*\b(?:if you want|you think|you ok)\b)"
)
"""How an own promise begins within a sentence that ends as a question."""


def _kinds(clause: _Clause, told: tuple[Told, ...]) -> Iterator[Speech]:
    """The kinds of speech of a clause."""
    masked = clause.masked
    found: set[str] = {kind for kind, pattern in _SIMPLE if pattern.search(masked)}
    if clause.asks and not _OFFERS.match(masked):
        found.add("question")
        found &= {"question", "accusation", "peace", "threat"}
    else:
        if rules.ACCEPTANCE.search(masked) or (clause.alone and rules.WEAK_YES.match(masked)):
            found.add("acceptance")
        if rules.REFUSAL.search(masked):
            found.add("refusal")
        if rules.INTELLIGENCE.search(masked):
            found.add("intelligence")
        if rules.PROMISE.search(masked) and not found & {"threat", "build"}:
            found.add("promise")
    if rules.ALLIANCE.search(masked) and not rules.ALLIANCE_OF_OTHERS.search(masked):
        found.add("alliance")
    if _proposes(clause, told, found):
        found.add("proposal")
    for kind in ACT:
        if kind in found:
            yield kind  # type: ignore[misc]


def _proposes(clause: _Clause, told: tuple[Told, ...], found: set[str]) -> bool:
    """Whether a clause proposes a move: by its words, or by naming an order of which it does not say whose it is."""
    masked = clause.masked
    if rules.PROPOSAL.search(masked):
        return bool(told) or "@" in masked or bool(re.search(rf"\b{rules.VERB}\b", masked))
    if rules.LOOSE_PROPOSAL.search(masked) and (told or "@" in masked or "#" in masked):
        return True
    if clause.asks:
        return any(t.order and t.to for t in told) and bool(rules.REQUEST.search(masked))
    if found & {"promise", "build", "threat", "intelligence", "accusation"}:
        return False
    return any((t.unit and t.to) or (t.order == "support" and t.supports) for t in told) and not _TALK.search(masked)


_TALK: Final = re.compile(r" was | were |(?:#\d+|\bhe|\bshe|\bthey) (?:can|could|will|may|might|is|was)\b")
"""Words by which a bare order is talk about what was, or what others can do."""


def _said(kind: Speech, clause: _Clause, told: tuple[Told, ...], *, ends: tuple[str, str]) -> list[Said]:
    """A kind of speech about each order of the clause; once, without an order, where none belongs to it."""
    about = told if kind in ("proposal", "promise", "threat", "intelligence", "build", "peace", "refusal") else ()
    if kind == "build":
        about = tuple(t for t in about if t.order == "build")
    base = Said(
        kind=kind,
        act=_act(kind, clause),
        who=_who(kind, clause, ends),
        order="",
        unit="",
        to="",
        supports="",
        helps="",
        powers=tuple(dict.fromkeys(n.id for n in clause.names if n.what == "power")),
        provinces=tuple(dict.fromkeys(n.id for n in clause.names if n.what == "province")),
        # A not behind the place is about something else: hold Mun and not do much more.
        negated=bool(rules.NEGATED.search(clause.masked.partition("@")[0])),
        conditional=clause.conditional,
        hedged=bool(rules.HEDGED.search(clause.masked)),
        first_person=bool(rules.FIRST.search(clause.masked)),
        span=(clause.start, clause.end),
    )
    orders = [
        replace(base, order=t.order, unit=t.unit, to=t.to, supports=t.supports, helps=t.helps) for t in about if t.order
    ]
    return orders or [base]


def _act(kind: Speech, clause: _Clause) -> str:
    """The kind of act: a proposal that asks and offers nothing of one's own is a demand."""
    if kind == "proposal" and rules.SECOND.search(clause.masked) and not re.search(r"\b(?:we|i'll|i)\b", clause.masked):
        return "demand"
    return ACT[kind]


def _who(kind: Speech, clause: _Clause, ends: tuple[str, str]) -> str:
    """The power whose conduct a clause is about, as far as the words tell."""
    if kind in ("promise", "build", "threat", "apology", "acceptance", "refusal"):
        return ends[0]
    if kind in ("praise", "accusation"):
        return ends[1] if rules.SECOND.search(clause.masked) else ""
    third = [n.id for n in clause.names if n.what == "power" and n.id not in ends]
    if kind == "intelligence":
        return third[0] if third else ""
    if kind == "proposal":
        second, first = rules.SECOND.search(clause.masked), re.search(r"\b(?:i|i'll|i'm|my)\b", clause.masked)
        if second and not (first and first.start() < second.start()):
            return ends[1]
        return ends[0] if first and not second else ""
    return ""
