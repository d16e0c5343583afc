"""Rejection: terms made to be refused, for an audience.

Rule     ultimata, appeals and blame in public, none of it in secret; whatever the other side gives is refused or
         outbid.
Hears    what the party could hear up to the day before.
Source   thomas2016 (demands chosen to be rejected), ikle1964 (propaganda as a side-effect), kurizaki2007
Status   elicited: signs and order of size from the theory, nats by judgement before any score was seen
"""

from counterpoint.playbooks.base import Playbook, kinds, shifts

PLAYBOOK = Playbook(
    name="rejection",
    group="bad_faith",
    title="Rejection sought",
    what="puts terms that must be refused and speaks past the other side to an audience",
    tendencies=(
        *kinds("always", ultimatum=0.5, appeal=0.4, blame=0.4),
        *kinds("in_public", ultimatum=1.0, appeal=0.8, blame=0.6, offer=-0.6),
        *kinds("in_secret", ultimatum=-1.0),
        *kinds("other_softened", reject=1.0, ultimatum=0.8, accept=-1.2, soften=-1.0),
        *kinds("demand_met", new_demand=1.0, reject=0.8, blame=0.6, accept=-1.2),
        *kinds("near_agreement", reject=1.0, suspend=0.8),
        *kinds("event_for", ultimatum=0.6),
        *shifts("target", "in_public", audience=0.8),
    ),
    sources=("thomas2016", "ikle1964", "kurizaki2007"),
)
