"""Wedge: courts one person on the other side and sets it against its allies.

Rule     speaks to a named person rather than the office; lays blame and acts on the allies, who are kept out.
Hears    what the party could hear up to the day before.
Source   kaplow2016 (being negotiated with is itself a gain), richmond1998, crawfordsobel1982
Status   elicited: signs and order of size from the theory, nats by judgement before any score was seen
"""

from counterpoint.playbooks.base import Playbook, kinds, shifts

PLAYBOOK = Playbook(
    name="wedge",
    group="technique",
    title="Wedge",
    what="courts one person, blames the other side's allies and keeps them out",
    tendencies=(
        *shifts("target", "always", person=0.5, ally=0.5),
        *shifts("target", "at_top", person=0.8),
        *shifts("target", "in_public", ally=0.8),
        *shifts("target", "warmth", person=0.6),
        *kinds("in_public", blame=0.6),
        *kinds("at_top", offer=0.4),
    ),
    sources=("kaplow2016", "richmond1998", "crawfordsobel1982"),
)
