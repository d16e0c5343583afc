"""Strengths learned from cases whose truth is known: a fitted version beside the elicited one.

Rule     for every party whose conduct answered to one verdict throughout, the record is read with that verdict given;
         what this says of each strength beyond its prior (precision, and precision times mean) is added up over the
         cases. A case is judged by what the other cases taught. The fitted version is kept only if its
         Brier and its log score, over the looks of both eyes at the cases left out, are both lower.
Unit     nats
Source   product of normal approximations: Gelman et al. 2013, ch. 4 [memory]
Status   fitted
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Case
from counterpoint.evaluation.truth import Truth
from counterpoint.inference.assess import PARTICLES, infer_party
from counterpoint.inference.prior import Prior, make_prior, read_prior
from counterpoint.playbooks import TECHNIQUES
from counterpoint.playbooks.base import PARTS
from counterpoint.playbooks.entries import Entries
from counterpoint.playbooks.odds import gallery
from counterpoint.record.record import make_record

Floats = NDArray[np.float64]
VERDICT_OF: Final = {
    "earnest": "good_faith",
    "hard": "hard_bargaining",
    "stalling": "bad_faith",
    "covering": "bad_faith",
}
"""The verdict that answers to each word of a truth."""


@dataclass(frozen=True)
class Lesson:
    """What one party of one case says of the strengths beyond their prior: precision (E,), precision times mean."""

    case: str
    precision: dict[str, Floats]
    pull: dict[str, Floats]


def taught(truth: Truth) -> list[tuple[str, str, str]]:
    """Party, counterpart and verdict of all whose conduct answered to one verdict throughout."""
    found: dict[tuple[str, str], set[str]] = {}
    for spell in truth.conduct:
        found.setdefault((spell.party, spell.towards), set()).add(VERDICT_OF.get(spell.was, ""))
    return [
        (*pair, next(iter(verdicts))) for pair, verdicts in found.items() if len(verdicts) == 1 and "" not in verdicts
    ]


def given(verdict: str, prior: Prior) -> Prior:
    """The prior with one verdict given."""
    techniques = {each.name: float(p) for each, p in zip(TECHNIQUES, prior.techniques, strict=True)}
    return make_prior({verdict: 1.0}, techniques)


def lessons(
    cases: Iterable[tuple[Case, Truth]], *, seed: int = 0, particles: int = PARTICLES,
    tell: Callable[[str, float], None] | None = None,
) -> list[Lesson]:  # fmt: skip
    """What every party whose truth is of one kind teaches, its whole record read with the verdict given."""
    prior = read_prior()
    todo = [(case, *each) for case, truth in cases for each in taught(truth)]
    out = []
    for place, (case, party, towards, verdict) in enumerate(todo):
        if tell:
            tell(f"{case.id} {party}", place / len(todo))
        record = make_record(case)
        if party not in record.acting:
            continue
        drawn = infer_party(record, party, towards, given(verdict, prior), (seed, 0), particles)
        out.append(lesson(case.id, {part: drawn.values[part] for part in PARTS}, drawn.model.parts))
    return out


def lesson(case: str, values: dict[str, Floats], parts: dict[str, Entries]) -> Lesson:
    """What draws of strengths, part -> (P, E), say beyond the prior. Noise that would lower a precision is cut off."""
    precision, pull = {}, {}
    for part, drawn in values.items():
        before, spread = parts[part], np.maximum(drawn.std(axis=0), 1e-6)
        gained = np.maximum(1 / spread**2 - 1 / before.sd**2, 0.0)
        precision[part] = gained
        pull[part] = np.where(gained > 0, drawn.mean(axis=0) / spread**2 - before.mean / before.sd**2, 0.0)
    return Lesson(case, precision, pull)


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
