"""What is told of the end of a run, when all is played: a yes to all of the side that gives in, or names still due.

Rule     a run that ends with one side giving in ends with its yes to the other's terms, on all that they contest. In a
         run a signature is under all that is agreed by then, whatever issue it names, and a record can hold it under
         the issue that it names alone (under all, where it names none). So where a settlement ends a run, each side
         signs, issue by issue, what is settled and bears its name in the run, but not on record; on one occasion, on
         the channel on which the last of them signed. It signs again what has been breached since, on its issue or on
         none: in the run the name still holds, and on record it may not. Nothing is told of a side that disengages: in
         the run it says and does nothing by which it leaves, and the run is over
Status   exact bookkeeping
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from counterpoint.case.model import Act
from counterpoint.simulation import acting
from counterpoint.simulation.arrays import (
    AGREED,
    CLOSES,
    FIRST,
    OPENS,
    SECOND,
    SECRET,
    SHARE,
    SIGNED_BY,
    TACIT,
    UNDERSTOOD,
    WHOM,
    Floats,
    Out,
)  # fmt: skip
from counterpoint.simulation.ending import CAPITULATION, SETTLEMENT
from counterpoint.simulation.moving import BY_DEEDS, HARDEN, REACHED, SIGNED
from counterpoint.simulation.readings import DIGITS, on_turn
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.striking import BREACH, KEEPING, PRESSURE, REJECT, STRIKE


def of_the_end(scene: Scene, out: Out, number: int, source: str) -> Iterator[Act]:
    """The acts that are told of the end of a run."""
    cut, (ending, who, turn) = scene.cut, (int(v) for v in out.which[number, :3])
    rows = out.log[: int(out.told[0]), 1:]
    due, channel = list[tuple[int, int]](), None
    if ending == SETTLEMENT:
        settled, there = np.flatnonzero(~np.isnan(out.terms[number])), signatures(scene, rows)[1]
        due = [(p, int(i)) for p in (0, cut.other[0]) for i in settled if (p, int(i)) not in there]
        channel = _last_signed(scene, rows)
    elif ending == CAPITULATION:
        due = [(who, int(i)) for i in np.flatnonzero(scene.world.matters[:, SHARE] > 0.0)]
        channel = _last_spoke(scene, rows, who, turn=turn)
    for n, (p, i) in enumerate(due):
        yield Act(
            id=f"{source}-end-{n + 1}", date=on_turn(cut, turn), actor=cut.parties[p],
            kind="accept" if ending == CAPITULATION else "sign", source=source, target=cut.parties[cut.other[p]],
            issue=cut.issues[i].id, channel=channel, position=round(float(out.terms[number, i]), DIGITS),
            occasion=f"{source}-end", basis="observed",
        )  # fmt: skip


@dataclass
class Standing:
    """What stands between the main pair as a run goes on, by the rules of moving.py over again, from its log.

    names: who has signed each issue that is agreed; deeds: what rests on deeds alone; told: whose signature under which
    issue a record holds as it is told.
    """

    names: dict[int, set[int]]
    deeds: set[int]
    told: set[tuple[int, int]]

    def after(self, scene: Scene, row: Floats) -> None:
        """Take in an act."""
        p, i, mark = int(row[acting.PARTY]), int(row[acting.ISSUE]), int(row[acting.MARK])
        for k in _undone(scene, row, self.deeds):
            if len(self.names.get(k, ())) < 2:
                self.names.pop(k, None)
                self.deeds.discard(k)
                self.told -= {one for one in self.told if one[1] == k}
        if scene.world.kinds[int(row[acting.KIND]), 1] == BREACH and faces(scene, row):
            self.told -= {one for one in self.told if i in (one[1], -1)}
        if mark & REACHED:
            self.names.setdefault(i, set())
            if scene.world.kinds[int(row[acting.KIND]), 1] == KEEPING:
                self.deeds.add(i)
            elif scene.world.places[int(row[acting.CHANNEL]), SECRET]:
                self.deeds.discard(i)
        if mark & SIGNED:
            fresh = [k for k, signed in self.names.items() if p not in signed]
            for k in fresh:
                self.names[k].add(p)
            self.told |= {(p, k) for k in fresh if i in (k, -1)}


def at_first(scene: Scene) -> Standing:
    """What stands when a run begins: who has signed what is agreed, and what of it rests on deeds alone."""
    deals, pair = scene.start.deals, (0, scene.cut.other[0])
    agreed = np.flatnonzero(deals[:, AGREED] + deals[:, UNDERSTOOD] > 0.0)
    names = {int(i): {p for k, p in enumerate(pair) if int(deals[i, SIGNED_BY]) >> k & 1} for i in agreed}
    deeds = {int(i) for i in agreed if deals[i, UNDERSTOOD] == BY_DEEDS}
    return Standing(names, deeds, {(p, i) for i, signed in names.items() for p in signed})


def signatures(scene: Scene, rows: Floats) -> tuple[dict[int, set[int]], set[tuple[int, int]]]:
    """Who has signed each issue that is agreed, and whose signature under which issue a record holds as it is told."""
    stands = at_first(scene)
    for row in rows:
        stands.after(scene, row)
    return stands.names, stands.told


def _undone(scene: Scene, row: Floats, deeds: set[int]) -> list[int]:
    """The issues that an act opens again, unless both have signed; deeds: what rests on deeds alone."""
    i, effect = int(row[acting.ISSUE]), scene.world.kinds[int(row[acting.KIND]), 1]
    if not faces(scene, row):
        return []
    if effect in (HARDEN, REJECT):
        return [i] if i >= 0 else []
    return [k for k in deeds if i in (k, -1)] if effect in (STRIKE, PRESSURE, BREACH) else []


def faces(scene: Scene, row: Floats) -> bool:
    """Whether an act is one of the main pair's towards the other."""
    world, p, c = scene.world, int(row[acting.PARTY]), int(row[acting.CHANNEL])
    return p in (world.plain[FIRST], world.plain[SECOND]) and world.seats[p, c, WHOM + int(row[acting.TARGET])] == 0


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
