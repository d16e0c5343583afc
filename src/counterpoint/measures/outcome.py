"""Outcome: which ending the record shows by its last day between two parties that face each other, by fixed rules.

Rule     talk is what the two say to each other on channels of talks, or on none. Contested: the issues on which their
         first positions (asked for before any yes there, else declared) lie APART or more, and those agreed on which
         one of these is not known; where there is none, all that is agreed. An issue weighs its mean salience for the
         two, a technical one half. Agreed: one accepts what the other stands at or the terms that it answers, both do
         so on one occasion, or on a tacit channel a deed that gives answers the other's; not where the table's agenda
         has ended (talks have decayed), nor, for three weeks after one of the two has made the issue, or all, wait for
         another that is still open, by who says no yes there too. Taken back by a new demand on the issue, an act, at
         home too, that disowns, breaks, contradicts or replaces the yes, a reject that answers it, another position of
         either (unless it tells how it is, or is public and the yes is not); deeds by a blow. Signed: by both, at no
         two positions; only a breach takes that back. Understood: agreed on a secret or tacit channel, and not known by
         now. The first that fits. capitulation: ENOUGH of the weight agreed at known distances, and one gave ALL_OF_IT
         of the distance that the two gave up there; settlement: ENOUGH signed; capitulation: one took what the other
         stood by on all that was still open, for nothing. That is, in the RETURN_DAYS up to the last yes it alone said
         yes, to all that they contest and on which nothing stood before, with APART or more to go on one issue; where
         the other first stood is known for more than MOST of what they contest; of the way to what is agreed it came
         ALL_OF_IT in those days, on what was still open, and more than TWICE the other's in all (on an issue on which
         it stated nothing it came no way); and the other neither softened without saying how far within RETURN_DAYS of
         the last yes, nor eased or released anything after the first yes of these days, in the record's order, up to
         RETURN_DAYS after the last: what was done before was not given for it; tacit_settlement: ENOUGH agreed, some of
         it only understood, and for TACIT_DAYS no force (FORCE) between them and nothing new understood; shock: the
         record runs to the end of the case, an event fell in its last turn, and no act is on record from its day on;
         disengagement: one has said nothing to the other for BREAK_DAYS while that one spoke and itself acted towards
         others; breakdown: a walk-out (suspend on no issue), BREAK_DAYS ago or more, after whose day they have not
         talked, for dates are no finer than days; partial: something agreed stands; drift: talk in the last half of
         DRIFT_DAYS, and for DRIFT_DAYS no position moved and no yes given; ongoing: talk in the last BREAK_DAYS. Else
         undetermined. Where the record does not cover the channels on which they might have talked, disengagement and
         breakdown are not said to be there: why says that it looks like them
Unit     share of the weight of what is contested [0..1]; days; issue's scale [0..1]
Source   design: the endings and days of the simulation, with its words; partial is there what is agreed beyond what
         was when a run began, here all that stands. Who gives in concedes at once what the other
         stands at by then: Abreu and Gul 2000. What comes within RETURN_DAYS is in return, as in `threats`
Status   exact rules (those of what stands in deals.py); all days and shares elicited. Who gave up what is read from
         stated positions, of which a record often holds few. The endings overlap in life: the order of the rules
         decides. Of 16 agreements that the bundled truths name it counts a yes within a month at 11, and of 8
         something stands at the end of the record; near 4 of the other 5 no yes and no signature is on record
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from counterpoint.case.model import Act
from counterpoint.measures import positions, threats
from counterpoint.measures.agenda import talks
from counterpoint.measures.deals import GIVEN, Course, Pair, course
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.sides import facing, issues, main_pairs, towards
from counterpoint.record.record import NEVER, Record, covered, day

FORCE = frozenset({"strike", "breach"})
APART = 0.05
"""Distance from which positions are contested."""
ENOUGH, ALL_OF_IT, MOST = 0.75, 0.9, 0.5
TWICE = 2.0
"""Up to which what one came of the way, over what the other came, may still be a bargain: half-way is once."""
RETURN_DAYS = threats.DAYS
TACIT_DAYS, BREAK_DAYS, DRIFT_DAYS = 60, 60, 180
SALIENCE = 0.5
"""Salience where the case gives none."""
ENDINGS = (
    "capitulation", "settlement", "tacit_settlement", "shock", "disengagement", "breakdown", "partial", "drift",
    "ongoing",
)  # fmt: skip
"""In the order in which they are tried; the names are those of the simulation."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it stands between two parties: the ending and whose, shares of the weight, the last day (ordinal) of talk.

    ending is None where undetermined; why says what it rests on, or why nothing is said.
    """

    party: str
    other: str
    ending: str | None
    whose: str | None
    why: str
    agreed: float
    signed: float
    last_talk: int | None


def weights(record: Record, found: Course) -> dict[str, float]:
    """How much each contested issue weighs; they sum to one."""
    pair = found.pair
    ends = {i: (found.first.get((i, pair[0])), found.first.get((i, pair[1]))) for i in issues(record)}
    apart = [i for i, (a, b) in ends.items() if a is not None and b is not None and abs(a - b) >= APART]
    by_id = {i.id: i for i in record.case.issues}
    blind = [d.issue for d in found.deals if None in ends.get(d.issue, ())]
    contested = [*apart, *blind] or [d.issue for d in found.deals]
    heavy: dict[str, float] = {}
    for name in contested:
        issue = by_id.get(name)
        stakes = [s.salience for s in issue.stakes if s.party in pair and s.salience is not None] if issue else []
        half = 0.5 if issue is not None and issue.kind == "technical" else 1.0
        heavy[name] = max(0.01, fmean(stakes) if stakes else SALIENCE) * half
    return {name: w / sum(heavy.values()) for name, w in heavy.items()}


def gave(found: Course, weight: Mapping[str, float]) -> tuple[float, float, float]:
    """The distance from its first positions that each gave up where something is agreed, and the weight of that."""
    given, known = [0.0, 0.0], 0.0
    for deal in found.deals:
        starts = [found.first.get((deal.issue, party)) for party in found.pair]
        if deal.position is not None and None not in starts and deal.issue in weight:
            known += weight[deal.issue]
            for n, start in enumerate(starts):
                given[n] += weight[deal.issue] * abs(deal.position - (start or 0.0))
    return given[0], given[1], known


def unseen(record: Record, pair: Pair, since: int) -> list[str]:
    """The channels of talks on which the two may have spoken since a day (ordinal) unseen by the record."""
    found = []
    for name in talks(record):
        channel = record.channels[name]
        seated = not channel.seats or set(pair) <= {s.party for s in channel.seats}
        first = channel.opened.first.toordinal() if channel.opened else 0
        last = channel.closed.last.toordinal() if channel.closed else NEVER
        begun, ended = max(first, since + 1), min(last, record.as_of)
        if seated and begun <= ended and not covered(record, channel, begun, ended):
            found.append(name)
    return found


Said = tuple[str | None, str | None, str]
"""An ending (None: undetermined), whose, and why."""


def outcome(record: Record, pair: Pair) -> Outcome:
    """The ending that fits first."""
    found = course(record, pair)
    weight = weights(record, found)
    agreed = sum(weight.get(d.issue, 0.0) for d in found.deals)
    signed = sum(weight.get(d.issue, 0.0) for d in found.deals if d.closed)
    last = max((day(a) for a in found.talk), default=None)
    ending, whose, why = None, None, "they never talk"
    if found.acts:
        ending, whose, why = _by_terms(record, found, weight) or _shock(record) or _after(record, found)
    return Outcome(*pair, ending, whose, why, agreed, signed, last)


def _by_terms(record: Record, found: Course, weight: Mapping[str, float]) -> Said | None:
    """What rests on a yes: a capitulation, a settlement, a tacit one."""
    a, b, known = gave(found, weight)
    whose = found.pair[0 if a > b else 1]
    share = max(a, b) / (a + b) if known >= ENOUGH and a + b > APART else 0.0
    if share >= ALL_OF_IT:
        return "capitulation", whose, "it gave up the distance on what was agreed"
    if sum(weight.get(d.issue, 0.0) for d in found.deals if d.closed) >= ENOUGH:
        return "settlement", None, "both signed on most of what they contest"
    who = _gave_in(record, found, weight) if found.leaps else None
    if who is not None:
        return "capitulation", who, "it took what the other stood by on all that was open, and got nothing in return"
    secret = [d.day for d in found.deals if d.understood and not d.closed]
    quiet = max([*secret, *(day(a) for a in found.acts if a.kind in FORCE)], default=0)
    agreed = sum(weight.get(d.issue, 0.0) for d in found.deals)
    if agreed >= ENOUGH and secret and record.as_of - quiet >= TACIT_DAYS:
        return "tacit_settlement", None, "it is understood, not announced, and kept without force"
    return None


def _gave_in(record: Record, found: Course, weight: Mapping[str, float]) -> str | None:
    """Who with its last yeses took what the other stood by on all that was still open, and got nothing for it."""
    last = found.leaps[-1].day
    late = [leap for leap in found.leaps if last - leap.day < RETURN_DAYS]
    agreed = {d.issue: d for d in found.deals}
    alone, jumps = len({leap.by for leap in late}) == 1, max(leap.far for leap in late) >= APART
    if not (alone and jumps and agreed.keys() >= weight.keys()):
        return None
    who = late[0].by
    other = found.pair[who == found.pair[0]]
    near = [a for a in found.acts if record.actor_party(a) == other and abs(day(a) - last) < RETURN_DAYS]
    first = record.place[late[0].act]
    if any(a.kind in GIVEN and record.place[a.id] > first for a in near) or any(_softens(a, weight) for a in near):
        return None
    known = [i for i in weight if (i, other) in found.first and agreed[i].position is not None]
    fresh = [i for i in known if last - agreed[i].day < RETURN_DAYS]
    then = {**found.first, **_stood(record, found, last - RETURN_DAYS)}
    (own, his), (ever, his_ever) = ([_came(found, weight, starts, on, p) for p in (who, other)]
                                    for starts, on in ((then, fresh), (found.first, known)))  # fmt: skip
    enough = sum(weight[i] for i in known) > MOST and own >= ALL_OF_IT * (own + his) > 0.0
    return who if enough and ever > TWICE * his_ever else None


def _softens(act: Act, weight: Mapping[str, float]) -> bool:
    """Whether an act gives way on what is contested and does not say how far."""
    return act.kind == "soften" and act.issue in weight and act.position is None


def _stood(record: Record, found: Course, until: int) -> dict[tuple[str, str], float]:
    """Where each of the two had said to the other that it stands, by (issue, party), up to a day (ordinal)."""
    said = positions.start()
    for act in found.acts:
        if day(act) <= until:
            said = positions.step(said, act, by=record.actor_party(act))
    return dict(said.held)


def _came(
    found: Course, weight: Mapping[str, float], starts: Mapping[tuple[str, str], float], on: list[str], party: str
) -> float:
    """How far a party came to what is agreed on some issues, from where it starts; no way where that is not known."""
    at = {d.issue: d.position for d in found.deals}
    return sum(weight[i] * abs((at[i] or 0.0) - starts.get((i, party), at[i] or 0.0)) for i in on)


def _shock(record: Record) -> Said | None:
    """An event in the last turn of the case, and nothing from its day on."""
    end = record.case.end.last.toordinal() if record.case.end else NEVER
    since = max(end - record.case.turn_days, *(day(a) for a in record.acts)) + 1
    late = any(since <= e.date.last.toordinal() <= end for e in record.case.events)
    if late and record.as_of >= end:
        return "shock", None, "an event in the last turn of the case, and no act after it"
    return None


def _after(record: Record, found: Course) -> Said:
    """What is left when no terms and no shock have ended it."""
    silence = _silence(record, found)
    if silence is not None and silence[0] is not None:
        return silence
    if found.deals:
        return "partial", None, "something agreed stands"
    if silence is not None or not found.talk:
        return silence or (None, None, "they never talk")
    quiet = record.as_of - day(found.talk[-1])
    still = record.as_of - max(found.moved or 0, day(found.talk[0])) >= DRIFT_DAYS
    if still and quiet < DRIFT_DAYS / 2:
        return "drift", None, "they talk, and nothing moves"
    if quiet < BREAK_DAYS:
        return "ongoing", None, "they talk, and nothing agreed stands"
    return None, None, f"no talk for {BREAK_DAYS} days, and nobody has broken off"


def _silence(record: Record, found: Course) -> Said | None:
    """What rests on silence: a disengagement, a breakdown; undetermined where the record might not have heard them."""
    said: tuple[int, Said] | None = None
    walks = [day(a) for a in found.talk if a.kind == "suspend" and a.issue is None]
    talked = max((day(a) for a in found.talk if a.kind != "suspend"), default=0)
    if walks and walks[-1] >= talked and record.as_of - walks[-1] >= BREAK_DAYS:
        said = walks[-1], ("breakdown", None, "a walk-out, and no talk since")
    for party, other in (found.pair, found.pair[::-1]):
        since = _left(record, party, other, found)
        if since is not None:
            said = since, ("disengagement", party, "it fell silent while the other went on, and acted towards others")
    if said is None:
        return None
    since, (ending, whose, why) = said
    blind = unseen(record, found.pair, since)
    if not blind:
        return ending, whose, why
    return None, None, f"it looks like {ending}, but the record does not see all of {', '.join(blind)}"


def _left(record: Record, party: str, other: str, found: Course) -> int | None:
    """The day of a party's last word to the other, if it is quiet since, the other is not, and it acts elsewhere."""
    own = max((day(a) for a in found.talk if record.actor_party(a) == party), default=None)
    if own is None or record.as_of - own < BREAK_DAYS:
        return None
    faced = facing(record)
    went_on = any(day(a) > own for a in found.talk if record.actor_party(a) == other)
    acts = record.acts_by.get(party, ())
    elsewhere = any(day(a) > own and towards(record, a, facing=faced) != other for a in acts)
    return own if went_on and elsewhere else None


def compute(record: Record) -> Table:
    """The outcome for every pair of parties that face each other, what stands between them, and what they contest."""
    pairs = main_pairs(record)
    rows, deals, contested = [], [], []
    for pair in pairs:
        found = course(record, pair)
        names = {"party": pair[0], "other": pair[1]}
        rows.append(outcome(record, pair))
        deals += [{**names, **plain(d, dates=frozenset({"day"}))} for d in found.deals]
        contested += [{**names, "issue": issue, "weight": round(w, 4)} for issue, w in weights(record, found).items()]
    return {"pairs": plain(rows, dates=frozenset({"last_talk"})), "deals": deals, "contested": contested}


MEASURE = describe(__name__, __doc__, compute=compute)
