"""The page of agreement says what the results say, and the results what the coders' files say."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks"


def module(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_page_is_that_of_the_results() -> None:
    page = (ROOT / "docs" / "agreement.md").read_text(encoding="utf-8")
    assert page == module(ROOT / "docs" / "generate_agreement.py").page(), "run docs/generate_agreement.py"


def test_results_are_those_of_the_files() -> None:
    pytest.importorskip("krippendorff")
    kept = json.loads((BENCHMARKS / "results" / "agreement.json").read_text(encoding="utf-8"))
    found = json.loads(json.dumps(module(BENCHMARKS / "agreement.py").measured()))
    assert set(found) == set(kept), "run benchmarks/agreement.py"
    for name, each in found.items():
        assert each["matching"] == pytest.approx(kept[name]["matching"]), name
        assert each["columns"]["kind"]["all"] == pytest.approx(kept[name]["columns"]["kind"]["all"]), name


def test_a_miss_is_said() -> None:
    generate = module(ROOT / "docs" / "generate_agreement.py")
    results = json.loads((BENCHMARKS / "results" / "agreement.json").read_text(encoding="utf-8"))
    results["all cases"]["columns"]["kind"]["all"]["alpha"] = 0.5
    assert "**missed**" in generate.misses(results)[0]
    results["all cases"]["columns"]["kind"]["all"]["alpha"] = 0.9
    assert "is reached" in generate.misses(results)[0]
