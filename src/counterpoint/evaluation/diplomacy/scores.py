"""How good forecasts of lies are: F1, precision, recall, AUC, average precision, Brier and log score.

Source   scikit-learn's AUC (ties by halves) and average precision (ties are one step); ../scores.py
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.evaluation.scores import brier, log_score

Floats = NDArray[np.float64]
FLOOR: Final = 1e-4
"""No forecast is taken to be surer than this."""
DIGITS: Final = 4


def scores(p: Floats, called: NDArray[np.bool_], lie: Floats) -> dict[str, Any]:
    """All scores of forecasts p (n,) and calls (n,) against lie (n,) of 0 and 1; None where it is not defined."""
    return {
        **calls(called, lie),
        "auc": rounded(auc(p, lie)),
        "average_precision": rounded(average_precision(p, lie)),
        "brier": rounded(float(brier(p, lie).mean())),
        "log_score": rounded(float(log_score(p, lie, floor=FLOOR).mean())),
    }


def calls(called: NDArray[np.bool_], lie: Floats) -> dict[str, Any]:
    """Scores of yes and no alone, with their counts."""
    true = lie > 0.5
    tp, fp = int((called & true).sum()), int((called & ~true).sum())
    fn, tn = int((~called & true).sum()), int((~called & ~true).sum())
    lie_f1, truth_f1 = _f1(tp, fp, fn), _f1(tn, fn, fp)
    return {
        "macro_f1": rounded((lie_f1 + truth_f1) / 2),
        "lie_f1": rounded(lie_f1),
        "precision": rounded(tp / (tp + fp) if tp + fp else 0.0),
        "recall": rounded(tp / (tp + fn) if tp + fn else 0.0),
        "counts": {"tp": tp, "fn": fn, "fp": fp, "tn": tn},
    }


def _f1(hit: int, wrong: int, missed: int) -> float:
    return 2 * hit / (2 * hit + wrong + missed) if hit else 0.0


def auc(p: Floats, lie: Floats) -> float | None:
    """How often a lie is forecast higher than a truth; None without both."""
    from sklearn.metrics import roc_auc_score

    true = lie > 0.5
    return float(roc_auc_score(true, p)) if true.any() and not true.all() else None


def average_precision(p: Floats, lie: Floats) -> float | None:
    """Mean precision at each lie, from the highest forecast down; None without a lie."""
    from sklearn.metrics import average_precision_score

    true = lie > 0.5
    return float(average_precision_score(true, p)) if true.any() else None


def rounded(value: float | None) -> float | None:
    """Four digits: what is beyond them is noise, and may hang on the machine."""
    return None if value is None else round(value, DIGITS)
