"""What one knew of a case on a day: the edges of the rule, each with the day on the other side of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.model import Act, Case, Channel, Deadline, Envoy, Issue, Mandate, Party, Seat, Stake, Threat
from counterpoint.case.read import read_case
from counterpoint.case.when import When, parse_when
from counterpoint.record.known import known_by, last_day
from counterpoint.record.record import make_record


def on(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def case(**more: Any) -> Case:
    """A case of half a year in which one act has been done by March."""
    acts = (
        Act("a1", parse_when("2024-02-01"), "us", "demand", "s", channel="desk", item="named", target="eve"),
        Act("a2", parse_when("2024-05-01"), "us", "demand", "s", channel="late"),
    )
    known = {"acts": acts, "parties": (Party("us", "Us"), Party("them", "Them")), "end": parse_when("2024-06-30")}
    return Case("c", "C", **(known | more))


def ids(things: tuple[Any, ...]) -> list[str]:
    return [thing.id for thing in things]


def test_a_channel_is_there_from_the_day_it_opened_or_its_first_seat_began_or_an_act_is_on_it() -> None:
    first = parse_when("2024-03-10")
    channels = (
        Channel("opened", "O", "working", opened=first),
        Channel("seated", "S", "working", seats=(Seat("us", since=first), Seat("them", since=parse_when("2024-04")))),
        Channel("desk", "D", "working", opened=first),
    )
    whole = case(channels=channels)
    assert ids(known_by(whole, on("2024-03-09")).channels) == ["desk"]
    then = known_by(whole, on("2024-03-10"))
    assert ids(then.channels) == ["opened", "seated", "desk"]
    assert then.channels[1].seats == channels[1].seats[:1]
    assert known_by(whole, on("2024-03-09")).channels[0].opened == parse_when("2024-03-09")
    assert then.channels[2] == channels[2]


def test_a_date_that_may_be_of_the_day_has_begun_and_an_end_that_may_be_later_has_not_come() -> None:
    seat = Seat("us", since=parse_when("2024-03"), until=parse_when("2024-04"))
    whole = case(channels=(Channel("desk", "D", "working", seats=(seat,), closed=parse_when("2024-04")),))

    def at(text: str) -> Channel:
        return known_by(whole, on(text)).channels[0]

    assert at("2024-02-29").seats == ()
    assert at("2024-03-01").seats == at("2024-04-29").seats == (replace(seat, until=None),)
    assert (at("2024-04-29").closed, at("2024-04-30")) == (None, whole.channels[0])


def test_what_is_announced_or_named_by_an_act_is_known_and_moved_as_far_as_it_has_come() -> None:
    when, far = parse_when("2024-03-10"), parse_when("2024-05-20")
    whole = case(
        deadlines=(Deadline("late", "L", far, announced=when), Deadline("open", "O", far, moved=(when, far))),
        threats=(Threat("named", "N", "us", announced=when), Threat("unsaid", "U", "us", announced=when)),
    )
    then, after = (known_by(whole, on(day)) for day in ("2024-03-09", "2024-03-10"))
    assert (ids(then.deadlines), then.deadlines[0].moved, ids(then.threats)) == (["open"], (), ["named"])
    assert (ids(after.deadlines), ids(after.threats)) == (["late", "open"], ["named", "unsaid"])
    assert after.deadlines[1].moved == (when,)
    assert (then.threats[0].announced, after.threats[0].announced) == (parse_when("2024-03-09"), when)


def test_an_envoy_is_there_unless_all_that_is_dated_of_him_begins_later() -> None:
    late = (Mandate(since=parse_when("2024-04-01")),)
    seats = (Seat("them", "dan", since=parse_when("2024-04-01")), Seat("them", "fay"))
    whole = case(
        envoys=(
            Envoy("ann", "Undated", "us"), Envoy("bob", "Mandated later", "us", mandates=late),
            Envoy("dan", "Seated later", "them"), Envoy("eve", "Named", "them", mandates=late),
            Envoy("fay", "Seated", "them", mandates=late), Envoy("gus", "Threatened", "them", mandates=late),
        ),
        channels=(Channel("desk", "D", "working", seats=seats),),
        threats=(Threat("t", "T", "us", on=("gus",)),),
    )  # fmt: skip
    then = known_by(whole, on("2024-03-31"))
    assert ids(then.envoys) == ["ann", "eve", "fay", "gus"] and not any(e.mandates for e in then.envoys)
    assert known_by(whole, on("2024-04-01")).envoys == whole.envoys


def test_what_has_no_date_stays_and_on_the_last_day_all_plans_do() -> None:
    stake = Stake("us", declared=0.9, red_line=0.4, reserve=0.3)
    planned = parse_when("2024-09-01")
    whole = case(
        issues=(Issue("i", "I", "z", "o", stakes=(stake,)),),
        channels=(Channel("planned", "P", "leaders", opened=planned), Channel("desk", "D", "working", closed=planned)),
    )
    assert last_day(whole) == on("2024-06-30")
    assert known_by(whole, on("2024-06-30")) is whole and make_record(whole).case is whole
    before = known_by(whole, on("2024-06-29"))
    assert before.issues == whole.issues
    assert (ids(before.channels), before.channels[0].closed) == (["desk"], None)


def test_what_is_cut_twice_is_cut_once() -> None:
    whole = case(channels=(Channel("late", "L", "working", opened=parse_when("2024-04-01")),))
    once = known_by(whole, on("2024-03-01"))
    assert once != whole and known_by(once, on("2024-03-01")) == once
    assert make_record(whole, as_of=on("2024-03-01")).case == once


def dates(thing: Any) -> Iterator[When]:
    """Every date in a thing, when something is due apart: that is announced ahead."""
    if isinstance(thing, When):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from dates(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            if not (isinstance(thing, Deadline) and field.name == "date"):
                yield from dates(getattr(thing, field.name))


@pytest.mark.parametrize("name", bundled_cases())
def test_no_date_after_the_day_is_left_in_a_bundled_case(name: str) -> None:
    found, _ = read_case(find_case(name))
    assert found is not None
    start, whole = make_record(found).start, replace(found, acts=(), end=None)

    def later(told: Case, day: int) -> list[When]:
        return [when for when in dates(told) if when.first.toordinal() > day]

    for day in range(start, last_day(found), 9):
        assert later(replace(known_by(found, day), acts=(), end=None), day) == []
    assert later(whole, start)
