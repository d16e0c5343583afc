"""How a message is worded: its length, its signs, and how often words of each group stand in it.

Groups   after Niculae et al. 2015 (positive sentiment, politeness, planning, subjectivity) and Newman et al. 2003
         (first person, negation); words of trust, alliance, attack and support are those of the game
Status   light: lists of words
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import log1p, sqrt
from typing import Final

from counterpoint.feeds.diplomacy.game import Message
from counterpoint.readers.press_names import SIGNS, Named, names_in

_WORDS: Final[Mapping[str, str]] = {
    "first": r"i|i'm|i'll|i've|i'd|me|my|mine",
    "you": r"you|your|you're|you'll|u|ya",
    "we": r"we|us|our|let's|lets|we're|we'll|together",
    "future": r"will|i'll|we'll|gonna|going to|plan|planning|intend|next turn|next year|won't",
    "hedge": r"maybe|perhaps|might|probably|possibly|could|i think|i guess|not sure|unsure|seems?|kind of|sort of"
    r"|likely",
    "polite": r"please|thanks?|appreciate|glad|happy|pleasure|welcome|cheers|hi|hello|hey|greetings",
    "sorry": r"sorry|apolog\w+|my bad|oops|unfortunately|misunderst\w+|mistake|misorder\w*",
    "trust": r"trust\w*|honest\w*|truth\w*|promise\w*|swear|believe|loyal\w*|faith|lie|lied|lying|liar"
    r"|\w*stab\w*|betray\w*",
    "ally": r"ally|allies|alliance|work with|work together|team|partner\w*|friend\w*|deal|agree\w*|dmz|peace|truce",
    "attack": r"attack\w*|take|taking|kill|eliminate|war|invade|threat\w*|against|push|hit|fight\w*",
    "support": r"support\w*|convoy\w*|help\w*|cover|assist",
    "because": r"because|since|so that|reason|cause|in order|otherwise|therefore",
    "not": r"not|no|never|don't|won't|can't|didn't|isn't|wouldn't|doesn't|nothing",
    "agree": r"ok|okay|sure|yes|yeah|yep|sounds good|agreed|will do|deal|works|absolutely|definitely"
    r"|of course|perfect|great",
    "told": r"told|said|says|asked|heard|talk\w*|mention\w*|spoke|according|claims?|info\w*",
    "ignorant": r"no idea|don't know|not sure|haven't heard|unsure|wondering|curious",
    "good": r"good|great|awesome|excellent|nice|love|best|fantastic|perfect|wonderful|cool",
    "worry": r"worr\w+|concern\w*|afraid|fear|nervous|careful|risk\w*|danger\w*|suspicious|paranoid",
    "offer": r"would you|could you|can you|if you|want me|let me know|how about|what if|propose"
    r"|suggest\w*|offer\w*|up for|interested|willing",
    "intent": r"i'll|i will|i can|i am going|i'm going|i plan|my (?:plan|move)"
    r"|i'm (?:moving|ordering|supporting)|i could|i would|i'd|we'll|i want",
}  # fmt: skip
GROUPS: Final = (*_WORDS, "smile")
_PATTERNS: Final = {
    **{group: re.compile(rf"\b(?:{words})\b") for group, words in _WORDS.items()},
    "smile": re.compile(r"[:;]-?[)(dp]|lol|haha|[😉👍😊🤣😂🙂]"),
}
_TOKEN: Final = re.compile(r"[a-z']+")
_SENTENCE: Final = re.compile(r"[.!?\n]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """One message as words: number of words, log length, counts per group and per root of length, who and where named.

    plain: the text with plain signs, in small letters. named: provinces and powers in it, in order. signs: marks and
    shape of the text by name.
    """

    plain: str
    words: int
    length: float
    counts: Mapping[str, int]
    shares: Mapping[str, float]
    signs: Mapping[str, float]
    named: tuple[Named, ...]
    powers: frozenset[str]
    provinces: frozenset[str]


def wording(message: Message) -> Wording:
    """The wording of a message."""
    text = message.text.translate(SIGNS)
    plain = text.lower()
    tokens = _TOKEN.findall(plain)
    counts = {group: len(pattern.findall(plain)) for group, pattern in _PATTERNS.items()}
    scale = sqrt(len(tokens) + 3)
    named = names_in(text)
    return Wording(
        plain=plain,
        words=len(tokens),
        length=log1p(len(tokens)),
        counts=counts,
        shares={group: count / scale for group, count in counts.items()},
        signs=_signs(message.text, plain, tokens),
        named=named,
        powers=frozenset(n.id for n in named if n.what == "power"),
        provinces=frozenset(n.id for n in named if n.what == "province"),
    )


def _signs(text: str, plain: str, tokens: list[str]) -> dict[str, float]:
    """Marks and shape of a text, by name."""
    return {
        "questions": plain.count("?"),
        "exclamations": plain.count("!"),
        "sentences": len(_SENTENCE.findall(plain)),
        "capitals": sum(c.isupper() for c in text) / (len(text) + 5),
        "letters": sum(map(len, tokens)) / (len(tokens) + 1),
        "lines": plain.count("\n"),
        "curly": float("’" in text),
        "asks_last": float(plain.rstrip().endswith("?")),
    }
