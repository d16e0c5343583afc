"""What two parties have agreed by the end of a record, issue by issue: who said yes to what, who signed, what stands.

Rule     a yes on an issue: an accept at what the other stood at by the day before or says that day; one that states
         no position and answers the other's act there, or one on no issue, to what that states, else to where the
         other stands; what both say yes to or sign on one occasion, or one signs at the other's position. No yes is
         what is said at a table whose agenda has ended (talks have decayed: it is form), or, within HOLD_DAYS after
         one of the two has made things wait for another issue, by who says no yes there on the same day. Understood:
         a yes on a secret channel, not known by the end of the record; or, by deeds alone, a deed that gives (GIVEN)
         on a tacit channel and answers the other's there on that issue. Signed: a signature is under what it names,
         under all that is agreed where it names nothing. Taken back: by a new demand on the issue; by an act that
         disowns, breaks, contradicts or replaces the yes, or a reject that answers it; by a position of either that
         lies more than SAME from the terms, unless the act tells how it is (TELLING), or it is said in public and the
         yes is only understood. What both signed is taken back by a breach alone (on its issue, or of the yes); what
         rests on deeds alone also by a blow on its issue or on none, and by no position
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
from counterpoint.measures.sides import facing, towards
from counterpoint.record.record import Record, day, public_from, visibility

YES = frozenset({"accept", "sign"})
BLOWS = frozenset({"strike", "pressure", "breach"})
GIVEN = frozenset({"release", "ease"})
HOLDS = frozenset({"suspend", "procedure"})
TELLING = frozenset({"assure", "truce", "appeal", "procedure", "sign"})
"""Kinds that state how it is, and neither ask, give way nor refuse."""
SAME, STILL = 0.05, 0.01
"""Distance within which positions are one, and up to which none has moved."""
HOLD_DAYS = 21
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Deal:
    """A yes that stands on an issue: the act, its day (ordinal), at what position, who signed, whether it is secret.

    in_deed: it was never said, only done.
    """

    issue: str
    act: str
    day: int
    position: float | None
    signed: tuple[str, ...]
    understood: bool
    in_deed: bool = False

    @property
    def closed(self) -> bool:
        """Whether both signed."""
        return len(self.signed) > 1


@dataclass(frozen=True, slots=True)
class Leap:
    """A yes as it is said: day (ordinal), by whom, on what, and how far it lies from where that party stood before."""

    day: int
    by: str
    issue: str
    far: float


@dataclass(frozen=True, slots=True)
class Course:
    """What passed between two parties: acts, the talk among them, deals that stand, and the days (ordinals) that count.

    leaps holds every yes that was one when it was said; first holds first positions by (issue, party), the declared one
    where none is stated; moved is the last day on which a position moved or a yes was given.
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

    said: who has stated a position on an issue; accepted: who accepts on an issue, by day; hostage: the issue for which
    the others wait, and until what day.
    """

    first: dict[tuple[str, str], float]
    accepted: set[tuple[int, str, str | None]]
    said: set[tuple[str, str]] = field(default_factory=set)
    held: dict[tuple[str, str], float] = field(default_factory=dict)
    before: dict[tuple[str, str], float] = field(default_factory=dict)
    deals: dict[str, Deal] = field(default_factory=dict)
    leaps: list[Leap] = field(default_factory=list)
    moved: int | None = None
    hostage: tuple[str, int] = ("", 0)

    def waits(self, act: Act, *, by: str) -> bool:
        """Whether an act waits for another issue, and its party does not say yes there on the same day."""
        issue, until = self.hostage
        return act.issue != issue and day(act) <= until and (day(act), by, issue) not in self.accepted


def course(record: Record, pair: Pair) -> Course:
    """What passed between two parties, in order."""
    faced, at = facing(record), set(talks(record))
    acts = tuple(
        a for a in record.acts
        if {record.actor_party(a), towards(record, a, facing=faced)} == set(pair)
    )  # fmt: skip
    joint = _joint(record, pair)
    so = _So(
        {key: value for key, value in positions.start(record.case.issues).held.items() if key[1] in pair},
        {(day(a), record.actor_party(a), a.issue) for a in acts if a.kind == "accept"},
    )
    today = 0
    for act in acts:
        by, theirs = record.actor_party(act), pair[record.actor_party(act) == pair[0]]
        if day(act) != today:
            today, so.before = day(act), dict(so.held)
        _undo(record, so.deals, act)
        said = _is_yes(
            record, so, act, theirs=theirs, joint=bool({(act.occasion, None), (act.occasion, act.issue)} & joint)
        )
        if said or _is_answer(record, so, act, theirs=theirs):
            _agree(record, so, act, by=by, theirs=theirs)
        if act.kind == "sign":
            _sign(so, act, by=by)
        _state(so, act, by=by)
        if act.kind in HOLDS and act.because:
            so.hostage = act.because, day(act) + HOLD_DAYS
    talk = tuple(a for a in acts if a.kind not in DEEDS and (a.channel is None or a.channel in at))
    return Course(pair, acts, talk, tuple(so.deals.values()), tuple(so.leaps), so.first, so.moved)


def _joint(record: Record, pair: Pair) -> set[tuple[str | None, str | None]]:
    """Occasions on which both say yes, to whomever: on an issue, or on all (None) where both sign."""
    said = {((a.occasion, None if a.kind == "sign" else a.issue), record.actor_party(a))
            for a in record.acts if a.occasion and (a.kind == "sign" or (a.kind == "accept" and a.issue))}  # fmt: skip
    return {key for key, _ in said if {(key, party) for party in pair} <= said}


def _is_yes(record: Record, so: _So, act: Act, *, theirs: str, joint: bool) -> bool:
    """Whether an act says yes to what the other stands at or to what it answers, or signs what was not agreed yet."""
    if act.kind not in YES or act.issue is None or (act.kind == "sign" and act.issue in so.deals):
        return False
    if so.waits(act, by=record.actor_party(act)) or is_form(record, act):
        return False
    if act.position is not None and not joint:
        stood = [so.before.get((act.issue, theirs)), so.held.get((act.issue, theirs))]
        return stood == [None, None] or any(v is not None and abs(act.position - v) <= SAME for v in stood)
    return joint or (act.kind == "accept" and bool(_answered(record, act, theirs)))


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
    """Put a deal on the issue of an act in place of one that stands, under what was signed already."""
    assert act.issue is not None
    in_deed, terms = act.kind in GIVEN, act.position
    if terms is None and act.kind == "accept" and act.answers:
        put = [a.position for a in _answered(record, act, theirs) if a.issue and a.position is not None]
        terms = put[-1] if put else so.held.get((act.issue, theirs))
    own = so.before.get((act.issue, by), so.first.get((act.issue, by)))
    so.leaps.append(Leap(day(act), by, act.issue, 0.0 if own is None or terms is None else abs(terms - own)))
    hidden = visibility(record, act) in ("secret", "tacit") and public_from(record, act) > record.as_of
    old = so.deals.get(act.issue)
    so.deals[act.issue] = Deal(act.issue, act.id, day(act), terms, old.signed if old else (), hidden, in_deed)
    so.moved = day(act)


def _sign(so: _So, act: Act, *, by: str) -> None:
    """Put a party's name under the deal on the issue of an act, or under all if it names none."""
    for issue in [act.issue] if act.issue else list(so.deals):
        deal = so.deals.get(issue)
        if deal is not None and by not in deal.signed:
            so.deals[issue] = replace(deal, signed=(*deal.signed, by))
            so.moved = day(act)


def _state(so: _So, act: Act, *, by: str) -> None:
    """Remember where a party says that it stands."""
    if not positions.states(act) or act.issue is None or act.position is None:
        return
    key = act.issue, by
    if abs(act.position - so.held.get(key, act.position)) > STILL:
        so.moved = day(act)
    if key not in so.said and act.kind not in YES:
        so.said.add(key)
        so.first[key] = act.position
    so.held[key] = act.position


def _undo(record: Record, deals: dict[str, Deal], act: Act) -> None:
    """Take out of the deals what an act takes back."""
    named = {*act.disowns, *act.breaks, *act.contradicts, *act.replaces, *(act.answers if act.kind == "reject" else ())}
    aloud = visibility(record, act) == "public"
    for issue, deal in list(deals.items()):
        on_it = act.issue == issue
        undone = deal.act in named or (on_it and act.kind in ("new_demand", "breach"))
        if deal.in_deed:
            undone = undone or (act.kind in BLOWS and act.issue in (None, issue))
        elif on_it and positions.states(act) and act.kind not in TELLING and not (aloud and deal.understood):
            undone = undone or _apart(deal.position, act.position)
        if undone and (act.kind == "breach" or not deal.closed):
            del deals[issue]


def _apart(one: float | None, other: float | None) -> bool:
    """Whether two known positions are not one."""
    return one is not None and other is not None and abs(one - other) > SAME
