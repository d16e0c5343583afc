from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from counterpoint.case.model import Envoy, Seat
from counterpoint.measures import delegations
from counterpoint.record.record import Record, day, make_record

from .measure_records import CHANNELS, act, on, record, records
from .test_conformance import renamed, renamed_case

ENVOYS = (
    Envoy(id="dove", name="dove", party="a", rank="minister", stance=1),
    Envoy(id="hawk", name="hawk", party="a", rank="deputy", stance=-2),
    Envoy(id="clerk", name="clerk", party="a"),
    Envoy(id="b1", name="B1", party="b", stance=0),
)


def sent(*acts: Any, seats: tuple[Seat, ...] = (Seat(party="b"),), **more: Any) -> Record:
    front = replace(CHANNELS[0], seats=seats)
    return record(*acts, envoys=ENVOYS, channels=(front, *CHANNELS[1:]), **more)


def met(id: str, days: int, by: str, tone: float = 0.0, channel: str = "front") -> Any:
    return act(id, days, by, "meet", channel=channel, tone=tone)


def test_stance_gap_and_tone_by_hand() -> None:
    where = sent(met("1", 1, "dove", 1), met("2", 2, "hawk", -2), met("3", 3, "hawk", -1), met("4", 4, "clerk"))
    (row,) = [d for d in delegations.delegations(where, delegations.members(where)) if d.party == "a"]
    assert (row.envoys, row.hawk, row.acts) == (("dove", "hawk", "clerk"), "hawk", 4)
    assert row.stance == pytest.approx((1 - 2 - 2) / 3) and row.bench == -0.5
    assert row.gap == pytest.approx(-0.5) and row.tone == pytest.approx(-0.5)


def test_the_hawk_among_his_own() -> None:
    where = sent(met("1", 1, "hawk", -2), met("2", 1, "clerk"))
    hawk, clerk = delegations.members(where)
    assert (hawk.stance, hawk.softer, hawk.others, hawk.rank) == (-2, 1, 1, "deputy")
    assert (clerk.stance, clerk.softer, clerk.others) == (None, None, None)


def test_a_change_from_dove_to_hawk() -> None:
    where = sent(met("1", 1, "dove", 1), met("2", 9, "hawk", -2), met("3", 12, "dove", 1), met("4", 15, "hawk", -1))
    (row,) = delegations.changes(where, delegations.members(where))
    assert (row.envoy, row.rank, row.how, row.day) == ("hawk", "deputy", "act", on(9).first.toordinal())
    assert (row.stance, row.before, row.shift) == (-2, 1.0, -3.0)
    assert (row.tone, row.tone_before) == (-1.5, 1.0)


def test_seats_count_from_their_day() -> None:
    seats = (Seat(party="a", envoy="dove", until=on(20)), Seat(party="a", envoy="hawk", since=on(21)), Seat(party="b"))
    where = sent(met("1", 0, "b"), seats=seats, as_of=30)
    here = delegations.members(where)
    assert [(m.envoy, m.how, m.acts) for m in here] == [("dove", "seat", 0), ("hawk", "seat", 0)]
    assert here[0].until == on(20).first.toordinal() and here[1].until is None
    assert [(c.envoy, c.how, c.shift) for c in delegations.changes(where, here)] == [("hawk", "seat", -3.0)]
    before = sent(met("1", 0, "b"), seats=seats, as_of=10)
    assert [(m.envoy, m.until) for m in delegations.members(before)] == [("dove", None)]


def test_without_acts_the_stance_is_that_of_those_who_sit() -> None:
    seats = (Seat(party="a", envoy="dove"), Seat(party="a", envoy="hawk"))
    where = sent(met("1", 0, "b"), seats=seats)
    row = delegations.delegations(where, delegations.members(where))[0]
    assert (row.stance, row.gap, row.acts, row.tone) == (-0.5, 0.0, 0, None)


def test_talks_only() -> None:
    where = sent(met("1", 1, "hawk", channel="press"), met("2", 1, "hawk", channel="home"))
    assert not delegations.members(where)
    assert delegations.compute(where)["why"]


def unseen() -> Record:
    """a sends its hawk to a secret channel where b does not sit; b can know of it on day 50."""
    late = act("1", 10, "hawk", "meet", channel="back", known=50)
    return sent(late, met("2", 60, "b"), as_of=70)


def test_a_signal_counts_from_the_day_it_could_be_heard() -> None:
    (member,) = delegations.members(unseen())
    assert (member.came, member.heard) == (on(10).first.toordinal(), on(50).first.toordinal())
    never = sent(act("1", 10, "hawk", "meet", channel="back"), as_of=70)
    assert delegations.members(never)[0].heard is None


def test_reading_a_signal_before_it_could_be_heard_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Positive control: with one clock b hears on the day on which the envoy came."""
    monkeypatch.setattr(delegations, "heard_from", lambda record, act, party: day(act))
    (member,) = delegations.members(unseen())
    assert member.heard == member.came


def test_parties_add_up() -> None:
    table = delegations.compute(sent(met("1", 1, "dove"), met("2", 2, "hawk"), met("3", 3, "clerk"), met("4", 4, "a")))
    of_a, of_b = table["parties"]
    assert (of_a["envoys"], of_a["stance_coded"], of_a["acts"], of_a["acts_with_stance"]) == (3, 2, 3, 2)
    assert (of_a["bench"], of_a["sent"], of_a["gap"]) == (-0.5, -0.5, 0.0)
    assert of_b["sent"] is None and of_b["why"]
    assert table["delegations"][0]["acts_unnamed"] == 1


def test_no_stance_coded_says_so() -> None:
    (row,) = delegations.compute(sent(met("1", 1, "clerk")))["delegations"]
    assert row["stance"] is None and row["gap"] is None and "no stance" in row["why"]


@settings(max_examples=30, deadline=None)
@given(where=records())
def test_renaming_the_parties_renames_the_delegations(where: Record) -> None:
    stances = tuple(replace(e, stance=s) for e, s in zip(where.case.envoys, (-2, 1, 0), strict=True))
    coded = replace(where.case, envoys=stances)
    here, there = (make_record(c, as_of=where.as_of) for c in (coded, renamed_case(coded)))
    assert delegations.compute(there) == renamed(delegations.compute(here))
