"""How far a sound case is from a verdict: the moves of each party that would be judged."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoint.case.model import Case


@dataclass(frozen=True, slots=True)
class Moves:
    """Moves on record by party id, for the parties that are judged, and the fewest that allow a verdict."""

    by_party: dict[str, int]
    needed: int


def moves(case: Case) -> Moves:
    """The moves of a sound case, counted as an assessment counts them."""
    from counterpoint.inference.assess import sides_of
    from counterpoint.inference.tables import make_tables
    from counterpoint.inference.verdict import FEWEST
    from counterpoint.record.record import make_record

    record = make_record(case)
    return Moves({a: len(make_tables(record, a, b).acts) for a, b in sides_of(record)}, FEWEST)


def moves_lines(found: Moves) -> tuple[str, ...]:
    """What check prints of them."""
    if not found.by_party:
        return ("moves: no party would be judged (expected acts of a party that has a counterpart)",)
    counts = ", ".join(f"{party} {count}" for party, count in found.by_party.items())
    return (f"moves: {counts} (a verdict needs {found.needed} of a party)",)
