"""One party's model: tables and priors made into a likelihood for the sampler."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Source
from counterpoint.inference import chain, kernel
from counterpoint.inference.active import Active, active, beyond_courtesy, in_nest
from counterpoint.inference.parameters import Layout, make_layout
from counterpoint.inference.prior import Prior
from counterpoint.inference.tables import Tables
from counterpoint.inference.threads import over_particles
from counterpoint.playbooks.entries import MOOD_SD, N_CORDIAL, VALENCE, Entries
from counterpoint.playbooks.odds import gallery

Floats = NDArray[np.float64]

ACT_BLOCKS = ("kind", "issue", "target", "habit_kind", "habit_issue", "habit_target", "trust", "lean")


@dataclass(frozen=True)
class Model:
    """Everything that the likelihood of one party needs; pure data."""

    tables: Tables
    layout: Layout
    parts: dict[str, Entries]
    prior: Prior
    consts: tuple[Any, ...]
    data: tuple[Any, ...]
    occasion: tuple[Any, ...]
    cells: tuple[Any, ...]
    amount: Active


@dataclass(frozen=True)
class Emissions:
    """Emissions and log-likelihood of every particle (P): acts and counts (P, T, STATES) with log scales (P, T)."""

    acts: Floats
    act_scale: Floats
    counts: Floats
    count_scale: Floats
    loglik: Floats

    def take(self, rows: NDArray[np.int64]) -> Emissions:
        """Those of some particles, in that order."""
        return Emissions(*(getattr(self, f)[rows] for f in _FIELDS))


_FIELDS = ("acts", "act_scale", "counts", "count_scale", "loglik")


def make_model(
    tables: Tables, sources: dict[str, Source], prior: Prior, *, leave_out: str | None = None,
    strengths: dict[str, Entries] | None = None,
) -> Model:  # fmt: skip
    """The model of one party. leave_out names the case whose counts stay out of the pooled baselines.

    strengths stand in place of the elicited ones, part by part.
    """
    book = gallery(leave_out)
    parts = strengths or book.parts
    base = book.base
    moods = np.exp(np.outer(np.arange(kernel.MOODS) - kernel.EVEN, MOOD_SD * VALENCE))
    consts = (base["kind"], base["issue"], base["target"], VALENCE, moods, N_CORDIAL)
    t = tables
    data = (
        t.klass, t.kind, t.issue, t.target, t.source, t.credit,
        active(parts["kind"], t.x, t.klass, in_nest(parts["kind"], t.kind)),
        active(parts["issue"], t.frame, t.klass, beyond_courtesy(parts["issue"], t.kind)),
        active(parts["target"], t.frame, t.klass, beyond_courtesy(parts["target"], t.kind)),
    )  # fmt: skip
    cells = (t.cell_count, t.cell_days, t.cell_turn, t.cell_channel)
    return Model(
        t, make_layout(t, sources, parts), parts, prior, consts, data,
        (t.starts, t.occasion_turn, t.moody), cells, active(parts["amount"], t.cell_x, t.cell_class),
    )  # fmt: skip


def with_tables(model: Model, tables: Tables) -> Model:
    """The model with turns of another length; acts, sources and channels must be the same."""
    t = tables
    cells = (t.cell_count, t.cell_days, t.cell_turn, t.cell_channel)
    occasion = (t.starts, t.occasion_turn, t.moody)
    amount = active(model.parts["amount"], t.cell_x, t.cell_class)
    return replace(model, tables=t, occasion=occasion, cells=cells, amount=amount)


def act_arguments(values: dict[str, Floats]) -> tuple[Floats, ...]:
    """Values of the blocks that the acts' likelihood takes, in its order."""
    return tuple(values[name] for name in ACT_BLOCKS)


def stays(model: Model, values: dict[str, Floats]) -> Floats:
    """Chance per turn that the aim, and that each technique, stays: (P, 2)."""
    kept: Floats = np.exp(-model.tables.turn_days / np.exp(values["dwell"]))
    return kept


def evaluate(model: Model, z: Floats, *, keep: NDArray[np.bool_] | None = None, silent: bool = False) -> Emissions:
    """Emissions and log-likelihood for coordinates z (P, D).

    keep (N,) marks the acts that count; silent leaves out empty cells.
    """
    values = model.layout.values(z)
    n, turns = len(z), model.tables.turns
    kept = np.ones(len(model.tables.acts), dtype=np.bool_) if keep is None else keep
    acts, act_scale = np.empty((n, turns, kernel.STATES)), np.empty((n, turns))
    over_particles(
        kernel.act_emissions, n, *act_arguments(values), model.consts, model.data, model.occasion, kept, acts, act_scale
    )
    counts, count_scale = np.empty((n, turns, kernel.STATES)), np.empty((n, turns))
    cells, amount = _spoken(model) if silent else (model.cells, model.amount)
    size = np.ascontiguousarray(values["size"][:, 0])
    over_particles(
        kernel.count_emissions, n, values["amount"], values["rate"], size, cells, amount, counts, count_scale
    )
    done = Emissions(acts, act_scale, counts, count_scale, np.empty(n))
    over_particles(chain.loglik, n, *chain_arguments(model, done, values), 1.0, done.loglik)
    return done


def _spoken(model: Model) -> tuple[tuple[Any, ...], Active]:
    """The covered cells in which something was done, and their active entries."""
    rows, t = model.cells[0] > 0, model.tables
    cells = tuple(np.ascontiguousarray(column[rows]) for column in model.cells)
    return cells, active(model.parts["amount"], t.cell_x[rows], t.cell_class[rows])


def chain_arguments(model: Model, cache: Emissions, values: dict[str, Floats]) -> tuple[Any, ...]:
    """What the forward and backward passes take: emissions, stays, prior."""
    return (
        cache.acts, cache.act_scale, cache.counts, cache.count_scale, stays(model, values),
        model.prior.aims, model.prior.techniques,
    )  # fmt: skip
