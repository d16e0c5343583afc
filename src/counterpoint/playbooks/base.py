"""What a playbook is: tendencies, each a shift in the odds of an act in a situation, with its source.

A tendency says: in this situation these acts become likelier by so many nats. Nats are capped at CAP, and at
FREE_CAP when the situation is "always", because what a party always does cannot be told from its habits.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

CAP, FREE_CAP, SPREAD = 1.5, 0.5, 0.4
"""Largest shift [nats], largest situation-free shift [nats], least relative spread of a tendency."""
LEAST_SD = 0.15
"""Smallest standard deviation of a tendency [nats]."""

PARTS = ("kind", "issue", "target", "amount")
"""Which kind of act, on which class of issue, at whom, and how much on a channel."""
ISSUE_CLASSES = ("core", "technical", "linked", "none")
TARGET_CLASSES = ("counterpart", "person", "ally", "third", "audience")
CHANNEL_CLASSES = ("open", "secret", "public", "field", "internal")
"""Kinds of channel that share a baseline: official talks, hidden ones, public words, deeds on the ground, home."""


@dataclass(frozen=True, slots=True)
class Tendency:
    """In situation `when` [0..1], `what` of `part` is likelier by `nats` (on these classes of channel; () is all)."""

    part: str
    when: str
    what: str
    nats: float
    on: tuple[str, ...] = ()

    @property
    def sd(self) -> float:
        """Spread of the strength [nats, one standard deviation]."""
        return max(SPREAD * abs(self.nats), LEAST_SD)


@dataclass(frozen=True, slots=True)
class Playbook:
    """A hidden way of acting.

    group is the verdict an aim belongs to (good_faith, hard_bargaining, bad_faith, none) or "technique".
    """

    name: str
    group: str
    title: str
    what: str
    tendencies: tuple[Tendency, ...]
    sources: tuple[str, ...]
    status: str = "elicited"


def kinds(when: str, on: tuple[str, ...] = (), **nats: float) -> tuple[Tendency, ...]:
    """Tendencies over kinds of act in one situation."""
    return tuple(Tendency("kind", when, kind, value, on) for kind, value in nats.items())


def shifts(part: str, when: str, on: tuple[str, ...] = (), **nats: float) -> tuple[Tendency, ...]:
    """Tendencies of another part (issue, target, amount) in one situation."""
    return tuple(Tendency(part, when, what, value, on) for what, value in nats.items())


def digest(playbooks: tuple[Playbook, ...]) -> str:
    """SHA-256 of everything that gives the playbooks their strength (first 16 hex digits)."""
    text = json.dumps([asdict(p) for p in playbooks], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
