"""The page of calibration says what the results say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_calibration", ROOT / "docs" / "generate_calibration.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_page_is_that_of_the_results() -> None:
    page = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    assert page == generator().page(), "run docs/generate_calibration.py"


def test_a_miss_is_shown_as_a_miss() -> None:
    generate = generator()
    results = generate.read("recovery")
    results["acts_75"] |= {"top1": 0.5, "top1_n": 10}
    assert generate.recovery_rows(results)[0][2:] == ("50 % (24 to 76 %, n = 10)", "**no**")
    results["acts_75"] |= {"top1": 0.7}
    assert generate.recovery_rows(results)[0][3] == "yes"
    results["facade"] |= {"planted": [0.001]}
    assert "**no**" in [row[3] for row in generate.recovery_rows(results) if row[0].startswith("planted")]
    assert generate.table([("a", "", "", "yes"), ("b", "", "", "**no**")]).splitlines()[2].startswith("| b")
