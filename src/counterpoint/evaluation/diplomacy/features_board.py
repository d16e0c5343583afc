"""Board: who could go where this season. Threat, temptation, other prey, other enemies.

Takes    positions when the season begins; a threat is a centre that a unit of the other could enter [number]
Idea     one lies to whom one could take something from, and to whom one must fear
Status   light
"""

from __future__ import annotations

from counterpoint.evaluation.diplomacy.moment import Moment
from counterpoint.feeds.diplomacy.board import CENTRES, HOME


def board(moment: Moment) -> dict[str, float]:
    """Threats between the two ends, and of others to either."""
    (a, b), view = moment.pair, moment.board
    mine, yours, units = view.reach[a], view.reach[b], view.position.units
    threat = view.threat[a, b]
    prey = [view.threat[a, p] for p in moment.others]
    foes = [view.threat[p, a] for p in moment.others]
    return {
        "threat": threat,
        "threatened": view.threat[b, a],
        "open": sum(mine[c] > 0 and c not in units for c in view.owned[b]),
        "own_open": sum(yours[c] > 0 and c not in units for c in view.owned[a]),
        "contact": sum(mine[u] > 0 for u in view.stands[b]),
        "superiority": sum(mine[c] - yours[c] for c in view.owned[b]),
        "other_prey": max(prey),
        "better_prey": sum(n > threat for n in prey),
        "other_foe": max(foes),
        "foes": sum(foes) + view.threat[b, a],
        "receiver_foes": sum(view.threat[p, b] for p in moment.others),
        "units": len(view.stands[a]),
        "receiver_units": len(view.stands[b]),
        "neutral": sum(c not in view.position.centres and mine[c] > 0 for c in CENTRES),
        "contested": sum(
            view.position.centres.get(c) not in moment.pair and mine[c] > 0 and yours[c] > 0 for c in CENTRES
        ),
        "inside": len(view.stands[a] & HOME[b]),
        "receiver_inside": len(view.stands[b] & HOME[a]),
    }
