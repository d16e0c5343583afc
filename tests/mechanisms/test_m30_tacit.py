"""Mechanism 30: both sides keep to an understanding that nobody announces.

Article     004, paragraphs 22 and 23
Recorded    a channel with `visibility: tacit`, acts there with `basis: inferred`, `known` only when it came out
Recognised  by the measure `reciprocity`: on tacit or secret channels deeds that give pass both ways, answer each other
            more than chance gives, and nothing is promised; of fewer deeds it tells only which name each other. The
            public's eyes see none of it
Simulated   by two sincere sides that by tendencies written by hand strike seldom and, given something, give, on
            one channel on which nobody speaks: in .78 of 96 records of a year deeds answer each other (`reciprocity`
            names them), nothing is promised or known, and there is no blow in the last two months; .77 of the runs end
            in the understanding. Without restraint .22 and .19 do, for two in five of their deeds are blows; where
            neither would go half-way, or in the open, none. Revised after a first look: that the answers come more
            promptly than chance gives is seen in none of 24, for who gives often is answered by chance. With words on
            one secret channel .83 of two bound at home end a year in an understanding, none where the channel is
            public. Before rules changed it was .81; then .25, for what is understood and signed by nobody falls with
            the next rejection, and what is agreed was talked of a quarter as much beside other issues, which means
            nothing where there is only one. Since then three in four of the words on it name no issue
Status      recorded, recognised, simulated
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from counterpoint.case.model import Case, Stake
from counterpoint.levers import LEVERS
from counterpoint.record.record import Record, make_record
from counterpoint.simulation.ending import TACIT
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.telling import told

from .mechanism_cases import CHANNELS, ISSUES, act, case, of, round_trip, table
from .played import MOST, SELDOM, Own, Plays, busy, outcomes, records, scene, share


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


YEAR = 52


def with_one_channel(channel: str, plays: Plays, *, reserve: float, every: int) -> Scene:
    """A year of two with one channel; reserve: how far Alda would go, and Borin likewise."""
    stakes = (
        Stake(party="alda", declared=1.0, reserve=reserve, reserve_spread=0.1),
        Stake(party="borin", declared=0.0, reserve=1.0 - reserve, reserve_spread=0.1),
    )
    made = case(
        *busy(channel, every=every), channels=tuple(c for c in CHANNELS if c.id == channel),
        issues=(replace(ISSUES[0], stakes=stakes),),
    )  # fmt: skip
    return scene(made, plays, turns=YEAR, swans=0.0, leaving=0.0, yielding=0.0)


def bound_at_home(channel: str) -> Scene:
    """The same of two that are bound at home."""
    return with_one_channel(channel, {"alda": "constrained", "borin": "constrained"}, reserve=0.2, every=4)


def tacit(where: Scene, *, seed: int = 0) -> float:
    """The share of runs that end in a tacit settlement."""
    return float((outcomes(where, runs=1000, seed=seed).which[:, 0] == TACIT).mean())


BLOWS = ("strike", "pressure", "breach")
RESTRAINT: Own = [
    *({"part": "kind", "when": "always", "what": kind, "nats": -0.5} for kind in BLOWS),
    *({"part": "kind", "when": "other_softened", "what": kind, "nats": -1.0} for kind in BLOWS),
    *({"part": "kind", "when": "other_softened", "what": kind, "nats": 1.0} for kind in ("ease", "release")),
]
QUIET = 60
"""Days without a blow up to the end of the record: then an understanding is kept, as by the rule tacit_days."""


def restrained_in_deed(channel: str, *, reserve: float = 0.2, own: Own = RESTRAINT) -> Scene:
    """A year of two sincere sides with one channel and tendencies of their own; reserve: how far either would go."""
    plays: Plays = {p: {"aim": "sincere", "regularity": 20, "tendencies": own} for p in ("alda", "borin")}
    return with_one_channel(channel, plays, reserve=reserve, every=28)


def kept(where: Record) -> bool:
    """Whether deeds answered each other, nothing was promised or known, and there was no blow for the last months."""
    pairs = table(where, "reciprocity")["pairs"]
    blows = [a.date.last.toordinal() for a in where.acts if a.kind in BLOWS]
    hidden = bool(pairs) and pairs[0]["named"] > 0 and pairs[0]["promised"] == pairs[0]["known"] == 0
    return hidden and where.as_of - max(blows, default=0) >= QUIET


def test_simulated() -> None:
    where = restrained_in_deed("tacit")
    assert share(records(where, runs=48), kept) >= MOST
    assert tacit(where) >= MOST


def test_outcome_reads_what_was_understood_without_a_word() -> None:
    where, found = restrained_in_deed("tacit"), list[tuple[bool, bool]]()
    for n in range(36):
        out = play_one(where, number=n)
        row = of(table(make_record(told(where, out, number=n, whole=False)), "outcome")["pairs"], party="alda")
        found.append((int(out.which[n, 0]) == TACIT, row["ending"] == "tacit_settlement"))
    assert np.mean([read for so, read in found if so]) >= MOST
    assert np.mean([read for so, read in found if not so]) <= SELDOM


def test_control_simulated_two_that_would_not_go_half_way_or_do_it_in_the_open() -> None:
    for where in (restrained_in_deed("tacit", reserve=0.9), restrained_in_deed("field")):
        assert share(records(where, runs=24), kept) <= SELDOM
        assert tacit(where) <= SELDOM


def test_control_simulated_without_restraint() -> None:
    """Some come to it all the same, and more look as if they did."""
    assert tacit(restrained_in_deed("tacit", own=[])) <= 2 * SELDOM


def test_simulated_with_words_in_secret() -> None:
    where = bound_at_home("services")
    assert tacit(where) >= MOST
    assert all(understood(r.case)[2] == 0 for r in records(where))


def test_control_simulated_on_a_public_channel() -> None:
    assert tacit(LEVERS["publish"].change(bound_at_home("services"), {"channel": "services"})) <= SELDOM
