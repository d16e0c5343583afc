"""Mechanism 7: an envoy of the other side, hungry for a deal, brings home the opponent's terms as his own.

Article     000, paragraph 19
Recorded    an offer of one's own envoy whose `position` is that of the other side, while others hold the line
Recognised  partly: the measure `positions` shows which act conceded how much and `contradictions` sets it against his
            own minister; that one person carries the other's terms is not named, and praise of those terms (as
            opposed to an offer) states no position
Simulated   by a dealer among the envoys of a Borin that is led by nobody, facing a tough Alda: in .9 of the runs his
            terms lie nearer to Alda's end than his minister's (.1 where he leans to nobody, or a chief corrects him),
            and they oppose his minister's in .4 (.02). Alda takes him at his word now and then, and Borin's home does
            not stand by it: a dozen times in 48 runs, of which the records name nine
Status      recorded, partly recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from counterpoint.case.model import Case, Chief, Seat, Stake
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.moving import UNBACKED
from counterpoint.simulation.scene import Scene

from .mechanism_cases import ALDA, BORIN, CERRA, CHANNELS, ENVOYS, ISSUES, act, case, round_trip, table
from .played import MOST, SELDOM, busy, marked, records, scene, share


def terms(brought: float) -> tuple[float, list[str]]:
    """What the dealer's acts concede of the distance, and the rules by which he contradicts his side."""
    where = make_record(spoken(brought))
    by_dealer = {a.id for a in where.acts if a.actor == "b-dealer"}
    moves = table(where, "positions")["moves"]
    conceded = sum(m["conceded"] or 0.0 for m in moves if m["act"] in by_dealer)
    return conceded, rules(where)


def spoken(brought: float) -> Case:
    """Both sides state their terms; the dealer brings home some of his own; his minister repeats his."""
    return case(
        act("x1", 5, "alda", "demand", target="borin", channel="summit", issue="border", position=1.0),
        act("x2", 8, "b-minister", "demand", target="alda", channel="ministers", issue="border", position=0.1),
        act("x3", 20, "b-dealer", "offer", target="alda", channel="trade", issue="border", position=brought),
        act("x4", 24, "b-minister", "demand", target="alda", channel="ministers", issue="border", position=0.1),
    )


def rules(where: Record) -> list[str]:
    return [p["rule"] for p in table(where, "contradictions")["pairs"] if p["party"] == "borin"]


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(spoken(0.9), tmp_path / "c")
    assert [a.position for a in back.acts if a.actor == "b-dealer"] == [0.9]


def test_recognised_in_part() -> None:
    conceded, found = terms(0.9)
    assert conceded >= 0.5 and found == ["opposed_positions", "opposed_positions"]


def test_control_an_envoy_who_keeps_to_his_brief() -> None:
    conceded, found = terms(0.15)
    assert conceded < 0.1 and found == []


NEARER = 0.125
"""Half a coder's step (docs/coding.md): so much nearer to the other's end the dealer's terms lie, on average."""
SPEAKS = {"ministers": "b-minister", "trade": "b-dealer"}


def facing_a_hard_side(*, stance: int | None = 2, chief: str | None = None) -> Scene:
    """Borin, bound at home, faces a tough Alda: its minister speaks at one table, its dealer at another."""
    stakes = (Stake(party="alda", declared=1.0, salience=0.9), Stake(party="borin", declared=0.0, salience=0.8))
    made = case(
        *busy(*SPEAKS, every=7), issues=(replace(ISSUES[0], stakes=stakes), *ISSUES[1:]),
        channels=tuple(replace(c, seats=(Seat(party="alda"), Seat(party="borin", envoy=SPEAKS[c.id])))
                       for c in CHANNELS if c.id in SPEAKS),
        envoys=tuple(replace(e, stance=stance) if e.id == "b-dealer" else e for e in ENVOYS),
        parties=(ALDA, replace(BORIN, chief_negotiator=(Chief(chief),)), CERRA),
    )  # fmt: skip
    return scene(made, {"alda": "tough", "borin": "constrained"})


def carried(where: Record) -> bool:
    """Whether the terms that the dealer states on the border lie nearer to Alda's end than his minister's."""
    said = {who: [a.position for a in where.acts if a.actor == who and a.issue == "border" and a.position is not None
                  and a.kind != "accept"] for who in SPEAKS.values()}  # fmt: skip
    return all(said.values()) and bool(np.mean(said["b-dealer"]) - np.mean(said["b-minister"]) >= NEARER)


def test_simulated() -> None:
    """Positions of the played acts, by who states them; no measure sets one envoy's beside another's."""
    where = facing_a_hard_side()
    assert share(records(where), carried) >= MOST
    assert marked(where, UNBACKED) > 0


def test_control_simulated_an_envoy_who_leans_to_nobody() -> None:
    where = facing_a_hard_side(stance=0)
    assert share(records(where), carried) <= SELDOM
    assert marked(where, UNBACKED) == 0


def test_control_simulated_a_chief_who_corrects_him() -> None:
    where = facing_a_hard_side(chief="b-minister")
    assert share(records(where), carried) <= SELDOM
    assert marked(where, UNBACKED) == 0
