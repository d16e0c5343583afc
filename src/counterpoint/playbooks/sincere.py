"""Sincere: looks for an agreement and closes what has been met.

Rule     answers a concession with one; a demand that is met is closed; deeds follow own promises.
Hears    what the party could hear up to the day before.
Source   zartman2000, slantchev2003, min2025 (a battlefield that favours one side makes talks sincere)
Status   elicited: signs and order of size from the theory, nats by judgement before any score was seen
"""

from counterpoint.playbooks.base import Playbook, kinds, shifts

PLAYBOOK = Playbook(
    name="sincere",
    group="good_faith",
    title="Sincere convergence",
    what="seeks an agreement: closes what is met, answers concessions, lets deeds follow promises",
    tendencies=(
        *kinds("always", offer=0.3, new_demand=-0.5, leak_deny=-0.3),
        *kinds("demand_met", accept=1.2, ease=0.8, sign=0.8, new_demand=-1.2),
        *kinds("other_softened", soften=1.0, offer=0.6, new_demand=-1.0, reject=-0.6),
        *kinds("promise_owed", release=0.8, ease=1.0, sign=0.6, breach=-1.2, strike=-1.0),
        *kinds("near_agreement", accept=1.0, sign=1.0, soften=0.6),
        *kinds("in_secret", soften=0.4),
        *shifts("issue", "other_softened", core=0.5, linked=-0.5),
    ),
    sources=("zartman2000", "slantchev2003", "min2025"),
)
