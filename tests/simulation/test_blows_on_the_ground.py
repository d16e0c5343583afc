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
from counterpoint.playbooks.entries import MOOD_WEIGHT
from counterpoint.record.record import make_record
from counterpoint.simulation import casting
from counterpoint.simulation.acting import CHANNEL, KIND
from counterpoint.simulation.arrays import CLOSES, H_ISSUE, KINDS, OPENS, QUIET, RATE, SEATED, SIZE, Floats
from counterpoint.simulation.blows import BLOWS, EVEN, SUSPEND, on_the_ground
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene, make_scene


@cache
def scenes(name: str) -> tuple[Scene, Scene]:
    """A bundled case with blows on the ground; and with them wherever habits have them, as a control."""
    case = bundled(name)
    return made(case), scattered(case)


def made(case: Case) -> Scene:
    return make_scene(make_record(case), played_by_all(case), turns=52)


def scattered(case: Case) -> Scene:
    """The scene if blows fell by habit alone."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(casting, "on_the_ground", lambda cut, p, kinds, rates: (kinds, rates))
        return made(case)


def acts(scene: Scene) -> Floats:
    """Expected acts in a turn by habit, by draw, party, channel that the party can use in it, mood and kind."""
    habits, opens, closes = scene.cast.habits, scene.world.places[:, OPENS], scene.world.places[:, CLOSES]
    usable = (scene.world.seats[:, :, SEATED] > 0) & (opens <= 0) & (closes > 0)
    kinds = habits[..., :H_ISSUE].reshape(*habits.shape[:3], -1, KINDS)
    found: Floats = kinds * (habits[..., RATE] * usable)[..., None, None]
    return found


def at(scene: Scene, level: str) -> NDArray[np.bool_]:
    """Which channels are of a level."""
    return np.array([c.level == level for c in scene.cut.channels])


def misplaced(scene: Scene) -> Floats:
    """Expected blows at tables and suspensions on the ground, by party."""
    ground, found = at(scene, "field"), acts(scene)
    wrong: Floats = found[:, :, ~ground][..., BLOWS].sum(axis=(0, 2, 3, 4))
    return wrong + found[:, :, ground][..., SUSPEND].sum(axis=(0, 2, 3))


@pytest.mark.parametrize("name", bundled_cases())
def test_blows_are_on_the_ground_and_as_many_as_before(name: str) -> None:
    """Over moods, in which a kind comes by turns more and less often, about as many."""
    scene, control = scenes(name)
    sits = scene.world.seats[:, at(scene, "field"), SEATED].any(axis=1)
    assert sits[:2].all() and not misplaced(scene)[sits].any() and (misplaced(control)[:2] > 0.01).all()
    now, before = (acts(s).sum(axis=2) for s in (scene, control))
    kept = np.arange(KINDS) != SUSPEND
    assert np.allclose(now[:, :, EVEN, kept], before[:, :, EVEN, kept], rtol=1e-9)
    blows = [np.einsum("dpmk,m->p", s[..., BLOWS], MOOD_WEIGHT) for s in (now, before)]
    assert np.allclose(*blows, rtol=0.1)
    assert np.array_equal(scene.cast.habits[:, ~sits], control.cast.habits[:, ~sits])


def test_the_chance_of_no_occasion_follows() -> None:
    scene, control = scenes("paris-1968")
    for cast, same in ((scene.cast, True), (scene.cast._replace(habits=control.cast.habits), False)):
        rate, size = scene.cast.habits[..., RATE], cast.ways[:, :, None, SIZE]
        assert np.allclose(cast.habits[..., QUIET], np.exp(-size * np.log1p(rate / size))) == same


def changed(name: str, **ground: Any) -> Case:
    """A bundled case whose channel for deeds is another."""
    case = bundled(name)
    channels = tuple(replace(c, **ground) if c.level == "field" else c for c in case.channels)
    return replace(case, channels=channels)


@pytest.mark.parametrize("ground", [{"level": "working"}, {"closed": When(date(1990, 1, 1), date(1990, 1, 1))},
                                    {"opened": When(date(2090, 1, 1), date(2090, 1, 1))}])  # fmt: skip
def test_without_ground_nothing_changes(ground: dict[str, Any]) -> None:
    case = changed("geneva-2022", **ground)
    assert made(case).cast.habits.tobytes() == scattered(case).cast.habits.tobytes()
    assert made(changed("geneva-2022")).cast.habits.tobytes() != scattered(changed("geneva-2022")).cast.habits.tobytes()


def test_two_grounds_share_what_comes_by_how_much_passes_there() -> None:
    case = bundled("geneva-2022")
    second = replace(next(c for c in case.channels if c.level == "field"), id="second")
    case = replace(case, channels=(*case.channels, second))
    scene, control = made(case), scattered(case)
    ground = at(scene, "field")
    more = (acts(scene) - acts(control))[:, :2, ground, EVEN][..., BLOWS].sum(axis=-1)
    rates = control.cast.habits[:, :2, ground, RATE]
    shares = [part / part.sum(axis=2, keepdims=True) for part in (more, rates)]
    assert (more > 0).all() and np.allclose(*shares)


def test_a_tacit_channel_keeps_its_deeds() -> None:
    """There conduct is what is read."""
    case = bundled("geneva-2022")
    tables = [c.id for c in case.channels if c.level not in ("public", "field", "internal")]
    channels = tuple(replace(c, visibility="tacit") if c.id == tables[0] else c for c in case.channels)
    scene, control = made(replace(case, channels=channels)), scattered(replace(case, channels=channels))
    c = [x.id for x in channels].index(tables[0])
    assert np.allclose(scene.cast.habits[:, :, c], control.cast.habits[:, :, c])
    assert acts(scene)[:, :2, c][..., BLOWS].sum() > 0


def wrongly(scene: Scene) -> int:
    """Blows at tables and suspensions on the ground in some runs."""
    ground, found = at(scene, "field"), 0
    for number in range(20):
        out = play_one(scene, number=number)
        for row in out.log[: int(out.told[0]), 1:]:
            on_it, kind = ground[int(row[CHANNEL])], int(row[KIND])
            found += bool(kind == SUSPEND if on_it else BLOWS[kind])
    return found


def test_no_run_strikes_at_a_table() -> None:
    scene, control = scenes("geneva-2022")
    assert wrongly(scene) == 0 < wrongly(control)


def test_who_says_nothing_at_all_has_habits_all_the_same() -> None:
    """A rate of nothing on a channel, or on all: no number is lost."""
    cut = scenes("geneva-2022")[0].cut
    kinds, rates = np.full((2, len(cut.channels), 3, KINDS), 1.0 / KINDS), np.ones((2, len(cut.channels)))
    quiet = rates * 0.0
    assert np.array_equal(on_the_ground(cut, 0, kinds, quiet)[1], quiet)
    rates[:, 0] = 0.0
    found = on_the_ground(cut, 0, kinds, rates)
    assert not np.isnan(found[0]).any() and (found[1][:, 0] == 0.0).all()
    assert np.allclose(found[0].sum(axis=3), 1.0)
