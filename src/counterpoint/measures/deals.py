"""What two parties have agreed by the end of a record, issue by issue: who said yes to what, who signed, what stands.

Rule     what passes between the two is what they do to each other, but for what is said at home (level internal). A yes
         on an issue: an accept at what the other stood at by the day before or says that day (until it states one to
         the party, what it said to others last, else declared; any, if it has none), or at what terms of the other's
         there that it answers state (TERMS, or a stated position), at any, if these, or such on no issue, state none;
         one that states no position and answers such terms, to what they state, else to where the other stands; what
         both say yes to or sign on one occasion, at no two positions, or one signs at the
         other's position. No yes is what is said at a table whose agenda has ended (talks have decayed: it is form),
         or, within HOLD_DAYS after one of the two has made an issue (all, where it names none) wait for another issue
         on which nothing is agreed, by who says no yes there on the same day. Understood: a yes on a secret channel,
         not known by the end of the record; or, by deeds alone, a deed that gives (GIVEN) on a tacit channel and
         answers the other's there on that issue. A later yes at the same terms confirms it; at others it takes its
         place, unless both signed. Where the terms of one of the two are not known it confirms as well, but what both
         have said yes to, and both say yes to again on one later occasion, they have agreed anew; so too what both have
         signed and sign again. Signed: a signature is under what it names, at no other position, or under all that is
         agreed where it names nothing. Taken back: by a new demand on the issue; by an act of either, to whomever and
         at home too, that disowns, breaks, contradicts or replaces the yes, one that confirmed it or a signature under
         it, or a reject that answers one; by a position of either that lies more than SAME from the terms, unless the
         act tells how it is (TELLING), or it is said in public and the yes is only understood. What both signed is
         taken back by a breach alone (of the yes, or on its issue where it does not name what it breaks); what rests on
         deeds alone also by a blow on its issue or on none, and by no position. First positions are asked for, not
         told, and stated before the first yes on the issue
Unit     positions on the issue's scale [0..1]; days
Source   design; the days are the simulation's
Status   exact rules, days and distances elicited
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import DEEDS
from counterpoint.measures import positions
from counterpoint.measures.agenda import in_force, spells, talks
from counterpoint.measures.sides import facing, issues, towards
from counterpoint.record.record import Record, day, public_from, visibility

YES = frozenset({"accept", "sign"})
BLOWS = frozenset({"strike", "pressure", "breach"})
GIVEN = frozenset({"release", "ease"})
HOLDS = frozenset({"suspend", "procedure"})
TERMS = frozenset({"offer", "soften", "demand", "new_demand", "ultimatum", "accept"})
TELLING = frozenset({"assure", "truce", "appeal", "procedure", "sign"})
"""Kinds that state how it is, and neither ask, give way nor refuse."""
SAME, STILL = 0.05, 0.01
"""Distance within which positions are one, and up to which none has moved."""
HOLD_DAYS = 21
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Deal:
    """A yes that stands on an issue: the act, its day (ordinal), at what position, who signed, whether it is secret.

    in_deed: it was never said, only done; acts: all that made, confirmed or signed it.
    """

    issue: str
    act: str
    day: int
    position: float | None
    signed: tuple[str, ...]
    understood: bool
    in_deed: bool
    acts: tuple[str, ...]

    @property
    def closed(self) -> bool:
        """Whether both signed."""
        return len(self.signed) > 1


@dataclass(frozen=True, slots=True)
class Leap:
    """A yes as it is said: the act, its day (ordinal), by whom, on what, and how far from where that party stood."""

    act: str
    day: int
    by: str
    issue: str
    far: float


@dataclass(frozen=True, slots=True)
class Course:
    """What passed between two parties: acts, the talk among them, deals that stand, and the days (ordinals) that count.

    leaps holds every yes that was one when it was said, and no mere confirmation; first holds first positions by
    (issue, party), the declared one where none is stated; moved is the last day on which a position moved or a yes was
    given.
    """

    pair: Pair
    acts: tuple[Act, ...]
    talk: tuple[Act, ...]
    deals: tuple[Deal, ...]
    leaps: tuple[Leap, ...]
    first: Mapping[tuple[str, str], float]
    moved: int | None


@dataclass
class _So:
    """How it stands so far: what Course says, positions now and by the day before, and what waits for an issue.

    elsewhere: positions declared, then stated to others; said: who has stated one on an issue; accepted: who says yes
    on an issue, by day; holds: the issue for which an issue (None: all others) waits, and until what day.
    """

    first: dict[tuple[str, str], float]
    elsewhere: dict[tuple[str, str], float]
    accepted: set[tuple[int, str, str | None]]
    said: set[tuple[str, str]] = field(default_factory=set)
    held: dict[tuple[str, str], float] = field(default_factory=dict)
    before: dict[tuple[str, str], float] = field(default_factory=dict)
    deals: dict[str, Deal] = field(default_factory=dict)
    leaps: list[Leap] = field(default_factory=list)
    moved: int | None = None
    holds: dict[str | None, tuple[str, int]] = field(default_factory=dict)

    def waits(self, act: Act, *, by: str) -> bool:
        """Whether an act waits for another issue, still open, on which its party says no yes on the same day."""
        on = [self.holds[issue] for issue in (None, act.issue) if issue in self.holds]
        return any(
            issue != act.issue and issue not in self.deals and day(act) <= until
            and (day(act), by, issue) not in self.accepted for issue, until in on
        )  # fmt: skip

    def stands(self, issue: str, party: str) -> float | None:
        """Where a party stands on an issue: what it said last to the other, else to others, else what it declared."""
        return self.held.get((issue, party), self.elsewhere.get((issue, party)))


def course(record: Record, pair: Pair) -> Course:
    """What passed between two parties, in order."""
    home = {name for name, channel in record.channels.items() if channel.level == "internal"}
    acts = _between(record, pair, home=home)
    names, topics, at = {a.id for a in acts}, set(issues(record)), set(talks(record))
    declared = {key: value for key, value in positions.start(record.case.issues).held.items() if key[1] in pair}
    so = _So(
        declared,
        dict(declared),
        {(day(a), record.actor_party(a), a.issue) for a in acts if a.kind in YES},
    )
    today = 0
    for act in record.acts:
        by = record.actor_party(act)
        if by not in pair:
            continue
        _undo(record, so.deals, act, between=act.id in names)
        if act.id not in names:
            if act.channel not in home:
                so.elsewhere.update(positions.step(positions.Stands(), act, by=by).held)
            continue
        theirs = pair[by == pair[0]]
        if day(act) != today:
            today, so.before = day(act), dict(so.held)
        if _is_yes(record, so, act, theirs=theirs) or _is_answer(record, so, act, theirs=theirs):
            _agree(record, so, act, by=by, theirs=theirs)
        if act.kind == "sign":
            _sign(so, act, by=by)
        _state(so, act, by=by)
        if act.kind in HOLDS and act.because in topics:
            so.holds[act.issue] = act.because, day(act) + HOLD_DAYS
    talk = tuple(a for a in acts if a.kind not in DEEDS and (a.channel is None or a.channel in at))
    return Course(pair, acts, talk, tuple(so.deals.values()), tuple(so.leaps), so.first, so.moved)


def _between(record: Record, pair: Pair, *, home: set[str]) -> tuple[Act, ...]:
    """What the two do to each other, but for what is said at home."""
    faced = facing(record)
    return tuple(
        a for a in record.acts
        if a.channel not in home and {record.actor_party(a), towards(record, a, facing=faced)} == set(pair)
    )  # fmt: skip


def _is_joint(record: Record, act: Act, *, theirs: str) -> bool:
    """Whether both say yes on one occasion, to whomever, to an issue or to all, and at no two positions."""
    both = {theirs, record.actor_party(act)}
    said = [
        a for a in record.acts if a.occasion and a.occasion == act.occasion and record.actor_party(a) in both
        and a.kind in YES and (a.issue == act.issue or (a.kind == "sign" and a.issue is None))
    ]  # fmt: skip
    at = [a.position for a in said if a.position is not None]
    return {record.actor_party(a) for a in said} == both and not (at and _apart(min(at), max(at)))


def _is_anew(record: Record, old: Deal, act: Act, *, theirs: str) -> bool:
    """Whether both, who have said yes to a deal or signed it, do so again on a later occasion, at no known terms."""
    made = [record.acts[record.place[name]] for name in old.acts]
    both = {record.actor_party(a) for a in made} == {record.actor_party(act), theirs}
    again = act.kind == "sign" if old.closed else act.kind == "accept"
    unknown = old.position is None or act.position is None
    return (
        both
        and again
        and unknown
        and act.occasion not in {a.occasion for a in made}
        and _is_joint(record, act, theirs=theirs)
    )


def _is_yes(record: Record, so: _So, act: Act, *, theirs: str) -> bool:
    """Whether an act says yes to what the other stands at or to what it answers, or signs what was not agreed yet."""
    if act.kind not in YES or act.issue is None:
        return False
    old = so.deals.get(act.issue)
    if act.kind == "sign" and old is not None and not _is_anew(record, old, act, theirs=theirs):
        return False
    if so.waits(act, by=record.actor_party(act)) or is_form(record, act):
        return False
    if _is_joint(record, act, theirs=theirs):
        return True
    put = _put(record, act, theirs) if act.kind == "accept" else []
    if act.position is None or any(a.position is None for a in put):
        return bool(put)
    stood = [so.before.get((act.issue, theirs)), so.stands(act.issue, theirs)]
    if any(abs(act.position - a.position) <= SAME for a in put if a.issue and a.position is not None):
        return True
    return stood == [None, None] or any(v is not None and abs(act.position - v) <= SAME for v in stood)


def _put(record: Record, act: Act, theirs: str) -> list[Act]:
    """The terms of the other's that an act answers."""
    return [a for a in _answered(record, act, theirs) if a.kind in TERMS or positions.states(a)]


def _answered(record: Record, act: Act, theirs: str) -> list[Act]:
    """The acts of the other's, on the same issue or on none, that an act answers."""
    found = [record.acts[record.place[name]] for name in act.answers if name in record.place]
    return [a for a in found if record.actor_party(a) == theirs and a.issue in (None, act.issue)]


def _is_answer(record: Record, so: _So, act: Act, *, theirs: str) -> bool:
    """Whether a deed that gives answers the other's where nobody speaks, on an issue on which nothing is agreed."""
    if act.kind not in GIVEN or visibility(record, act) != "tacit" or act.issue is None or act.issue in so.deals:
        return False
    return any(a.kind in GIVEN and visibility(record, a) == "tacit" for a in _answered(record, act, theirs))


def is_form(record: Record, act: Act) -> bool:
    """Whether the agenda of the table at which an act falls has ended: then it is a matter of form."""
    channel = record.channels.get(act.channel or "")
    held = spells(record, channel) if channel and channel.agenda else ()
    return any(s.last < day(act) for s in held) and not in_force(held, act)


def _agree(record: Record, so: _So, act: Act, *, by: str, theirs: str) -> None:
    """Put a deal on the issue of an act, or confirm one at the same terms; at others a closed one stays."""
    assert act.issue is not None
    old, in_deed, terms = so.deals.get(act.issue), act.kind in GIVEN, act.position
    if terms is None and act.kind == "accept" and act.answers:
        put = [a.position for a in _put(record, act, theirs) if a.issue and a.position is not None]
        terms = put[-1] if put else so.stands(act.issue, theirs)
    anew = old is not None and _is_anew(record, old, act, theirs=theirs)
    same = old is not None and not anew and not _apart(old.position, terms)
    if old is not None and old.closed and not (same or anew):
        return
    own = so.before.get((act.issue, by), so.first.get((act.issue, by)))
    far = 0.0 if own is None or terms is None else abs(terms - own)
    hidden = visibility(record, act) in ("secret", "tacit") and public_from(record, act) > record.as_of
    new = Deal(act.issue, act.id, day(act), terms, (), hidden, in_deed, (act.id,))
    if old is not None and same:
        known = old.position if terms is None or old.position is not None else terms
        new = replace(old, position=known, understood=old.understood and hidden, in_deed=old.in_deed and in_deed,
                      acts=(*old.acts, act.id))  # fmt: skip
    if new.day == day(act):
        so.leaps.append(Leap(act.id, day(act), by, act.issue, far))
        so.moved = day(act)
    so.deals[act.issue] = new


def _sign(so: _So, act: Act, *, by: str) -> None:
    """Put a party's name under the deal on the issue of an act, or under all if it names none."""
    for issue in [act.issue] if act.issue else list(so.deals):
        deal = so.deals.get(issue)
        if deal is None or _apart(deal.position, act.position):
            continue
        if by not in deal.signed:
            deal, so.moved = replace(deal, signed=(*deal.signed, by)), day(act)
        so.deals[issue] = replace(deal, acts=(*deal.acts, act.id))


def _state(so: _So, act: Act, *, by: str) -> None:
    """Remember where a party says that it stands, and where it did first, unless a yes or what tells comes before."""
    if not positions.states(act) or act.issue is None or act.position is None:
        return
    key = act.issue, by
    if abs(act.position - so.held.get(key, act.position)) > STILL:
        so.moved = day(act)
    if key not in so.said and act.kind not in YES | TELLING and act.issue not in {leap.issue for leap in so.leaps}:
        so.said.add(key)
        so.first[key] = act.position
    so.held[key] = act.position


def _undo(record: Record, deals: dict[str, Deal], act: Act, *, between: bool) -> None:
    """Take out of the deals what an act takes back; what is not said between the two only what it names."""
    aloud = visibility(record, act) == "public"
    named = {*act.disowns, *act.breaks, *act.contradicts, *act.replaces, *(act.answers if act.kind == "reject" else ())}
    for issue, deal in list(deals.items()):
        on_it = between and act.issue == issue
        reopens = act.kind == "new_demand" or (act.kind == "breach" and not act.breaks)
        undone = not named.isdisjoint(deal.acts) or (on_it and reopens)
        if deal.in_deed:
            undone = undone or (between and act.kind in BLOWS and act.issue in (None, issue))
        elif on_it and positions.states(act) and act.kind not in TELLING and not (aloud and deal.understood):
            undone = undone or _apart(deal.position, act.position)
        if undone and (act.kind == "breach" or not deal.closed):
            del deals[issue]


def _apart(one: float | None, other: float | None) -> bool:
    """Whether two known positions are not one."""
    return one is not None and other is not None and abs(one - other) > SAME
