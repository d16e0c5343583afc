"""Mechanism 39: when his envoys contradict each other, only the leader can say which of them speaks for the party.

Article     000, paragraph 14
Recorded    two opposed acts of envoys, and an act of the leader with `disowns` naming one of them
Recognised  by the measure `arbitration`: two envoys at odds on an issue, who settled it (a leader, somebody else of the
            party, or one of the two), whom he upheld, and how long it stayed open. A word of the leader behind doors is
            not on record
Simulated   by two envoys of Alda without a clear mandate, of whose acceptances home disowns half: in 83 of 96 played
            records of two years the two are at odds on an issue, the leader, at a third table, disowns or contradicts a
            yes of one of them there, and it had to wait for him: none of theirs takes Borin's terms on that issue until
            he speaks on it, and one does afterwards (so it goes after 109 of 134 of these yeses in 24 records). Where
            he sits at a table without rank his denials name a yes all the same (89 of 96), but none holds
            afterwards; where he is chief negotiator hardly any is disowned (2). Revised twice: there
            had been no room between the sides, so that in 9 of 24 records home had nothing to disown; and one year was
            enough (94 of 96) until what is agreed was talked of, and so taken back, less: then it was 57
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from counterpoint.case.model import Act, Case, Chief, Seat, Stake
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.scene import Scene

from .mechanism_cases import ALDA, BORIN, CERRA, CHANNELS, ENVOYS, ISSUES, act, case, round_trip, table
from .played import MOST, SELDOM, busy, records, scene, share, unending


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


ROOM = tuple(
    Stake(party=party, salience=0.8, declared=declared, reserve=reserve, reserve_spread=0.05)
    for party, declared, reserve in (("alda", 1.0, 0.3), ("borin", 0.0, 0.7))
)
"""Room between the sides, so that there are terms of the other's that home could stand by."""
ON = tuple(replace(issue, stakes=ROOM) for issue in ISSUES if issue.id in ("border", "bank"))


def team(level: str, *, chief: str | None = None) -> Scene:
    """Two years of Alda's trader and hawk at two tables without a clear mandate; its leader at a third, of a level."""
    envoys = tuple(replace(e, standing=STANDING.get(e.id, "mandated")) for e in ENVOYS)  # type: ignore[arg-type]
    seats = {name: (Seat(party="alda", envoy=envoy), Seat(party="borin")) for name, envoy in SPEAKS.items()}
    channels = (replace(c, seats=seats[c.id]) for c in CHANNELS if c.id in seats)
    channels = (replace(c, level=level) if c.id == "summit" else c for c in channels)  # type: ignore[arg-type]
    parties = (replace(ALDA, chief_negotiator=(Chief(chief),)), BORIN, CERRA)
    made = case(*busy(*SPEAKS, every=4), channels=tuple(channels), envoys=envoys, parties=parties, issues=ON)
    return unending(scene(made, turns=104, disown=0.5))


SAME = 0.005
"""Distance within which an acceptance takes the other's terms [issue's scale]."""


def taken(where: Record) -> set[str]:
    """Acceptances of Alda's two envoys that take Borin's terms as last stated; one in part or disowned does not."""
    terms: dict[str | None, float] = {}
    found = set()
    for a in where.acts:
        if a.kind == "accept" and a.actor in STANDING and a.position is not None:
            found |= {a.id} if abs(terms.get(a.issue, 2.0) - a.position) < SAME else set()
        elif where.actor_party(a) == "borin" and a.position is not None:
            terms[a.issue] = a.position
    return found


def overruled(where: Record) -> list[tuple[Act, int]]:
    """Acceptances of the two, on issues on which they are at odds, that the leader disowns or contradicts; places."""
    odds = {d["issue"] for d in table(where, "arbitration")["disputes"] if set(d["envoys"]) == set(STANDING)}
    named = {name for a in where.acts if a.actor == "a-leader" for name in (*a.contradicts, *a.disowns)}
    yes = ((a, n) for n, a in enumerate(where.acts) if a.kind == "accept" and a.actor in STANDING)
    return [(a, n) for a, n in yes if a.id in named and a.issue in odds]


def waits(where: Record) -> bool:
    """Whether after such an acceptance none takes Borin's terms until the leader speaks on the issue, and then one."""
    found = taken(where)
    for yes, n in overruled(where):
        later = [a for a in where.acts[n + 1 :] if a.issue == yes.issue]
        word = next((k for k, a in enumerate(later) if a.actor == "a-leader"), len(later))
        if not found & {a.id for a in later[:word]} and found & {a.id for a in later[word:]}:
            return True
    return False


@cache
def played(level: str, *, chief: str | None = None, seed: int = 0) -> list[Record]:
    """Some years of that team's."""
    return records(team(level, chief=chief), runs=24, seed=seed)


def test_simulated() -> None:
    assert share(played("leaders"), waits) >= MOST


def test_control_simulated_a_man_without_rank_names_a_yes_and_settles_nothing() -> None:
    found = played("working")
    assert share(found, lambda r: bool(overruled(r))) >= MOST and share(found, waits) <= SELDOM


def test_control_simulated_one_man_speaks_for_all() -> None:
    assert share(played("leaders", chief="a-leader"), lambda r: bool(overruled(r))) <= SELDOM
