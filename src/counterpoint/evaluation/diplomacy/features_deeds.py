"""Deeds so far: attacks, supports, bounces and captures between the two, and of either with others.

Takes    the orders of the seasons before; what is long ago counts less, by DECAY a season
Idea     deeds tell more than words; a peace that has held is worth keeping, or worth breaking by surprise
Status   light
"""

from __future__ import annotations

from typing import Final

from counterpoint.evaluation.diplomacy.moment import Moment
from counterpoint.evaluation.diplomacy.positions import DEEDS, Pair

DECAY: Final = 0.8
LONG: Final = 12
"""As long ago as never [seasons]."""


def deeds(moment: Moment) -> dict[str, float]:
    """Deeds between the two ends and with others, as seen when the season begins."""
    a, b = moment.pair
    out: dict[str, float] = {}
    for what in DEEDS:
        for lag in (1, 2, 3) if what != "capture" else ():
            out[f"{what}_{lag}"] = moment.board.did((a, b), what, lag)
            out[f"receiver_{what}_{lag}"] = moment.board.did((b, a), what, lag)
        out[f"{what}_sum"] = _sum(moment, [(a, b)], what)
        out[f"receiver_{what}_sum"] = _sum(moment, [(b, a)], what)
        out[f"{what}_others"] = _sum(moment, [(a, p) for p in moment.others], what)
        out[f"{what}_by_others"] = _sum(moment, [(p, a) for p in moment.others], what)
    out["since_attack"] = _since(moment, (a, b))
    out["since_attacked"] = _since(moment, (b, a))
    return out


def _sum(moment: Moment, pairs: list[Pair], what: str) -> float:
    lags = range(1, len(moment.board.past) + 1)
    return sum(DECAY ** (lag - 1) * moment.board.did(pair, what, lag) for lag in lags for pair in pairs)


def _since(moment: Moment, pair: Pair) -> float:
    """Seasons since a power last attacked another, at most LONG."""
    lags = range(1, min(LONG, len(moment.board.past)) + 1)
    return next((float(lag) for lag in lags if moment.board.did(pair, "attack", lag)), float(LONG))
