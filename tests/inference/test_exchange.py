"""Aims are exchanged as the posterior asks: against the prior, and against weighted draws from it."""

from __future__ import annotations

import numpy as np
import pytest
from small_models import model_of, played

from counterpoint.inference.kernel import AIMS, MASKS
from counterpoint.inference.model import Model, evaluate
from counterpoint.inference.posterior import GROUP_OF_STATE, final_states, infer
from counterpoint.inference.refresh import refresh
from counterpoint.inference.target import ORDER, _books, _others


def exchanged(model: Model, z: np.ndarray, path: np.ndarray, near: float, wide: float) -> np.ndarray:
    """Exchange aims on paths (P, T) at power 0, in place, by a proposal that fits nothing; shares of moves taken."""
    layout, n = model.layout, len(z)
    bounds = np.array([*(layout.blocks[name].start for name in ORDER), layout.size], dtype=np.int64)
    taken, usual = np.zeros((n, 4)), np.tile(np.arange(1.0, AIMS + 1), (n, 1))
    refresh(
        0, n, z, np.zeros_like(z), layout.mean, layout.sd, np.ones(layout.size), np.full_like(z, near),
        np.full_like(z, wide), usual, bounds, _books(model), np.arange(n, dtype=np.uint64), path, 0.0,
        np.array([0, 0, 0, 40]), model.consts, model.data, model.occasion, model.cells, model.amount,
        (float(model.tables.turn_days), model.prior.aims, model.prior.techniques),
        np.repeat(model.tables.occasion_turn, np.diff(model.tables.starts)), taken,
    )  # fmt: skip
    return taken[:, 3] / 40


def test_exchanges_leave_the_prior_alone_whatever_they_propose() -> None:
    model = model_of(played(turns=2, acts_a_week=2.0, seed=13))
    rng, n = np.random.default_rng(1), 4000
    z = rng.standard_normal((n, model.layout.size))
    path = np.repeat(rng.choice(AIMS, size=n, p=model.prior.aims) * MASKS, 2).reshape(n, 2)
    before = path.copy()
    taken = exchanged(model, z, path, 0.2, 0.8)
    assert taken.mean() > 0.05 and (path[:, 0] != before[:, 0]).mean() > 0.5
    assert (path[:, 0] == path[:, 1]).all()
    found = np.bincount(path[:, 0] // MASKS, minlength=AIMS) / n
    assert np.abs(found - model.prior.aims).max() < 0.03
    on = _books(model)[None, :] == path[:, :1] // MASKS
    assert abs(z[on].mean()) < 0.02 and abs(z[on].std() - 1) < 0.02
    # what was proposed is far from that, so without its correction the test would fail
    assert abs(0.2 - z[on].mean()) > 0.15


def test_aims_that_the_prior_rules_out_are_not_put_on_a_path() -> None:
    z, book = np.random.default_rng(2).standard_normal((6, 3)), np.array([0, 1, -1])
    prior = np.array([0.5, 0.0, 0.5, 0.0, 0.0, 0.0, 0.0])
    near, wide, usual = _others(z, np.zeros((6, 2), dtype=np.int64), book, prior)
    assert ((usual > 0) == (prior > 0)).all()
    rest = np.delete(z[:, 0], 2)  # a particle is no example to itself
    assert near[2, 0] == pytest.approx(rest.sum() / (5 + 4)) and near[2, 1] == 0 and wide[2, 1] == 1


def test_draws_agree_with_weighted_draws_from_the_prior() -> None:
    model = model_of(played(turns=4, acts_a_week=6.0, seed=3))
    z = np.random.default_rng(4).standard_normal((30_000, model.layout.size))
    loglik, last = final_states(model, evaluate(model, z), model.layout.values(z))
    weights = np.exp(loglik - loglik.max())
    assert weights.sum() ** 2 / (weights**2).sum() > 400
    exact = weights @ (last @ GROUP_OF_STATE.T) / weights.sum()
    found = infer(model, particles=1000, rng=np.random.default_rng(5)).groups().mean(axis=0)
    assert np.abs(found - exact).max() < 0.03
    assert np.abs(found - list(model.prior.groups().values())).max() > 0.1
