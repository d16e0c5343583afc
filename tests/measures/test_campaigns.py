from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from counterpoint.case.model import Act, Reading
from counterpoint.measures import campaigns
from counterpoint.record.record import Record

from .measure_records import DAY0, act, on, record

Floats = NDArray[np.float64]
TURNS, FIRST, THEN = 60, 10, 35
"""Weeks of a record, and those in which a's campaign and b's begin."""


def weekly(party: str, issue: str, first: int, last: int, kind: str = "blame", **more: Any) -> list[Act]:
    """A public word a week on an issue, from one week to another."""
    return [act(f"{party}-{issue}{t}", 7 * t, party, kind, issue=issue, **({"channel": "press"} | more))
            for t in range(first, last + 1)]  # fmt: skip


def fought(*, shadow: bool, counter: bool = True, seed: int = 0) -> Record:
    """a campaigns on land from FIRST on, b on visas from THEN on; at the table, land is talked of less then, or not."""
    rng, acts = np.random.default_rng(seed), weekly("a", "land", FIRST, TURNS - 1)
    acts += weekly("b", "visas", THEN, TURNS - 1, "appeal") if counter else []
    for week in range(TURNS):
        share = 0.2 if shadow and week >= THEN else 0.7
        for k in range(1 + int(rng.integers(4))):
            issue = "land" if rng.random() < share else "visas"
            acts.append(act(f"t{week}.{k}", 7 * week + k, "ab"[k % 2], "probe", channel="front", issue=issue))
    return record(*acts, start=on(0), as_of=7 * TURNS - 1)


def countered(where: Record) -> dict[str, Any]:
    (row,) = campaigns.compute(where)["counters"]
    return dict(row)


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ([], []),
        ([4, 5], []),
        ([0, 2, 5], [(0, 5)]),
        ([0, 2, 6], []),
        ([0, 1, 2, 6, 7, 8, 20], [(0, 8)]),
        ([0, 1, 2, 9, 10, 11], [(0, 2), (9, 11)]),
    ],
)
def test_stretches_by_hand(spoken: list[int], expected: list[tuple[int, int]]) -> None:
    assert campaigns.loud(spoken) == expected


def test_a_campaign_by_hand() -> None:
    lasting = act("long", 15, "a", "blame", channel="press", issue="land", until=30)
    where = record(lasting, act("end", 100, "b", "meet"), start=on(0))
    (one,) = campaigns.campaigns(where)
    assert (one.party, one.issue, one.acts) == ("a", "land", ("long",))
    assert (one.first_turn, one.last_turn, one.spoken) == (2, 4, 3)
    assert (one.first - DAY0, one.last - DAY0) == (15, 30)
    (row,) = campaigns.compute(where)["campaigns"]
    assert (row["first"], row["last"], row["acts"]) == ("2020-01-16", "2020-01-31", 1)


@pytest.mark.parametrize(
    ("acts", "many"),
    [
        (weekly("a", "land", 0, 2), 1),
        (weekly("a", "land", 0, 1), 0),  # too few turns
        ([act(f"{k}", k, "a", "blame", channel="press", issue="land") for k in range(6)], 0),  # one turn, six words
        (weekly("a", "land", 0, 2, channel="front"), 0),  # at the table
        (weekly("a", "land", 0, 2, channel="front", audience=("a_home",)), 1),
        (weekly("a", "land", 0, 2, channel="front", audience=("b",)), 0),  # the other party is no audience
        (weekly("a", "land", 0, 2, channel="back", audience=("a_home",)), 0),
        (weekly("a", "land", 0, 2, channel="back", visibility="public"), 1),
        (weekly("a", "land", 0, 2, "offer"), 0),  # bargaining in public
        ([replace(a, date=act("y", "2020", "a", "blame").date) for a in weekly("a", "land", 0, 2)], 0),  # some time
    ],
)
def test_what_is_a_campaign(acts: list[Act], many: int) -> None:
    assert len(campaigns.campaigns(record(*acts, start=on(0), as_of=200))) == many


def test_answers_and_counter_campaigns_by_hand() -> None:
    ours = weekly("a", "land", 2, 10)
    theirs = [replace(x, answers=("a-land2",)) if n < 2 else x for n, x in enumerate(weekly("b", "visas", 5, 8))]
    same = weekly("b", "land", 6, 9)
    early = weekly("b", "visas", 1, 3, "demand", channel="front")  # not public
    found = campaigns.compute(record(*ours, *theirs, *same, *(replace(a, id=f"e{a.id}") for a in early), start=on(0)))
    of_a = found["campaigns"][0]
    assert (of_a["issue"], of_a["answered_by"]) == ("land", ["b-visas5", "b-visas6"])
    rows = [(c["party"], c["issue"], c["other"], c["against"], c["answers"], c["why"]) for c in found["counters"]]
    assert rows == [("b", "visas", "a", "land", 2, ""), ("b", "land", "a", "land", 0, "it is about the same issue")]
    of_b = found["parties"][1]
    assert of_b["begun_against"]["k"] == of_b["begun_against"]["n"] == 2
    assert (of_b["by_chance"]["k"], of_b["by_chance"]["n"]) == (8, 11)  # turns 3 to 10 of turns 0 to 10


def test_control_a_campaign_that_begins_first_or_on_the_same_side_counters_nothing() -> None:
    before = record(*weekly("a", "land", 2, 10), *weekly("b", "visas", 2, 10))
    own = record(*weekly("a", "land", 2, 10), *weekly("a1", "visas", 5, 8))
    after = record(*weekly("a", "land", 2, 6), *weekly("b", "visas", 7, 10))
    assert not any(campaigns.counters(where, campaigns.campaigns(where)) for where in (before, own, after))


def test_shares_of_talk_by_hand() -> None:
    table = [
        act("t1", 0, "a", "offer", channel="front", issue="land"),
        act("t2", 1, "b", "offer", channel="front", issue="visas"),
        act("t3", 21, "b", "procedure", channel="back", issue="visas"),
        act("t4", 22, "b", "strike", channel="front", issue="land"),  # a deed is no talk
        act("t5", 23, "b", "offer", channel="home", issue="land", visibility="known"),  # nor is what is said at home
    ]
    where = record(*table, *weekly("a", "land", 2, 4), start=on(0), as_of=48)
    found = campaigns.compute(where)
    shares = {(r["about"], r["where"]): [(r[k]["k"], r[k]["n"]) for k in ("before", "during", "after")]
              for r in found["talk"]}  # fmt: skip
    assert shares == {
        ("land", "in_public"): [(0, 0), (3, 3), (0, 0)],
        ("land", "at_tables"): [(1, 2), (0, 1), (0, 0)],
        ("visas", "at_tables"): [(1, 2), (1, 1), (0, 0)],
    }
    assert found["campaigns"][0]["own_issue"]["why"].startswith(
        "too little talk at the tables: expected at least 4 acts before and in it"
    )


def test_salience_by_hand() -> None:
    read = tuple(Reading(date=on(d), name="salience", about="land", value=v, source="s")
                 for d, v in ((0, 0.2), (30, 0.6), (200, 0.3)))  # fmt: skip
    where = record(*weekly("a", "land", 2, 5), series=read, start=on(0), as_of=100)
    whose = {"party": "a", "issue": "land", "first": "2020-01-15"}
    assert campaigns.compute(where)["salience"] == [
        {**whose, "about": "land", "at_first": 0.2, "at_last": 0.6, "later": 0.6}
    ]
    assert campaigns.compute(record(*weekly("a", "land", 2, 5)))["salience"] == []


def test_a_planted_shadow_is_found() -> None:
    row = countered(fought(shadow=True, seed=1))
    assert (row["issue"], row["against"], row["shadow"]["talked_of"]) == ("visas", "land", "less")
    assert row["shadow"]["change"] < -0.2 and row["shadow"]["p"] <= 0.05
    assert row["shadow"]["until"]["n"] > 20 < row["shadow"]["then"]["n"]


def found_of_twenty() -> float:
    """The share of planted shadows that are seen."""
    found = [countered(fought(shadow=True, seed=seed))["shadow"]["talked_of"] == "less" for seed in range(20)]
    return float(np.mean(found))


def test_a_planted_shadow_is_mostly_found() -> None:
    assert found_of_twenty() > 0.6


@pytest.mark.xfail(strict=True, reason="a beginning that is moved has less power in 60 turns than talk that is shifted")
def test_a_planted_shadow_is_found_as_often_as_by_shifts() -> None:
    """The bound of before, when the talk was shifted round, which saw shadows where there were none as well."""
    assert found_of_twenty() > 0.8


def own_way(how: str, seed: int) -> tuple[Floats, Floats]:
    """Talk of 104 weeks, all and of one issue, that heeds no campaign but has a way of its own."""
    rng, weeks = np.random.default_rng((6, seed)), np.arange(104)
    drift = {"trend": 2.0 - weeks / 26, "walk": np.cumsum(rng.normal(0.0, 0.3, 104)),
             "turn": np.where(weeks < rng.integers(104), 1.5, -1.0)}[how]  # fmt: skip
    whole = rng.poisson(4.0, 104)
    return rng.binomial(whole, 1.0 / (1.0 + np.exp(-drift))).astype(np.float64), whole.astype(np.float64)


def alarms(how: str, *, shifts: bool = False, runs: int = 150, week: int | None = None) -> float:
    """The share of records in which a campaign that begins in a week, or in any, would seem to have cast a shadow.

    shifts: by shifting the talk round, instead of moving the week.
    """
    found = []
    for seed in range(runs):
        (own, whole), begins = own_way(how, seed), week or 10 + int(np.random.default_rng((7, seed)).integers(84))
        windows = (range(begins), range(begins, 104))
        if shifts:
            p = campaigns.chances(-campaigns.shifted(own, whole, *windows)[None, :])[0][0]
        else:
            p = campaigns.falls([own], whole, [windows], half=3.0)[0][0].p
        found.append(p is not None and p <= campaigns.SEEN)
    return float(np.mean(found))


@pytest.mark.parametrize("how", ["trend", "walk", "turn"])
def test_talk_that_goes_its_own_way_is_no_shadow(how: str) -> None:
    assert alarms(how) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 150)


def test_a_steady_fall_that_is_cut_in_its_middle_may_pass_for_a_shadow() -> None:
    """What moved dates cannot do: the middle is where a fall leaves most on either side."""
    assert 0.1 < alarms("trend", week=52) < 0.4
    assert alarms("trend", week=20) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 150)


def test_the_check_of_alarms_catches_talk_that_is_shifted_round() -> None:
    """Positive control: where the end is joined to the beginning, a share that falls all through seems a shadow."""
    assert alarms("trend", shifts=True) > 0.4


def test_control_talk_that_heeds_no_campaign() -> None:
    found = [countered(fought(shadow=False, seed=seed))["shadow"]["talked_of"] == "less" for seed in range(20)]
    assert np.mean(found) < 0.2


def test_control_a_shadow_without_a_counter_campaign() -> None:
    assert campaigns.compute(fought(shadow=True, counter=False))["counters"] == []


def test_the_changes_by_their_definition() -> None:
    rng = np.random.default_rng(2)
    whole = rng.poisson(2.0, size=24).astype(np.float64)
    own = rng.binomial(whole.astype(int), 0.4).astype(np.float64)
    until, then = range(3, 10), range(10, 24)
    table = campaigns.shifted(own, whole, until, then)
    for s in (0, 5, 23):
        k, n = np.roll(own, -s), np.roll(whole, -s)
        assert table[s] == pytest.approx(k[10:].sum() / n[10:].sum() - k[3:10].sum() / n[3:10].sum())
    silent = campaigns.shifted(np.zeros(24), (np.arange(24) == 0).astype(np.float64), until, then)
    assert np.isnan(silent).all() and campaigns.chances(silent[None, :])[0] == [1.0]


def p_values(runs: int, *, free: bool = False) -> Floats:
    """p of a rise where talk at the table has a rhythm of its own; free: shuffled turns, which breaks the rhythm."""
    found = []
    for run in range(runs):
        rng = np.random.default_rng((5, run))
        share = 0.5 + 0.4 * np.sin(2 * np.pi * (np.arange(60) / 30 + rng.random()))
        whole = 1.0 + rng.poisson(2.0, size=60)
        own = rng.binomial(whole.astype(int), share).astype(np.float64)
        windows = (range(10, 25), range(25, 40))
        if free:
            order = [np.arange(60), *(rng.permutation(60) for _ in range(59))]
            table = np.array([[campaigns.shifted(own[o], whole[o], *windows)[0] for o in order]])
            found.append(float(campaigns.chances(table)[0][0]))
        else:
            (change,), _ = campaigns.rises([own], whole, [windows])
            assert change.p is not None
            found.append(change.p)
    return np.array(found)


LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75)


def too_many(p: Floats) -> list[float]:
    """The levels at which p is below more often than its error and the coarseness of 60 shifts allow."""
    errors = {level: 3.5 * np.sqrt(level * (1 - level) / len(p)) + 1 / 60 for level in LEVELS}
    return [level for level in LEVELS if abs(np.mean(p <= level) - level) >= errors[level]]


def test_without_an_effect_p_is_uniform() -> None:
    assert not too_many(p_values(400))


def test_the_uniformity_check_catches_shuffled_turns() -> None:
    """Positive control: shuffling the turns takes the talk's own rhythm for an effect."""
    assert too_many(p_values(200, free=True))


def test_too_few_turns_say_so() -> None:
    acts = [a for a in fought(shadow=True).acts if a.date.first.toordinal() - DAY0 < 7 * 14]
    ours = [*weekly("a", "land", 1, 13), *weekly("b", "visas", 6, 13)]
    row = countered(record(*(a for a in acts if a.channel == "front"), *ours, start=on(0)))
    assert row["shadow"]["p"] is None
    assert row["shadow"]["why"] == "too few turns in which it could have begun: expected at least 20, got 11"


def test_an_empty_record_says_so() -> None:
    found = campaigns.compute(record())
    assert (found["campaigns"], found["counters"], found["p_any_fall"]) == ([], [], None)
    assert all(r["campaigns"] == 0 and r["begun_against"]["value"] is None for r in found["parties"])
