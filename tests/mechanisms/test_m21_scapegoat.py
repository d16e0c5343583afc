"""Mechanism 21: the target grows frustrated, and turns it on a third party instead of on the one that frustrates it.

Article     001, paragraphs 6 and 7
Recorded    `blame`, `threaten` or `pressure` with the third party as `target`, `answers` or `because` naming what
            provoked it
Recognised  not yet: no measure sets whom a party blames against who provoked it, and no playbook describes the target
Simulated   not yet: nothing recognises it, and nothing in the simulation turns frustration on a third party: of a
            sincere Borin's blame, threats and pressure .17 go to Cerra where Alda seeks rejection, .17 where it
            regroups, and .16 where it is sincere
Status      recorded
"""

from __future__ import annotations

from pathlib import Path

from .mechanism_cases import act, case, round_trip

WITH = case(
    act("x1", 10, "alda", "strike", target="cerra", channel="field", weight=3),
    act("x2", 11, "alda", "reject", target="borin", channel="press", issue="border"),
    act("x3", 12, "b-leader", "blame", target="cerra", channel="press", answers=("x2",)),
    act("x4", 14, "borin", "pressure", target="cerra", channel="field", because="x2"),
)


def test_recorded(tmp_path: Path) -> None:
    acts = round_trip(WITH, tmp_path / "c").acts
    assert [(a.target, a.answers, a.because) for a in acts[2:]] == [("cerra", ("x2",), None), ("cerra", (), "x2")]
