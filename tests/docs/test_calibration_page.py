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
    short = {"value": 0.5, "n": 10, "se": 0.16}
    assert generate.met(short, 0.65) == "**no**" and generate.met(short, 0.5) == "yes"
    assert generate.table([("a", "", "", "yes"), ("b", "", "", "**no**")]).splitlines()[2].startswith("| b")
