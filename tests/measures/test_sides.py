from __future__ import annotations

from counterpoint.case.model import Party
from counterpoint.measures import sides

from .measure_records import act, bare, record

THREE = tuple(Party(id=p, name=p) for p in ("c", "a", "b"))


def test_the_order_is_the_cases_then_that_of_appearance() -> None:
    where = record(act("1", 0, "stranger", "meet"), parties=THREE, envoys=())
    assert sides.parties(where) == ("c", "a", "b", "stranger")


def test_counterparts() -> None:
    declared = record(parties=(Party(id="a", name="A", counterpart="c"), *THREE[::2]), envoys=())
    assert sides.counterpart(declared, "a") == "c"
    assert sides.counterpart(record(), "a") == "b"
    spoken = record(
        act("1", 0, "c", "meet", target="b"), act("2", 0, "c", "meet", target="b"), parties=THREE, envoys=()
    )
    assert sides.counterpart(spoken, "c") == "b"
    assert sides.counterpart(spoken, "a") is None
    assert sides.counterpart(bare(), "a") is None


def test_each_main_pair_once() -> None:
    assert sides.main_pairs(record()) == (("a", "b"),)
