"""What is told of the end of a run, when all is played: a yes to all of the side that gives in, or both sides' names.

Rule     a run that ends with one side giving in ends with its yes to the other's terms, on all that they contest. In a
         run a signature is under all that is agreed by then, whatever issue it names; so where a settlement ends it,
         both sign on one occasion, issue by issue, what is settled, on the channel on which the last of them signed.
Status   exact bookkeeping
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from counterpoint.case.model import Act
from counterpoint.simulation import acting
from counterpoint.simulation.arrays import CLOSES, OPENS, SHARE, TACIT, Floats, Out
from counterpoint.simulation.ending import CAPITULATION, SETTLEMENT
from counterpoint.simulation.moving import SIGNED
from counterpoint.simulation.readings import DIGITS, on_turn
from counterpoint.simulation.scene import Scene


def of_the_end(scene: Scene, out: Out, number: int, source: str) -> Iterator[Act]:
    """The acts that are told of the end of a run."""
    cut, (ending, who, turn) = scene.cut, (int(v) for v in out.which[number, :3])
    rows = out.log[: int(out.told[0]), 1:]
    parties, issues, channel = tuple[int, ...](), np.flatnonzero(~np.isnan(out.terms[number])), None
    if ending == SETTLEMENT:
        parties, channel = (0, cut.other[0]), _last_signed(scene, rows)
    elif ending == CAPITULATION:
        parties, channel = (who,), _last_spoke(scene, rows, who, turn=turn)
        issues = np.flatnonzero(scene.world.matters[:, SHARE] > 0.0)
    for n, (p, i) in enumerate((p, i) for p in parties for i in issues):
        yield Act(
            id=f"{source}-end-{n + 1}", date=on_turn(cut, turn), actor=cut.parties[p],
            kind="accept" if ending == CAPITULATION else "sign", source=source, target=cut.parties[cut.other[p]],
            issue=cut.issues[i].id, channel=channel, position=round(float(out.terms[number, i]), DIGITS),
            occasion=f"{source}-end", basis="observed",
        )  # fmt: skip


def _last_signed(scene: Scene, rows: Floats) -> str | None:
    """The channel of the last signature under something that was agreed."""
    found = [int(row[acting.CHANNEL]) for row in rows if int(row[acting.MARK]) & SIGNED]
    return scene.cut.channels[found[-1]].id if found else None


def _last_spoke(scene: Scene, rows: Floats, p: int, *, turn: int) -> str | None:
    """The channel, open in a turn, on which a party last spoke, or else has a seat first; deeds are no speech."""
    cut, at = scene.cut, scene.world.places
    spoken = [int(row[acting.CHANNEL]) for row in reversed(rows) if int(row[acting.PARTY]) == p]
    for c in (*spoken, *(c for c in range(len(cut.channels)) if cut.seats[p, c])):
        if at[c, OPENS] <= turn < at[c, CLOSES] and not at[c, TACIT] and cut.channels[c].level != "field":
            return cut.channels[c].id
    return None
