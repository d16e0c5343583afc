"""The three learners whose log-odds are averaged: trees, smooth surfaces, and words. They know arrays, no game.

trees    extremely randomised trees on all columns (Geurts, Ernst & Wehenkel 2006): sharp interactions
surface  logistic regression on Gaussian bumps about some of the training rows (Williams & Seeger 2001): smooth ones;
         several are drawn and averaged
words    logistic regression on weighted words and pairs of words, and those of the message that is answered
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

TREES: Final = 150
LEAF: Final = 3
"""Fewest rows of a leaf."""
TRIED: Final = 0.12
"""Columns tried at a split [share]."""
TRUTHS: Final = 0.4
"""Truths that the trees are grown on [share]; they count for all."""
ODDS_FLOOR: Final = 0.005
"""Added to the share of lies in the leaves, so that its log is finite."""
SURFACES: Final = 2
"""Surfaces, each on landmarks of its own, that are averaged."""
LANDMARKS: Final = 600
LANDMARK_TRUTHS: Final = 0.1
"""Truths among which landmarks are drawn, beside all lies [share]."""
WIDTH: Final = 0.004
"""One over twice the squared width of a bump [columns in standard deviations]."""
STRENGTH: Final = 2.0
"""Inverse of the penalty of the surface; that of words is 1."""
CLIP: Final = 3.0
"""Standard deviations beyond which a column is cut."""
HASHED: Final = 2**18
RARE: Final = 4
"""A word is used from so many training messages on."""
ANSWERED: Final = 0.5
"""Weight of the words of the message that is answered."""


def grow(x: Floats, y: Floats, weight: Floats, *, seed: int) -> Any:
    """Trees on rows x (n, k) with labels y (n,) and weights (n,)."""
    from sklearn.ensemble import ExtraTreesRegressor

    kept = (y > 0.5) | (np.random.default_rng([seed, 1]).random(len(y)) < TRUTHS)
    scaled = weight * np.where(y > 0.5, 1.0, 1 / TRUTHS)
    trees = ExtraTreesRegressor(
        n_estimators=TREES, min_samples_leaf=LEAF, max_features=TRIED, random_state=seed, n_jobs=1
    )
    return trees.fit(x[kept].astype(np.float32), y[kept], sample_weight=scaled[kept])


def ask_trees(trees: Any, x: Floats) -> Floats:
    """Log of the share of lies in the leaves (n,)."""
    share: Floats = trees.predict(x.astype(np.float32))
    return np.log(share + ODDS_FLOOR)


@dataclass(frozen=True, slots=True)
class Surface:
    """Landmarks (m, k) in scaled columns, their whitening (m, m), coefficients (m,), intercept; centre, scale (k,)."""

    centre: Floats
    scale: Floats
    landmarks: Floats
    whiten: Floats
    coefficients: Floats
    intercept: float


def lay(x: Floats, y: Floats, weight: Floats, *, seed: int) -> tuple[Surface, ...]:
    """Surfaces through rows x (n, k) with labels y (n,) and weights (n,)."""
    return tuple(_lay(x, y, weight, np.random.default_rng([seed, 2, number])) for number in range(SURFACES))


def _lay(x: Floats, y: Floats, weight: Floats, rng: np.random.Generator) -> Surface:
    from sklearn.linear_model import LogisticRegression

    centre, scale = x.mean(0), x.std(0)
    scale = np.where(scale > 0, scale, 1.0)
    z = _scaled(x, centre, scale)
    pool = np.flatnonzero((y > 0.5) | (rng.random(len(y)) < LANDMARK_TRUTHS))
    landmarks = z[rng.permutation(pool)[:LANDMARKS]]
    values, vectors = np.linalg.eigh(_bumps(landmarks, landmarks).astype(float))
    whiten = vectors / np.sqrt(np.maximum(values, 0) + 1e-3)
    model = LogisticRegression(C=STRENGTH, max_iter=200, tol=1e-3)
    model.fit(_bumps(z, landmarks) @ whiten.astype(np.float32), y, sample_weight=weight)
    return Surface(centre, scale, landmarks, whiten, model.coef_[0].astype(float), float(model.intercept_[0]))


def ask_surfaces(surfaces: tuple[Surface, ...], x: Floats) -> Floats:
    """Mean log-odds (n,)."""
    result: Floats = np.mean([_ask(surface, x) for surface in surfaces], axis=0)
    return result


def _ask(surface: Surface, x: Floats) -> Floats:
    z = _scaled(x, surface.centre, surface.scale)
    result: Floats = _bumps(z, surface.landmarks) @ (surface.whiten @ surface.coefficients) + surface.intercept
    return result


def _scaled(x: Floats, centre: Floats, scale: Floats) -> Floats:
    return np.clip((x - centre) / scale, -CLIP, CLIP)


def _bumps(z: Floats, landmarks: Floats) -> NDArray[np.float32]:
    """Bumps (n, m) at rows z (n, k); in single precision and in one place, for the arrays are large."""
    near, far = z.astype(np.float32), landmarks.astype(np.float32)
    bumps: NDArray[np.float32] = near @ far.T
    bumps *= -2
    bumps += (near**2).sum(1)[:, None]
    bumps += (far**2).sum(1)
    np.maximum(bumps, 0, out=bumps)
    bumps *= np.float32(-WIDTH)
    np.exp(bumps, out=bumps)
    return bumps


def hashed(texts: tuple[tuple[str, str], ...]) -> tuple[Any, ...]:
    """Whether each word and pair of words is in a message, and in the one it answers: two sparse arrays of n rows.

    Hashing learns nothing, so that it can be done once for training and test together.
    """
    from sklearn.feature_extraction.text import HashingVectorizer

    hasher = HashingVectorizer(
        n_features=HASHED, ngram_range=(1, 2), alternate_sign=False, norm=None, binary=True, token_pattern=r"\S+"
    )
    return tuple(frequent(hasher.transform(part)) for part in ([own for own, _ in texts], [got for _, got in texts]))


def frequent(counts: Any) -> Any:
    """Only the columns in RARE rows or more: others are rare in any part of the rows too, so they are never used."""
    return counts[:, np.flatnonzero(np.asarray(counts.sum(0)).ravel() >= RARE)]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which hashed words are used, and their weights: rarer words count more."""

    used: NDArray[np.int64]
    weight: Floats


def vocabulary(counts: Any) -> Vocabulary:
    """The words of the training messages, by a sparse array of them."""
    frequency = np.asarray(counts.sum(0)).ravel()
    used = np.flatnonzero(frequency >= RARE)
    return Vocabulary(used, np.log(counts.shape[0] / frequency[used]))


def weighted(counts: Any, words: Vocabulary) -> Any:
    """Weighted words of length one per message, as a sparse array."""
    import scipy.sparse as sparse
    from sklearn.preprocessing import normalize

    return normalize(counts[:, words.used] @ sparse.diags(words.weight))


@dataclass(frozen=True, slots=True)
class Words:
    """A vocabulary for the message and one for what it answers, and the fitted regression."""

    own: Vocabulary
    got: Vocabulary
    model: Any


def learn_words(counts: tuple[Any, ...], y: Floats, weight: Floats, *, seed: int) -> Words:
    """Words of messages (counts: two sparse arrays of n rows) with labels y (n,) and weights (n,)."""
    from sklearn.linear_model import LogisticRegression

    own, got = vocabulary(counts[0]), vocabulary(counts[1])
    model = LogisticRegression(C=1.0, solver="liblinear", random_state=seed)
    return Words(own, got, model.fit(_joined(counts, own, got), y, sample_weight=weight))


def ask_words(words: Words, counts: tuple[Any, ...]) -> Floats:
    """Log-odds (n,)."""
    result: Floats = words.model.decision_function(_joined(counts, words.own, words.got))
    return result


def _joined(counts: tuple[Any, ...], own: Vocabulary, got: Vocabulary) -> Any:
    import scipy.sparse as sparse

    return sparse.hstack([weighted(counts[0], own), ANSWERED * weighted(counts[1], got)]).tocsr()
