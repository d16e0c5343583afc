"""Strengths learned from cases whose truth is known, beside the elicited ones.

Rule     what every case taught (evaluation/learning.py) is added to the elicited prior, the case at hand left out
Unit     nats
Source   fitted.json, written by benchmarks/fit_strengths.py; what it is worth on cases left out: docs/backtest.md
Status   fitted
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.playbooks import DIGEST
from counterpoint.playbooks.entries import Entries
from counterpoint.playbooks.odds import gallery

Floats = NDArray[np.float64]
FILE: Final = "fitted.json"
STRENGTHS: Final = ("elicited", "fitted")
"""The two versions of the strengths."""
_PLACES: Final = 4


@dataclass(frozen=True)
class Lesson:
    """What a case says of the strengths beyond their prior, by part: precision (E,), precision times mean (E,)."""

    case: str
    precision: dict[str, Floats]
    pull: dict[str, Floats]


def learned(found: Iterable[Lesson], *, leave_out: str | None = None) -> dict[str, Entries]:
    """The strengths of every part after all lessons but those of one case."""
    kept = [each for each in found if each.case != leave_out]
    out = {}
    for part, before in gallery(leave_out).parts.items():
        precision, pull = 1 / before.sd**2, before.mean / before.sd**2
        for each in kept:
            precision, pull = precision + each.precision[part], pull + each.pull[part]
        out[part] = replace(before, mean=pull / precision, sd=1 / np.sqrt(precision))
    return out


def fitted(leave_out: str | None = None) -> dict[str, Entries]:
    """The fitted strengths of every part. ValueError if they were learned beside other playbooks than these."""
    held = json.loads(files("counterpoint.playbooks").joinpath(FILE).read_text(encoding="utf-8"))
    if held["playbooks_digest"] != DIGEST:
        raise ValueError(
            f"{FILE}: expected strengths learned beside playbooks {DIGEST}, got {held['playbooks_digest']}"
        )
    lessons = [
        Lesson(
            each["case"], *({part: np.array(row) for part, row in each[what].items()} for what in ("precision", "pull"))
        )
        for each in held["lessons"]
    ]
    return learned(lessons, leave_out=leave_out)


def fitted_text(found: Iterable[Lesson]) -> str:
    """Lessons as the text of fitted.json, those of a case added up."""
    sums: dict[str, dict[str, dict[str, Floats]]] = {}
    for each in found:
        own = sums.setdefault(each.case, {"precision": {}, "pull": {}})
        for what, parts in (("precision", each.precision), ("pull", each.pull)):
            for part, row in parts.items():
                own[what][part] = own[what].get(part, np.zeros(len(row))) + row
    rows = [
        {"case": case} | {w: {p: [round(float(x), _PLACES) for x in row] for p, row in own[w].items()} for w in own}
        for case, own in sorted(sums.items())
    ]
    return json.dumps({"playbooks_digest": DIGEST, "lessons": rows}, sort_keys=True) + "\n"
