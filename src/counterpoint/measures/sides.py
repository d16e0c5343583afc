"""Who is in a record and who faces whom: the order in which every measure lists parties, channels, issues.

The order is that of the case, never of the names: renaming a party renames a result and changes nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from counterpoint.case.model import Act
from counterpoint.record.record import Record


def parties(record: Record) -> tuple[str, ...]:
    """Party ids: those of the case, then whoever else acts, as they appear."""
    return _in_order([p.id for p in record.case.parties], record.acting)


def channels(record: Record) -> tuple[str, ...]:
    """Channel ids: those of the case, then others that acts name."""
    return _in_order([c.id for c in record.case.channels], [a.channel for a in record.acts])


def issues(record: Record) -> tuple[str, ...]:
    """Issue ids: those of the case, then others that acts name."""
    return _in_order([i.id for i in record.case.issues], [a.issue for a in record.acts])


def _in_order(first: Iterable[str], then: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*first, *(x for x in then if x is not None)]))


def counterpart(record: Record, party: str) -> str | None:
    """The party that a party's conduct is judged towards.

    As the case says; else the only other party; else the one that it addresses most (the first in the
    case's order when several are level); None when it addresses nobody.
    """
    for p in record.case.parties:
        if p.id == party and p.counterpart is not None:
            return p.counterpart
    others = [p for p in parties(record) if p != party]
    if len(others) == 1:
        return others[0]
    addressed = Counter(record.target_party(a) for a in acts_of(record, party))
    most = max((addressed[p] for p in others), default=0)
    return next((p for p in others if addressed[p] == most), None) if most else None


def facing(record: Record) -> dict[str, str | None]:
    """The counterpart of every party."""
    return {party: counterpart(record, party) for party in parties(record)}


def towards(record: Record, act: Act, *, facing: Mapping[str, str | None]) -> str | None:
    """The party that an act bears on: its target's, or the actor's counterpart when no target is coded."""
    return facing.get(record.actor_party(act)) if act.target is None else record.target_party(act)


def main_pairs(record: Record) -> tuple[tuple[str, str], ...]:
    """Every pair of a party and its counterpart, each pair once."""
    pairs: list[tuple[str, str]] = []
    for party, other in facing(record).items():
        if other is not None and other != party and (other, party) not in pairs:
            pairs.append((party, other))
    return tuple(pairs)


def acts_of(record: Record, party: str) -> tuple[Act, ...]:
    """The acts laid to a party, in order."""
    return record.acts_by.get(party, ())
