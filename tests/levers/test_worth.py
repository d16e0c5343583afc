"""Shapley values: what they must be in games whose answer is known, and that channels keep to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from counterpoint.levers import worth as module
from counterpoint.levers.gallery import LeverError
from counterpoint.levers.paired import AGREED, NORMAL, ended
from counterpoint.levers.patch import apply, make_patch
from counterpoint.levers.worth import along, shapley, shared_channels, value, with_only
from counterpoint.simulation.arrays import CLOSES, Floats
from counterpoint.simulation.run import play_many

from .lever_scenes import small_scene

Worth = Callable[[frozenset[int]], Floats]
PLAYERS = (0, 1, 2, 3)


def glove(held: frozenset[int]) -> Floats:
    """One left glove (0), two right ones (1, 2), and a bystander (3): a pair is worth 1; values 2/3, 1/6, 1/6, 0."""
    return np.array([float(0 in held and bool(held & {1, 2}))])


def odd(held: frozenset[int]) -> Floats:
    """A game without any symmetry, worth something to two at once."""
    numbers = np.random.default_rng([*held, 7]).random(2)
    return np.asarray(numbers * len(held))


def efficient(solve: Callable[..., list[Floats]], game: Worth) -> bool:
    whole = game(frozenset(PLAYERS)) - game(frozenset())
    return bool(np.allclose(sum(solve(PLAYERS, game)), whole))


def fair(solve: Callable[..., list[Floats]]) -> bool:
    """Whether the two right gloves are worth the same and the bystander nothing, as known."""
    return bool(np.allclose(np.ravel(solve(PLAYERS, glove)), [2 / 3, 1 / 6, 1 / 6, 0.0]))


def test_the_values_of_games_with_a_known_answer() -> None:
    assert fair(shapley) and efficient(shapley, glove) and efficient(shapley, odd)
    by_orders = np.mean([[along(order, odd)[0][p] for p in PLAYERS] for order in permutations(PLAYERS)], axis=0)
    assert np.allclose(by_orders, shapley(PLAYERS, odd))


def first_come(players: tuple[int, ...], game: Worth) -> list[Floats]:
    """Planted defect: one order only. It is efficient, and unfair."""
    found, _, _ = along(players, game)
    return [found[p] for p in players]


def alone(players: tuple[int, ...], game: Worth) -> list[Floats]:
    """Planted defect: what each is worth alone. It does not add up."""
    return [game(frozenset({p})) - game(frozenset()) for p in players]


def test_values_with_planted_defects_are_caught() -> None:
    assert efficient(first_come, odd) and not fair(first_come)
    assert not efficient(alone, glove) and not efficient(alone, odd)


@pytest.mark.parametrize("exact", [9, 0], ids=["all sets", "sampled orders"])
def test_the_worth_of_channels_adds_up(exact: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EXACT", exact)
    scene = apply(small_scene(), [make_patch(small_scene(), t) for t in ("close:channel=back", "mute:channel=desk")])
    found = value(scene, runs=80)
    assert found.channels == ("summit", "desk", "press", "front") and found.exact == bool(exact)
    assert np.allclose(found.value.sum(axis=0), found.whole - found.none)
    assert (found.value[1] == 0.0).all(), "where nothing passes nothing is worth anything"
    assert (found.error[:, -1] >= NORMAL / 82).all(), "no difference in 80 runs is not told as none at all"
    assert (found.error[1, :-1] == 0.0).all() and found.error[1, -1] == NORMAL / 82
    assert (found.value[[0, 2, 3]] != 0.0).any(axis=1).all()
    assert (found.error >= 0).all() and found.yardsticks == ("ardan", "belmar", "corvia", "agreement")


def test_exact_values_are_those_of_the_plays() -> None:
    scene = apply(small_scene(), [make_patch(small_scene(), f"close:channel={c}") for c in ("back", "desk", "summit")])
    shared = shared_channels(scene)
    found = value(scene, runs=60)

    def mean(kept: set[int]) -> Floats:
        out = play_many(with_only(scene, shared, frozenset(kept)), runs=60)
        return np.append(out.payoff.mean(axis=0), ended(out, *AGREED).mean())

    a, b = shared
    assert np.allclose(found.value[0], (mean({a}) - mean(set()) + mean({a, b}) - mean({b})) / 2)
    assert np.allclose(found.whole, mean({a, b})) and np.allclose(found.none, mean(set()))


def test_sampled_orders_agree_with_all_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = small_scene()
    monkeypatch.setattr(module, "EXACT", 0)
    sampled = value(scene, runs=800)
    monkeypatch.setattr(module, "EXACT", 9)
    exact = value(scene, runs=200)
    assert sampled.orders == 40 and exact.orders == 120
    apart = np.abs(sampled.value - exact.value) / np.hypot(sampled.error, exact.error).clip(1e-6)
    assert np.quantile(apart, 0.9) < 1.5


def test_too_few_runs_for_an_interval_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Positive control: of one block nothing differs from its mean, which was told as an interval of nothing."""
    monkeypatch.setattr(module, "EXACT", 0)
    scene = small_scene()
    for runs in (2, 3, 19):
        with pytest.raises(LeverError, match=rf"^value: expected at least 20 runs, got {runs} \(try 2000\)$"):
            value(scene, runs=runs)
    assert (value(scene, runs=20).error[:, :2] > 0.0).all()
    one, _ = module._sampled(scene, shared_channels(scene), runs=3, seed=0, threads=2, tell=None)
    assert one.shape[1] == 1 and (one.std(axis=1) == 0.0).all()


def test_every_draw_of_the_cast_has_its_part() -> None:
    scene = small_scene()
    parts = [module._part(scene, b * 5, 5) for b in range(20)]
    seen = {float(x) for part in parts for x in part.cast.nats[:, 0, 0]}
    assert seen == {float(x) for x in scene.cast.nats[:, 0, 0]}


def test_a_channel_that_only_one_of_the_pair_has_is_not_shared() -> None:
    scene = small_scene()
    names = [c.id for c in scene.cut.channels]
    assert [names[c] for c in shared_channels(scene)] == ["summit", "desk", "back", "press", "front"]
    seats, places = scene.world.seats.copy(), scene.world.places.copy()
    seats[1, 0, 0], places[1, CLOSES] = 0, 0
    there = replace(scene, world=scene.world._replace(seats=seats, places=places))
    assert [names[c] for c in shared_channels(there)] == ["back", "press", "front"]


def test_where_no_channel_is_shared_none_is_worth_anything() -> None:
    scene = small_scene()
    names = [c.id for c in scene.cut.channels]
    there = apply(scene, [make_patch(scene, f"close:channel={name}") for name in names])
    found = value(there, runs=20)
    assert found.channels == () and found.value.shape == (0, 4) and np.array_equal(found.whole, found.none)
