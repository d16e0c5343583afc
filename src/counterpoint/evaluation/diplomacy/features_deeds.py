"""Deeds so far: attacks, supports, bounces and captures between the two, and of either with others.

Takes    the orders of the seasons before; what is long ago counts less, by DECAY a season
Idea     deeds tell more than words; a peace that has held is worth keeping, or worth breaking by surprise
Status   light
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from counterpoint.evaluation.diplomacy.moment import Board, Moment
from counterpoint.evaluation.diplomacy.positions import DEEDS, Pair

DECAY: Final = 0.8
LONG: Final = 12
"""As long ago as never [seasons]."""


def deeds(moment: Moment) -> dict[str, float]:
    """Deeds between the two ends and with others, as seen when the season begins."""
    return _between(moment.board, moment.pair, moment.others)


@lru_cache(maxsize=1024)
def _between(board: Board, pair: Pair, third: tuple[str, ...]) -> dict[str, float]:
    """The same for all messages of a season between the two, so it is kept."""
    a, b = pair
    out: dict[str, float] = {}
    for what in DEEDS:
        for lag in (1, 2, 3) if what != "capture" else ():
            out[f"{what}_{lag}"] = board.did((a, b), what, lag)
            out[f"receiver_{what}_{lag}"] = board.did((b, a), what, lag)
        out[f"{what}_sum"] = _sum(board, [(a, b)], what)
        out[f"receiver_{what}_sum"] = _sum(board, [(b, a)], what)
        out[f"{what}_others"] = _sum(board, [(a, p) for p in third], what)
        out[f"{what}_by_others"] = _sum(board, [(p, a) for p in third], what)
    out["since_attack"] = _since(board, (a, b))
    out["since_attacked"] = _since(board, (b, a))
    return out


def _sum(board: Board, pairs: list[Pair], what: str) -> float:
    lags = range(1, len(board.past) + 1)
    return sum(DECAY ** (lag - 1) * board.did(pair, what, lag) for lag in lags for pair in pairs)


def _since(board: Board, pair: Pair) -> float:
    """Seasons since a power last attacked another, at most LONG."""
    lags = range(1, min(LONG, len(board.past)) + 1)
    return next((float(lag) for lag in lags if board.did(pair, "attack", lag)), float(LONG))
