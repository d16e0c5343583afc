"""Mechanism 32: the patron or mediator steps aside and turns to something else.

Article     000, paragraph 18
Recorded    `suspend`, and after it nothing on a channel whose `coverage` is full; acts of the one who left elsewhere
Recognised  by the measure `tempo` of the acts of the one who left: gone from one channel, heard of late on another;
            by the feature `fading_elsewhere`, in which the other side hears the channel fade; and by `attention`: to
            whom and to which channels the one who left has turned, against as many days before
Simulated   by a weary Cerra that sits between Alda and Borin: in 36 of 48 played records of a year it has turned away
            from the mediation and speaks in the press, while the two go on (in none where it is content)
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.case.model import Case, Channel, Clocks, Seat
from counterpoint.record.record import Record, make_record

from .mechanism_cases import ALDA, BORIN, CERRA, FULL, act, case, numbered, of, round_trip, situation, table
from .played import MOST, SELDOM, TURNS, busy, records, scene, share, unending

MEDIATION = Channel(
    id="mediation", name="mediation", level="mediator", seats=tuple(Seat(party=p) for p in ("alda", "borin", "cerra")),
    coverage=FULL,
)  # fmt: skip
GONE = 0.25
"""Level of a channel, in acts, below which nothing passes any more."""


def mediation(*, until: int) -> Case:
    """Borin mediates weekly up to a day, then leaves; or goes on to the end. Alda speaks at its desk all the while."""
    held = [(7 * i, "borin", "meet", {"target": "cerra", "channel": "mediation"}) for i in range(until // 7)]
    desk = [(14 * i + 3, "alda", "procedure", {"target": "borin", "channel": "desk"}) for i in range(12)]
    made = case(*numbered(*sorted([*held, *desk], key=lambda row: row[0])), channels=(*case().channels, MEDIATION))
    if until > 150:
        return made
    left = act("left", until, "borin", "suspend", target="cerra", channel="mediation")
    elsewhere = act("else", 150, "borin", "propose_talks", target="alda", channel="trade")
    return replace(made, acts=(*made.acts, left, elsewhere))


WITH, WITHOUT = mediation(until=70), mediation(until=180)


def left(made: Case) -> tuple[float, int, float]:
    """Level of the mediation at the end, days since its last act, and how much Alda hears it fade 40 days on."""
    where = make_record(made)
    row = of(table(where, "tempo")["channels"], channel="mediation")
    faded = situation(where, "alda", 112, channel="desk")["fading_elsewhere"]
    return row["level"], row["days_since_last"], faded


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert any(a.kind == "suspend" for a in back.acts) and back.channels[-1].coverage == FULL


def test_recognised_that_it_is_gone() -> None:
    level, since, faded = left(WITH)
    assert level < GONE and since >= 100 and faded >= 0.2


def test_control_a_mediation_that_goes_on() -> None:
    level, since, faded = left(WITHOUT)
    assert level > 1 and since < 14 and faded < 0.1


def turned(*, to: str, channel: str) -> dict[str, Any]:
    """What is read of a Borin that mediates for ten weeks, then leaves and acts weekly towards somebody."""
    acts = [a for a in WITH.acts if a.id != "else"]
    acts += [act(f"t{n}", 77 + 7 * n, "borin", "meet", target=to, channel=channel) for n in range(14)]
    rows = table(make_record(replace(WITH, acts=tuple(acts))), "attention")["left"]
    return of(rows, party="borin", channel="mediation")


def test_recognised_what_it_turned_to() -> None:
    found = turned(to="alda", channel="trade")
    assert found["turned_to"] == ["alda", "trade"] and found["walked_out"] == "left" and found["seen"]


def test_control_the_same_party_as_before_or_nobody_left() -> None:
    assert turned(to="cerra", channel="trade")["turned_to"] == ["trade"]
    assert table(make_record(WITHOUT), "attention")["left"] == []


LATELY = 60
"""Days within which whoever has left one table is still heard elsewhere."""


def has_turned_away(where: Record, party: str) -> bool:
    """Whether a party is gone from the mediation, by its own acts, and goes on elsewhere."""
    own = replace(where, acts=tuple(a for a in where.acts if where.actor_party(a) == party))
    rows = {row["channel"]: row for row in table(own, "tempo")["channels"]}
    at = rows.pop("mediation")
    others = [row["days_since_last"] for row in rows.values() if row["days_since_last"] is not None]
    return at["level"] < GONE and (at["days_since_last"] or 0) >= 100 and min(others, default=1000) <= LATELY


def test_recognised_in_who_has_left() -> None:
    assert has_turned_away(make_record(WITH), "borin")
    assert not has_turned_away(make_record(WITHOUT), "borin")


WEARY, CONTENT = Clocks(patience=0.0, talking_cost=1.0, talk_gain=0.0), Clocks(1.0, 0.5, 0.0, 1.0)
ALL = tuple(Seat(party=p) for p in ("alda", "borin", "cerra"))


def mediated(clocks: Clocks, *, seed: int = 0) -> list[Record]:
    """Runs of a year in which Cerra sits between the two, and in the press."""
    press = (replace(c, seats=ALL) for c in case().channels if c.id == "press")
    rows = [(day, "cerra", "procedure", {"target": "alda", "channel": c})
            for day in range(0, 7 * TURNS, 5) for c in ("mediation", "press")]  # fmt: skip
    acts = (*busy("mediation", "press", every=5), *(replace(a, id=f"c{a.id}") for a in numbered(*rows)))
    made = case(
        *sorted(acts, key=lambda a: a.date), channels=(*press, MEDIATION),
        parties=(ALDA, BORIN, replace(CERRA, counterpart="alda", clocks=clocks)),
    )  # fmt: skip
    plays = {"alda": "stall", "borin": "sincere", "cerra": "sincere"}
    where = unending(scene(made, plays, turns=52))
    return records(where, runs=24, seed=seed)


def leaves(found: list[Record]) -> float:
    """The share of runs in which the mediator has turned away, and the two have gone on to the last week."""
    return share(found, lambda where: has_turned_away(where, "cerra") and goes_on(where))


def goes_on(where: Record) -> bool:
    """Whether the main pair speaks to the end of the year."""
    last = max(a.date.first.toordinal() for a in where.acts if where.actor_party(a) in ("alda", "borin"))
    return where.as_of - last <= LATELY and where.as_of - where.start >= 52 * 7 - 1


def test_simulated() -> None:
    assert leaves(mediated(WEARY)) >= MOST


def test_control_simulated_who_stays() -> None:
    assert leaves(mediated(CONTENT)) <= SELDOM
