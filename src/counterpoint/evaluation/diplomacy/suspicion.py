"""What readers of other games would have suspected: learners on the marks of receivers, not on the lies of senders.

Idea     receivers err, but independently of what the sender's mark teaches, and they marked as many messages again as
         were lies; what makes people suspicious is also where lies are
Rule     learned on training games alone, from columns at sending; a receiver's suspicions count by the root of their
         number. The marks of the game that is forecast are never seen
Status   fitted; forecasts lies hardly worse than what is learned from lies
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoint.evaluation.diplomacy import learners
from counterpoint.evaluation.diplomacy.weights import balanced

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Columns at sending (n, k), hashed words (None: not used), marks, game and receiver of each row (n,).

    learned: surfaces and words learned from some rows, None where they held no suspicion.
    """

    columns: Floats
    counts: Any
    suspected: Floats
    game: NDArray[np.int64]
    receiver: NDArray[np.str_]
    learned: dict[bytes, tuple[Any, Any] | None] = field(default_factory=dict)


def suspected(data: Suspicion, fitted: Mask, asked: Mask, *, seed: int) -> dict[str, Floats]:
    """Log-odds (n,) of each learner that a receiver suspects the rows asked about; empty if none learned anything."""
    rows = fitted & np.isfinite(data.suspected)
    key = rows.tobytes()
    if key not in data.learned:
        data.learned[key] = _learn(data, rows, seed=seed)
    if (learned := data.learned[key]) is None:
        return {}
    surfaces, words = learned
    out: dict[str, Floats] = {}
    if surfaces is not None:
        out["suspicion"] = learners.ask_surfaces(surfaces, data.columns[asked])
    if words is not None:
        out["suspicion_words"] = learners.ask_words(words, tuple(c[asked] for c in data.counts))
    return out


def _learn(data: Suspicion, rows: Mask, *, seed: int) -> tuple[Any, Any] | None:
    y = data.suspected[rows]
    if not ((y > 0.5).any() and (y <= 0.5).any()):
        return None
    weight = balanced(y, data.game[rows], data.receiver[rows])
    surfaces = learners.lay(data.columns[rows], y, weight, seed=seed) if data.columns.shape[1] else None
    counts = data.counts and tuple(c[rows] for c in data.counts)
    return surfaces, counts and learners.learn_words(counts, y, weight, seed=seed)
