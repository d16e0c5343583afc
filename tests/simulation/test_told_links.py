"""What told acts answer and disown, and before whom they are said: one rule each, and none of it moves a situation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
import pytest
from simulated import scene_of

from counterpoint.case.model import Act, Audience, Case, Channel, Envoy, Issue, Party, Seat, Source
from counterpoint.case.when import When
from counterpoint.inference.tables import make_tables
from counterpoint.measures.stalling import ASKING
from counterpoint.record.record import Record, day, heard_from, make_record
from counterpoint.simulation.linking import ANSWERING, linked
from counterpoint.simulation.run import play_one
from counterpoint.simulation.telling import told

NAMES = ("geneva-2022", "russia-us-2025", "khrushchev-1962")
BOTH = (Seat(party="a"), Seat(party="b"))
EMPTY = Case(
    id="tiny", title="Tiny", sources=(Source(id="s", name="s"),),
    parties=(Party(id="a", name="A", counterpart="b", audiences=(Audience(id="home", name="home"),)),
             Party(id="b", name="B", counterpart="a", audiences=(Audience(id="firms", name="firms"),))),
    envoys=(Envoy(id="trader", name="T", party="a"), Envoy(id="speaker", name="S", party="a", standing="spokesman")),
    channels=(Channel(id="desk", name="Desk", level="working", seats=BOTH),
              Channel(id="press", name="Press", level="public", visibility="public", seats=BOTH),
              Channel(id="own", name="Own", level="working", visibility="secret", seats=(Seat(party="a"),))),
    issues=tuple(Issue(id=i, name=i, zero="0", one="1") for i in ("x", "y")),
)  # fmt: skip


def act(name: str, days: int, actor: str, kind: str, **more: Any) -> Act:
    """An act so many days after a day, on issue x at the desk and aimed at the other side unless it is said."""
    there = date(2031, 1, 1) + timedelta(days=days)
    on_it = {"issue": "x", "channel": "desk", "target": "a" if actor == "b" else "b"} | more
    return Act(id=name, date=When(there, there), actor=actor, kind=kind, source="s", **on_it)  # type: ignore[arg-type]


def link(*acts: Act, before: tuple[Act, ...] = ()) -> dict[str, Act]:
    """Played acts as they are told, by name."""
    return {a.id: a for a in linked(make_record(replace(EMPTY, acts=before)), acts)}


def test_an_act_answers_the_latest_ask_that_it_had_heard() -> None:
    asks = (act("q1", 0, "b", "demand"), act("q2", 5, "b", "offer"), act("q3", 9, "b", "demand"))
    assert link(*asks, act("r", 9, "a", "reject"))["r"].answers == ("q2",)
    assert link(act("r", 9, "a", "reject"), before=asks[:2])["r"].answers == ("q2",)


@pytest.mark.parametrize(
    ("what", "ask", "answer"),
    [
        ("another issue", {}, {"issue": "y"}),
        ("no issue", {}, {"issue": None}),
        ("aimed at nobody in particular", {}, {"target": None}),
        ("put to somebody else", {"target": "b"}, {}),
        ("a kind that asks nothing", {"kind": "blame"}, {}),
        ("a kind that answers nothing", {}, {"kind": "blame"}),
    ],
)
def test_control_what_answers_nothing(what: str, ask: dict[str, Any], answer: dict[str, Any]) -> None:
    made = [act("q", 0, "b", "demand"), act("r", 9, "a", "reject")]
    assert link(*made)["r"].answers == ("q",)
    assert link(*(replace(a, **m) for a, m in zip(made, (ask, answer), strict=True)))["r"].answers == (), what


def test_an_ask_is_answered_once_and_no_older_one_after_it() -> None:
    found = link(act("q1", 0, "b", "demand"), act("q2", 5, "b", "demand"), act("r1", 9, "a", "procedure"),
                 act("r2", 12, "a", "accept"), act("q3", 14, "b", "probe"), act("r3", 16, "a", "offer"))  # fmt: skip
    assert [found[r].answers for r in ("r1", "r2", "r3")] == [("q2",), (), ("q3",)]


def floated(**more: Any) -> tuple[Act, Act]:
    """A trader's offer, and what the speaker says of the issue ten days later."""
    return act("f", 0, "trader", "offer"), replace(act("d", 10, "speaker", "leak_deny", channel="press"), **more)


def test_a_balloon_is_disowned_by_another_speaker_once() -> None:
    offer, denial = floated()
    found = link(offer, denial, replace(denial, id="e"))
    assert found["d"].disowns == ("f",) and found["e"].disowns == ()
    assert link(denial, before=(offer,))["d"].disowns == ("f",)


@pytest.mark.parametrize(
    ("offer", "denial"),
    [({}, {"actor": "trader"}), ({}, {"issue": "y"}), ({}, {"kind": "blame"}), ({"actor": "a"}, {}),
     ({"kind": "assure"}, {}), ({"channel": "own", "target": "a"}, {}), ({"date": floated()[1].date}, {}),
     ({}, {"date": act("late", 31, "a", "meet").date})],
)  # fmt: skip
def test_control_what_is_not_disowned(offer: dict[str, Any], denial: dict[str, Any]) -> None:
    made = floated()
    assert link(replace(made[0], **offer), replace(made[1], **denial))["d"].disowns == ()


def test_a_refusal_disowns_only_where_it_answers_nothing() -> None:
    offer, no = floated(kind="reject")
    ask = act("q", 3, "b", "demand")
    assert link(offer, no)["d"].disowns == ("f",)
    answering = link(offer, ask, no)["d"]
    assert answering.answers == ("q",) and answering.disowns == ()


def test_audiences_are_those_that_all_words_on_record_name() -> None:
    said = tuple(act(f"p{n}", n, "a", "blame", channel="press", audience=("firms",)) for n in range(3))
    later = act("r", 9, "a", "praise", channel="press")
    assert link(later, before=said)["r"].audience == ("firms",)
    assert link(replace(later, target="firms"), before=said)["r"].audience == ()  # besides its target
    assert link(replace(later, kind="strike"), before=said)["r"].audience == ()
    assert link(replace(later, channel="desk"), before=said)["r"].audience == ()
    for other in ((), ("home",)):
        assert link(later, before=(*said[:2], replace(said[2], audience=other)))["r"].audience == ()


@cache
def told_run(name: str, number: int) -> Record:
    """A bundled case with what was played on from its end."""
    scene = scene_of(name)
    return make_record(told(scene, play_one(scene, number=number), number=number))


def wrong(record: Record) -> list[str]:
    """Told answers that are none: of its own side, on another issue, of the same day, twice, or by no such kind."""
    found, taken = [], set[tuple[str, str]]()
    for one in record.acts:
        if not one.source.startswith("played"):
            continue
        party = record.actor_party(one)
        for name in one.answers:
            ask = record.acts[record.place[name]]
            put = (record.actor_party(ask), record.target_party(ask)) == (record.target_party(one), party)
            heard = max(heard_from(record, ask, party), day(ask)) < day(one)
            asks = ask.kind in ASKING or (one.kind == "reject" and ask.kind == "accept")
            if not (put and heard and ask.issue == one.issue and one.kind in ANSWERING and asks):
                found.append(f"{one.id} does not answer {name}")
            found += [f"{name} is answered twice"] * ((party, name) in taken)
            taken.add((party, name))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_told_runs_answer_what_was_put_to_the_one_who_answers(name: str) -> None:
    records = [told_run(name, number) for number in range(4)]
    assert [wrong(record) for record in records] == [[]] * 4
    played = [a for record in records for a in record.acts if a.source == "played"]
    assert any(a.answers for a in played)
    unheard = [replace(a, answers=(played[-1].id,)) if a is played[-1] else a for a in records[-1].acts]
    assert wrong(make_record(replace(records[-1].case, acts=tuple(unheard))))  # positive control


def moved(record: Record, acts: tuple[Act, ...]) -> bool:
    """Whether any party's acts are taken in another situation when the links of the acts are others."""
    other = make_record(replace(record.case, acts=acts))
    for party in record.case.parties:
        if party.counterpart:
            one, two = (make_tables(r, party.id, party.counterpart) for r in (record, other))
            if not (np.array_equal(one.x, two.x) and np.array_equal(one.frame, two.frame)):
                return True
    return False


@pytest.mark.parametrize("name", NAMES[:2])
def test_an_answer_to_an_earlier_turn_changes_no_situation(name: str) -> None:
    record = told_run(name, 1)
    plain = {"answers": (), "disowns": (), "audience": ()}
    assert any(a.answers for a in record.acts if a.source == "played")
    assert not moved(record, tuple(replace(a, **plain) if a.source == "played" else a for a in record.acts))  # type: ignore[arg-type]
    at_once = {
        two.id: one.id for one in record.acts for two in record.acts
        if one.source == two.source == "played" and one.date == two.date and one.kind in ASKING
        and record.place[one.id] < record.place[two.id] and record.target_party(one) == record.actor_party(two)
    }  # fmt: skip
    assert moved(record, tuple(replace(a, answers=(at_once[a.id],)) if a.id in at_once else a for a in record.acts))
