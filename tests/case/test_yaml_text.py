"""YAML under the 1.2 core rules, with lines."""

from __future__ import annotations

import math
import time

import pytest
import yaml

from counterpoint.case.yaml_text import MAX_NODES, read_yaml, resolve

STAY = ("NO", "no", "on", "Off", "yes", "y", "12:30", "1_000", "2024-01-01", "0b11", "1e", ".", "v1", "+")


@pytest.mark.parametrize("text", STAY)
def test_words_that_stay_text(text: str) -> None:
    assert resolve(text) == text


def test_the_plain_parser_would_fail_these() -> None:
    assert yaml.safe_load("[NO, 12:30, 1_000]") == [False, 750, 1000]


@pytest.mark.parametrize(
    ("text", "value"),
    [("true", True), ("FALSE", False), ("~", None), ("", None), ("null", None), ("-12", -12), ("0o17", 15),
     ("0x1F", 31), (".5", 0.5), ("1e3", 1000.0), ("-.inf", -math.inf), ("+.INF", math.inf)],
)  # fmt: skip
def test_core_schema(text: str, value: object) -> None:
    assert resolve(text) == value and type(resolve(text)) is type(value)


def test_not_a_number() -> None:
    assert math.isnan(float(str(resolve(".nan"))))


def test_very_long_numbers_stay_text() -> None:
    assert resolve("9" * 5000) == "9" * 5000


def test_every_path_has_its_line() -> None:
    tree, problems = read_yaml("a:\n  - b: 1\n    c: |\n      x\n      y\n  - [2, 3]\nd: {e: f}\n", "x.yaml")
    assert tree is not None and not problems
    assert tree.data == {"a": [{"b": 1, "c": "x\ny\n"}, [2, 3]], "d": {"e": "f"}}
    expected = {("a",): 1, ("a", 0, "b"): 2, ("a", 0, "c"): 3, ("a", 1): 6, ("a", 1, 1): 6, ("d", "e"): 7}
    assert {path: tree.lines[path] for path in expected} == expected
    assert tree.texts == {("a", 0, "b"): "1", ("a", 1, 0): "2", ("a", 1, 1): "3"}


def test_aliases_are_read_where_they_are_few() -> None:
    tree, problems = read_yaml("a: &x [1, 2]\nb: *x\n", "x.yaml")
    assert tree is not None and not problems and tree.data == {"a": [1, 2], "b": [1, 2]}


def test_quoted_numbers_are_text() -> None:
    tree, _ = read_yaml("a: '1'\nb: \"true\"\nc: !!str 12\n", "x.yaml")
    assert tree is not None and tree.data["a"] == "1" and tree.data["b"] == "true"


def test_both_lines_of_a_key_that_stands_twice() -> None:
    tree, problems = read_yaml("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 4\n", "x.yaml")
    assert tree is not None and tree.data == {"a": 1, "b": {"c": 1, "d": 2}}
    assert [(p.line, p.field) for p in problems] == [(5, "b.c"), (6, "a")]
    assert "first at line 3" in problems[0].got and "first at line 1" in problems[1].got


@pytest.mark.parametrize("bomb", ["[" * 100_000, "- " * 100_000, "{a: " * 50_000, "? " * 100_000, "a: &a [*a]"])
def test_bombs_end_soon(bomb: str) -> None:
    begun = time.perf_counter()
    tree, problems = read_yaml(bomb, "x.yaml")
    assert tree is None and len(problems) == 1
    assert time.perf_counter() - begun < 5


def test_a_billion_laughs_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    begun = time.perf_counter()
    tree, (problem,) = read_yaml("\n".join(lines), "x.yaml")
    assert tree is None and str(MAX_NODES) in problem.expected and time.perf_counter() - begun < 10
