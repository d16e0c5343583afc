"""Measures: a record in, numbers out. A gallery, one family a file.

To add one: write the file (docstring with Rule, Unit, Source, Status; `MEASURE = describe(...)`), and put its
module into FAMILIES. The conformance suite does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from counterpoint.measures import (
    agenda,
    arbitration,
    attention,
    audiences,
    balance,
    campaigns,
    contradictions,
    delegations,
    displacement,
    diversion,
    envoys,
    face,
    gestures,
    goalposts,
    linkage,
    mandates,
    outcome,
    positions,
    promises,
    reciprocity,
    response,
    stalling,
    substitution,
    tempo,
    threats,
    waiting,
)
from counterpoint.measures.gallery import Measure, Table
from counterpoint.record.record import Record

__all__ = ["FAMILIES", "MEASURES", "Measure", "Table", "measure"]

FAMILIES: Final = (
    positions,
    promises,
    contradictions,
    arbitration,
    goalposts,
    linkage,
    gestures,
    threats,
    displacement,
    diversion,
    tempo,
    attention,
    response,
    substitution,
    stalling,
    waiting,
    agenda,
    audiences,
    face,
    campaigns,
    mandates,
    delegations,
    envoys,
    reciprocity,
    balance,
    outcome,
)
"""The gallery, in the order in which reports show it; a test checks it against the folder."""

MEASURES: Final[dict[str, Measure]] = {family.MEASURE.name: family.MEASURE for family in FAMILIES}
"""Every measure by its name."""


def measure(record: Record, names: Iterable[str] = ()) -> dict[str, Table]:
    """The named measures of a record, all of them when none is named, as JSON-ready tables.

    LookupError lists the known names when one is unknown.
    """
    wanted = tuple(names) or tuple(MEASURES)
    for name in wanted:
        if name not in MEASURES:
            raise LookupError(f"measure: expected one of {', '.join(MEASURES)}, got {name!r}")
    return {name: MEASURES[name].compute(record) for name in wanted}
