"""Mechanism 8: one thing is said to one audience and its opposite to another, as when business is promised and
denounced.

Article     000, paragraph 9
Recorded    `audience` of the act, `tone`, `position`; `contradicts` where the coder saw the pair
Recognised  by the measure `audiences`: the tone towards the same party differs by two or more between two audiences
Simulated   by an Alda that, by tendencies written by hand, is kind to firms abroad and unkind at home: in 71 of 72
            played records it speaks well of Borin there and ill of it here, a point or more apart, 1.38 on average (in
            none where it is unkind to both, or follows its aim alone). Two points, as in the made-up record, are
            reached in none, and positions do not differ by audience
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from counterpoint.case.model import Case, Seat
from counterpoint.case.vocabulary import KINDS, WORD
from counterpoint.record.record import Record, make_record

from .mechanism_cases import CHANNELS, act, bundled, case, numbered, of, round_trip, table
from .played import MOST, SELDOM, TURNS, Own, records, scene, share, unending

TWO_VOICES = 2.0


def speeches(at_home: str) -> Case:
    """Firms abroad are promised business; at home another kind of thing is said."""
    return case(
        act("x1", 5, "a-trader", "assure", target="borin", channel="press", issue="status", audience=("borin-firms",)),
        act("x2", 9, "a-trader", "assure", target="borin", channel="press", issue="status", audience=("borin-firms",)),
        act("x3", 12, "a-speaker", at_home, target="borin", channel="home", issue="status", audience=("alda-home",)),
    )


WITH, WITHOUT = speeches("blame"), speeches("praise")


def spread(where: Record, party: str, about: str) -> float:
    """Largest distance in tone between two audiences."""
    rows = table(where, "audiences")["by_audience"]
    return max((r["tone_spread"] or 0.0 for r in rows if r["party"] == party and r["about"] == about), default=0.0)


def test_recorded(tmp_path: Path) -> None:
    assert {a.audience for a in round_trip(WITH, tmp_path / "c").acts} == {("borin-firms",), ("alda-home",)}


def test_recognised() -> None:
    assert spread(make_record(WITH), "alda", "borin") >= TWO_VOICES


def test_recognised_in_the_case_that_the_articles_describe() -> None:
    assert spread(bundled("russia-us-2025"), "russia", "us") >= TWO_VOICES


def test_control_the_same_voice_for_all() -> None:
    assert spread(make_record(WITHOUT), "alda", "borin") < TWO_VOICES


STAGES = {"press": "borin-firms", "home": "alda-home"}
"""Where Alda speaks alone, and before whom."""
KIND, UNKIND = 1, -1


def tone_of(place: str, way: int) -> Own:
    """Tendencies to speak to the other side itself, and kindly or unkindly, on a class of channel."""
    words = {k.name: way if k.tone > 0 else -way for k in KINDS if k.group == WORD and k.tone != 0}
    lines = [{"part": "kind", "when": when, "what": kind, "nats": nats * sign, "on": [place]}
             for when, nats in (("in_public", 1.5), ("always", 0.5)) for kind, sign in words.items()]  # fmt: skip
    return [{"part": "target", "when": "in_public", "what": "counterpart", "nats": 1.5, "on": [place]}, *lines]


@cache
def speaking(abroad: int, at_home: int, *, seed: int = 0) -> list[Record]:
    """Half a year of a sincere Alda that speaks to firms abroad and to its own people, each kindly or not."""
    channels = tuple(replace(c, seats=(Seat(party="alda"),)) for c in CHANNELS if c.id in STAGES)
    said = [(day, "alda", "procedure", {"target": "borin", "channel": name, "audience": (audience,)})
            for day in range(0, 7 * TURNS, 2) for name, audience in STAGES.items()]  # fmt: skip
    own = [*tone_of("public", abroad), *tone_of("internal", at_home)] if abroad or at_home else []
    alda = {"aim": "sincere", "regularity": 100, "tendencies": own}
    made = case(*numbered(*said), channels=channels)
    return records(unending(scene(made, {"alda": alda, "borin": "sincere"})), runs=24, seed=seed)


def opposite(where: Record) -> bool:
    """Whether Alda speaks kindly of Borin to the firms and unkindly at home, a point or more apart.

    In play a fifth of all words are courtesies, whatever is said beside them: two points are out of reach.
    """
    rows = of(table(where, "audiences")["by_audience"], party="alda", about="borin")["audiences"]
    heard = {row["audience"]: row["tone"] for row in rows}
    firms, home = heard.get("borin-firms", 0.0), heard.get("alda-home", 0.0)
    return bool(firms > 0.0 > home and firms - home >= 1.0)


def test_simulated() -> None:
    assert opposite(make_record(WITH)) and share(speaking(KIND, UNKIND), opposite) >= MOST


def test_control_simulated_one_voice_or_none_of_its_own() -> None:
    assert not opposite(make_record(WITHOUT))
    assert share(speaking(UNKIND, UNKIND), opposite) <= SELDOM and share(speaking(0, 0), opposite) <= SELDOM
