"""Mechanism 24: the rank and the tone of a delegation are a signal, as when a hawk is sent.

Article     004, paragraphs 4, 5 and 19
Recorded    `rank` and `stance` of the envoy (hawk -2 to dove 2), level of the channel, `remandate`, `tone` of the act
Recognised  by the measure `delegations`: who is sent, his rank, how hawkish he is beside his party's others, the tone
            of his acts, who came after whom; level by `balance` (standing) and the feature `at_top`, tone by the
            feature `coolness`. No feature reads a stance, so it does not weigh in a verdict
Simulated   partly: a hawk at the desk makes played rounds hawkish and low, a minister at his table neither; but his
            stance hardly colours what is said (mean tone .08, a minister's at the same desk .16), and Borin never
            finds Alda cool. Nobody is named or replaced in a run
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.case.model import Case, Seat
from counterpoint.record.record import Record, make_record

from .mechanism_cases import CHANNELS, DAY0, act, case, of, round_trip, situation, table
from .played import MOST, SELDOM, busy, records, scene, share


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


def rounds(envoy: str, channel: str) -> list[Record]:
    """Played records of a sincere Alda that has an envoy on a channel."""
    seats = (Seat(party="alda", envoy=envoy), Seat(party="borin"))
    channels = tuple(replace(c, seats=seats) if c.id == channel else c for c in CHANNELS)
    return records(scene(case(*busy(channel), channels=channels)))


def hawkish_and_low(where: Record, channel: str) -> bool:
    """Whether a hawk speaks for Alda on a channel, and it meets Borin below the ministers' level."""
    found = of(table(where, "delegations")["delegations"], party="alda", channel=channel)
    standing = of(table(where, "balance")["parties"], party="borin")["standing"]
    low = standing["other"] > standing["ministers"] + standing["leaders"]
    return bool(found["acts"] and found["gap"] < -1 and low)


def test_simulated_in_part() -> None:
    """Who comes and how high; that Borin finds it cool is lacking."""
    found = rounds("a-hawk", "desk")
    assert share(found, lambda r: hawkish_and_low(r, "desk")) >= MOST
    felt = [situation(r, "borin", r.as_of + 1 - DAY0.toordinal(), channel="desk") for r in found]
    assert max(x["coolness"] for x in felt) < 0.5 and not any(x["at_top"] for x in felt)


def test_control_simulated_a_minister() -> None:
    assert share(rounds("a-minister", "ministers"), lambda r: hawkish_and_low(r, "ministers")) <= SELDOM
