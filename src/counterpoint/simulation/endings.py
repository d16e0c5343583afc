"""How a negotiation can end: the names, in the order of the kernel's numbers, and what each means."""

from __future__ import annotations

from typing import Final

ENDINGS: Final[dict[str, str]] = {
    "ongoing": "it goes on, and no more is agreed than when it began",
    "settlement": "both sides have signed most of what they contest",
    "tacit_settlement": "an understanding that is never announced is kept for a while, without force",
    "partial": "more is agreed or signed than when it began, and not taken back; the rest goes on, or nothing moves",
    "drift": "talks decay into consultations: they go on and nothing moves",
    "breakdown": "talks are broken off and stay dark",
    "capitulation": "one side gives in altogether",
    "disengagement": "one side steps aside and turns to something else",
    "shock": "something from outside ends it",
}
NAMES: Final = tuple(ENDINGS)
OF_WHOM: Final = frozenset({"capitulation", "disengagement"})
"""Endings of which it must be said whose they are."""
