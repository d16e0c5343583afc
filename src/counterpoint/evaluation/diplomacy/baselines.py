"""What the forecasts stand beside: the base rate, a bag of words with standing, the receivers' own suspicion, all true.

bag of words  logistic regression on weighted words and pairs of words, without and with the two scores and the
              season; weighted, calibrated and given a threshold on training games just as the model is
receivers     what they marked as a lie, where they marked anything; private notes, so never a feature
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.evaluation.diplomacy.learners import frequent, vocabulary, weighted
from counterpoint.evaluation.diplomacy.model import Forecast, Mask, settled
from counterpoint.evaluation.diplomacy.scores import calls
from counterpoint.evaluation.diplomacy.table import Table
from counterpoint.evaluation.diplomacy.weights import balanced
from counterpoint.feeds.diplomacy.board import SEASONS

Floats = NDArray[np.float64]
CENTRES: Final = 10.0
"""Scale of scores: so many centres weigh as a word of its own."""


def base_rate(table: Table, train: Mask, test: Mask) -> Forecast:
    """The share of lies in the training messages, for every message; nothing is called a lie."""
    return Forecast(np.full(int(test.sum()), float(np.nanmean(table.lie[train]))), 1.0)


def bag(table: Table, counts: Any, *, with_standing: bool) -> Any:
    """Words of the texts as they stand (sparse, hashed) and columns of standing (n, 5 or 0), side by side."""
    import scipy.sparse as sparse

    if not with_standing:
        return counts, sparse.csr_matrix((len(table.messages), 0))
    rows = [
        [(m.score or 0) / CENTRES, (m.score_delta or 0) / CENTRES, *(float(m.season == season) for season in SEASONS)]
        for m in table.messages
    ]
    return counts, sparse.csr_matrix(np.array(rows).reshape(len(rows), -1))


def plain_words(table: Table) -> Any:
    """Whether each word and pair of words is in a text as it stands (sparse)."""
    from sklearn.feature_extraction.text import HashingVectorizer

    hasher = HashingVectorizer(n_features=2**18, ngram_range=(1, 2), alternate_sign=False, norm=None, binary=True)
    return frequent(hasher.transform([m.text for m in table.messages]))


def bag_of_words(table: Table, given: Any, train: Mask, test: Mask) -> Forecast:
    """The bag of words with standing, forecast from the training rows."""
    known = train & np.isfinite(table.lie)
    score = _scores(table, given, known, test)
    ask = lambda fitted, asked: _scores(table, given, fitted, asked)  # noqa: E731
    slope, intercept, threshold = settled(ask, table.game, table.lie, known, usual=1.0)
    return Forecast(_logistic(slope * score + intercept), threshold)


def _scores(table: Table, given: Any, rows: Mask, asked: Mask) -> Floats:
    import scipy.sparse as sparse
    from sklearn.linear_model import LogisticRegression

    counts, standing = given
    words = vocabulary(counts[rows])
    model = LogisticRegression(C=1.0, solver="liblinear", random_state=0)
    weight = balanced(table.lie[rows], table.game[rows], table.sender[rows])
    model.fit(sparse.hstack([weighted(counts[rows], words), standing[rows]]).tocsr(), table.lie[rows], weight)
    asked_for = sparse.hstack([weighted(counts[asked], words), standing[asked]]).tocsr()
    result: Floats = model.decision_function(asked_for)
    return result


def _logistic(score: Floats) -> Floats:
    result: Floats = 1 / (1 + np.exp(-score))
    return result


def receivers(table: Table, rows: Mask) -> dict[str, Any]:
    """Scores of the receivers' suspicion on the rows where they marked anything."""
    pairs = [(m.suspected, m.lie) for m, row in zip(table.messages, rows, strict=True) if row]
    marked = [(s, lie) for s, lie in pairs if s is not None and lie is not None]
    called = np.array([s for s, _ in marked], dtype=bool)
    return {"n": len(marked), **calls(called, np.array([float(lie) for _, lie in marked]))}
