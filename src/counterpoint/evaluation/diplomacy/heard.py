"""What is kept of every message of a season, for all to be held against each other: what the archive heard.

Eyes     archive: all dialogues, each message when it was sent
Idea     words of attack or support beside a power, its centres or its units are a plot against it, or may be one
Status   light
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from counterpoint.evaluation.diplomacy.positions import Pair
from counterpoint.evaluation.diplomacy.wording import Wording
from counterpoint.feeds.diplomacy.board import POWERS
from counterpoint.feeds.diplomacy.game import Message
from counterpoint.readers.diplomacy.terms import Term

_CONTENT: Final = re.compile(r"[a-z][a-z']{3,}")


@dataclass(frozen=True, slots=True)
class Heard:
    """One message as the archive heard it: its place, words, terms, longer words, and whom it may plot against."""

    index: int
    words: Wording
    own: tuple[Term, ...]
    asks: tuple[Term, ...]
    content: frozenset[str]
    targets: frozenset[str]


Press = Mapping[Pair, list[Heard]]
"""Messages of a season by sender and receiver, in order; pairs that wrote nothing may be missing."""


def heard(
    message: Message,
    words: Wording,
    own: tuple[Term, ...],
    asks: tuple[Term, ...],
    theirs: Mapping[str, frozenset[str]],
) -> Heard:
    """A message as it is kept. theirs: of each power, its centres and where its units stand."""
    hostile = words.counts["attack"] + words.counts["support"] > 0
    targets = {p for p in POWERS if p in words.powers or words.provinces & theirs[p]} if hostile else set()
    content = frozenset(_CONTENT.findall(words.plain))
    return Heard(message.index, words, own, asks, content, frozenset(targets))


def of(press: Press, pairs: Iterable[Pair]) -> list[Heard]:
    """All messages of some pairs."""
    return [one for pair in pairs for one in press.get(pair, ())]


def plots(press: Press, pairs: Iterable[Pair], against: str) -> list[Heard]:
    """Those of some pairs that may plot against a power."""
    return [one for one in of(press, pairs) if against in one.targets]


def number(press: Press, pairs: Iterable[Pair], against: str) -> int:
    """How many of them."""
    return sum(against in one.targets for pair in pairs for one in press.get(pair, ()))


def places(found: Iterable[Heard]) -> frozenset[str]:
    """All provinces that some messages name."""
    return frozenset().union(*(one.words.provinces for one in found))
