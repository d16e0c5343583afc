"""Commands about case folders: cases, check, new."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from shlex import quote
from typing import Any

from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.check_passages import check_passages
from counterpoint.case.new import new_case
from counterpoint.case.problem import Problem
from counterpoint.case.read import read_case
from counterpoint.cli.alike import alike
from counterpoint.cli.given import case_folder
from counterpoint.cli.guard import FINE, PROBLEMS, UsageError, complain
from counterpoint.cli.moves import Moves, moves, moves_lines
from counterpoint.cli.output import say, say_json


def cases() -> int:
    """List the bundled cases."""
    for name in bundled_cases():
        case, _ = read_case(find_case(name))
        if case is None:
            say([f"{name}  (does not read: counterpoint check {name})"])
            continue
        size = f"{len(case.acts)} acts, {len(case.channels)} channels, {case.purpose}"
        say([f"{name}  {case.title} ({size})", *([f"  {case.question}"] if case.question else [])])
    return FINE


def check(name: str, *, json: bool) -> int:
    """Tell every problem of a case, a line each; of a sound one, how many moves each party has."""
    folder = case_folder(name)
    case, problems = read_case(folder)
    problems += check_passages(folder, case)
    errors = sum(p.severity == "error" for p in problems)
    found = None if case is None or errors else moves(case)
    if json:
        say_json(_document(name, problems, found))
        return PROBLEMS if errors else FINE
    if problems:
        say(str(p) for p in problems)
        counts = f"{name}: {_count(errors, 'problem')}, {_count(len(problems) - errors, 'warning')}"
        complain("\n".join([*alike(problems), counts]))
    else:
        say([f"{name}: no problems"])
    say(moves_lines(found) if found else ())
    return PROBLEMS if errors else FINE


def new(folder: Path) -> int:
    """Begin a case in a new or empty folder."""
    try:
        new_case(folder)
    except FileExistsError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"new: expected a folder that can be made, got {folder}: {error.strerror}") from None
    say(
        [
            f"{folder}: a case to begin from. Edit its files, then: counterpoint check {quote(str(folder))}",
            "Before you put your own parties and channels into case.yaml, empty acts.csv below its header.",
        ]
    )
    return FINE


def _document(name: str, problems: tuple[Problem, ...], found: Moves | None) -> dict[str, Any]:
    told = [{("try" if key == "hint" else key): value for key, value in asdict(p).items()} for p in problems]
    errors = sum(p.severity == "error" for p in problems)
    return {
        "schema_version": 1,
        "case": name,
        "problems": told,
        "n_errors": errors,
        "n_warnings": len(problems) - errors,
        "moves": None if found is None else {"needed": found.needed, "parties": found.by_party},
    }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
