"""What home has disowned binds nobody until a leader speaks on it; a hostage is kept until it is paid for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from simulated import like, play_slowly, scene_of

from counterpoint.simulation.acting import BECAUSE, CHANNEL, ISSUE, MARK, PARTY, TARGET
from counterpoint.simulation.arrays import CHIEF, DISOWNED_BY, HOSTAGE, TOP, UNCLEAR, WHOM, Out
from counterpoint.simulation.moving import REACHED, SETTLED, UNBACKED, VOID
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.telling import TERMS, told

RUNS = range(24)
Player = Callable[[Scene, int], Out]


def rows(scene: Scene, number: int, play: Player) -> np.ndarray[Any, Any]:
    """The acts of a run."""
    out = play(scene, number)
    found: np.ndarray[Any, Any] = out.log[: int(out.told[0]), 1:]
    return found


def fast(scene: Scene, number: int) -> Out:
    """A run."""
    return play_one(scene, number=number)


def led_by_nobody(*, disown: float = 0.5) -> Scene:
    """A case whose envoys have unclear mandates on every channel, and nobody above them but who sits at the top."""
    scene = scene_of("anderson-1956", rules=Rules(disown=disown))
    sides, seats, places = (a.copy() for a in (scene.world.sides, scene.world.seats, scene.world.places))
    sides[:, CHIEF], seats[:, :, UNCLEAR] = 0, 1
    places[:, TOP] = np.arange(len(places)) == 0
    agenda = np.ones_like(scene.world.agenda)
    return replace(scene, world=scene.world._replace(sides=sides, seats=seats, places=places, agenda=agenda))


def unsettled_yes(scene: Scene, play: Player = fast) -> tuple[int, int]:
    """Acceptances that bound although home had disowned one on the issue and no leader had spoken since; and void."""
    wrong = void = 0
    main = (0, scene.cut.other[0])
    for number in RUNS:
        disowned: set[tuple[int, int]] = set()
        for row in rows(scene, number, play):
            p, c, i, mark = (int(row[k]) for k in (PARTY, CHANNEL, ISSUE, MARK))
            if p not in main or scene.world.seats[p, int(row[CHANNEL]), WHOM + int(row[TARGET])] != 0 or i < 0:
                continue
            if scene.world.places[c, TOP]:
                disowned.discard((p, i))
            wrong += bool(mark & REACHED) and (p, i) in disowned
            if mark & VOID:
                void += 1
                disowned.add((p, i))
    return wrong, void


def test_what_home_disowned_binds_nobody_until_leaders_speak() -> None:
    wrong, void = unsettled_yes(led_by_nobody())
    assert wrong == 0 and void > 5


def test_a_kernel_that_forgets_who_was_disowned_is_caught() -> None:
    """Positive control."""

    def forgetting(step: Callable[..., Any]) -> Callable[..., Any]:
        def move(*given: Any) -> Any:
            done = step(*given)
            like(scene, given, scene.start.deals)[:, DISOWNED_BY] = 0.0
            return done

        return move

    scene = led_by_nobody()
    wrong, _ = unsettled_yes(scene, lambda s, n: play_slowly(s, number=n, move=forgetting))
    assert wrong > 0


def settled(scene: Scene, play: Player = fast) -> tuple[int, int]:
    """Words of leaders whose mark is wrong: it is due where something is disowned on the issue; and marks."""
    wrong = marks = 0
    main = (0, scene.cut.other[0])
    for number in RUNS:
        open_: set[tuple[int, int]] = set()
        for row in rows(scene, number, play):
            p, c, i, mark = (int(row[k]) for k in (PARTY, CHANNEL, ISSUE, MARK))
            if p in main and scene.world.seats[p, int(row[CHANNEL]), WHOM + int(row[TARGET])] == 0 and i >= 0:
                due = bool(scene.world.places[c, TOP]) and (p, i) in open_
                wrong, marks = wrong + (due != bool(mark & SETTLED)), marks + bool(mark & SETTLED)
                open_ -= {(p, i)} if due else set()
                open_ |= ({(p, i)} if mark & VOID else set()) | ({(1 - p, i)} if mark & UNBACKED else set())
    return wrong, marks


def test_the_word_that_settles_it_is_marked() -> None:
    wrong, marks = settled(led_by_nobody())
    assert wrong == 0 and marks > 5
    assert settled(led_by_nobody(disown=0.0)) == (0, 0)


def test_terms_of_leaders_contradict_the_disowned_envoy_in_the_told_record() -> None:
    """And nothing else contradicts anything."""
    scene, named = led_by_nobody(disown=1.0), 0
    for number in RUNS:
        out = fast(scene, number)
        case, log = told(scene, out, number=number, whole=False), rows(scene, number, fast)
        void = {a.id for a, row in zip(case.acts, log, strict=False) if int(row[MARK]) & VOID}
        for act, row in zip(case.acts, log, strict=False):
            led = scene.world.places[int(row[CHANNEL]), TOP] and act.kind in TERMS
            assert not act.contradicts or (led and set(act.contradicts) <= void)
            named += bool(act.contradicts)
    assert named > 0


def kept(play: Player = fast) -> tuple[int, int]:
    """Of acts that make an issue hang on another after one that did: how many keep to it, and how many there are."""
    scene, same, n = scene_of("russia-us-2025", turns=52), 0, 0
    for number in RUNS:
        last: dict[int, int] = {}
        for row in rows(scene, number, play):
            p, because = int(row[PARTY]), int(row[BECAUSE])
            if because < 0:
                continue
            if p in last and last[p] != int(row[ISSUE]):
                n, same = n + 1, same + (last[p] == because)
            last[p] = because
    return same, n


def test_a_hostage_is_kept_unless_it_is_paid_for() -> None:
    same, n = kept()
    assert n > 20 and same / n > 0.7


def test_a_kernel_that_takes_another_each_time_is_caught() -> None:
    """Positive control."""

    def forgetting(step: Callable[..., Any]) -> Callable[..., Any]:
        def act(*given: Any) -> Any:
            for a in given:
                if (
                    isinstance(a, np.ndarray)
                    and a.ndim == 2
                    and a.shape == scene_of("russia-us-2025", turns=52).start.mem.shape
                ):
                    a[:, HOSTAGE] = -1.0
            return step(*given)

        return act

    same, n = kept(lambda s, number: play_slowly(s, number=number, act=forgetting))
    assert n > 20 and same / n < 0.6
