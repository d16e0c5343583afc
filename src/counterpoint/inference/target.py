"""One party's posterior as a target for the sampler: paths of states given parameters, parameters given paths."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterpoint.inference import smoothing
from counterpoint.inference.chain import loglik as chain_loglik
from counterpoint.inference.model import Emissions, Model, chain_arguments, evaluate
from counterpoint.inference.refresh import refresh
from counterpoint.inference.smc import Cache
from counterpoint.inference.threads import over_particles
from counterpoint.playbooks.base import PARTS

Floats = NDArray[np.float64]

SWEEPS, LAST_SWEEPS = 1, 6
"""How often path and parameters are drawn in turn at each power, and at the last."""
MOVES, LAST_MOVES = (3, 2, 3), (9, 6, 4)
"""Steps by acts, by counts and of durations in a sweep, at each power and at the last."""
ORDER = (
    *PARTS, "habit_kind", "habit_issue", "habit_target", "trust", "lean", "rate", "size", "dwell",
)  # fmt: skip
"""Blocks of parameters in the order that the compiled moves expect."""


@dataclass(frozen=True)
class Drawn:
    """What is kept of the particles: their emissions, and about the gradient of their log-likelihood by z (P, D)."""

    emissions: Emissions
    slope: Floats

    def take(self, rows: NDArray[np.int64]) -> Drawn:
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
        taken = np.zeros((n, 3))
        act_turn = np.repeat(model.tables.occasion_turn, np.diff(model.tables.starts))
        z = z.copy()
        for _ in range(sweeps):
            path = np.empty((n, model.tables.turns), dtype=np.int64)
            arguments = chain_arguments(model, emissions, layout.values(z))
            over_particles(smoothing.draw_paths, n, *arguments, power, rng.random(path.shape), path)
            # a coordinate is as narrow as its slope varies, given the others
            reach = 1.0 / np.maximum((power * slope - z).std(axis=0), 1.0)
            seeds = rng.integers(0, 2**63, size=n, dtype=np.uint64)
            over_particles(
                refresh, n, z, slope, layout.mean, layout.sd, reach, bounds, _books(model), seeds, path, power,
                np.array(moves, dtype=np.int64), model.consts, model.data, model.occasion, model.cells, model.amount,
                chain, act_turn, taken,
            )  # fmt: skip
            emissions = evaluate(model, z)
        steps = sweeps * np.array([moves[0], 2 * moves[1], moves[2]])
        shares = taken.mean(axis=0) / steps
        names = ["acts"] * bool(model.tables.acts) + ["counts"] * bool(len(model.tables.cell_count)) + ["course"]
        found = dict(zip(("acts", "counts", "course"), (float(s) for s in shares), strict=True))
        return z, Drawn(emissions, slope), {name: found[name] for name in names}


def _books(model: Model) -> NDArray[np.int64]:
    """The playbook that every parameter belongs to (D,), -1 for those of none."""
    out = np.full(model.layout.size, -1, dtype=np.int64)
    for part in PARTS:
        out[model.layout.blocks[part]] = model.parts[part].book
    return out
