"""Tiny cases for the tests of measures: two parties, days counted from 1 January 2020 (day 0)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from counterpoint.case.model import (
    Act,
    Audience,
    Case,
    Channel,
    Chief,
    Deadline,
    Envoy,
    Issue,
    Mandate,
    Party,
    Seat,
    Source,
)
from counterpoint.case.vocabulary import KIND_NAMES
from counterpoint.case.when import When, parse_when
from counterpoint.record.record import Record, make_record

DAY0 = date(2020, 1, 1).toordinal()


def on(days: int) -> When:
    """The day that lies so many days after day 0."""
    there = date(2020, 1, 1) + timedelta(days=days)
    return When(there, there)


def act(id: str, days: int | str, actor: str, kind: str, **more: Any) -> Act:
    """An act on day `days` (or on a date as text); fields given as days become dates."""
    when = parse_when(days) if isinstance(days, str) else on(days)
    for name in ("until", "known", "deadline"):
        if isinstance(more.get(name), int):
            more[name] = on(more[name])
    return Act(id=id, date=when, actor=actor, kind=kind, source="s", **more)


PARTIES = (
    Party(
        id="a",
        name="A",
        audiences=(Audience(id="a_home", name="voters"), Audience(id="a_firms", name="firms")),
    ),
    Party(id="b", name="B"),
)
ENVOYS = (
    Envoy(id="a1", name="A1", party="a"),
    Envoy(id="a2", name="A2", party="a", standing="unclear"),
    Envoy(id="b1", name="B1", party="b"),
)
CHANNELS = (
    Channel(id="front", name="front", level="ministers", seats=(Seat(party="a"), Seat(party="b"))),
    Channel(id="back", name="back", level="intelligence", visibility="secret"),
    Channel(id="press", name="press", level="public", visibility="public"),
    Channel(id="home", name="home", level="internal"),
)
ISSUES = (
    Issue(id="land", name="land", zero="none", one="all", links=("visas",)),
    Issue(id="visas", name="visas", zero="none", one="all", kind="technical"),
)


def case(*acts: Act, **more: Any) -> Case:
    """A case of parties a and b with envoys, four channels, two issues and the given acts."""
    whole = {
        "parties": PARTIES,
        "envoys": ENVOYS,
        "channels": CHANNELS,
        "issues": ISSUES,
        "sources": (Source(id="s", name="S"),),
    }
    return Case(id="tiny", title="Tiny", acts=acts, **(whole | more))


def record(*acts: Act, as_of: int | None = None, **more: Any) -> Record:
    """The record of such a case, as of a number of days after day 0 (its end when not given)."""
    return make_record(case(*acts, **more), as_of=None if as_of is None else DAY0 + as_of)


def mandated(envoy: str, party: str, *issues: str, until: int | None = None) -> Envoy:
    """An envoy with a mandate for some issues, until a day."""
    mandate = Mandate(issues=issues, until=None if until is None else on(until))
    return Envoy(id=envoy, name=envoy, party=party, mandates=(mandate,))


def chief(envoy: str | None, first: int, last: int) -> Chief:
    """A spell with a chief negotiator, or with none."""
    return Chief(envoy=envoy, since=on(first), until=on(last))


def deadline(id: str, days: int, *, of: str, moved: tuple[int, ...] = ()) -> Deadline:
    """A deadline on a party."""
    return Deadline(id=id, name=id, date=on(days), on=(of,), moved=tuple(on(d) for d in moved))


def bare(**more: Any) -> Record:
    """The record of a case that declares nothing: no parties, channels or issues."""
    return make_record(Case(id="bare", title="Bare", **more))


@st.composite
def records(draw: st.DrawFn, most: int = 25) -> Record:
    """Records of the tiny case with any acts at all: any kind, imprecise dates, references backwards."""
    n = draw(st.integers(0, most))
    acts: list[Act] = []
    maybe = st.booleans()
    for i in range(n):
        earlier = [a.id for a in acts]
        some = st.lists(st.sampled_from(earlier), max_size=2, unique=True) if earlier else st.just([])
        days: int | str = draw(st.one_of(st.integers(0, 400), st.sampled_from(["2020", "2020-03", "2020-07"])))
        more: dict[str, Any] = {
            "target": draw(st.sampled_from([None, "a", "b", "a1", "b1", "a_home"])),
            "channel": draw(st.sampled_from([None, *(c.id for c in CHANNELS)])),
            "issue": draw(st.sampled_from([None, "land", "visas"])),
            "position": draw(st.one_of(st.none(), st.floats(0, 1))),
            "weight": draw(st.integers(1, 3)),
            "until": draw(st.one_of(st.none(), st.integers(0, 400))),
            "because": draw(st.sampled_from([None, "land", "visas"])),
            "audience": draw(st.sampled_from([(), ("a_home",), ("a_firms", "a_home")])),
        }
        for name in ("answers", "keeps", "breaks", "replaces", "contradicts", "disowns"):
            more[name] = tuple(draw(some)) if draw(maybe) and earlier else ()
        actor = draw(st.sampled_from(["a", "b", "a1", "a2", "b1"]))
        acts.append(act(f"x{i}", days, actor, draw(st.sampled_from(KIND_NAMES)), **more))
    deadlines = (deadline("d1", 100, of="a", moved=(150,)), deadline("d2", 200, of="b"))
    end = draw(st.one_of(st.none(), st.integers(0, 450)))
    return record(*acts, as_of=end, deadlines=draw(st.sampled_from([(), deadlines])))
