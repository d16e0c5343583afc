"""Let one channel go over into another: what was dealt with there is dealt with here.

Rule     a share of what would have passed on the one in the turns in which both are open passes on the other: what
         those do who sit on the one, and nobody else. With it go the issues of its agenda and the seats of those who
         had none, by somebody with a clear mandate who states the party's own line. What is said is then said as on the
         other: in its class, its rank, its visibility. If the two are never open together in a run, nothing changes.
Takes    of: the channel that goes over; into: the channel that takes it in; share: how much of it goes [share]
Source   design: the articles describe dealings spread over many channels
Status   exact bookkeeping where both are open through the run; else what goes over is spread evenly over the turns of
         the other, and what is left over those of the one, for rates do not change within a run: right in sum, not in
         time. That habits of the other hold for what goes over is elicited
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.check_acts import OPEN_LEVELS
from counterpoint.case.model import Agenda, Seat
from counterpoint.levers.gallery import LeverError, Param, Values, channel_at, describe, main_pair
from counterpoint.levers.rates import with_habits
from counterpoint.levers.shown import day_of, on_channel
from counterpoint.simulation.arrays import BETWEEN, HEARS, RATE, SEATED, STANCE, UNCLEAR, WORKED, Floats, Ints
from counterpoint.simulation.scene import Scene, opened


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which one channel has gone over into another."""
    of, into, share = channel_at(scene, values, "of"), channel_at(scene, values, "into"), float(values["share"])
    if of == into:
        raise LeverError(f"merge: expected two channels, got {values['of']} twice (try another one for into)")
    if share == 0.0 or not opened(scene)[:, [of, into]].all(axis=1).any():
        return scene
    habits, agenda, chan = _gone_over(scene, of, into, share), scene.world.agenda.copy(), scene.start.chan.copy()
    new = scene.world.seats[:, into, SEATED] < scene.world.seats[:, of, SEATED]
    seats = _joined(scene, into, new)
    agenda[into] = np.maximum(agenda[into], agenda[of])
    chan[into, WORKED] = max(chan[into, WORKED], chan[of, WORKED])
    old, parties = scene.cut.channels[into], scene.cut.parties
    if old.seats:
        scene = on_channel(scene, into, seats=(*old.seats, *(Seat(party=parties[p]) for p in np.flatnonzero(new))))
    if old.agenda:
        issues = tuple(i.id for i, held in zip(scene.cut.issues, agenda[into], strict=True) if held)
        scene = on_channel(scene, into, agenda=(*old.agenda, Agenda(issues=issues, since=day_of(scene, 1))))
    world, start = scene.world._replace(seats=seats, agenda=agenda), scene.start._replace(chan=chan)
    return with_habits(replace(scene, world=world, start=start), habits)


def _gone_over(scene: Scene, of: int, into: int, share: float) -> Floats:
    """Habits (D, P, C, 89) with what goes over: as much in sum, for who sits there, in the turns that both have."""
    habits, open_ = scene.cast.habits.copy(), opened(scene)
    together = (open_[:, of] & open_[:, into]).sum()
    sits, had = (scene.world.seats[:, c, SEATED] > 0 for c in (of, into))
    habits[:, sits & ~had, into, RATE] = 0.0
    habits[:, sits, into, RATE] += share * together / open_[:, into].sum() * habits[:, sits, of, RATE]
    habits[:, sits, of, RATE] *= 1.0 - share * (together / open_[:, of].sum())
    return habits


def _joined(scene: Scene, into: int, new: NDArray[np.bool_]) -> Ints:
    """Seats (P, C, 5) with those of some more on a channel, who have a clear mandate and hear what is said there."""
    seats, pair, level = scene.world.seats.copy(), main_pair(scene), scene.cut.channels[into].level
    seats[new, into, SEATED], seats[new, into, UNCLEAR], seats[new, into, STANCE] = 1, 0, 0
    seats[new, into, HEARS] |= level != "internal"
    if new.any() and level not in OPEN_LEVELS:
        seats[:, into, BETWEEN] = seats[:, into, SEATED] * seats[list(pair), into, SEATED].min()
        seats[list(pair), into, BETWEEN] = 0
    return seats


LEVER = describe(
    __name__, __doc__, change=change, about=("of", "into"), neutral={"share": 0.0},
    params=(
        Param("of", "channel", "the channel that goes over"),
        Param("into", "channel", "the channel that takes it in"),
        Param("share", "number", "how much of it goes", "share", 1.0),
    ),
)  # fmt: skip
