"""On what evidence: the weight of each act and source, of silence, and the acts without which the verdict falls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoint.inference.model import evaluate_each
from counterpoint.inference.posterior import INTERVAL, Posterior, decibans, leave_each, leave_silence
from counterpoint.inference.prior import GROUPS
from counterpoint.inference.verdict import NAMES, standing

Floats = NDArray[np.float64]

MOST_FLIPS = 12
"""No more acts than this are taken out in search of a set that changes the verdict."""
LEAST_EFFECTIVE = 20.0
"""Below this effective size a weight got by reweighting the draws is marked approximate."""


def evidence(posterior: Posterior) -> list[dict[str, Any]]:
    """Weight of every move in decibans of bad : good faith, heaviest first; moves counted once under one id."""
    whole = decibans(posterior.groups().mean(axis=0))
    out = []
    for act, shares in zip(posterior.model.tables.acts, posterior.without_each, strict=True):
        weight = whole - decibans(shares)
        towards, against = ("bad_faith", "good_faith") if weight >= 0 else ("good_faith", "bad_faith")
        out.append({"act": act.id, "decibans": round(weight, 2), "towards": towards, "against": against})
    return sorted(out, key=lambda e: (-abs(e["decibans"]), e["act"]))


def silence(posterior: Posterior) -> dict[str, Any]:
    """Weight of the empty turns on channels whose coverage is declared full."""
    tables = posterior.model.tables
    empty = int((tables.cell_count == 0).sum())
    if not len(tables.cell_count):
        return {"decibans": 0.0, "covered_turns": 0, "empty": 0,
                "note": "No channel is declared fully covered, so silence says nothing here."}  # fmt: skip
    shares, effective = leave_silence(posterior)
    weight = decibans(posterior.groups().mean(axis=0)) - decibans(shares)
    note = f"{empty} of {len(tables.cell_count)} covered channel-turns are empty."
    return {"decibans": round(weight, 2), "covered_turns": len(tables.cell_count), "empty": empty,
            "approximate": effective < LEAST_EFFECTIVE, "note": note}  # fmt: skip


def by_source(posterior: Posterior) -> dict[str, dict[str, Any]]:
    """Weight of each source taken out whole, and how far it is trusted."""
    tables = posterior.model.tables
    whole = decibans(posterior.groups().mean(axis=0))
    out = {}
    left = leave_each(posterior, tables.source[None] != np.arange(len(tables.sources))[:, None])
    for s, (source, (shares, effective)) in enumerate(zip(tables.sources, left, strict=True)):
        trust = 1 / (1 + np.exp(-posterior.values["trust"][:, s]))
        low, high = np.quantile(trust, INTERVAL)
        out[source] = {
            "decibans": round(whole - decibans(shares), 2),
            "acts": int((tables.source == s).sum()),
            "trust": {
                "p": round(float(trust.mean()), 3),
                "low": round(float(low), 3),
                "high": round(float(high), 3),
            },
            "approximate": effective < LEAST_EFFECTIVE,
        }
    return out


def flips(posterior: Posterior, verdict: str) -> dict[str, Any] | None:
    """A small set of acts without which the verdict changes: found greedily, then each member proved necessary.

    None when there is no verdict to change, or no such set of up to MOST_FLIPS acts was found.
    """
    if verdict == "undetermined":
        return None
    model, acts = posterior.model, posterior.model.tables.acts

    def without(taken: Iterable[int]) -> tuple[str, Floats, float]:
        keep = np.ones((1, len(acts)), dtype=np.bool_)
        keep[0, list(taken)] = False
        return standing(posterior, model, evaluate_each(model, posterior.sample.z, keep, posterior.emissions)[0])

    leader = GROUPS.index(verdict)
    left = posterior.without_each[:, leader]
    held = float(posterior.groups().mean(axis=0)[leader])
    candidates = [int(i) for i in np.argsort(left, kind="stable")[:MOST_FLIPS] if left[i] < held]
    for n in range(1, len(candidates) + 1):
        if without(candidates[:n])[0] != verdict:
            taken = candidates[:n]
            break
    else:
        return None
    for i in taken[:-1]:
        rest = [other for other in taken if other != i]
        if without(rest)[0] != verdict:
            taken = rest
    to, _, effective = without(taken)
    gone = "this act" if len(taken) == 1 else f"these {len(taken)} acts"
    return {"acts": [acts[i].id for i in taken], "to": to, "approximate": effective < LEAST_EFFECTIVE,
            "note": f"Without {gone} the verdict is {NAMES.get(to, to)}."}  # fmt: skip
