"""The agenda: what each table is to deal with, who raises an issue first, and core issues kept off every agenda.

Rule     tables are channels of talks (not public, field or internal) with an agenda. An agenda is in force on an
         act when some day its date may mean lies in the agenda's period; one without a beginning begins with
         the channel, or with the first act there. Acts at a table are on its agenda, beside it, on no issue,
         or made while none was in force. Kept off: a core issue that a party asks for (ASKING) of another
         while tables of both have agendas in force and none names it; then what the other says of it (no
         DEEDS, not at home) from the day on which it could hear the first such ask until the issue is put on:
         at those tables, on other channels, in public. Raised first: the party whose words name an issue on
         the earliest day (none when several do, and neither answers the other); taken up when the other,
         having heard that, speaks of it.
Unit     acts; days; shares with Wilson's 95% interval
Source   Bachrach and Baratz 1962 (memory: power also keeps questions from being put); design
Status   exact count; a table for which the case records no agenda is not judged. An issue may be off the agenda
         for good reason, or by consent
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from counterpoint.case.model import Act, Channel
from counterpoint.case.vocabulary import DEEDS, TRACKS
from counterpoint.measures.gallery import Table, describe, iso, plain
from counterpoint.measures.proportions import Share, wilson
from counterpoint.measures.sides import channels, counterpart, facing, issues, parties, towards
from counterpoint.measures.stalling import ASKING
from counterpoint.record.record import NEVER, Record, day, heard_from, visibility

TALKS = (*TRACKS["official"], *TRACKS["unofficial"])
"""Levels of channels on which the parties talk to each other: not in public, not at home, not by deeds."""


@dataclass(frozen=True, slots=True)
class Spell:
    """The issues on a channel's agenda from first to last day (ordinals, both included)."""

    issues: frozenset[str]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Seen:
    """Where words fall: at a table that has an agenda, on another channel, in public [acts]."""

    table: int
    elsewhere: int
    public: int


@dataclass(frozen=True, slots=True)
class KeptOff:
    """A core issue that a party asks another for while it stands on no agenda of the tables they share.

    first_ask and heard (by the other) are ordinals, heard None when the record ends before; put_on is the day on
    which it came onto an agenda of theirs; spoken says in words where the other speaks of it meanwhile.
    """

    issue: str
    party: str
    other: str
    tables: tuple[str, ...]
    off: Share
    asks: Seen
    first_ask: int
    heard: int | None
    others_words: Seen
    spoken: str
    put_on: int | None
    waited_days: int | None


@dataclass(frozen=True, slots=True)
class Raised:
    """Who first named an issue in words and on what day (ordinal); whether the party's counterpart took it up."""

    issue: str
    kind: str | None
    by: str | None
    act: str
    day: int
    taken_up: bool | None
    days_to_take_up: int | None


@dataclass(frozen=True, slots=True)
class Entered:
    """An issue that came onto a running agenda (day an ordinal), and the party that had asked for it first."""

    channel: str
    issue: str
    day: int
    asked_first_by: str | None


def talks(record: Record) -> tuple[str, ...]:
    """The channels on which parties talk to each other, in the order of the case."""
    return tuple(c for c in channels(record) if c in record.channels and record.channels[c].level in TALKS)


def spells(record: Record, channel: Channel) -> tuple[Spell, ...]:
    """The agendas of a channel that had begun by the end of the record, in the order of the case."""
    used = min((a.date.first.toordinal() for a in record.acts if a.channel == channel.id), default=NEVER)
    begun = channel.opened.first.toordinal() if channel.opened else used
    found = []
    for a in channel.agenda:
        first = a.since.first.toordinal() if a.since else begun
        last = a.until.last.toordinal() if a.until else NEVER
        if first <= record.as_of:
            found.append(Spell(frozenset(a.issues), first, last))
    return tuple(found)


def in_force(agendas: Iterable[Spell], act: Act) -> list[Spell]:
    """The agendas in force on some day that an act's date may mean."""
    first, last = act.date.first.toordinal(), act.date.last.toordinal()
    return [s for s in agendas if s.first <= last and first <= s.last]


def tables(record: Record) -> dict[str, tuple[Spell, ...]]:
    """The agendas of every channel of talks that has one."""
    found = {c: spells(record, record.channels[c]) for c in talks(record)}
    return {c: agendas for c, agendas in found.items() if agendas}


def _at_table(record: Record, wanted: Iterable[str]) -> dict[str, set[str]]:
    """The parties at each of some channels: those with a seat there and those that act there."""
    found = {c: {s.party for s in record.channels[c].seats} for c in wanted}
    for act in record.acts:
        if act.channel in found:
            found[act.channel].add(record.actor_party(act))
    return found


def _where(record: Record, act: Act, at: Collection[str | None]) -> str | None:
    """Where an act falls: at one of some tables, in public, elsewhere; None at home."""
    channel = record.channels.get(act.channel or "")
    if channel is not None and channel.level == "internal":
        return None
    if act.channel in at:
        return "table"
    aloud = channel is None or channel.level in ("public", "field")
    return "public" if aloud and visibility(record, act) == "public" else "elsewhere"


def _seen(record: Record, acts: Iterable[Act], at: Collection[str | None]) -> Seen:
    found = Counter(_where(record, a, at) for a in acts)
    return Seen(found["table"], found["elsewhere"], found["public"])


def kept_off(record: Record) -> tuple[KeptOff, ...]:
    """Every core issue that a party asks for while it is on no agenda of the tables it shares with the other."""
    agendas, others = tables(record), facing(record)
    there = _at_table(record, agendas)
    core = {i.id for i in record.case.issues if i.kind == "core"}
    words: dict[tuple[str, str], list[Act]] = {}
    asks: dict[tuple[str, str, str], list[Act]] = {}
    for act in record.acts:
        if act.issue not in core or act.kind in DEEDS or _where(record, act, ()) is None:
            continue
        by, to = record.actor_party(act), towards(record, act, facing=others)
        words.setdefault((act.issue, by), []).append(act)
        if act.kind in ASKING and to is not None and to != by:
            asks.setdefault((act.issue, by, to), []).append(act)
    found = []
    for issue, by, to in _in_order(record, asks):
        shared = {c: agendas[c] for c in agendas if {by, to} <= there[c]}
        row = _kept_off(record, (issue, by, to), asks=asks[issue, by, to], words=words.get((issue, to), ()), at=shared)
        found += [row] if row else []
    return tuple(found)


def _in_order(record: Record, keys: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Keys (issue, party, other) in the order of the case, whatever the names."""
    place = {name: i for i, name in enumerate(parties(record))}
    rank = {name: i for i, name in enumerate(issues(record))}
    return sorted(keys, key=lambda k: (rank[k[0]], place[k[1]], place.get(k[2], len(place))))


def _kept_off(
    record: Record,
    key: tuple[str, str, str],
    *,
    asks: Sequence[Act],
    words: Sequence[Act],
    at: dict[str, tuple[Spell, ...]],
) -> KeptOff | None:
    """The row of an issue that one party asks another for; None when it always stood on one of their agendas."""
    issue, by, to = key
    judged, off, where = 0, [], set[str]()
    for act in asks:
        now = {c: in_force(agendas, act) for c, agendas in at.items()}
        judged += any(now.values())
        if any(now.values()) and not any(issue in s.issues for ss in now.values() for s in ss):
            off.append(act)
            where |= {c for c, ss in now.items() if ss}
    if not off:
        return None
    names = tuple(c for c in at if c in where)
    later = [s.first for c in names for s in at[c] if issue in s.issues and s.first > day(off[0])]
    put_on = min(later, default=None)
    end = put_on if put_on is not None else NEVER
    heard = min(heard_from(record, a, to) for a in off)
    heard_in_time = heard if heard <= record.as_of else None
    said = [a for a in words if heard <= day(a) < end]
    spoken = _seen(record, said, names)
    share, first = wilson(len(off), judged), day(off[0])
    in_words = "not heard by the other" if heard_in_time is None else _in_words(spoken)
    waited = None if heard_in_time is None else max(0, min(end, record.as_of) - heard)
    put = _seen(record, off, names)
    return KeptOff(issue, by, to, names, share, put, first, heard_in_time, spoken, in_words, put_on, waited)


def _in_words(spoken: Seen) -> str:
    """Where a party speaks of an issue that is not on the agenda."""
    if spoken.table:
        return "at the table"
    if spoken.elsewhere:
        return "only elsewhere"
    return "only in public" if spoken.public else "nowhere"


def raised(record: Record) -> tuple[Raised, ...]:
    """Who first spoke of each issue, and whether its counterpart took it up after hearing that."""
    kinds = {i.id: i.kind for i in record.case.issues}
    said: dict[str, list[Act]] = {}
    for act in record.acts:
        if act.issue is not None and act.kind not in DEEDS and _where(record, act, ()) is not None:
            said.setdefault(act.issue, []).append(act)
    found = []
    for issue in issues(record):
        if issue in said:
            first = said[issue][0]
            same = {a.id: a for a in said[issue] if day(a) == day(first)}
            openers = {record.actor_party(a) for a in same.values() if not same.keys() & set(a.answers)}
            by = openers.pop() if len(openers) == 1 else None
            taken, wait = _taken_up(record, first, by=by, later=said[issue])
            found.append(Raised(issue, kinds.get(issue), by, first.id, day(first), taken, wait))
    return tuple(found)


def _taken_up(record: Record, first: Act, *, by: str | None, later: Sequence[Act]) -> tuple[bool | None, int | None]:
    """Whether the counterpart of the one who raised an issue speaks of it once it has heard, and after what days."""
    other = counterpart(record, by) if by is not None else None
    heard = heard_from(record, first, other) if other is not None else NEVER
    if heard > record.as_of:
        return None, None
    answer = next((a for a in later if record.actor_party(a) == other and day(a) >= heard), None)
    return (False, None) if answer is None else (True, day(answer) - day(first))


def entered(record: Record) -> tuple[Entered, ...]:
    """Issues that came onto a channel's agenda after its first one, and who had asked for them before."""
    asked = [a for a in record.acts if a.kind in ASKING and a.issue is not None]
    found = []
    for channel, agendas in tables(record).items():
        opening = min(s.first for s in agendas)
        for issue in issues(record):
            first = min((s.first for s in agendas if issue in s.issues), default=opening)
            if first > opening:
                before = [a for a in asked if a.issue == issue and day(a) < first]
                earliest = {record.actor_party(a) for a in before if day(a) == day(before[0])}
                by = earliest.pop() if len(earliest) == 1 else None
                found.append(Entered(channel, issue, first, by))
    return tuple(found)


def _days(agendas: Sequence[Spell], first: int, last: int) -> int:
    """Days from first to last (ordinals) on which one of the agendas is in force."""
    count, reached = 0, first - 1
    for s in sorted(agendas, key=lambda s: s.first):
        count += max(0, min(s.last, last) - max(s.first, reached + 1) + 1)
        reached = max(reached, min(s.last, last))
    return count


def _table(record: Record, name: str, agendas: tuple[Spell, ...]) -> Table:
    """One table: its issues, core issues that were never on, and where its acts fall."""
    channel = record.channels[name]
    own = [a for a in record.acts if a.channel == name]
    now = [(a, in_force(agendas, a)) for a in own]
    on = sum(any(a.issue in s.issues for s in ss) for a, ss in now)
    beside = sum(a.issue is not None and not any(a.issue in s.issues for s in ss) for a, ss in now if ss)
    listed = {i for s in agendas for i in s.issues}
    opened = channel.opened.first.toordinal() if channel.opened else 0
    closed = channel.closed.last.toordinal() if channel.closed else NEVER
    first, last = max(record.start, opened), min(record.as_of, closed)
    ended = max(s.last for s in agendas)
    return {
        "channel": name,
        "on_agenda": [i for i in issues(record) if i in listed],
        "core_never_on": [i.id for i in record.case.issues if i.kind == "core" and i.id not in listed],
        "acts": len(own),
        "on": on,
        "beside": plain(wilson(beside, on + beside)),
        "no_issue": sum(a.issue is None and bool(ss) for a, ss in now),
        "without_agenda": sum(not ss for _, ss in now),
        "days_with": _days(agendas, first, last),
        "days_without": max(0, last - first + 1) - _days(agendas, first, last),
        "ended": iso(ended) if ended < last else None,
        "days_since_end": last - ended if ended < last else None,
    }


def compute(record: Record) -> Table:
    """Tables and their agendas, core issues kept off, who raised an issue first, and what came onto an agenda."""
    agendas, first, came = tables(record), raised(record), entered(record)
    known = [r for r in first if r.by is not None]
    rows = []
    for party in parties(record):
        own = [r for r in known if r.by == party]
        heard = [r for r in own if r.taken_up is not None]
        rows.append(
            {
                "party": party,
                "raised_first": plain(wilson(len(own), len(known))),
                "taken_up": plain(wilson(sum(bool(r.taken_up) for r in heard), len(heard))),
                "came_on_after_its_ask": plain(wilson(sum(e.asked_first_by == party for e in came), len(came))),
            }
        )
    dates = frozenset({"day", "first_ask", "heard", "put_on"})
    return {
        "why": "" if agendas else "no agenda of a channel of talks is recorded, or none had begun",
        "not_recorded": [c for c in talks(record) if not record.channels[c].agenda],
        "not_begun": [c for c in talks(record) if record.channels[c].agenda and c not in agendas],
        "tables": [_table(record, c, own) for c, own in agendas.items()],
        "kept_off": plain(kept_off(record), dates=dates),
        "raised": plain(first, dates=dates),
        "entered": plain(came, dates=dates),
        "parties": rows,
    }


MEASURE = describe(__name__, __doc__, compute=compute)
