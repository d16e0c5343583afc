"""Small models for exact checks: a played record, its model, and one draw of parameters."""

from __future__ import annotations

import numpy as np

from counterpoint.evaluation.stage import SIDES, draw_player, draw_side, stage
from counterpoint.inference.model import Model, make_model
from counterpoint.inference.prior import read_prior
from counterpoint.inference.tables import make_tables
from counterpoint.playbooks.odds import Player, State, gallery
from counterpoint.playbooks.play import play
from counterpoint.record.record import Record, make_record


def played(*, turns: int = 6, acts_a_week: float = 2.0, seed: int = 1, aims: tuple[int, int] = (2, 0)) -> Record:
    """A short played record."""
    rng = np.random.default_rng(seed)
    book, case = gallery(), stage(turns)
    sides = {
        party: draw_side(
            draw_player(book, case, rng, acts_a_week=acts_a_week), case, party,
            (State(aim, (True, False, True)),) * turns, rng,
        )
        for party, aim in zip(SIDES, aims, strict=True)
    }  # fmt: skip
    return make_record(play(case, sides, book, (seed,)))


def model_of(record: Record) -> Model:
    """The model of the record's first side."""
    tables = make_tables(record, *SIDES)
    return make_model(tables, {s.id: s for s in record.case.sources}, read_prior())


def player_of(model: Model, z: np.ndarray) -> Player:
    """The player that one row of coordinates (1, D) stands for."""
    v = {name: block[0] for name, block in model.layout.values(z).items()}
    return Player(
        nats={p: v[p] for p in ("kind", "issue", "target", "amount")},
        habits={p: v[f"habit_{p}"] for p in ("kind", "issue", "target")},
        rates=dict(zip(model.tables.channels, v["rate"], strict=True)),
        size=float(v["size"][0]),
        dwell=(float(v["dwell"][0]), float(v["dwell"][1])),
    )
