"""What has been said so far in a game, remembered message by message: never what comes later.

The memory sees all dialogues of a game, as an archive does; a player sees only its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import Final

from counterpoint.evaluation.diplomacy.heard import Heard, Press
from counterpoint.evaluation.diplomacy.positions import Pair
from counterpoint.evaluation.diplomacy.wording import Wording
from counterpoint.feeds.diplomacy.game import Message, Phase
from counterpoint.readers.diplomacy.terms import Term
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
    are over. last: index, words and questions of the last message. told: provinces named this season; asked: what a
    asked of b in its last message. spoken: how a third power is spoken of this season.
    press, press_before: all messages of this season and of the last one.
    open_terms: promises that are about this season or a later one, or were made in it.
    """

    ever: Tallies = field(default_factory=_tallies)
    season: Tallies = field(default_factory=_tallies)
    before: defaultdict[object, list[float]] = field(default_factory=lambda: defaultdict(list))
    last: dict[Pair, tuple[int, int, int]] = field(default_factory=dict)
    told: defaultdict[Pair, set[str]] = field(default_factory=_sets)
    asked: dict[Pair, tuple[Term, ...]] = field(default_factory=dict)
    spoken: Tallies = field(default_factory=_tallies)
    press: defaultdict[Pair, list[Heard]] = field(default_factory=lambda: defaultdict(list))
    press_before: Press = field(default_factory=dict)
    open_terms: list[Term] = field(default_factory=list)


def turned(talk: Talk, over: set[Phase]) -> Talk:
    """The memory when a new season begins: tallies of the season closed, promises about seasons over dropped."""
    for pair, tally in talk.season.items():
        talk.before[pair].append(tally["n"])
    waiting = [term for term in talk.open_terms if term.phase not in over]
    fresh = Talk()
    return replace(
        talk, season=fresh.season, told=fresh.told, asked={},
        spoken=fresh.spoken, press=fresh.press, press_before=talk.press, open_terms=waiting,
    )  # fmt: skip


def remember(
    talk: Talk,
    message: Message,
    *,
    words: Wording,
    said: tuple[Said, ...],
    own: tuple[Term, ...],
    asks: tuple[Term, ...],
    kept: Heard,
) -> None:
    """Add a message to the memory; own: what the sender promises, asks: what it asks of the receiver; kept: it all."""
    a, b = pair = (message.sender, message.receiver)
    for tally in (talk.season[pair], talk.season[a], talk.ever[pair], talk.ever[a]):
        _add(tally, words, said)
    talk.last[pair] = (message.index, words.words, int(words.signs["questions"]))
    talk.told[pair] |= words.provinces
    talk.asked[pair] = asks
    talk.press[pair].append(kept)
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
