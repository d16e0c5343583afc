"""What the runs cannot do without, counted, and what each of it costs by itself: the floor of their time.

Counted over some runs, act by act: blocks of random numbers, exponentials, tendencies added up, picks among weights.
Measured: each in a loop of its own, as the kernel does it, everything in the first cache.

Beyond the floor there are some 2,000 machine instructions an act, evenly spread. Tried, with no gain above 2 %: one name
for the counts of four channels; the sums of all kinds in one pass; four runs side by side, step by step; the counts of all
channels at once, with a logarithm of our own; sums that are never written; what is heard added up without branches;
strengths learnt once for each class of channel; first moves drawn with the rest of the turn. Registers of 256 bits instead
of 512 cost 4 %. How LLVM is told to compile made a sixth (decision 20). What lower would take: eight runs in lanes, their
choices and all.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numba import njit

from counterpoint.simulation import acting, choosing, draws, powers
from counterpoint.simulation.arrays import (
    ACTS,
    KINDS,
    KLASS,
    STATE,
    Out,
)
from counterpoint.simulation.looking import F_ASKED, F_HELD_UP, F_MET, F_SOFTENED, F_UNMET
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.tables import make_tables

SAMPLE: Final = 60
LOOPS: Final = 20_000
PARTY_EXPS, STRESS_EXPS, AT_ONCE = 8, 1, 8
"""Exponentials of a party's situation in a turn, of stress; how many are done at once."""
CLOSELY: Final = (F_HELD_UP, F_ASKED, F_SOFTENED, F_MET, F_UNMET)
"""Features that are exponentials of every issue's traces."""


def floor(scene: Scene, out: Out) -> dict[str, Any]:
    """Counts by run, nanoseconds of each, and the processor seconds that they come to for all runs of out."""
    counts, costs = counted(scene), {name: round(_cost(work), 2) for name, work in _works().items()}
    share = float((out.counts[:, :, ACTS].sum()) / len(out.which)) / counts["acts"]
    total = sum(n * costs[name] for name, n in counts.items() if name in costs) * share * len(out.which) / 1e9
    return {
        "a_run": {k: round(float(v), 1) for k, v in counts.items()},
        "ns": costs,
        "floor_cpu_s": round(float(total), 3),
    }


def counted(scene: Scene) -> dict[str, float]:
    """What a run takes on average, over some."""
    tables = make_tables(scene)
    begins, hears = tables.begins, tables.hears
    lines = -(-len(scene.world.matters) // AT_ONCE) * AT_ONCE
    parties, channels = len(scene.world.sides), len(scene.world.places)
    total = dict.fromkeys(
        ("acts", "turns", "blocks", "blocks_of_acts", "exps", "exps_at_once", "tendencies", "picks", "normals"), 0.0
    )
    for number in range(SAMPLE):
        out = play_one(scene, number=number, seed=5)
        turns = int(out.which[number, 2]) + 1
        total["turns"] += turns
        total["blocks"] += turns * (parties * (draws.OF_PARTY + channels) + draws.OF_WORLD)
        total["normals"] += turns * (parties + 1)
        for turn in range(turns):
            for p in range(parties):
                state = int(out.track[turn, p, STATE])
                heeds = int(hears[state])
                aside, leans = bool(heeds & acting.ELSEWHERE), heeds >> choosing.LEANS & 1
                total["exps"] += STRESS_EXPS
                total["exps_at_once"] += PARTY_EXPS + AT_ONCE * (leans + aside)
                total["tendencies"] += sum(
                    _spoken(begins, int(k), choosing.AMOUNT_LIST, state) for k in scene.world.places[:, KLASS]
                )
        log = [(int(row[0]), int(row[1]), int(row[2]), int(row[3]), row) for row in out.log[: int(out.told[0])]]
        for turn, p in {(turn, p) for turn, p, *_ in log}:
            heeds = int(hears[int(out.track[turn, p, STATE])])
            total["exps_at_once"] += lines * sum(heeds >> feature & 1 for feature in CLOSELY)
        for turn, p, c, cordial in {(turn, p, c, kind < choosing.CORDIAL) for turn, p, c, kind, _ in log}:
            state, klass = int(out.track[turn, p, STATE]), int(scene.world.places[c, KLASS])
            spoken = _spoken(begins, klass, choosing.CLASS_LIST, state | choosing.NO_AIM if cordial else state)
            total["exps_at_once"] += choosing.CLASSES * (spoken > 0)
            total["tendencies"] += spoken
        for turn, p, *_, row in log:
            _count_act(total, begins, scene, row, int(out.track[turn, p, STATE]))
    return {name: n / SAMPLE for name, n in total.items()}


def _count_act(total: dict[str, float], begins: Any, scene: Scene, row: Any, state: int) -> None:
    """What one act takes: row is turn, then the act's columns."""
    klass = int(scene.world.places[int(row[1 + acting.CHANNEL]), KLASS])
    cordial = int(row[1 + acting.KIND]) < choosing.CORDIAL
    spoken = _spoken(begins, klass, choosing.FACADE_LIST if cordial else choosing.REST_LIST, state)
    total["acts"] += 1
    total["blocks_of_acts"] += 1
    total["picks"] += 3 + (row[1 + acting.ISSUE] >= 0)
    total["exps_at_once"] += (AT_ONCE * (spoken > 0)) if cordial else choosing.REST
    total["tendencies"] += spoken


def _spoken(begins: Any, klass: int, one: int, state: int) -> int:
    """Tendencies of a list that are on."""
    first, last = begins[state, klass, one]
    return int(last) - int(first)


def _cost(work: Callable[[], int]) -> float:
    """Nanoseconds of one of what is done, median of several."""
    work()
    found = []
    for _ in range(7):
        began = time.process_time()
        n = work()
        found.append(1e9 * (time.process_time() - began) / n)
    return statistics.median(found)


@njit(error_model="numpy")
def _blocks(loops, named, luck):  # type: ignore[no-untyped-def]
    for n in range(loops):
        draws.fill(n, 3, named, 7, luck)


@njit(error_model="numpy")
def _single(loops):  # type: ignore[no-untyped-def]
    total = 0.0
    for n in range(loops):
        a, b, c, d = draws.uniforms(n, 3, 5, 7, 11)
        total += a + b + c + d
    return total


@njit(error_model="numpy")
def _at_once(loops, tilt):  # type: ignore[no-untyped-def]
    for n in range(loops):
        tilt[n % 24] = 0.3
        for k in range(24):
            tilt[k] = powers.fast_exp(tilt[k]) - 1.0


@njit(error_model="numpy")
def _exps(loops, tilt, room):  # type: ignore[no-untyped-def]
    for n in range(loops):
        tilt[n % 24] += 1e-9
        for k in range(24):
            room[k] = np.exp(tilt[k])


@njit(error_model="numpy")
def _adds(loops, rows, nats, x, out):  # type: ignore[no-untyped-def]
    for n in range(loops):
        at = np.uint64(n % 64 * 160)
        for j in range(np.uint64(len(rows))):
            row = rows[j]
            out[row >> choosing.WHAT & choosing.SHORT] += nats[at + (row & choosing.LONG)] * x[row >> choosing.FEATURE]


@njit(error_model="numpy")
def _picks(loops, weights, sums):  # type: ignore[no-untyped-def]
    total = 0
    for n in range(loops):
        sums[0] = weights[0]
        for k in range(1, len(weights)):
            sums[k] = sums[k - 1] + weights[k]
        total += choosing.fall((n * 0.6180339887) % 1.0, sums, 0, len(weights))
    return total


@njit(error_model="numpy")
def _normals(loops):  # type: ignore[no-untyped-def]
    total = 0.0
    for n in range(loops):
        total += draws.normal((n + 0.5) / loops, ((n * 0.6180339887) % 1.0))
    return total


def _works() -> dict[str, Callable[[], int]]:
    """By name: does some, and says how many."""
    rng = np.random.default_rng(3)
    named, tilt, room, weights = draws.names(2, 6), rng.standard_normal(24), np.zeros(32), rng.random(8)
    luck, out, x, nats = np.zeros((4, named.shape[1])), np.zeros(KINDS), rng.random(27), rng.standard_normal(64 * 188)
    rows = np.array([int(e) | int(w) << 32 | int(f) << 48 for e, w, f in zip(np.sort(rng.integers(0, 160, 40)), rng.integers(0, 26, 40), rng.integers(0, 27, 40), strict=True)], dtype=np.uint64)  # fmt: skip

    def many(each: int, work: Callable[[], object]) -> Callable[[], int]:
        def done() -> int:
            work()
            return each * LOOPS

        return done

    return {
        "blocks": many(named.shape[1], lambda: _blocks(LOOPS, named, luck)), "blocks_of_acts": many(1, lambda: _single(LOOPS)),
        "exps_at_once": many(24, lambda: _at_once(LOOPS, tilt)), "exps": many(24, lambda: _exps(LOOPS, tilt, room)),
        "tendencies": many(40, lambda: _adds(LOOPS, rows, nats, x, out)), "picks": many(1, lambda: _picks(LOOPS, weights, room)),
        "normals": many(1, lambda: _normals(LOOPS)),
    }  # fmt: skip
