"""None of these: acts in ways that no other aim of the gallery describes.

Rule     every tendency that some aim has may be there, in either direction: mean 0, spread the root mean square of the gallery.
Hears    what the party could hear up to the day before.
Source   design: without it the least unlikely playbook would win by default
Status   elicited
"""

from __future__ import annotations

from math import sqrt

from counterpoint.playbooks.base import Playbook, Tendency


def none_of_these(aims: tuple[Playbook, ...]) -> tuple[Playbook, float]:
    """The playbook over every (part, situation, act, class) that the aims touch, and its spread [nats]."""
    touched = sorted({(t.part, t.when, t.what, t.on) for aim in aims for t in aim.tendencies})
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
