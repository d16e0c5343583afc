"""Press as acts: which kind of act each thing said is, and what a promise among them commits to.

Rule     of a message one act per kind of act, but one per order promised. Questions that are requests are the request.
         A promise with might, maybe, could or thinking is a probe: floated, not owned; what one can or would gladly do
         is an offer. A promise that names no unit, place or power (I'll let you know) is of no weight and left out. A
         yes is an accept only if the other proposed something in that season and since one's own last word; it then
         promises what the proposal asks of the one who says yes, if that names a unit or help. Otherwise it is praise:
         cordial, and no promise. A message in which nothing is read is a meet: it did pass between the two, and silence
         must not be claimed where they wrote. Messages of one sender in a row, or on one day, are one occasion, so that
         writing in ten messages what fits into one changes nothing.
Source   the meanings of the kinds (counterpoint vocabulary)
Status   as good as the reader (benchmarks/press_reader.py)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from counterpoint.case.model import Act, KindName
from counterpoint.case.when import When
from counterpoint.feeds.diplomacy.game import Game, Message, Phase
from counterpoint.readers.diplomacy.dates import message_days, orders_day
from counterpoint.readers.diplomacy.terms import Term, term_of
from counterpoint.readers.press import Said, read
from counterpoint.readers.press_names import SIGNS

SOURCE: Final = "press"
"""Id of the source of what was written."""
MOST_QUOTED: Final = 300
"""Most characters of a message that an act quotes."""
FLOATED: Final = re.compile(
    r"\b(?:might|may|maybe|perhaps|possibly|could|thinking|considering|inclin\w+|not sure|i'd|either|whether|or)\b"
)
ABLE: Final = re.compile(r"\b(?:i|we) (?:\w+ )?(?:can|am able|are able)\b|\b(?:willing|happy|glad) to\b")
"""What one can or would gladly do is on the table, and not yet promised."""
_ADVICE: Final = re.compile(r"\b(?:suggest\w*|would|should|if|except|instead|you|your|was|were|why)\b")
"""Words beside an order about one's own unit that make it talk about the order, and no promise."""
_SKETCH: Final = re.compile(r"\b(?:suggest\w*|something like|what if|how about|idea|should|could|propos\w+|option)\b")
"""Words before a list of orders that make it a sketch, and no promise."""
_OF_WEIGHT: Final = re.compile(r"\b(?:support|attack|help|work with|ally|stab|stay out|trust|dmz|my word|promise)\b")
_PROPOSING: Final = ("proposal", "alliance", "peace", "promise")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One act of press: the act, its message, what was said (None if nothing was read), and what it commits to."""

    act: Act
    message: Message
    said: Said | None
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class _Proposed:
    """Something proposed: the act, the season, and the terms to which a yes would commit the other."""

    act: str
    phase: Phase
    terms: tuple[Term, ...]


def channel_of(one: str, other: str) -> str:
    """Id of the channel between two powers."""
    return "press_" + "_".join(sorted((one, other)))


def spoken(game: Game) -> Iterator[Spoken]:
    """Every act of press of a game, in order."""
    days = message_days(game)
    open_: dict[tuple[str, str], list[_Proposed]] = {}
    speaker: dict[str, str] = {}
    occasions: dict[tuple[str, str], tuple[str, When]] = {}
    for message in game.messages:
        ends, day = (message.sender, message.receiver), days[message.index]
        channel = channel_of(*ends)
        if speaker.get(channel) != message.sender:
            speaker[channel] = message.sender
            # What this sender proposed before stands no longer: the other has answered since.
            open_[ends] = []
            if ends not in occasions or occasions[ends][1] != day:
                occasions[ends] = f"m{message.index}", day
        occasions[ends] = occasions[ends][0], day
        phase = message.year, message.season
        heard = [p for p in open_.get((message.receiver, message.sender), []) if p.phase == phase]
        acts = list(_acts(message, day, game, occasions[ends][0], heard))
        yield from acts
        open_[ends].extend(_proposals(acts, message))


def _acts(message: Message, day: When, game: Game, occasion: str, heard: list[_Proposed]) -> Iterator[Spoken]:
    """The acts of one message."""
    chosen = tuple(_chosen(message, game))
    if any(kind == "accept" for kind, _, _ in chosen) and not heard:
        chosen = tuple(("praise" if kind == "accept" else kind, said, terms) for kind, said, terms in chosen)
        chosen = tuple({(k, t): (k, s, t) for k, s, t in reversed(chosen)}.values())[::-1]
    if not chosen:
        chosen = (("meet", None, ()),)
    for place, (kind, said, terms) in enumerate(chosen):
        answers: tuple[str, ...] = ()
        if kind == "accept":
            answers = (heard[-1].act,)
            terms = tuple(dict.fromkeys(term for proposed in heard for term in proposed.terms))
        id_ = f"m{message.index}" if place == 0 else f"m{message.index}.{place + 1}"
        yield Spoken(_act(id_, kind, message, day, said, terms, occasion, answers), message, said, terms)


def _act(  # noqa: PLR0913
    id_: str, kind: KindName, message: Message, day: When, said: Said | None, terms: tuple[Term, ...],
    occasion: str, answers: tuple[str, ...],
) -> Act:  # fmt: skip
    """One act. Nothing of it comes from the labels of the message."""
    return Act(
        id=id_,
        date=day,
        actor=message.sender,
        kind=kind,
        source=SOURCE,
        target=message.receiver,
        channel=channel_of(message.sender, message.receiver),
        weight=2 if said is not None and said.kind in ("alliance", "threat", "peace") else 1,
        answers=answers,
        deadline=max((orders_day(term.phase) for term in terms), default=None),
        condition="as said in the message" if said is not None and said.conditional else "",
        basis="observed",
        occasion=occasion,
        locator=f"message {message.index}",
        quote=" ".join(message.text.split())[:MOST_QUOTED],
        note=_note(said),
    )


def _note(said: Said | None) -> str:
    """What was read, in the signs of orders."""
    if said is None:
        return "nothing read"
    parts = (said.order, said.unit, f"> {said.to}" if said.to else "", f"S {said.supports}" if said.supports else "")
    what = " ".join(part for part in ("not" if said.negated and said.order else "", *parts) if part)
    return f"{said.kind}: {what}" if what else said.kind


def _chosen(message: Message, game: Game) -> Iterator[tuple[KindName, Said | None, tuple[Term, ...]]]:
    """Kind of act, what was said and its terms: of weight, one per kind of act and one per order promised."""
    said = read(message.text, sender=message.sender, receiver=message.receiver)
    asked = {s.span for s in said if s.kind in ("proposal", "peace", "alliance")}
    seen: set[object] = set()
    for one in said:
        if one.kind == "question" and one.span in asked:
            continue
        owned = _by_owner(one, message, game)
        kind, terms = _kind(owned, _clause(message, owned), message)
        if not kind:
            continue
        key: object = (kind, terms) if terms else kind
        if key not in seen:
            seen.add(key)
            yield kind, owned, terms


def _clause(message: Message, said: Said) -> str:
    """The words of something said, in small letters and with plain signs."""
    return message.text[slice(*said.span)].translate(SIGNS).lower()


def _by_owner(said: Said, message: Message, game: Game) -> Said:
    """A proposal about one's own unit is a promise, a promise about the other's a proposal: the board says whose."""
    orders = game.orders.get((message.year, message.season))
    owner = orders.units.get(said.unit, "") if orders is not None and said.unit else ""
    sketch = _ADVICE.search(_clause(message, said)) or _SKETCH.search(message.text[: said.span[0]].lower())
    if said.kind == "proposal" and owner == message.sender and not sketch:
        return replace(said, kind="promise", act="assure", who=message.sender)
    if said.kind == "promise" and owner == message.receiver:
        return replace(said, kind="proposal", act="demand", who=message.receiver)
    return said


def _kind(said: Said, clause: str, message: Message) -> tuple[KindName | None, tuple[Term, ...]]:
    """The kind of act of something said, and its terms; None if it has no weight."""
    if said.kind not in ("promise", "build"):
        return said.act, ()  # type: ignore[return-value]
    if said.kind == "promise" and not (said.order or said.provinces or said.powers or _OF_WEIGHT.search(clause)):
        return None, ()
    if FLOATED.search(clause):
        return "probe", ()
    if ABLE.search(clause):
        return "offer", ()
    phase = message.year, message.season
    term = term_of(said, clause=clause, by=message.sender, to=message.receiver, phase=phase)
    return "assure", (term,) if term else ()


def _proposals(acts: list[Spoken], message: Message) -> Iterator[_Proposed]:
    """What a message put before the other, with what a yes would promise."""
    phase = message.year, message.season
    for item in acts:
        said = item.said
        if said is None or said.kind not in _PROPOSING:
            continue
        terms: tuple[Term, ...] = ()
        if said.kind == "proposal" and said.who == message.receiver and (said.unit or said.helps == message.sender):
            # Only what names a unit of the other, or help to one's own, is plain enough to bind by a mere yes.
            term = term_of(said, clause=_clause(message, said), by=message.receiver, to=message.sender, phase=phase)
            terms = (term,) if term else ()
        elif said.kind == "peace":
            terms = tuple(
                Term(message.receiver, message.sender, phase, "move", "", place, "", "", True, False)
                for place in (said.provinces if phase[1] != "winter" else ())
            )
        yield _Proposed(item.act.id, phase, terms)
