"""What has been said so far in a game, remembered message by message: never what comes later.

The memory sees all dialogues of a game, as an archive does; a player sees only its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import Final

from counterpoint.evaluation.diplomacy.positions import Pair
from counterpoint.evaluation.diplomacy.wording import Wording
from counterpoint.feeds.diplomacy.game import Message, Orders, Phase
from counterpoint.readers.diplomacy.terms import Term, judge
from counterpoint.readers.press import Said

HABITS: Final = ("ally", "trust", "polite", "attack", "future", "because", "hedge", "good", "first", "you", "we")
"""Groups of words of which a habit is kept."""

Tallies = defaultdict[object, Counter[str]]


def _tallies() -> Tallies:
    return defaultdict(Counter)


def _sets() -> defaultdict[Pair, set[str]]:
    return defaultdict(set)


@dataclass(frozen=True, slots=True)
class Talk:
    """The memory of a game up to a message. Keys are pairs (sender, receiver) or a sender.

    ever, season: tallies since the beginning and since the season began. before: messages per season of seasons that
    are over. last: index, words and questions of the last message. told: provinces named this season; aims: where a
    promised to go; offered: where a proposed that others go; asked: what a asked of b in its last message. spoken: how a third power is spoken of this season.
    open_terms: promises not judged yet; record: kept and broken promises.
    """  # noqa: E501

    ever: Tallies = field(default_factory=_tallies)
    season: Tallies = field(default_factory=_tallies)
    before: defaultdict[object, list[float]] = field(default_factory=lambda: defaultdict(list))
    last: dict[Pair, tuple[int, int, int]] = field(default_factory=dict)
    told: defaultdict[Pair, set[str]] = field(default_factory=_sets)
    aims: defaultdict[Pair, set[str]] = field(default_factory=_sets)
    offered: defaultdict[Pair, set[str]] = field(default_factory=_sets)
    asked: dict[Pair, tuple[Term, ...]] = field(default_factory=dict)
    spoken: Tallies = field(default_factory=_tallies)
    open_terms: list[Term] = field(default_factory=list)
    record: Tallies = field(default_factory=_tallies)


def turned(talk: Talk, known: dict[Phase, Orders], over: set[Phase]) -> Talk:
    """The memory when a new season begins: tallies of the season closed, promises judged by orders of seasons over."""
    for pair, tally in talk.season.items():
        talk.before[pair].append(tally["n"])
    waiting = []
    for term in talk.open_terms:
        if term.phase not in over:
            waiting.append(term)
        elif term.phase in known and (outcome := judge(term, known[term.phase])):
            talk.record[term.by, term.to][outcome] += 1
            talk.record[term.by][outcome] += 1
    fresh = Talk()
    return replace(
        talk, season=fresh.season, told=fresh.told, aims=fresh.aims, offered=fresh.offered, asked={},
        spoken=fresh.spoken, open_terms=waiting,
    )  # fmt: skip


def remember(
    talk: Talk,
    message: Message,
    *,
    words: Wording,
    said: tuple[Said, ...],
    own: tuple[Term, ...],
    asks: tuple[Term, ...],
) -> None:
    """Add a message to the memory; own: what the sender promises, asks: what it asks of the receiver."""
    a, b = pair = (message.sender, message.receiver)
    for tally in (talk.season[pair], talk.season[a], talk.ever[pair], talk.ever[a]):
        _add(tally, words, said)
    talk.last[pair] = (message.index, words.words, int(words.signs["questions"]))
    talk.told[pair] |= words.provinces
    talk.aims[pair] |= {term.goal for term in own if term.goal}
    talk.offered[pair] |= {s.to for s in said if s.kind == "proposal" and s.who != a and s.to}
    talk.asked[pair] = asks
    talk.open_terms.extend(own)
    for third in words.powers - {a, b}:
        talk.spoken[a, third]["n"] += 1
        talk.spoken[a, third]["hostile"] += words.counts["attack"] + (words.counts["trust"] > 0)
        talk.spoken[third]["trust"] += words.counts["trust"]


def _add(tally: Counter[str], words: Wording, said: tuple[Said, ...]) -> None:
    tally["n"] += 1
    tally["words"] += words.words
    tally["length"] += words.length  # type: ignore[assignment]
    for group in HABITS:
        tally[group] += words.shares[group]  # type: ignore[assignment]
    for one in said:
        tally[one.kind] += 1
