"""Moved goalposts: a new or harder demand after the other side has given way.

Rule     per new_demand what it replaces, and the days since the other side last gave way (GIVING) on its
         issue or on that of what it replaces or answers. A demand is restated harder when, after the other
         side gave way on that issue since the party's last stated position, it lies further from the
         other's position. Of the times the other side gave way: the share followed by either within FOLLOWS
         days.
Unit     acts; days; share of concessions received, with Wilson's 95% interval
Source   glozman2015 (in a summary that cites it: unreasonable last-minute demands, one sign among others);
         design
Status   exact count; FOLLOWS elicited
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from counterpoint.case.model import Act
from counterpoint.measures import positions
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.proportions import Share, wilson
from counterpoint.measures.sides import acts_of, counterpart, issues, parties
from counterpoint.measures.tempo import turn_of
from counterpoint.record.record import Record, day

GIVING = frozenset({"soften", "accept", "ease"})
"""Kinds by which the other side gives way."""
DEMANDS = frozenset({"demand", "new_demand", "ultimatum"})
FOLLOWS = 30
"""Days within which a demand counts as following a concession (elicited)."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A goalpost moved: by which act (day an ordinal), how, what it replaces, and the concession before it.

    how is new or harder; conceded names the other side's act, None when there was none before; lag in days.
    """

    party: str
    act: str
    day: int
    issue: str | None
    how: str
    replaces: tuple[str, ...]
    conceded: str | None
    lag: int | None


def moved(record: Record) -> tuple[Moved, ...]:
    """Every moved goalpost of a record, in order."""
    state, found = positions.start(), []
    for row, act in enumerate(record.acts):
        party = record.actor_party(act)
        if act.kind == "new_demand":
            found.append(_moved(record, act, how="new", concession=_concession(record, row)))
        elif act.kind in DEMANDS and _harder(record, row, state=state):
            found.append(_moved(record, act, how="harder", concession=_concession(record, row)))
        state = positions.step(state, act, by=party)
    return tuple(found)


def _moved(record: Record, act: Act, *, how: str, concession: Act | None) -> Moved:
    return Moved(
        record.actor_party(act),
        act.id,
        day(act),
        act.issue,
        how,
        act.replaces,
        conceded=None if concession is None else concession.id,
        lag=None if concession is None else day(act) - day(concession),
    )


def _giver(record: Record, act: Act) -> str | None:
    """The side that a demand is put to: its target, else the party's counterpart."""
    target = record.target_party(act)
    return target if target is not None else counterpart(record, record.actor_party(act))


def _concession(record: Record, row: int) -> Act | None:
    """The other side's last act of giving way before a demand, on its issue or that of what it replaces."""
    act = record.acts[row]
    giver, about = _giver(record, act), _about(record, act)
    for earlier in reversed(record.acts[:row]):
        if earlier.kind in GIVING and record.actor_party(earlier) == giver and _about(record, earlier) & about:
            return earlier
    return None


def _about(record: Record, act: Act) -> set[str]:
    """The issues of an act: its own, and those of the acts that it replaces or answers."""
    named = [record.acts[record.place[i]] for i in (*act.replaces, *act.answers) if i in record.place]
    return {issue for issue in (act.issue, *(a.issue for a in named)) if issue is not None}


def _harder(record: Record, row: int, *, state: positions.Stands) -> bool:
    """Whether a demand lies further from the other than before, though the other gave way in between."""
    act = record.acts[row]
    if act.issue is None or act.position is None:
        return False
    party, giver = record.actor_party(act), _giver(record, act)
    old, other = state.held.get((act.issue, party)), state.held.get((act.issue, giver or ""))
    if old is None or other is None or abs(act.position - other) <= abs(old - other):
        return False
    given = False
    for earlier in reversed(record.acts[:row]):
        if earlier.issue != act.issue:
            continue
        if positions.states(earlier) and record.actor_party(earlier) == party:
            return given
        given = given or (earlier.kind in GIVING and record.actor_party(earlier) == giver)
    return False


def met_with_more(record: Record, party: str) -> Share:
    """Of the other side's acts of giving way on an issue, how many met a moved goalpost in FOLLOWS days."""
    other = counterpart(record, party)
    given = [] if other is None else [a for a in acts_of(record, other) if a.kind in GIVING]
    given = [a for a in given if _about(record, a)]
    answers = [record.acts[record.place[m.act]] for m in moved(record) if m.party == party]
    return wilson(sum(any(_follows(a, b, record=record) for b in answers) for a in given), len(given))


def _follows(concession: Act, demand: Act, *, record: Record) -> bool:
    after = record.place[demand.id] > record.place[concession.id]
    soon = day(demand) - day(concession) <= FOLLOWS
    return after and soon and bool(_about(record, concession) & _about(record, demand))


def _demands(record: Record, party: str) -> list[Table]:
    """Demands of a party per issue, by kind and by turn."""
    rows = []
    own = [a for a in acts_of(record, party) if a.kind in DEMANDS]
    for issue in (*issues(record), None):
        put = [a for a in own if a.issue == issue]
        if put:
            turns = Counter(turn_of(record, day(a)) for a in put)
            kinds = Counter(a.kind for a in put)
            by_turn = [{"turn": turn, "demands": turns[turn]} for turn in sorted(turns)]
            counts = {kind: kinds[kind] for kind in ("demand", "new_demand", "ultimatum")}
            rows.append({"party": party, "issue": issue, "demands": len(put), **counts, "by_turn": by_turn})
    return rows


def compute(record: Record) -> Table:
    """Moved goalposts, how often a concession met one, and the demands on each issue over the turns."""
    found = moved(record)
    rows = []
    for party in parties(record):
        own = [m for m in found if m.party == party]
        rows.append(
            {
                "party": party,
                "new": sum(m.how == "new" for m in own),
                "harder": sum(m.how == "harder" for m in own),
                "after_concession": sum(m.lag is not None for m in own),
                "met_with_more": plain(met_with_more(record, party)),
            }
        )
    return {
        "follows_days": FOLLOWS,
        "parties": rows,
        "moved": plain(found, dates=frozenset({"day"})),
        "demands": [row for party in parties(record) for row in _demands(record, party)],
    }


MEASURE = describe(__name__, __doc__, compute=compute)
