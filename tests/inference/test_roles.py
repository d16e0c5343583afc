"""Roles of channels: few acts settle little, many settle much."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np

from counterpoint.case.model import Act
from counterpoint.case.when import When
from counterpoint.evaluation.stage import SIDES, START, stage
from counterpoint.inference.roles import roles
from counterpoint.record.record import make_record


def chance(copies: int) -> dict[str, tuple[str, float]]:
    """Role and p of two channels: one party moves on one of four acts at the desk, on three of four in the quiet."""
    rows = [("desk", k) for k in ("meet", "reject", "procedure", "offer")]
    rows += [("quiet", k) for k in ("offer", "soften", "accept", "probe")]
    acts = []
    for i, (channel, kind) in enumerate(rows * copies):
        when = START + timedelta(days=i)
        acts.append(Act(id=f"a{i}", date=When(when, when), actor=SIDES[0], kind=kind, source="archive",  # type: ignore[arg-type]
                        target=SIDES[1], channel=channel, issue="border"))  # fmt: skip
    found = roles(make_record(replace(stage(60), acts=tuple(acts))), SIDES[:1], np.random.default_rng(0))
    return {c: (found[c]["role"][SIDES[0]]["role"], found[c]["role"][SIDES[0]]["p"]) for c in ("desk", "quiet")}


def test_few_acts_settle_less_than_many() -> None:
    few, many = chance(1), chance(8)
    assert few["quiet"][0] == many["quiet"][0] == "carries"
    assert few["quiet"][1] < 0.9 < many["quiet"][1]


def test_a_channel_that_is_hardly_used_is_idle() -> None:
    found = roles(make_record(stage(4)), SIDES, np.random.default_rng(0))
    assert {r["role"] for c in found.values() for r in c["role"].values()} == {"idle"}
