"""One party's posterior as a target for the sampler: paths of states given parameters, parameters given paths."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoint.inference import smoothing
from counterpoint.inference.chain import loglik as chain_loglik
from counterpoint.inference.kernel import AIMS, MASKS
from counterpoint.inference.model import Emissions, Model, chain_arguments, evaluate
from counterpoint.inference.refresh import refresh
from counterpoint.inference.smc import EXCHANGE, Cache
from counterpoint.inference.threads import over_particles
from counterpoint.playbooks.base import PARTS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SWEEPS, LAST_SWEEPS = 1, 5
"""How often path and parameters are drawn in turn at each power, and at the last."""
MOVES, LAST_MOVES = (3, 2, 3, 3), (6, 4, 4, 12)
"""Steps by acts, by counts and of durations, and exchanges of aims, in a sweep, at each power and at the last."""
ASSUMED = 4.0
"""So many particles at their prior are added to those that a spread of strengths is read from."""
SELDOM = 0.05
"""An aim is proposed as if on the paths of at least so large a share of the particles."""
ORDER = (
    *PARTS, "habit_kind", "habit_issue", "habit_target", "trust", "lean", "rate", "size", "dwell",
)  # fmt: skip
"""Blocks of parameters in the order that the compiled moves expect."""


@dataclass(frozen=True)
class Drawn:
    """What is kept of the particles: their emissions, and about the gradient of their log-likelihood by z (P, D)."""

    emissions: Emissions
    slope: Floats

    def take(self, rows: Ints) -> Drawn:
        """Those of some particles, in that order."""
        return Drawn(self.emissions.take(rows), self.slope[rows])


@dataclass(frozen=True)
class PartyTarget:
    """The posterior of one party's parameters."""

    model: Model

    @property
    def size(self) -> int:
        """Number of parameters."""
        return self.model.layout.size

    def begin(self, z: Floats) -> Drawn:
        """Emissions of the particles; nothing pulls at them yet."""
        return Drawn(evaluate(self.model, z), np.zeros_like(z))

    def loglik(self, z: Floats, cache: Cache, power: float) -> Floats:
        """Log-likelihood with emissions to a power, the course of states summed out: (P,)."""
        assert isinstance(cache, Drawn)
        if power == 0.0:
            return np.zeros(len(z))
        if power == 1.0:
            return cache.emissions.loglik
        out = np.empty(len(z))
        chain = chain_arguments(self.model, cache.emissions, self.model.layout.values(z))
        over_particles(chain_loglik, len(z), *chain, power, out)
        return out

    def move(
        self, z: Floats, cache: Cache, power: float, rng: np.random.Generator, last: bool
    ) -> tuple[Floats, Drawn, dict[str, float]]:
        """Draw paths given parameters, then parameters given paths, a few times over."""
        assert isinstance(cache, Drawn)
        emissions, slope = cache.emissions, cache.slope.copy()
        model, n = self.model, len(z)
        layout = model.layout
        bounds = np.array([*(layout.blocks[name].start for name in ORDER), layout.size], dtype=np.int64)
        chain = (float(model.tables.turn_days), model.prior.aims, model.prior.techniques)
        sweeps, moves = (LAST_SWEEPS, LAST_MOVES) if last else (SWEEPS, MOVES)
        taken = np.zeros((n, 4))
        act_turn = np.repeat(model.tables.occasion_turn, np.diff(model.tables.starts))
        z, book = z.copy(), _books(model)
        for _ in range(sweeps):
            path = np.empty((n, model.tables.turns), dtype=np.int64)
            arguments = chain_arguments(model, emissions, layout.values(z))
            over_particles(smoothing.draw_paths, n, *arguments, power, rng.random(path.shape), path)
            # a coordinate is as narrow as its slope varies, given the others
            reach = 1.0 / np.maximum((power * slope - z).std(axis=0), 1.0)
            near, wide, usual = _others(z, path, book, model.prior.aims)
            seeds = rng.integers(0, 2**63, size=n, dtype=np.uint64)
            over_particles(
                refresh, n, z, slope, layout.mean, layout.sd, reach, near, wide, usual, bounds, book, seeds, path,
                power, np.array(moves, dtype=np.int64), model.consts, model.data, model.occasion, model.cells,
                model.amount, chain, act_turn, taken,
            )  # fmt: skip
            emissions = evaluate(model, z)
        steps = sweeps * np.array([moves[0], 2 * moves[1], moves[2], moves[3]])
        shares = zip(("acts", "counts", "course", EXCHANGE), taken.mean(axis=0) / steps, strict=True)
        spoken = {"acts": len(model.tables.acts), "counts": len(model.tables.cell_count)}
        return z, Drawn(emissions, slope), {name: float(share) for name, share in shares if spoken.get(name, 1)}


def _books(model: Model) -> Ints:
    """The playbook that every parameter belongs to (D,), -1 for those of none."""
    out = np.full(model.layout.size, -1, dtype=np.int64)
    for part in PARTS:
        out[model.layout.blocks[part]] = model.parts[part].book
    return out


def _others(z: Floats, path: Ints, book: Ints, prior: Floats) -> tuple[Floats, Floats, Floats]:
    """Where to look for strengths of an aim that is put on a path: mean, spread (P, D), how usual aims are (P, 7).

    They are read from the particles on whose path (P, T) the aim is, for each particle from all others: what is
    proposed to it does not depend on where it is itself. Aims that the prior rules out are never put on a path.
    """
    on = np.array([(path // MASKS == a).any(axis=1) for a in range(AIMS)]).T
    of_aim = (book >= 0) & (book < AIMS)
    counted = (on[:, np.where(of_aim, book, 0)] & of_aim).astype(float)
    n, first, second = (w.sum(axis=0) - w + extra for w, extra in (
        (counted, ASSUMED), (counted * z, 0.0), (counted * z * z, ASSUMED)
    ))  # fmt: skip
    near = first / n
    usual = np.maximum((on.sum(axis=0) - on) / max(len(z) - 1, 1), SELDOM) * (prior > 0)
    return near, np.sqrt(second / n - near**2), usual
