from __future__ import annotations

import pytest
from hypothesis import given, settings

from counterpoint.measures import balance
from counterpoint.record.record import Record

from .measure_records import act, record, records


def test_a_sheet_by_hand() -> None:
    where = record(
        act("1", 0, "a", "demand", target="b", issue="land", position=0.0),
        act("2", 1, "b", "demand", target="a", issue="land", position=1.0),
        act("3", 2, "b", "soften", target="a", issue="land", position=0.6),
        act("4", 3, "a", "soften", target="b", issue="land", position=0.1),
        act("5", 4, "b", "ease", target="a", weight=3, issue="visas"),
        act("6", 5, "a", "release", target="b1", weight=1),
        act("7", 6, "a", "strike", target="b", weight=2),
        act("8", 7, "b", "meet", target="a", channel="front"),
        act("9", 8, "b", "propose_talks", target="a"),
        act("10", 9, "a", "assure", target="b"),
    )
    a, b = balance.sheet(where, "a"), balance.sheet(where, "b")
    assert a.terms[0] == balance.Terms("land", pytest.approx(0.4), pytest.approx(0.1), pytest.approx(0.3))
    assert a.net_terms == pytest.approx(0.3) and b.net_terms == pytest.approx(-0.3)
    assert a.deeds == balance.Deeds(received=3, given=1, net=2, suffered=0, done=2)
    assert dict(a.deeds_by_issue)["visas"].received == 3 and dict(a.deeds_by_issue)[None].done == 2
    assert a.standing == balance.Standing(leaders=0, ministers=1, other=1)
    assert (a.promises, b.promises) == (balance.Owed(by=1, to=0), balance.Owed(by=0, to=1))
    assert balance.compute(where)["parties"][0]["net_terms"] == 0.3


@settings(max_examples=40, deadline=None)
@given(where=records())
def test_between_two_counterparts_what_one_gains_the_other_gives(where: Record) -> None:
    a, b = balance.sheet(where, "a"), balance.sheet(where, "b")
    assert a.deeds.net == -b.deeds.net and a.deeds.suffered == b_done(where)
    if a.net_terms is not None and b.net_terms is not None:
        assert a.net_terms == pytest.approx(-b.net_terms)
    assert (a.net_terms is None) == (b.net_terms is None)


def b_done(where: Record) -> int:
    """Harm that b did to a; harm without a target is laid to its counterpart."""
    own = [x for x in where.acts if where.actor_party(x) == "b"]
    aimed = [x for x in own if x.target is None or where.target_party(x) == "a"]
    return sum(x.weight for x in aimed if x.kind in balance.HARM)


def test_the_balance_law_catches_a_deed_that_only_one_side_books() -> None:
    where = record(act("1", 0, "a", "ease", target="elsewhere"))
    assert balance.sheet(where, "a").deeds.net != -balance.sheet(where, "b").deeds.net
