"""Simulation-based calibration: truth from the prior, a record from the truth, the posterior; are ranks uniform?

Rule     the rank of the truth among the draws is uniform for every quantity if inference is right (ties broken at
         random). The largest gap between the ranks' distribution and the uniform one is compared with that of uniform
         ranks; all quantities together have a false alarm of FAMILY.
Source   Talts et al. 2018 [memory]; Säilynoja et al. 2022 [memory]
Status   exact given the seed
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoint.evaluation.stage import SIDES, draw_player, draw_side, draw_states, stage
from counterpoint.inference import smoothing
from counterpoint.inference.model import Model, chain_arguments, evaluate, make_model
from counterpoint.inference.posterior import BAD, GROUP_OF_STATE, Posterior, infer
from counterpoint.inference.prior import read_prior
from counterpoint.inference.tables import Tables, make_tables
from counterpoint.inference.threads import over_particles
from counterpoint.playbooks import AIMS
from counterpoint.playbooks.base import PARTS
from counterpoint.playbooks.entries import KIND_ORDER, Entries
from counterpoint.playbooks.features import INDEX
from counterpoint.playbooks.odds import gallery
from counterpoint.playbooks.play import Side, play
from counterpoint.record.record import make_record

Floats = NDArray[np.float64]
TURNS = 26
FAMILY = 0.01
NULLS = 20_000
PARTICLES = 128
DRAWS = 63
"""Draws the truth is ranked among, spread evenly over the particles."""

SCALARS = (
    "stall: new demand when met", "sincere: accept when met", "tough: demand when other softens",
    "regroup: strike after a date", "modulation: amount as another fades", "habit: demand", "habit: reject",
    "habit: core issues", "trust: archive", "rate: desk", "size of counts", "duration of aims",
)  # fmt: skip
SUMMARIES = (
    "log-likelihood", "bad faith at the last turn", "turns in bad faith", "changes of aim",
    "modulation at the last turn",
)  # fmt: skip
"""Twelve parameters, and summaries of the path (the discrete ones tie, and are ranked at random among equals)."""


@dataclass(frozen=True)
class Plant:
    """A defect put in on purpose: every act counted twice, or the draws shrunk about their mean."""

    twice: bool = False
    shrink: float = 1.0


def ranks(seed: int, plant: Plant = Plant(), *, particles: int = PARTICLES) -> dict[str, float]:
    """One replication: rank of the truth, as a number in (0, 1), for every scalar and summary."""
    rng = np.random.default_rng([seed, 1])
    prior, book, case = read_prior(), gallery(), stage(TURNS)
    sides = {}
    for party in SIDES:
        player = draw_player(book, case, rng)
        path = draw_states(prior.aims, prior.techniques, player, TURNS, case.turn_days, rng)
        sides[party] = draw_side(player, case, party, path, rng)
    record = make_record(play(case, sides, book, (seed,)))
    tables = make_tables(record, *SIDES)
    if plant.twice:
        tables = counted_twice(tables)
    model = make_model(tables, {s.id: s for s in case.sources}, prior)
    posterior = infer(model, particles=particles, rng=np.random.default_rng([seed, 2]))
    z = posterior.sample.z
    z = z.mean(axis=0) + plant.shrink * (z - z.mean(axis=0))
    truth = coordinates(model, sides[SIDES[0]])
    states = np.array([s.number for s in sides[SIDES[0]].states])
    return _rank_all(posterior, z, truth, states, np.random.default_rng([seed, 3]))


def counted_twice(tables: Tables) -> Tables:
    """The tables with every occasion entered a second time, as if a second report were a second act."""
    rows = ("x", "frame", "klass", "kind", "issue", "target", "source", "credit")
    doubled: dict[str, Any] = {name: np.concatenate([getattr(tables, name)] * 2) for name in rows}
    return replace(
        tables,
        acts=tables.acts * 2,
        starts=np.concatenate([tables.starts, tables.starts[1:] + tables.starts[-1]]),
        occasion_turn=np.concatenate([tables.occasion_turn] * 2),
        moody=np.concatenate([tables.moody] * 2),
        **doubled,
    )


def coordinates(model: Model, side: Side) -> Floats:
    """The coordinates z (D,) of a side's parameters in a model; channels and sources in the model's order."""
    p, t = side.player, model.tables
    blocks = {
        **{part: p.nats[part] for part in PARTS},
        **{f"habit_{part}": p.habits[part] for part in ("kind", "issue", "target")},
        "trust": np.array([np.log(side.honest[s] / (1 - side.honest[s])) for s in t.sources]),
        "lean": np.array([side.lean[s] for s in t.sources]),
        "rate": np.array([p.rates[c] for c in t.channels]),
        "size": np.array([p.size]),
        "dwell": np.array(p.dwell),
    }
    values = np.concatenate([blocks[name] for name in model.layout.blocks])
    result: Floats = (values - model.layout.mean) / model.layout.sd
    return result


def _rank_all(
    posterior: Posterior, z: Floats, truth: Floats, states: NDArray[np.int64], rng: np.random.Generator
) -> dict[str, float]:
    rows = rng.permutation(len(z))[:DRAWS]
    model = posterior.model
    out = {}
    for name, i in _indices(model).items():
        out[name] = _rank(truth[i], z[rows, i], rng)
    both = np.vstack([z[rows], truth[None]])
    emissions = evaluate(model, both)
    paths = np.empty((len(both), len(states)), dtype=np.int64)
    chain = chain_arguments(model, emissions, model.layout.values(both))
    over_particles(smoothing.draw_paths, len(both), *chain, 1.0, rng.random(paths.shape), paths)
    paths[-1] = states
    for name, f in _summaries().items():
        values = f(paths)
        out[name] = _rank(values[-1], values[:-1], rng)
    out["log-likelihood"] = _rank(emissions.loglik[-1], emissions.loglik[:-1], rng)
    return out


def _summaries() -> dict[str, Callable[[NDArray[np.int64]], Floats]]:
    bad = GROUP_OF_STATE[BAD]
    return {
        "bad faith at the last turn": lambda p: bad[p[:, -1]],
        "turns in bad faith": lambda p: bad[p].sum(axis=1),
        "changes of aim": lambda p: (np.diff(p // 8, axis=1) != 0).sum(axis=1).astype(float),
        "modulation at the last turn": lambda p: (p[:, -1] & 1).astype(float),
    }


def _indices(model: Model) -> dict[str, int]:
    """Place of every named scalar in z."""
    blocks, t = model.layout.blocks, model.tables

    def entry(part: str, book: str, when: str, what: int) -> int:
        e: Entries = model.parts[part]
        number = [a.name for a in AIMS].index(book) if part == "kind" else len(AIMS)
        hit = (e.book == number) & (e.feature == INDEX[when]) & (e.what == what)
        return int(blocks[part].start + np.flatnonzero(hit)[0])

    def kind(name: str) -> int:
        return KIND_ORDER.index(name)

    # a record may lack a source or a channel: then there is nothing to rank
    found = {
        "stall: new demand when met": entry("kind", "stall", "demand_met", kind("new_demand")),
        "sincere: accept when met": entry("kind", "sincere", "demand_met", kind("accept")),
        "tough: demand when other softens": entry("kind", "tough", "other_softened", kind("demand")),
        "regroup: strike after a date": entry("kind", "regroup", "deadline_passed", kind("strike")),
        "modulation: amount as another fades": entry("amount", "modulation", "fading_elsewhere", 0),
        "habit: demand": blocks["habit_kind"].start + kind("demand"),
        "habit: reject": blocks["habit_kind"].start + kind("reject"),
        "habit: core issues": blocks["habit_issue"].start,
        "size of counts": blocks["size"].start,
        "duration of aims": blocks["dwell"].start,
        "rate: desk": blocks["rate"].start + t.channels.index("desk"),
    }
    if "archive" in t.sources:
        found["trust: archive"] = blocks["trust"].start + t.sources.index("archive")
    return found


def _rank(truth: float, draws: Floats, rng: np.random.Generator) -> float:
    """Rank of the truth among the draws as a number in (0, 1), uniform under the null; ties at random."""
    below, same = int((draws < truth).sum()), int((draws == truth).sum())
    place = below + int(rng.integers(same + 1))
    return (place + rng.random()) / (len(draws) + 1)


def largest_gap(u: Floats) -> float:
    """Kolmogorov's distance between numbers in (0, 1) and the uniform distribution."""
    n, ordered = len(u), np.sort(u)
    grid = np.arange(1, n + 1) / n
    return float(max((grid - ordered).max(), (ordered - grid + 1 / n).max()))


def uniformity(table: dict[str, Floats]) -> dict[str, object]:
    """Whether every quantity's ranks pass, with a family-wise false alarm of FAMILY (Bonferroni over quantities)."""
    gaps = {name: largest_gap(u) for name, u in table.items()}
    null: dict[int, Floats] = {}
    p = {}
    for name, u in table.items():
        n = len(u)
        if n not in null:
            draws = np.random.default_rng([n, 7]).random((NULLS, n))
            null[n] = np.sort([largest_gap(row) for row in draws])
        p[name] = float((np.sum(null[n] >= gaps[name]) + 1) / (NULLS + 1))
    worst = min(p, key=lambda k: p[k])
    return {
        "passed": p[worst] >= FAMILY / len(p), "threshold": FAMILY / len(p), "worst": worst,
        "p": {k: round(v, 5) for k, v in p.items()}, "gap": {k: round(v, 4) for k, v in gaps.items()},
        "n_ranked": {k: len(u) for k, u in table.items()},
    }  # fmt: skip
