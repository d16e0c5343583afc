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
