"""Mechanism 7: an envoy of the other side, hungry for a deal, brings home the opponent's terms as his own.

Article     000, paragraph 19
Recorded    an offer of one's own envoy whose `position` is that of the other side, while others hold the line
Recognised  by the measure `envoys`, which names who carries the other's terms: nearer to them than his own side by more
            than chance gives, and at them in half of what he states. It takes twenty positions of his party; of fewer
            `positions` shows what each act conceded and `contradictions` sets it against his own minister. Praise of
            those terms, as opposed to an offer, states no position
Simulated   by a dealer among the envoys of a Borin that is led by nobody, facing a tough Alda: in 71 of 96 runs his
            terms lie nearer to Alda's end than his minister's (in 16 where he leans to nobody, in 15 where a chief
            corrects him). Alda takes him at his word now and then, and Borin's home does not stand by it: 32 times in
            96 runs (never in the controls). In a lively year of two steady sides whose reserves leave a gap `envoys`
            says of 47 in 48 records that he stands nearer to Alda than his side (of 1 in 48 in each of the controls;
            revised after a first look: half a year has too few positions). Of none does it say that he carries Alda's
            terms: a full dove splits the difference
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from counterpoint.case.model import Case, Chief, Seat, Stake
from counterpoint.measures.envoys import CARRIES, NEARER as NEARER_TO_THE_OTHER
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.moving import UNBACKED
from counterpoint.simulation.scene import Scene

from .mechanism_cases import ALDA, BORIN, CERRA, CHANNELS, ENVOYS, ISSUES, act, case, round_trip, table
from .played import MOST, SELDOM, TURNS, Plays, busy, marked, records, scene, share, unending


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


def test_recognised_by_a_single_offer() -> None:
    conceded, found = terms(0.9)
    assert conceded >= 0.5 and found == ["opposed_positions", "opposed_positions"]


def test_control_an_envoy_who_keeps_to_his_brief() -> None:
    conceded, found = terms(0.15)
    assert conceded < 0.1 and found == []


def months(brought: float) -> Record:
    """Half a year of it: the minister repeats his terms twenty times, the dealer brings home his own eleven times."""
    own = {"target": "alda", "issue": "border"}
    rows = [act("x", 1, "alda", "demand", target="borin", channel="summit", issue="border", position=1.0)]
    for n, places in enumerate((2, 1, 3, 1, 1, 2, 4, 1, 2, 1, 2)):
        at = 16 * n + 3
        rows += [
            act(f"m{n}-{k}", at + k, "b-minister", "demand", channel="ministers", position=0.1, **own)
            for k in range(places)
        ]
        rows.append(act(f"d{n}", at + 8, "b-dealer", "offer", channel="trade", position=brought, **own))
    return make_record(case(*rows))


def carries(where: Record) -> dict[str, str | None]:
    """What `envoys` says of each envoy of Borin."""
    return {row["envoy"]: row["conduct"] for row in table(where, "envoys")["envoys"] if row["party"] == "borin"}


def test_recognised_who_carries_the_terms() -> None:
    assert carries(months(0.95))["b-dealer"] == CARRIES


def test_control_months_of_an_envoy_who_keeps_to_his_brief() -> None:
    assert carries(months(0.1)) == {"b-minister": None, "b-dealer": None}


NEARER = 0.125
"""Half a coder's step (docs/coding.md): so much nearer to the other's end the dealer's terms lie, on average."""
MANY = 96
"""Runs: of so short ones a few decide nothing."""
SPEAKS = {"ministers": "b-minister", "trade": "b-dealer"}


HARD: Plays = {"alda": "tough", "borin": "constrained"}
STEADY: Plays = {party: {"aim": str(aim), "regularity": 20} for party, aim in HARD.items()}


def facing_a_hard_side(*, stance: int | None = 2, chief: str | None = None, apart: bool = False) -> Scene:
    """Borin, bound at home, faces a tough Alda: its minister speaks at one table, its dealer at another.

    apart: a lively year, both are steady, and their reserves leave half the scale between them.
    """
    bound = ({"reserve": 0.7, "reserve_spread": 0.05}, {"reserve": 0.2, "reserve_spread": 0.05}) if apart else ({}, {})
    stakes = (
        Stake(party="alda", declared=1.0, salience=0.9, **bound[0]),
        Stake(party="borin", declared=0.0, salience=0.8, **bound[1]),
    )
    made = case(
        *busy(*SPEAKS, every=4 if apart else 7), issues=(replace(ISSUES[0], stakes=stakes), *ISSUES[1:]),
        channels=tuple(replace(c, seats=(Seat(party="alda"), Seat(party="borin", envoy=SPEAKS[c.id])))
                       for c in CHANNELS if c.id in SPEAKS),
        envoys=tuple(replace(e, stance=stance) if e.id == "b-dealer" else e for e in ENVOYS),
        parties=(ALDA, replace(BORIN, chief_negotiator=(Chief(chief),)), CERRA),
    )  # fmt: skip
    where = scene(made, STEADY if apart else HARD, turns=52 if apart else TURNS)
    return unending(where) if apart else where


def carried(where: Record) -> bool:
    """Whether the terms that the dealer states on the border lie nearer to Alda's end than his minister's."""
    said = {who: [a.position for a in where.acts if a.actor == who and a.issue == "border" and a.position is not None
                  and a.kind != "accept"] for who in SPEAKS.values()}  # fmt: skip
    return all(said.values()) and bool(np.mean(said["b-dealer"]) - np.mean(said["b-minister"]) >= NEARER)


def test_simulated() -> None:
    """Positions of the played acts, by who states them."""
    where = facing_a_hard_side()
    assert share(records(where, runs=MANY), carried) >= MOST
    assert marked(where, UNBACKED, runs=MANY) > 0


def test_control_simulated_an_envoy_who_leans_to_nobody() -> None:
    where = facing_a_hard_side(stance=0)
    assert share(records(where, runs=MANY), carried) <= SELDOM
    assert marked(where, UNBACKED, runs=MANY) == 0


def test_control_simulated_a_chief_who_corrects_him() -> None:
    where = facing_a_hard_side(chief="b-minister")
    assert share(records(where, runs=MANY), carried) <= SELDOM
    assert marked(where, UNBACKED, runs=MANY) == 0


def stands_nearer(where: Record) -> bool:
    """Whether `envoys` says that the dealer stands nearer to Alda than his own side."""
    return carries(where).get("b-dealer") in (CARRIES, NEARER_TO_THE_OTHER)


def test_simulated_stands_nearer_to_the_other_side() -> None:
    assert share(records(facing_a_hard_side(apart=True), runs=24), stands_nearer) >= MOST


def test_control_simulated_stands_where_his_side_does() -> None:
    assert share(records(facing_a_hard_side(stance=0, apart=True), runs=24), stands_nearer) <= SELDOM
    assert share(records(facing_a_hard_side(chief="b-minister", apart=True), runs=24), stands_nearer) <= SELDOM
