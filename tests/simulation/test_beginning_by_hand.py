"""What a short record leaves for its first turn: suspensions, threats, what is held up, deals, the last talk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from test_bare_cases import HEAD, case_of

from counterpoint.record.record import make_record
from counterpoint.simulation import beginning, so_far
from counterpoint.simulation.acting import CHANNEL
from counterpoint.simulation.arrays import (
    AGREED,
    DARK,
    FORCED,
    HELD,
    HOSTAGE,
    MOVED,
    NONE,
    SHUT,
    SIGNED_BY,
    TALKED,
    TERMS,
    THREAT,
    UNDERSTANDING,
    UNDERSTOOD,
    UNTIL,
)
from counterpoint.simulation.by_hand import make_document
from counterpoint.simulation.ending import BROKEN_OFF, PARTIAL, SETTLEMENT
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.run import play_many, play_one
from counterpoint.simulation.scene import Scene, make_scene

FRAME = (
    HEAD.replace("title:", "end: 2024-03-31\ntitle:")
    + """channels:
  - {id: talks, name: Talks, level: working}
  - {id: line, name: Line, level: leaders}
  - {id: back, name: Back, level: security, visibility: secret}
  - {id: press, name: Press, level: public, visibility: public}
issues:
  - id: river
    name: River
    zero: all to the north
    one: all to the south
    stakes: [{party: north, declared: 0.0}, {party: south, declared: 1.0}]
  - id: bank
    name: Bank
    zero: all to the north
    one: all to the south
"""
)
COLUMNS = "id,date,actor,kind,source,target,channel,issue,position,because,deadline\n"
EVERYWHERE = [0, 1, 2]
"""The channels that can be suspended."""


def scene_after(folder: Path, *rows: str, turns: int = 12) -> Scene:
    """The scene at the end of March 2024, after acts given as date, actor, kind, channel and more."""
    lines = []
    for n, row in enumerate(rows):
        when, actor, kind, channel, *rest = [*row.split(), *("-" * 4)][:8]
        cells = [cell.replace("-", "") if cell == "-" else cell for cell in (channel, *rest)]
        lines.append(f"a{n},2024-{when},{actor},{kind},press,,{','.join(cells)}\n")
    record = make_record(case_of(folder, FRAME, COLUMNS + "".join(lines)))
    cast = make_document(dict.fromkeys(("north", "south"), "sincere"))
    return make_scene(record, cast, turns=turns, rules=Rules())


FIRST = "01-01 north meet talks"


@pytest.mark.parametrize(("rows", "shut"), [
    (("03-30 north suspend line",), {0: 4, 1: 4, 2: 4}),
    (("03-15 north suspend press",), {0: 2, 1: 2, 2: 2}),
    (("02-01 north suspend line",), {}),
    (("03-30 north suspend talks river",), {0: 4}),
    (("03-30 north suspend press river",), {}),
    (("03-20 north suspend line", "03-22 south probe back"), {0: 3, 1: 3}),
    (("03-20 north suspend line", "03-20 south probe back"), {0: 3, 1: 3, 2: 3}),
    (("03-20 north suspend line", "03-22 south propose_talks press"), {0: 1, 1: 1, 2: 1}),
])  # fmt: skip
def test_what_is_suspended_is_shut_for_the_turns_that_are_left(
    tmp_path: Path, rows: tuple[str, ...], shut: dict[int, int]
) -> None:
    scene = scene_after(tmp_path, FIRST, *rows)
    left = scene.start.chan[:, SHUT]
    assert {int(c): int(left[c]) for c in np.flatnonzero(left)} == shut


def spoken(scene: Scene, *, turns: int, runs: int = 20) -> set[int]:
    """Channels on which anybody speaks in the first turns of some runs."""
    found: set[int] = set()
    for number in range(runs):
        out = play_one(scene, number=number)
        log = out.log[: int(out.told[0])]
        found |= {int(c) for c in log[log[:, 0] < turns, 1 + CHANNEL]}
    return found


def test_after_a_breakdown_nobody_talks_a_week_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: suspensions are not read, as once they were not."""
    rows = (FIRST, "03-30 north suspend line", "03-31 south blame press")
    assert not spoken(scene_after(tmp_path, *rows), turns=4) & set(EVERYWHERE)
    monkeypatch.setattr(so_far, "_shut", lambda *given: None)
    assert spoken(scene_after(tmp_path, *rows), turns=4) & set(EVERYWHERE)


@pytest.mark.parametrize(("rows", "due"), [
    (("03-30 north threaten press",), [3, -1]),
    (("03-30 north threaten press", "03-31 north strike press"), [-1, -1]),
    (("03-30 north threaten press", "03-31 south strike press"), [3, -1]),
    (("02-01 north threaten press",), [-1, -1]),
    (("03-10 south ultimatum line river 1.0", "03-30 south threaten press"), [-1, 0]),
    (("02-01 south ultimatum line river 1.0", "03-30 south threaten press"), [-1, 3]),
    (("03-01 north ultimatum line river 0.0 - 2024-05-01",), [5, -1]),
    (("03-01 north ultimatum line river 0.0 - 2024-03-20",), [-1, -1]),
])  # fmt: skip
def test_a_threat_falls_due_when_it_says_or_after_thirty_days(
    tmp_path: Path, rows: tuple[str, ...], due: list[int]
) -> None:
    assert scene_after(tmp_path, FIRST, *rows).start.mem[:, THREAT].tolist() == due


def test_an_issue_that_others_wait_for_holds_them_up(tmp_path: Path) -> None:
    mem = scene_after(tmp_path, FIRST, "03-25 south procedure talks river - bank").start.mem
    assert mem[:, HELD].tolist() == [1, 1] and mem[:, UNTIL].tolist() == [3, 3] and mem[:, HOSTAGE].tolist() == [-1, 1]
    over = scene_after(tmp_path, FIRST, "02-25 south procedure talks river - bank").start.mem
    assert over[:, UNTIL].tolist() == [0, 0] and over[:, HOSTAGE].tolist() == [-1, 1]
    freed = ("03-25 south procedure talks river - bank", "03-25 north soften press bank 0.5")
    assert scene_after(tmp_path, FIRST, *freed).start.mem[:, HOSTAGE].tolist() == [-1, -1]


def marks(scene: Scene) -> dict[str, int]:
    names = {"moved": MOVED, "talked": TALKED, "dark": DARK, "forced": FORCED, "understanding": UNDERSTANDING}
    return {name: int(scene.start.marks[k]) for name, k in names.items()}


def test_marks_are_turns_before_the_first(tmp_path: Path) -> None:
    start = -13  # 91 days before the first of April
    rows = [
        FIRST,
        "01-10 north demand talks river 0.0",
        "02-05 north soften talks river 0.2",
        "02-20 south reject talks",
    ]
    assert marks(scene_after(tmp_path, *rows)) == {
        "moved": -8, "talked": -6, "dark": int(NONE), "forced": start, "understanding": start}  # fmt: skip
    rows += ["03-05 south strike press", "03-10 south suspend press"]
    assert marks(scene_after(tmp_path, *rows)) == {
        "moved": -8, "talked": -6, "dark": -4, "forced": -4, "understanding": -4}  # fmt: skip
    rows += ["03-20 north demand line river 0.2", "03-21 south accept back river 0.2"]
    assert marks(scene_after(tmp_path, *rows)) == {
        "moved": -2, "talked": -2, "dark": int(NONE), "forced": -4, "understanding": -2}  # fmt: skip


def test_where_no_position_is_on_record_no_time_without_movement_has_passed(tmp_path: Path) -> None:
    assert marks(scene_after(tmp_path, FIRST, "03-20 south reject talks"))["moved"] == 0
    assert marks(scene_after(tmp_path, FIRST, "03-20 south demand talks river 1.0"))["moved"] == -13


AGREE = (FIRST, "03-01 north offer talks river 0.4", "03-02 south accept talks river 0.4")


def test_what_is_agreed_is_agreed_when_runs_begin(tmp_path: Path) -> None:
    river, bank = scene_after(tmp_path, *AGREE).start.deals
    assert (river[AGREED], river[UNDERSTOOD], river[SIGNED_BY], river[TERMS]) == (1.0, 0.0, 0.0, 0.4)
    assert not bank[[AGREED, UNDERSTOOD, SIGNED_BY]].any()
    river, _ = scene_after(tmp_path, *AGREE, "03-03 south sign talks river").start.deals
    assert river[SIGNED_BY] == 2.0
    undone, _ = scene_after(tmp_path, *AGREE, "03-03 south new_demand talks river 0.9").start.deals
    assert not undone[[AGREED, UNDERSTOOD, SIGNED_BY, TERMS]].any()
    secret = [row.replace("talks", "back") for row in AGREE]
    river, _ = scene_after(tmp_path, *secret).start.deals
    assert (river[AGREED], river[UNDERSTOOD], river[TERMS]) == (0.0, 1.0, 0.4)


def test_terms_that_a_yes_does_not_name_are_those_of_the_other(tmp_path: Path) -> None:
    said = scene_after(tmp_path, FIRST, "03-01 north sign talks river", "03-01 south sign talks river")
    assert said.start.deals[0, SIGNED_BY] in (0.0, 3.0)
    rows = COLUMNS.replace(",deadline", ",occasion")
    lines = "a1,2024-03-01,north,accept,press,,talks,river,,,o\na2,2024-03-01,south,accept,press,,talks,river,,,o\n"
    record = make_record(case_of(tmp_path, FRAME, rows + lines))
    cast = make_document(dict.fromkeys(("north", "south"), "sincere"))
    river = make_scene(record, cast, turns=4).start.deals[0]
    assert (river[AGREED], river[TERMS]) == (1.0, 1.0)


def test_a_case_that_is_settled_is_settled_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: deals are not read, and what was signed has to be negotiated again."""
    signed = (*AGREE, "03-04 north sign talks river", "03-04 south sign talks river")
    out = play_many(scene_after(tmp_path, *signed), runs=200)
    ended = out.which[:, 0] == SETTLEMENT
    assert ended.mean() > 0.97 and (out.which[ended, 2] == 0).all() and (out.terms[ended, 0] == 0.4).all()
    monkeypatch.setattr(so_far, "_agree", lambda *given: None)
    again = play_many(scene_after(tmp_path, *signed), runs=200)
    assert (again.which[:, 2] == 0).mean() < 0.1


def test_what_is_agreed_and_not_signed_has_terms_and_is_no_news(tmp_path: Path) -> None:
    """Partial is what is agreed beyond it. Planted: deals are not read."""
    scene = scene_after(tmp_path, *AGREE, turns=1)
    out = play_many(scene, runs=200)
    assert (out.terms[:, 0] == 0.4).mean() > 0.8 and (out.which[:, 0] == PARTIAL).mean() < 0.2
    bare = replace(scene, start=scene.start._replace(deals=beginning.make_line(
        replace(scene.cut, record=replace(scene.cut.record, acts=())), scene.world, scene.rules).deals))  # fmt: skip
    again = play_many(bare, runs=200)
    assert (~np.isnan(again.terms[:, 0])).mean() < 0.5


def test_what_was_broken_off_long_ago_is_a_breakdown_soon(tmp_path: Path) -> None:
    """Sixty days of darkness count from the day on which it was broken off, not from the first turn."""
    rows = (FIRST, "02-20 north suspend line", "03-31 south blame press")
    out = play_many(scene_after(tmp_path, *rows), runs=200)
    broken = out.which[:, 0] == BROKEN_OFF
    assert broken.any() and (out.which[broken, 2] == 3).any()
    late = play_many(scene_after(tmp_path, FIRST, "03-31 north suspend line"), runs=200)
    assert not (late.which[late.which[:, 0] == BROKEN_OFF, 2] < 8).any()
