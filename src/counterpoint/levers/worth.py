"""What each channel is worth to each party: Shapley values over the channels that the main pair shares.

Rule     the worth of a set of channels is the mean payoff where only these are open and the others of the pair are
         shut from the first day; a channel's value is what it adds, averaged over all orders in which the channels
         could be opened. Up to five channels all sets are played, each with the same runs; above that, blocks of runs
         each open the channels in an order of their own, every second block in the reverse of the one before. The
         values add up to the worth with all less the worth with none, in either way. So few runs that they make
         less than ten blocks are refused: of those no interval can be told. That of an agreement is never narrower
         than with half a run added to each way of changing, so that no difference in any run is not taken for none.
Unit     payoffs; share of runs in which more is agreed than when they began
Source   shapley1953; castrogomez2009 (sampled orders)
Status   exact over sets; sampled orders with the error that is shown
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import factorial, sqrt
from typing import Final

import numpy as np

from counterpoint.levers.gallery import LeverError, main_pair
from counterpoint.levers.paired import AGREED, NORMAL, ended
from counterpoint.simulation.arrays import CLOSES, KLASS, SEATED, Floats
from counterpoint.simulation.run import play_many
from counterpoint.simulation.scene import Scene, opened
from counterpoint.simulation.world import ALWAYS

EXACT: Final = 5
"""Most channels of which all sets are played."""
BLOCKS, LEAST = 40, 2
"""Orders that are sampled, and the fewest runs of one."""
FEWEST: Final = 10 * LEAST
"""The fewest runs that are played: ten blocks."""
INTERNAL: Final = 4
"""The class of what is said at home, which the pair does not share."""
RUNS: Final = 2000
STEP: Final = 0x9E3779B97F4A7C15
Tell = Callable[[float], None]
Worth = Callable[[frozenset[int]], Floats]
"""The worth of a set of players: any array, the same shape for each set."""


@dataclass(frozen=True)
class Valued:
    """Values by channel and yardstick (C, Y), half their 95 % intervals, worth with all and with none (Y,)."""

    channels: tuple[str, ...]
    yardsticks: tuple[str, ...]
    value: Floats
    error: Floats
    whole: Floats
    none: Floats
    exact: bool
    orders: int
    runs: int


def value(scene: Scene, *, runs: int = RUNS, seed: int = 0, threads: int = 2, tell: Tell | None = None) -> Valued:
    """What the channels of the main pair are worth to each party, and to an agreement. LeverError for too few runs."""
    if runs < FEWEST:
        raise LeverError(f"value: expected at least {FEWEST} runs, got {runs} (try {RUNS})")
    shared = shared_channels(scene)
    exact = len(shared) <= EXACT
    work = _exact if exact else _sampled
    values, ends = work(scene, shared, runs=runs, seed=seed, threads=threads, tell=tell)
    n = values.shape[1]
    error = NORMAL * values.std(axis=1, ddof=1) / sqrt(n)
    error[:, -1] = np.maximum(error[:, -1], NORMAL / (runs + 2))
    return Valued(
        channels=tuple(scene.cut.channels[c].id for c in shared), yardsticks=(*scene.cut.parties, "agreement"),
        value=values.mean(axis=1), error=error,
        whole=ends[1], none=ends[0], exact=exact, orders=factorial(len(shared)) if exact else n, runs=runs,
    )  # fmt: skip


def shared_channels(scene: Scene) -> list[int]:
    """The channels on which both of the main pair sit, what is said at home left out, that are ever open."""
    p, q = main_pair(scene)
    seats, places, ever = scene.world.seats, scene.world.places, np.any(opened(scene), axis=0)
    return [
        c for c in range(len(places))
        if seats[p, c, SEATED] and seats[q, c, SEATED] and places[c, KLASS] != INTERNAL and ever[c]
    ]  # fmt: skip


def shapley(players: Sequence[int], worth: Worth) -> list[Floats]:
    """The exact values of a game: what each player adds, averaged over all orders."""
    n, held = len(players), {}
    for size in range(n + 1):
        for chosen in combinations(players, size):
            held[frozenset(chosen)] = worth(frozenset(chosen))
    found = []
    for one in players:
        total = np.zeros_like(held[frozenset()])
        for group, there in held.items():
            if one not in group:
                weight = factorial(len(group)) * factorial(n - len(group) - 1) / factorial(n)
                total = total + weight * (held[group | {one}] - there)
        found.append(total)
    return found


def along(order: Sequence[int], worth: Worth) -> tuple[dict[int, Floats], Floats, Floats]:
    """What each player adds in one order, and the worth with none and with all."""
    found, held = {}, frozenset[int]()
    none = before = worth(held)
    for one in order:
        held = held | {one}
        now = worth(held)
        found[one], before = now - before, now
    return found, none, before


def with_only(scene: Scene, shared: Sequence[int], kept: frozenset[int]) -> Scene:
    """The scene in which, of the shared channels, only some are ever open."""
    places = scene.world.places.copy()
    places[[c for c in shared if c not in kept], CLOSES] = -ALWAYS
    return replace(scene, world=scene.world._replace(places=places))


def _measured(scene: Scene, *, runs: int, seed: int, threads: int) -> Floats:
    """What each run is worth to each party, and whether anything was agreed (N, P + 1)."""
    out = play_many(scene, runs=runs, seed=seed, threads=threads, fans=False)
    return np.column_stack([out.payoff, ended(out, *AGREED)])


def _exact(
    scene: Scene, shared: list[int], *, runs: int, seed: int, threads: int, tell: Tell | None
) -> tuple[Floats, Floats]:
    """Values by channel and run (C, N, Y), and the worth with none and with all (2, Y)."""
    ends, done = np.zeros((2, len(scene.cut.parties) + 1)), 0

    def worth(kept: frozenset[int]) -> Floats:
        nonlocal done
        found = _measured(with_only(scene, shared, kept), runs=runs, seed=seed, threads=threads)
        if not kept:
            ends[0] = found.mean(axis=0)
        if len(kept) == len(shared):
            ends[1] = found.mean(axis=0)
        done += 1
        if tell:
            tell(done / 2 ** len(shared))
        return found

    return np.array(shapley(shared, worth)).reshape(len(shared), runs, ends.shape[1]), ends


def _sampled(
    scene: Scene, shared: list[int], *, runs: int, seed: int, threads: int, tell: Tell | None
) -> tuple[Floats, Floats]:
    """Values by channel and block of runs (C, B, Y), and the worth with none and with all (2, Y)."""
    blocks = min(BLOCKS, runs // LEAST)
    size, rng = runs // blocks, np.random.default_rng([seed, 91])
    values, ends = np.zeros((len(shared), blocks, len(scene.cut.parties) + 1)), []
    order: list[int] = []
    for b in range(blocks):
        order = order[::-1] if b % 2 else [int(c) for c in rng.permutation(shared)]
        part = _part(scene, b * size, size)

        def worth(kept: frozenset[int], b: int = b, part: Scene = part) -> Floats:
            found = _measured(with_only(part, shared, kept), runs=size, seed=(seed + b * STEP) % 2**63, threads=threads)
            return np.asarray(found.mean(axis=0))

        found, none, whole = along(order, worth)
        values[:, b] = [found[c] for c in shared]
        ends.append([none, whole])
        if tell:
            tell((b + 1) / blocks)
    return values, np.array(ends).mean(axis=0)


def _part(scene: Scene, first: int, size: int) -> Scene:
    """The scene with so many draws of its cast, from one on: blocks of runs go through all of them."""
    draws = len(scene.cast.ways)
    if draws <= size:
        return scene
    rows = np.arange(first, first + size) % draws
    cast = scene.cast
    return replace(scene, cast=cast._replace(nats=cast.nats[rows], habits=cast.habits[rows], ways=cast.ways[rows]))
