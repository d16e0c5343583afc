"""Where nobody speaks deeds answer each other: what both sides give there is understood, until a blow undoes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any, Literal

import numpy as np
import pytest
from simulated import Step, bundled, like, play_slowly, played_by_all

from counterpoint.case.vocabulary import DEEDS
from counterpoint.levers.rates import louder
from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.record.record import make_record
from counterpoint.simulation.acting import CHANNEL, ISSUE, KIND, MARK, PARTY, TARGET, WIDTH
from counterpoint.simulation.arrays import AGREED, GAVE, IDEAL, SIGNED_BY, TERMS, UNDERSTOOD, WHOM, Floats, Out
from counterpoint.simulation.kernel import MOST_ACTS
from counterpoint.simulation.looking import own_at
from counterpoint.simulation.moving import BOTH, BY_DEEDS, REACHED
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene, make_scene
from counterpoint.simulation.telling import told
from counterpoint.simulation.world import GIVEN

NAME = "geneva-2022"
BLOWS = frozenset({"strike", "pressure", "breach"})


@cache
def silent(visibility: Literal["tacit", "secret"] = "tacit", *, days: float = 60.0) -> tuple[Scene, int]:
    """A case one of whose tables has such a visibility and is busy; and its number."""
    case = bundled(NAME)
    c = next(n for n, channel in enumerate(case.channels) if channel.level not in ("public", "field", "internal"))
    channels = tuple(replace(x, visibility=visibility) if n == c else x for n, x in enumerate(case.channels))
    case = replace(case, channels=channels)
    scene = make_scene(make_record(case), played_by_all(case), turns=52)
    return louder(replace(scene, rules=scene.rules._replace(answer_days=days)), c, 12.0), c


def rows(out: Out) -> Floats:
    """The acts of a run, the turn first."""
    return out.log[: int(out.told[0])]


def spoken(scene: Scene, c: int) -> set[str]:
    """Kinds of acts on a channel."""
    log = np.concatenate([rows(play_one(scene, number=n)) for n in range(8)])
    return {KIND_ORDER[int(row[1 + KIND])] for row in log if int(row[1 + CHANNEL]) == c}


def test_nobody_speaks_there() -> None:
    kinds = spoken(*silent())
    assert {"ease", "pressure"} <= kinds <= DEEDS - {"sign"}
    assert spoken(*silent("secret")) - DEEDS


def unanswered(scene: Scene, c: int, number: int, play: Callable[[Scene, int], Out]) -> tuple[int, int]:
    """Understandings from deeds that no deed of the other side's preceded in time, without a blow between; and all."""
    days, found, wrong = scene.cut.record.case.turn_days, 0, 0
    gave: dict[tuple[int, int], float] = {}
    for row in rows(play(scene, number)):
        turn, p, i, kind = row[0], int(row[1 + PARTY]), int(row[1 + ISSUE]), KIND_ORDER[int(row[1 + KIND])]
        if p > 1 or scene.world.seats[p, int(row[1 + CHANNEL]), WHOM + int(row[1 + TARGET])] != 0:
            continue
        if kind in BLOWS:
            gave = {key: when for key, when in gave.items() if i not in (-1, key[1])}
        if kind in GIVEN and int(row[1 + CHANNEL]) == c and i >= 0:
            gave[p, i] = turn
            if int(row[1 + MARK]) & REACHED:
                found += 1
                wrong += (turn - gave.get((1 - p, i), -np.inf)) * days > scene.rules.answer_days
    return wrong, found


def test_an_understanding_is_an_answer_in_time() -> None:
    scene, c = silent()
    found = [unanswered(scene, c, n, lambda s, k: play_one(s, number=k)) for n in range(24)]
    assert sum(wrong for wrong, _ in found) == 0 and sum(n for _, n in found) > 3


def test_a_kernel_to_which_one_side_is_enough_is_caught() -> None:
    """Positive control."""
    scene, c = silent()

    def generous(step: Step) -> Step:
        def move(made: int, turn: int, *given: Any) -> None:
            like(scene, given, scene.start.deals)[:, GAVE:] = turn
            step(made, turn, *given)

        return move

    found = [unanswered(scene, c, n, lambda s, k: play_slowly(s, number=k, move=generous)) for n in range(8)]
    assert sum(wrong for wrong, _ in found) > 0


def test_control_no_channel_is_tacit_or_answers_are_due_at_once() -> None:
    for scene, c in (silent("secret"), silent(days=-1.0)):
        assert all(unanswered(scene, c, n, lambda s, k: play_one(s, number=k))[1] == 0 for n in range(12))


def watched(scene: Scene, number: int, *, forgiving: bool = False) -> tuple[list[float], int]:
    """How far from half-way terms are when they are reached; and understandings that a blow of the same turn
    leaves, unless both have signed them.

    forgiving: a kernel in which blows leave everything as it was.
    """
    gaps: list[float] = []
    left = [0]

    def watch(step: Step) -> Step:
        def move(made: int, turn: int, *given: Any) -> None:
            deals, mem = like(scene, given, scene.start.deals), like(scene, given, scene.start.mem)
            acts = next(a for a in given if isinstance(a, np.ndarray) and a.shape == (MOST_ACTS, WIDTH))
            before = deals[:, UNDERSTOOD].copy()
            step(made, turn, *given)
            at, last = own_at(len(deals)), dict[int, bool]()
            for row in acts[:made]:
                p, i, kind = int(row[PARTY]), int(row[ISSUE]), KIND_ORDER[int(row[KIND])]
                facing = p < 2 and scene.world.seats[p, int(row[CHANNEL]), WHOM + int(row[TARGET])] == 0
                for k in range(len(deals)):
                    if facing and kind in BLOWS and i in (-1, k):
                        last[k] = True
                    if int(row[MARK]) & REACHED and i == k:
                        last[k] = False
            for k, blow in last.items():
                if forgiving and blow and before[k] == BY_DEEDS:
                    deals[k, UNDERSTOOD] = BY_DEEDS
                left[0] += blow and deals[k, UNDERSTOOD] == BY_DEEDS and deals[k, SIGNED_BY] < BOTH
                if deals[k, UNDERSTOOD] == BY_DEEDS and before[k] == 0.0 and deals[k, AGREED] == 0.0:
                    own = mem[:2, at + k]
                    stand = np.where(np.isnan(own), scene.world.stakes[:2, k, IDEAL], own)
                    gaps.append(float(deals[k, TERMS] - stand.mean()))

        return move

    play_slowly(scene, number=number, move=watch)
    return gaps, left[0]


def test_terms_lie_half_way_and_a_blow_undoes_them() -> None:
    """Half-way but for what was said on it later in the same turn."""
    scene, _ = silent()
    found = [watched(scene, n) for n in range(24)]
    gaps = [gap for one, _ in found for gap in one]
    assert sum(left for _, left in found) == 0
    assert len(gaps) > 3 and np.median(np.abs(gaps)) == pytest.approx(0.0, abs=1e-9)


def test_a_kernel_in_which_blows_leave_it_is_caught() -> None:
    """Positive control."""
    scene, _ = silent()
    assert sum(watched(scene, n, forgiving=True)[1] for n in range(24)) > 0


def test_the_told_record_says_which_deed_a_deed_answers() -> None:
    scene, c = silent()
    channel, answers = scene.cut.channels[c].id, 0
    for n in range(24):
        acts = {a.id: a for a in told(scene, play_one(scene, number=n), number=n).acts}
        for act in acts.values():
            if act.source != "played":
                continue
            assert (act.basis == "inferred") == (act.channel == channel)
            for earlier in (acts[name] for name in act.answers if acts[name].channel == channel):
                assert earlier.issue == act.issue and earlier.kind in GIVEN
                if act.kind == "reject":  # takes back what the deed gave, and may do so anywhere
                    continue
                assert act.channel == channel and act.kind in GIVEN
                assert {scene.cut.record.actor_party(a) for a in (earlier, act)} == set(scene.cut.parties[:2])
                answers += 1
    assert answers > 3
