"""Gestures before deadlines: whether a party turns cordial as a deadline on it comes near, and what follows.

Rule     gestures (GESTURES) on the BEFORE days before a deadline on the party, and on its day, from its
         announcement on; their rate there over their rate on all other days, exact given the total. A
         deadline counts at its date and at each date it was moved to, and so does one that another party's
         demand or threat sets. After AFTER days: kept, broken, lapsed or pending (promises); else struck (a
         strike or breach against the same side came) or quiet; too_early when the record ends before.
Unit     acts; days; ratio of two rates, with its exact 95% interval
Source   design; deadline effect in bargaining experiments (roth1988, abstract) is the nearest finding
Status   exact count; BEFORE and AFTER elicited
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from counterpoint.case.model import Act
from counterpoint.case.when import When
from counterpoint.measures import promises
from counterpoint.measures.gallery import Table, describe, iso, plain
from counterpoint.measures.proportions import RateRatio, rate_ratio
from counterpoint.measures.sides import acts_of, parties
from counterpoint.record.record import Record, day

GESTURES = frozenset({"truce", "offer", "ease", "release", "propose_talks", "praise", "assure", "soften"})
PRESSING = frozenset({"demand", "new_demand", "ultimatum", "threaten"})
"""Kinds that set the other side a deadline when they carry one."""
BEFORE = 10
"""Days before a deadline that count as near it (elicited)."""
AFTER = 30
"""Days after a gesture in which its fate is looked for (elicited)."""
OUTCOMES = ("kept", "broken", "lapsed", "pending", "struck", "quiet", "too_early")


@dataclass(frozen=True, slots=True)
class Window:
    """The days (ordinals, both ends included) on which a party is near a deadline."""

    deadline: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Gesture:
    """A gesture (day an ordinal): the deadline it came before, if any, days to it, and what became of it."""

    act: str
    day: int
    kind: str
    deadline: str | None
    days_to: int | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Timing:
    """A party's gestures near deadlines and otherwise: counts, days, and the ratio of the two rates."""

    party: str
    near: int
    near_days: int
    otherwise: int
    other_days: int
    ratio: RateRatio


def windows(record: Record, party: str, *, before: int = BEFORE) -> tuple[Window, ...]:
    """The days near each deadline on a party, within the record; before in days."""
    found = []
    for d in record.case.deadlines:
        if party in d.on or (not d.on and d.by != party):
            since = d.announced.first.toordinal() if d.announced else record.start
            found += [_window(d.id, when, since=since, before=before) for when in (d.date, *d.moved)]
    for act in record.acts:
        if act.kind in PRESSING and act.deadline and record.target_party(act) == party:
            found.append(_window(act.id, act.deadline, since=day(act), before=before))
    end = end_of(record)
    inside = (Window(w.deadline, max(w.first, record.start), min(w.last, end)) for w in found if w)
    return tuple(w for w in inside if w.first <= w.last)


def _window(name: str, when: When, *, since: int, before: int) -> Window | None:
    """The window before a date, None when the date is too imprecise to say when that is."""
    last = when.last.toordinal()
    if last - when.first.toordinal() > before:
        return None
    return Window(name, max(last - before, since), last)


def end_of(record: Record) -> int:
    """The last day that the record covers."""
    return max((record.as_of, *(day(a) for a in record.acts)))


def gestures(record: Record, party: str, *, before: int = BEFORE) -> tuple[Gesture, ...]:
    """A party's gestures in order. Those whose date is vaguer than the window are left out."""
    near = windows(record, party, before=before)
    fates = {p.act: p for p in promises.promises_of(promises.ledger(record))}
    found, end = [], end_of(record)
    for act in acts_of(record, party):
        if act.kind not in GESTURES or vague(act, before):
            continue
        here = [w for w in near if w.first <= day(act) <= w.last]
        first = min(here, key=lambda w: w.last) if here else None
        outcome = _outcome(record, act, promise=fates.get(act.id), end=end)
        name, to = (first.deadline, first.last - day(act)) if first else (None, None)
        found.append(Gesture(act.id, day(act), act.kind, name, to, outcome))
    return tuple(found)


def vague(act: Act, days: int) -> bool:
    """Whether an act's date spans more than so many days."""
    return (act.date.last - act.date.first).days > days


def _outcome(record: Record, act: Act, *, promise: promises.Promise | None, end: int) -> str:
    horizon = day(act) + AFTER
    if promise is not None and promise.closed is not None and promise.closed <= horizon:
        return promise.status
    side = record.target_party(act)
    for later in record.acts[record.place[act.id] + 1 :]:
        if day(later) > horizon:
            break
        against = record.target_party(later)
        same = side is None or against is None or side == against
        if later.kind in ("strike", "breach") and record.actor_party(later) == record.actor_party(act) and same:
            return "struck"
    if end < horizon:
        return "too_early"
    return "quiet" if promise is None else "pending"


def timing(record: Record, party: str, *, before: int = BEFORE) -> Timing:
    """Whether a party's gestures come more often near deadlines than otherwise."""
    return _timing(record, party, gestures(record, party, before=before), windows(record, party, before=before))


def _timing(record: Record, party: str, made: tuple[Gesture, ...], close: tuple[Window, ...]) -> Timing:
    near_days = {d for w in close for d in range(w.first, w.last + 1)}
    whole = end_of(record) - record.start + 1 if record.acts or record.case.start else 0
    near = sum(g.deadline is not None for g in made)
    otherwise, other_days = len(made) - near, max(0, whole - len(near_days))
    ratio = rate_ratio(near, otherwise, time_a=len(near_days), time_b=other_days)
    return Timing(party, near, len(near_days), otherwise, other_days, ratio)


def compute(record: Record) -> Table:
    """Per party: gestures near deadlines against otherwise, what became of both, each gesture and window."""
    rows = []
    for party in parties(record):
        made, close = gestures(record, party), windows(record, party)
        near = Counter(g.outcome for g in made if g.deadline is not None)
        other = Counter(g.outcome for g in made if g.deadline is None)
        rows.append(
            {
                **plain(_timing(record, party, made, close)),
                "outcomes_near": {o: near[o] for o in OUTCOMES},
                "outcomes_otherwise": {o: other[o] for o in OUTCOMES},
                "too_vague": sum(a.kind in GESTURES and vague(a, BEFORE) for a in acts_of(record, party)),
                "windows": plain(close, dates=frozenset({"first", "last"})),
                "gestures": [{**plain(g), "day": iso(g.day)} for g in made],
            }
        )
    return {"before_days": BEFORE, "after_days": AFTER, "parties": rows}


MEASURE = describe(__name__, __doc__, compute=compute)
