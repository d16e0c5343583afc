"""Write docs/agreement.md from benchmarks/results/agreement.json.

Run      uv run python docs/generate_agreement.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "agreement.json"
PAGE = ROOT / "docs" / "agreement.md"
ALL = "all cases"
AIM, TENTATIVE = 0.80, 0.667
FEW = 10
"""Kinds that neither coder used so often say little."""


def number(value: float | None, low: float | None = None, high: float | None = None) -> str:
    """A number with its interval, or a dash."""
    if value is None:
        return "–"
    ends = f" ({low:.2f} to {high:.2f})" if low is not None and high is not None else ""
    return f"{value:.2f}{ends}"


def alpha(found: dict[str, Any]) -> str:
    """An alpha with its interval."""
    return number(found["alpha"], found["low"], found["high"])


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """A table in Markdown."""
    return ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |",
            *("| " + " | ".join(row) + " |" for row in rows)]  # fmt: skip


def cases(results: dict[str, Any]) -> list[str]:
    """Every case: acts, how many were matched, alpha of kind with and without the unmatched."""
    rows = []
    for name, each in results.items():
        match, kind = each["matching"], each["columns"]["kind"]
        f1 = number(match["f1"], match["f1_low"], match["f1_high"])
        rows.append((name, str(each["a"]["acts"]), str(each["b"]["acts"]), str(match["matched"]), f1,
                     alpha(kind["all"]), alpha(kind["matched"])))  # fmt: skip
    head = ("case", "acts A", "acts B", "matched", "match F1", "alpha of kind", "of matched acts")
    return table(head, rows)


def columns(each: dict[str, Any]) -> list[str]:
    """Every column over all cases."""
    rows = []
    for name, found in each["columns"].items():
        whole = alpha(found["all"]) if found["all"] else "–"
        matched = found["matched"]
        rows.append((name, found["metric"], whole, alpha(matched), str(matched["n"])))
    return table(("column", "metric", "alpha, unmatched acts as not coded", "alpha, matched acts", "n matched"), rows)


def f1(kind: dict[str, Any]) -> str:
    """Of the acts that either coder gave this kind, the share on which they agree (2 both / (A + B))."""
    return number(2 * kind["both"] / (kind["a"] + kind["b"]))


def kinds(each: dict[str, Any]) -> list[str]:
    """Every kind over all cases, the lowest first; kinds of few acts apart."""

    def rows(found: list[dict[str, Any]]) -> list[tuple[str, ...]]:
        ordered = sorted(found, key=lambda k: (k["alpha"] is None, k["alpha"] or 0.0, k["kind"]))
        return [(k["kind"], str(k["a"]), str(k["b"]), str(k["both"]), f1(k), alpha(k)) for k in ordered]

    many = [k for k in each["kinds"] if max(k["a"], k["b"]) >= FEW]
    few = [k for k in each["kinds"] if max(k["a"], k["b"]) < FEW]
    head = ("kind", "A", "B", "both", "F1", "alpha against all others")
    return [*table(head, rows(many)), "", f"Used fewer than {FEW} times by either coder:", "", *table(head, rows(few))]


def misses(results: dict[str, Any]) -> list[str]:
    """What stays below the aim, first."""
    whole = results[ALL]["columns"]["kind"]["all"]["alpha"]
    low = [f"{name} ({each['columns']['kind']['all']['alpha']:.2f})" for name, each in results.items()
           if name != ALL and each["columns"]["kind"]["all"]["alpha"] < AIM]  # fmt: skip
    said = "is reached" if whole >= AIM else "is **missed**"
    out = [
        f"The aim of {AIM:.2f} for alpha of kind, unmatched acts counted as *not coded*, {said}: {whole:.2f} over all cases."
    ]
    if low:
        out.append(f"Below it: {', '.join(low)}.")
    poor = [k["kind"] for k in results[ALL]["kinds"]
            if k["alpha"] is not None and k["alpha"] < TENTATIVE and max(k["a"], k["b"]) >= FEW]  # fmt: skip
    if poor:
        out.append(f"Kinds below {TENTATIVE}, on which no conclusion should rest alone: {', '.join(poor)}.")
    return out


def confused(each: dict[str, Any], most: int = 12) -> list[str]:
    """The pairs of kinds that were confused most."""
    rows = []
    for pair in each["confusions"][:most]:
        rows.append((f"{pair['first']} / {pair['second']}", str(pair["n"])))
    return table(("one coder / the other", "acts"), rows)


INTRO = """# Agreement of the coders

Written by `docs/generate_agreement.py` from `benchmarks/results/agreement.json` (`benchmarks/agreement.py --json`). Every
case named here was coded twice by [the codebook](coding.md) from the same packet of documents (of `dobrynin-1969` only the second
part, 381 of its 543 acts), by coders who saw neither each
other's rows nor the outcome nor the playbooks. Their files lie in the case's folder (`coders/a.csv`, `coders/b.csv`), so that
`counterpoint agreement` can be run on them by anybody.

**What kind of coders.** Both were language models of one family, reading in separate sessions. They were told to put aside what they
knew of the history, and cannot be shown to have done so. Two such coders share habits: their agreement says that the codebook
can be followed, not that people would read it so, and is probably higher than that of two people. People are invited:
`CONTRIBUTING.md` tells how. Where both made the same mistake nobody looked again: a critic who had not seen the coding read 25 adjudicated
acts against the book and found 18 right, 3 of the wrong kind and 4 doubtful.

Acts were matched by date, actor, channel and locator, never by what is compared. Krippendorff's alpha; intervals (95 %)
by drawing whole documents anew.
"""


def page() -> str:
    """The whole page."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    ordered = {name: results[name] for name in sorted(results, key=lambda name: (name == ALL, name))}
    parts = [INTRO, "## What was asked and reached", "", *misses(ordered), "", *cases(ordered), "", "## Columns", "",
             *columns(results[ALL]), "", "## Kinds", "", *kinds(results[ALL]), "", "## Confused most often", "",
             *confused(results[ALL])]  # fmt: skip
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
