"""Mechanism 18: insiders and proxies without a mandate draw red lines, or contradict what their leader has said.

Article     001, paragraphs 4 and 5
Recorded    `standing: insider` or `proxy`; `reject` with a `position`; `contradicts`
Recognised  by the measures `mandates` (share of acts by others than the mandated) and `contradictions` (pairs between
            an envoy and the leader); where an insider speaks often, by `envoys`: he draws lines of his own
Simulated   an insider with the press and the leader at the summit contradict each other in all played records, by
            yes and no, offer and threat at once (not recognised where a minister with a mandate has the press). Where
            nobody settles contradictions and red lines keep the two sides apart, a hawk among insiders draws lines of
            his own: `envoys` says so of 60 in 72 records of a year (of none where he leans to nobody or a chief
            corrects him). Two sincere sides come near each other, and lines with them: then it sees little
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpoint.case.model import Case, Chief, Seat, Stake
from counterpoint.measures.envoys import DRAWS
from counterpoint.record.record import Record, make_record

from .mechanism_cases import (
    ALDA,
    BORIN,
    CERRA,
    CHANNELS,
    ENVOYS,
    ISSUES,
    act,
    bundled,
    case,
    of,
    round_trip,
    table,
)
from .played import MOST, RUNS, SELDOM, Plays, busy, records, scene, share, unending


def lines(at: float) -> Case:
    """The leader offers on the border; in the next days an insider speaks on it too, at a given position."""
    return case(
        act("x1", 10, "a-leader", "offer", target="borin", channel="summit", issue="border", position=0.4),
        act("x2", 14, "a-insider", "reject", target="borin", channel="press", issue="border", position=at),
        act("x3", 18, "a-insider", "reject", target="borin", channel="press", issue="status", position=1.0),
        act("x4", 20, "a-leader", "offer", target="borin", channel="summit", issue="border", position=0.4),
    )


def contradicted(where: Record, party: str, leader: str) -> set[str]:
    """Who, without a mandate, stands against the leader of a party in a pair of contradicting acts."""
    mandated = {e.id for e in where.case.envoys if e.standing == "mandated"} | {p.id for p in where.case.parties}
    pairs = [p for p in table(where, "contradictions")["pairs"] if p["party"] == party]
    both = [{p["first_actor"], p["second_actor"]} for p in pairs]
    return {other for pair in both if leader in pair for other in pair - {leader} - mandated}


def test_recorded(tmp_path: Path) -> None:
    assert {e.standing for e in round_trip(lines(1.0), tmp_path / "c").envoys} >= {"insider", "spokesman", "unclear"}


def test_recognised() -> None:
    where = make_record(lines(1.0))
    assert contradicted(where, "alda", "a-leader") == {"a-insider"}
    share = of(table(where, "mandates")["parties"], party="alda")["not_mandated"]
    assert (share["k"], share["n"]) == (2, 4)


def test_recognised_in_the_case_that_the_articles_describe() -> None:
    where = bundled("russia-us-2025")
    assert contradicted(where, "russia", "putin")
    rows = of(table(where, "mandates")["parties"], party="russia")["envoys"]
    assert sum(r["acts"] for r in rows if r["standing"] in ("insider", "proxy")) >= 2


def test_control_an_insider_who_repeats_the_leader() -> None:
    assert contradicted(make_record(lines(0.4)), "alda", "a-leader") == set()


def months(at: float) -> Record:
    """Half a year of it: the leader offers twenty times, in stretches, and the insider speaks after each of them."""
    rows = [act("x", 1, "borin", "demand", target="alda", channel="summit", issue="border", position=0.0)]
    on_it = {"target": "borin", "issue": "border"}
    for n, times in enumerate((2, 1, 3, 1, 1, 2, 4, 1, 2, 1, 2)):
        rows += [
            act(f"l{n}-{k}", 16 * n + k + 3, "a-leader", "offer", channel="summit", position=0.4, **on_it)
            for k in range(times)
        ]
        rows.append(act(f"i{n}", 16 * n + 9, "a-insider", "reject", channel="press", position=at, **on_it))
    return make_record(case(*rows))


def test_recognised_by_lines_of_his_own() -> None:
    rows = table(months(1.0), "envoys")["envoys"]
    assert of(rows, envoy="a-insider")["conduct"] == DRAWS


def test_control_no_lines_of_his_own() -> None:
    assert {row["conduct"] for row in table(months(0.4), "envoys")["envoys"]} == {None}


HARD: Plays = {"alda": {"aim": "tough", "regularity": 20}, "borin": {"aim": "constrained", "regularity": 20}}


def two_voices(
    press: str, *, stance: int | None = None, chief: str | None = None, apart: bool = False, runs: int = RUNS
) -> list[Record]:
    """Played records of an Alda whose leader sits at the summit while somebody else, of a stance, has the press.

    apart: a year of a tough Alda and a Borin bound at home, both steady, whose reserves leave a gap of .3.
    """
    voices = {"summit": "a-leader", "press": press}
    channels = tuple(
        replace(c, seats=(Seat(party="alda", envoy=voices[c.id]), Seat(party="borin"))) if c.id in voices else c
        for c in CHANNELS
    )
    bound = ({"reserve": 0.6, "reserve_spread": 0.05}, {"reserve": 0.3, "reserve_spread": 0.05}) if apart else ({}, {})
    stakes = (
        Stake(party="alda", declared=0.7, salience=0.9, **bound[0]),
        Stake(party="borin", declared=0.2, salience=0.8, **bound[1]),
    )
    envoys = tuple(replace(e, stance=stance) if e.id == press else e for e in ENVOYS)
    parties = (replace(ALDA, chief_negotiator=(Chief(chief),)), BORIN, CERRA)
    made = case(*busy(*voices, every=4 if apart else 2), channels=channels, envoys=envoys, parties=parties,
                issues=(replace(ISSUES[0], stakes=stakes), *ISSUES[1:]))  # fmt: skip
    return records(unending(scene(made, HARD, turns=52)) if apart else scene(made), runs=runs)


def against_its_leader(where: Record) -> bool:
    return contradicted(where, "alda", "a-leader") == {"a-insider"}


def draws_lines(where: Record) -> bool:
    """Whether `envoys` says that the insider draws lines of his own."""
    return bool(of(table(where, "envoys")["envoys"], envoy="a-insider")["conduct"] == DRAWS)


def test_simulated_contradictions() -> None:
    found = two_voices("a-insider")
    assert share(found, against_its_leader) >= MOST
    assert all(of(table(r, "mandates")["parties"], party="alda")["not_mandated"]["k"] for r in found)


def test_control_simulated_a_minister_with_a_mandate() -> None:
    assert share(two_voices("a-minister"), lambda r: bool(contradicted(r, "alda", "a-leader"))) <= SELDOM


def test_simulated_lines_of_his_own() -> None:
    assert share(two_voices("a-insider", stance=-2, apart=True, runs=48), draws_lines) >= MOST


def test_control_simulated_an_insider_who_leans_to_nobody_or_is_corrected() -> None:
    assert share(two_voices("a-insider", apart=True, runs=24), draws_lines) <= SELDOM
    assert share(two_voices("a-insider", stance=-2, chief="a-leader", apart=True, runs=24), draws_lines) <= SELDOM
