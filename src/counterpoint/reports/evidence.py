"""The evidence act by act: what each act weighs, who did what and when, and on whose word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import KIND
from counterpoint.record.record import visibility
from counterpoint.reports.lettering import plain, sentence
from counterpoint.reports.pages import FEW, OPEN, Cell, Desk
from counterpoint.reports.verdicts import parties
from counterpoint.reports.words import decibans, is_number, remarks, told, when_words, words

MOST: Final = 1000
"""Acts of one list that are written out, heaviest first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: its weight with the bar's place (x, width in [0..100], 50 = none), and all that is on record of it.

    why says of an act without weight why it has none.
    """

    id: str
    weight: str
    x: float
    width: float
    side: str
    date: str
    who: str
    kind: str
    group: str
    where: str
    what: str
    remarks: str
    source: str
    quote: str
    marking: str
    answers: tuple[Cell, ...] = ()
    because: Cell | None = None
    item: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Heap:
    """The acts of one party, heaviest first, with a sentence on the sum; or acts that weigh nothing.

    The first (shown) entries stand open; more says what the others are, which are folded.
    """

    slug: str
    title: str
    lead: str
    entries: tuple[Entry, ...]
    shown: int
    more: str


def heaps(desk: Desk) -> tuple[Heap, ...]:
    """Evidence per party assessed, then every other act of the record, so that each act has its place."""
    seen: set[str] = set()
    found: list[Heap] = []
    for party, part in parties(desk):
        weights = _weights(part, desk.acts)
        top = max((abs(w) for _, w in weights), default=1.0) or 1.0
        own = [(act, w) for act, w in weights if act.id not in seen]
        seen |= {act.id for act, _ in own}
        shown, folded = _fold(part, own[:MOST])
        entries = tuple(entry(desk, act, weight=w, top=top) for act, w in (*shown, *folded))
        lead = _lead(desk, party, part, len(own)) + _more(len(own))
        found.append(Heap(f"evidence-{party}", desk.name(party), lead, entries, len(shown), _lighter(folded)))
    left = [act for act in desk.record.acts if act.id not in seen]
    if left:
        weightless = _weightless(desk)
        rest = tuple(replace(entry(desk, act), why=weightless(act)) for act in left[:MOST])
        lead = "On record, with no weight for or against any reading; each says why."
        count = f"{len(rest)} act{'s' if len(rest) != 1 else ''}"
        found.append(Heap("evidence-rest", "Acts without weight", lead + _more(len(left)), rest, 0, count))
    return tuple(found)


Weighed = Sequence[tuple[Act, float]]
"""Acts with their weights [decibans], heaviest first."""


def _fold(part: Mapping[str, Any], weighed: Weighed) -> tuple[Weighed, Weighed]:
    """The acts that stand open, and the folded ones. Open are the heaviest and those on which the verdict hangs."""
    if len(weighed) <= OPEN + FEW:
        return weighed, ()
    hinges = {part[key].get(name) for key, name in (("rival", "worst_act"),) if isinstance(part.get(key), Mapping)}
    flips = part.get("flips")
    hinges |= set(flips.get("acts") or ()) if isinstance(flips, Mapping) else set()
    open_ = [pair for i, pair in enumerate(weighed) if i < OPEN or pair[0].id in hinges]
    return open_, [pair for i, pair in enumerate(weighed) if i >= OPEN and pair[0].id not in hinges]


def _lighter(folded: Weighed) -> str:
    """What the folded acts are: how many, and what the heaviest of them weighs."""
    if not folded:
        return ""
    heaviest = abs(folded[0][1])
    return f"{len(folded)} more act{'s' if len(folded) != 1 else ''}, none of which weighs over {heaviest:.1f} decibans"


def _more(count: int) -> str:
    return f" The first {MOST} are shown; all are in the assessment file." if count > MOST else ""


def _weights(part: Mapping[str, Any], acts: Mapping[str, Act]) -> list[tuple[Act, float]]:
    rows = part.get("evidence")
    found = []
    for row in rows if isinstance(rows, list) else ():
        weight = row.get("decibans")
        act = acts.get(str(row.get("act")))
        if act and is_number(weight) and round(float(weight), 1) != 0:
            found.append((act, float(weight)))
    return sorted(found, key=lambda pair: (-abs(pair[1]), pair[0].id))


def _lead(desk: Desk, party: str, part: Mapping[str, Any], count: int) -> str:
    if not count:
        return f"No act of {desk.name(party)} weighs anything for or against a reading."
    text = (
        f"{count} act{'s' if count != 1 else ''} that weigh, heaviest first. To the right (+) an act speaks for bad "
        f"faith against good faith, to the left for good faith, by that many decibans "
        f"(10 decibans make the odds ten times longer)."
    )
    return text + _silence(part.get("silence"))


def _silence(part: object) -> str:
    """What silence weighs, where any channel is covered; else why it weighs nothing."""
    if not isinstance(part, Mapping) or not is_number(part.get("decibans")):
        return ""
    note = f" {sentence(part['note'])}" if part.get("note") else ""
    turns = part.get("covered_turns")
    if turns == 0:
        return note or " Silence weighs nothing: no turn is fully covered."
    over = f" over {turns} covered turns" if turns is not None else ""
    return f" Silence weighs {decibans(part['decibans'])}{over}.{note}"


def entry(desk: Desk, act: Act, *, weight: float | None = None, top: float = 1.0) -> Entry:
    """An act as an entry; top is the weight [decibans] that fills the bar."""
    half = 0.0 if weight is None else min(1.0, abs(weight) / top) * 50
    bad = weight is not None and weight > 0
    return Entry(
        act.id,
        "" if weight is None else decibans(weight),
        50.0 if bad else round(50.0 - half, 2),
        round(half, 2),
        "bad" if bad else "good",
        when_words(act),
        _who(desk, act),
        words(act.kind),
        KIND[act.kind].group,
        _where(desk, act),
        told(act),
        remarks(act),
        _source(desk, act),
        plain(act.quote),
        act.marking or "",
        tuple(_to_act(desk, name) for name in act.answers),
        _hinge(desk, act),
        desk.name(act.item) if act.item else "",
    )


def _to_act(desk: Desk, name: str) -> Cell:
    """An act by its id, which leads to its entry where it is on record."""
    return Cell(plain(name), name if name in desk.acts else "")


def _hinge(desk: Desk, act: Act) -> Cell | None:
    """What an act is made to hang on: an issue by name, or an act that leads to its entry."""
    if act.because is None:
        return None
    return Cell(desk.name(act.because)) if act.because in desk.names else _to_act(desk, act.because)


def _weightless(desk: Desk) -> Callable[[Act], str]:
    """Says of an act why it has no weight."""
    assessed = dict(parties(desk))
    scored = {str(row.get("act")) for part in assessed.values() for row in part.get("evidence") or ()}
    moves: dict[tuple[object, ...], list[Act]] = {}
    for act in desk.record.acts:
        if act.id in scored:
            moves.setdefault(_alike(desk, act), []).append(act)

    def why(act: Act) -> str:
        party = desk.record.actor_party(act)
        if party not in assessed:
            return f"not a move of a party that is assessed ({desk.name(party)} is not)"
        if act.id in scored:
            return "as likely in good faith as in bad"
        same = moves.get(_alike(desk, act), [])
        if not same:
            return "not scored"
        first = next((other for other in same if other.target == act.target), same[0])
        how = "as the same kind on one occasion" if act.occasion is not None else "as one act told twice"
        return f"counted together with {first.id}, {how}"

    return why


def _alike(desk: Desk, act: Act) -> tuple[object, ...]:
    """What rows share that an assessment counts as one move (without an occasion, their class of target too)."""
    party = desk.record.actor_party(act)
    if act.occasion is not None:
        return (party, act.occasion, act.kind)
    return (party, None, act.date, act.kind, act.issue, act.source)


def _who(desk: Desk, act: Act) -> str:
    party = desk.record.actor_party(act)
    actor = desk.name(act.actor)
    who = actor if party == act.actor else f"{actor} ({desk.name(party)})"
    return f"{who} to {desk.name(act.target)}" if act.target else who


def _where(desk: Desk, act: Act) -> str:
    parts = []
    if act.channel:
        channel = desk.record.channels.get(act.channel)
        alleged = " (alleged)" if channel and channel.existence == "alleged" else ""
        parts.append(desk.name(act.channel) + alleged)
    hidden = visibility(desk.record, act)
    if hidden in ("secret", "tacit"):
        parts.append(hidden)
    if act.issue:
        position = f" at {act.position:g}" if act.position is not None else ""
        parts.append(f"on {desk.name(act.issue)}{position}")
    return ", ".join(parts)


def _source(desk: Desk, act: Act) -> str:
    parts = [desk.name(act.source)]
    if act.locator:
        parts.append(plain(act.locator))
    if act.basis != "observed":
        parts.append(act.basis)
    code = f"{act.reliability or ''}{act.credibility or ''}"
    if code:
        parts.append(f"graded {code}")
    return ", ".join(parts)
