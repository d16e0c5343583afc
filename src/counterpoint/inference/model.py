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
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

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


def evaluate(model: Model, z: Floats, *, keep: Bools | None = None) -> Emissions:
    """Emissions and log-likelihood for coordinates z (P, D); keep (N,) marks the acts that count."""
    values = model.layout.values(z)
    kept = np.ones(len(model.tables.acts), dtype=np.bool_) if keep is None else keep
    acts, act_scale = np.ones((len(z), 1, model.tables.turns, kernel.STATES)), np.zeros((len(z), 1, model.tables.turns))
    _score_acts(model, values, model.tables.occasion_turn[None], kept[None], acts, act_scale)
    return _finished(model, values, acts[:, 0], act_scale[:, 0], *_counted(model, values, model.cells, model.amount))


def evaluate_each(model: Model, z: Floats, keeps: Bools, whole: Emissions) -> list[Emissions]:
    """Emissions with the acts that each row of keeps (K, N) marks; whole are those of all acts.

    What an act says is worked out once for all rows, and only turns in which a row leaves out acts are done anew.
    """
    values, turns = model.layout.values(z), model.tables.turns
    turn = np.repeat(model.tables.occasion_turn, np.diff(model.tables.starts))
    touched = np.array([np.bincount(turn[~keep], minlength=turns) > 0 for keep in keeps])
    acts = np.where(touched[None, :, :, None], 1.0, whole.acts[:, None])
    act_scale = np.where(touched[None], 0.0, whole.act_scale[:, None])
    anew = keeps & touched[:, turn]
    _score_acts(model, values, np.tile(model.tables.occasion_turn, (len(keeps), 1)), anew, acts, act_scale)
    counted = whole.counts, whole.count_scale
    rows = [(np.ascontiguousarray(acts[:, k]), np.ascontiguousarray(act_scale[:, k])) for k in range(len(keeps))]
    return [_finished(model, values, *row, *counted) for row in rows]


def evaluate_retimed(models: list[Model], z: Floats) -> list[Emissions]:
    """Emissions in models that differ in the length of turns only; what an act says is worked out once for all."""
    if not models:
        return []
    most = max(m.tables.turns for m in models)
    acts, act_scale = np.ones((len(z), len(models), most, kernel.STATES)), np.zeros((len(z), len(models), most))
    turns = np.array([m.tables.occasion_turn for m in models])
    keeps = np.ones((len(models), len(models[0].tables.acts)), dtype=np.bool_)
    values = models[0].layout.values(z)
    _score_acts(models[0], values, turns, keeps, acts, act_scale)
    out = []
    for k, model in enumerate(models):
        own, scale = acts[:, k, : model.tables.turns], act_scale[:, k, : model.tables.turns]
        counted = _counted(model, values, model.cells, model.amount)
        out.append(_finished(model, values, np.ascontiguousarray(own), np.ascontiguousarray(scale), *counted))
    return out


def without_silence(model: Model, z: Floats, whole: Emissions) -> Emissions:
    """Emissions without empty cells; whole are those with them."""
    values = model.layout.values(z)
    return _finished(model, values, whole.acts, whole.act_scale, *_counted(model, values, *_spoken(model)))


def _score_acts(
    model: Model, values: dict[str, Floats], turns: Ints, keeps: Bools, acts: Floats, act_scale: Floats
) -> None:
    """Multiply emissions (P, K, T, STATES) and their scale (P, K, T) by those of acts, see kernel.act_emissions."""
    starts, _, moody = model.occasion
    over_particles(
        kernel.act_emissions, len(acts), *act_arguments(values), model.consts, model.data, starts, moody,
        np.ascontiguousarray(turns), np.ascontiguousarray(keeps), acts, act_scale,
    )  # fmt: skip


def _counted(model: Model, values: dict[str, Floats], cells: tuple[Any, ...], amount: Active) -> tuple[Floats, Floats]:
    """Emissions of counts (P, T, STATES) and their scale (P, T)."""
    n, turns = len(values["size"]), model.tables.turns
    counts, count_scale = np.empty((n, turns, kernel.STATES)), np.empty((n, turns))
    size = np.ascontiguousarray(values["size"][:, 0])
    over_particles(
        kernel.count_emissions, n, values["amount"], values["rate"], size, cells, amount, counts, count_scale
    )
    return counts, count_scale


def _finished(
    model: Model, values: dict[str, Floats], acts: Floats, act_scale: Floats, counts: Floats, count_scale: Floats
) -> Emissions:
    """Emissions with their log-likelihood."""
    done = Emissions(acts, act_scale, counts, count_scale, np.empty(len(acts)))
    over_particles(chain.loglik, len(acts), *chain_arguments(model, done, values), 1.0, done.loglik)
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
