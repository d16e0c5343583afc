"""Let one outside event happen: a trump for one side of the main pair, and against the other.

Rule     in the turn in which the day lies, it is fresh news for whom it favours and against the other, and fades as all
         events do; support shifts from the other to whom it favours, and counts so in payoffs. Events by chance come
         besides.
Takes    favours: whom; days: when, ahead of the last day of the record [days]; support: how much support shifts
         [support]
Source   design: the articles describe outside events as trump cards
Status   exact bookkeeping; what fresh events do is elicited
"""

from __future__ import annotations

from dataclasses import replace

from counterpoint.levers.gallery import LATEST, Param, Values, days, describe
from counterpoint.simulation.scene import Scene


def change(scene: Scene, values: Values) -> Scene:
    """The scene in which it happens; the same scene where that would be after its last turn."""
    turn = float(values["days"]) // scene.cut.record.case.turn_days
    if turn >= scene.turns:
        return scene
    rules = scene.rules._replace(
        event_turn=float(turn),
        event_favours=float(values["favours"] != scene.cut.parties[0]),
        event_support=float(values["support"]),
    )
    return replace(scene, rules=rules)


LEVER = describe(
    __name__, __doc__, change=change, neutral={"days": LATEST},
    params=(
        Param("favours", "main", "whom"),
        days("when"),
        Param("support", "number", "how much support shifts", "support", 0.0, 0.0, 2.0),
    ),
)  # fmt: skip
