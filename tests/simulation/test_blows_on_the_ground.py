"""Who has a channel for deeds strikes there and not at a table, as often as before; nobody suspends deeds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from simulated import bundled, played_by_all

from counterpoint.case.bundled import bundled_cases
from counterpoint.case.model import Case
from counterpoint.case.when import When
from counterpoint.levers.patch import apply, make_patch
from counterpoint.playbooks.entries import MOOD_WEIGHT
from counterpoint.record.record import make_record
from counterpoint.simulation import tables
from counterpoint.simulation.acting import CHANNEL, KIND
from counterpoint.simulation.arrays import CLOSES, H_ISSUE, KINDS, QUIET, RATE, SEATED, SIZE, Floats, Ints
from counterpoint.simulation.blows import BLOWS, SUSPEND, placed
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene, make_scene, opened

EVEN = 1
FIELD, RUNS = "geneva-2022", 20


@cache
def scene_of(name: str) -> Scene:
    """A bundled case, everybody played by all."""
    return made(bundled(name))


def made(case: Case) -> Scene:
    return make_scene(make_record(case), played_by_all(case), turns=52)


def habits(scene: Scene, turn: int = 0) -> Floats:
    """Habits of a turn, with blows where they belong."""
    found, begins = placed(scene)
    return found[begins[turn] :][: len(scene.cast.ways)]


def acts(scene: Scene, of: Floats, turn: int = 0) -> Floats:
    """Expected acts in a turn by habit, by draw, party, channel that the party can use in it, mood and kind."""
    usable = (scene.world.seats[:, :, SEATED] > 0) & opened(scene)[turn]
    kinds = of[..., :H_ISSUE].reshape(*of.shape[:3], -1, KINDS)
    found: Floats = kinds * (of[..., RATE] * usable)[..., None, None]
    return found


def at(scene: Scene, level: str) -> NDArray[np.bool_]:
    """Which channels are of a level."""
    return np.array([c.level == level for c in scene.cut.channels])


def misplaced(scene: Scene, of: Floats, turn: int = 0) -> Floats:
    """Expected blows at tables and suspensions on the ground, by party."""
    ground, found = at(scene, "field"), acts(scene, of, turn)
    wrong: Floats = found[:, :, ~ground][..., BLOWS].sum(axis=(0, 2, 3, 4))
    return wrong + found[:, :, ground][..., SUSPEND].sum(axis=(0, 2, 3))


@pytest.mark.parametrize("name", bundled_cases())
def test_blows_are_on_the_ground_and_as_many_as_before(name: str) -> None:
    """Over moods, in which a kind comes by turns more and less often, about as many."""
    scene = scene_of(name)
    now, before = habits(scene), scene.cast.habits
    sits = scene.world.seats[:, at(scene, "field"), SEATED].any(axis=1)
    assert sits[:2].all() and not misplaced(scene, now)[sits].any() and (misplaced(scene, before)[:2] > 0.01).all()
    told, was = (acts(scene, of).sum(axis=2) for of in (now, before))
    kept = np.arange(KINDS) != SUSPEND
    assert np.allclose(told[:, :, EVEN, kept], was[:, :, EVEN, kept], rtol=1e-9)
    blows = [np.einsum("dpmk,m->p", s[..., BLOWS], MOOD_WEIGHT) for s in (told, was)]
    assert np.allclose(*blows, rtol=0.1)
    assert np.array_equal(now[:, ~sits], before[:, ~sits])


def test_the_chance_of_no_occasion_follows() -> None:
    scene = scene_of("paris-1968")
    now, size = habits(scene), scene.cast.ways[:, :, None, SIZE]
    for of, same in ((now, True), (scene.cast.habits, False)):
        assert np.allclose(of[..., QUIET], np.exp(-size * np.log1p(now[..., RATE] / size))) == same


def changed(**ground: Any) -> Case:
    """A bundled case whose channel for deeds is another."""
    case = bundled(FIELD)
    channels = tuple(replace(c, **ground) if c.level == "field" else c for c in case.channels)
    return replace(case, channels=channels)


@pytest.mark.parametrize("ground", [{"level": "working"}, {"closed": When(date(1990, 1, 1), date(1990, 1, 1))},
                                    {"opened": When(date(2090, 1, 1), date(2090, 1, 1))}])  # fmt: skip
def test_without_ground_nothing_changes(ground: dict[str, Any]) -> None:
    for case, same in ((changed(**ground), True), (changed(), False)):
        scene = made(case)
        assert (placed(scene)[0].tobytes() == scene.cast.habits.tobytes()) == same


def test_two_grounds_share_what_comes_by_how_much_passes_there() -> None:
    case = bundled(FIELD)
    second = replace(next(c for c in case.channels if c.level == "field"), id="second")
    scene = made(replace(case, channels=(*case.channels, second)))
    ground, before = at(scene, "field"), scene.cast.habits
    more = (acts(scene, habits(scene)) - acts(scene, before))[:, :2, ground, EVEN][..., BLOWS].sum(axis=-1)
    shares = [part / part.sum(axis=2, keepdims=True) for part in (more, before[:, :2, ground, RATE])]
    assert (more > 0).all() and np.allclose(*shares)


def test_a_tacit_channel_keeps_its_deeds() -> None:
    """There conduct is what is read."""
    case = bundled(FIELD)
    tables = [c.id for c in case.channels if c.level not in ("public", "field", "internal")]
    channels = tuple(replace(c, visibility="tacit") if c.id == tables[0] else c for c in case.channels)
    scene = made(replace(case, channels=channels))
    c, now = [x.id for x in channels].index(tables[0]), habits(scene)
    assert np.allclose(now[:, :, c], scene.cast.habits[:, :, c])
    assert acts(scene, now)[:, :2, c][..., BLOWS].sum() > 0


def rows(scene: Scene) -> Floats:
    """The acts of some runs, each behind its turn."""
    told = (play_one(scene, number=number) for number in range(RUNS))
    return np.concatenate([out.log[: int(out.told[0])] for out in told])


def wrongly(scene: Scene) -> int:
    """Blows at tables, while the ground is open, and suspensions on the ground in some runs."""
    ground, found = at(scene, "field"), 0
    there = opened(scene)[:, ground].any(axis=1)
    for row in rows(scene):
        on_it, kind = ground[int(row[1 + CHANNEL])], int(row[1 + KIND])
        found += bool(kind == SUSPEND if on_it else BLOWS[kind] and there[int(row[0])])
    return found


def unplaced(scene: Scene) -> tuple[Floats, Ints]:
    """Habits as the cast has them."""
    return scene.cast.habits, np.zeros(scene.turns, dtype=np.int64)


def first_day(scene: Scene) -> tuple[Floats, Ints]:
    """Habits of the first day in every turn: planted, to be caught."""
    return habits(scene), np.zeros(scene.turns, dtype=np.int64)


def test_no_run_strikes_at_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_of(FIELD)
    assert wrongly(scene) == 0
    monkeypatch.setattr(tables, "placed", unplaced)
    assert wrongly(scene) > 0


def pulled(*levers: str) -> Scene:
    """The case under levers."""
    scene = scene_of(FIELD)
    for lever in levers:
        scene = apply(scene, [make_patch(scene, lever)])
    return scene


def blows_of(scene: Scene, turn: int, *, on: str | None = None) -> float:
    """Expected blows of the main pair in a turn at tables or on channels of a level, in an even mood."""
    where = at(scene, on) if on else ~at(scene, "field")
    return float(acts(scene, habits(scene, turn), turn)[:, :2, where, EVEN][..., BLOWS].sum())


@pytest.mark.parametrize("lever", ["close:channel=field", "mute:channel=field,k=0", "merge:of=field,into=ssd"])
def test_tables_have_their_own_blows_back_where_the_ground_is_shut(lever: str) -> None:
    """Else to shut the ground would make peace at tables, too; what fell on the ground itself is gone, or merged."""
    base, shut = scene_of(FIELD), pulled(lever)
    own = acts(base, base.cast.habits)[:, :2, ~at(base, "field"), EVEN][..., BLOWS].sum()
    assert blows_of(base, 0) == 0.0 == blows_of(shut, 0, on="field")
    back = blows_of(shut, 0)
    assert back > own * 1.01 if lever.startswith("merge") else back == pytest.approx(own)


def test_ground_that_closes_and_opens_gives_and_takes() -> None:
    """In the turns in which it is open; planted, blows that stay where they were on the first day."""
    scene, days = scene_of(FIELD), scene_of(FIELD).cut.record.case.turn_days
    closing = pulled(f"close:channel=field,days={10 * days}")
    opening = pulled("close:channel=field", f"open:channel=field,days={20 * days}")
    for found, shut in ((closing, range(10, 52)), (opening, range(20))):
        ground = at(found, "field")
        for turn in (0, 9, 10, 19, 51):
            assert (blows_of(found, turn) > 0.0) == (turn in shut) == (not opened(found)[turn, ground].any())
    assert len(placed(scene)[0]) == len(scene.cast.ways) < len(placed(closing)[0])


def test_a_run_strikes_at_tables_only_after_the_ground_has_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = pulled(f"close:channel=field,days={10 * scene_of(FIELD).cut.record.case.turn_days}")
    assert wrongly(scene) == 0 < late(scene)
    monkeypatch.setattr(tables, "placed", first_day)
    assert late(scene) == 0


def late(scene: Scene) -> int:
    """Blows of some runs after the ground has closed."""
    closes = int(scene.world.places[at(scene, "field"), CLOSES].max())
    return int(sum(BLOWS[int(row[1 + KIND])] for row in rows(scene) if row[0] >= closes))


def test_half_as_much_on_the_ground_leaves_what_comes_from_tables() -> None:
    """Its own acts are halved; blows of tables still have no other place."""
    base, half = scene_of(FIELD), pulled("mute:channel=field,k=0.5")
    own = acts(base, base.cast.habits)[:, :2, at(base, "field"), EVEN][..., BLOWS].sum()
    assert blows_of(half, 0) == 0.0
    assert blows_of(base, 0, on="field") - blows_of(half, 0, on="field") == pytest.approx(own / 2)


def test_who_says_nothing_at_all_has_habits_all_the_same() -> None:
    """A rate of nothing on a channel, or on all: no number is lost."""
    scene = scene_of(FIELD)
    quiet = scene.cast.habits.copy()
    quiet[..., RATE], quiet[..., QUIET] = 0.0, 1.0
    silent = replace(scene, cast=scene.cast._replace(habits=quiet))
    assert np.array_equal(placed(silent)[0], quiet)
    some = scene.cast.habits.copy()
    some[:, :, 0, RATE], some[:, :, 0, QUIET] = 0.0, 1.0
    found = placed(replace(scene, cast=scene.cast._replace(habits=some)))[0]
    assert not np.isnan(found).any() and (found[:, :, 0, RATE] == 0.0).all()
    assert np.allclose(found[..., :KINDS].sum(axis=-1), 1.0)
