"""The compiled likelihood against the odds written out by hand, and against brute force over all paths."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import fields, replace

import numpy as np
import pytest
from small_models import model_of, played, player_of

from counterpoint.inference import posterior as post, smoothing
from counterpoint.inference.along import acts_along, counts_along, speaking, tilts_of
from counterpoint.inference.kernel import STATES, make_bases
from counterpoint.inference.model import (
    Emissions,
    Model,
    act_arguments,
    chain_arguments,
    evaluate,
    evaluate_each,
    evaluate_retimed,
    stays,
    with_tables,
)
from counterpoint.inference.posterior import GROUP_OF_STATE, Posterior
from counterpoint.inference.smc import Sample
from counterpoint.inference.target import ORDER, Drawn, PartyTarget
from counterpoint.playbooks.base import CHANNEL_CLASSES
from counterpoint.playbooks.entries import MOOD_WEIGHT, N_CORDIAL
from counterpoint.playbooks.odds import Gallery, class_odds, gallery, kind_odds, mean_count, state_of

TOLERANCE = 1e-10


def by_hand_act(model: Model, book: Gallery, z: np.ndarray, i: int, state: int, mood: int, since: int) -> float:
    """p(act i | state, mood) as reported by its source, from playbooks.odds; since is the first row of its occasion."""
    t, v, player = model.tables, model.layout.values(z), player_of(model, z)
    place = CHANNEL_CLASSES[t.klass[i]]
    lean, trust = v["lean"][0, t.source[i]], v["trust"][0, t.source[i]] + t.credit[i]
    honest = 1 / (1 + math.exp(-trust))
    cordial = bool(t.kind[i] < N_CORDIAL)

    def p(on: int | None, mood: int) -> float:
        s = None if on is None else state_of(on)
        kind = kind_odds(book, player, t.x[i], place, s, mood=mood, lean=lean, gone=t.kind[since:i])[t.kind[i]]
        issue = class_odds(book, player, "issue", t.frame[i], place, s, cordial=cordial)[t.issue[i]]
        target = class_odds(book, player, "target", t.frame[i], place, s, cordial=cordial)[t.target[i]]
        return float(kind * issue * target)

    return honest * p(state, mood) + (1 - honest) * p(None, 1)


def by_hand_emissions(model: Model, z: np.ndarray, *, double: bool = False) -> np.ndarray:
    """Log emission of every state at every turn: (T, STATES)."""
    t, book, player = model.tables, gallery(), player_of(model, z)
    out = np.zeros((t.turns, STATES))
    for s in range(STATES):
        for o in range(len(t.occasion_turn)):
            rows = range(t.starts[o], t.starts[o + 1])
            moods = (0, 1, 2) if t.moody[o] else (1,)
            weights = MOOD_WEIGHT if t.moody[o] else (1.0,)
            joint = [math.prod(by_hand_act(model, book, z, i, s, m, rows[0]) for i in rows) for m in moods]
            mean = sum(w * j for w, j in zip(weights, joint, strict=True))
            out[t.occasion_turn[o], s] += math.log(mean) * (1 + double)
        for m in range(len(t.cell_count)):
            channel, place = t.channels[t.cell_channel[m]], CHANNEL_CLASSES[t.cell_class[m]]
            mean = mean_count(book, player, channel, t.cell_x[m], place, state_of(s), days=t.cell_days[m])
            n, r = t.cell_count[m], math.exp(player.size)
            out[t.cell_turn[m], s] += (
                math.lgamma(n + r) - math.lgamma(r) - math.lgamma(n + 1) + n * math.log(mean / (mean + r))
                + r * math.log(r / (mean + r))
            )  # fmt: skip
    return out


def transition(model: Model, z: np.ndarray) -> np.ndarray:
    """P(next state | state), written out: (STATES, STATES)."""
    stay = stays(model, model.layout.values(z))[0]
    out = np.ones((STATES, STATES))
    for a, b in itertools.product(range(STATES), repeat=2):
        out[a, b] = stay[0] * (a // 8 == b // 8) + (1 - stay[0]) * model.prior.aims[b // 8]
        for k in range(3):
            on, was = b >> k & 1, a >> k & 1
            anew = model.prior.techniques[k] if on else 1 - model.prior.techniques[k]
            out[a, b] *= stay[1] * (on == was) + (1 - stay[1]) * anew
    return out


def start(model: Model) -> np.ndarray:
    techniques = model.prior.techniques

    def p(s: int) -> float:
        on = math.prod(techniques[k] if s >> k & 1 else 1 - techniques[k] for k in range(3))
        return float(model.prior.aims[s // 8] * on)

    return np.array([p(s) for s in range(STATES)])


def over_all_paths(model: Model, z: np.ndarray, logs: np.ndarray) -> tuple[float, np.ndarray]:
    """Log-likelihood and last-state probabilities by summing every path of states one by one: 56 ** turns of them."""
    first, step = start(model), transition(model, z)
    last = np.zeros(STATES)
    for path in itertools.product(range(STATES), repeat=len(logs)):
        p = first[path[0]] * math.exp(logs[0, path[0]])
        for t in range(1, len(path)):
            p *= step[path[t - 1], path[t]] * math.exp(logs[t, path[t]])
        last[path[-1]] += p
    return math.log(last.sum()), last / last.sum()


@pytest.fixture(scope="module")
def small() -> tuple[Model, np.ndarray]:
    model = model_of(played(turns=2, acts_a_week=4.0, seed=3))
    assert len(model.tables.acts) >= 4 and model.tables.moody.any()
    return model, np.random.default_rng(5).standard_normal((1, model.layout.size))


def test_every_act_has_the_odds_that_playing_draws_from(small: tuple[Model, np.ndarray]) -> None:
    model = model_of(played(turns=8, acts_a_week=3.0, seed=4))
    z = np.random.default_rng(6).standard_normal((1, model.layout.size))
    values, n = model.layout.values(z), len(model.tables.acts)
    ratio, free = np.empty((1, n, STATES)), np.empty((1, n))
    smoothing.ratios(0, 1, *act_arguments(values), model.consts, model.data, ratio, free)
    book, player, t = gallery(), player_of(model, z), model.tables
    for i in range(n):
        place, cordial = CHANNEL_CLASSES[t.klass[i]], bool(t.kind[i] < N_CORDIAL)
        lean = values["lean"][0, t.source[i]]
        for s in range(0, STATES, 5):
            on = state_of(s)
            expected = kind_odds(book, player, t.x[i], place, on, lean=lean)[t.kind[i]]
            expected *= class_odds(book, player, "issue", t.frame[i], place, on, cordial=cordial)[t.issue[i]]
            expected *= class_odds(book, player, "target", t.frame[i], place, on, cordial=cordial)[t.target[i]]
            assert math.isclose(ratio[0, i, s] * math.exp(free[0, i]), expected, rel_tol=TOLERANCE)


def test_likelihood_agrees_with_brute_force_over_all_paths(small: tuple[Model, np.ndarray]) -> None:
    model, z = small
    emissions = evaluate(model, z)
    expected, last = over_all_paths(model, z, by_hand_emissions(model, z))
    assert abs(emissions.loglik[0] - expected) < TOLERANCE * abs(expected)
    _, states = post.final_states(model, emissions, model.layout.values(z))
    assert np.abs(states[0] - last).max() < TOLERANCE


def test_brute_force_catches_a_likelihood_counted_twice(small: tuple[Model, np.ndarray]) -> None:
    model, z = small
    expected, _ = over_all_paths(model, z, by_hand_emissions(model, z, double=True))
    assert abs(evaluate(model, z).loglik[0] - expected) > 1e-3


def test_smoothing_agrees_with_matrices() -> None:
    model = model_of(played(turns=7, acts_a_week=3.0, seed=8))
    z = np.random.default_rng(2).standard_normal((1, model.layout.size))
    values, emissions = model.layout.values(z), evaluate(model, z)
    got = np.empty((1, model.tables.turns, STATES))
    smoothing.smooth(0, 1, *chain_arguments(model, emissions, values), got)
    like, step = np.exp(by_hand_emissions(model, z)), transition(model, z)
    forward, backward = [start(model) * like[0]], [np.ones(STATES)]
    for row in like[1:]:
        forward.append(forward[-1] @ step * row)
    for row in like[:0:-1]:
        backward.insert(0, step @ (backward[0] * row))
    for t in range(len(like)):
        exact = forward[t] * backward[t]
        assert np.abs(got[0, t] - exact / exact.sum()).max() < TOLERANCE


def test_weight_of_an_act_is_what_leaving_it_out_gives() -> None:
    model = model_of(played(turns=8, acts_a_week=3.0, seed=9))
    z = np.random.default_rng(3).standard_normal((40, model.layout.size))
    emissions, values = evaluate(model, z), model.layout.values(z)
    _, last = post.final_states(model, emissions, values)
    # the draws are equally weighted as if they came from the posterior; both ways start from the same draws
    posterior = Posterior(model, Sample(z, Drawn(emissions, 0 * z), np.arange(40), 1, 0.0, {}), values, last)
    quick = post.weigh_acts(posterior)
    for i in range(0, len(quick), 4):
        keep = np.ones(len(quick), dtype=np.bool_)
        keep[i] = False
        slow, _ = post.leave_each(posterior, keep[None])[0]
        assert np.abs(quick[i] - slow).max() < 1e-9
    assert np.abs(quick - last.mean(axis=0) @ GROUP_OF_STATE.T).max() > 1e-3


def test_readings_scored_at_once_are_those_scored_alone() -> None:
    model = model_of(played(turns=8, acts_a_week=3.0, seed=9))
    rng = np.random.default_rng(3)
    z, t = rng.standard_normal((8, model.layout.size)), model.tables
    whole, keeps = evaluate(model, z), rng.random((4, len(t.acts))) < 0.8
    for keep, found in zip(keeps, evaluate_each(model, z, keeps, whole), strict=True):
        assert same(found, evaluate(model, z, keep=keep))
        assert not same(found, whole)
    halved = with_tables(model, replace(t, turns=(t.turns + 1) // 2, occasion_turn=t.occasion_turn // 2,
                                        cell_turn=t.cell_turn // 2))  # fmt: skip
    for other, found in zip((model, halved), evaluate_retimed([model, halved], z), strict=True):
        assert same(found, evaluate(other, z))


def same(one: Emissions, other: Emissions) -> bool:
    """Whether two are the same to the last digit."""
    return all(getattr(one, f.name).tobytes() == getattr(other, f.name).tobytes() for f in fields(one))


@pytest.mark.parametrize("seed", range(10, 14))
def test_threads_change_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With fast mathematics it did, now and then: what the compiler reordered hung on where arrays lay in memory."""
    model = model_of(played(turns=12, acts_a_week=4.0, seed=seed))
    assert model.tables.moody.any()
    z = np.random.default_rng(4).standard_normal((64, model.layout.size))
    results = []
    for threads in ("1", "2", "3") * 3:
        monkeypatch.setenv("COUNTERPOINT_THREADS", threads)
        found = evaluate(model, z)
        results.append(found.acts.tobytes() + found.counts.tobytes() + found.loglik.tobytes())
    assert len(set(results)) == 1
    assert evaluate(model, z + 1e-9).loglik.tobytes() not in results[0]


def along(model: Model, z: np.ndarray, path: np.ndarray) -> tuple[float, float, dict[str, np.ndarray]]:
    """By the moves' own formula: log-likelihood of acts and counts along a path, and its gradient by block."""
    v = {name: block[0] for name, block in model.layout.values(z).items()}
    turn = np.repeat(model.tables.occasion_turn, np.diff(model.tables.starts))
    did = zip(model.data[6:9], model.data[1:4], strict=True)
    said = tuple(speaking(active, what, turn, path) for active, what in did)
    tilts = tuple(tilts_of(v[part], said[k]) for k, part in enumerate(("kind", "issue", "target")))
    bases = make_bases(v["habit_kind"], v["habit_issue"], v["habit_target"], v["lean"], model.consts)
    names = ("kind", "issue", "target", "habit_kind", "habit_issue", "habit_target", "trust", "lean", "amount", "rate")
    out = {name: np.full(len(v[name]), np.nan) for name in names}
    by_acts = tuple(out[name] for name in names[:8])
    acts = acts_along(tilts, v["trust"], bases, model.data, model.occasion, model.consts[3], said, by_acts, True)
    by_counts = (out["amount"], out["rate"])
    counts = counts_along(v["amount"], v["rate"], v["size"][0], model.cells, model.amount, path, *by_counts)
    return float(acts), float(counts), out


def by_path(model: Model, z: np.ndarray, path: np.ndarray, *, acts: bool) -> float:
    """Log-likelihood of acts, or of counts, along one path."""
    return along(model, z, path)[0 if acts else 1]


def test_moves_along_a_path_score_it_as_the_emissions_do() -> None:
    model = model_of(played(turns=8, acts_a_week=3.0, seed=12))
    rng = np.random.default_rng(7)
    one, two = rng.standard_normal((2, 1, model.layout.size))
    path = rng.integers(0, STATES, size=model.tables.turns)
    turns = np.arange(model.tables.turns)
    emissions = [evaluate(model, z) for z in (one, two)]

    def whole(e: Emissions) -> float:
        table = np.log(e.acts[0]) + np.log(e.counts[0])
        return float(table[turns, path].sum() + e.act_scale.sum() + e.count_scale.sum())

    for e, z in zip(emissions, (one, two), strict=True):
        own = np.log(e.acts[0])[turns, path].sum() + e.act_scale.sum()
        assert math.isclose(by_path(model, z, path, acts=True), own, rel_tol=1e-9)
    # counts are scored but for a constant: differences must agree
    moved = [by_path(model, z, path, acts=True) + by_path(model, z, path, acts=False) for z in (one, two)]
    assert math.isclose(moved[1] - moved[0], whole(emissions[1]) - whole(emissions[0]), rel_tol=1e-9)


def slope(f: Callable[[np.ndarray], float], z: np.ndarray, j: int) -> float:
    """The derivative of f by coordinate j, from two points."""
    up, down = z.copy(), z.copy()
    up[0, j] += 1e-5
    down[0, j] -= 1e-5
    return (f(up) - f(down)) / 2e-5


def test_gradients_along_a_path_are_those_of_the_likelihood() -> None:
    model = model_of(played(turns=8, acts_a_week=3.0, seed=12))
    starts, turns, moody = model.occasion
    model = replace(model, occasion=(starts, turns, np.zeros_like(moody)))  # with moods the gradient only steers
    rng = np.random.default_rng(9)
    z = 0.7 * rng.standard_normal((1, model.layout.size))
    path = rng.integers(0, STATES, size=model.tables.turns)
    got = along(model, z, path)[2]
    assert set(got) == set(ORDER) - {"size", "dwell"}
    for name, pull in got.items():
        part = model.layout.blocks[name]
        sd = model.layout.sd[part]
        acts = name not in ("amount", "rate")
        for k in range(0, len(pull), 3):
            exact = slope(lambda at, acts=acts: by_path(model, at, path, acts=acts), z, part.start + k)
            assert math.isclose(pull[k] * sd[k], exact, rel_tol=1e-5, abs_tol=1e-6), (name, k)
    wrong = along(model, z, (path + 8) % STATES)[2]
    assert any(np.abs(wrong[name] - got[name]).max() > 1e-3 for name in got)


def test_sampler_leaves_the_prior_alone_when_there_is_nothing_to_learn() -> None:
    model = model_of(played(turns=3, acts_a_week=2.0, seed=13))
    target, rng = PartyTarget(model), np.random.default_rng(8)
    z = rng.standard_normal((400, model.layout.size))
    moved, _, _ = target.move(z, target.begin(z), 1e-12, rng, False)
    assert (moved != z).mean() > 0.3
    assert abs(moved.mean()) < 0.02 and abs(moved.std() - 1) < 0.02
