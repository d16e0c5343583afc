"""The pages written from the code say what the code does."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import counterpoint
from counterpoint.case.bundled import find_case
from counterpoint.case.read import read_case
from counterpoint.flow import FLOW, flow_line, map_text
from counterpoint.inference.assess import assess

ROOT = Path(__file__).parents[2]
MACHINERY = ("__main__", "compiled", "flow")
"""Layers that are single files, and no steps of the flow."""
AGAIN = "expected docs to be up to date (try uv run python docs/generate.py)"


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_up_to_date() -> None:
    generate = _generator()
    for name, text in generate.pages().items():
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, f"{name}: {AGAIN}"
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert generate.index(index) == index, f"index.md: {AGAIN}"
    assert map_text() in index


def test_an_old_map_is_caught() -> None:
    """Positive control: a page that lacks a command is not what the generator writes."""
    old = (ROOT / "docs" / "index.md").read_text(encoding="utf-8").replace("counterpoint doctor", "")
    assert _generator().index(old) != old


def test_the_one_list_is_the_layers_of_the_import_contract() -> None:
    import tomllib

    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    rows = [layer.split(" | ")[::-1] for layer in contracts[0]["layers"] if layer not in MACHINERY]
    layers = [name for row in rows for name in row]
    assert layers == [step.name for step in reversed(FLOW)]
    assert contracts[0]["exhaustive"]


def test_the_package_docstring_is_the_flow() -> None:
    assert counterpoint.__doc__ is not None and flow_line() in counterpoint.__doc__


def test_the_reference_names_every_key_of_a_document() -> None:
    case, _ = read_case(find_case("geneva-2022"))
    assert case is not None
    document, _, _ = assess(case, particles=16)
    text = (ROOT / "docs" / "reference" / "assessment.md").read_text(encoding="utf-8")
    top, party = text.split("## A party")
    assert _keys(top) == set(document)
    assert _keys(party) == set(document["parties"]["russia"])


def test_measures_list_the_kinds_of_every_group_that_their_rules_name() -> None:
    text = (ROOT / "docs" / "reference" / "measures.md").read_text(encoding="utf-8")
    for family in text.split("\n## ")[1:]:
        rule = next(line for line in family.splitlines() if line.startswith("| rule"))
        for group in ("STATING", "GIVING", "GESTURES", "ASKING"):
            assert group not in rule or f"| `{group}` | `" in family, (group, rule)
    listed = {line.split("`")[1] for line in text.splitlines() if line.startswith("| `")}
    assert {"STATING", "GIVING", "GESTURES", "ASKING"} <= listed


def _keys(page: str) -> set[str]:
    """The names in the first column of a page's table."""
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}
