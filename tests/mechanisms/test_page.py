"""The page of mechanisms says what the files say, and the files do what they say."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
AGAIN = "expected docs/mechanisms.md to be up to date (try uv run python docs/generate_mechanisms.py)"
FIRST_WANTED = (1, 2, 3, 4, 5, 6, 8, 10, 11, 12, 13, 16, 17, 18, 20, 22, 24, 29, 31, 33)
FILES = sorted(p.name for p in HERE.glob("test_m[0-9]*.py"))


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_mechanisms", ROOT / "docs" / "generate_mechanisms.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up while it is being made
    spec.loader.exec_module(module)
    return module


generate = _generator()


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "mechanisms.md").read_text(encoding="utf-8") == generate.page(generate.mechanisms()), AGAIN


def test_a_page_that_is_out_of_date_is_caught(tmp_path: Path) -> None:
    """Positive control: a file says less than before, or is gone, and the page is another."""
    for name in FILES:
        (tmp_path / name).write_text((HERE / name).read_text(encoding="utf-8"), encoding="utf-8")
    assert generate.page(generate.mechanisms(tmp_path)) == generate.page(generate.mechanisms())
    changed = tmp_path / FILES[0]
    changed.write_text(changed.read_text(encoding="utf-8").replace("Article     ", "Article     not in "))
    assert generate.page(generate.mechanisms(tmp_path)) != generate.page(generate.mechanisms())
    changed.unlink()
    assert "| 1 | many channels at once | to come | to come | to come | |" in generate.page(
        generate.mechanisms(tmp_path)
    )


def test_the_first_wanted_are_there() -> None:
    assert {m.number for m in generate.mechanisms()} >= set(FIRST_WANTED)


def broken(source: str, name: str) -> list[str]:
    """What a file promises in its docstring and does not do."""
    tree = ast.parse(source)
    try:
        one = generate.parse(ast.get_docstring(tree) or "", name)
    except ValueError as error:
        return [str(error)]
    tests = [n.name for n in tree.body if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")]
    wrong = [] if "test_recorded" in tests else ["no test that it is recorded"]
    played = [t for t in tests if t.startswith(("test_simulated", "test_control_simulated"))]
    for word, how, own, control in (
        ("recognised", one.recognised, [t for t in tests if t not in played], "test_control"),
        ("simulated", one.simulated, played, "test_control_simulated"),
    ):
        shown, held = (any(t.startswith(start) for t in own) for start in (f"test_{word}", control))
        if shown != (how != "not yet") or shown != held:
            wrong.append(f"{word} in words or in tests only, or without a control")
        if (f"test_{word}_in_part" in tests) != (how == "partly"):
            wrong.append(f"{word} partly in words or in tests only")
    return wrong


@pytest.mark.parametrize("name", FILES)
def test_each_file_does_what_it_says(name: str) -> None:
    assert broken((HERE / name).read_text(encoding="utf-8"), name) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("def test_control", "def check_control"),
        ("def test_recorded", "def check_recorded"),
        ("def test_recognised", "def check_recognised"),
        ("def test_simulated", "def check_simulated"),
        ("def test_control_simulated", "def check_control_simulated"),
        ("Recognised  by", "Recognised  not yet: by"),
        ("Simulated   ", "Simulated   not yet: "),
        ("Status      recorded, recognised", "Status      recorded"),
    ],
)
def test_a_file_that_promises_more_than_it_does_is_caught(old: str, new: str) -> None:
    """Positive control."""
    source = (HERE / "test_m10_words_without_deeds.py").read_text(encoding="utf-8")
    assert old in source and broken(source.replace(old, new), "m10")


def test_a_docstring_that_lacks_a_field_is_refused() -> None:
    with pytest.raises(ValueError, match="Recorded"):
        generate.parse("Mechanism 1: x.\n\nArticle  000\nRecognised  y\nSimulated  z\nStatus  recorded", "m01")
