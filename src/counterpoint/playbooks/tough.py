"""Tough: wants an agreement on own terms and waits for the other to give in.

Rule     repeats the same demand, rejects, threatens; does not add demands; takes yes for an answer; gives, if at all,
         at the deadline and in one jump.
Hears    what the party could hear up to the day before.
Source   abreugul2000, fearon1994, roth1988 (agreements bunch at deadlines)
Status   elicited: signs and order of size from the theory, nats by judgement before any score was seen
"""

from counterpoint.playbooks.base import Playbook, kinds

PLAYBOOK = Playbook(
    name="tough",
    group="hard_bargaining",
    title="Tough commitment",
    what="holds constant terms and presses: same demands, refusals, threats; gives late or not at all",
    tendencies=(
        *kinds("always", demand=0.5, reject=0.4, threaten=0.4, new_demand=-0.5),
        *kinds("other_softened", demand=1.0, reject=0.6, soften=-1.2, new_demand=-0.8),
        *kinds("demand_met", accept=1.0, new_demand=-1.2),
        *kinds("deadline_near", soften=1.2, accept=0.8, threaten=0.6),
        *kinds("pressure", threaten=0.6, reject=0.6),
        *kinds("asks_unmet", threaten=0.6, demand=0.6),
        *kinds("promise_owed", breach=-0.8, sign=0.4),
    ),
    sources=("abreugul2000", "fearon1994", "roth1988"),
)
