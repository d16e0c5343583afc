"""The probability that a message is meant as a lie: learners averaged, set to the rate of lies, and a threshold.

Rule     log-odds of trees, surface and words, each over its usual spread, are added with fixed weights; after the
         orders also those of a second surface, on means over all from sender to receiver in the season; with half the
         weight a surface and words that learned what receivers suspected (suspicion.py). The sum becomes a probability
         by two numbers (slope, intercept) learned on training games that the learners had not seen (two halves of
         them, each forecast from the other); there too the threshold with the best F1 is found. Of few games the
         halves are too small for it, and slope and share of calls are constants
Weights  every training game has the same rate of lies, and a sender's lies count by the root of their number: else
         one industrious liar is learned by heart, and the rate of a left-out game would show in that of the others
Status   fitted
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.evaluation.diplomacy import learners
from counterpoint.evaluation.diplomacy.suspicion import Suspicion, suspected
from counterpoint.evaluation.diplomacy.table import SUSPICION, TEXT, Table
from counterpoint.evaluation.diplomacy.weights import RATE, balanced, even

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Worded = dict[tuple[bytes, bytes], Floats]

SPREADS: Final = {
    "trees": 0.64, "surface": 0.92, "words": 0.43, "season": 0.81, "suspicion": 0.84, "suspicion_words": 0.38,
}  # fmt: skip
"""Usual spread of each learner's log-odds over messages, measured once, without labels."""
WEIGHTS: Final = {
    "trees": 1.0, "surface": 1.0, "words": 0.7, "season": 1.0, "suspicion": 0.5, "suspicion_words": 0.35,
}  # fmt: skip
FEW: Final = 6
"""Games learned from, below which slope and threshold are the usual ones."""
USUAL: Final = 0.3
"""Slope where few games are learned from: about what fits games learned from one to four others, 0.04 to 0.47."""
CALLED: Final = 0.1
"""Share of messages that is called a lie where few games are learned from, about what more games give."""
STEPS: Final = 25
"""Steps of Newton's method for slope and intercept."""


@dataclass(frozen=True, slots=True)
class Learned:
    """The fitted learners on columns; None for one that is not used. season: the surface on means."""

    trees: Any
    surface: Any
    season: Any


@dataclass(frozen=True, slots=True)
class Given:
    """What learners see: columns (n, k), hashed words, labels (n,), game and sender of each row.

    means: (n, k) of the columns over all that the sender wrote to the receiver in the season, after the orders only.
    words: whether they are used at all; worded: their log-odds by rows learned from and asked about, found once;
    learned: what was learned from some rows. suspicion: what receivers marked, None if that is not used.
    """

    columns: Floats
    counts: Any
    lie: Floats
    game: NDArray[np.int64]
    sender: NDArray[np.str_]
    words: bool
    suspicion: Suspicion | None = None
    means: Floats | None = None
    worded: Worded = field(default_factory=dict)
    learned: dict[bytes, Learned] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Probability of a lie of each test row (n,), and the threshold from which one is called."""

    p: Floats
    threshold: float


def given(
    table: Table, counts: Any, *, after: bool, families: Collection[str], worded: Worded | None = None,
    suspicion: Suspicion | None = None,
) -> Given:  # fmt: skip
    """What learners see of a table: only some families, with or without what is seen after the orders.

    worded: log-odds of words that were found for another forecast of the same table. suspicion: likewise what another
    forecast of the same table and families saw of suspicions.
    """
    columns, means = table.columns[:, np.isin(table.families, sorted(families))], None
    if suspicion is None and SUSPICION in families:
        texts = counts if TEXT in families else None
        suspicion = Suspicion(columns, texts, table.suspected, table.game, table.receiver)
    if after:
        columns = np.hstack([columns, table.after[:, np.isin(table.later, sorted(families))]])
        means = _means(columns, table.exchange)
    words = {} if worded is None else worded
    return Given(columns, counts, table.lie, table.game, table.sender, TEXT in families, suspicion, means, words)


def _means(columns: Floats, group: NDArray[np.int64]) -> Floats:
    """Each row replaced by the mean of the rows of its group."""
    total = np.zeros((int(group.max(initial=-1)) + 1, columns.shape[1]))
    np.add.at(total, group, columns)
    result: Floats = (total / np.bincount(group, minlength=len(total))[:, None])[group]
    return result


def forecast(data: Given, train: Mask, test: Mask, *, seed: int, calibrate: bool = True) -> Forecast:
    """Forecast the test rows from the training rows. Without calibrating, p is in order but no probability."""
    known = train & np.isfinite(data.lie)
    if not learnable(data.lie, known):
        raise ValueError("expected lies and truths to learn from, got one of them only")
    score = _scores(data, known, test, seed=seed)
    if not calibrate:
        return Forecast(1 / (1 + np.exp(-score)), 0.5)
    ask = lambda fitted, asked: _scores(data, fitted, asked, seed=seed)  # noqa: E731
    slope, intercept, threshold = settled(ask, data.game, data.lie, known, usual=USUAL)
    return Forecast(1 / (1 + np.exp(-(slope * score + intercept))), threshold)


def settled(
    ask: Callable[[Mask, Mask], Floats], game: NDArray[np.int64], lie: Floats, known: Mask, *, usual: float
) -> tuple[float, float, float]:
    """Slope, intercept and threshold, from the scores that ask gives when learned from a half and asked of the other.

    Of fewer than FEW games the halves say nothing of the slope (of two games it often comes out as none): it is the
    usual one then, the mean message gets the odds of RATE, and the share CALLED of all messages is called a lie.
    """
    inner = np.full(len(lie), np.nan)
    for fitted, asked in halves_of(game, lie, known):
        inner[asked] = ask(fitted, asked)
    many = len(np.unique(game[np.isfinite(inner)])) >= FEW
    if not np.isfinite(inner).any():
        inner[known] = ask(known, known)
    found = np.isfinite(inner)
    score, truth = inner[found], lie[found]
    if many:
        slope, intercept = line(score, truth, game[found])
        return slope, intercept, best_threshold(1 / (1 + np.exp(-(slope * score + intercept))), truth)
    intercept = float(np.log(RATE / (1 - RATE)) - usual * np.average(score, weights=even(truth, game[found])))
    return usual, intercept, float(np.quantile(1 / (1 + np.exp(-(usual * score + intercept))), 1 - CALLED))


def halves_of(game: NDArray[np.int64], lie: Floats, known: Mask) -> Iterator[tuple[Mask, Mask]]:
    """Twice: half of the training games to learn from, the other half to ask about; less where a half has no lie.

    The halves are those of all games, less what is not known, so that what one fold learned from a half serves another;
    if that leaves less than a third of the games in one of them, they are halves of the games that are known.
    """
    numbers = sorted(set(game[known].tolist()))
    half_of_all = sorted(set(game.tolist()))[::2]
    fewer = min(len(set(numbers) & set(half_of_all)), len(set(numbers) - set(half_of_all)))
    first = np.isin(game, half_of_all if 3 * fewer >= len(numbers) else numbers[::2])
    for half in (first, ~first):
        if (known & half).any() and learnable(lie, known & ~half):
            yield known & ~half, known & half


def learnable(lie: Floats, rows: Mask) -> bool:
    """Whether there are lies and truths among some rows."""
    return bool((lie[rows] > 0.5).any() and (lie[rows] <= 0.5).any())


def _learn(data: Given, rows: Mask, *, seed: int) -> Learned:
    y, weight, x = data.lie[rows], _weights(data, rows), data.columns[rows]
    if not x.shape[1]:
        return Learned(None, None, None)
    trees, surface = learners.grow(x, y, weight, seed=seed), learners.lay(x, y, weight, seed=seed)
    means = None if data.means is None else learners.lay(data.means[rows], y, weight, seed=seed)
    return Learned(trees, surface, means)


def _weights(data: Given, rows: Mask) -> Floats:
    return balanced(data.lie[rows], data.game[rows], data.sender[rows])


def _scores(data: Given, fitted: Mask, asked: Mask, *, seed: int) -> Floats:
    """The weighted sum of log-odds over spreads (n,) of the rows asked about, learned from those fitted."""
    learned, parts = data.learned.get(fitted.tobytes()), dict[str, Floats]()
    if learned is None:
        learned = data.learned[fitted.tobytes()] = _learn(data, fitted, seed=seed)
    if learned.trees is not None:
        parts["trees"] = learners.ask_trees(learned.trees, data.columns[asked])
        parts["surface"] = learners.ask_surfaces(learned.surface, data.columns[asked])
    if learned.season is not None and data.means is not None:
        parts["season"] = learners.ask_surfaces(learned.season, data.means[asked])
    if data.words:
        parts["words"] = _words(data, fitted, asked, seed=seed)
    if data.suspicion is not None:
        parts |= suspected(data.suspicion, fitted, asked, seed=seed)
    total = np.zeros(int(asked.sum()))
    for name, part in parts.items():
        total += WEIGHTS[name] * part / SPREADS[name]
    return total


def _words(data: Given, fitted: Mask, asked: Mask, *, seed: int) -> Floats:
    """Log-odds of words (n,). They are the same at sending and after the orders, so they are kept."""
    key = fitted.tobytes(), asked.tobytes()
    if key not in data.worded:
        counts = tuple(c[fitted] for c in data.counts)
        words = learners.learn_words(counts, data.lie[fitted], _weights(data, fitted), seed=seed)
        data.worded[key] = learners.ask_words(words, tuple(c[asked] for c in data.counts))
    return data.worded[key]


def line(score: Floats, lie: Floats, game: NDArray[np.int64]) -> tuple[float, float]:
    """Slope and intercept of the log-odds of a lie on a score (Platt 1999), weakly held to slope 1 and to RATE.

    Every game counts the same and is given the same rate of lies: how many lies there are in the games learned from
    says little of the next one, and leaving out a game of many lies would lower the forecasts for that game.
    """
    if not len(score):
        return 1.0, 0.0
    weight = even(lie, game)
    middle = float(np.average(score, weights=weight))
    x = np.column_stack([score - middle, np.ones(len(score))])
    start = np.array([1.0, np.log(RATE / (1 - RATE))])
    b = start.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ b, -30, 30)))
        gradient = x.T @ (weight * (p - lie)) + (b - start)
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.eye(2)
        b -= np.clip(np.linalg.solve(hessian, gradient), -1, 1)
    slope = max(float(b[0]), 0.0)
    return slope, float(b[1]) - slope * middle


def best_threshold(p: Floats, lie: Floats) -> float:
    """The probability from which calling a lie has the best F1 of lies; 0.5 where there is none."""
    if not (lie > 0.5).any():
        return 0.5
    order = np.argsort(-p, kind="stable")
    hits = np.cumsum(lie[order] > 0.5)
    f1 = 2 * hits / (np.arange(1, len(p) + 1) + hits[-1])
    return float(p[order[int(np.argmax(f1))]])
