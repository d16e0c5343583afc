"""The command backtest: verdicts or forecasts without looking ahead, against what the archives said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from counterpoint.cli.given import sound_case
from counterpoint.cli.guard import FINE, UnsoundCase, UsageError
from counterpoint.cli.kernels import prepare
from counterpoint.cli.output import say, say_json
from counterpoint.cli.progress import bar

if TYPE_CHECKING:
    from counterpoint.case.model import Case
    from counterpoint.evaluation.truth import Truth


def backtest(names: tuple[str, ...], *, forecasts: bool, seed: int, json: bool) -> int:
    """Score the verdicts, or the forecasts, on cases that have a truth; all the bundled ones when none is named.

    After the word diplomacy stand files of games instead, and forecasts of lies are scored.
    """
    if names[:1] == ("diplomacy",):
        if forecasts:
            raise UsageError("backtest: expected cases after --forecasts, got diplomacy (try leaving --forecasts out)")
        from counterpoint.cli.diplomacy import backtest_diplomacy

        return backtest_diplomacy(names[1:], seed=seed, json=json)
    if seed < 0:
        raise UsageError(f"--seed: expected a whole number from 0, got {seed}")
    pairs = [_known(name) for name in names] if names else _bundled()
    document = _worked(pairs, seed, forecasts=forecasts)
    if json:
        say_json(document)
    else:
        say(_lines(document, forecasts=forecasts))
    return FINE


def _worked(pairs: list[tuple[Case, Truth]], seed: int, *, forecasts: bool) -> dict[str, Any]:
    """The verdicts, or the forecasts, scored."""
    prepare()
    from counterpoint.evaluation import backtest as verdicts, forecasts as foretold

    work: Callable[..., dict[str, Any]] = foretold.backtest if forecasts else verdicts.backtest
    with bar() as tell:
        try:
            return work(pairs, seed=seed, tell=tell)
        except ValueError as error:
            raise UsageError(f"backtest{' --forecasts' if forecasts else ''}: {error}") from None


def _lines(document: dict[str, Any], *, forecasts: bool) -> list[str]:
    """How that is told."""
    if forecasts:
        from counterpoint.reports.tested_forecasts import lines
    else:
        from counterpoint.reports.tested import lines
    return lines(document)


def _known(name: str) -> tuple[Case, Truth]:
    """A sound case and its truth; UsageError if it has none, UnsoundCase if the file has problems."""
    from counterpoint.evaluation.truth import TRUTH, has_truth, read_truth

    given = sound_case(name)
    if not has_truth(given.folder):
        raise UsageError(f"backtest: expected a case with a file {TRUTH}, got {name} (try {_some()})")
    truth, problems = read_truth(given.folder, given.case)
    if truth is None:
        raise UnsoundCase("\n".join(str(problem) for problem in problems))
    return given.case, truth


def _bundled() -> list[tuple[Case, Truth]]:
    return [_known(name) for name in _with_truth()]


def _with_truth() -> list[str]:
    from counterpoint.case.bundled import bundled_cases, find_case
    from counterpoint.evaluation.truth import has_truth

    return [name for name in bundled_cases() if has_truth(find_case(name))]


def _some() -> str:
    return ", ".join(_with_truth()) or "no bundled case has one"
