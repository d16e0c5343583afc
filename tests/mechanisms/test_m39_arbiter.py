"""Mechanism 39: when his envoys contradict each other, only the leader can say which of them speaks for the party.

Article     000, paragraph 14
Recorded    two opposed acts of envoys, and an act of the leader with `disowns` naming one of them
Recognised  partly: the measure `contradictions` lists the pair, and the leader's act as a declared one against the
            envoy whom he disowns; that this settles the matter, and that it had to wait for him, is not said
Simulated   not yet: envoys contradict each other in nearly all played records, but no played act disowns another, and
            a leader's word settles nothing. A chief negotiator only keeps home from disowning a yes; even where it
            disowns every one, that brings agreement in 0.5 of the runs instead of 0.4
Status      recorded, partly recognised
"""

from __future__ import annotations

from pathlib import Path

from counterpoint.case.model import Case
from counterpoint.record.record import make_record

from .mechanism_cases import act, case, round_trip, table


def settled(kind: str, **more: tuple[str, ...]) -> Case:
    """Trader and minister differ on the border; two weeks later the leader speaks."""
    on_it = {"target": "borin", "issue": "border"}
    return case(
        act("x1", 10, "a-trader", "offer", channel="trade", position=0.2, **on_it),
        act("x2", 15, "a-minister", "demand", channel="ministers", position=0.9, **on_it),
        act("x3", 30, "a-leader", kind, channel="summit", **on_it, **more),
    )


WITH, WITHOUT = settled("remandate", disowns=("x1",)), settled("meet")


def by_leader(made: Case) -> tuple[int, list[str]]:
    """Pairs between the two envoys, and the acts that the leader disowned."""
    pairs = table(make_record(made), "contradictions")["pairs"]
    between = [p for p in pairs if {p["first_actor"], p["second_actor"]} == {"a-trader", "a-minister"}]
    return len(between), [p["first"] for p in pairs if p["second_actor"] == "a-leader" and p["rule"] == "declared"]


def test_recorded(tmp_path: Path) -> None:
    assert round_trip(WITH, tmp_path / "c").acts[-1].disowns == ("x1",)


def test_recognised_in_part() -> None:
    assert by_leader(WITH) == (1, ["x1"])


def test_control_a_leader_who_leaves_it_open() -> None:
    assert by_leader(WITHOUT) == (1, [])
