"""Does the verdict hang on the length of a turn? The same draws, with turns half and twice as long.

Rates and durations are per day, so the draws keep their meaning; they are reweighted by the likelihood on the other
grid.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterpoint.inference.model import evaluate_retimed, with_tables
from counterpoint.inference.posterior import Posterior
from counterpoint.inference.prior import GROUPS
from counterpoint.inference.tables import Tables, retimed
from counterpoint.inference.verdict import standing
from counterpoint.record.record import Record


def other_turns_of(posterior: Posterior, record: Record, verdict: str) -> dict[str, Any]:
    """The verdict with half and double turns: {days, verdict, p by verdict}, and whether any differs.

    verdict is the one given. Where it is withheld for other reasons than probability, it stays withheld.
    """
    tables = posterior.model.tables
    own, _, _ = standing(posterior, posterior.model, posterior.emissions)
    withheld = verdict == "undetermined" != own
    out: dict[str, Any] = {"own": {"days": tables.turn_days, "verdict": verdict}}
    changed = False
    lengths = {"half": max(1, tables.turn_days // 2), "double": 2 * tables.turn_days}
    laid = {name: _aligned(tables, retimed(tables, record, days)) for name, days in lengths.items()}
    models = {name: with_tables(posterior.model, other) for name, other in laid.items() if other is not None}
    emissions = dict(zip(models, evaluate_retimed(list(models.values()), posterior.sample.z), strict=True))
    for name, days in lengths.items():
        if name not in models:
            why = "other channels are covered for whole turns of this length"
            out[name] = {"days": days, "verdict": None, "why": why}
            continue
        found, shares, effective = standing(posterior, models[name], emissions[name])
        found = "undetermined" if withheld else found
        changed |= found != verdict
        out[name] = {
            "days": days, "verdict": found, "effective_size": round(effective, 1),
            "p": {g: round(float(p), 4) for g, p in zip(GROUPS, shares, strict=True)},
        }  # fmt: skip
    return out | {"changed": changed}


def _aligned(tables: Tables, other: Tables) -> Tables | None:
    """The other tables with channels numbered as in tables, so that the same parameters fit; None if they cannot be."""
    if not set(other.channels) <= set(tables.channels):
        return None
    number = [tables.channels.index(c) for c in other.channels]
    channel = other.cell_channel.copy()
    for i, c in enumerate(other.cell_channel):
        channel[i] = number[c]
    return replace(other, channels=tables.channels, cell_channel=channel)


def other_turns(parties: dict[str, Any]) -> dict[str, Any]:
    """What the dossier says of the length of turns."""
    changed = sorted(p for p, found in parties.items() if found["other_turns"]["changed"])
    note = "With half or double turns a verdict changes." if changed else "Half and double turns change no verdict."
    return {"note": note, "changed": changed}
