"""Threats and what became of them: who threatened whom, by when, whether it was done, and what that did to support.

Rule     an act in THREATS at another party makes a threat; so does one in RECALLS that names a threat which the
         case declares its actor to make. It runs to its deadline, or that of the case that it names, else for
         DAYS, and becomes what comes first: carried out (the maker's act in FORCE at the target, on another
         occasion, or, however late, one that names the threat), met (the target's act in GIVING towards the
         maker, on its issue where both name one, or an answer to it), moved (said again with a later date; or
         the case lists a later day, reached by now); else empty when its time is over, pending before. Said
         again without a later date it is the same threat. Share carried out is of carried out and empty, share
         met of all that ended. Force: acts of that sort in the time of threats, ended or not, against other
         days, for where force goes on anyway, threats seem carried out. Support: the last reading within DAYS
         after the deed less the last one up to it, of one source; usual is what the whole series does in such a
         time.
Unit     threats; days; shares with Wilson's 95% interval; ratio of two rates with its exact 95% interval;
         support [-1..1]; belief and costs [0..1] as the case declares them
Source   design; words and deeds on record, nothing about intent
Status   exact count; DAYS elicited, the same as the rule threat_days by which a run is played
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from statistics import fmean

from counterpoint.case.model import Act, Deadline, Threat as Declared
from counterpoint.case.vocabulary import GIVING
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.proportions import RateRatio, Share, rate_ratio, wilson
from counterpoint.measures.sides import facing, parties, towards
from counterpoint.record.record import Record, day, visibility

THREATS = frozenset({"threaten", "ultimatum"})
RECALLS = frozenset({"demand", "new_demand", "reject", "blame"})
"""Words that say a declared threat again when they name it."""
FORCE = frozenset({"pressure", "strike", "breach", "suspend"})
DAYS = 30
"""Days for which a threat runs that names no date, and over which support is followed (elicited)."""
OUTCOMES = ("carried_out", "met", "moved", "empty", "pending")


@dataclass(frozen=True, slots=True)
class Threat:
    """One threat: the act, by whom, at whom, where; day, due and closed are ordinals.

    stated says whether it named a date, again how often it was said once more before it ended; closer is the
    act that ended it, None where only time did.
    """

    act: str
    by: str
    to: str
    kind: str
    channel: str | None
    public: bool
    issue: str | None
    item: str | None
    day: int
    due: int
    stated: bool
    again: int = 0
    outcome: str = "pending"
    closed: int | None = None
    closer: str | None = None


@dataclass(frozen=True, slots=True)
class Conduct:
    """A party's threats: how many, what became of them, and the shares carried out and met."""

    party: str
    made: int
    public: int
    carried_out: int
    met: int
    moved: int
    empty: int
    pending: int
    share_carried_out: Share
    share_met: Share


@dataclass(frozen=True, slots=True)
class Force:
    """A party's force at those whom it threatened: acts and days in a threat's time and otherwise, and the ratio."""

    party: str
    threatened: int
    threatened_days: int
    otherwise: int
    other_days: int
    ratio: RateRatio


@dataclass(frozen=True, slots=True)
class Change:
    """Mean change of support over DAYS after a party carried out its threats, of n deeds; usual over any such time.

    whose is the maker's or the target's.
    """

    party: str
    whose: str
    n: int
    change: float | None
    usual: float | None
    why: str


def threats(record: Record) -> tuple[Threat, ...]:
    """Every threat of a record in the order in which they were made, with what became of each by its last day."""
    others, makers, later = facing(record), {t.id: t.by for t in declared(record)}, _later_days(record)
    made: list[Threat] = []
    running: list[int] = []
    last: dict[tuple[str, str | None], int] = {}
    for act in record.acts:
        if vague(act):
            continue
        now, by, to = min(day(act), record.as_of), record.actor_party(act), towards(record, act, facing=others)
        named = last.get((by, act.item)) if act.item else None
        for i in running if named is None else dict.fromkeys((*running, named)):
            made[i] = _over(made[i], now, later)
            if not _together(record, made[i], act):
                made[i] = _after(made[i], act, by=by, to=to, now=now)
        running = [i for i in running if made[i].outcome == "pending"]
        if to is None or to == by or not _threatens(act, by, makers):
            continue
        new = _made(record, act, by=by, to=to, now=now)
        same = next((i for i in running if _same(made[i], new)), None)
        if same is not None and not (new.stated and new.due > made[same].due):
            made[same] = replace(made[same], again=made[same].again + 1)
            continue
        if same is not None:
            made[same] = replace(made[same], outcome="moved", closed=now, closer=act.id)
            running.remove(same)
        running.append(len(made))
        last[by, act.item] = len(made)
        made.append(new)
    return tuple(_over(t, record.as_of, later) for t in made)


def vague(act: Act) -> bool:
    """Whether an act's date spans more than the days for which a threat runs."""
    return (act.date.last - act.date.first).days > DAYS


def _threatens(act: Act, by: str, makers: Mapping[str, str]) -> bool:
    return act.kind in THREATS or (act.kind in RECALLS and makers.get(act.item or "") == by)


def _made(record: Record, act: Act, *, by: str, to: str, now: int) -> Threat:
    """The threat that an act makes, with the date that it names or the time that it has."""
    stated = act.deadline
    for d in record.case.deadlines if stated is None else ():
        if d.id == act.item:
            stated = next((when for when in (d.date, *d.moved) if when.last.toordinal() >= now), None)
    due = max(stated.last.toordinal(), now) if stated else now + DAYS
    public = visibility(record, act) == "public"
    return Threat(act.id, by, to, act.kind, act.channel, public, act.issue, act.item, now, due, stated is not None)


def _same(one: Threat, other: Threat) -> bool:
    """Whether two threats are one, said twice: of one item, or where neither names one, on one issue."""
    about = one.issue == other.issue if one.item is None else True
    return (one.by, one.to, one.item) == (other.by, other.to, other.item) and about


def _later_days(record: Record) -> dict[str, tuple[int, ...]]:
    """The days to which the case says that a threat or deadline was put off, as far as they have come."""
    items: tuple[Declared | Deadline, ...] = (*declared(record), *record.case.deadlines)
    days = {i.id: (when.last.toordinal() for when in i.moved) for i in items}
    return {name: tuple(d for d in moved if d <= record.as_of) for name, moved in days.items()}


def _over(threat: Threat, now: int, later: Mapping[str, tuple[int, ...]]) -> Threat:
    """A threat as time alone leaves it."""
    if threat.outcome != "pending" or threat.due >= now:
        return threat
    put_off = any(d > threat.due for d in later.get(threat.item or "", ()))
    return replace(threat, outcome="moved" if put_off else "empty", closed=threat.due)


def _together(record: Record, threat: Threat, act: Act) -> bool:
    """Whether a threat and an act of its maker belong to one document or meeting, so that none answers the other."""
    mine = record.actor_party(act) == threat.by and act.occasion is not None
    return mine and record.acts[record.place[threat.act]].occasion == act.occasion


def _after(threat: Threat, act: Act, *, by: str, to: str | None, now: int) -> Threat:
    """A threat after an act of a party towards another; a deed that names it may come late."""
    named = threat.item is not None and threat.item == act.item
    if act.kind in FORCE and by == threat.by and (named or to == threat.to):
        if threat.outcome == "pending" or (threat.outcome == "empty" and named):
            return replace(threat, outcome="carried_out", closed=now, closer=act.id)
    elif act.kind in GIVING and by == threat.to and to == threat.by and threat.outcome == "pending":
        elsewhere = act.issue is not None and threat.issue is not None and act.issue != threat.issue
        if threat.act in act.answers or not elsewhere:
            return replace(threat, outcome="met", closed=now, closer=act.id)
    return threat


def declared(record: Record) -> tuple[Declared, ...]:
    """The threats of the case that the record's eyes know of by its last day.

    The archive knows those announced by then, a party those that it made or that bear on it; anybody knows
    what an act before his eyes names.
    """
    named = {a.item for a in record.acts}

    def known(threat: Declared) -> bool:
        mine = record.eyes == "archive" or record.eyes in {threat.by, *_bearing_on(record, threat)}
        by_now = threat.announced is None or threat.announced.last.toordinal() <= record.as_of
        return threat.id in named or (mine and by_now)

    return tuple(filter(known, record.case.threats))


def _bearing_on(record: Record, threat: Declared) -> Iterator[str]:
    for name in threat.on:
        yield record.party_of.get(name) or record.audience_of.get(name) or name


def conduct(made: Iterable[Threat], party: str) -> Conduct:
    """What a party threatened and what became of it. made is the sum of the outcomes."""
    own = [t for t in made if t.by == party]
    count = {outcome: sum(t.outcome == outcome for t in own) for outcome in OUTCOMES}
    return Conduct(
        party,
        len(own),
        sum(t.public for t in own),
        **count,
        share_carried_out=wilson(count["carried_out"], count["carried_out"] + count["empty"]),
        share_met=wilson(count["met"], len(own) - count["pending"]),
    )


def force(record: Record, made: Iterable[Threat], party: str) -> Force:
    """Whether a party's force at those whom it threatened comes more often while a threat runs than otherwise."""
    days: dict[str, set[int]] = {}
    for t in made:
        if t.by == party:
            days.setdefault(t.to, set()).update(range(t.day + 1, min(t.due, record.as_of) + 1))
    others, near, otherwise = facing(record), 0, 0
    for act in record.acts_by.get(party, ()):
        target = towards(record, act, facing=others)
        if act.kind in FORCE and target in days and not vague(act):
            inside = min(day(act), record.as_of) in days[target]
            near, otherwise = near + inside, otherwise + (not inside)
    near_days = sum(map(len, days.values()))
    other_days = max(0, len(days) * (record.as_of - record.start + 1) - near_days)
    ratio = rate_ratio(near, otherwise, time_a=near_days, time_b=other_days)
    return Force(party, near, near_days, otherwise, other_days, ratio)


def readings(record: Record, party: str) -> tuple[tuple[tuple[int, float], ...], ...]:
    """Support of a party as (day, value) in order, for each source of the series."""
    found: dict[str, list[tuple[int, float]]] = {}
    for r in record.case.series:
        last = r.date.last.toordinal()
        if (
            (r.name, r.about) == ("support", party)
            and last <= record.as_of
            and (r.date.last - r.date.first).days <= DAYS
        ):
            found.setdefault(r.source, []).append((last, r.value))
    return tuple(tuple(sorted(rows, key=lambda row: row[0])) for rows in found.values())


def change(record: Record, party: str, since: int) -> float | None:
    """Change of a party's support over the days after a day; None while they are not over or nothing was read."""
    found = []
    for rows in readings(record, party) if record.as_of >= since + DAYS else ():
        before = [value for when, value in rows if since - DAYS <= when <= since]
        after = [value for when, value in rows if since < when <= since + DAYS]
        found += [after[-1] - before[-1]] if before and after else []
    return fmean(found) if found else None


def usual(record: Record, party: str) -> float | None:
    """What a party's support changes by over such a time on average; None where the series is no longer than it."""
    ends = [(rows[0], rows[-1]) for rows in readings(record, party) if rows[-1][0] - rows[0][0] > DAYS]
    return fmean((b[1] - a[1]) / (b[0] - a[0]) * DAYS for a, b in ends) if ends else None


def support(record: Record, made: Iterable[Threat], party: str, *, whose: str) -> Change:
    """How support of the maker or of the target went after a party's threats were carried out, each deed once."""
    done = [t for t in made if t.by == party and t.outcome == "carried_out" and t.closed is not None]
    deeds = {(t.closer, t.by if whose == "maker" else t.to): t.closed for t in done}
    seen = [(side, change(record, side, when)) for (_, side), when in deeds.items() if when is not None]
    found = [(side, by) for side, by in seen if by is not None]
    if not found:
        why = "no reading of support before and after" if done else "no threat was carried out"
        return Change(party, whose, 0, None, None, why)
    means = [mean for mean in (usual(record, side) for side, _ in found) if mean is not None]
    return Change(party, whose, len(found), fmean(by for _, by in found), fmean(means) if means else None, "")


def compute(record: Record) -> Table:
    """What each party threatened and what came of it; the threats that the case declares; every threat made."""
    made, known = threats(record), declared(record)
    makers = [party for party in parties(record) if any(t.by == party for t in made)]
    changes = [support(record, made, party, whose=whose) for party in makers for whose in ("maker", "target")]
    return {
        "days": DAYS,
        "too_vague": sum(a.kind in THREATS and vague(a) for a in record.acts),
        "parties": plain([conduct(made, party) for party in parties(record)]),
        "force": plain([force(record, made, party) for party in makers]),
        "support": plain(changes),
        "declared": plain([_declared(record, threat, made) for threat in known]),
        "threats": plain(made, dates=frozenset({"day", "due", "closed"})),
    }


def _declared(record: Record, threat: Declared, made: Iterable[Threat]) -> Table:
    """A declared threat: how often it was said and put off by now, how far it is believed, and what it costs."""
    moved = [when for when in threat.moved if when.last.toordinal() <= record.as_of]
    said = sum(1 + t.again for t in made if t.item == threat.id)
    return {
        "party": threat.by,
        "item": threat.id,
        "on": list(dict.fromkeys(_bearing_on(record, threat))),
        "said": said,
        "put_off": len(moved),
        "believed": threat.believed,
        "cost_to_target": threat.cost_to_target,
        "cost_to_maker": threat.cost_to_maker,
    }


MEASURE = describe(__name__, __doc__, compute=compute)
