"""How much each message counts in training: every game the same, an industrious liar not more than others."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RATE: Final = 0.045
"""Rate of lies that training is balanced to."""


def balanced(lie: Floats, game: NDArray[np.int64], sender: NDArray[np.str_]) -> Floats:
    """Weight of each row (n,), mean 1: the same rate in every game, roots of counts of lies by sender and by game.

    Suspicions are balanced as lies are, with the receiver, who suspected, as sender.
    """
    weight = np.ones(len(lie))
    for name in np.unique(sender):
        lies = (sender == name) & (lie > 0.5)
        weight[lies] = max(int(lies.sum()), 1) ** -0.5
    for number in np.unique(game):
        lies, truths = (game == number) & (lie > 0.5), (game == number) & (lie <= 0.5)
        size = max(int(lies.sum()), 1) ** 0.5
        for rows, share in ((lies, RATE), (truths, 1 - RATE)):
            if rows.any():
                weight[rows] *= size * share / weight[rows].sum()
    result: Floats = weight * len(weight) / weight.sum()
    return result


def even(lie: Floats, game: NDArray[np.int64]) -> Floats:
    """Weights, mean 1, that give every game the same weight and the rate RATE."""
    weight = np.zeros(len(lie))
    for number in np.unique(game):
        for rows, share in (((game == number) & (lie > 0.5), RATE), ((game == number) & (lie <= 0.5), 1 - RATE)):
            weight[rows] = share / max(int(rows.sum()), 1)
    result: Floats = weight * len(weight) / weight.sum()
    return result
