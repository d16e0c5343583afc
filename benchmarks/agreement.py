"""How far two coders agree: in the first round, in the second with the mended codebook, and on fresh documents.

Run      uv run python benchmarks/agreement.py --json > benchmarks/results/agreement.json

First round: every bundled case that was coded twice (`coders/a.csv`, `b.csv`), and all of them. Second round: half of the
documents of two cases (`second-c.csv`, `second-d.csv`, `second.yaml`), beside the first round cut down to the same
documents. Fresh: documents of no packet (`fresh-c.csv`, `fresh-d.csv`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.locator import read_locator
from counterpoint.case.model import Act
from counterpoint.coding.agreement import NOT_CODED, agreement
from counterpoint.coding.alpha import Floats, interval, make_clusters, resampled
from counterpoint.coding.files import Coder, read_coder, read_house
from counterpoint.coding.matching import match

KEPT = ("a", "b", "clusters", "matching", "columns", "kinds", "confusions", "resamples", "seed")
"""What is kept of a comparison: all but the acts on which the coders differ."""
ALL: Final = "all cases"
FIRST: Final = ("a.csv", "b.csv")
SECOND: Final = ("second-c.csv", "second-d.csv")
FRESH: Final = ("fresh-c.csv", "fresh-d.csv")


@dataclass(frozen=True, slots=True)
class Two:
    """Both coders of some documents, and by envoy the party that sends him."""

    a: Coder
    b: Coder
    party_of: Mapping[str, str]


def coded(files: Sequence[str]) -> dict[str, Two]:
    """The bundled cases with these two coders' files."""
    folders = {name: find_case(name) for name in bundled_cases()}
    return {name: coders(at, files) for name, at in folders.items() if (at / "coders" / files[1]).is_file()}


def coders(folder: Path, files: Sequence[str] = FIRST) -> Two:
    """Both coders of a case, checked against its frame; SystemExit for a bad file."""
    house, problems = read_house(folder)
    read = [read_coder(folder / "coders" / name, name, house=house) for name in files]
    told = [*problems, *(p for _, found in read for p in found if p.severity == "error")]
    (a, _), (b, _) = read
    if a is None or b is None or house is None:
        raise SystemExit("\n".join(map(str, told)))
    return Two(a, b, house.party_of)


def measured() -> dict[str, Any]:
    """Every round: the comparison of each case and of all acts together, and what the second round gained."""
    first, second = coded(FIRST), coded(SECOND)
    same = {name: only(first[name], documents(name, "second.yaml")) for name in second}
    return {
        "first round": compared(first),
        "first round, same documents": compared(same),
        "second round": compared(second),
        "gain": {
            **{name: gain(same[name], second[name]) for name in second},
            ALL: gain(pooled(same), pooled(second)),
        },
        "fresh documents": {name: kept(two) for name, two in coded(FRESH).items()},
    }


def documents(case: str, file: str) -> frozenset[str]:
    """The documents that a list beside the coders' files names."""
    asked = yaml.safe_load((find_case(case) / "coders" / file).read_text(encoding="utf-8"))
    return frozenset(str(line).split()[0] for line in asked["documents"])


def only(two: Two, wanted: frozenset[str]) -> Two:
    """Both coders' acts of these documents alone."""

    def cut(coder: Coder) -> Coder:
        return Coder(coder.file, "", tuple(act for act in coder.acts if document_of(act) in wanted))

    return Two(cut(two.a), cut(two.b), two.party_of)


def document_of(act: Act) -> str:
    """The document in which an act stands, or ""."""
    return next((cited.document for cited in read_locator(act.locator)), "")


def compared(cases: Mapping[str, Two]) -> dict[str, Any]:
    """The comparison of every case, and of all acts together."""
    return {**{name: kept(two) for name, two in cases.items()}, ALL: kept(pooled(cases))}


def kept(two: Two) -> dict[str, Any]:
    """A comparison without the acts on which the coders differ."""
    found = agreement(two.a, two.b, party_of=two.party_of)
    return {key: found[key] for key in KEPT}


def pooled(cases: Mapping[str, Two]) -> Two:
    """The acts of all cases together, with the case's name before ids and documents."""
    ours: list[list[Act]] = [[], []]
    party_of: dict[str, str] = {}
    for name, two in cases.items():
        party_of |= {f"{name}.{envoy}": f"{name}.{party}" for envoy, party in two.party_of.items()}
        for acts, coder in zip(ours, (two.a, two.b), strict=True):
            acts += _marked(name, coder.acts)
    files = next(((two.a.file, two.b.file) for two in cases.values()), FIRST)
    one, other = (Coder(file, "", tuple(acts)) for file, acts in zip(files, ours, strict=True))
    return Two(one, other, party_of)


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


def gain(before: Two, after: Two, *, seed: int = 0) -> dict[str, Any]:
    """How much higher alpha of kind is after than before, unmatched acts as not coded, with its interval.

    Whole documents are drawn, the same ones for both rounds, because a document that is hard to code is hard in both.
    """
    sides = [_kinds(before), _kinds(after)]
    names = sorted({name for _, documents in sides for name in documents})
    draws = make_clusters("documents", np.arange(len(names)), seed=seed).draws
    once = np.ones((1, len(names)))
    values, many = [], []
    for kinds, held in sides:
        of = np.array([names.index(name) for name in held], dtype=np.intp)
        values.append(float(resampled(kinds, of, once)[0]))
        many.append(resampled(kinds, of, draws))
    low, high, why = interval(many[1] - many[0])
    return {"gain": values[1] - values[0], "low": low, "high": high, "documents": len(names), "why_no_interval": why}


def _kinds(two: Two) -> tuple[Floats, list[str]]:
    """The kinds of every unit as numbers (units, 2), and the document of each."""
    a, b, found = two.a.acts, two.b.acts, match(two.a.acts, two.b.acts, party_of=two.party_of)
    units: list[tuple[str, str, str]] = [(a[i].kind, b[j].kind, document_of(a[i])) for i, j in found.pairs]
    units += [(a[i].kind, NOT_CODED, document_of(a[i])) for i in found.only_a]
    units += [(NOT_CODED, b[j].kind, document_of(b[j])) for j in found.only_b]
    words = sorted({kind for one, other, _ in units for kind in (one, other)})
    codes = np.array([[words.index(one), words.index(other)] for one, other, _ in units], dtype=np.float64)
    return codes, [document for _, _, document in units]


def lines(found: Mapping[str, Any]) -> list[str]:
    """A line for each round and case, and for what was gained."""
    out = []
    for about, cases in found.items():
        out.append(f"{about}:")
        for name, each in cases.items():
            out.append(f"  {name:<16} {_gained(each) if about == 'gain' else _line(each)}")
    return out


def _line(each: Mapping[str, Any]) -> str:
    kind, f1 = each["columns"]["kind"], each["matching"]["f1"]
    alphas = f"{_alpha(kind['all'])} with unmatched acts, {_alpha(kind['matched'])} matched"
    return f"acts {each['a']['acts']} and {each['b']['acts']}, F1 {f1:.2f}, kind: {alphas}"


def _gained(each: Mapping[str, Any]) -> str:
    return f"alpha of kind {each['gain']:+.3f} [{each['low']:.2f}, {each['high']:.2f}], {each['documents']} documents"


def _alpha(found: Mapping[str, Any]) -> str:
    if found["alpha"] is None:
        return "–"
    ends = f" [{found['low']:.2f}, {found['high']:.2f}]" if found["low"] is not None else ""
    return f"{found['alpha']:.3f}{ends}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Agreement of two coders on the bundled cases.")
    parser.add_argument("--json", action="store_true")
    result = measured()
    print(json.dumps(result, indent=1, sort_keys=True) if parser.parse_args().json else "\n".join(lines(result)))
