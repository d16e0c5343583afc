"""What the draws say: states turn by turn, shares by verdict, and what each act weighs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoint.inference import smoothing
from counterpoint.inference.kernel import MASKS, STATES
from counterpoint.inference.model import (
    Emissions,
    Model,
    act_arguments,
    chain_arguments,
    evaluate_each,
    without_silence,
)
from counterpoint.inference.prior import GROUPS, Prior, member
from counterpoint.inference.smc import EXCHANGE, Sample, genealogy_variance, sample
from counterpoint.inference.target import Drawn, PartyTarget
from counterpoint.inference.threads import over_particles
from counterpoint.playbooks import AIMS, TECHNIQUES

Floats = NDArray[np.float64]
INTERVAL = (0.1, 0.9)
"""Ends of the interval printed beside every probability, over the draws of strengths, habits and trust."""

GROUP_OF_STATE: Floats = np.array([[member(g)[s // MASKS] for s in range(STATES)] for g in GROUPS], dtype=float)
"""(G, STATES): which states belong to which verdict."""
AIM_OF_STATE: Floats = np.array([[s // MASKS == a for s in range(STATES)] for a in range(len(AIMS))], dtype=float)
TECHNIQUE_OF_STATE: Floats = np.array(
    [[(s >> b) & 1 for s in range(STATES)] for b in range(len(TECHNIQUES))], dtype=float
)
GOOD, HARD, BAD = (GROUPS.index(g) for g in ("good_faith", "hard_bargaining", "bad_faith"))


@dataclass(frozen=True)
class Posterior:
    """The draws of one party's model and what they give: last (P, STATES) at the last turn; values by block (P, …)."""

    model: Model
    sample: Sample
    values: dict[str, Floats]
    last: Floats

    @property
    def emissions(self) -> Emissions:
        """Emissions of the draws."""
        assert isinstance(self.sample.cache, Drawn)
        return self.sample.cache.emissions

    @cached_property
    def without_each(self) -> Floats:
        """Share of every verdict with each act taken out in turn: (N, G)."""
        return weigh_acts(self)

    def groups(self) -> Floats:
        """Probability of every verdict at the last turn, by draw: (P, G)."""
        return self.last @ GROUP_OF_STATE.T


def infer(
    model: Model, *, particles: int, rng: np.random.Generator, power: float = 1.0,
    progress: Callable[[float], None] | None = None,
) -> Posterior:  # fmt: skip
    """Draw from the posterior of one party's model."""
    drawn = sample(PartyTarget(model), particles=particles, rng=rng, power=power, progress=progress)
    values = model.layout.values(drawn.z)
    assert isinstance(drawn.cache, Drawn)
    _, last = final_states(model, drawn.cache.emissions, values)
    return Posterior(model, drawn, values, last)


def final_states(
    model: Model, emissions: Emissions, values: dict[str, Floats], prior: Prior | None = None
) -> tuple[Floats, Floats]:
    """Log-likelihood (P,) and probability of every state at the last turn (P, STATES), under another prior if given."""
    n = len(emissions.loglik)
    out, loglik = np.empty((n, STATES)), np.empty(n)
    arguments = chain_arguments(model, emissions, values)
    if prior is not None:
        arguments = (*arguments[:5], prior.aims, prior.techniques)
    over_particles(smoothing.final, n, *arguments, out, loglik)
    return loglik, out


def draw_weights(posterior: Posterior, loglik: Floats) -> Floats:
    """Weights (P,) of the draws, summing to one, when their likelihood is loglik instead."""
    shift = loglik - posterior.emissions.loglik
    weights: Floats = np.exp(shift - shift.max())
    weights /= weights.sum()
    return weights


def reweighted(posterior: Posterior, loglik: Floats, last: Floats) -> tuple[Floats, float]:
    """Share of every verdict (G,) when the draws' likelihood is loglik instead, and the weights' effective size."""
    weights = draw_weights(posterior, loglik)
    shares: Floats = weights @ (last @ GROUP_OF_STATE.T)
    return shares, float(1.0 / (weights**2).sum())


def leave_each(posterior: Posterior, keeps: NDArray[np.bool_]) -> list[tuple[Floats, float]]:
    """Share of every verdict (G,) with only the acts kept that a row of keeps (K, N) marks; and the effective size."""
    found = evaluate_each(posterior.model, posterior.sample.z, keeps, posterior.emissions)
    return [_under(posterior, emissions) for emissions in found]


def leave_silence(posterior: Posterior) -> tuple[Floats, float]:
    """Share of every verdict (G,) without silence; and the effective size."""
    return _under(posterior, without_silence(posterior.model, posterior.sample.z, posterior.emissions))


def _under(posterior: Posterior, emissions: Emissions) -> tuple[Floats, float]:
    """Share of every verdict (G,) under other emissions of the draws; and the effective size."""
    return reweighted(posterior, *final_states(posterior.model, emissions, posterior.values))


def decibans(shares: Floats) -> float:
    """10 log10 of the odds bad faith : good faith."""
    return float(10 * np.log10(max(shares[BAD], 1e-300) / max(shares[GOOD], 1e-300)))


def summary(values: Floats) -> dict[str, float]:
    """Mean and interval over the draws (P,) of a probability."""
    low, high = np.quantile(values, INTERVAL)
    p = float(values.mean())
    return {"p": _r(p), "low": _r(min(float(low), p)), "high": _r(max(float(high), p))}


def describe(posterior: Posterior) -> dict[str, dict[str, dict[str, float]]]:
    """Posterior at the last turn by verdict, by aim and by technique."""
    last = posterior.last
    by_group, by_aim, by_technique = (last @ m.T for m in (GROUP_OF_STATE, AIM_OF_STATE, TECHNIQUE_OF_STATE))
    return {
        "verdict": {g: summary(by_group[:, i]) for i, g in enumerate(GROUPS)},
        "aim": {a.name: summary(by_aim[:, i]) for i, a in enumerate(AIMS)},
        "technique": {t.name: summary(by_technique[:, i]) for i, t in enumerate(TECHNIQUES)},
    }


def path(posterior: Posterior) -> Floats:
    """Share of every verdict at every turn given the whole record: (T, G)."""
    n, turns = posterior.emissions.acts.shape[:2]
    out = np.empty((n, turns, STATES))
    over_particles(smoothing.smooth, n, *chain_arguments(posterior.model, posterior.emissions, posterior.values), out)
    shares: Floats = out.mean(axis=0) @ GROUP_OF_STATE.T
    return shares


def weigh_acts(posterior: Posterior) -> Floats:
    """Share of every verdict with each act taken out in turn: (N, G), rows normalised."""
    model, values = posterior.model, posterior.values
    n, n_acts = len(posterior.last), len(model.tables.acts)
    share, free = np.zeros((n, n_acts, len(GROUPS))), np.zeros((n, n_acts))
    arguments: tuple[Any, ...] = (
        *act_arguments(values), model.consts, model.data, model.occasion,
        *chain_arguments(model, posterior.emissions, values), GROUP_OF_STATE, share, free,
    )  # fmt: skip
    over_particles(smoothing.leave_out, n, *arguments)
    weights = np.exp(free.min(axis=0) - free)
    out = (weights[:, :, None] * share).sum(axis=0)
    normal: Floats = out / out.sum(axis=1, keepdims=True)
    return normal


def sampling(posterior: Posterior) -> dict[str, Any]:
    """How well the draws were got: effective size for the verdict's probability, acceptance, whether that is poor."""
    groups = posterior.groups()
    worst, error = float(len(groups)), 0.0
    for g in range(len(GROUPS)):
        variance = genealogy_variance(groups[:, g], posterior.sample.roots)
        error = max(error, variance**0.5)
        if variance > 0 and groups[:, g].var() > 0:
            worst = min(worst, float(groups[:, g].var()) / variance)
    accepted = min(share for move, share in posterior.sample.acceptance.items() if move != EXCHANGE)
    return {
        "particles": len(groups),
        "stages": posterior.sample.stages,
        "effective_size": round(worst, 1),
        "standard_error": _r(error),
        "acceptance": round(accepted, 3),
        "poor": bool(error > POOR_ERROR or accepted < POOR_ACCEPTANCE),
    }


POOR_ERROR, POOR_ACCEPTANCE = 0.05, 0.05
"""Sampling is poor when the Monte Carlo error of a verdict's probability or a block's acceptance passes these."""


def _r(value: float) -> float:
    return round(float(value), 4)
