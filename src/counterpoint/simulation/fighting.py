"""Who fights whom: where there is a war on record, and between whom the front is that drifts.

Rule     two parties fight who have struck each other on record, whichever did, or about both of whom there is a series
         of the battlefield. Nobody else strikes in a run: what would be a strike at a party that it does not fight is
         pressure, a show of force. No war breaks out in a run. The front is that of the main pair if it fights, else
         that of the two who have struck each other most often.
Source   design; counted: of seven bundled cases three have strikes between parties, 11 in all, the others none
Status   exact bookkeeping; that nobody begins a war is a limit of the model, not a finding: on record one has
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from counterpoint.simulation.arrays import Ints
from counterpoint.simulation.framing import Cut, owner

NOBODY = -1


def wars(cut: Cut) -> Ints:
    """How often two parties have struck each other on record (P, P), at least once where both have a battlefield."""
    record, found = cut.record, np.zeros((len(cut.parties), len(cut.parties)), dtype=np.int64)
    place = {party: p for p, party in enumerate(cut.parties)}
    for act in record.acts:
        by, to = place.get(record.actor_party(act)), place.get(owner(cut, act.target) or "")
        if act.kind == "strike" and by is not None and to is not None and by != to:
            found[by, to] += 1
    told = {r.about for r in record.case.series if r.name == "battlefield" and r.date.last.toordinal() <= record.as_of}
    for p, q in combinations(sorted(place[party] for party in told & set(place)), 2):
        found[p, q] = max(found[p, q], 1)
    both: Ints = found + found.T
    return both


def front(cut: Cut) -> tuple[int, int]:
    """Between whom the front is (indices), NOBODY twice where nobody fights."""
    fought, second = wars(cut), cut.other[0]
    if fought[0, second]:
        return 0, second
    p, q = (int(k) for k in np.unravel_index(np.argmax(np.triu(fought)), fought.shape))
    return (p, q) if fought[p, q] else (NOBODY, NOBODY)
