"""Where each party has said it stands on each issue, how far it moved, and what distance is left.

Rule     an act of a kind in STATING with an issue and a position is the party's stated position from then
         on. A move concedes |old - other| - |new - other|, where other is the counterpart's last stated
         position; a negative concession is a retraction. Drift is last minus first. Nearness is 1 - |a -
         b|.
Unit     units of the issue's scale [0..1]
Source   design; net position drift and retraction counts as concession measures (memory)
Status   exact
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from counterpoint.case.model import Act, Issue
from counterpoint.case.vocabulary import STATING
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.sides import facing, issues, main_pairs, parties
from counterpoint.record.record import Record, day


@dataclass(frozen=True, slots=True)
class Stands:
    """Last stated position [0..1] by (issue, party)."""

    held: Mapping[tuple[str, str], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """One stated position: before is None for the first; conceded is None while either end is unknown."""

    act: str
    day: int
    party: str
    issue: str
    before: float | None
    after: float
    conceded: float | None


@dataclass(frozen=True, slots=True)
class Course:
    """One party on one issue: how often it spoke, where it began and stands, and what it conceded.

    conceded sums the moves towards the counterpart, retracted those away from it (both >= 0); net is
    conceded - retracted, None with why when no move could be judged.
    """

    party: str
    issue: str
    stated: int
    first: float
    last: float
    drift: float
    conceded: float
    retracted: float
    retractions: int
    net: float | None
    why: str


def start(issues: Iterable[Issue] = ()) -> Stands:
    """Nothing said yet; or, with issues, the positions that the case says were declared."""
    return Stands({(i.id, s.party): s.declared for i in issues for s in i.stakes if s.declared is not None})


def states(act: Act) -> bool:
    """Whether an act states its actor's own position on an issue."""
    return act.issue is not None and act.position is not None and act.kind in STATING


def step(state: Stands, act: Act, *, by: str) -> Stands:
    """The stands after an act of party by. state is left as it was."""
    if not states(act) or act.issue is None or act.position is None:
        return state
    return Stands({**state.held, (act.issue, by): act.position})


def nearness(state: Stands, issue: str, a: str, b: str) -> float | None:
    """How near two parties stand on an issue [0..1], 1 when they say the same; None while one is silent."""
    one, other = state.held.get((issue, a)), state.held.get((issue, b))
    return None if one is None or other is None else 1.0 - abs(one - other)


def moves(record: Record) -> tuple[Move, ...]:
    """Every stated position in order, with what it conceded to the counterpart's position of that moment."""
    others = facing(record)
    state, made = start(), []
    for act in record.acts:
        party = record.actor_party(act)
        after = step(state, act, by=party)
        if after is not state and act.issue is not None:
            old, new = state.held.get((act.issue, party)), after.held[act.issue, party]
            other = state.held.get((act.issue, others[party] or ""))
            gain = None if old is None or other is None else abs(old - other) - abs(new - other)
            made.append(Move(act.id, day(act), party, act.issue, old, new, gain))
        state = after
    return tuple(made)


def stands(record: Record) -> Stands:
    """Where everybody stands at the end of a record."""
    state = start()
    for act in record.acts:
        state = step(state, act, by=record.actor_party(act))
    return state


def course(made: Iterable[Move], party: str, *, issue: str) -> Course | None:
    """A party's way on an issue, out of the moves of a record; None when it stated nothing."""
    own = [m for m in made if m.party == party and m.issue == issue]
    if not own:
        return None
    judged = [m.conceded for m in own if m.conceded is not None]
    why = ""
    if not judged:
        why = "it stated one position only" if len(own) == 1 else "its counterpart had stated no position"
    return Course(
        party,
        issue,
        len(own),
        first=own[0].after,
        last=own[-1].after,
        drift=own[-1].after - own[0].after,
        conceded=sum(c for c in judged if c > 0),
        retracted=-sum(c for c in judged if c < 0) + 0.0,
        retractions=sum(c < 0 for c in judged),
        net=sum(judged) if judged else None,
        why=why,
    )


def compute(record: Record) -> Table:
    """Courses per party and issue, the distance left between each party and its counterpart, every move."""
    made, state = moves(record), stands(record)
    courses = [course(made, party, issue=issue) for issue in issues(record) for party in parties(record)]
    distances = []
    for a, b in main_pairs(record):
        for issue in issues(record):
            near = nearness(state, issue, a, b)
            gap = None if near is None else 1.0 - near
            why = "" if near is not None else "one of the two has stated no position"
            distances.append({"party": a, "other": b, "issue": issue, "left": gap, "nearness": near, "why": why})
    return {
        "courses": plain([c for c in courses if c is not None]),
        "distances": plain(distances),
        "moves": plain(made, dates=frozenset({"day"})),
    }


MEASURE = describe(__name__, __doc__, compute=compute)
