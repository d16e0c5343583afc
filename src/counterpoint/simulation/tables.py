"""What is the same in every run of a scene, worked out once, so that no run has to: lists, weights, paces.

Rule     a state's tendencies stand one after the other, those of its aim first, then of its techniques in order,
         then the party's own; states without an aim are for what an aim has no part in. Weights of issues fall back on
         all that fit where none that fits is on a channel's agenda.
Status   exact bookkeeping
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import exp, sqrt
from typing import Final

import numpy as np

from counterpoint.simulation.acting import CORE_CLASS, LINKED
from counterpoint.simulation.arrays import (
    AGE,
    AIMS,
    CORE,
    DAYS,
    ISSUE_CLASSES,
    KIND_PART,
    KINDS,
    KLASS,
    SALIENCE,
    TECHNIQUES,
    Floats,
    Ints,
    Tables,
    Words,
)
from counterpoint.simulation.choosing import BOOKS, CORDIAL, FEATURE, PARTS, REST_PART, STATES, WHAT
from counterpoint.simulation.draws import names
from counterpoint.simulation.ending import weariness
from counterpoint.simulation.looking import elapsed, forget
from counterpoint.simulation.passing import BATTLE_STEP, CALM, EVENT, SINGLE, SUPPORT_STEP, SWAN, YEAR
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.scene import Scene

MOODS: Final = 3
"""Moods of an occasion, for which habits differ."""
SLACK: Final = 1.000001
"""A bound of what is worked out in another way is this much higher, for rounding."""


def make_tables(scene: Scene) -> Tables:
    """The tables of a scene."""
    world, cast, rules = scene.world, scene.cast, scene.rules
    rows, begins, hears = lists(cast.entries, cast.starts, int(world.places[:, KLASS].max()) + 1)
    days, age = float(world.plain[DAYS]), float(world.plain[AGE])
    kept = np.ones((1, scene.start.mem.shape[1]))
    forget(kept, len(world.matters), len(world.places), days)
    return Tables(
        strengths=cast.nats.reshape(-1), flat=cast.habits.reshape(-1), ways=cast.ways, renew=cast.renew,
        rows=rows, begins=begins, hears=hears, nice=_nice(cast.habits), drawn=_drawn(scene),
        named=names(len(world.sides), len(world.places)), pace=_paces(days / YEAR, days, rules), kept=kept,
        most=_most(scene, days / YEAR), elapsed=np.array([elapsed(turn * days, age) for turn in range(scene.turns)]),
    )  # fmt: skip


def lists(entries: Ints, starts: Ints, classes: int) -> tuple[Words, Words, Ints]:
    """Tendencies as numbers, where each list begins (64, classes, 6), features that a state heeds, as bits (64,)."""
    found = _lists(entries.tobytes(), starts.tobytes(), classes)
    return found[0].copy(), found[1].copy(), found[2].copy()


@lru_cache(maxsize=16)
def _lists(told: bytes, began: bytes, classes: int) -> tuple[Words, Words, Ints]:
    """As lists, of arrays in bytes.

    A tendency is its place in nats, what (from bit 32 on), feature (from bit 48 on), in numbers without a sign, for a
    place that might be negative costs.
    """
    entries = np.frombuffer(told, dtype=np.int64).reshape(-1, 3)
    starts = np.frombuffer(began, dtype=np.int64).reshape(-1, BOOKS + 1)
    numbers = np.arange(len(entries)) | entries[:, 1] << int(WHAT) | entries[:, 0] << int(FEATURE)
    books = {(k, part): _books(entries, starts, k, part) for k in range(classes) for part in range(PARTS)}
    begins, hears = np.zeros((STATES, classes, PARTS + 1), dtype=np.uint64), np.zeros(STATES, dtype=np.int64)
    rows, made = [], 0
    for state in range(STATES):
        for (klass, part), of in books.items():
            chosen = np.concatenate([of[b] for b in books_on(state)] + [of[0][:0]])
            hears[state] |= int(np.bitwise_or.reduce(1 << entries[chosen, 0], initial=0))
            begins[state, klass, part], made = made, made + len(chosen)
            begins[state, klass, part + 1] = made
            rows.append(numbers[chosen])
    return np.concatenate(rows).astype(np.uint64), begins, hears


def _books(entries: Ints, starts: Ints, klass: int, part: int) -> list[Ints]:
    """Which tendencies of each playbook speak on a class of channels, in a part of a choice."""
    of_kinds, facade = part in (KIND_PART, REST_PART), entries[:, 1] < CORDIAL
    fits = (entries[:, 2] >> klass & 1 > 0) & ((facade == (part == KIND_PART)) | (not of_kinds))
    return [a + np.flatnonzero(fits[a:b]) for a, b in pairwise(starts[KIND_PART if part == REST_PART else part])]


def books_on(state: int) -> list[int]:
    """The playbooks that are on in a state, its aim first; what parties have of their own comes last."""
    aim = state >> TECHNIQUES
    return [aim] * (aim < AIMS) + [AIMS + b for b in range(TECHNIQUES) if state >> b & 1] + [BOOKS - 1]


def _nice(habits: Floats) -> Floats:
    """The chance of the façade by habit alone (D, P, C, 3)."""
    kinds = habits[..., : MOODS * KINDS].reshape(*habits.shape[:3], MOODS, KINDS)
    share: Floats = kinds[..., :CORDIAL].sum(axis=-1) / kinds.sum(axis=-1)
    return np.ascontiguousarray(share)


def _drawn(scene: Scene) -> Floats:
    """Salience of the issues that a party can speak of on a channel, by class of issue (P, C, 3, I)."""
    world = scene.world
    core, salience = world.matters[:, CORE] > 0.0, world.stakes[:, :, SALIENCE]
    out = np.zeros((len(world.sides), len(world.places), ISSUE_CLASSES - 1, len(core)))
    for klass in range(ISSUE_CLASSES - 1):
        fits = (core == (klass == CORE_CLASS)) | (klass == LINKED)
        on = np.where(fits & (world.agenda > 0), salience[:, None], 0.0)
        out[:, :, klass] = np.where(on.sum(axis=2, keepdims=True) > 0.0, on, (salience * fits)[:, None])
    return out


def _paces(years: float, days: float, rules: Rules) -> Floats:
    """What is the same in every turn, so that it is worked out once."""
    out = np.empty(6)
    out[CALM] = 0.5 ** (days / rules.heat_days)
    out[SUPPORT_STEP], out[BATTLE_STEP] = rules.support_sd * sqrt(years), rules.battle_sd * sqrt(years)
    out[EVENT], out[SWAN] = 1.0 - exp(-rules.events * years), 1.0 - exp(-rules.swans * years)
    out[SINGLE] = exp(-rules.more_moves)
    return out


def _most(scene: Scene, years: float) -> Floats:
    """No party's chance in a turn to give in, to leave is greater than this (P, 2): exponentials cost."""
    rules, traits = scene.rules, scene.world.traits
    told = np.array(rules)
    worst = [max(weariness.py_func(unmet, p, traits, told) for unmet in (0.0, 1.0)) for p in range(len(traits))]
    yields, leaves = rules.yielding * exp(max(rules.yielding_stress, 0.0)), max(rules.leaving, rules.step_aside)
    return np.array([[yields, leaves * exp(w)] for w in worst]) * SLACK * years
