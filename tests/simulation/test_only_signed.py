"""Runs that end in part although nothing is agreed in them that was not before are told apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from simulated import scene_of

from counterpoint.simulation.arrays import AGREED, SIGNED_BY, TERMS
from counterpoint.simulation.forecast import _only_signed
from counterpoint.simulation.run import play_many
from counterpoint.simulation.scene import Scene

PARTIAL = 3


def only(scene: Scene) -> tuple[int, int]:
    """How many of some runs only sign what was agreed before, and how many end in part."""
    out = play_many(scene, runs=400)
    return int(_only_signed(scene, out).sum()), int((out.which[:, 0] == PARTIAL).sum())


def test_a_signature_under_what_was_agreed_before_is_told_apart() -> None:
    """Control: the same talks with nothing agreed before, where every such run agrees on something."""
    scene = scene_of("geneva-2022")
    deals = scene.start.deals.copy()
    deals[0, AGREED], deals[0, TERMS], deals[:, SIGNED_BY] = 1.0, 0.5, 0.0
    found, partial = only(replace(scene, start=scene.start._replace(deals=deals)))
    assert 0 < found < partial
    none, others = only(scene)
    assert none == 0 < others


def test_what_is_new_is_not_only_signed() -> None:
    """By hand: terms on an issue that was open make a run's agreement new."""
    scene = scene_of("geneva-2022")
    out = play_many(scene, runs=4)
    which, terms = out.which.copy(), np.full_like(out.terms, np.nan)
    which[:, 0], terms[1, 0] = PARTIAL, 0.4
    assert _only_signed(scene, out._replace(which=which, terms=terms)).tolist() == [True, False, True, True]
