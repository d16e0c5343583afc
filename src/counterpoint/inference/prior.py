"""What is believed of the states before any act is read: by verdict, not by playbook; in a file, movable.

File     prior.yaml: `good_faith`, `hard_bargaining`, `bad_faith` (shares of what `none` leaves, 0 where missing, one at
         least above 0), `none`, and `techniques: {modulation, wedge, divided}` (each its own chance).
Status   elicited: one third each, so that no verdict is favoured
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from math import inf
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.yaml_text import read_yaml
from counterpoint.playbooks import AIMS, TECHNIQUES

Floats = NDArray[np.float64]
GROUPS = ("good_faith", "hard_bargaining", "bad_faith", "none")
"""The verdicts an aim may belong to, and none of these."""


@dataclass(frozen=True)
class Prior:
    """Chance of every aim (7,) and of every technique being on (3,)."""

    aims: Floats
    techniques: Floats

    def groups(self) -> dict[str, float]:
        """Chance of every verdict and of none of these."""
        return {g: float(self.aims[member(g)].sum()) for g in GROUPS}


def member(group: str) -> NDArray[np.bool_]:
    """Which aims (7,) belong to a verdict."""
    return np.array([a.group == group for a in AIMS])


def make_prior(shares: dict[str, float], techniques: dict[str, float]) -> Prior:
    """A prior by verdict: each verdict's share is split evenly over its aims. ValueError says what is off."""
    unknown = [*(set(shares) - set(GROUPS)), *(set(techniques) - {t.name for t in TECHNIQUES})]
    if unknown:
        known = [*GROUPS, *(t.name for t in TECHNIQUES)]
        raise ValueError(f"prior: expected some of {', '.join(known)}, got {', '.join(sorted(unknown))}")
    weights = np.array([float(shares.get(g, 0.0)) for g in GROUPS])
    chances = np.array([float(techniques.get(t.name, 0.25)) for t in TECHNIQUES])
    wrong = [f"{g}: expected a share of 0 or more, got {w:g}" for g, w in zip(GROUPS[:3], weights, strict=False)
             if not 0 <= w < inf]  # fmt: skip
    if not wrong and not weights[:3].sum() > 0:
        wrong.append("prior: expected a share above 0 for one of good_faith, hard_bargaining and bad_faith, got none")
    if not 0 <= weights[3] < 1:
        wrong.append(f"none: expected a chance from 0 to below 1, got {weights[3]:g}")
    wrong += [f"techniques.{t.name}: expected a chance between 0 and 1, got {p:g}"
              for t, p in zip(TECHNIQUES, chances, strict=True) if not 0 < p < 1]  # fmt: skip
    if wrong:
        raise ValueError("\n".join(wrong))
    weights[:3] *= (1 - weights[3]) / weights[:3].sum()
    aims = np.zeros(len(AIMS))
    for weight, group in zip(weights, GROUPS, strict=True):
        aims[member(group)] = weight / member(group).sum()
    return Prior(aims, chances)


def read_prior(path: Path | None = None) -> Prior:
    """The prior of a file, or the bundled one. ValueError gives one line per mistake."""
    name = path.name if path else "prior.yaml"
    bundled = files("counterpoint.inference").joinpath("prior.yaml")
    text = path.read_text(encoding="utf-8") if path else bundled.read_text(encoding="utf-8")
    tree, problems = read_yaml(text, name)
    if tree is None or problems:
        raise ValueError("\n".join(str(p) for p in problems))
    if not isinstance(tree.data, dict):
        raise ValueError(f"{name}: expected 'key: value' lines such as good_faith: 1, got something else")
    data = tree.data
    techniques = data.get("techniques", {})
    shares = {k: v for k, v in data.items() if k != "techniques"}
    numbers = [*shares.values(), *(techniques.values() if isinstance(techniques, dict) else [None])]
    if not all(isinstance(v, int | float) and not isinstance(v, bool) for v in numbers):
        raise ValueError(f"{name}: expected a number for every verdict and technique, got something else")
    return make_prior(shares, techniques)


def tilted(prior: Prior, group: str, factor: float) -> Prior:
    """The prior with the odds of one verdict against the rest multiplied by a factor."""
    aims = prior.aims.copy()
    aims[member(group)] *= factor
    return Prior(aims / aims.sum(), prior.techniques)
