"""Mechanism 30: both sides keep to an understanding that nobody announces.

Article     004, paragraphs 22 and 23
Recorded    a channel with `visibility: tacit`, acts there with `basis: inferred`, `known` only when it came out
Recognised  by the measure `reciprocity`: on tacit or secret channels deeds that give pass both ways, answer each other
            more than chance gives, and nothing is promised; of fewer deeds it tells only which name each other. The
            public's eyes see none of it
Simulated   partly: by two that are bound at home. On a channel on which nobody speaks their deeds answer each other in
            all played records, nothing is promised and the public sees none of it (never where neither would go
            half-way). But they do not keep to it: a third of their deeds are blows, so that none of the runs of a year
            ends in an understanding, at a deed in four days, and .2 at one in four weeks. With words on one secret
            channel .8 do, none where the channel is public
Status      recorded, recognised, partly simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from counterpoint.case.model import Case, Stake
from counterpoint.levers import LEVERS
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.ending import TACIT
from counterpoint.simulation.scene import Scene

from .mechanism_cases import CHANNELS, ISSUES, act, case, of, round_trip, table
from .played import MOST, SELDOM, busy, outcomes, records, scene, share


def restraint(channel: str, *promised: str) -> Case:
    """Each side pulls something back, in turn; in the control it is announced and promised as well."""
    words = [act(f"w{p}", 9, p, "assure", target="borin" if p == "alda" else "alda", channel=channel) for p in promised]
    deeds = [
        act(f"x{i}", 10 + 9 * i, ("alda", "borin")[i % 2], "ease", target=("borin", "alda")[i % 2], channel=channel,
            basis="inferred", answers=(f"x{i - 1}",) if i else ())
        for i in range(4)
    ]  # fmt: skip
    return case(*words, *deeds)


WITH, WITHOUT = restraint("tacit"), restraint("press", "alda", "borin")


def understood(made: Case) -> tuple[int, int, int]:
    """Weight of deeds given by the side that gave less, promises made, and acts that the public could see."""
    where = make_record(made)
    given = [of(table(where, "balance")["parties"], party=p)["deeds"]["given"] for p in ("alda", "borin")]
    return min(given), len(table(where, "promises")["promises"]), len(make_record(made, eyes="public").acts)


def test_recorded(tmp_path: Path) -> None:
    assert {a.basis for a in round_trip(WITH, tmp_path / "c").acts} == {"inferred"}


def test_recognised_by_what_the_coder_names() -> None:
    assert understood(WITH) == (2, 0, 0)
    (row,) = table(make_record(WITH), "reciprocity")["pairs"]
    assert (row["answered"]["k"], row["named"], row["known"], row["promised"]) == (3, 3, 0, 0)


def test_control_an_announced_agreement() -> None:
    assert understood(WITHOUT) == (2, 2, 6)
    assert table(make_record(WITHOUT), "reciprocity")["pairs"] == []


def restrained(*borin: int, promised: int | None = None) -> bool:
    """Whether half a year of it is understood without words: Alda pulls back on six days, Borin on others."""
    acts = [act(f"a{d}", d, "alda", "ease", target="borin", channel="tacit") for d in (8, 30, 71, 80, 127, 160)]
    acts += [act(f"b{d}", d, "borin", "ease", target="alda", channel="tacit") for d in borin]
    acts += [] if promised is None else [act("w", promised, "borin", "assure", target="alda", channel="services")]
    (row,) = table(make_record(case(*acts)), "reciprocity")["pairs"]
    return bool(row["understood"])


def test_recognised() -> None:
    assert restrained(11, 34, 75, 82, 131, 162)


def test_control_as_many_deeds_at_other_times_or_a_promise() -> None:
    assert not restrained(20, 50, 60, 100, 115, 148)
    assert not restrained(11, 34, 75, 82, 131, 162, promised=20)


def bound_at_home(channel: str, *, reserve: float = 0.2, every: int = 4) -> Scene:
    """A year of two that are bound at home, with one channel; reserve: how far Alda would go, and Borin likewise."""
    stakes = (
        Stake(party="alda", declared=1.0, reserve=reserve, reserve_spread=0.1),
        Stake(party="borin", declared=0.0, reserve=1.0 - reserve, reserve_spread=0.1),
    )
    made = case(
        *busy(channel, every=every), channels=tuple(c for c in CHANNELS if c.id == channel),
        issues=(replace(ISSUES[0], stakes=stakes),),
    )  # fmt: skip
    plays = {"alda": "constrained", "borin": "constrained"}
    return scene(made, plays, turns=52, swans=0.0, leaving=0.0, yielding=0.0)


def tacit(where: Scene, *, seed: int = 0) -> float:
    """The share of runs that end in a tacit settlement."""
    return float((outcomes(where, runs=1000, seed=seed).which[:, 0] == TACIT).mean())


def wordless(where: Record) -> bool:
    """Whether both sides have given in deed, one in answer to the other, nothing was promised, and nobody could see."""
    given, promised, seen = understood(where.case)
    return given > 0 and promised == seen == 0 and any(a.answers for a in where.acts)


def test_simulated_in_part() -> None:
    """That deeds answer each other is read off the acts, as the kernel marks them."""
    where = bound_at_home("tacit")
    assert share(records(where), wordless) >= MOST
    assert tacit(where) <= SELDOM


def test_control_simulated_two_that_would_not_go_half_way() -> None:
    assert share(records(bound_at_home("tacit", reserve=0.9)), wordless) <= SELDOM


def test_simulated_with_words_in_secret() -> None:
    where = bound_at_home("services")
    assert tacit(where) >= MOST
    assert all(understood(r.case)[2] == 0 for r in records(where))


def test_control_simulated_on_a_public_channel() -> None:
    assert tacit(LEVERS["publish"].change(bound_at_home("services"), {"channel": "services"})) <= SELDOM
