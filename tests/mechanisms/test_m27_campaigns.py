"""Mechanism 27: a campaign of information is broken by a counter-campaign, and one issue moves into another's shadow.

Article     004, paragraphs 15 to 18 and 21
Recorded    `blame` and `appeal` in public with `until` and `audience`; `salience` of issues in series.csv; `answers`
Recognised  by the measure `campaigns`: Alda's spell of public words on the status begins in Borin's on the border and
            names it in `answers`, and from then on, at once or little by little, the table speaks less of the border
            than if it had begun at any other time (not where no such spell comes, nor where the table heeds none);
            beside it the salience of both issues, before and after
Simulated   by two that seek rejection and have a paper each for four years; Alda's opens after two, and writes more the
            cooler Borin is. `campaigns` finds the counter-campaign in 48 of 48 records (0 where it stays closed), in
            it the border's share of the table's talk .41 lower (.03 where papers raise nothing), and that this is a
            shadow beyond chance in 32 (1). The table follows some weeks later: one beginning takes a long record to be
            dated (half-way in a year and a half, .2 of the records; in three years .4). None names what it answers: of
            the charges and appeals in the bundled cases one in six does. Revised after a first look: daily papers,
            Alda's twice as loud (9 of 48); then the measure, which had shifted the talk round, and the years, on other
            seeds
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.model import Agenda, Case, Channel, Reading, Seat, Stake
from counterpoint.levers import LEVERS
from counterpoint.measures import campaigns
from counterpoint.record.record import Record, day, make_record
from counterpoint.simulation.scene import Scene

from .mechanism_cases import CHANNELS, ISSUES, act, case, numbered, on, round_trip
from .played import MOST, SELDOM, TURNS, Own, busy, records, scene, share, unending

SALIENCE = tuple(
    Reading(date=on(30 * i), name="salience", about=issue, value=value, source="archive")
    for i in range(4)
    for issue, value in (("border", 0.9 - 0.2 * i), ("status", 0.1 + 0.25 * i))
)
WITH = case(
    act("x1", 5, "borin", "blame", target="alda", channel="press", issue="border", until=60, audience=("borin-home",)),
    act("x2", 35, "alda", "appeal", target="borin-home", channel="press", issue="status", until=90, answers=("x1",)),
    series=SALIENCE,
)


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert len(back.series) == 8 and back.acts[1].answers == ("x1",)


def shadows(where: Record) -> list[dict[str, Any]]:
    """Alda's campaigns on the status that begin in one of Borin's on the border."""
    wanted = {"party": "alda", "issue": "status", "other": "borin", "against": "border"}
    return [row for row in campaigns.compute(where)["counters"] if wanted.items() <= row.items()]


def overshadowed(where: Record) -> bool:
    """Whether the table speaks less of the border once Alda campaigns on the status, more than by chance."""
    return any(row["shadow"]["talked_of"] == "less" for row in shadows(where))


def contested(*, answered: bool = True, heeded: bool = True) -> Case:
    """A year: Borin blames over the border from week 4; Alda appeals on the status from week 26, or is silent.

    At the table two of three words are on the border; from week 26 one in six, if the table heeds the papers.
    """
    rows: list[tuple[int, str, str, dict[str, Any]]] = []
    for week in range(52):
        late = week >= 26
        if week >= 4:
            rows.append((7 * week, "borin", "blame", {"channel": "press", "issue": "border"}))
        if late and answered:
            said = {"answers": (f"x{len(rows) - 1}",)} if week % 4 == 2 else {}
            rows.append((7 * week, "alda", "appeal", {"channel": "press", "issue": "status"} | said))
        for k in range(3):
            on_border = (week + k) % 6 == 0 if late and heeded else (week + k) % 3 > 0
            more = {"channel": "ministers", "issue": "border" if on_border else "status"}
            rows.append((7 * week + 1 + k, "alda", "procedure", more))
    return case(*numbered(*rows), end=on(363), series=SALIENCE)


def test_recognised_by_the_measure() -> None:
    where = make_record(contested())
    assert overshadowed(where)
    (row,) = shadows(where)
    assert row["answers"] == 7 and row["shadow"]["change"] < -0.3


def test_recognised_from_two_words_that_last() -> None:
    found = campaigns.compute(make_record(WITH))
    assert [row["answers"] for row in found["counters"]] == [1]
    read = [(r["about"], r["at_first"], r["at_last"]) for r in found["salience"] if r["party"] == "alda"]
    assert read == [("border", 0.7, 0.3), ("status", 0.35, 0.85)]


def test_control_no_answer_or_a_table_that_heeds_none() -> None:
    unanswered, unheeded = make_record(contested(answered=False)), make_record(contested(heeded=False))
    assert not shadows(unanswered) and shadows(unheeded)
    assert not overshadowed(unanswered) and not overshadowed(unheeded)


OPENS, LATE, WEEKS = 104, 156, 208
"""Weeks of a run after which Alda's paper opens, from which the table is looked at, and after which the run is over.

One beginning has one date. In four years, talk that turns at any time does so within five weeks of it by one chance
in twenty; in a year and a half, within two.
"""
CAMPAIGN: Own = [{"part": "kind", "when": "in_public", "what": kind, "nats": 1.5, "on": ["public"]}
                 for kind in ("blame", "appeal")]  # fmt: skip
ANSWER: Own = [{"part": "amount", "when": "coolness", "what": "channel", "nats": 1.5, "on": ["public"]}]
"""Tendencies to write charges and appeals; and to write more, the cooler the other side is."""


def paper(name: str, owner: str, issue: str) -> Channel:
    """A paper in which one side writes about one issue; Alda's is closed until the run."""
    return Channel(
        id=name, name=name, level="public", visibility="public", seats=(Seat(party=owner),),
        agenda=(Agenda(issues=(issue,)),), closed=on(7 * TURNS - 2) if owner == "alda" else None,
    )  # fmt: skip


@cache
def papers(*, answered: bool, heat_step: float = 0.1) -> Scene:
    """Two that seek rejection, at the ministers' table and each in a paper; Alda's opens on the way, and is louder."""
    stakes = (Stake(party="alda", salience=0.6), Stake(party="borin", salience=0.6))
    written = (replace(a, id=f"p{a.id}") for a in busy("herald", "gazette", every=1))
    made = case(
        *sorted((*busy("ministers"), *written), key=lambda a: a.date),
        channels=(*(c for c in CHANNELS if c.id == "ministers"),
                  paper("herald", "borin", "border"), paper("gazette", "alda", "status")),
        issues=tuple(replace(i, stakes=stakes) for i in ISSUES if i.id in ("border", "status")),
    )  # fmt: skip
    plays = {who: {"aim": "rejection", "regularity": 100, "tendencies": own}
             for who, own in (("alda", [*CAMPAIGN, *ANSWER]), ("borin", CAMPAIGN))}  # fmt: skip
    where = unending(scene(made, plays, turns=WEEKS, heat_step=heat_step))
    if answered:
        where = LEVERS["open"].change(where, {"channel": "gazette", "days": 7.0 * OPENS})
        where = LEVERS["amplify"].change(where, {"channel": "gazette", "k": 2.0})
    return where


@cache
def played(*, answered: bool, heat_step: float = 0.1, seed: int = 0) -> list[Record]:
    """Runs of it."""
    return records(papers(answered=answered, heat_step=heat_step), runs=24, seed=seed)


def in_the_light(found: list[Record]) -> float:
    """The share of the border in what is said at the table about either issue, late in the runs."""
    since = on(7 * (TURNS + LATE)).first.toordinal()
    said = [a.issue for r in found for a in r.acts if a.channel == "ministers" and day(a) >= since]
    return said.count("border") / sum(issue is not None for issue in said)


def fall(found: list[Record]) -> float:
    """How much less of the table's talk is on the border once Alda campaigns, in the mean of the runs that can tell."""
    rows = [row["shadow"]["change"] for r in found for row in shadows(r)]
    return -float(np.mean([change for change in rows if change is not None]))


def test_simulated() -> None:
    found = played(answered=True)
    assert in_the_light(found) < 0.45 < 0.7 < in_the_light(played(answered=False))
    assert share(found, lambda r: bool(shadows(r))) >= MOST
    assert not any(row["answers"] for r in found for row in shadows(r))
    assert fall(found) > 0.25
    assert share(found, overshadowed) >= MOST


def test_control_simulated_papers_that_raise_nothing_or_are_not_answered() -> None:
    unheeded, unanswered = played(answered=True, heat_step=0.0), played(answered=False)
    assert 0.42 < in_the_light(unheeded) < 0.58 and abs(fall(unheeded)) < 0.05
    assert share(unheeded, overshadowed) <= SELDOM
    assert share(unanswered, lambda r: bool(shadows(r))) <= SELDOM
