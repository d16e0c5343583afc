from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterpoint.case.model import Act, Party, Reading, Seat, Tie
from counterpoint.measures import face, positions
from counterpoint.record.record import Record

from .measure_records import CHANNELS, PARTIES, act, on, record

TIED = (replace(PARTIES[0], ties=(Tie(to="c", kind="client"),)), PARTIES[1], Party(id="c", name="C"))
TABLE = (replace(CHANNELS[0], seats=(Seat(party="a"), Seat(party="b"), Seat(party="c"))), *CHANNELS[1:])


def gives(id: str, days: int, kind: str = "soften", **more: Any) -> Act:
    return act(id, days, "a", kind, **({"target": "b", "channel": "back", "issue": "land"} | more))


def told(*acts: Act, **more: Any) -> Record:
    return record(*acts, **({"parties": TIED, "as_of": 200} | more))


def of_a(where: Record) -> face.Face:
    return face.face(where, "a", moves=positions.moves(where))


@pytest.mark.parametrize(
    ("more", "seen"),
    [
        ({}, False),
        ({"channel": "press"}, True),
        ({"visibility": "public"}, True),
        ({"audience": ("a_home",)}, True),
        ({"channel": "front"}, False),  # the two alone
        ({"target": "c", "channel": "back"}, False),  # to the client itself
    ],
)
def test_what_is_before_others(more: dict[str, Any], seen: bool) -> None:
    found = of_a(told(gives("1", 5, **more)))
    assert (found.before_others.conceding.k, found.behind_doors.conceding.k) == (int(seen), int(not seen))


def test_a_client_at_the_table_is_another_and_an_enemy_is_none() -> None:
    assert of_a(told(gives("1", 5, channel="front"), channels=TABLE)).before_others.conceding.k == 1
    free = (PARTIES[0], *TIED[1:])
    assert of_a(told(gives("1", 5, channel="front"), channels=TABLE, parties=free)).before_others.conceding.k == 0
    bound = (PARTIES[0], PARTIES[1], replace(TIED[2], ties=(Tie(to="a", kind="patron"),)))
    assert of_a(told(gives("1", 5, channel="front"), channels=TABLE, parties=bound)).before_others.conceding.k == 1


def test_ratio_and_way_by_hand() -> None:
    stated = act("0", 0, "b", "demand", target="a", issue="land", position=0.0), gives("1", 1, "demand", position=1.0)
    there = [gives(f"p{n}", 10 + n, "blame", channel="press") for n in range(3)]
    found = of_a(told(*stated, gives("2", 5, position=0.6), *there, gives("3", 30, channel="press", position=0.5)))
    assert (found.behind_doors.conceding.k, found.behind_doors.conceding.n, found.behind_doors.way) == (1, 2, 0.4)
    assert (found.before_others.conceding.k, found.before_others.conceding.n) == (1, 4)
    assert found.ratio.value == 0.5 and not found.less_before_others


def test_less_before_others_only_where_the_interval_says_so() -> None:
    private = [gives(f"s{n}", n) for n in range(10)]
    public = [gives(f"p{n}", n, "reject", channel="press") for n in range(10)]
    assert of_a(told(*private, *public)).less_before_others
    assert not of_a(told(*private[:2], *public)).less_before_others  # control: too few to tell
    aloud = [replace(a, channel="press") for a in private]
    assert not of_a(told(*aloud, *(replace(a, channel="back") for a in public))).less_before_others  # the other way


def test_support_after_concessions() -> None:
    series = tuple(Reading(on(10 * n), "support", "a", 0.5 - 0.1 * (n > 5), "s") for n in range(20))
    found = of_a(told(gives("1", 5), gives("2", 45), gives("3", 190), series=series))
    assert (found.behind_doors.read, found.behind_doors.support) == (2, pytest.approx(-0.05))
    assert found.usual == pytest.approx(-0.1 / 190 * 30)
    assert of_a(told(gives("1", 5))).behind_doors.support is None


def test_each_place_has_a_row_of_figures_and_no_cell_that_holds_many() -> None:
    found = face.compute(told(gives("1", 5), gives("2", 6, channel="press")))
    rows = [(r["party"], r["place"], r["conceding"]["k"]) for r in found["places"]]
    assert rows == [("a", "before_others", 1), ("a", "behind_doors", 1)]
    assert list(found["parties"][0]) == ["party", "ratio", "less_before_others", "usual"]


def agreed(*after: Act, **more: Any) -> list[face.Formula]:
    """B, at 0, says yes to half-way, which A has come to from 1; then acts, of which some tell of it."""
    asks = act("0", 0, "b", "demand", target="a", issue="land", position=0.0), gives("1", 1, "demand", position=1.0)
    met = (
        gives("2", 5, position=0.5),
        act("3", 9, "b", "accept", target="a", channel="back", issue="land", position=0.5),
    )
    return face.formulas(told(*asks, *met, *after, **more), ("a", "b"))


def tells(id: str, by: str, position: float | None, kind: str = "assure", **more: Any) -> Act:
    return act(id, 20, by, kind, **({"issue": "land", "channel": "press", "position": position} | more))


def test_a_formula_is_what_both_tell_their_own_way() -> None:
    (found,) = agreed(tells("4", "a", 0.8), tells("5", "a", 0.6), tells("6", "b", 0.3, kind="sign"))
    assert (found.yes, found.agreed) == ("3", 0.5)
    assert (found.party_says, found.other_says) == (pytest.approx(0.7), 0.3)
    assert found.saves_face and not found.why


@pytest.mark.parametrize(
    "told_of_it",
    [
        (tells("4", "a", 0.8), tells("5", "b", 0.5)),  # one side only
        (tells("4", "a", 0.3), tells("5", "b", 0.8)),  # each tells it the other's way
        (tells("4", "a", 0.8), tells("5", "b", 0.2, channel="front")),  # behind doors
        (tells("4", "a", 0.8), tells("5", "b", 0.2, issue="visas")),
        (tells("4", "a", 0.8), tells("5", "b", 0.2, kind="demand")),  # an ask tells of nothing
        (tells("4", "a", 0.8), tells("5", "b", None)),
    ],
)
def test_what_is_no_formula(told_of_it: tuple[Act, ...]) -> None:
    (found,) = agreed(*told_of_it)
    assert not found.saves_face


def test_no_formula_without_a_yes_that_stands_or_a_known_end() -> None:
    both = tells("4", "a", 0.8), tells("5", "b", 0.2)
    assert agreed(*both)[0].saves_face
    assert agreed(*both, tells("6", "b", 0.0, kind="new_demand", target="a")) == []
    (denied,) = agreed(*both, tells("6", "b", None, kind="leak_deny", target="a"))
    assert not denied.saves_face and "denies" in denied.why
    before = tuple(replace(a, date=on(3)) for a in both)
    assert agreed(*before)[0].why == "neither says anything of it before others"
    no_ask = act("3", 9, "b", "accept", target="a", channel="back", issue="land", position=0.5)
    to_each = [replace(a, target=other) for a, other in zip(both, ("b", "a"), strict=True)]
    (found,) = face.formulas(told(no_ask, *to_each), ("a", "b"))
    assert found.why == "no first position of one of the two" and not found.saves_face


def test_what_a_client_hears_is_told_before_others() -> None:
    heard = tells("4", "a", 0.8, target="b", channel="front"), tells("5", "b", 0.2)
    assert agreed(*heard, channels=TABLE)[0].saves_face and not agreed(*heard)[0].saves_face
