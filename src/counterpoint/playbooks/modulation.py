"""Modulation of channels: one grows louder as another fades, with the other side's mood.

Rule     activity moves to where another channel fades, and rises as the other side cools; asked to reciprocate, one
         issue is suspended and the others made to wait for it.
Hears    what the party could hear up to the day before.
Source   goldstein1997 (inverse response), davis2004 (linkage), wanisstjohn2006
Status   elicited: signs and order of size from the theory, nats by judgement before any score was seen
"""

from counterpoint.playbooks.base import Playbook, kinds, shifts

TALKS = ("open", "secret", "public")
PLAYBOOK = Playbook(
    name="modulation",
    group="technique",
    title="Modulation of channels",
    what="plays channels louder and softer with the other side's mood; lets one imitate what another lost",
    tendencies=(
        *shifts("amount", "fading_elsewhere", on=TALKS, channel=1.0),
        *shifts("amount", "coolness", on=TALKS, channel=0.6),
        *shifts("amount", "active_elsewhere", on=TALKS, channel=-0.4),
        *kinds("asked", suspend=0.8, procedure=0.6),
        *kinds("fading_elsewhere", offer=0.6),
        *shifts("issue", "always", linked=0.5),
        *shifts("issue", "asked", linked=0.8),
    ),
    sources=("goldstein1997", "davis2004", "wanisstjohn2006"),
)
