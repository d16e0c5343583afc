from __future__ import annotations

from typing import Any

import pytest

from counterpoint.case.model import Act, Issue
from counterpoint.case.vocabulary import GIVING
from counterpoint.measures import linkage
from counterpoint.record.record import Record

from .measure_records import ISSUES, act, record

FOUR = (*ISSUES, Issue(id="bank", name="bank", zero="", one=""), Issue(id="arms", name="arms", zero="", one=""))


def told(*acts: Act) -> Record:
    return record(*acts, issues=FOUR)


def ties(id: str, days: int, on: str, issue: str | None = "land", by: str = "a", **more: Any) -> Act:
    return act(id, days, by, "pressure", **({"target": "b", "because": on, "issue": issue} | more))


def gives(days: int, issue: str = "visas", kind: str = "soften", **more: Any) -> Act:
    return act(f"g{days}", days, "b1", kind, **({"target": "a", "issue": issue} | more))


def anew(*acts: Act) -> list[tuple[str, tuple[str, ...], str, str, str | None, int | None]]:
    found = linkage.relinkings(told(*acts))
    return [(r.act, r.hung_on, r.hangs_on, r.former, r.given, r.lag) for r in found]


@pytest.mark.parametrize("kind", sorted(GIVING))
def test_leverage_tied_to_another_issue_after_the_other_gave(kind: str) -> None:
    assert anew(ties("1", 0, "visas"), gives(5, kind=kind), ties("2", 9, "bank")) == [
        ("2", ("visas",), "bank", "1", "g5", 4)
    ]


@pytest.mark.parametrize(
    "given",
    [
        gives(5, "arms"),  # on something else
        gives(5, kind="praise"),  # in no way
        gives(12),  # too late
        act("g", 5, "a2", "soften", target="b", issue="visas"),  # not by the other
    ],
)
def test_tied_anew_and_nothing_given_for_it(given: Act) -> None:
    assert anew(ties("1", 0, "visas"), given, ties("2", 9, "bank")) == [("2", ("visas",), "bank", "1", None, None)]


@pytest.mark.parametrize(
    "acts",
    [
        (ties("1", 0, "visas"), gives(5), ties("2", 9, "visas")),  # the same again
        (ties("1", 0, "visas"), gives(5), ties("2", 9, "bank", "arms")),  # other leverage
        (ties("1", 0, "visas"), gives(5), ties("2", 9, "land")),  # on itself
        (ties("1", 0, "visas"), gives(5), ties("2", 9, "bank", by="b", target="a")),  # the other party
        (ties("1", 0, "visas", occasion="o"), ties("2", 0, "bank", occasion="o")),  # two ties in one document
    ],
)
def test_control_what_is_not_tied_anew(acts: tuple[Act, ...]) -> None:
    assert anew(*acts) == []


def test_a_document_that_ties_to_two_things_counts_whole() -> None:
    both = (ties("1", 0, "visas", occasion="o"), ties("2", 0, "bank", occasion="o"))
    assert anew(*both, ties("3", 9, "visas")) == []
    assert anew(*both, ties("3", 9, "arms"))[0][1:4] == (("visas", "bank"), "arms", "2")


def test_an_act_that_names_what_it_replaces_and_one_that_hangs_on_an_act() -> None:
    asked = act("q", 0, "b", "demand", target="a", issue="visas")
    made = (
        asked,
        ties("1", 1, "q"),
        ties("2", 3, "bank", "arms"),
        gives(5),
        ties("3", 9, "bank", None, replaces=("1",)),
    )
    assert anew(*made) == [("3", ("visas",), "bank", "1", "g5", 4)]


def test_counts_and_share() -> None:
    made = (ties("1", 0, "visas"), gives(5), ties("2", 9, "bank"), ties("3", 20, "arms"), act("4", 30, "a", "meet"))
    (row, _) = linkage.compute(told(*made))["parties"]
    assert (row["acts"], row["hanging"], row["relinked"]) == (4, 3, 2)
    assert (row["after_giving"]["k"], row["after_giving"]["n"]) == (1, 2)
    assert (row["leverage"]["k"], row["leverage"]["n"]) == (1, 2)


def test_control_offers_tied_anew_are_no_leverage() -> None:
    offers = [
        act(f"{n}", 9 * n, "a", "offer", target="b", issue="land", because=on) for n, on in enumerate(("visas", "bank"))
    ]
    (row, _) = linkage.compute(told(offers[0], gives(5), offers[1]))["parties"]
    assert (row["relinked"], row["after_giving"]["k"], row["leverage"]["n"]) == (1, 1, 0)
