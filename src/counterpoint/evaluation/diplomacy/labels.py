"""How many games say of their messages whether they are lies."""

from __future__ import annotations

from collections.abc import Iterable

from counterpoint.feeds.diplomacy.game import Game


def labelled(games: Iterable[Game]) -> int:
    """Games with a label on one message or more."""
    return sum(any(message.lie is not None for message in game.messages) for game in games)
