"""Set a deadline.

Rule     a date that those it is set on know from the first day. In a run they all believe it or all do not, by chance;
         who believes it acts as its ways of playing say when a date is near or has passed, and is pressed by it.
Takes    days: when it falls due, ahead of the last day of the record [days]; date: the same as a date [YYYY-MM-DD];
         believed: chance that it is believed [probability]; on: a party, or both of the main pair
Source   roth1988 (agreements bunch at deadlines)
Status   exact bookkeeping; what a near date does is elicited
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from counterpoint.case.model import Deadline
from counterpoint.levers.gallery import LATEST, LeverError, Param, Values, describe, main_pair, party_at
from counterpoint.levers.shown import day_of, unused, with_deadline
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.world import calendar

BOTH = "both"
AHEAD = 30.0
"""Days to the date, where neither days nor a date is given."""


def change(scene: Scene, values: Values) -> Scene:
    """The scene with one more date."""
    due = _due(scene, values) - 1
    parties = main_pair(scene) if values["on"] == BOTH else (party_at(scene, values, "on"),)
    row = np.zeros((1, *scene.world.dates.shape[1:]))
    for p in parties:
        for turn in range(scene.turns):
            now = turn * scene.cut.record.case.turn_days
            calendar(row[0, p, :, 0], row[0, p, :, 1], turn, known=0, due=due, now=now)
    dates = np.concatenate([scene.world.dates, row])
    believed = np.append(scene.world.believed, float(values["believed"]))
    told = Deadline(
        id=unused(scene), name="A deadline set by a lever", date=day_of(scene, due + 1), announced=day_of(scene, 0),
        on=tuple(scene.cut.parties[p] for p in parties), believed=float(values["believed"]),
    )  # fmt: skip
    return replace(with_deadline(scene, told), world=scene.world._replace(dates=dates, believed=believed))


def _due(scene: Scene, values: Values) -> int:
    """Days from the last day of the record to the date."""
    if "date" not in values:
        return int(values["days"])
    if "days" in values:
        raise LeverError("deadline: expected days or date, got both (try one of them)")
    last, when = scene.cut.record.as_of, date.fromisoformat(str(values["date"]))
    if when.toordinal() <= last:
        after, later = date.fromordinal(last), date.fromordinal(last + int(AHEAD))
        raise LeverError(f"deadline:date: expected a date after {after}, got {when} (try {later})")
    return when.toordinal() - last


LEVER = describe(
    __name__, __doc__, change=change, about=("on", "days", "date"), neutral={"believed": 0.0},
    params=(
        Param("days", "whole", "when it falls due", "days", AHEAD, 1.0, LATEST, unless="date"),
        Param("date", "date", "the same as a date", "YYYY-MM-DD", optional=True),
        Param("believed", "number", "chance that it is believed", "probability", 1.0),
        Param("on", "party", "a party, or both of the main pair", default=BOTH, words=(BOTH,)),
    ),
)  # fmt: skip
