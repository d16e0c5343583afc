"""Forecasts of lies in games of Diplomacy: backtest diplomacy and evaluate diplomacy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from counterpoint.cli.games import in_years, missing, read_all, these
from counterpoint.cli.given import unknown
from counterpoint.cli.guard import FINE, UsageError, complain
from counterpoint.cli.output import say, say_json
from counterpoint.cli.progress import bar

if TYPE_CHECKING:
    from counterpoint.feeds.diplomacy.game import Game

WHAT: Final = ("diplomacy",)
"""What can be evaluated."""
EXTRA: Final = ("sklearn", "scipy", "threadpoolctl")
SHOWN: Final = ("macro_f1", "lie_f1", "precision", "recall", "auc", "average_precision", "brier", "log_score")
HEADS: Final = ("macro F1", "lie F1", "precision", "recall", "AUC", "av. prec.", "Brier", "log score")
NAMES: Final = {
    "always_true": "always true",
    "base_rate": "base rate",
    "bag_of_words": "bag of words",
    "bag_of_words_and_standing": "bag of words, standing",
}
LEAST: Final = 3
ENOUGH: Final = 6
"""Games with labels to learn from: fewest at all, and fewest that slope and threshold can be learned from."""
SAME: Final = "there the forecast after the orders is the one at sending"
UNLEARNED: Final = "what tells lies after the orders is not learned there"


def backtest_diplomacy(files: Sequence[str], *, seed: int, json: bool) -> int:
    """Forecast each game of some files from the others, and print the scores."""
    if not files:
        raise UsageError("backtest diplomacy: expected FILES of press or a folder, got nothing")
    name = "backtest diplomacy"
    (games,) = read_all([("", [Path(file) for file in files])])
    in_years(games, name)
    warnings = [*missing(games, name, so=SAME), *_few(games, name, asked=1)]
    return _told(lambda work, how: work.leave_one_out(games, **how), name, seed, json, warnings)


def evaluate(what: str, *, train: Path, test: Sequence[Path], seed: int, json: bool) -> int:
    """Learn from a folder, forecast other files, and print the scores."""
    if what not in WHAT:
        raise unknown("evaluate", what, known=WHAT)
    name = "evaluate diplomacy"
    learned, asked = read_all([("--train", [train]), ("--test", test)])
    in_years(learned, f"{name} --train")
    in_years(asked, f"{name} --test")
    numbers = {game.id for game in asked}
    both = sorted({game.id for game in learned} & numbers)
    others = [game for game in learned if game.id not in numbers]
    warnings = [*_few(others, name), *missing(others, f"{name} --train", so=UNLEARNED)]
    warnings += missing(asked, f"{name} --test", so=SAME)
    if both:
        be, it = ("is", "it is") if len(both) == 1 else ("are", "they are")
        warnings.append(f"{name}: {these(both)} {be} in --train and in --test: {it} not learned from")
    return _told(lambda work, how: work.train_and_test(learned, asked, **how), name, seed, json, warnings)


def _few(games: Sequence[Game], name: str, *, asked: int = 0) -> Iterator[str]:
    """A line if so few games are learned from that forecasts are rough. asked: how many of them are left out."""
    from counterpoint.evaluation.diplomacy.labels import labelled

    count = labelled(games) - asked
    if LEAST <= count < ENOUGH:
        yield (
            f"{name}: learned from {count} games only: forecasts are rough, their spread and the share that is called a"
            f" lie are the usual ones (try {ENOUGH} games or more)"
        )


def _told(
    work: Callable[[Any, dict[str, Any]], dict[str, Any]], name: str, seed: int, json: bool, warnings: list[str]
) -> int:
    """Carry it out, print warnings on standard error and the scores on standard output."""
    if seed < 0:
        raise UsageError(f"--seed: expected a whole number from 0, got {seed}")
    if warnings:
        complain("\n".join(warnings))
    from counterpoint.inference.threads import threads

    module = _backtest(name)
    with bar() as tell:
        try:
            document = work(module, {"seed": seed, "threads": threads(), "tell": tell})
        except ValueError as error:
            raise UsageError(f"{name}: {error}") from None
    if json:
        from counterpoint import __version__

        say_json(document | {"version": __version__, "warnings": warnings})
    else:
        say(lines(document))
    return FINE


def _backtest(name: str) -> Any:
    try:
        import sklearn  # noqa: F401

        from counterpoint.evaluation.diplomacy import backtest
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in EXTRA:
            raise
        hint = "pip install 'counterpoint[learn]'"
        raise UsageError(f"{name}: expected the package scikit-learn, got nothing (try {hint})") from None
    return backtest


def lines(document: dict[str, Any]) -> Iterator[str]:
    """The scores as a table: ours, baselines, then each game."""
    yield f"{document['n']} messages, {document['lies']} of them meant as lies by their senders"
    yield ""
    yield f"{'':<24}" + "".join(f"{head:>10}" for head in HEADS)
    yield from _rows(document)
    better = document["better_auc_than_bag_of_words"]
    yield ""
    yield f"at sending, better AUC than the bag of words in {better['games']} of {better['of']} games"
    for game in document["by_game"]:
        yield ""
        yield f"game {game['game']}: {game['n']} messages, {game['lies']} lies"
        yield from _rows(game)


def _rows(block: dict[str, Any]) -> Iterator[str]:
    yield _row("at sending", block["at_sending"])
    yield _row("after the orders", block["after_orders"])
    for name, scores in block["baselines"].items():
        yield _row(NAMES.get(name, name), scores)


def _row(name: str, scores: dict[str, Any]) -> str:
    cells = ("" if scores.get(key) is None else f"{scores[key]:.3f}" for key in SHOWN)
    return f"{name:<24}" + "".join(f"{cell:>10}" for cell in cells)
