"""The page of stylised facts says what the results say, and calls nothing shown that they do not show."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_facts", ROOT / "docs" / "generate_facts.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_page_is_that_of_the_results() -> None:
    page = (ROOT / "docs" / "stylised-facts.md").read_text(encoding="utf-8")
    assert page == generator().page(), "run docs/generate_facts.py"


def test_every_fact_has_its_place_and_a_plain_word() -> None:
    generate = generator()
    assert set(generate.read()["facts"]) == set(generate.ORDER) == set(generate.NOTES)


def test_what_does_not_come_out_is_shown_as_that() -> None:
    """Planted results: a verdict and a row that miss are in bold, and a reason is printed once."""
    generate = generator()
    results = json.loads(json.dumps(generate.read()))
    fact = results["facts"]["deadlines"]
    assert "| shown | 3 of 3 |" in generate.summary(results["facts"])[2]
    fact["verdict"] = "not shown"
    for f in fact["findings"][:2]:
        f |= {"verdict": "opposite", "why": "planted", "role": "fact"}
    assert "| **not shown** | 2 of 4 |" in generate.summary(results["facts"])[2]
    assert generate.row(fact["findings"][0]).endswith("| **the opposite** |")
    page = generate.page(results)
    assert page.count(": planted\n") == 1
