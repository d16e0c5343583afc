"""Forecasts of lies scored: each game left out in turn, or a folder learned from and other files forecast.

Rule     what is forecast is never learned from, nor are slope, intercept and threshold taken from it
Eyes     archive: the features see all dialogues of a game up to the message
Status   exact bookkeeping
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.evaluation.diplomacy import baselines, learners
from counterpoint.evaluation.diplomacy.model import Forecast, Given, Mask, Worded, forecast, given
from counterpoint.evaluation.diplomacy.scores import rounded, scores
from counterpoint.evaluation.diplomacy.table import FAMILIES, LATER, SUSPICION, TEXT, Table, make_table
from counterpoint.feeds.diplomacy.game import Game

Floats = NDArray[np.float64]
Tell = Callable[[str, float], None]
ALL: Final = (*FAMILIES, TEXT, SUSPICION, *LATER)
OURS: Final = ("at_sending", "after_orders")
BAG: Final = "bag_of_words"
SURE: Final = {"always_true", "base_rate"}
"""Baselines that never call a lie."""
SENDING: Final = (*FAMILIES, TEXT, SUSPICION)
SETS: Final = {
    "all": (False, SENDING),
    **{f"without {f}": (False, tuple(x for x in SENDING if x != f)) for f in SENDING},
    **{f"only {f}": (False, (f,)) for f in (*FAMILIES, TEXT)},
    "all after": (True, ALL),
    **{f"after, without {f}": (True, tuple(x for x in ALL if x != f)) for f in LATER},
}
"""What the ablation looks at: whether after the orders, and which families."""
METHOD: Final = "log-odds of randomised trees, smooth surfaces and words, averaged; eyes: archive"
LEAST: Final = 3
"""Fewest games with labels that anything is learned from."""
READING: Final = 0.2
"""Share of the work that reading and features take."""


@dataclass(frozen=True, slots=True)
class Called:
    """Forecast p and call of every row (n,), NaN and False where it was not asked; the thresholds used."""

    p: Floats
    called: NDArray[np.bool_]
    thresholds: tuple[float, ...]


def leave_one_out(
    games: Iterable[Game], *, seed: int = 0, threads: int = 1, tell: Tell | None = None
) -> dict[str, Any]:
    """Forecast each game from all others, and score. ValueError with too few games with labels."""
    table = make_table(tuple(games), tell=_part(tell, 0.0, READING))
    numbers = _labelled(table)
    if len(numbers) <= LEAST:
        raise ValueError(f"expected {LEAST + 1} games with sender_labels or more, got {len(numbers)}")
    folds = [(table.game != number, table.game == number) for number in numbers]
    return _document(table, folds, seed=seed, threads=threads, tell=tell)


def train_and_test(
    train: Iterable[Game], test: Iterable[Game], *, seed: int = 0, threads: int = 1, tell: Tell | None = None
) -> dict[str, Any]:
    """Learn from some games and forecast others. A game that is in both is not learned from."""
    asked = tuple(test)
    numbers = {game.id for game in asked}
    learned = tuple(game for game in train if game.id not in numbers)
    table = make_table((*learned, *asked), tell=_part(tell, 0.0, READING))
    rows = np.isin(table.game, sorted(numbers))
    if not np.isfinite(table.lie[~rows]).any():
        raise ValueError("expected messages with sender_labels to learn from, got none of another game")
    if not np.isfinite(table.lie[rows]).any():
        raise ValueError("expected messages with sender_labels to score, got none")
    count = len(set(table.game[~rows & np.isfinite(table.lie)].tolist()))
    if count < LEAST:
        raise ValueError(f"expected {LEAST} games with sender_labels or more to learn from, got {count}")
    return _document(table, [(~rows, rows)], seed=seed, threads=threads, tell=tell)


def _labelled(table: Table) -> list[int]:
    return sorted(set(table.game[np.isfinite(table.lie)].tolist()))


def _part(tell: Tell | None, start: float, share: float) -> Tell | None:
    return None if tell is None else lambda what, done: tell(what, start + share * done)


def _document(
    table: Table, folds: list[tuple[Mask, Mask]], *, seed: int, threads: int, tell: Tell | None
) -> dict[str, Any]:
    """All scores of the rows that the folds ask about."""
    found = run(table, folds, seed=seed, threads=threads, tell=_part(tell, READING, 1 - READING))
    asked = np.any([test for _, test in folds], axis=0) & np.isfinite(table.lie)
    numbers = sorted(set(table.game[asked].tolist()))
    pooled = _block(table, found, asked)
    pooled["baselines"]["receivers"] = baselines.receivers(table, asked)
    return {
        "n": int(asked.sum()),
        "lies": int((table.lie[asked] > 0.5).sum()),
        **pooled,
        "by_game": [
            {"game": number, **_game(table, found, asked & (table.game == number))} for number in numbers
        ],
        "better_auc_than_bag_of_words": _better(table, found, asked, numbers),
        "without_orders": int((asked & ~table.ordered).sum()),
        "seed": seed,
        "method": METHOD,
        "learned_from": sorted({int(n) for train, _ in folds for n in np.unique(table.game[train])}),
        "digest": digest(table),
    }  # fmt: skip


def digest(table: Table) -> str:
    """SHA-256 (hexadecimal) of all messages and labels that were read, and of which seasons had orders."""
    told = [(*astuple(m), bool(known)) for m, known in zip(table.messages, table.ordered, strict=True)]
    return sha256(repr(told).encode()).hexdigest()


def _game(table: Table, found: Mapping[str, Called], rows: Mask) -> dict[str, Any]:
    block = _block(table, found, rows)
    block["baselines"]["receivers"] = baselines.receivers(table, rows)
    return {"n": int(rows.sum()), "lies": int((table.lie[rows] > 0.5).sum()), **block}


def _block(table: Table, found: Mapping[str, Called], rows: Mask) -> dict[str, Any]:
    """The scores of every forecast on some rows."""
    out: dict[str, Any] = {"baselines": {}}
    for name, one in found.items():
        block = scores(one.p[rows], one.called[rows], table.lie[rows])
        if name in OURS:
            out[name] = {**block, "threshold": rounded(float(np.mean(one.thresholds)))}
        else:
            out["baselines"][name] = block
    return out


def _better(table: Table, found: Mapping[str, Called], asked: Mask, numbers: list[int]) -> dict[str, int]:
    """In how many games a forecast at sending orders lies better than the bag of words, and of how many."""
    from counterpoint.evaluation.diplomacy.scores import auc

    pairs = []
    for number in numbers:
        rows = asked & (table.game == number)
        pairs.append([auc(found[name].p[rows], table.lie[rows]) for name in ("at_sending", BAG)])
    known = [(ours, bag) for ours, bag in pairs if ours is not None and bag is not None]
    return {"games": sum(ours > bag for ours, bag in known), "of": len(known)}


def run(
    table: Table, folds: list[tuple[Mask, Mask]], *, seed: int, threads: int, tell: Tell | None = None
) -> dict[str, Called]:
    """Every forecast of every fold, put together: ours and the baselines. The number of threads changes nothing."""
    counts, plain = learners.hashed(table.texts), baselines.plain_words(table)
    bags = {name: baselines.bag(table, plain, with_standing=name != BAG) for name in (BAG, f"{BAG}_and_standing")}
    worded: Worded = {}
    early = given(table, counts, after=False, families=ALL, worded=worded)
    later = given(table, counts, after=True, families=ALL, worded=worded, suspicion=early.suspicion)
    data = {False: early, True: later}

    def one(fold: tuple[Mask, Mask]) -> dict[str, Forecast]:
        train, test = fold
        base = baselines.base_rate(table, train, test)
        return {
            **forecasts(table, data, train, test, seed=seed),
            "always_true": Forecast(np.zeros(len(base.p)), 1.0),
            "base_rate": base,
            **{name: baselines.bag_of_words(table, bag, train, test) for name, bag in bags.items()},
        }

    return together(len(table.lie), folds, over_folds(one, folds, threads=threads, tell=tell))


def forecasts(
    table: Table, data: Mapping[bool, Given], train: Mask, test: Mask, *, seed: int, calibrate: bool = True
) -> dict[str, Forecast]:
    """At sending and after the orders; where the orders of a season are missing, after them is as at sending."""
    sending = forecast(data[False], train, test, seed=seed, calibrate=calibrate)
    ordered = train & table.ordered
    if not (ordered & np.isfinite(table.lie)).any() or not (test & table.ordered).any():
        return {"at_sending": sending, "after_orders": sending}
    later = forecast(data[True], ordered, test, seed=seed, calibrate=calibrate)
    p = np.where(table.ordered[test], later.p, _matched(sending, later.threshold))
    return {"at_sending": sending, "after_orders": Forecast(p, later.threshold)}


def _matched(sending: Forecast, threshold: float) -> Floats:
    """Forecasts at sending with their odds moved so that their own threshold falls on another one."""
    odds = sending.p / (1 - sending.p) * (1 - sending.threshold) / sending.threshold * threshold / (1 - threshold)
    result: Floats = odds / (1 + odds)
    return result


def over_folds(
    one: Callable[[tuple[Mask, Mask]], dict[str, Forecast]],
    folds: list[tuple[Mask, Mask]], *, threads: int, tell: Tell | None = None,
) -> list[dict[str, Forecast]]:  # fmt: skip
    """What one fold gives, for all of them, in order; linear algebra within a fold is held to one thread."""
    from threadpoolctl import threadpool_limits

    out = []
    with threadpool_limits(1), ThreadPoolExecutor(threads) as pool:
        for done, result in enumerate(pool.map(one, folds)):
            out.append(result)
            if tell:
                tell("learning", (done + 1) / len(folds))
    return out


def together(n: int, folds: list[tuple[Mask, Mask]], results: list[dict[str, Forecast]]) -> dict[str, Called]:
    """Forecasts of folds as forecasts of rows."""
    out: dict[str, Called] = {}
    for name in results[0]:
        p, called = np.full(n, np.nan), np.zeros(n, dtype=bool)
        for (_, test), result in zip(folds, results, strict=True):
            p[test] = result[name].p
            called[test] = (result[name].p >= result[name].threshold) & (name not in SURE)
        out[name] = Called(p, called, tuple(result[name].threshold for result in results))
    return out


def ablation(
    games: Collection[Game], *, seed: int = 0, threads: int = 1, tell: Tell | None = None
) -> dict[str, dict[str, Any]]:
    """AUC and average precision, each game left out, for each of SETS."""
    from counterpoint.evaluation.diplomacy.scores import auc, average_precision

    table = make_table(games)
    counts, known = learners.hashed(table.texts), np.isfinite(table.lie)
    folds = [(table.game != number, table.game == number) for number in _labelled(table)]
    out: dict[str, dict[str, Any]] = {}
    worded: Worded = {}
    for number, (name, (after, families)) in enumerate(SETS.items()):
        data = given(table, counts, after=after, families=families, worded=worded)
        done = over_folds(
            lambda fold, data=data: {"p": forecast(data, *fold, seed=seed, calibrate=False)},  # type: ignore[misc]
            folds, threads=threads,
        )  # fmt: skip
        p = together(len(table.lie), folds, done)["p"].p
        out[name] = {
            "auc": rounded(auc(p[known], table.lie[known])),
            "average_precision": rounded(average_precision(p[known], table.lie[known])),
        }
        if tell:
            tell(name, (number + 1) / len(SETS))
    return out
