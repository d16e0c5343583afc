"""Whose work revives decayed talks follows from the channels that there are under a lever."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.levers import LEVERS
from counterpoint.levers.gallery import Lever
from counterpoint.levers.patch import apply, make_patch
from counterpoint.levers.worth import shared_channels, with_only
from counterpoint.simulation.arrays import LEADS, RATE
from counterpoint.simulation.scene import Scene, led, opened

from .lever_scenes import LEVELS, settings, small_scene

SUMMIT = tuple(LEVELS).index("summit")
"""The one channel of leaders."""


def whose(scene: Scene, turn: int = 0) -> str:
    """Whose work revives decayed talks in a turn: that of leaders, or anybody's; else what is off."""
    found = scene.world.places[:, LEADS] > 0
    off = [c.id for c, leads in zip(scene.cut.channels, found, strict=True) if leads and c.level != "leaders"]
    return str(off) if off else "leaders" if (found & opened(scene)[turn]).any() else "anybody"


@pytest.mark.parametrize(("lever", "by"), [
    ("close:channel=summit", "anybody"), ("close:channel=summit,days=30", "leaders"),
    ("close:channel=desk", "leaders"), ("mute:channel=summit", "anybody"), ("mute:channel=summit,k=0.1", "leaders"),
    ("merge:of=summit,into=desk", "anybody"), ("merge:of=summit,into=desk,share=0.5", "leaders"),
    ("merge:of=desk,into=summit", "leaders"), ("backchannel:like=summit", "leaders"),
])  # fmt: skip
def test_a_lever_decides_who_can_revive(lever: str, by: str) -> None:
    scene = small_scene()
    assert whose(scene) == "leaders"
    assert whose(apply(scene, [make_patch(scene, lever)])) == by


@pytest.mark.parametrize("back", ["open:channel=summit", "backchannel:like=summit"])
def test_leaders_who_come_back_revive_again(back: str) -> None:
    """From the turn on in which they do."""
    scene = small_scene()
    shut = apply(scene, [make_patch(scene, "close:channel=summit")])
    assert whose(shut) == "anybody"
    assert whose(apply(shut, [make_patch(shut, back)])) == "leaders"
    late = apply(shut, [make_patch(shut, f"{back},days=70")])
    assert [whose(late, turn) for turn in (0, 9, 10, 19)] == ["anybody", "anybody", "leaders", "leaders"]


def test_the_worth_of_a_desk_without_leaders_is_one_that_can_be_revived() -> None:
    scene = small_scene()
    shared = shared_channels(scene)
    others = frozenset(shared) - {SUMMIT}
    assert [whose(with_only(scene, shared, kept)) for kept in (others, others | {SUMMIT})] == ["anybody", "leaders"]


def stale(scene: Scene) -> bool:
    """Whether where leaders talk is not what the scene's seats and rates say."""
    return led(scene).world.places.tobytes() != scene.world.places.tobytes()


@pytest.mark.parametrize("lever", LEVERS.values(), ids=lambda lever: lever.name)
def test_no_lever_leaves_it_stale(lever: Lever) -> None:
    scene = small_scene()
    assert not any(stale(lever.change(scene, values)) for values in settings(scene, lever))


def test_a_channel_that_falls_silent_without_more_is_caught() -> None:
    """Positive control."""
    scene = small_scene()
    habits = scene.cast.habits.copy()
    habits[:, :, SUMMIT, RATE] = 0.0
    assert stale(replace(scene, cast=scene.cast._replace(habits=habits)))
