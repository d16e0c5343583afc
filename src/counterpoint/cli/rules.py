"""Rules of the simulation put in place of the bundled ones: a file of lines such as `keeps: 0.7`."""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterpoint.cli.given import unknown
from counterpoint.cli.guard import UsageError

if TYPE_CHECKING:
    from counterpoint.simulation.rules import Rules


def rules_of(file: Path | None, rules: Rules) -> Rules:
    """The rules with those of a file in their place; None leaves them as they are."""
    if file is None:
        return rules
    from counterpoint.case.yaml_text import read_yaml

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "not text in UTF-8"
        raise UsageError(f"--rules: expected a file that can be read, got {file.name}: {why}") from None
    tree, problems = read_yaml(text, file.name)
    if tree is None or problems:
        raise UsageError("\n".join(str(p) for p in problems))
    if not isinstance(tree.data, dict):
        raise UsageError(f"{file.name}: expected lines such as `keeps: 0.7`, got something else")
    wrong = [line for name, value in tree.data.items() for line in _mistakes(file.name, str(name), value, rules)]
    if wrong:
        raise UsageError("\n".join(wrong))
    return rules._replace(**{str(name): float(value) for name, value in tree.data.items()})


def _mistakes(file: str, name: str, value: Any, rules: Rules) -> list[str]:
    """What is off with a line: its name, or a value that is no number or cannot be."""
    from counterpoint.simulation.rules import RULES

    if name not in rules._fields:
        return [str(unknown(f"{file}: {name}", name, known=rules._fields))]
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or value < 0:
        return [f"{file}: {name}: expected a number from 0 [{RULES[name].unit}], got {value!r}"]
    if RULES[name].unit in ("chance", "share") and value > 1:
        return [f"{file}: {name}: expected a {RULES[name].unit} from 0 to 1, got {value:g}"]
    if RULES[name].unit == "days" and value == 0:
        return [f"{file}: {name}: expected more than 0 days, got 0"]
    return []
