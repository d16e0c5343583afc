"""When channels are open under open and close: no time is lost, no gap is made, and a told run stands up to a check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from counterpoint.levers.gallery import LeverError, turn_after
from counterpoint.levers.patch import apply, make_patch
from counterpoint.levers.shown import day_of, on_channel, turn_begins
from counterpoint.simulation.arrays import CLOSES, OPENS
from counterpoint.simulation.scene import Scene, opened
from counterpoint.simulation.world import ALWAYS

from .lever_scenes import changing_scene
from .test_told_under_levers import wrong

NAMES = [c.id for c in changing_scene().cut.channels]
DAYS_AHEAD = (0, 1, 15, 20, 21, 60, 61, 63, 112, 113, 119, 133, 140, 200)
"""About where the channels open and close; a run has 140 days."""
Rule = Callable[[Scene, str, int], Scene]


def pulled(scene: Scene, *texts: str) -> Scene:
    return apply(scene, [make_patch(scene, text) for text in texts])


def opened_by(scene: Scene, name: str, days: int) -> Scene:
    return pulled(scene, f"open:channel={name},days={days}")


def closed_by(scene: Scene, name: str, days: int) -> Scene:
    return pulled(scene, f"close:channel={name},days={days}")


def as_once(scene: Scene, name: str, days: int) -> Scene:
    """Planted: what open did once."""
    c, turn, places = NAMES.index(name), turn_after(scene, days), scene.world.places.copy()
    opens, closes = places[c, OPENS], places[c, CLOSES]
    if closes <= 0 or opens > 0:
        places[c, OPENS] = turn
    if closes <= 0 or turn <= closes:
        places[c, CLOSES] = ALWAYS
    return replace(scene, world=scene.world._replace(places=places))


def keeps_its_word(rule: Rule, scene: Scene, name: str, days: int) -> bool:
    """Whether it is open from that day on and whenever it was before; or there would be a gap, which is refused."""
    c, turn = NAMES.index(name), turn_after(scene, days)
    before = opened(scene)[:, c]
    gap = before[:turn].any() and not before[turn - 1 : turn + 1].any() and turn < scene.turns
    try:
        after = opened(rule(scene, name, days))[:, c]
    except LeverError:
        return bool(gap)
    wanted = before | (np.arange(scene.turns) >= turn)
    return not gap and np.array_equal(after, wanted)


@pytest.mark.parametrize("name", NAMES)
def test_a_channel_that_is_opened_stays_so_and_loses_no_time(name: str) -> None:
    """Positive control: what open did once is caught on the channels that open or close ahead."""
    scene = changing_scene()
    assert all(keeps_its_word(opened_by, scene, name, days) for days in DAYS_AHEAD)
    once = [keeps_its_word(as_once, scene, name, days) for days in DAYS_AHEAD]
    assert all(once) == (name not in ("hall", "tent", "desk"))


@pytest.mark.parametrize("name", NAMES)
def test_a_channel_that_is_closed_is_open_until_then(name: str) -> None:
    scene, c = changing_scene(), NAMES.index(name)
    for days in DAYS_AHEAD:
        wanted = opened(scene)[:, c] & (np.arange(scene.turns) < turn_after(scene, days))
        assert np.array_equal(opened(closed_by(scene, name, days))[:, c], wanted)


def test_a_gap_is_refused_in_a_line_whatever_the_order() -> None:
    scene, told = changing_scene(), r"^open:days: expected at most \d+, for [^\n]* closes then [^\n]* \(try days=\d+\)$"
    for texts in (["open:channel=desk,days=100"], ["close:channel=summit,days=50", "open:channel=summit,days=100"]):
        for order in (texts, texts[::-1]):
            with pytest.raises(LeverError, match=told):
                pulled(scene, *order)
    at_once = pulled(scene, "open:channel=desk,days=63")
    assert opened(at_once)[:, NAMES.index("desk")].all(), "the last day that may be tried"


def test_one_that_is_shut_at_once_opens_once_and_one_that_opens_may_close() -> None:
    scene, summit, old = changing_scene(), NAMES.index("summit"), NAMES.index("old")
    late = pulled(scene, "open:channel=summit,days=70", "close:channel=summit")
    assert list(np.flatnonzero(opened(late)[:, summit])) == list(range(10, 20))
    spell = pulled(scene, "close:channel=old,days=70", "open:channel=old,days=35")
    assert list(np.flatnonzero(opened(spell)[:, old])) == [5, 6, 7, 8, 9]


@pytest.mark.parametrize("name", NAMES)
def test_a_told_run_stands_up_to_a_check(name: str, tmp_path: Path) -> None:
    """A channel of the record that is shut and opens again is told as open throughout: a case has one span of it."""
    scene = changing_scene()
    for n, (rule, days) in enumerate(product((opened_by, closed_by), DAYS_AHEAD)):
        try:
            there = rule(scene, name, days)
        except LeverError:
            continue
        again = rule is opened_by and name == "old" and 0 < days < 140
        assert wrong(there, tmp_path / str(n)) == ["opens"] * again, (rule, days)
    both = pulled(scene, f"close:channel={name}", f"open:channel={name},days=70")
    assert wrong(both, tmp_path / "both") == ([] if name in ("hall", "tent") else ["opens"])


def test_a_span_that_ends_before_it_begins_is_caught(tmp_path: Path) -> None:
    """Positive control: what close told once of a channel that opens later."""
    scene, c = changing_scene(), NAMES.index("hall")
    lost = on_channel(scene, c, closed=day_of(scene, turn_begins(scene, 1) - 1))
    assert any("closed: expected a date not before it opened" in line for line in wrong(lost, tmp_path))
