"""Forecasts of lies in games of Diplomacy: backtest diplomacy and evaluate diplomacy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from counterpoint.cli.given import unknown
from counterpoint.cli.guard import FINE, UnsoundCase, UsageError, complain
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
YEARS: Final = (1901, 2000)
"""Years that a game may have."""


def backtest_diplomacy(files: Sequence[str], *, seed: int, json: bool) -> int:
    """Forecast each game of some files from the others, and print the scores."""
    if not files:
        raise UsageError("backtest diplomacy: expected FILES of press or a folder, got nothing")
    games, warnings = _games([Path(file) for file in files], "backtest diplomacy")
    return _told(lambda work, how: work.leave_one_out(games, **how), "backtest diplomacy", seed, json, warnings)


def evaluate(what: str, *, train: Path, test: Sequence[Path], seed: int, json: bool) -> int:
    """Learn from a folder, forecast other files, and print the scores."""
    if what not in WHAT:
        raise unknown("evaluate", what, known=WHAT)
    name = "evaluate diplomacy"
    learned, warnings = _games([train], f"{name} --train")
    asked, more = _games([*test, *_orders_of(train)], f"{name} --test")
    both = sorted({game.id for game in learned} & {game.id for game in asked})
    if both:
        more.append(f"{name}: game {', '.join(map(str, both))} is in --train and in --test: it is not learned from")
    return _told(lambda work, how: work.train_and_test(learned, asked, **how), name, seed, json, [*warnings, *more])


def _orders_of(folder: Path) -> list[Path]:
    """Where a folder keeps orders: they may be those of the test games too."""
    inside = sorted(folder.iterdir()) if folder.is_dir() else []
    return [p for p in inside if (p.is_dir() and p.name == "moves") or p.name.endswith((".tar.gz", ".tgz", ".tar"))]


def _games(paths: list[Path], name: str) -> tuple[tuple[Game, ...], list[str]]:
    """The games in some files, and what to be warned of; UnsoundCase if there is no message that can be read."""
    from counterpoint.feeds.diplomacy.files import read_games

    games, problems = read_games(paths)
    early = [m for game in games for m in game.messages if not YEARS[0] <= m.year <= YEARS[1]]
    if early:
        raise UsageError(f"{name}: expected years {YEARS[0]} to {YEARS[1]}, got {early[0].year}")
    if not games:
        raise UnsoundCase("\n".join(str(problem) for problem in problems))
    warnings = [f"{problem} (left out)" for problem in problems]
    return games, [*warnings, *_missing(games, name)]


def _missing(games: Iterable[Game], name: str) -> Iterator[str]:
    """A line for each game of which orders are missing."""
    for game in games:
        seasons = {(m.year, m.season) for m in game.messages}
        lacking = len(seasons - set(game.orders))
        if lacking:
            what = "all orders" if not game.orders else f"the orders of {lacking} of {len(seasons)} seasons"
            yield f"{name}: game {game.id}: {what} are missing: after_orders falls back to at_sending there"


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
