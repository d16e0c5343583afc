"""Mechanism 21: the target grows frustrated, and turns it on a third party instead of on the one that frustrates it.

Article     001, paragraphs 6 and 7
Recorded    `blame`, `threaten` or `pressure` with the third party as `target`, `answers` or `because` naming what
            provoked it
Recognised  by the measure `displacement`: in the fortnight after a rebuff by the other side a party blames and hurts a
            third one more often than at other times, beyond chance; or its act names what provoked it. No playbook
            describes the target
Simulated   partly: by a Borin with tendencies written by hand (the longer its asks to a stalling Alda stay unmet, the
            more it turns from the counterpart to a third party, in blame and pressure): .50 of its harsh words and
            deeds go to Cerra then, .22 before, in the sum of 48 runs of a year (.13 and .13 without). Single records
            show it in 26 of 48 (0): frustrated once, it stays so, and there is little before to compare with
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoint.case.model import Case
from counterpoint.playbooks.features import INDEX
from counterpoint.playbooks.hearing import listen
from counterpoint.playbooks.situation import look
from counterpoint.record.record import Record, day, make_record

from .mechanism_cases import act, case, numbered, of, round_trip, table
from .played import Own, busy, records, scene, unending

WITH = case(
    act("x1", 10, "alda", "strike", target="cerra", channel="field", weight=3),
    act("x2", 11, "alda", "reject", target="borin", channel="press", issue="border"),
    act("x3", 12, "b-leader", "blame", target="cerra", channel="press", answers=("x2",)),
    act("x4", 14, "borin", "pressure", target="cerra", channel="field", because="x2"),
)
HARSH = frozenset({"blame", "threaten", "pressure", "strike", "ultimatum"})
FRUSTRATED = 0.5
"""asks_unmet from here on: an ask that has been open for six weeks."""
OFTEN, TIMES, ENOUGH = 0.4, 2.0, 5
"""Share of what is harsh that goes to third parties while asks are unmet, how many times that of before, and of how
many acts: together they count as frustration turned on them."""


def test_recorded(tmp_path: Path) -> None:
    acts = round_trip(WITH, tmp_path / "c").acts
    assert [(a.target, a.answers, a.because) for a in acts[2:]] == [("cerra", ("x2",), None), ("cerra", (), "x2")]


def half_a_year(*hits: int) -> Case:
    """Alda turns Borin down five times; Borin blames or presses Cerra on some days."""
    rebuffs = [act(f"r{d}", d, "alda", "reject", target="borin", channel="ministers") for d in (20, 23, 90, 140, 148)]
    blows = [
        act(f"b{d}", d, "borin", ("blame", "pressure")[n % 2], target="cerra", channel=("press", "field")[n % 2])
        for n, d in enumerate(hits)
    ]
    return case(*rebuffs, *blows)


def borin(made: Case) -> dict[str, Any]:
    return of(table(make_record(made), "displacement")["parties"], party="borin")


def test_recognised() -> None:
    found = borin(half_a_year(22, 25, 28, 31, 93, 97, 99, 143, 147, 151, 156, 158))
    assert found["turned_on"] == "cerra" and found["p"] <= 0.05 and found["ratio"]["low"] > 1


def test_recognised_by_what_it_names() -> None:
    assert borin(WITH)["named"] == 2


def test_control_blows_that_come_anyway() -> None:
    found = borin(half_a_year(*range(4, 180, 16)))
    assert found["turned_on"] is None and found["p"] > 0.2 and found["named"] == 0


def quarrel(*, on: str) -> Case:
    """Borin asks Alda, who never answers; for seven weeks it is harsh on Alda, and from then on somebody."""
    rows: list[tuple[int, str, str, dict[str, Any]]] = [
        (1, "borin", "demand", {"target": "alda", "channel": "press", "issue": "border"})
    ]
    for week in range(24):
        target = "alda" if week < 7 else on
        rows.append((7 * week + 3, "borin", ("blame", "threaten")[week % 2], {"target": target, "channel": "press"}))
    return case(*numbered(*rows))


def harsh_on_others(where: Record, party: str = "borin") -> tuple[int, int, int, int]:
    """Harsh acts at third parties and harsh acts in all, while the party's asks are unmet, and otherwise."""
    other = next(p.counterpart for p in where.case.parties if p.id == party)
    heard, found = listen(where, party, str(other)), [0, 0, 0, 0]
    for a in where.acts:
        if where.actor_party(a) == party and a.kind in HARSH:
            x = look(heard.before(day(a)), heard.world, now=day(a), channel=None, issue=None)
            at = 0 if x[INDEX["asks_unmet"]] >= FRUSTRATED else 2
            found[at] += where.target_party(a) not in (other, party, None)
            found[at + 1] += 1
    return found[0], found[1], found[2], found[3]


def finds_a_scapegoat(*found: Record) -> bool:
    """Counted in the acts: while its asks are unmet Borin is harsh on third parties, and more than before."""
    then, of_all, before, of_before = (sum(column) for column in zip(*map(harsh_on_others, found), strict=True))
    usual = before / of_before if of_before else 0.0
    return bool(of_all >= ENOUGH and then / of_all >= max(OFTEN, TIMES * usual))


def test_recognised_in_part() -> None:
    assert finds_a_scapegoat(make_record(quarrel(on="cerra")))


def test_control_harsh_on_the_one_who_frustrates() -> None:
    assert not finds_a_scapegoat(make_record(quarrel(on="alda")))


TURNS_ON_OTHERS: Own = [
    {"part": "target", "when": "asks_unmet", "what": "third", "nats": 1.5},
    {"part": "target", "when": "asks_unmet", "what": "counterpart", "nats": -1.5},
    {"part": "kind", "when": "asks_unmet", "what": "blame", "nats": 1.0},
    {"part": "kind", "when": "asks_unmet", "what": "pressure", "nats": 1.0, "on": ["field"]},
]
"""What a frustrated Borin does, written by hand."""


def frustrated(tendencies: Own, *, seed: int = 0) -> list[Record]:
    """Runs of a year in which Alda stalls and Borin, steady, has tendencies of its own."""
    made = case(*busy("press", "field", "desk", every=5))
    borin = {"aim": "sincere", "regularity": 100, "tendencies": tendencies}
    return records(unending(scene(made, {"alda": "stall", "borin": borin}, turns=52)), runs=24, seed=seed)


def test_simulated_in_part() -> None:
    assert finds_a_scapegoat(*frustrated(TURNS_ON_OTHERS))


def test_control_simulated_without_the_tendencies() -> None:
    assert not finds_a_scapegoat(*frustrated([]))
