"""What a played run leaves of each table's agenda: it ends where talks decay, and is taken up again where they revive.

Rule     decaying.py over again, from the log. An agenda that is open when the channel decays ends on the day before
         that turn; the turn in which work revives the channel begins one with the same issues.
Status   exact bookkeeping
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from counterpoint.case.model import Agenda, Channel
from counterpoint.case.when import When
from counterpoint.simulation.acting import CHANNEL
from counterpoint.simulation.arrays import Floats, Ints
from counterpoint.simulation.decaying import has_decayed, work, works
from counterpoint.simulation.scene import Scene


def as_played(scene: Scene, log: Floats, turns: int) -> tuple[Channel, ...]:
    """The channels with the agendas that so many turns of a run have left."""
    cut, decayed = scene.cut, stale(scene, log, turns)
    first, days = cut.record.as_of + 1, cut.record.case.turn_days
    found = []
    for c, channel in enumerate(cut.channels):
        agenda, open_ = list(channel.agenda), bool(channel.agenda) and _is_open(channel.agenda[-1], first)
        for turn in range(turns) if open_ else ():
            before = turn > 0 and decayed[turn - 1, c]
            if decayed[turn, c] and not before:
                agenda[-1] = replace(agenda[-1], until=_on(first + turn * days - 1))
            elif before and not decayed[turn, c]:
                agenda.append(Agenda(agenda[-1].issues, since=_on(first + (turn - 1) * days)))
        found.append(replace(channel, agenda=tuple(agenda)))
    return tuple(found)


def _is_open(agenda: Agenda, first: int) -> bool:
    begun = agenda.since is None or agenda.since.last.toordinal() < first
    return begun and (agenda.until is None or agenda.until.last.toordinal() >= first)


def stale(scene: Scene, log: Floats, turns: int) -> Ints:
    """Which channels have decayed by the beginning of each turn (turns, C), from the log of a run."""
    world, chan, rules = scene.world, scene.start.chan.copy(), np.array(scene.rules)
    found = np.zeros((turns, len(world.places)), dtype=np.int64)
    for turn in range(turns):
        found[turn] = [has_decayed(turn, c, world.plain, world.places, rules, chan) for c in range(len(world.places))]
        acts = np.ascontiguousarray(log[log[:, 0] == turn, 1:])
        for k in range(len(acts)):
            if works(k, world.plain, world.seats, world.kinds, acts):
                work(turn, int(acts[k, CHANNEL]), world.plain, world.places, rules, chan)
    return found


def _on(day: int) -> When:
    return When(date.fromordinal(day), date.fromordinal(day))
