"""Constrained: sincere, but bound by those at home.

Rule     gives way in private and stands firm in public; asks for time near dates; meets demands slowly, not with
         new ones.
Hears    what the party could hear up to the day before.
Source   putnam1988, wanisstjohn2006, kurizaki2007 (privacy raises concessions)
Status   elicited: signs and order of size from the theory, nats by judgement before any score was seen
"""

from counterpoint.playbooks.base import Playbook, kinds, shifts

PLAYBOOK = Playbook(
    name="constrained",
    group="good_faith",
    title="Constrained but sincere",
    what="wants an agreement and must carry its own side: flexible in private, firm in public, slow",
    tendencies=(
        *kinds("always", procedure=0.4, remandate=0.3, leak_deny=0.3),
        *kinds("deadline_near", suspend=0.6, procedure=0.8),
        *kinds("in_secret", soften=1.0, offer=0.8, new_demand=-1.0),
        *kinds("in_public", reject=0.8, demand=0.6, soften=-0.8),
        *kinds("demand_met", procedure=1.0, accept=0.6, new_demand=-0.8),
        *kinds("other_softened", soften=0.6, procedure=0.6, new_demand=-0.8),
        *kinds("promise_owed", ease=0.6, breach=-0.8, strike=-0.8),
        *kinds("support_low", suspend=0.6, procedure=0.6),
        *shifts("target", "in_public", audience=0.6),
    ),
    sources=("putnam1988", "wanisstjohn2006", "kurizaki2007"),
)
