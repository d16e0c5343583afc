"""What was agreed and what was not can be told from a told run: by where a yes lies, and by who signs in the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from simulated import scene_of
from test_told import errors

from counterpoint.case.model import Act
from counterpoint.levers.rates import louder
from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.record.record import make_record
from counterpoint.simulation.acting import CHANNEL, ISSUE, KIND, MARK, PARTY, POSITION, TARGET
from counterpoint.simulation.arrays import TARGETS, WHOM, Floats, Out
from counterpoint.simulation.ended import signatures
from counterpoint.simulation.ending import SETTLEMENT
from counterpoint.simulation.moving import ACCEPT, REACHED, SIGNED, UNBACKED, VOID
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.telling import told

NAME = "geneva-2022"


@cache
def lively(**rules: float) -> Scene:
    """A case in which much is said on every channel for a year."""
    scene = scene_of(NAME, turns=52, rules=Rules(**rules))
    for c in range(len(scene.cut.channels)):
        scene = louder(scene, c, 6.0)
    return scene


def idle(scene: Scene, row: Floats) -> bool:
    """Whether a row of the log is a yes to the other side by which nothing was agreed and nobody moved."""
    p, marked = int(row[PARTY]), int(row[MARK]) & (REACHED | VOID | UNBACKED)
    yes = scene.world.kinds[int(row[KIND]), 1] == ACCEPT and row[ISSUE] >= 0 and p < 2
    facing = scene.world.seats[p, int(row[CHANNEL]), WHOM + int(row[TARGET])] == 0
    return bool(yes and facing and not marked and np.isnan(row[POSITION]))


def said_again(scene: Scene, acts: list[Act], rows: Floats) -> Iterator[tuple[float, float]]:
    """What an idle yes states, and what its party had stated before, in the run."""
    last: dict[tuple[str, str | None], float] = {}
    record = make_record(replace(scene.cut.record.case, acts=()))
    for act, row in zip(acts, rows, strict=True):
        key = record.actor_party(act), act.issue
        if idle(scene, row) and act.position is not None:
            yield act.position, last.get(key, np.nan)
        if act.position is not None:
            last[key] = act.position


def test_a_yes_by_which_nobody_moved_says_again_where_its_party_stands() -> None:
    scene, found, again = lively(), list[tuple[float, float]](), list[tuple[float, float]]()
    for n in range(6):
        out = play_one(scene, number=n)
        rows = out.log[: int(out.told[0]), 1:]
        acts = list(told(scene, out, number=n, whole=False).acts)[: len(rows)]
        found += said_again(scene, acts, rows)
        spoiled = [replace(a, position=1.0 - a.position) if idle(scene, row) and a.position is not None else a
                   for a, row in zip(acts, rows, strict=True)]  # fmt: skip
        again += said_again(scene, spoiled, rows)
    assert any(abs(one - before) > 0.01 for one, before in again)  # positive control
    assert len(found) > 5 and all(one == pytest.approx(before) for one, before in found)


def settled(scene: Scene) -> Iterator[tuple[int, Out]]:
    """Runs that end in a settlement."""
    for n in range(40):
        out = play_one(scene, number=n)
        if int(out.which[n, 0]) == SETTLEMENT:
            yield n, out


def test_a_settlement_ends_with_the_names_that_are_not_on_record(tmp_path: Path) -> None:
    scene, pair = lively(enough=0.3), (0, 1)
    found, spared = list(settled(scene)), 0
    assert len(found) > 2
    for n, out in found:
        case, there = told(scene, out, number=n, whole=False), signatures(scene, out.log[: int(out.told[0]), 1:])[1]
        names = [a for a in case.acts if a.id.startswith("played-end")]
        issues = [int(i) for i in np.flatnonzero(~np.isnan(out.terms[n]))]
        due = [(p, i) for p in pair for i in issues if (p, i) not in there]
        parties, ids = scene.cut.parties, [i.id for i in scene.cut.issues]
        assert errors(case, tmp_path) == [] and {(a.kind, a.date) for a in names} <= {("sign", case.acts[-1].date)}
        assert [(a.actor, a.issue) for a in names] == [(parties[p], ids[i]) for p, i in due]
        assert [a.position for a in names] == [pytest.approx(out.terms[n, i], abs=1e-6) for _, i in due]
        record = make_record(case)
        signed = {(record.actor_party(a), a.issue) for a in case.acts if a.kind == "sign"}
        assert all(not signed.isdisjoint({(parties[p], ids[i]), (parties[p], None)}) for p in pair for i in issues)
        spared += 2 * len(issues) - len(due)
    assert spared > 0


def test_signatures_are_counted_as_in_the_run() -> None:
    """What both have signed is what is settled; and not so by a log that has lost a signature, or a yes."""
    scene = lively(enough=0.3)
    for n, out in settled(scene):
        rows, done = out.log[: int(out.told[0]), 1:], {int(i) for i in np.flatnonzero(~np.isnan(out.terms[n]))}
        assert {i for i, names in signatures(scene, rows)[0].items() if len(names) == 2} == done
        for mark in (SIGNED, REACHED):
            less = rows.copy()
            last = np.flatnonzero(less[:, MARK].astype(int) & mark)[-1 if mark == SIGNED else slice(None)]
            less[last, MARK] = 0
            assert {i for i, names in signatures(scene, less)[0].items() if len(names) == 2} != done


def test_what_was_breached_since_is_signed_again() -> None:
    scene, found = lively(enough=0.3), 0
    for _, out in settled(scene):
        rows = out.log[: int(out.told[0]), 1:]
        names, there = signatures(scene, rows)
        breach = rows[-1].copy()
        for p, i in sorted(there):
            target = int(np.flatnonzero(scene.world.seats[p, int(breach[CHANNEL]), WHOM : WHOM + TARGETS] == 0)[0])
            breach[[PARTY, ISSUE, MARK, KIND, TARGET]] = p, i, 0, KIND_ORDER.index("breach"), target
            again = signatures(scene, np.vstack([rows, breach]))
            assert again == (names, {one for one in there if one[1] != i})
            breach[KIND] = KIND_ORDER.index("blame")
            assert signatures(scene, np.vstack([rows, breach])) == (names, there)
            found += 1
    assert found > 0
