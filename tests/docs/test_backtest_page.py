"""The page of the backtest says what the results say, and claims no skill that is not shown."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.read import read_case
from counterpoint.evaluation.forecasts import looks_at
from counterpoint.evaluation.truth import has_truth, read_truth

ROOT = Path(__file__).parents[2]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_backtest", ROOT / "docs" / "generate_backtest.py")
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def results_of(name: str) -> Any:
    return json.loads((ROOT / "benchmarks" / "results" / f"{name}.json").read_text(encoding="utf-8"))


def test_page_is_that_of_the_results() -> None:
    page = (ROOT / "docs" / "backtest.md").read_text(encoding="utf-8")
    assert page == generator().page(), "run docs/generate_backtest.py"


def test_every_case_with_a_truth_is_in_the_results() -> None:
    results = json.loads((ROOT / "benchmarks" / "results" / "backtest.json").read_text(encoding="utf-8"))
    looked = {look["case"] for look in results["backtest"]["looks"]}
    assert looked == {name for name in bundled_cases() if has_truth(find_case(name))}, "run benchmarks/backtest.py"


def test_no_skill_is_claimed_that_the_results_do_not_show() -> None:
    generate = generator()
    results = json.loads((ROOT / "benchmarks" / "results" / "backtest.json").read_text(encoding="utf-8"))
    for scores in results["backtest"]["scores"].values():
        scores["better_than"], scores["why_none"] = [], "planted"
    assert sum("**no skill is shown**: planted" in line for line in generate.summary(results)) == 2


@pytest.mark.parametrize("name", [name for name in bundled_cases() if has_truth(find_case(name))])
def test_forecasts_are_of_the_looks_and_of_what_was_agreed_as_the_truth_has_it(name: str) -> None:
    case, _ = read_case(find_case(name))
    assert case is not None
    truth, _ = read_truth(find_case(name), case)
    assert truth is not None
    looks = [each for each in results_of("forecasts")["forecasts"]["looks"] if each["case"] == name]
    due = [(day.isoformat(), weeks) for day, horizons in looks_at(case, truth) for weeks in horizons]
    assert [(each["date"], each["weeks"]) for each in looks] == due, "run benchmarks/forecasts.py"
    for each in looks:
        one, two = each["main"]
        found = truth.agreed(one, two, date.fromisoformat(each["date"]), date.fromisoformat(each["until"]))
        assert each["what"] == [f"{a.date} {a.kind}" for a in found], "run benchmarks/forecasts.py"
        assert each["agreed"] == bool(found)


def test_no_skill_of_forecasts_is_claimed_that_the_results_do_not_show() -> None:
    generate, found = generator(), results_of("forecasts")["forecasts"]
    for scores in found["scores"].values():
        scores["better_than"], scores["why_none"] = {}, "planted"
    assert sum("**No skill is shown**: planted" in line for line in generate.foretold(found)) == 2
    found["scores"]["13"]["better_than"] = {"simulated": ["never"]}
    assert sum("simulated is better than never" in line for line in generate.foretold(found)) == 1
