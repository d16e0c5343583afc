"""Does the record look like what the model makes? Posterior predictive checks on what was not fitted directly.

Rule     acts and counts are drawn anew from the draws, in the same situations; the observed runs of kinds, lag-1
         cross-correlation of tones with the other side, and share of empty turns are compared with those of the
         replicas.
Unit     runs; correlation; share. A two-sided p below MISFIT in any of them is a misfit.
Source   design; Gelman, Meng & Stern 1996 [memory]
Status   exact given the draws
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.vocabulary import KIND
from counterpoint.inference import smoothing
from counterpoint.inference.active import active
from counterpoint.inference.model import act_arguments, chain_arguments
from counterpoint.inference.posterior import Posterior
from counterpoint.inference.threads import over_particles
from counterpoint.playbooks.entries import KIND_ORDER, N_CORDIAL
from counterpoint.record.record import Record, day, tone

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MISFIT = 0.01
FEWEST_PAIRS = 8
"""Fewer turns in which both sides are heard in sequence give no correlation."""

_CLASS: Ints = np.array(
    [0 if i < N_CORDIAL else {"word": 1, "process": 2, "deed": 3}[KIND[k].group] for i, k in enumerate(KIND_ORDER)]
)
_TONE: Floats = np.array([KIND[k].tone for k in KIND_ORDER])


def check(posterior: Posterior, record: Record, rng: np.random.Generator) -> dict[str, Any]:
    """Observed against replicated: {statistic: {observed, low, high, p} or {why}}, and whether any misfits."""
    tables, model = posterior.model.tables, posterior.model
    n, n_acts = len(posterior.last), len(tables.acts)
    path = np.empty((n, tables.turns), dtype=np.int64)
    chain = chain_arguments(model, posterior.emissions, posterior.values)
    over_particles(smoothing.draw_paths, n, *chain, 1.0, rng.random((n, tables.turns)), path)
    kinds = np.empty((n, n_acts), dtype=np.int64)
    both = active(model.parts["kind"], tables.x, tables.klass)
    data = (*model.data[:6], both, *model.data[7:])
    over_particles(
        smoothing.replicate, n, *act_arguments(posterior.values), model.consts, data, model.occasion,
        path, rng.random((n, n_acts, 3)), kinds,
    )  # fmt: skip
    order = np.argsort([day(a) for a in tables.acts], kind="stable")
    out: dict[str, Any] = {
        "runs": _compare(
            _runs(tables.kind[order][None])[0], _runs(kinds[:, order]), "fewer than two acts", n_acts >= 2
        ),
        "cross_correlation": _correlation(posterior, record, kinds),
        "empty_turns": _empty(posterior, path, rng),
    }
    out["misfit"] = any(isinstance(v, dict) and v.get("p") is not None and v["p"] < MISFIT for v in out.values())
    return out


def _compare(observed: float, replicated: Floats, why: str, possible: bool) -> dict[str, Any]:
    if not possible or not np.isfinite(observed) or not np.isfinite(replicated).all():
        return {"observed": None, "low": None, "high": None, "p": None, "why": why}
    n = len(replicated)
    below, same = float((replicated < observed).sum()), float((replicated == observed).sum())
    tail = (below + 0.5 * same + 0.5) / (n + 1)
    low, high = np.quantile(replicated, (0.05, 0.95))
    p = 2 * min(tail, 1 - tail)
    return {"observed": round(float(observed), 3), "low": round(float(low), 3), "high": round(float(high), 3),
            "p": round(min(p, 1.0), 4)}  # fmt: skip


def _runs(kinds: Ints) -> Floats:
    """Number of runs of the same class of kind in each row."""
    classes = _CLASS[kinds]
    runs: Floats = 1.0 + (classes[:, 1:] != classes[:, :-1]).sum(axis=1)
    return runs


def _correlation(posterior: Posterior, record: Record, kinds: Ints) -> dict[str, Any]:
    """Correlation of this party's tone in a turn with the other side's in the turn before."""
    tables = posterior.model.tables
    turn = np.array([tables.turn_of(day(a)) for a in tables.acts], dtype=np.int64)
    theirs = np.full(tables.turns, np.nan)
    sums: dict[int, list[float]] = {}
    for act in record.acts:
        if record.actor_party(act) == tables.other:
            sums.setdefault(tables.turn_of(day(act)), []).append(tone(act))
    for t, values in sums.items():
        theirs[t] = np.mean(values)
    own = np.bincount(turn, minlength=tables.turns)
    pairs = [t for t in range(1, tables.turns) if own[t] and np.isfinite(theirs[t - 1])]
    why = f"fewer than {FEWEST_PAIRS} turns in which one side follows the other"
    if len(pairs) < FEWEST_PAIRS or np.std(theirs[np.array(pairs) - 1]) == 0:
        return _compare(np.nan, np.zeros(1), why, False)
    member = (turn[None, :] == np.array(pairs)[:, None]) / own[pairs][:, None]
    lagged = theirs[np.array(pairs) - 1]

    def correlate(rows: Ints) -> Floats:
        means = _TONE[rows] @ member.T
        centred = means - means.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred**2).sum(axis=1) * ((lagged - lagged.mean()) ** 2).sum())
        result: Floats = np.where(spread > 0, centred @ (lagged - lagged.mean()) / np.maximum(spread, 1e-12), 0.0)
        return result

    return _compare(correlate(tables.kind[None])[0], correlate(kinds), why, True)


def _empty(posterior: Posterior, path: Ints, rng: np.random.Generator) -> dict[str, Any]:
    """Share of covered channel-turns without an act."""
    model, values = posterior.model, posterior.values
    cells = model.cells
    n, m = len(path), len(cells[0])
    if not m:
        return _compare(np.nan, np.zeros(1), "no channel is declared fully covered", False)
    tilt = np.empty((n, m))
    over_particles(smoothing.cell_tilts, n, values["amount"], cells[2], model.amount, path, tilt)
    mean = np.exp(values["rate"][:, cells[3]]) * cells[1] * tilt
    size = np.exp(values["size"])
    counts = rng.negative_binomial(np.broadcast_to(size, mean.shape), size / (size + mean))
    return _compare(float((cells[0] == 0).mean()), (counts == 0).mean(axis=1), "", True)
