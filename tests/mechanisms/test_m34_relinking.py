"""Mechanism 34: the same leverage is tied to another issue, so that giving it up is no longer owed.

Article     004, paragraph 18
Recorded    two acts on the same leverage whose `because` differs, the later one with `replaces`
Recognised  not yet: the class of issue "linked" says that an act hangs on something, but no measure compares what it
            hung on before; `goalposts` looks at demands only
Simulated   not yet: no test plays it
Status      recorded
"""

from __future__ import annotations

from pathlib import Path

from .mechanism_cases import act, case, round_trip

LEVERAGE = {"target": "borin", "channel": "field", "issue": "border"}
WITH = case(
    act("x1", 5, "alda", "pressure", because="status", **LEVERAGE),
    act("x2", 40, "borin", "ease", target="alda", channel="field", issue="status"),
    act("x3", 50, "alda", "pressure", because="visas", replaces=("x1",), **LEVERAGE),
)


def test_recorded(tmp_path: Path) -> None:
    first, _, last = round_trip(WITH, tmp_path / "c").acts
    assert (first.because, last.because, last.replaces) == ("status", "visas", ("x1",))
