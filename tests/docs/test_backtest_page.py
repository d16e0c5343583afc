"""The page of the backtest says what the results say, and claims no skill that is not shown."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.evaluation.truth import has_truth

ROOT = Path(__file__).parents[2]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_backtest", ROOT / "docs" / "generate_backtest.py")
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


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
