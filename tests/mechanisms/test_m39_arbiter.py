"""Mechanism 39: when his envoys contradict each other, only the leader can say which of them speaks for the party.

Article     000, paragraph 14
Recorded    two opposed acts of envoys, and an act of the leader with `disowns` naming one of them
Recognised  by the measure `arbitration`: two envoys at odds on an issue, who settled it (a leader, somebody else of the
            party, or one of the two), whom he upheld, and how long it stayed open. A word of the leader behind doors is
            not on record
Simulated   partly: by two envoys of Alda without a clear mandate, of whose acceptances home disowns half: in 56 of 108
            played records the leader, at a third table, disowns or contradicts one of them, none where a chief
            negotiator speaks. It had to wait for him: of their acceptances .32 bind, .08 where who sits at the third
            table has no rank (his denials name one of them in 29 of 108 all the same, but settle nothing)
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.case.model import Case, Chief, Seat
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.acting import CHANNEL, MARK, PARTY
from counterpoint.simulation.arrays import UNCLEAR
from counterpoint.simulation.moving import REACHED, VOID
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene

from .mechanism_cases import ALDA, BORIN, CERRA, CHANNELS, ENVOYS, act, case, round_trip, table
from .played import SELDOM, busy, records, scene, share, unending


def settled(kind: str, **more: Any) -> Case:
    """Trader and minister differ on the border; two weeks later the leader speaks."""
    on_it = {"target": "borin", "issue": "border"}
    return case(
        act("x1", 10, "a-trader", "offer", channel="trade", position=0.2, **on_it),
        act("x2", 15, "a-minister", "demand", channel="ministers", position=0.9, **on_it),
        act("x3", 30, "a-leader", kind, channel="summit", **on_it, **more),
    )


WITH, WITHOUT = settled("remandate", disowns=("x1",)), settled("meet")


def ruled(made: Case) -> list[tuple[str | None, str | None, int]]:
    """Of Alda's disputes: who settled each, whom he upheld, and days open."""
    return [(d["how"], d["upheld"], d["days"]) for d in table(make_record(made), "arbitration")["disputes"]]


def test_recorded(tmp_path: Path) -> None:
    assert round_trip(WITH, tmp_path / "c").acts[-1].disowns == ("x1",)


def test_recognised() -> None:
    assert ruled(WITH) == [("a leader", "a-minister", 15)]
    assert ruled(settled("demand", position=0.2)) == [("a leader", "a-trader", 15)]


def test_control_a_leader_who_leaves_it_open() -> None:
    assert ruled(WITHOUT) == [(None, None, 165)]
    assert ruled(settled("demand", position=0.5)) == [(None, None, 165)]


SPEAKS = {"trade": "a-trader", "desk": "a-hawk", "summit": "a-leader"}
STANDING = {"a-trader": "unclear", "a-hawk": "unclear"}


def team(level: str, *, chief: str | None = None) -> Scene:
    """Alda's trader and hawk at two tables without a clear mandate, and its leader at a third, of a level."""
    envoys = tuple(replace(e, standing=STANDING.get(e.id, "mandated")) for e in ENVOYS)  # type: ignore[arg-type]
    seats = {name: (Seat(party="alda", envoy=envoy), Seat(party="borin")) for name, envoy in SPEAKS.items()}
    channels = (replace(c, seats=seats[c.id]) for c in CHANNELS if c.id in seats)
    channels = (replace(c, level=level) if c.id == "summit" else c for c in channels)  # type: ignore[arg-type]
    parties = (replace(ALDA, chief_negotiator=(Chief(chief),)), BORIN, CERRA)
    made = case(*busy(*SPEAKS, every=4), channels=tuple(channels), envoys=envoys, parties=parties)
    return unending(scene(made, disown=0.5))


def arbiter(where: Record) -> bool:
    """Whether the leader of Alda disowns or contradicts a yes of an envoy of Alda's."""
    pairs = table(where, "contradictions")["pairs"]
    declared = [p for p in pairs if p["rule"] == "declared" and p["second_actor"] == "a-leader"]
    yes = {a.id for a in where.acts if a.kind == "accept"}
    return any(p["first_actor"] in STANDING and p["first"] in yes for p in declared)


def binding(where: Scene, *, runs: int = 60, seed: int = 0) -> float:
    """Of the acceptances of Alda's two envoys that home has to stand by, the share that binds."""
    bound = void = 0
    for number in range(runs):
        out = play_one(where, number=number, seed=seed)
        for row in out.log[: int(out.told[0]), 1:]:
            if int(row[PARTY]) == 0 and where.world.seats[0, int(row[CHANNEL]), UNCLEAR]:
                bound, void = bound + bool(int(row[MARK]) & REACHED), void + bool(int(row[MARK]) & VOID)
    return bound / (bound + void)


LESS = 0.35
"""Share of runs with a ruling: not in most."""


def test_simulated_in_part() -> None:
    """That it had to wait for him is counted in marks of the acts, which no measure reads."""
    leaders = team("leaders")
    assert share(records(leaders, runs=36), arbiter) >= LESS
    assert binding(leaders) >= 2 * binding(team("working"))


def test_control_simulated_one_man_speaks_for_all() -> None:
    assert share(records(team("leaders", chief="a-leader"), runs=36), arbiter) <= SELDOM
