"""Face: what a party concedes before others and behind doors, how its support went then, and how each tells a yes.

Rule     of a party's acts towards other parties, those before others are open to all, or made to an audience, or
         could be heard that day by a third party to which it is tied or which is tied to it (patron, client, ally);
         all else is behind doors. Concessions are those of GIVING. conceding: the share of its acts in each place
         that concede, and the ratio of these shares, before others over behind doors; less before others where the
         whole interval lies below 1. way: how far it gave way on average where positions tell (moves of `positions`
         that concede). Support: the last reading within DAYS after a concession less the last one up to it, each day
         once, as in `threats`; usual is what the whole series does in such a time. Formulas: for every yes that
         stands at the end (the deals of `outcome`), the mean position that each of the two states on the issue before
         others after it, in acts that tell how it is. It saves face where both tell it SAME or more nearer their own
         end than it was agreed, and neither denies or refuses anything to the other on that issue after the yes
Unit     acts; issue's scale [0..1]; shares with Wilson's 95% interval; ratio with its exact 95% interval; support
         [-1..1]
Source   kurizaki2007 (notes, sign only: privacy that saves face raises concessions), fearon1994 (notes: audience
         costs); a text that each side reads to its own in its own way: constructive ambiguity (memory)
Status   exact count; DAYS as in `threats`, SAME and what tells as in `outcome`. That less is conceded before others
         has other reasons as well; the interval takes acts to come singly, and of support nothing is said of chance.
         A formula whose two readings nobody coded with a position is not seen
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import GIVING
from counterpoint.measures import deals, positions, threats
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.proportions import RateRatio, Share, rate_ratio, wilson
from counterpoint.measures.sides import acts_of, facing, main_pairs, parties, towards
from counterpoint.record.record import Record, day, heard_from, visibility

PLACES = ("before_others", "behind_doors")
DAYS = threats.DAYS
"""Days after a concession over which support is followed."""
SAME = deals.SAME
"""Distance within which what is told is what was agreed [issue's scale]."""
UNTOLD = ("", "one of the two says nothing of it before others", "neither says anything of it before others")
"""By how many of two say nothing: names would be ids, which no reader knows."""
DENYING = frozenset({"reject", "leak_deny"})
_TIE = 1e-9


@dataclass(frozen=True, slots=True)
class Place:
    """A party's acts in one place: the share that concedes, how far on average, and support after concessions.

    way [issue's scale] and support [-1..1] are None where nothing tells; judged and read say of how many.
    """

    conceding: Share
    way: float | None
    judged: int
    support: float | None
    read: int


@dataclass(frozen=True, slots=True)
class Face:
    """A party's concessions before others and behind doors, their ratio, and what its support does in such a time."""

    party: str
    before_others: Place
    behind_doors: Place
    ratio: RateRatio
    less_before_others: bool
    usual: float | None


@dataclass(frozen=True, slots=True)
class Formula:
    """A yes that stands between two parties: what was agreed, and what each says before others that it is.

    Positions on the issue's scale, None where it says nothing of it; why says what is missing.
    """

    party: str
    other: str
    issue: str
    yes: str
    agreed: float
    party_says: float | None
    other_says: float | None
    saves_face: bool
    why: str


def tied(record: Record, party: str) -> frozenset[str]:
    """The parties to which a party is tied, or which are tied to it."""
    own = {t.to for p in record.case.parties if p.id == party for t in p.ties}
    return frozenset(own | {p.id for p in record.case.parties for t in p.ties if t.to == party})


def before_others(record: Record, act: Act, *, to: str, bound: frozenset[str]) -> bool:
    """Whether an act towards a party was open to all, made to an audience, or heard that day by a third one bound."""
    by, on = record.actor_party(act), act.date.last.toordinal()
    heard = any(heard_from(record, act, party) <= on for party in bound - {by, to})
    return visibility(record, act) == "public" or bool(act.audience) or heard


def face(record: Record, party: str, *, moves: Sequence[positions.Move]) -> Face:
    """What a party concedes in either place."""
    faced, bound = facing(record), tied(record, party)
    ends = [(a, towards(record, a, facing=faced)) for a in acts_of(record, party)]
    abroad = [(a, before_others(record, a, to=to, bound=bound)) for a, to in ends if to not in (None, party)]
    gains = {m.act: m.conceded for m in moves if m.conceded is not None and m.conceded > 0}
    open_, closed = (
        _place(record, party, [a for a, seen in abroad if seen is place], gains) for place in (True, False)
    )  # fmt: skip
    ratio = rate_ratio(open_.conceding.k, closed.conceding.k, time_a=open_.conceding.n, time_b=closed.conceding.n)
    less = ratio.high is not None and ratio.high < 1
    return Face(party, open_, closed, ratio, less, threats.usual(record, party))


def _place(record: Record, party: str, acts: Sequence[Act], gains: dict[str, float]) -> Place:
    given = [a for a in acts if a.kind in GIVING]
    ways = [gains[a.id] for a in given if a.id in gains]
    after = [threats.change(record, party, when) for when in dict.fromkeys(map(day, given))]
    read = [change for change in after if change is not None]
    share = wilson(len(given), len(acts))
    return Place(share, fmean(ways) if ways else None, len(ways), fmean(read) if read else None, len(read))


def formulas(record: Record, pair: deals.Pair) -> list[Formula]:
    """What two parties say before others of every yes that stands between them, where its terms are known."""
    course = deals.course(record, pair)
    found = []
    for deal in course.deals:
        if deal.position is None:
            continue
        first = [course.first.get((deal.issue, party)) for party in pair]
        says = [_tells(record, pair, deal, by=n) for n in (0, 1)]
        why = UNTOLD[says.count(None)]
        if None in first:
            why = "no first position of one of the two"
        elif any(a.issue == deal.issue and a.kind in DENYING for a in _since(course, deal)):
            why = "one of the two denies or refuses something on the issue afterwards"
        saves = not why and all(_own_way(first, says, deal.position, by=n) >= SAME - _TIE for n in (0, 1))
        found.append(Formula(*pair, deal.issue, deal.act, deal.position, says[0], says[1], saves, why))
    return found


def _since(course: deals.Course, deal: deals.Deal) -> list[Act]:
    """What passed between the two after a yes."""
    names = [a.id for a in course.acts]
    return list(course.acts[names.index(deal.act) + 1 :])


def _tells(record: Record, pair: deals.Pair, deal: deals.Deal, *, by: int) -> float | None:
    """The mean position that one of two states before others after a yes, on its issue."""
    party, other = pair[by], pair[1 - by]
    bound = tied(record, party)
    said = [
        a.position for a in record.acts[record.place[deal.act] + 1 :]
        if a.issue == deal.issue and a.kind in deals.TELLING and a.position is not None
        and record.actor_party(a) == party and before_others(record, a, to=other, bound=bound)
    ]  # fmt: skip
    return fmean(said) if said else None


def _own_way(first: Sequence[float | None], says: Sequence[float | None], agreed: float, *, by: int) -> float:
    """How much nearer its own end than agreed one of two tells it; its end lies where it began, seen from the other."""
    own, his, told = first[by], first[1 - by], says[by]
    if own is None or his is None or told is None:
        return 0.0
    return (told - agreed) * ((own > his) - (own < his))


def compute(record: Record) -> Table:
    """Per party that acts towards others: what it concedes before others and behind doors."""
    moves = positions.moves(record)
    rows = [face(record, party, moves=moves) for party in parties(record)]
    acting = [r for r in rows if r.before_others.conceding.n + r.behind_doors.conceding.n]
    whole = [{"party": r.party, "ratio": r.ratio, "less_before_others": r.less_before_others, "usual": r.usual}
             for r in acting]  # fmt: skip
    places = [{"party": r.party, "place": name, **plain(getattr(r, name))} for r in acting for name in PLACES]
    told = [formula for pair in main_pairs(record) for formula in formulas(record, pair)]
    return {"days": DAYS, "same": SAME, "parties": plain(whole), "places": places, "formulas": plain(told)}


MEASURE = describe(__name__, __doc__, compute=compute)
