"""Acts of two coders are matched by place, date, actor and channel, and never by what they are compared on."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from pathlib import Path

import pytest
from coders import acts, coder

from counterpoint.case.bundled import find_case
from counterpoint.case.model import Act
from counterpoint.case.read import read_case
from counterpoint.case.when import parse_when
from counterpoint.coding.matching import match

NIXON = Act("a1", parse_when("1969-02-17"), "nixon", "demand", "memo", target="ussr", locator="d14 para 16")


def _pairs(one: list[Act], two: list[Act], **party_of: str) -> tuple[tuple[int, int], ...]:
    return match(one, two, party_of=party_of).pairs


def test_shuffled_acts_of_a_real_case_find_themselves() -> None:
    case, _ = read_case(find_case("dobrynin-1969"))
    assert case is not None
    rng = random.Random(4)
    kinds = [a.kind for a in case.acts]
    other = [replace(a, kind=rng.choice(kinds), issue=None, position=None, target=None) for a in case.acts]
    rng.shuffle(other)
    found = match(case.acts, other)
    assert not found.only_a and not found.only_b
    assert all(case.acts[i].id == other[j].id for i, j in found.pairs)


def test_without_words_acts_of_one_paragraph_fall_by_their_order() -> None:
    """Positive control: what told acts of one paragraph apart above were their quotes and notes."""
    one = [replace(NIXON, id="a1"), replace(NIXON, id="a2", kind="offer")]
    two = [replace(NIXON, id="b1", kind="offer"), replace(NIXON, id="b2")]
    assert _pairs(one, two) == ((0, 0), (1, 1))


def test_what_is_compared_does_not_decide() -> None:
    one = [replace(NIXON, locator="d14 para 16"), replace(NIXON, locator="d14 para 17", kind="offer")]
    two = [replace(NIXON, locator="d14 para 16", kind="offer"), replace(NIXON, locator="d14 para 17")]
    assert _pairs(one, two) == ((0, 0), (1, 1))


@pytest.mark.parametrize(
    ("change", "together"),
    [
        ({"locator": "d14 para 15-17"}, True),
        ({"locator": "d14 para 18"}, True),
        ({"locator": "d14 para 19"}, False),
        ({"locator": "d14 note 16"}, False),
        ({"locator": "d15 para 16"}, False),
        ({"locator": ""}, True),
        ({"channel": "back"}, True),
        ({"date": parse_when("1969-02")}, True),
        ({"date": parse_when("1969-02-20")}, True),
        ({"date": parse_when("1969-02-21")}, False),
        ({"date": parse_when("1969-02-18"), "locator": ""}, False),
        ({"actor": "us"}, True),
        ({"actor": "us", "locator": "d14 para 17"}, False),
        ({"actor": "ussr", "target": "nixon"}, False),
    ],
    ids=str,
)
def test_which_acts_may_be_one(change: dict[str, object], together: bool) -> None:
    assert bool(_pairs([NIXON], [replace(NIXON, id="b1", **change)])) is together


def test_a_case_says_who_speaks_for_whom() -> None:
    near = replace(NIXON, actor="us", locator="d14 para 17")
    reply = replace(NIXON, actor="dobrynin", target="us")
    assert _pairs([NIXON], [near], nixon="us")
    assert _pairs([NIXON], [reply]) and not _pairs([NIXON], [reply], nixon="us", dobrynin="ussr")


def test_the_exact_place_and_actor_go_before_others() -> None:
    two = [replace(NIXON, locator="d14 para 15-16"), replace(NIXON, actor="kissinger"), replace(NIXON, id="b3")]
    assert _pairs([NIXON], two) == ((0, 2),)


def test_as_many_as_fit_together_are_matched(tmp_path: Path) -> None:
    """The best single pair is given up where that lets two pairs stand."""
    one = [replace(NIXON, locator="d14 para 16"), replace(NIXON, locator="d14 para 18")]
    two = [replace(NIXON, locator="d14 para 16-18"), replace(NIXON, locator="d14 para 20")]
    assert _pairs(one, two) == ((0, 0), (1, 1))
    rows = acts(40)
    a, b = coder(tmp_path / "a.csv", rows), coder(tmp_path / "b.csv", list(reversed(rows)))
    assert [i + j for i, j in match(a.acts, b.acts).pairs] == [39] * 40
    assert list(csv.reader((tmp_path / "a.csv").open(encoding="utf-8")))[1][0] == "a0"
