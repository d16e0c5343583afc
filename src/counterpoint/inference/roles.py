"""What each channel is for, party by party: carries, echoes, covers, holds hostage, or idle.

Rule     from the party's own acts there: idle with fewer than IDLE in as long again; holds hostage when a quarter or
         more hang on another issue or suspend it; carries when its share of the party's moves (offers, concessions,
         agreements, easing deeds) is at least its fair share; covers when it talks much, moves little, and something
         else carries; else echoes.
Unit     p is the share of DRAWS random weightings of the acts in which the rule gives that role; beside the acts
         seen stand USUAL acts of the party's usual mix, so that a few acts settle little, and how many acts there
         would be in as long again is drawn too
Source   design; Bayesian bootstrap of Rubin 1981 [memory]; Poisson count with Jeffreys's prior; thresholds elicited
Status   light
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import CONCESSIONS, KIND
from counterpoint.playbooks.classes import issue_class
from counterpoint.record.record import Record

ROLES = ("carries", "echoes", "covers", "holds hostage", "idle")
DRAWS = 400
IDLE = 2.0
USUAL = 4.0
HOSTAGE, LITTLE = 0.25, 0.15
"""Share of linked or suspending acts that holds hostage; share of moves below which a channel only talks."""

Floats = NDArray[np.float64]


def roles(record: Record, parties: tuple[str, ...], rng: np.random.Generator) -> dict[str, dict[str, Any]]:
    """Role per channel and party, with p, and how much passed there."""
    out: dict[str, dict[str, Any]] = {}
    by_party = {p: _roles(record, p, rng) for p in parties}
    for channel in record.case.channels:
        acts = [a for a in record.acts if a.channel == channel.id]
        out[channel.id] = {
            "role": {p: by_party[p][channel.id] for p in parties},
            "n_acts": len(acts),
            "n_words": sum(KIND[a.kind].group == "word" for a in acts),
        }
    return out


def _roles(record: Record, party: str, rng: np.random.Generator) -> dict[str, dict[str, Any]]:
    acts = [a for a in record.acts if record.actor_party(a) == party and a.channel in record.channels]
    names = [c.id for c in record.case.channels]
    here = np.array([[a.channel == c for c in names] for a in acts], dtype=float).reshape(len(acts), len(names))
    moved, holds = np.array([a.kind in CONCESSIONS for a in acts]), np.array([_holds(record, a) for a in acts])
    number = here.sum(axis=0)
    idle = rng.standard_gamma(number + 0.5, (DRAWS, len(names))) < IDLE
    if not acts:
        return {c: {"role": "idle", "p": round(float(idle[:, i].mean()), 3)} for i, c in enumerate(names)}
    weights = rng.standard_exponential((DRAWS, len(acts)))
    mix = np.array([~moved & ~holds, moved & ~holds, ~moved & holds, moved & holds]).mean(axis=1)
    usual = rng.standard_gamma(USUAL * mix, (DRAWS, len(names), 4)) * (number > 0)[None, :, None]
    amount = weights @ here + usual.sum(axis=2)
    moves = weights @ (here * moved[:, None]) + usual[:, :, 1] + usual[:, :, 3]
    held = weights @ (here * holds[:, None]) + usual[:, :, 2] + usual[:, :, 3]
    live = max(int((number >= IDLE).sum()), 1)
    carries = moves >= np.maximum(moves.sum(axis=1, keepdims=True) / live, 1e-9)
    some_carry = carries.any(axis=1, keepdims=True)
    talks_only = (moves < LITTLE * amount) & some_carry & (number >= len(acts) / live)
    index = np.select([idle, held >= HOSTAGE * amount, carries, talks_only],
                      [4, 3, 0, 2], default=1)  # fmt: skip
    out = {}
    for i, name in enumerate(names):
        tally = np.bincount(index[:, i], minlength=len(ROLES))
        best = int(np.argmax(tally))
        out[name] = {"role": ROLES[best], "p": round(float(tally[best] / DRAWS), 3)}
    return out


def _holds(record: Record, act: Act) -> bool:
    return issue_class(record, act) == "linked" or act.kind == "suspend"
