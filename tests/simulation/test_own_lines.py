"""Envoys state lines of their own, where nobody settles contradictions; home stands by no more than it can accept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from simulated import Step, bundled, like, play_slowly, played_by_all, same_bytes, scene_of

from counterpoint.case.model import Act
from counterpoint.record.record import make_record
from counterpoint.simulation.acting import ISSUE, MARK, PARTY, POSITION, WIDTH
from counterpoint.simulation.arrays import CHIEF, FAR, SIDE, STANCE, STRESS, TOP, Floats
from counterpoint.simulation.hearing import OWN_LINE
from counterpoint.simulation.kernel import MOST_ACTS
from counterpoint.simulation.linking import DISOWNING
from counterpoint.simulation.looking import own_at, said_at
from counterpoint.simulation.moving import REACHED, UNBACKED
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene, make_scene
from counterpoint.simulation.telling import told

STEP = Rules().line_step


def leaning(stance: int, *, chief: int = 0, top: int = 0) -> Scene:
    """A case whose main pair's envoys all lean so, below leaders or at their level, led by somebody or not."""
    scene = scene_of("anderson-1956", turns=40)
    sides, seats, places = (a.copy() for a in (scene.world.sides, scene.world.seats, scene.world.places))
    sides[:2, CHIEF], seats[:, :, STANCE], places[:, TOP] = chief, 0, top
    seats[:2, :, STANCE] = stance
    world = scene.world._replace(sides=sides, seats=seats, places=places)
    start = scene.start._replace(mem=scene.start.mem.copy())
    return replace(scene, world=world, start=start)


def first_stated(scene: Scene, number: int) -> dict[tuple[int, int], tuple[float, int]]:
    """What each of the main pair states first on each issue in the first turn, and the act's mark."""
    out = play_one(scene, number=number)
    found: dict[tuple[int, int], tuple[float, int]] = {}
    for row in out.log[: int(out.told[0])]:
        p, i = int(row[1 + PARTY]), int(row[1 + ISSUE])
        if row[0] == 0 and p < 2 and not np.isnan(row[1 + POSITION]):
            found.setdefault((p, i), (float(row[1 + POSITION]), int(row[1 + MARK])))
    return found


@pytest.mark.parametrize("stance", [-2, 1, 2])
def test_an_envoy_states_the_party_s_line_moved_by_his_stance(stance: int) -> None:
    scene, plain, seen = leaning(stance), leaning(0), 0
    many = len(scene.cut.issues)
    for number in range(30):
        own = first_stated(plain, number)
        for (p, i), (said, mark) in first_stated(scene, number).items():
            line, _ = own[p, i]
            heard = float(scene.start.mem[p, own_at(many) + many + i])
            goal = float(scene.world.stakes[p, i, FAR]) if np.isnan(heard) else heard
            if mark & OWN_LINE:
                assert said == pytest.approx(min(max(line + STEP * stance * (goal - line), 0.0), 1.0))
                seen += abs(said - line) > 0.01
    assert seen > 5


@pytest.mark.parametrize("who", [{"chief": 1}, {"top": 1}])
def test_control_leaders_and_those_whom_somebody_corrects_state_the_party_s_line(who: dict[str, int]) -> None:
    for number in range(4):
        one, other = (play_one(leaning(stance, **who), number=number) for stance in (2, 0))
        assert same_bytes(one, other)
        assert not same_bytes(one, play_one(leaning(2), number=number))


def beyond(scene: Scene, number: int, *, forget: bool = False) -> tuple[int, int]:
    """Terms of an envoy's own that bind although they lie beyond his party's limit; and those that did not bind.

    forget: a kernel that does not know whose terms they are.
    """
    many, counts = len(scene.cut.issues), [0, 0]

    def watch(step: Step) -> Step:
        def move(*given: Any) -> None:
            mem: Floats = like(scene, given, scene.start.mem)
            acts = next(a for a in given if isinstance(a, np.ndarray) and a.shape == (MOST_ACTS, WIDTH))
            before = mem.copy()
            if forget:
                mem[:, said_at(many) + many : said_at(many) + 2 * many] = 0.0
            step(*given)
            for row in acts[: int(given[0])]:
                p, i, mark = int(row[PARTY]), int(row[ISSUE]), int(row[MARK])
                if p < 2 and mark & (REACHED | UNBACKED) and before[p, said_at(many) + many + i]:
                    counts[0] += bool(mark & REACHED) and _outside(scene, before, p, i)
                    counts[1] += bool(mark & UNBACKED)

        return move

    play_slowly(scene, number=number, move=watch)
    return counts[0], counts[1]


def _outside(scene: Scene, mem: Floats, p: int, i: int) -> bool:
    """Whether what a party has heard of the other's terms lies beyond the other's limit."""
    many, q = len(scene.cut.issues), 1 - p
    reserve, stake = mem[q, own_at(many) + 2 * many + i], scene.world.stakes[q, i]
    end = reserve + scene.rules.push * mem[q, STRESS] * (stake[FAR] - reserve)
    return bool((mem[p, own_at(many) + many + i] - end) * stake[SIDE] > 1e-9)


def test_home_stands_by_no_terms_beyond_its_limit() -> None:
    found = [beyond(leaning(2), number) for number in range(16)]
    assert sum(bound for bound, _ in found) == 0 and sum(void for _, void in found) > 3


def test_a_kernel_that_forgets_whose_terms_they_are_is_caught() -> None:
    """Positive control."""
    assert sum(beyond(leaning(2), number, forget=True)[0] for number in range(16)) > 0


def named(scene: Scene, number: int) -> tuple[set[str], set[str]]:
    """Terms that home did not stand by, where its party denies something later on; and what acts disown."""
    out = play_one(scene, number=number)
    case, rows = told(scene, out, number=number, whole=False), out.log[: int(out.told[0]), 1:]
    record, latest, due = make_record(case), dict[tuple[int, int], str](), set[str]()
    for n, (act, row) in enumerate(zip(case.acts, rows, strict=False)):
        p, i, mark = int(row[PARTY]), int(row[ISSUE]), int(row[MARK])
        other = scene.cut.other[p]
        if mark & UNBACKED and any(
            record.actor_party(a) == scene.cut.parties[other] and a.kind in DISOWNING for a in case.acts[n + 1 :]
        ):
            due.add(latest[other, i])
        if mark & OWN_LINE:
            latest[p, i] = act.id
    return due, {name for a in case.acts for name in a.disowns}


def test_the_told_record_names_the_envoy_whom_home_disowns() -> None:
    found = [named(leaning(2), number) for number in range(16)]
    assert any(due for due, _ in found) and all(due <= names for due, names in found)
    assert not any(due for due, _ in (named(leaning(0), number) for number in range(4)))


def begun(stance: int | None) -> tuple[float, float, bool]:
    """Where Russia stands after its leader has stated one position and an envoy of such a stance another.

    What it stands for itself; what it has stated last; whether the other side knows that as an envoy's own.
    """
    case = bundled("russia-us-2025")
    when, issue = case.acts[-1].date, case.issues[0].id
    own = next(e for e in case.envoys if e.party == "russia" and e.id != "putin")
    envoys = tuple(replace(e, stance=stance) if e.id == own.id else e for e in case.envoys)
    place = {who: next(c.id for c in case.channels if c.level in levels)
             for who, levels in (("putin", ("leaders",)), (own.id, ("public",)))}  # fmt: skip
    more = (Act(id=f"z{n}", date=when, actor=who, kind="demand", source=case.sources[0].id, target="us",
                channel=place[who], issue=issue, position=at)
            for n, (who, at) in enumerate((("putin", 0.9), (own.id, 0.4))))  # fmt: skip
    case = replace(case, envoys=envoys, acts=(*case.acts, *more))
    scene = make_scene(make_record(case), played_by_all(case), turns=2)
    many, p, q = len(case.issues), scene.cut.parties.index("russia"), scene.cut.parties.index("us")
    row, heard = scene.start.mem[p], scene.start.mem[q]
    assert heard[own_at(many) + many] == row[said_at(many)]
    return float(row[own_at(many)]), float(row[said_at(many)]), bool(heard[said_at(many) + many])


def test_a_run_begins_from_the_line_of_the_party_and_hears_whose_the_last_was() -> None:
    assert begun(2) == (0.9, 0.4, True)
    assert begun(None) == (0.4, 0.4, False)
