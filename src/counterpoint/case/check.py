"""Cross checks of a case: do its parts fit together? Every finding is a problem with a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from counterpoint.case.check_acts import check_acts
from counterpoint.case.check_habits import check_habits
from counterpoint.case.check_span import check_span
from counterpoint.case.draft import Draft, Placed
from counterpoint.case.fields import Path, Place
from counterpoint.case.files import ACTS
from counterpoint.case.known import Known, backwards, before, known_of
from counterpoint.case.model import (
    Channel,
    Coverage,
    Deadline,
    Envoy,
    Event,
    Issue,
    Party,
    Reading,
    Source,
    Threat,
)
from counterpoint.case.names import quoted
from counterpoint.case.partial import of_the_rest
from counterpoint.case.problem import Problem
from counterpoint.case.when import When

SHARED: Final = (
    ("parties", "envoys", "audiences", "channels", "issues"),
    ("sources",),
    ("events", "deadlines", "threats"),
    ("acts",),
)
"""Lists within which an id may stand only once."""


def check_draft(draft: Draft) -> list[Problem]:
    """Everything that does not fit together in what could be built."""
    known = known_of(draft)
    looks: dict[str, Callable[[Placed[Any]], Iterator[Problem]]] = {
        "parties": lambda placed: _party(placed, draft, known),
        "envoys": lambda placed: _envoy(placed, known),
        "channels": lambda placed: _channel(placed, draft, known),
        "issues": lambda placed: _issue(placed, known),
        "sources": lambda placed: _source(placed, known),
        "events": lambda placed: _event(placed, known),
        "deadlines": lambda placed: _item(placed, known),
        "threats": lambda placed: _item(placed, known),
    }
    return [
        *_head(draft),
        *_twice(draft),
        *(p for name, look in looks.items() for x in draft.every(name) for p in of_the_rest(x, look(x))),
        *_series(draft, known),
        *check_acts(draft, known),
        *check_habits(draft),
        *check_span(draft),
    ]


def _head(draft: Draft) -> Iterator[Problem]:
    start, end = draft.head.get("start"), draft.head.get("end")
    if start and end and before(end, start):
        yield draft.place.problem("end", f"a date not before the start {start}", str(end))
    parties, acts = draft.ids("parties"), draft.ids("acts")
    if parties is not None and not parties:
        yield draft.place.problem("parties", "at least one party", "none", "a list parties: with - id: and name:")
    if acts is not None and not acts:
        yield Problem(ACTS, 0, "acts", "at least one act", "none", "a row below the header")


def _twice(draft: Draft) -> Iterator[Problem]:
    """Ids that stand twice where they may stand once."""
    for sections in SHARED:
        first: dict[str, Place] = {}
        for seen in draft.seen:
            if seen.section not in sections or not seen.place.line:
                continue
            if seen.id in first:
                old = first[seen.id]
                got = f"{quoted(seen.id)} again, first at {old.file}:{old.line_of(('id',))}"
                yield seen.place.problem("id", f"an id that stands once among {', '.join(sections)}", got, "another id")
            first.setdefault(seen.id, seen.place)


def _party(placed: Placed[Party], draft: Draft, known: Known) -> Iterator[Problem]:
    party, place = placed.thing, placed.place
    yield from _other(place, ("counterpart",), party.id, party.counterpart, known)
    for number, tie in enumerate(party.ties):
        yield from _other(place, ("ties", number, "to"), party.id, tie.to, known)
    owners = {e.thing.id: e.thing.party for e in draft.each("envoys")}
    for number, chief in enumerate(party.chief_negotiator):
        tail: Path = ("chief_negotiator", number)
        yield from backwards(place, tail, chief.since, chief.until)
        yield from known.wrong(place, (*tail, "envoy"), "envoy", chief.envoy)
        yield from _of_party(place, (*tail, "envoy"), chief.envoy, owners, party.id)


def _other(place: Place, tail: Path, own: str, name: str | None, known: Known) -> Iterator[Problem]:
    """A reference to a party that must be another one."""
    if name == own:
        yield place.problem(tail, "another party", f"{quoted(name)} itself")
    else:
        yield from known.wrong(place, tail, "party", name)


def _of_party(place: Place, tail: Path, envoy: str | None, owners: dict[str, str], party: str) -> Iterator[Problem]:
    """A problem if an envoy speaks for another party than the one that sends him."""
    if envoy in owners and owners[envoy] != party:
        yield place.problem(tail, f"an envoy of {party}", f"{quoted(envoy)}, an envoy of {owners[envoy]}")


def _envoy(placed: Placed[Envoy], known: Known) -> Iterator[Problem]:
    envoy, place = placed.thing, placed.place
    yield from known.wrong(place, "party", "party", envoy.party)
    for number, mandate in enumerate(envoy.mandates):
        tail: Path = ("mandates", number)
        yield from backwards(place, tail, mandate.since, mandate.until)
        yield from known.each_wrong(place, (*tail, "issues"), "issue", mandate.issues)


def _channel(placed: Placed[Channel], draft: Draft, known: Known) -> Iterator[Problem]:
    channel, place = placed.thing, placed.place
    owners = {e.thing.id: e.thing.party for e in draft.each("envoys")}
    if channel.opened and channel.closed and before(channel.closed, channel.opened):
        yield place.problem("closed", f"a date not before it opened {channel.opened}", str(channel.closed))
    for number, seat in enumerate(channel.seats):
        tail: Path = ("seats", number)
        yield from known.wrong(place, (*tail, "party"), "party", seat.party)
        yield from known.wrong(place, (*tail, "envoy"), "envoy", seat.envoy)
        yield from _of_party(place, (*tail, "envoy"), seat.envoy, owners, seat.party)
        yield from backwards(place, tail, seat.since, seat.until)
    for number, agenda in enumerate(channel.agenda):
        yield from backwards(place, ("agenda", number), agenda.since, agenda.until)
        yield from known.each_wrong(place, ("agenda", number, "issues"), "issue", agenda.issues)
    for number, period in enumerate(channel.coverage):
        yield from backwards(place, ("coverage", number), period.since, period.until)
    yield from _coverage(channel.coverage, place)


def _coverage(periods: tuple[Coverage, ...], place: Place) -> Iterator[Problem]:
    """Periods that overlap and say different things; one may end on the date on which the next begins.

    In the order of their beginnings each is compared with those that reach furthest, so that many stay cheap.
    """
    furthest: dict[str, tuple[int, Coverage]] = {}
    for pair in sorted(enumerate(periods), key=lambda pair: _begins(pair[1])):
        level = pair[1].level
        for other in (furthest[name] for name in furthest if name != level):
            if _apart(other[1], pair[1]) or _apart(pair[1], other[1]):
                continue
            (_, one), (number, two) = sorted((pair, other), key=lambda p: p[0])
            got = f"{two.level}, while {one.level} is said of {_span(one)}"
            expected = f"{one.level} where periods overlap"
            yield place.problem(("coverage", number, "level"), expected, got, "other dates")
        if level not in furthest or _ends(pair[1]) > _ends(furthest[level][1]):
            furthest[level] = pair


def _begins(period: Coverage) -> date:
    return period.since.first if period.since else date.min


def _ends(period: Coverage) -> date:
    return period.until.last if period.until else date.max


def _apart(one: Coverage, other: Coverage) -> bool:
    return bool(one.until and other.since and (one.until == other.since or before(one.until, other.since)))


def _span(period: Coverage) -> str:
    return f"{period.since or 'the beginning'} to {period.until or 'the end'}"


def _issue(placed: Placed[Issue], known: Known) -> Iterator[Problem]:
    issue, place = placed.thing, placed.place
    held: set[str] = set()
    for number, stake in enumerate(issue.stakes):
        tail: Path = ("stakes", number, "party")
        yield from known.wrong(place, tail, "party", stake.party)
        if stake.party in held:
            yield place.problem(tail, "one stake a party", f"a second one of {quoted(stake.party)}")
        held.add(stake.party)
    for number, link in enumerate(issue.links):
        if link == issue.id:
            yield place.problem(("links", number), "another issue", f"{quoted(link)} itself")
        else:
            yield from known.wrong(place, ("links", number), "issue", link)


def _source(placed: Placed[Source], known: Known) -> Iterator[Problem]:
    yield from known.wrong(placed.place, "leans", "party", placed.thing.leans)


def _event(placed: Placed[Event], known: Known) -> Iterator[Problem]:
    yield from known.each_wrong(placed.place, ("favours",), "party", placed.thing.favours)
    yield from known.each_wrong(placed.place, ("hurts",), "party", placed.thing.hurts)


def _item(placed: Placed[Deadline] | Placed[Threat], known: Known) -> Iterator[Problem]:
    """A deadline or a threat: by whom, on whom, announced and moved in order."""
    item, place = placed.thing, placed.place
    yield from known.wrong(place, "by", "actor", item.by)
    yield from known.each_wrong(place, ("on",), "target", item.on)
    due = item.date if isinstance(item, Deadline) else None
    if due and item.announced and before(due, item.announced):
        yield place.problem("announced", f"a date not after the deadline {due}", str(item.announced))
    last: When | None = due or item.announced
    for number, moved in enumerate(item.moved):
        if last and before(moved, last):
            yield place.problem(("moved", number), f"a date not before {last}", str(moved), "dates in order")
        last = moved


def _series(draft: Draft, known: Known) -> Iterator[Problem]:
    first: dict[tuple[str, ...], int] = {}
    for placed in draft.every("series"):
        reading, place = placed.thing, placed.place
        yield from of_the_rest(placed, _reading(reading, place, known))
        if placed.bad:
            continue
        key = (str(reading.date), reading.name, reading.about, reading.source)
        if key in first:
            got = f"a second one, first at line {first[key]}"
            yield place.problem("value", "one value a date", got, "dropping one", severity="warning")
        first.setdefault(key, place.line)


def _reading(reading: Reading, place: Place, known: Known) -> Iterator[Problem]:
    yield from known.wrong(place, "about", "issue" if reading.name == "salience" else "party", reading.about)
    yield from known.wrong(place, "source", "source", reading.source)
    if reading.name == "salience" and reading.value < 0:
        yield place.problem("value", "a number from 0 to 1 for salience", f"{reading.value:g}")
