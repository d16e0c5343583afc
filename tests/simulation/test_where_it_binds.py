"""Where a yes and a signature bind, what takes a yes back, and what is talked of less once it is agreed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from simulated import play_slowly, scene_of

from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.simulation.acting import CHANNEL, ISSUE, KIND, MARK, PARTY, TARGET, WORDS
from counterpoint.simulation.arrays import AGREED, BINDS, CLOSABLE, DARK, SEATED, SHUT, SIGNED_BY, UNDERSTOOD, WHOM
from counterpoint.simulation.moving import BOTH, REACHED, SIGNED
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import UNBOUND, Scene

RUNS = 24
Step = Callable[..., Any]


def rows(scene: Scene, runs: int = RUNS) -> Iterator[tuple[int, Any]]:
    """The acts of some runs, each with its turn."""
    for number in range(runs):
        out = play_one(scene, number=number)
        yield from ((int(row[0]), row[1:]) for row in out.log[: int(out.told[0])])


def wrongly_bound(scene: Scene) -> int:
    """Yeses and signatures that bind where the other side does not sit, at home, or at a second track."""
    pair, found = (0, scene.cut.other[0]), 0
    for _, row in rows(scene):
        c = int(row[CHANNEL])
        sits = all(scene.world.seats[p, c, SEATED] for p in pair)
        deed = KIND_ORDER[int(row[KIND])] not in ("accept", "sign")
        bound = int(row[MARK]) & (REACHED | SIGNED) and not deed
        found += bool(bound and not (sits and scene.cut.channels[c].level not in UNBOUND))
    return found


def test_nobody_is_bound_where_the_other_does_not_sit() -> None:
    planted = 0
    for name in ("paris-1968", "anderson-1956", "russia-us-2025", "dobrynin-1969"):
        scene = scene_of(name)
        assert wrongly_bound(scene) == 0
        places = scene.world.places.copy()
        places[:, BINDS] = 1
        planted += wrongly_bound(replace(scene, world=scene.world._replace(places=places)))
    assert planted > 0


def test_behind_doors_words_go_to_who_is_there() -> None:
    """Of what Washington says to Moscow nothing is said to Hanoi."""
    scene = scene_of("paris-1968")
    us, channels = scene.cut.parties.index("us"), [c.id for c in scene.cut.channels]
    c = channels.index("soviet_washington")
    meant = {t for t in scene.cut.targets[us, c] if t}
    assert meant and {scene.cut.record.party_of.get(t, t) for t in meant} == {"ussr"}
    held = scene.world.seats[us, c, WHOM:][: len(scene.cut.targets[us, c])]
    assert all(whom != 0 for whom, t in zip(held, scene.cut.targets[us, c], strict=True) if t)


def empty_signatures(scene: Scene, *, left: bool = False) -> tuple[int, int]:
    """Signatures of the main pair towards each other by which nothing is signed; and all that sign something.

    left: a kernel that leaves a signature under nothing as it is, planted.
    """
    sign, empty, signed = KIND_ORDER.index("sign"), 0, 0

    def watch(step: Step) -> Step:
        def move(made: int, turn: int, *given: Any) -> None:
            kinds = given[-2][:made, KIND].copy()
            step(made, turn, *given)
            if left:
                given[-2][:made, KIND] = np.where(kinds == sign, sign, given[-2][:made, KIND])

        return move

    for number in range(8):
        out = play_slowly(scene, number=number, move=watch)
        for row in out.log[: int(out.told[0]), 1:]:
            p, c = int(row[PARTY]), int(row[CHANNEL])
            facing = p in (0, scene.cut.other[0]) and scene.world.seats[p, c, WHOM + int(row[TARGET])] == 0
            if facing and int(row[KIND]) == sign:
                empty, signed = empty + (not int(row[MARK]) & SIGNED), signed + bool(int(row[MARK]) & SIGNED)
    return empty, signed


def test_a_signature_is_under_something() -> None:
    """But where its occasion has had both forms already: then it stays, and signs nothing."""
    scene = scene_of("khrushchev-1962", turns=26)
    empty, signed = empty_signatures(scene)
    assert empty <= 0.02 * signed and signed > 5
    assert empty_signatures(scene, left=True)[0] > 0.02 * signed


def watched(scene: Scene, number: int, *, deaf: bool = False) -> tuple[int, int]:
    """Rejections by the main pair of what was agreed and not signed by both: how many, and how many left it agreed.

    deaf: a kernel to which a rejection is nothing, planted.
    """
    found = [0, 0]
    rejection = KIND_ORDER.index("reject")

    def watch(step: Step) -> Step:
        def move(made: int, turn: int, *given: Any) -> None:
            shape = scene.start.deals.shape
            deals = next(a for a in given if isinstance(a, np.ndarray) and a.shape == shape and a.dtype == float)
            acts = given[-2]
            before = deals.copy()
            step(made, turn, *given)
            last: dict[int, bool] = {}
            for row in acts[:made]:
                p, i, c = int(row[PARTY]), int(row[ISSUE]), int(row[CHANNEL])
                facing = p in (0, scene.cut.other[0]) and scene.world.seats[p, c, WHOM + int(row[TARGET])] == 0
                if i >= 0 and int(row[MARK]) & REACHED:
                    last[i] = False
                elif i >= 0 and facing and int(row[KIND]) == rejection:
                    last[i] = True
            for i, rejected in last.items():
                if rejected and before[i, AGREED] + before[i, UNDERSTOOD] > 0 and deals[i, SIGNED_BY] < BOTH:
                    if deaf:
                        deals[i] = before[i]
                    found[0] += 1
                    found[1] += bool(deals[i, AGREED] + deals[i, UNDERSTOOD] > 0)

        return move

    play_slowly(scene, number=number, move=watch)
    return found[0], found[1]


def test_a_rejection_takes_back_what_is_not_signed() -> None:
    scene = scene_of("anderson-1956", turns=20)
    found = np.array([watched(scene, n) for n in range(8)]).sum(axis=0)
    assert found[0] > 0 == found[1]
    assert sum(watched(scene, n, deaf=True)[1] for n in range(8)) > 0


def said_again(scene: Scene) -> float:
    """The share of binding yeses on an issue that had one before in the run."""
    again = first = 0
    for number in range(RUNS):
        out, had = play_one(scene, number=number), set[int]()
        for row in out.log[: int(out.told[0]), 1:]:
            if int(row[MARK]) & REACHED:
                again, first = again + (int(row[ISSUE]) in had), first + (int(row[ISSUE]) not in had)
                had.add(int(row[ISSUE]))
    return again / (again + first)


def naming(done_talk: float) -> tuple[float, float]:
    """Shares of words, and of all else, that name an issue, where every issue is agreed and signed from the first."""
    scene, found = scene_of("khrushchev-1962", rules=Rules(enough=2.0, done_talk=done_talk)), np.zeros((2, 2))
    deals = scene.start.deals.copy()
    deals[:, AGREED], deals[:, SIGNED_BY] = 1.0, BOTH
    for _, row in rows(replace(scene, start=scene.start._replace(deals=deals))):
        found[int(row[KIND] >= WORDS)] += (row[ISSUE] >= 0, 1)
    words, deeds = found[:, 0] / found[:, 1]
    return float(words), float(deeds)


def test_words_are_about_what_is_agreed_a_quarter_as_much_and_deeds_as_before() -> None:
    """Control: a rule by which all words go on."""
    (words, deeds), (before, as_before) = naming(0.25), naming(1.0)
    assert words == pytest.approx(0.25 * before, abs=0.05) and before > 0.4
    assert deeds == pytest.approx(as_before, abs=0.05) and as_before > 0.2
    assert (KIND_ORDER[WORDS - 1], KIND_ORDER[WORDS]) == ("probe", "suspend")


def test_what_is_agreed_is_agreed_again_less() -> None:
    assert said_again(scene_of("khrushchev-1962")) < said_again(scene_of("khrushchev-1962", rules=Rules(done_talk=1.0)))


def walked_out(scene: Scene, number: int, *, undone: bool = False) -> list[int]:
    """Which sides walk out of all talks in a turn after which it is not dark.

    undone: a kernel in which words that come after it in the same turn undo it, planted.
    """
    suspend, found = KIND_ORDER.index("suspend"), list[int]()

    def watch(step: Step) -> Step:
        def move(made: int, turn: int, *given: Any) -> None:
            marks = next(a for a in given if isinstance(a, np.ndarray) and a.shape == scene.start.marks.shape)
            step(made, turn, *given)
            out = set[int]()
            for row in given[-2][:made]:
                p, c = int(row[PARTY]), int(row[CHANNEL])
                facing = p in (0, scene.cut.other[0]) and scene.world.seats[p, c, WHOM + int(row[TARGET])] == 0
                if facing and out and undone and scene.world.places[c, CLOSABLE]:
                    marks[DARK] = -1
                if facing and int(row[KIND]) == suspend and row[ISSUE] < 0:
                    out.add(p)
                    marks[DARK] = turn if undone else marks[DARK]
            found.extend(p for p in out if marks[DARK] != turn)

        return move

    play_slowly(scene, number=number, move=watch)
    return found


def test_a_walk_out_is_not_undone_by_words_of_the_same_turn() -> None:
    """All choose at once: whoever comes first in the arrays."""
    scene = scene_of("geneva-2022", turns=26)
    assert not any(walked_out(scene, n) for n in range(12))
    assert any(walked_out(scene, n, undone=True) for n in range(12))


def too_short(scene: Scene, *, rounded: bool = False) -> tuple[int, int]:
    """Suspensions after which a channel is open in the next turn, and all; rounded: cut to whole turns, planted."""
    found = [0, 0]

    def watch(step: Step) -> Step:
        def move(made: int, turn: int, *given: Any) -> None:
            chan = next(a for a in given if isinstance(a, np.ndarray) and a.shape == scene.start.chan.shape
                        and a.dtype == np.int64 and a is not scene.world.agenda)  # fmt: skip
            before = chan[:, SHUT].copy()
            step(made, turn, *given)
            shut = chan[:, SHUT] > before
            chan[shut, SHUT] -= rounded
            found[0] += int((chan[shut, SHUT] < turn + 2).sum())
            found[1] += int(shut.sum())

        return move

    for number in range(10):
        play_slowly(scene, number=number, move=watch)
    return found[0], found[1]


def test_what_is_suspended_is_shut_in_the_next_turn() -> None:
    """Whole turns, at least one."""
    scene = scene_of("russia-us-2025", rules=Rules(suspended_days=0.5))
    short, suspended = too_short(scene)
    assert short == 0 and suspended > 3
    assert too_short(scene, rounded=True)[0] > 0
