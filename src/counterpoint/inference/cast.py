"""The cast: what is carried from the record into simulated futures. Per party, draws of state and parameters.

Rule     DRAWS of each party's posterior, equally weighted: its state at the last turn, strengths, habits, rates,
         spread of counts and durations, under the names of the parameters; the prior from which a course is taken
         anew; with the digest of everything.
Unit     nats; log occasions a day; log days
Status   as the assessment it comes from
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import numpy as np

from counterpoint.inference.posterior import Posterior
from counterpoint.playbooks import AIMS, TECHNIQUES
from counterpoint.playbooks.base import PARTS

SCHEMA_VERSION = 1
DRAWS = 64
DIGITS = 4


def cast_document(document: dict[str, Any], posteriors: dict[str, Posterior]) -> dict[str, Any]:
    """The cast of an assessment (JSON-ready). document is the assessment; posteriors are those of its parties."""
    cast = {
        "schema_version": SCHEMA_VERSION,
        **{key: document[key] for key in ("case", "as_of", "eyes", "seed", "version", "marking", "playbooks_digest")},
        "inputs": document["inputs"],
        "aims": [a.name for a in AIMS],
        "techniques": [t.name for t in TECHNIQUES],
        "prior": _prior(next(iter(posteriors.values()))) if posteriors else None,
        "tendencies": {part: _names(part, next(iter(posteriors.values()))) for part in PARTS} if posteriors else {},
        "parties": {p: _party(posteriors[p], document["seed"]) for p in document["parties"]},
    }
    text = json.dumps(cast, sort_keys=True, allow_nan=False)
    return cast | {"digest": hashlib.sha256(text.encode()).hexdigest()}


def _names(part: str, posterior: Posterior) -> list[str]:
    """What each strength of a part is: playbook, situation and what becomes likelier."""
    books = (*AIMS, *TECHNIQUES)
    return [f"{b.name}: {t.what} when {t.when}" for b in books for t in b.tendencies if t.part == part]


def _prior(posterior: Posterior) -> dict[str, dict[str, float]]:
    """Chances of aims and techniques from which a course is taken anew: those that the assessment began with."""
    prior = posterior.model.prior
    aims = {a.name: round(float(p), 6) for a, p in zip(AIMS, prior.aims, strict=True)}
    return {
        "aims": aims,
        "techniques": {t.name: round(float(p), 6) for t, p in zip(TECHNIQUES, prior.techniques, strict=True)},
    }


def _party(posterior: Posterior, seed: int) -> dict[str, Any]:
    """The draws of one party."""
    tables, values = posterior.model.tables, posterior.values
    rng = np.random.default_rng([seed, 64])
    rows = np.sort(rng.permutation(len(posterior.last))[:DRAWS])
    state = [int(rng.choice(len(posterior.last[r]), p=posterior.last[r] / posterior.last[r].sum())) for r in rows]
    blocks = {name: np.round(block[rows], DIGITS).tolist() for name, block in values.items()}
    return {
        "towards": tables.other,
        "weight": round(1 / len(rows), 8),
        "channels": list(tables.channels),
        "sources": list(tables.sources),
        "aim": [AIMS[s // 8].name for s in state],
        "techniques": [[t.name for b, t in enumerate(TECHNIQUES) if s >> b & 1] for s in state],
        "values": blocks,
    }
