"""Echo: how much of the message was said before this season, by its sender to others, by others to it, between the two.

Takes    longer words, as the share that two messages have in common; the last LAST messages of each dialogue
Idea     the same story told round, or what one has heard passed on, is another thing than a word for this one alone
Status   light
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from counterpoint.evaluation.diplomacy.heard import Heard
from counterpoint.evaluation.diplomacy.moment import Moment

LAST: Final = 15
SHORT: Final = 4
"""Words by which short messages are held to be less alike."""
COPIED: Final = 0.5


def echo(moment: Moment) -> dict[str, float]:
    """The greatest likeness to what was said elsewhere and here."""
    (a, b), press, content = moment.pair, moment.talk.press, moment.heard.content
    others = [one for x in moment.others for one in press[a, x][-LAST:]]
    told = list(_likeness(others, content))
    return {
        "others": max(told, default=0.0),
        "heard": max(_likeness([one for x in moment.others for one in press[x, a][-LAST:]], content), default=0.0),
        "own": max(_likeness(press[a, b][-LAST:], content), default=0.0),
        "back": max(_likeness(press[b, a][-LAST:], content), default=0.0),
        "copied": sum(likeness > COPIED for likeness in told),
    }


def _likeness(found: Iterable[Heard], content: frozenset[str]) -> Iterable[float]:
    for one in found:
        common = len(one.content & content)
        yield common / (len(one.content) + len(content) - common + SHORT)
