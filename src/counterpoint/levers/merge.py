"""Let one channel go over into another: what was dealt with there is dealt with here.

Rule     a share of what everybody does on the one goes to the other; with it go the issues of its agenda and the seats
         of those who had none, who state their party's own line there. What is said is then said as on the other: in
         its class, its rank, its visibility.
Takes    of: the channel that goes over; into: the channel that takes it in; share: how much of it goes [share]
Source   design: the articles describe dealings spread over many channels
Status   exact bookkeeping; that habits of the other hold for what goes over is elicited
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from counterpoint.case.model import Agenda, Seat
from counterpoint.levers.gallery import LeverError, Param, Values, channel_at, describe
from counterpoint.levers.rates import with_habits
from counterpoint.levers.shown import day_of, on_channel
from counterpoint.simulation.arrays import BETWEEN, HEARS, RATE, SEATED, UNCLEAR, WORKED
from counterpoint.simulation.scene import Scene


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which one channel has gone over into another."""
    of, into, share = channel_at(scene, values, "of"), channel_at(scene, values, "into"), float(values["share"])
    if of == into:
        raise LeverError(f"merge: expected two channels, got {values['of']} twice (try another one for into)")
    if share == 0.0:
        return scene
    habits, seats, agenda = scene.cast.habits.copy(), scene.world.seats.copy(), scene.world.agenda.copy()
    habits[:, :, into, RATE] += share * habits[:, :, of, RATE]
    habits[:, :, of, RATE] *= 1.0 - share
    new = seats[:, into, SEATED] < seats[:, of, SEATED]
    seats[new, into, UNCLEAR] = seats[new, of, UNCLEAR]
    for what in (SEATED, HEARS, BETWEEN):
        seats[:, into, what] = np.maximum(seats[:, into, what], seats[:, of, what])
    agenda[into] = np.maximum(agenda[into], agenda[of])
    chan = scene.start.chan.copy()
    chan[into, WORKED] = max(chan[into, WORKED], chan[of, WORKED])
    old, parties = scene.cut.channels[into], scene.cut.parties
    if old.seats:
        scene = on_channel(scene, into, seats=(*old.seats, *(Seat(party=parties[p]) for p in np.flatnonzero(new))))
    if old.agenda:
        issues = tuple(i.id for i, held in zip(scene.cut.issues, agenda[into], strict=True) if held)
        scene = on_channel(scene, into, agenda=(*old.agenda, Agenda(issues=issues, since=day_of(scene, 1))))
    world, start = scene.world._replace(seats=seats, agenda=agenda), scene.start._replace(chan=chan)
    return with_habits(replace(scene, world=world, start=start), habits)


LEVER = describe(
    __name__, __doc__, change=change, about=("of", "into"), neutral={"share": 0.0},
    params=(
        Param("of", "channel", "the channel that goes over"),
        Param("into", "channel", "the channel that takes it in"),
        Param("share", "number", "how much of it goes", "share", 1.0),
    ),
)  # fmt: skip
