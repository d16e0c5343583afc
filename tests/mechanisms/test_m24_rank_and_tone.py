"""Mechanism 24: the rank and the tone of a delegation are a signal, as when a hawk is sent.

Article     004, paragraphs 4, 5 and 19
Recorded    `rank` and `stance` of the envoy (hawk -2 to dove 2), level of the channel, `remandate`, `tone` of the act
Recognised  by the measure `delegations`: who is sent, his rank, how hawkish he is beside his party's others, the tone
            of his acts, who came after whom; level by `balance` (standing) and the feature `at_top`, tone by the
            feature `coolness`. No feature reads a stance, so it does not weigh in a verdict
Simulated   a hawk at a busy desk, of a tough Alda that by tendencies written by hand grows harsh as its asks go
            unmet, makes played years low, hawkish and cool: so `delegations`, `balance` and mean tones below -.25 say
            of 69 in 72 records, and Borin finds Alda cool in the end in 66. One record says so of him in a sincere Alda
            (tone about 0: his stance alone hardly colours what is said; found cool in 12), none of a minister or a
            trader with the same words. By `envoys` he draws lines of his own in 45 of the 72. Nobody is named or
            replaced in a run
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.case.model import Case, Chief, Seat, Stake
from counterpoint.record.record import Record, make_record

from .mechanism_cases import ALDA, CHANNELS, DAY0, ISSUES, PARTIES, act, case, of, round_trip, situation, table
from .played import MOST, SELDOM, Own, Plays, busy, records, scene, share, unending


def delegation(envoy: str, channel: str, tone: float) -> Case:
    """An envoy is named and holds four rounds on a channel, in a given tone."""
    named = act("x0", 5, "alda", "remandate", target="borin", channel=channel, tone=0)
    rounds = [
        act(f"x{i}", 10 + 5 * i, envoy, "meet", target="borin", channel=channel, tone=tone, issue="border")
        for i in range(1, 5)
    ]
    return case(named, *rounds)


WITH, WITHOUT = delegation("a-hawk", "desk", -2), delegation("a-minister", "ministers", 1)


def signal(where: Record) -> dict[str, Any]:
    """Rounds with Borin at ministers' level and below, whether one is at the top, and how cool Borin finds Alda."""
    standing = of(table(where, "balance")["parties"], party="borin")["standing"]
    channel = str(where.acts[-1].channel)
    felt = situation(where, "borin", 35, channel=channel)
    return {
        "high": standing["ministers"] + standing["leaders"],
        "low": standing["other"],
        "at_top": felt["at_top"],
        "cool": felt["coolness"],
    }


def test_recorded(tmp_path: Path) -> None:
    back = round_trip(WITH, tmp_path / "c")
    assert next(e.stance for e in back.envoys if e.id == back.acts[-1].actor) == -2


def sent(where: Record) -> dict[str, Any]:
    """What Alda sends to the channel of the talks."""
    return of(table(where, "delegations")["delegations"], party="alda", channel=where.acts[-1].channel)


def test_recognised_by_the_one_who_is_sent() -> None:
    where = make_record(WITH)
    found = sent(where)
    assert found["stance"] == -2 and found["gap"] < -1 and found["tone"] == -2
    hawk = of(table(where, "delegations")["envoys"], envoy="a-hawk")
    assert (hawk["rank"], hawk["softer"], hawk["others"]) == ("deputy minister", 2, 2)


def test_recognised_by_the_change() -> None:
    """The minister comes four times in good humour; then the hawk is sent to the same table."""
    rounds = [act(f"m{i}", 5 * i, "a-minister", "meet", target="borin", channel="desk", tone=1) for i in range(4)]
    hawk = [act(f"h{i}", 30 + 5 * i, "a-hawk", "meet", target="borin", channel="desk", tone=-2) for i in range(2)]
    (row,) = table(make_record(case(*rounds, *hawk)), "delegations")["changes"]
    assert (row["envoy"], row["shift"], row["tone"], row["tone_before"]) == ("a-hawk", -1, -2, 1)
    assert row["heard"] == "2031-01-31"
    assert not table(make_record(case(*rounds)), "delegations")["changes"]


def test_control_the_one_who_is_sent_is_no_hawk() -> None:
    found = sent(make_record(WITHOUT))
    assert found["gap"] > -0.5 and found["tone"] == 1


def test_recognised_by_level_and_tone() -> None:
    found = signal(make_record(WITH))
    assert (found["high"], found["low"], found["at_top"]) == (0, 4, 0.0)
    assert found["cool"] >= 0.5


def test_control_a_minister_in_good_humour() -> None:
    found = signal(make_record(WITHOUT))
    assert (found["high"], found["low"], found["at_top"]) == (4, 0, 1.0)
    assert found["cool"] == 0.0


HARSH: Own = [
    *({"part": "kind", "when": "always", "what": kind, "nats": -0.5} for kind in ("praise", "assure")),
    *({"part": "kind", "when": "always", "what": kind, "nats": 0.5} for kind in ("blame", "reject")),
    *({"part": "kind", "when": "asks_unmet", "what": kind, "nats": 1.0} for kind in ("blame", "reject", "threaten")),
]
COOL = -0.25
"""Mean tone of a delegation's acts: a quarter of the coder's step below neither warm nor cool."""
STAKES = (
    Stake(party="alda", declared=0.7, reserve=0.6, reserve_spread=0.05, salience=0.9),
    Stake(party="borin", declared=0.2, reserve=0.3, reserve_spread=0.05, salience=0.8),
)


def rounds(envoy: str, channel: str, *, harsh: bool = True) -> list[Record]:
    """Played years of an Alda that has an envoy on a busy channel and its leader at a quieter summit.

    harsh: it is tough and has the tendencies above; else it is sincere. Nobody settles contradictions.
    """
    voices = {"summit": "a-leader", channel: envoy}
    channels = tuple(
        replace(c, seats=(Seat(party="alda", envoy=voices[c.id]), Seat(party="borin"))) if c.id in voices else c
        for c in CHANNELS
    )
    acts = sorted((*busy(channel, every=4), *busy("summit", every=14)), key=lambda a: a.date.first)
    made = case(
        *(replace(a, id=f"x{n}") for n, a in enumerate(acts)), channels=channels,
        parties=(replace(ALDA, chief_negotiator=(Chief(),)), *PARTIES[1:]),
        issues=(replace(ISSUES[0], stakes=STAKES), *ISSUES[1:]),
    )  # fmt: skip
    plays: Plays = {
        "alda": {"aim": "tough" if harsh else "sincere", "regularity": 20, "tendencies": HARSH if harsh else []},
        "borin": {"aim": "constrained", "regularity": 20},
    }
    return records(unending(scene(made, plays, turns=52)), runs=48)


def hawkish_low_and_cool(where: Record, channel: str) -> bool:
    """Whether a hawk speaks for Alda on a channel, coolly, and it meets Borin below the ministers' level."""
    found = of(table(where, "delegations")["delegations"], party="alda", channel=channel)
    standing = of(table(where, "balance")["parties"], party="borin")["standing"]
    low = standing["other"] > standing["ministers"] + standing["leaders"]
    return bool(found["acts"] and found["gap"] < -1 and low and found["tone"] < COOL)


def felt_cool(where: Record) -> bool:
    """Whether Borin finds Alda cool on the day after the record."""
    return situation(where, "borin", where.as_of + 1 - DAY0.toordinal(), channel="desk")["coolness"] > 0.1


def test_simulated() -> None:
    found = rounds("a-hawk", "desk")
    assert share(found, lambda r: hawkish_low_and_cool(r, "desk")) >= MOST
    assert share(found, felt_cool) >= MOST


def test_control_simulated_the_hawk_of_a_sincere_side() -> None:
    found = rounds("a-hawk", "desk", harsh=False)
    assert share(found, lambda r: hawkish_low_and_cool(r, "desk")) <= SELDOM
    assert share(found, felt_cool) <= SELDOM


def test_control_simulated_a_minister_and_a_trader_as_harsh() -> None:
    assert share(rounds("a-minister", "ministers"), lambda r: hawkish_low_and_cool(r, "ministers")) <= SELDOM
    assert share(rounds("a-trader", "desk"), lambda r: hawkish_low_and_cool(r, "desk")) <= SELDOM
