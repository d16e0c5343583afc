"""Regroup: talks as a pause in which to rebuild force.

Rule     truces and gestures as a date nears or the field goes badly; force again once the date has passed, own promises
         notwithstanding; nothing that could be verified is signed.
Hears    what the party could hear up to the day before.
Source   min2025 (high pressure and an undecided field: talks that serve the war), clayton2023, sticher2021
Status   elicited: signs and order of size from the theory, nats by judgement before any score was seen
"""

from counterpoint.playbooks.base import Playbook, kinds, shifts

PLAYBOOK = Playbook(
    name="regroup",
    group="bad_faith",
    title="Regroup under talks",
    what="uses talks as a pause: truces before dates or under reverses, force again after them",
    tendencies=(
        *kinds("always", strike=0.3, pressure=0.3, sign=-0.4),
        *kinds("deadline_near", truce=1.4, offer=0.8, release=0.6, strike=-0.6),
        *kinds("deadline_passed", strike=1.2, pressure=1.0, breach=1.2),
        *kinds("losing", truce=1.0, offer=0.6),
        *kinds("promise_owed", breach=1.2, strike=1.0, pressure=0.8, ease=-1.0),
        *kinds("near_agreement", sign=-1.0, procedure=0.6),
        *kinds("other_softened", pressure=0.6, soften=-0.6),
        *shifts("amount", "deadline_passed", on=("field",), channel=0.8),
        *shifts("amount", "deadline_near", on=("field",), channel=-0.6),
    ),
    sources=("min2025", "clayton2023", "sticher2021"),
)
