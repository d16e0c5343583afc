"""The marking a report must carry: the strictest of what it shows."""

from __future__ import annotations

from counterpoint.case.model import Case
from counterpoint.case.vocabulary import MARKINGS
from counterpoint.record.record import Record


def strictest(*markings: str | None) -> str:
    """The strictest of some markings (TLP 2.0); one that is unknown counts as the strictest there is."""
    given = [m for m in markings if m]
    if not given:
        return MARKINGS[0]
    return max((m if m in MARKINGS else MARKINGS[-1] for m in given), key=MARKINGS.index)


def banner(case: Case, record: Record, *, also: str | None = None) -> str:
    """The marking of a report: the strictest of those of the case, the sources used and every act shown."""
    used = {a.source for a in record.acts}
    sources = (s.marking for s in case.sources if s.id in used)
    return strictest(case.marking, also, *sources, *(a.marking for a in record.acts))
