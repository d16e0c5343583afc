from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterpoint.case.model import Act, Channel, Envoy
from counterpoint.measures import arbitration
from counterpoint.record.record import Record

from .measure_records import CHANNELS, act, record

TEAM = (
    Envoy(id="boss", name="boss", party="a", rank="President of A"),
    Envoy(id="aide", name="aide", party="a", rank="President's special assistant"),
    Envoy(id="minister", name="minister", party="a", rank="foreign minister"),
    Envoy(id="dealer", name="dealer", party="a", standing="unclear"),
)
SUMMIT = Channel(id="summit", name="summit", level="leaders")


def told(*acts: Act, as_of: int = 100) -> Record:
    return record(*acts, as_of=as_of, envoys=TEAM, channels=(*CHANNELS, SUMMIT))


def says(id: str, days: int, who: str, at: float | None = None, kind: str = "demand", **more: Any) -> Act:
    return act(id, days, who, kind, **({"target": "b", "issue": "land", "position": at} | more))


ODDS = (says("1", 0, "dealer", 0.1, "offer"), says("2", 10, "minister", 0.9))


def ruled(*acts: Act) -> list[tuple[str | None, str | None, str | None, int]]:
    made = arbitration.disputes(told(*ODDS, *acts))
    return [(d.how, d.settled_by, d.upheld, d.days) for d in made if set(d.envoys) == {"dealer", "minister"}]


OPEN = [(None, None, None, 90)]


def test_a_leader_settles_by_disowning_or_by_saying_the_same() -> None:
    assert ruled(says("3", 30, "boss", kind="remandate", disowns=("1",))) == [("a leader", "3", "minister", 20)]
    assert ruled(says("3", 30, "boss", 0.12)) == [("a leader", "3", "dealer", 20)]
    assert ruled(says("3", 30, "a", 0.9, channel="summit")) == [("a leader", "3", "minister", 20)]


@pytest.mark.parametrize(
    "left",
    [
        says("3", 30, "boss", 0.5),  # neither
        says("3", 30, "boss", 0.9, issue="visas"),  # on something else
        says("3", 30, "boss", kind="remandate", disowns=("1", "2")),  # both
        says("3", 30, "aide", 0.9),  # no leader, whatever his rank begins with
        says("3", 30, "minister", 0.9),  # the same again
        says("3", 30, "b", 0.9, target="a"),  # not of the party
        says("3", 5, "boss", 0.9),  # too early
    ],
)
def test_control_what_leaves_it_open(left: Act) -> None:
    assert ruled(left) == OPEN


def test_others_settle_it_by_name_and_the_two_by_coming_round() -> None:
    assert ruled(says("3", 30, "aide", kind="leak_deny", disowns=("2",))) == [("another", "3", "dealer", 20)]
    assert ruled(says("3", 30, "dealer", 0.9)) == [("one of the two", "3", "minister", 20)]


def test_yes_and_no_are_settled_by_the_leaders_word() -> None:
    odds = says("1", 0, "dealer", kind="accept"), says("2", 9, "minister", kind="reject")
    (row,) = arbitration.disputes(told(*odds, says("3", 30, "boss", kind="reject")))
    assert (row.how, row.upheld, row.overruled, row.days) == ("a leader", "minister", "dealer", 21)


def test_a_dispute_goes_on_until_it_is_settled_and_may_begin_anew() -> None:
    again = says("3", 15, "dealer", 0.2, "offer"), says("4", 30, "boss", 0.9), says("5", 40, "dealer", 0.1, "offer")
    first, second = arbitration.disputes(told(*ODDS, *again))
    assert (first.acts, first.days, first.settled_by) == (("1", "2", "3"), 20, "4")
    assert second.acts == ("2", "5") and second.how is None
    (row,) = arbitration.compute(told(*ODDS, *again))["parties"]
    assert (row["disputes"], row["a_leader"], row["open"], row["days_open"]) == (2, 1, 1, 20.0)


def test_a_leaders_own_words_and_one_envoy_on_two_channels_are_no_dispute() -> None:
    assert arbitration.disputes(told(ODDS[0], says("2", 9, "boss", 0.9))) == ()
    assert arbitration.disputes(told(ODDS[0], replace(ODDS[1], actor="dealer", channel="front"))) == ()


@pytest.mark.parametrize(
    ("rank", "leads"),
    [
        ("president", True), ("President of A until 2020", True), ("Prime Minister and Minister of Defence", True),
        ("Acting Secretary General of the United Nations", True), ("Chairman of the Council of Ministers", True),
        ("presidential aide", False), ("President's Special Assistant", False), ("vice president", False),
        ("Republican candidate for President", False), ("special envoy of the president", False), ("", False),
    ],
)  # fmt: skip
def test_ranks_of_leaders(rank: str, leads: bool) -> None:
    team = (
        Envoy(id="x", name="x", party="a", rank=rank),
        Envoy(id="y", name="y", party="a", rank=rank, standing="proxy"),
    )
    where = record(act("1", 0, "x", "meet"), act("2", 0, "y", "meet"), envoys=team)
    assert [arbitration.leads(where, a) for a in where.acts] == [leads, False]
