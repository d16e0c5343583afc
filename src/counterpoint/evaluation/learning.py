"""Strengths learned from cases whose truth is known: a fitted version beside the elicited one.

Rule     the acts of every spell whose truth is known are read by themselves, with the verdict given that answers to it;
         what this says of each strength beyond its prior (precision, and precision times mean) is added up. A case is
         judged by what the other cases taught. A spell of fewer than FEWEST moves of the party teaches nothing. The
         fitted version is kept only if its Brier and its log score, over the looks of both eyes at the cases left
         out, are both lower.
Unit     nats
Source   product of normal approximations: Gelman et al. 2013, ch. 4 [memory]
Status   fitted
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Case
from counterpoint.evaluation.truth import Spell, Truth
from counterpoint.inference.assess import PARTICLES, infer_party
from counterpoint.inference.prior import Prior, make_prior, read_prior
from counterpoint.inference.verdict import FEWEST
from counterpoint.playbooks import TECHNIQUES
from counterpoint.playbooks.base import PARTS
from counterpoint.playbooks.entries import Entries
from counterpoint.playbooks.fitted import Lesson
from counterpoint.record.record import Record, day, make_record

Floats = NDArray[np.float64]
VERDICT_OF: Final = {
    "earnest": "good_faith",
    "hard": "hard_bargaining",
    "stalling": "bad_faith",
    "covering": "bad_faith",
}
"""The verdict that answers to each word of a truth."""


def taught(truth: Truth) -> list[Spell]:
    """The spells of which it is known what the party was doing."""
    return [spell for spell in truth.conduct if spell.was in VERDICT_OF]


def given(verdict: str, prior: Prior) -> Prior:
    """The prior with one verdict given."""
    techniques = {each.name: float(p) for each, p in zip(TECHNIQUES, prior.techniques, strict=True)}
    return make_prior({verdict: 1.0}, techniques)


def lessons(
    cases: Iterable[tuple[Case, Truth]], *, seed: int = 0, particles: int = PARTICLES,
    tell: Callable[[str, float], None] | None = None,
) -> list[Lesson]:  # fmt: skip
    """What every spell teaches, its acts read with the verdict given."""
    prior = read_prior()
    todo = [(case, spell) for case, truth in cases for spell in taught(truth)]
    out = []
    for place, (case, spell) in enumerate(todo):
        if tell:
            tell(f"{case.id} {spell.party}", place / len(todo))
        record = within(make_record(case), spell)
        if sum(record.actor_party(act) == spell.party for act in record.acts) < FEWEST:
            continue
        sure = given(VERDICT_OF[spell.was], prior)
        drawn = infer_party(record, spell.party, spell.towards, sure, (seed, 0), particles)
        out.append(lesson(case.id, {part: drawn.values[part] for part in PARTS}, drawn.model.parts))
    return out


def within(record: Record, spell: Spell) -> Record:
    """The record with the acts of a spell alone, as it stood at its end."""
    first, last = spell.since.first.toordinal(), spell.until.last.toordinal()
    kept = tuple(act for act in record.acts if first <= day(act) <= last)
    return replace(record, acts=kept, as_of=last)


def lesson(case: str, values: dict[str, Floats], parts: dict[str, Entries]) -> Lesson:
    """What draws of strengths, part -> (P, E), say beyond the prior. Noise that would lower a precision is cut off."""
    precision, pull = {}, {}
    for part, drawn in values.items():
        before, spread = parts[part], np.maximum(drawn.std(axis=0), 1e-6)
        gained = np.maximum(1 / spread**2 - 1 / before.sd**2, 0.0)
        precision[part] = gained
        pull[part] = np.where(gained > 0, drawn.mean(axis=0) / spread**2 - before.mean / before.sd**2, 0.0)
    return Lesson(case, precision, pull)
