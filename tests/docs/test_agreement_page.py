"""The page of agreement says what the results say, and the results what the coders' files say."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks"


def module(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"agreement_{file.stem}", file)
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = found
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
    assert set(found["gain"]) == set(kept["gain"]), "run benchmarks/agreement.py"
    for name, each in found.pop("gain").items():
        assert each == pytest.approx(kept["gain"][name]), name
    for about, cases in found.items():
        assert set(cases) == set(kept[about]), "run benchmarks/agreement.py"
        for name, each in cases.items():
            assert each["matching"] == pytest.approx(kept[about][name]["matching"]), (about, name)
            assert each["columns"]["kind"]["all"] == pytest.approx(kept[about][name]["columns"]["kind"]["all"]), name


def test_the_command_prints_the_figures_of_the_second_round(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("krippendorff")
    from counterpoint.case.bundled import find_case
    from counterpoint.cli import main

    kept = json.loads((BENCHMARKS / "results" / "agreement.json").read_text(encoding="utf-8"))
    for about, stem in (("second round", "second"), ("fresh documents", "fresh")):
        for name, each in kept[about].items():
            if name == "all cases":
                continue
            files = [str(find_case(name) / "coders" / f"{stem}-{coder}.csv") for coder in "cd"]
            assert main(["agreement", *files, "--case", name, "--json"]) == 0
            printed = json.loads(capsys.readouterr().out)
            assert printed["matching"] == pytest.approx(each["matching"])
            assert printed["columns"]["kind"]["all"] == pytest.approx(each["columns"]["kind"]["all"])


def test_the_second_round_tells_its_misses_first() -> None:
    generate = module(ROOT / "docs" / "generate_agreement.py")
    results = json.loads((BENCHMARKS / "results" / "agreement.json").read_text(encoding="utf-8"))
    told = [line for line in generate.second_said(results) if line.startswith("- ") and "documents with acts" in line]
    assert told[0].startswith("- **missed** narrowly on fresh documents")
    results["second round"]["iran-2012"]["columns"]["kind"]["all"].update(alpha=0.5, low=0.4, high=0.6)
    told = [line for line in generate.second_said(results) if line.startswith("- ") and "documents with acts" in line]
    assert told[1].startswith("- **missed** on iran-2012") and "lies below" in told[1]


def test_a_miss_is_said() -> None:
    generate = module(ROOT / "docs" / "generate_agreement.py")
    results = json.loads((BENCHMARKS / "results" / "agreement.json").read_text(encoding="utf-8"))["first round"]
    results["all cases"]["columns"]["kind"]["all"]["alpha"] = 0.5
    assert "**missed**" in generate.misses(results)[0]
    results["all cases"]["columns"]["kind"]["all"]["alpha"] = 0.9
    assert "is reached" in generate.misses(results)[0]
