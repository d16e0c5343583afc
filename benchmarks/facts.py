"""Stylised facts of negotiation, tried on the simulator: what it shows, what it does not.

Run      uv run python benchmarks/facts.py --json > benchmarks/results/facts.json
         docs/generate_facts.py writes docs/stylised-facts.md from it.

Each fact is one file, fact_*.py: its docstring was written before anything was measured, and says what is tried, what
is expected and from what size on it counts. Neither seeds nor rules nor sizes are tuned.
"""

from __future__ import annotations

import argparse
import json
from types import ModuleType
from typing import Any, Final

import fact_channels
import fact_deadlines
import fact_privacy
import fact_reciprocity
import fact_stalling
from counterpoint.measures.gallery import read_fields
from fact_world import RUNS, Finding

FACTS: Final[tuple[ModuleType, ...]] = (
    fact_deadlines, fact_stalling, fact_privacy, fact_channels, fact_reciprocity
)  # fmt: skip
FIELDS: Final = ("Claim", "World", "Quantity", "Expected", "Control", "Source")
SEED: Final = 0


def name_of(fact: ModuleType) -> str:
    """What a fact is called: the end of its file's name."""
    return fact.__name__.removeprefix("fact_")


def why(fact: ModuleType, key: str) -> str:
    """Why a finding is not shown; nothing where that is not known."""
    return next((text for part, text in fact.WHY.items() if part in key), "")


def told(fact: ModuleType, findings: list[Finding]) -> dict[str, Any]:
    """A fact as JSON: what its docstring says, its findings, and its verdict."""
    return {
        "said": read_fields(f"fact {name_of(fact)}", fact.__doc__ or "", FIELDS),
        "findings": [f.plain() | {"why": "" if f.met else why(fact, f.key)} for f in findings],
        "verdict": fact.verdict(findings),
    }


def measured(*, runs: int = RUNS, seed: int = SEED) -> dict[str, Any]:
    """Every fact."""
    return {"runs": runs, "seed": seed,
            "facts": {name_of(fact): told(fact, fact.measure(runs=runs, seed=seed)) for fact in FACTS}}  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Stylised facts of negotiation, tried on the simulator.")
    parser.add_argument("--json", action="store_true")
    result = measured()
    if parser.parse_args().json:
        print(json.dumps(result, indent=1, sort_keys=True))
    else:
        for name, fact in result["facts"].items():
            print(f"{name}: {fact['verdict']}")
            for f in fact["findings"]:
                print(f"  {f['verdict']:10} {f['value']:+.4f} ({f['low']:+.4f} to {f['high']:+.4f})  {f['what']}")
