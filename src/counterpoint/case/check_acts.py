"""Cross checks of the acts: what they name, when they can have happened, and what they answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from counterpoint.case.draft import Draft, Placed
from counterpoint.case.fields import Place
from counterpoint.case.files import MAX_PROBLEMS
from counterpoint.case.known import Known, before, within
from counterpoint.case.model import Act, Channel, Envoy
from counterpoint.case.names import quoted
from counterpoint.case.partial import of_the_rest
from counterpoint.case.problem import Problem
from counterpoint.case.when import When

EARLIER: Final = ("answers", "keeps", "breaks", "replaces", "contradicts", "disowns")
"""Columns that name earlier acts."""
OPEN_LEVELS: Final = frozenset({"public", "field", "internal"})
"""Levels where nobody sits at a table: a mandated envoy needs no seat there."""
REPEATS = 3
"""From so many equal rows on, one act was probably split: each row would count as evidence of its own."""


def check_acts(draft: Draft, known: Known) -> Iterator[Problem]:
    """Everything that does not fit together in the acts; after MAX_PROBLEMS errors no further act is looked at."""
    errors = 0
    for problem in _every(draft, known):
        yield problem
        errors += problem.severity == "error"
        if errors > MAX_PROBLEMS:
            return


def _every(draft: Draft, known: Known) -> Iterator[Problem]:
    acts: tuple[Placed[Act], ...] = draft.every("acts")
    envoys = {e.thing.id: e.thing for e in draft.each("envoys")}
    channels = {c.thing.id: c.thing for c in draft.each("channels")}
    order = {placed.thing.id: _spot(placed) for placed in reversed(acts) if "date" not in placed.bad}
    for placed in acts:
        act, place = placed.thing, placed.place
        found = (
            *_names(act, place, known),
            *_dates(act, place, draft),
            *(() if "date" in placed.bad else _seat(act, place, envoys, channels)),
            *_earlier(placed, known, {} if "date" in placed.bad else order),
            *_alone(act, place),
        )
        yield from of_the_rest(placed, found)
    yield from _repeats(draft.each("acts"))


def _alone(act: Act, place: Place) -> Iterator[Problem]:
    """What does not fit together within an act."""
    if act.position is not None and act.issue is None:
        yield place.problem("position", "an issue beside a position", "none", "naming the issue")
    if act.kind == "new_demand" and not act.replaces:
        hint = "the id of the act it replaces"
        yield place.problem("replaces", "the act that a new demand replaces", "none", hint, severity="warning")
    if act.target == act.actor:
        got = f"{quoted(act.actor)} itself"
        yield place.problem("target", "another than the actor", got, severity="warning")


def _names(act: Act, place: Place, known: Known) -> Iterator[Problem]:
    """References to what stands in case.yaml."""
    yield from known.wrong(place, "actor", "actor", act.actor)
    yield from known.wrong(place, "source", "source", act.source)
    yield from known.wrong(place, "target", "target", act.target)
    yield from known.wrong(place, "channel", "channel", act.channel)
    yield from known.wrong(place, "issue", "issue", act.issue)
    yield from known.wrong(place, "item", "item", act.item)
    if act.because == act.id:
        yield place.problem("because", "an issue or another act", f"{quoted(act.id)} itself")
    else:
        yield from known.wrong(place, "because", "because", act.because)
    for name in act.audience:
        yield from known.wrong(place, "audience", "audience", name)


def _dates(act: Act, place: Place, draft: Draft) -> Iterator[Problem]:
    """Dates that cannot be in this order."""
    for column, when in (("until", act.until), ("deadline", act.deadline), ("known", act.known)):
        if when and before(when, act.date):
            yield place.problem(column, f"a date not before {act.date}, the act's own", str(when))
    start, end = draft.head.get("start"), draft.head.get("end")
    if not within(act.date, start, end):
        period = f"a date in the case's period, {start or 'the beginning'} to {end or 'the end'}"
        hint = "start and end in case.yaml"
        yield place.problem("date", period, str(act.date), hint, severity="warning")


def _seat(act: Act, place: Place, envoys: dict[str, Envoy], channels: dict[str, Channel]) -> Iterator[Problem]:
    """Was the channel open, and did a mandated envoy sit on it?"""
    channel = channels.get(act.channel or "")
    if channel is None:
        return
    if channel.opened and before(act.date, channel.opened):
        hint = f"opened of {channel.id} in case.yaml"
        yield place.problem("date", f"a date from {channel.opened} on, when {channel.id} opened", str(act.date), hint)
    if channel.closed and before(channel.closed, act.date):
        hint = f"closed of {channel.id} in case.yaml"
        yield place.problem("date", f"a date up to {channel.closed}, when {channel.id} closed", str(act.date), hint)
    envoy = envoys.get(act.actor)
    if envoy is None or envoy.standing != "mandated" or channel.level in OPEN_LEVELS:
        return
    seats = [s for s in channel.seats if s.party == envoy.party and s.envoy in {None, envoy.id}]
    if not any(within(act.date, seat.since, seat.until) for seat in seats):
        got = f"no seat on {act.date}" if seats else "no seat"
        hint = "a seat for him in case.yaml, or another standing"
        yield place.problem("channel", f"{envoy.id}, who is mandated, to sit on {channel.id}", got, hint)


_Spot = tuple[int, int, When]


def _spot(placed: Placed[Act]) -> _Spot:
    """Where an act stands in the record: the middle of its date, its line; and the date itself."""
    date = placed.thing.date
    return (date.first.toordinal() + date.last.toordinal()) // 2, placed.place.line, date


def _earlier(placed: Placed[Act], known: Known, order: dict[str, _Spot]) -> Iterator[Problem]:
    """References to acts, which must be earlier ones."""
    act, place, own = placed.thing, placed.place, _spot(placed)
    for column in EARLIER:
        for name in getattr(act, column):
            if name == act.id:
                yield place.problem(column, "an earlier act", f"{quoted(name)} itself")
            elif name not in order:
                yield from known.wrong(place, column, "act", name)
            elif order[name][:2] > own[:2]:
                yield _later(place, column, name, order[name][2], act.date)


def _later(place: Place, column: str, name: str, date: When, own: When) -> Problem:
    """One line on a reference to a later act; a warning if coarse dates leave it open which came first."""
    got = f"{quoted(name)} of {date}, which comes later"
    if date == own:
        return place.problem(column, f"an act before this one of {own}", got, "the rows of a day in their order")
    severity = "error" if before(own, date) else "warning"
    hint = "" if severity == "error" else "a finer date"
    return place.problem(column, f"an act before this one of {own}", got, hint, severity=severity)


def _repeats(acts: tuple[Placed[Act], ...]) -> Iterator[Problem]:
    """Rows equal in date, actor, target, kind, issue and source, unless one occasion holds them together."""
    groups: dict[tuple[object, ...], list[Placed[Act]]] = {}
    for placed in acts:
        a = placed.thing
        groups.setdefault((a.date, a.actor, a.target, a.kind, a.issue, a.source), []).append(placed)
    for rows in groups.values():
        occasions = {placed.thing.occasion for placed in rows}
        if len(rows) < REPEATS or (len(occasions) == 1 and None not in occasions):
            continue
        lines = ", ".join(str(placed.place.line) for placed in rows[:6]) + (", …" if len(rows) > 6 else "")
        expected = "one row an act, or one occasion for all"
        got = f"{len(rows)} equal rows, lines {lines}"
        yield rows[0].place.problem("row", expected, got, "the same occasion in each", severity="warning")
