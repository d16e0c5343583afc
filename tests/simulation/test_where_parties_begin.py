"""Where a party began on an issue: as declared, else as it first said; of a pair, else at the end that is farther."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from test_bare_cases import CHANNEL, HEAD, ISSUE, case_of

from counterpoint.record.record import make_record
from counterpoint.simulation import world
from counterpoint.simulation.arrays import FAR, IDEAL, SIDE, Floats
from counterpoint.simulation.by_hand import make_document
from counterpoint.simulation.scene import make_scene

SAID = """id,date,actor,kind,source,issue,position
a1,2024-01-03,north,demand,press,river,0.75
a2,2024-01-09,south,demand,press,river,0.25
a3,2024-01-20,north,soften,press,river,0.5
a4,2024-03-01,south,blame,press,,
"""
SILENT = """id,date,actor,kind,source
a1,2024-01-03,north,demand,press
a2,2024-03-01,south,reject,press
"""


def stakes(folder: Path, declared: str, acts: str) -> Floats:
    """Where the two stand on the river, by party: ideal, the other's end, the direction in which it lies."""
    issue = ISSUE + (f"    stakes:\n      - {declared}\n" if declared else "")
    record = make_record(case_of(folder, HEAD + CHANNEL + issue, acts))
    cast = make_document(dict.fromkeys(("north", "south"), "sincere"))
    found: Floats = make_scene(record, cast, turns=4).world.stakes[:, 0, [IDEAL, FAR, SIDE]]
    return found


@pytest.mark.parametrize(("declared", "acts", "ends"), [
    ("", SAID, (0.75, 0.25)),
    ("{party: north, declared: 1.0}", SAID, (1.0, 0.25)),
    ("{party: north, declared: 1.0}", SILENT, (1.0, 0.0)),
    ("{party: south, declared: 0.2}", SILENT, (1.0, 0.2)),
    ("", SILENT, (0.0, 1.0)),
])  # fmt: skip
def test_ends(tmp_path: Path, declared: str, acts: str, ends: tuple[float, float]) -> None:
    found = stakes(tmp_path, declared, acts)
    assert found[:, 0].tolist() == list(ends) and found[:, 1].tolist() == list(ends[::-1])
    assert found[:, 2].tolist() == np.sign([ends[1] - ends[0], ends[0] - ends[1]]).tolist()


def test_a_world_that_does_not_hear_where_they_began_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: what is said on record is not looked at, and they are taken to give way in the wrong direction."""
    right = stakes(tmp_path, "", SAID)
    monkeypatch.setattr(world, "states", lambda act: False)
    assert (stakes(tmp_path, "", SAID)[:, 2] == -right[:, 2]).all()
