"""Stall: talks in order not to agree, and not to be seen to leave.

Rule     a concession or a met demand is answered by a new demand or by more work; gestures come when a date is near or
         the other side cools; asked to reciprocate, it slows; it does not walk out and does not sign.
Hears    what the party could hear up to the day before.
Source   ikle1964, glozman2015 (false negotiation: neither agreement nor walk-out), richmond1998
Status   elicited: signs and order of size from the theory, nats by judgement before any score was seen
"""

from counterpoint.playbooks.base import Playbook, kinds, shifts

PLAYBOOK = Playbook(
    name="stall",
    group="bad_faith",
    title="Stall and wait",
    what="buys time: replaces met demands, asks for more work, gestures at deadlines, neither signs nor leaves",
    tendencies=(
        *kinds("always", procedure=0.4, probe=0.3, sign=-0.5, suspend=-0.3),
        *kinds("demand_met", new_demand=1.4, procedure=1.0, accept=-1.0, sign=-1.2),
        *kinds("other_softened", new_demand=1.2, procedure=0.8, soften=-0.8),
        *kinds("near_agreement", new_demand=1.0, procedure=0.8, accept=-0.8, sign=-1.2),
        *kinds("promise_owed", ease=-1.0, release=-0.8, sign=-0.8, strike=0.6),
        *kinds("asked", procedure=1.0, ease=-0.8),
        *kinds("deadline_near", offer=0.6, truce=0.8, soften=0.4),
        *kinds("coolness", offer=0.6, suspend=-0.8),
        *shifts("issue", "demand_met", linked=0.8),
        *shifts("issue", "asked", linked=0.6, core=-0.4),
    ),
    sources=("ikle1964", "glozman2015", "richmond1998"),
)
