"""Whose work revives decayed talks follows from the channels that there are under a lever."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.levers import LEVERS
from counterpoint.levers.gallery import Lever
from counterpoint.levers.patch import apply, make_patch
from counterpoint.levers.worth import shared_channels, with_only
from counterpoint.simulation.arrays import CLOSES, REVIVES
from counterpoint.simulation.decaying import ALL, ITSELF, NOTHING
from counterpoint.simulation.scene import Scene, revived

from .lever_scenes import LEVELS, settings, small_scene

SUMMIT = tuple(LEVELS).index("summit")
"""The one channel of leaders."""


def whose(scene: Scene) -> str:
    """Whose work revives decayed talks: that of leaders, or anybody's on the channel itself; else what is off."""
    found = list(scene.world.places[:, REVIVES])
    if found == [ITSELF] * len(found):
        return "anybody"
    tops = [k for k, c in enumerate(scene.cut.channels) if c.level == "leaders" and found[k] == ALL]
    return "leaders" if tops and found.count(NOTHING) == len(found) - len(tops) else str(found)


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
    """And not where they come too late for any run."""
    scene = small_scene()
    shut = apply(scene, [make_patch(scene, "close:channel=summit")])
    assert whose(shut) == "anybody"
    assert whose(apply(shut, [make_patch(shut, back)])) == "leaders"
    assert whose(apply(shut, [make_patch(shut, f"{back},days={7 * scene.turns}")])) == "anybody"


def test_the_worth_of_a_desk_without_leaders_is_one_that_can_be_revived() -> None:
    scene = small_scene()
    shared = shared_channels(scene)
    others = frozenset(shared) - {SUMMIT}
    assert [whose(with_only(scene, shared, kept)) for kept in (others, others | {SUMMIT})] == ["anybody", "leaders"]


def stale(scene: Scene) -> bool:
    """Whether what work revives is not what the scene's channels say."""
    return revived(scene).world.places.tobytes() != scene.world.places.tobytes()


@pytest.mark.parametrize("lever", LEVERS.values(), ids=lambda lever: lever.name)
def test_no_lever_leaves_it_stale(lever: Lever) -> None:
    scene = small_scene()
    assert not any(stale(lever.change(scene, values)) for values in settings(scene, lever))


def test_a_channel_that_is_shut_without_more_is_caught() -> None:
    """Positive control."""
    scene = small_scene()
    places = scene.world.places.copy()
    places[SUMMIT, CLOSES] = 0
    assert stale(replace(scene, world=scene.world._replace(places=places)))
