"""What a played run leaves beside its acts: support, the fighting and salience turn by turn, and outside events.

Rule     salience of an issue at the beginning of a turn: the mean of the main pair's times what public charges and
         appeals have made of it by then, at most 1; a reading wherever it has changed
Unit     as in series.csv
Status   exact bookkeeping
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from counterpoint.case.model import Event, Reading
from counterpoint.case.when import When
from counterpoint.simulation import acting
from counterpoint.simulation.arrays import (
    AGAINST,
    BATTLE,
    FOR,
    HEAT,
    PUBLIC,
    STRUCK,
    SUPPORT,
    Floats,
    Out,
)
from counterpoint.simulation.beginning import main_salience
from counterpoint.simulation.ending import SHOCK
from counterpoint.simulation.framing import Cut
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.striking import CAMPAIGN

DIGITS = 6


def on(day: int) -> When:
    """A day (ordinal) as a date."""
    return When(date.fromordinal(day), date.fromordinal(day))


def on_turn(cut: Cut, turn: int) -> When:
    """The day on which the acts of a turn are dated."""
    return on(cut.record.as_of + 1 + turn * cut.record.case.turn_days)


def levels(cut: Cut, track: Floats, source: str) -> Iterator[Reading]:
    """Support and the fighting as they went, one reading a turn."""
    for turn, rows in enumerate(track):
        for p, party in enumerate(cut.parties):
            for name, column in (("support", SUPPORT), ("battlefield", BATTLE)):
                value = round(float(rows[p, column]), DIGITS)
                yield Reading(date=on_turn(cut, turn), name=name, about=party,  # type: ignore[arg-type]
                              value=value, source=source)  # fmt: skip


def heats(scene: Scene, log: Floats, turns: int) -> Floats:
    """What public acts have made of every issue's salience by the beginning of each turn (turns, I), from the log.

    The kernel's two rules over again: striking.look_good adds, passing.pass_turn lets it fade.
    """
    world, rules = scene.world, scene.rules
    calm = 0.5 ** (scene.cut.record.case.turn_days / rules.heat_days)
    raised: list[list[int]] = [[] for _ in range(turns)]
    for row in log:
        act = row[1:]
        loud = world.kinds[int(act[acting.KIND]), 1] == CAMPAIGN and world.places[int(act[acting.CHANNEL]), PUBLIC]
        if loud and act[acting.ISSUE] >= 0.0:
            raised[int(row[0])].append(int(act[acting.ISSUE]))
    heat, found = scene.start.deals[:, HEAT].copy(), np.empty((turns, len(world.matters)))
    for turn in range(turns):
        heat = 1.0 + (heat - 1.0) * calm if turn else heat
        found[turn] = heat
        for i in raised[turn]:
            heat[i] += rules.heat_step
    return found


def salience(scene: Scene, log: Floats, turns: int, source: str) -> Iterator[Reading]:
    """How much each issue is talked of at the beginning of a turn; no reading where it is what it was."""
    weight, latest = main_salience(scene.world), dict[str, float]()
    for turn, heat in enumerate(heats(scene, log, turns)):
        for issue, value in zip(scene.cut.issues, np.minimum(weight * heat, 1.0), strict=True):
            said = round(float(value), DIGITS)
            if latest.get(issue.id) != said:
                latest[issue.id] = said
                yield Reading(date=on_turn(scene.cut, turn), name="salience", about=issue.id, value=said, source=source)


def events(cut: Cut, track: Floats, source: str) -> Iterator[Event]:
    """The outside events and black swans that befell the main pair; one that favours nobody shifted support alone."""
    called = {p.id: p.name for p in cut.record.case.parties}
    for turn, rows in enumerate(track):
        for p, party in enumerate(cut.parties):
            if shift := rows[p, STRUCK]:
                name = f"A surprise of this run: support at home of {called[party]} {'rises' if shift > 0 else 'falls'}"
                yield Event(id=f"{source}-surprise-{turn}", date=on_turn(cut, turn), name=name)
        favours = tuple(party for p, party in enumerate(cut.parties) if rows[p, FOR] == 1.0)
        hurts = tuple(party for p, party in enumerate(cut.parties) if rows[p, AGAINST] == 1.0)
        if favours or hurts:
            yield Event(id=f"{source}-event-{turn}", date=on_turn(cut, turn),
                        name="An outside event of this run", favours=favours, hurts=hurts)  # fmt: skip


def shock(scene: Scene, out: Out, number: int, source: str) -> Iterator[Event]:
    """What ended a run from outside."""
    if int(out.which[number, 0]) == SHOCK:
        when = on_turn(scene.cut, int(out.which[number, 2]))
        yield Event(id=f"{source}-end", date=when, name="What ended this run, from outside")
