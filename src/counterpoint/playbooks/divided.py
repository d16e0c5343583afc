"""Divided team: its own people contradict, disown and replace each other.

Rule     denials, leaks and changes of mandate; refusals and breaches just when agreement is near. Whether this is real
         disunity, ambiguity or a played role cannot be told from the record, so it is one class.
Hears    what the party could hear up to the day before.
Source   stedman1997, kyddwalter2002 (violence timed to progress), schelling1960
Status   elicited: signs and order of size from the theory, nats by judgement before any score was seen
"""

from counterpoint.playbooks.base import Playbook, kinds, shifts

PLAYBOOK = Playbook(
    name="divided",
    group="technique",
    title="Divided team",
    what="speaks with several voices: denials, changed mandates, refusals as agreement nears",
    tendencies=(
        *kinds("always", remandate=0.5, leak_deny=0.5),
        *kinds("near_agreement", reject=0.8, leak_deny=0.8, breach=0.8, strike=0.6, sign=-0.8),
        *kinds("other_softened", leak_deny=0.6),
        *kinds("in_public", leak_deny=0.8, reject=0.6),
        *kinds("own_last_cordial", leak_deny=0.6, reject=0.4),
        *shifts("target", "in_public", audience=0.4),
    ),
    sources=("stedman1997", "kyddwalter2002", "schelling1960"),
)
