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
    AMOUNT_PART,
    CORE,
    DAYS,
    H_ISSUE,
    H_TARGET,
    ISSUE_CLASSES,
    ISSUE_PART,
    KIND_PART,
    KINDS,
    KLASS,
    QUIET,
    RATE,
    SALIENCE,
    TARGET_PART,
    TARGETS,
    TECHNIQUES,
    Floats,
    Ints,
    Tables,
    Words,
)
from counterpoint.simulation.blows import placed
from counterpoint.simulation.choosing import (
    AMOUNT_LIST,
    AT_TARGET,
    BOOKS,
    CLASS_LIST,
    CORDIAL,
    FACADE_LIST,
    FEATURE,
    LEANS,
    LISTS,
    LONG,
    OF_CLASSES,
    OF_QUIET,
    OF_RATE,
    REST,
    REST_LIST,
    ROW,
    SLOTS,
    STATES,
    WHAT,
)
from counterpoint.simulation.draws import names
from counterpoint.simulation.ending import weariness
from counterpoint.simulation.looking import elapsed, forget
from counterpoint.simulation.passing import BATTLE_STEP, CALM, EVENT, SINGLE, SUPPORT_STEP, SUPPORTED, SWAN, YEAR
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.scene import Scene

PARTS_OF: Final = {
    REST_LIST: ((KIND_PART, CORDIAL),), FACADE_LIST: ((KIND_PART, 0),), AMOUNT_LIST: ((AMOUNT_PART, 0),),
    CLASS_LIST: ((ISSUE_PART, 0), (TARGET_PART, -AT_TARGET)),
}  # fmt: skip
"""Of which parts of a choice a list is, and which of what is chosen has its first slot."""
MOODS: Final = 3
"""Moods of an occasion, for which habits differ."""
SLACK: Final = 1.000001
"""A bound of what is worked out in another way is this much higher, for rounding."""


def make_tables(scene: Scene) -> Tables:
    """The tables of a scene."""
    world, cast, rules = scene.world, scene.cast, scene.rules
    rows, begins, hears = lists(cast.entries, cast.starts, int(world.places[:, KLASS].max()) + 1)
    habits, lays = placed(scene)
    days, age = float(world.plain[DAYS]), float(world.plain[AGE])
    kept = np.ones((1, scene.start.mem.shape[1]))
    forget(kept, len(world.matters), len(world.places), days)
    return Tables(
        strengths=cast.nats.reshape(-1), flat=_laid(habits), lays=lays, ways=cast.ways, renew=cast.renew,
        rows=rows, begins=begins, hears=hears, nice=_nice(habits), drawn=_drawn(scene),
        named=names(len(world.sides), len(world.places)), pace=_paces(days / YEAR, days, rules), kept=kept,
        most=_most(scene, days / YEAR), elapsed=np.array([elapsed(turn * days, age) for turn in range(scene.turns)]),
    )  # fmt: skip


def lists(entries: Ints, starts: Ints, classes: int) -> tuple[Words, Words, Ints]:
    """Tendencies as numbers, where lists begin and end (64, classes, 4, 2), features a state heeds as bits (64,)."""
    found = _lists(entries.tobytes(), starts.tobytes(), classes)
    return found[0].copy(), found[1].copy(), found[2].copy()


@lru_cache(maxsize=16)
def _lists(told: bytes, began: bytes, classes: int) -> tuple[Words, Words, Ints]:
    """As lists, of arrays in bytes.

    A tendency is its place in nats, slot (from bit 32 on), feature (from bit 48 on), in numbers without a sign, for a
    place that might be negative costs. Lists are in order; one that is the same for two classes stands there once.
    """
    entries = np.frombuffer(told, dtype=np.int64).reshape(-1, 3)
    starts = np.frombuffer(began, dtype=np.int64).reshape(-1, BOOKS + 1)
    begins, hears = np.zeros((STATES, classes, LISTS, 2), dtype=np.uint64), np.zeros(STATES, dtype=np.int64)
    rows, made, known = [np.zeros(0, dtype=np.int64)], 0, dict[bytes, tuple[int, int]]()
    books = {(k, one): _books(entries, starts, k, one) for k in range(classes) for one in range(LISTS)}
    for state in range(STATES):
        known.clear()
        for (klass, one), of in books.items():
            listed = np.sort(np.concatenate([of[b] for b in books_on(state)] + [of[0][:0]]))
            if listed.tobytes() not in known:
                known[listed.tobytes()] = made, made + len(listed)
                made += len(listed)
                rows.append(listed)
            begins[state, klass, one] = known[listed.tobytes()]
            hears[state] |= int(one == AMOUNT_LIST and len(listed) > 0) << LEANS
            hears[state] |= int(np.bitwise_or.reduce(1 << entries[listed & int(LONG), 0], initial=0))
    return np.concatenate(rows).astype(np.uint64), begins, hears


def _books(entries: Ints, starts: Ints, klass: int, one: int) -> list[Ints]:
    """The tendencies of each playbook that speak on a class of channels, as numbers of a list."""
    fits, facade = entries[:, 2] >> klass & 1 > 0, entries[:, 1] < CORDIAL
    numbers, found = np.arange(len(entries)) | entries[:, 0] << int(FEATURE), [entries[:0, 0]] * BOOKS
    for part, first in PARTS_OF[one]:
        chosen = fits & ((facade == (one == FACADE_LIST)) | (part != KIND_PART))
        told = numbers | (entries[:, 1] - first) << int(WHAT)
        spans = pairwise(starts[part])
        found = [np.concatenate([had, told[a:b][chosen[a:b]]]) for had, (a, b) in zip(found, spans, strict=True)]
    return found


def books_on(state: int) -> list[int]:
    """The playbooks that are on in a state, its aim first; what parties have of their own comes last."""
    aim = state >> TECHNIQUES
    return [aim] * (aim < AIMS) + [AIMS + b for b in range(TECHNIQUES) if state >> b & 1] + [BOOKS - 1]


def _laid(habits: Floats) -> Floats:
    """Habits in eights (F D P C ROW,), as choosing takes them: 0 where a slot is of nothing."""
    out = np.zeros((*habits.shape[:3], ROW))
    for mood in range(MOODS):
        kinds, at = habits[..., mood * KINDS : (mood + 1) * KINDS], mood * SLOTS
        out[..., at : at + KINDS - CORDIAL] = kinds[..., CORDIAL:]
        out[..., at + REST : at + REST + CORDIAL] = kinds[..., :CORDIAL]
    for of, first, many in ((OF_CLASSES, H_ISSUE, ISSUE_CLASSES), (OF_CLASSES + AT_TARGET, H_TARGET, TARGETS),
                            (OF_RATE, RATE, 1), (OF_QUIET, QUIET, 1)):  # fmt: skip
        out[..., of : of + many] = habits[..., first : first + many]
    return out.reshape(-1)


def _nice(habits: Floats) -> Floats:
    """The chance of the façade by habit alone (F D, P, C, 3)."""
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
    out = np.empty(7)
    out[CALM] = 0.5 ** (days / rules.heat_days)
    out[SUPPORT_STEP], out[BATTLE_STEP] = rules.support_sd * sqrt(years), rules.battle_sd * sqrt(years)
    out[EVENT], out[SWAN] = 1.0 - exp(-rules.events * years), 1.0 - exp(-rules.swans * years)
    out[SINGLE], out[SUPPORTED] = exp(-rules.more_moves), rules.front_support * years
    return out


def _most(scene: Scene, years: float) -> Floats:
    """No party's chance in a turn to give in, to leave is greater than this (P, 2): exponentials cost."""
    rules, traits = scene.rules, scene.world.traits
    told = np.array(rules)
    worst = [max(weariness.py_func(unmet, p, traits, told) for unmet in (0.0, 1.0)) for p in range(len(traits))]
    yields, leaves = rules.yielding * exp(max(rules.yielding_stress, 0.0)), max(rules.leaving, rules.step_aside)
    return np.array([[yields, leaves * exp(w)] for w in worst]) * SLACK * years
