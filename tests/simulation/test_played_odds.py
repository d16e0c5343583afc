"""What the kernel draws has the odds of playbooks.odds: its weights exactly, its frequencies within four errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import nbinom, poisson as poisson_of
from simulated import called, only_first_draw, scene_of

from counterpoint.playbooks.base import CHANNEL_CLASSES, ISSUE_CLASSES, PARTS
from counterpoint.playbooks.classes import channel_class
from counterpoint.playbooks.entries import MOODS, N_CORDIAL
from counterpoint.playbooks.hearing import listen
from counterpoint.playbooks.odds import Player, State, class_odds, gallery, kind_odds, mean_count, state_of
from counterpoint.playbooks.situation import look
from counterpoint.simulation import acting, arrays, choosing
from counterpoint.simulation.blows import placed
from counterpoint.simulation.casting import _stance
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.run import _make_room, play_one
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.tables import lists, make_tables

Floats = NDArray[np.float64]
RUNS, RATE = 600, 2.5
QUIET_WORLD = Rules(events=0.0, swans=0.0)
"""Nothing happens before the first turn, so that every run chooses in the situation at the end of the record."""


def another(state: int) -> int:
    """Another state: planted, to be caught."""
    return (state + 11) % 56


@cache
def busy(name: str = "geneva-2022") -> Scene:
    """A bundled case for one turn, with one draw of the cast, where everybody does much on every channel.

    Everybody fights everybody, and nobody faces anybody: so acts stay what was drawn, strikes and signatures too.
    """
    scene = only_first_draw(scene_of(name, turns=1, rules=QUIET_WORLD))
    habits, size = scene.cast.habits, scene.cast.ways[:, :, None, arrays.SIZE]
    habits[..., arrays.RATE] = RATE
    habits[..., arrays.QUIET] = np.exp(-size * np.log1p(RATE / size))
    seats = scene.world.seats.copy()
    seats[:, :, arrays.WHOM :] = 2
    return replace(scene, world=scene.world._replace(seats=seats))


@dataclass
class Desk:
    """The odds of a scene's parties at the end of its record, by the playbooks: of what they play, or of another."""

    scene: Scene
    instead: Callable[[int], int] = lambda number: number
    known: dict[object, Floats] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cut = self.scene.cut
        self.book, self.habits = gallery(leave_out=cut.record.case.id), placed(self.scene)[0][0]
        self.now = cut.record.as_of + 1
        self.heard = [listen(cut.record, p, cut.parties[cut.other[n]]) for n, p in enumerate(cut.parties)]

    def state(self, p: int) -> State:
        """What a party plays."""
        return state_of(self.instead(int(self.scene.cast.ways[0, p, arrays.BEGINS])))

    def place(self, c: int) -> str:
        """The kind of a channel."""
        return channel_class(self.scene.cut.channels[c])

    def player(self, p: int, c: int) -> Player:
        """A party as the playbooks take it, its habits those of a channel with the baseline taken out."""
        cast, place = self.scene.cast, CHANNEL_CLASSES.index(self.place(c))
        ends = np.cumsum([len(self.book.parts[part].mean) for part in PARTS])
        nats = dict(zip(PARTS, np.split(cast.nats[0, p], ends[:-1]), strict=True))
        row = self.habits[p, c]
        habits = {}
        for part, first, last in (("kind", arrays.KINDS, 2 * arrays.KINDS), ("issue", arrays.H_ISSUE, arrays.H_TARGET),
                                  ("target", arrays.H_TARGET, arrays.RATE)):  # fmt: skip
            with np.errstate(divide="ignore"):
                habits[part] = np.log(row[first:last] / self.book.base[part][place])
        days = self.scene.cut.record.case.turn_days
        return Player(nats, habits, {str(c): float(np.log(row[arrays.RATE] / days))})

    def x(self, p: int, c: int, issue: int) -> Floats:
        """The situation of a party on a channel, about an issue or any (-1)."""
        cut, heard = self.scene.cut, self.heard[p]
        name = cut.issues[issue].id if issue >= 0 else None
        return look(heard.before(self.now), heard.world, now=self.now, channel=cut.channels[c], issue=name)

    def kinds(self, p: int, c: int, issue: int, mood: int, gone: tuple[int, ...] = ()) -> Floats:
        """The odds of the kinds."""
        key = ("kind", p, c, issue, mood, gone)
        if key not in self.known:
            player, x = self.player(p, c), self.x(p, c, issue)
            self.known[key] = kind_odds(self.book, player, x, self.place(c), self.state(p), mood=mood, gone=gone)
        return self.known[key]

    def classes(self, part: str, p: int, c: int, cordial: bool) -> Floats:
        """The odds of classes of issue or target."""
        key = (part, p, c, cordial)
        if key not in self.known:
            player, x = self.player(p, c), self.x(p, c, -1)
            self.known[key] = class_odds(self.book, player, part, x, self.place(c), self.state(p), cordial=cordial)
        return self.known[key]

    def mean(self, p: int, c: int) -> float:
        """The expected number of occasions in a turn."""
        days = self.scene.cut.record.case.turn_days
        return mean_count(
            self.book, self.player(p, c), str(c), self.x(p, c, -1), self.place(c), self.state(p), days=days
        )


def seated(scene: Scene) -> Iterator[tuple[int, int]]:
    """Parties and channels on which they can speak in the first turn; on a tacit one nobody does."""
    for p, c in zip(*np.nonzero(scene.world.seats[:, :, arrays.SEATED]), strict=True):
        opens, closes, tacit = scene.world.places[c, [arrays.OPENS, arrays.CLOSES, arrays.TACIT]]
        if opens <= 0 < closes and not tacit:
            yield int(p), int(c)


@dataclass
class Compiled:
    """The odds of a scene's parties by the kernel."""

    scene: Scene

    def __post_init__(self) -> None:
        cast, room = self.scene.cast, _make_room(self.scene, make_tables(self.scene))
        self.tables, self.pulls, self.heeded = make_tables(self.scene), room.pulls, room.heeded
        self.rows, self.begins, _ = lists(cast.entries, cast.starts, len(CHANNEL_CLASSES))
        self.tilt, self.nats = np.zeros(choosing.SLOTS), cast.nats.reshape(-1)

    def of(self, p: int, c: int) -> tuple[int, int, int, int]:
        """Where a party's strengths begin, its habits on a channel; class of the channel, state."""
        at = (p * len(self.scene.world.places) + c) * choosing.ROW
        klass = int(self.scene.world.places[c, arrays.KLASS])
        return p * self.scene.cast.nats.shape[2], at, klass, int(self.scene.cast.ways[0, p, arrays.BEGINS])

    def kinds(self, p: int, c: int, x: Floats, mood: int, gone: tuple[int, ...]) -> Floats:
        """The odds of the kinds, some of them gone."""
        strengths, at, klass, state = self.of(p, c)
        habits = self.tables.flat[at + mood * choosing.SLOTS :][: choosing.SLOTS].copy()
        soft = float(self.tables.nice[0, p, c, mood])
        hard = 1.0 - soft
        for kind in gone:
            slot = called(acting.slot_of)(kind)
            soft, hard = called(choosing.left)(soft, hard, kind < choosing.CORDIAL, habits[slot])
            habits[slot] = 0.0
        first, last = self.begins[state, klass, choosing.REST_LIST]
        rest, facade = np.zeros(choosing.REST), np.zeros(8)
        called(choosing.learn)(p, first, self.nats, strengths, self.rows, first, last, self.pulls, self.heeded)
        called(choosing.weigh_rest)(p, self.pulls, self.heeded, x, habits, self.tilt, rest)
        called(choosing.weigh_facade)(
            self.nats, strengths, self.rows, self.begins, klass, x, state, habits, self.tilt, facade
        )
        kind = facade[: choosing.CORDIAL] * soft / facade.sum()
        unkind = rest[: arrays.KINDS - choosing.CORDIAL] * hard / rest.sum()
        return np.concatenate([kind, unkind]) / (soft + hard)

    def classes(self, part: str, p: int, c: int, x: Floats, cordial: bool) -> Floats:
        """The odds of classes of issue or target."""
        strengths, at, klass, state = self.of(p, c)
        sums = np.zeros(choosing.CLASSES)
        called(choosing.weigh_classes)(self.nats, strengths, self.rows, self.begins, klass, x, state, cordial,
                                       self.tables.flat, at, self.tilt, sums)  # fmt: skip
        first, many = (0, arrays.ISSUE_CLASSES) if part == "issue" else (choosing.AT_TARGET, arrays.TARGETS)
        found = sums[first : first + many]
        return np.diff(found, prepend=0.0) / found[-1]

    def mean(self, p: int, c: int, x: Floats) -> float:
        """The expected number of occasions in a turn."""
        strengths, at, klass, state = self.of(p, c)
        lean = called(choosing.lean)(self.nats, strengths, self.rows, self.begins, klass, x, state)
        return float(self.tables.flat[at + choosing.OF_RATE] * np.exp(lean))


def off(desk: Desk, scene: Scene) -> float:
    """The largest difference between a scene's compiled weights, as probabilities, and the odds of the playbooks."""
    worst, compiled = 0.0, Compiled(scene)
    for p, c in seated(scene):
        frame = desk.x(p, c, -1)
        for issue, mood, gone in ((-1, 1, ()), (0, 0, (2, 9)), (len(scene.cut.issues) - 1, 2, (25, 0, 4))):
            odds = compiled.kinds(p, c, desk.x(p, c, issue), mood, gone)
            worst = max(worst, float(np.abs(odds - desk.kinds(p, c, issue, mood, gone)).max()))
        for name in ("issue", "target"):
            for cordial in (False, True):
                odds = compiled.classes(name, p, c, frame, cordial)
                worst = max(worst, float(np.abs(odds - desk.classes(name, p, c, cordial)).max()))
        worst = max(worst, abs(compiled.mean(p, c, frame) - desk.mean(p, c)))
    return worst


@pytest.mark.parametrize("name", ["geneva-2022", "paris-1968", "iran-2012"])
def test_weights_are_those_of_the_playbooks(name: str) -> None:
    scene = busy(name)
    assert off(Desk(scene), scene) < 1e-9
    assert off(Desk(scene, another), scene) > 1e-2
    stronger = replace(scene, cast=scene.cast._replace(nats=scene.cast.nats + 0.001))
    assert off(Desk(scene), stronger) > 1e-6


def test_an_envoy_colours_his_channel_as_a_source_that_leans() -> None:
    scene = scene_of("dobrynin-1969")
    desk, habits, found = Desk(only_first_draw(scene)), scene.cast.habits[0], 0
    for p, c in seated(scene):
        stance = _stance(scene.cut, p, c)
        found += stance != 0.0
        place = CHANNEL_CLASSES.index(desk.place(c))
        plain = replace(desk.player(p, c), habits={"kind": np.zeros(arrays.KINDS)})
        for mood in range(len(MOODS)):
            row = habits[p, c, mood * arrays.KINDS : (mood + 1) * arrays.KINDS]
            for lean, same in ((scene.rules.eager * stance, True), (scene.rules.eager * stance + 0.1, False)):
                odds = kind_odds(desk.book, plain, desk.x(p, c, -1), CHANNEL_CLASSES[place], None, mood=mood, lean=lean)
                assert np.allclose(row, odds, rtol=0, atol=1e-12) == same
    assert found


@dataclass
class Tally:
    """Of every cell how often it came, how often it was to come, and the variance of that."""

    cells: dict[object, list[float]] = field(default_factory=dict)

    def add(self, key: object, odds: Floats, came: int) -> None:
        """One draw of something with such odds."""
        for k, p in enumerate(odds):
            cell = self.cells.setdefault((key, k), [0.0, 0.0, 0.0])
            cell[0] += k == came
            cell[1] += p
            cell[2] += p * (1 - p)

    def worst(self) -> float:
        """The largest deviation [standard errors] among cells that can be judged; what cannot come must not."""
        assert all(came == 0 for came, _, variance in self.cells.values() if variance < 1e-12)
        return max(
            float(abs(came - due) / variance**0.5) for came, due, variance in self.cells.values() if variance > 5.0
        )


@cache
def logs() -> tuple[Floats, ...]:
    """The acts of many first turns."""
    found = []
    for n in range(RUNS):
        out = play_one(busy(), number=n, seed=2)
        found.append(out.log[: int(out.told[0]), 1:].copy())
    return tuple(found)


def tallied(desk: Desk, *, runs: int = RUNS) -> dict[str, float]:
    """How far the draws lie from the odds, by what is drawn [standard errors]."""
    found = {name: Tally() for name in ("nest", "kind", "issue", "target")}
    core = desk.scene.world.matters[:, arrays.CORE] > 0
    for log in logs()[:runs]:
        gone: dict[int, tuple[int, ...]] = {}
        for row in log:
            p, c, kind, issue, because, target, occasion = (int(v) for v in row[:7])
            mood, before, cordial = int(row[acting.AIR]), gone.get(occasion, ()), kind < N_CORDIAL
            odds, nest = desk.kinds(p, c, issue, mood, before), slice(0, N_CORDIAL) if cordial else slice(N_CORDIAL, 26)
            nice = float(odds[:N_CORDIAL].sum())
            found["nest"].add((p, c), np.array([nice, 1 - nice]), int(not cordial))
            found["kind"].add((c, cordial), odds[nest] / odds[nest].sum(), kind - nest.start)
            klass = "linked" if because >= 0 else "none" if issue < 0 else "core" if core[issue] else "technical"
            found["issue"].add((p, c, cordial), desk.classes("issue", p, c, cordial), ISSUE_CLASSES.index(klass))
            found["target"].add((p, c, cordial), desk.classes("target", p, c, cordial), target)
            gone[occasion] = (*before, kind)
    return {name: tally.worst() for name, tally in found.items()}


def test_kinds_issues_and_targets_come_as_often_as_the_odds_say() -> None:
    worst = tallied(Desk(busy()))
    assert max(worst.values()) < 4.0, worst


def test_frequencies_catch_a_party_that_plays_something_else() -> None:
    worst = tallied(Desk(busy(), another), runs=200)
    assert min(worst["kind"], worst["issue"], worst["target"]) > 8.0, worst


def counted() -> NDArray[np.int64]:
    """Occasions by run, party and channel."""
    scene = busy()
    found = np.zeros((RUNS, len(scene.cut.parties), len(scene.cut.channels)), dtype=np.int64)
    for n, log in enumerate(logs()):
        first = {int(row[acting.OCCASION]): (int(row[0]), int(row[1])) for row in log}
        for p, c in first.values():
            found[n, p, c] += 1
    return found


def test_counts_are_over_dispersed_with_the_mean_of_the_playbooks() -> None:
    desk, other, found = Desk(busy()), Desk(busy(), another), counted()
    wrong = 0.0
    for p, c in seated(desk.scene):
        size, counts = float(desk.scene.cast.ways[0, p, arrays.SIZE]), found[:, p, c]
        mean = desk.mean(p, c)
        spread = (mean + mean**2 / size) ** 0.5 / RUNS**0.5
        assert abs(counts.mean() - mean) < 4 * spread
        none = (1 + mean / size) ** -size
        assert abs((counts == 0).mean() - none) < 4 * (none * (1 - none) / RUNS) ** 0.5
        wrong = max(wrong, abs(counts.mean() - other.mean(p, c)) / spread)
    assert wrong > 8.0
    assert found.sum() == sum(found[:, p, c].sum() for p, c in seated(desk.scene))


def test_an_occasion_has_as_many_moves_and_such_moods_as_played_records() -> None:
    moves: list[int] = []
    moods = np.zeros(3)
    for log in logs():
        for occasion in np.unique(log[:, acting.OCCASION]):
            rows = log[log[:, acting.OCCASION] == occasion]
            moves.append(len(rows))
            assert len(set(rows[:, acting.KIND])) == len(rows) and len(set(rows[:, acting.AIR])) == 1
            if len(rows) > 1:
                moods[int(rows[0, acting.AIR])] += 1
    more = poisson_of(QUIET_WORLD.more_moves)
    odds = [more.pmf(k) for k in range(acting.MOVES - 1)] + [more.sf(acting.MOVES - 2)]
    for k, p in enumerate(odds):
        assert abs(np.mean(np.array(moves) == k + 1) - p) < 4 * (p * (1 - p) / len(moves)) ** 0.5
    for share, p in zip(moods / moods.sum(), (0.25, 0.5, 0.25), strict=True):
        assert abs(share - p) < 4 * (p * (1 - p) / moods.sum()) ** 0.5


def test_counts_and_places_are_drawn_by_inversion() -> None:
    grid = (np.arange(20_000) + 0.5) / 20_000
    for mean, size in ((0.3, 1.5), (4.0, 0.8), (25.0, 3.0)):
        drawn = np.bincount([called(choosing.count)(u, mean, size) for u in grid], minlength=80)[:80] / len(grid)
        assert np.abs(drawn - nbinom.pmf(np.arange(80), size, size / (size + mean))).max() < 2e-4
        assert np.abs(drawn - poisson_of.pmf(np.arange(80), mean)).max() > 1e-2


def test_what_a_number_falls_upon_comes_as_often_as_its_weight() -> None:
    grid = (np.arange(20_000) + 0.5) / 20_000
    weights = np.array([0.0, 3.0, 0.0, 1.0, 4.0, 0.0])
    places = np.bincount([called(choosing.fall)(u, np.cumsum(weights), 0, 6) for u in grid], minlength=6) / len(grid)
    assert np.abs(places - weights / 8).max() < 1e-3
    assert [called(choosing.fall)(u, np.cumsum(weights), 0, 6) for u in (0.0, 1.0 - 2.0**-33)] == [1, 4]
    many = np.random.default_rng(4).random(choosing.REST) * (np.arange(choosing.REST) % 5 > 0)
    found = [called(choosing.fall_rest)(u, many.copy(), np.zeros(8)) for u in grid]
    slots = np.bincount(found, minlength=choosing.REST) / len(grid)
    assert np.abs(slots - many / many.sum()).max() < 1e-3 and not slots[many == 0.0].any()
