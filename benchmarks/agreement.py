"""How far two coders agree on every bundled case that was coded twice, and over all of them.

Run      uv run python benchmarks/agreement.py --json > benchmarks/results/agreement.json
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.model import Act
from counterpoint.coding.agreement import agreement
from counterpoint.coding.files import Coder, House, read_coder, read_house

KEPT = ("a", "b", "clusters", "matching", "columns", "kinds", "confusions", "resamples", "seed")
"""What is kept of a comparison: all but the acts on which the coders differ."""
ALL = "all cases"


def coded_twice() -> tuple[str, ...]:
    """The bundled cases with two coders' files."""
    return tuple(name for name in bundled_cases() if (find_case(name) / "coders" / "b.csv").is_file())


def coders(folder: Path) -> tuple[Coder, Coder, House]:
    """Both coders of a case and the case they are checked against; SystemExit for a bad file."""
    house, problems = read_house(folder)
    read = [read_coder(folder / "coders" / name, name, house=house) for name in ("a.csv", "b.csv")]
    told = [*problems, *(p for _, found in read for p in found if p.severity == "error")]
    (a, _), (b, _) = read
    if a is None or b is None or house is None:
        raise SystemExit("\n".join(map(str, told)))
    return a, b, house


def measured() -> dict[str, Any]:
    """The comparison of every case, and of all acts together with the case's name before ids and documents."""
    out: dict[str, Any] = {}
    ours: list[list[Act]] = [[], []]
    party_of: dict[str, str] = {}
    for name in coded_twice():
        a, b, house = coders(find_case(name))
        out[name] = _kept(agreement(a, b, party_of=house.party_of))
        party_of |= {f"{name}.{envoy}": f"{name}.{party}" for envoy, party in house.party_of.items()}
        for acts, coder in zip(ours, (a, b), strict=True):
            acts += _marked(name, coder.acts)
    first, second = (Coder(file, "", tuple(acts)) for file, acts in zip(("a.csv", "b.csv"), ours, strict=True))
    out[ALL] = _kept(agreement(first, second, party_of=party_of))
    return out


def _marked(name: str, acts: Iterable[Act]) -> list[Act]:
    """Acts whose names cannot be taken for those of another case."""
    return [
        replace(
            act, id=f"{name}.{act.id}", actor=f"{name}.{act.actor}", locator=f"{name}-{act.locator}",
            channel=f"{name}.{act.channel}" if act.channel else None,
            issue=f"{name}.{act.issue}" if act.issue else None,
            target=f"{name}.{act.target}" if act.target else None,
        )
        for act in acts
    ]  # fmt: skip


def _kept(found: dict[str, Any]) -> dict[str, Any]:
    return {key: found[key] for key in KEPT}


def lines(found: dict[str, Any]) -> list[str]:
    """A line a case."""
    out = []
    for name, each in found.items():
        kind, f1 = each["columns"]["kind"], each["matching"]["f1"]
        alphas = f"{_two(kind['all']['alpha'])} with unmatched acts, {_two(kind['matched']['alpha'])} matched"
        out.append(f"{name:<16} acts {each['a']['acts']} and {each['b']['acts']}, F1 {_two(f1)}, kind: {alphas}")
    return out


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Agreement of two coders on the bundled cases.")
    parser.add_argument("--json", action="store_true")
    result = measured()
    print(json.dumps(result, indent=1, sort_keys=True) if parser.parse_args().json else "\n".join(lines(result)))
