"""None of these: acts in ways that no other aim of the gallery describes.

Rule     every tendency on which two aims or more speak may be there, in either direction: mean 0, spread the root mean
         square of the gallery. What only one aim speaks of is left out: it would add little but a wide space to search.
Hears    what the party could hear up to the day before.
Source   design: without it the least unlikely playbook would win by default
Status   elicited
"""

from __future__ import annotations

from collections import Counter
from math import sqrt

from counterpoint.playbooks.base import Playbook, Tendency


def none_of_these(aims: tuple[Playbook, ...]) -> tuple[Playbook, float]:
    """The playbook over every (part, situation, act, class) that two aims or more touch, and its spread [nats]."""
    spoken = Counter((t.part, t.when, t.what, t.on) for aim in aims for t in aim.tendencies)
    touched = sorted(key for key, aims_speaking in spoken.items() if aims_speaking > 1)
    nats = [t.nats for aim in aims for t in aim.tendencies]
    spread = sqrt(sum(n * n for n in nats) / len(nats))
    book = Playbook(
        name="none",
        group="none",
        title="None of these",
        what="acts in no way that the gallery describes",
        tendencies=tuple(Tendency(part, when, what, 0.0, on) for part, when, what, on in touched),
        sources=("design",),
    )
    return book, spread
