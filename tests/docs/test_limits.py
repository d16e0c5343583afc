"""Files and functions stay short; a longer function says why."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "counterpoint"
LINES, BODY = 400, 40


def too_long(text: str) -> list[str]:
    """Functions of a source that are longer than BODY lines and give no reason."""
    lines = text.splitlines()
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno >= BODY:
            head = "\n".join(lines[node.lineno - 1 : node.body[0].lineno])
            if "# long: " not in head:
                found.append(node.name)
    return found


def test_files_and_functions_stay_short() -> None:
    for file in sorted(SOURCE.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        assert text.count("\n") < LINES, file.name
        assert not too_long(text), file.name


def test_a_long_function_is_found_unless_it_says_why() -> None:
    body = "    x = 1\n" * BODY
    assert too_long(f"def f():\n{body}") == ["f"]
    assert too_long(f"def f():\n    # long: because\n{body}") == []
