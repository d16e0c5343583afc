"""A case of a first hour can be played: without channels, without issues, with the five required columns alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from counterpoint.case.model import Act, Case
from counterpoint.case.read import read_case
from counterpoint.case.write import write_case
from counterpoint.record.record import make_record
from counterpoint.simulation import framing
from counterpoint.simulation.arrays import RESERVE, SPREAD
from counterpoint.simulation.by_hand import make_document
from counterpoint.simulation.run import play_many, play_one
from counterpoint.simulation.scene import Scene, make_scene
from counterpoint.simulation.telling import told

HEAD = """id: bare
title: A first hour
parties:
  - id: north
    name: North
  - id: south
    name: South
sources:
  - id: press
    name: Press
"""
CHANNEL = """channels:
  - id: talks
    name: Talks
    level: ministers
"""
ISSUE = """issues:
  - id: river
    name: River
    zero: all to the north
    one: all to the south
"""
THIRD = HEAD.replace("sources:", "  - id: east\n    name: East\nsources:")
ACTS = """id,date,actor,kind,source
a1,2024-01-03,north,demand,press
a2,2024-01-09,south,reject,press
a3,2024-02,north,threaten,press
a4,2024-02-20,south,assure,press
a5,2024-03-01,north,strike,press
"""


def case_of(folder: Path, text: str, acts: str = ACTS) -> Case:
    """A case from the text of its two files."""
    (folder / "case.yaml").write_text(text)
    (folder / "acts.csv").write_text(acts)
    case, problems = read_case(folder)
    assert case is not None and not [p for p in problems if p.severity == "error"]
    return case


def scene_of(case: Case, *, turns: int = 12) -> Scene:
    """The first two parties, one in good faith and one not."""
    plays = zip((p.id for p in case.parties), ("sincere", "stall", "tough"), strict=False)
    return make_scene(make_record(case), make_document(dict(plays)), turns=turns)


@pytest.mark.parametrize("text", [HEAD, HEAD + CHANNEL, HEAD + ISSUE, HEAD + CHANNEL + ISSUE])
def test_what_a_case_leaves_out_is_no_hindrance(text: str, tmp_path: Path) -> None:
    scene = scene_of(case_of(tmp_path, text))
    out = play_many(scene, runs=200)
    assert out.counts[:, :, 4].sum() > 200 and len(np.unique(out.which[:, 0])) > 1
    assert np.isfinite(out.payoff).all() and np.isfinite(out.near).all()
    assert scene.cut.channels and scene.cut.issues
    assert [c.id for c in scene.cut.channels] == (
        ["talks"] if CHANNEL in text else ["sim-talks", "sim-public", "sim-field"]
    )
    assert [i.id for i in scene.cut.issues] == (["river"] if ISSUE in text else [framing.ISSUE])


@pytest.mark.parametrize("text", [HEAD, HEAD + ISSUE])
def test_its_runs_are_sound_records(text: str, tmp_path: Path) -> None:
    scene = scene_of(case_of(tmp_path, text))
    case = told(scene, play_one(scene, number=3), number=3)
    write_case(case, tmp_path / "told")
    back, problems = read_case(tmp_path / "told")
    assert back == case and not [p for p in problems if p.severity == "error"]
    assert len(case.acts) > 5


def test_the_first_turn_follows_the_last_day_on_record(tmp_path: Path) -> None:
    scene = scene_of(case_of(tmp_path, HEAD))
    case = told(scene, play_one(scene, number=3), number=3)
    played: list[Act] = list(case.acts[5:])
    assert min(a.date for a in played).first.isoformat() >= "2024-03-02"
    assert {(a.date.first - case.acts[4].date.first).days % 7 for a in played} == {1}


def test_three_parties_that_name_nobody_face_nobody(tmp_path: Path) -> None:
    acts = ACTS + "a6,2024-03-02,east,appeal,press\n"
    with pytest.raises(ValueError, match="expected two parties that face each other"):
        scene_of(case_of(tmp_path, THIRD, acts))
    named = THIRD.replace("name: North", "name: North\n    counterpart: south")
    assert scene_of(case_of(tmp_path, named, acts)).cut.parties[:2] == ("north", "south")


def test_a_case_left_unframed_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: nothing is put in the place of channels and issues."""
    monkeypatch.setattr(framing, "_framed", lambda case: case)
    case = case_of(tmp_path, HEAD)
    try:
        acts = play_many(scene_of(case), runs=50).counts[:, :, 4].sum()
    except (ValueError, IndexError, StopIteration):
        acts = 0
    assert acts == 0


@pytest.mark.parametrize(("told_spread", "spread"), [("", 0.2), (", reserve_spread: 0.0", 0.0)])
def test_a_reserve_that_is_known_exactly_has_no_spread(tmp_path: Path, told_spread: str, spread: float) -> None:
    issue = ISSUE + f"    stakes:\n      - {{party: north, reserve: 0.4{told_spread}}}\n"
    case = case_of(tmp_path, HEAD + CHANNEL + issue)
    cast = make_document(dict.fromkeys(("north", "south"), "sincere"))
    scene = make_scene(make_record(case), cast, turns=4)
    assert scene.world.stakes[0, 0, [RESERVE, SPREAD]].tolist() == [0.4, spread]
