"""Who sits between the main pair may step aside: silent there from then on, not elsewhere, and the run goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from simulated import bundled

from counterpoint.case.model import Act, Case, Channel, Clocks, Seat
from counterpoint.record.record import make_record
from counterpoint.simulation.acting import CHANNEL, PARTY
from counterpoint.simulation.arrays import ASIDE, BETWEEN
from counterpoint.simulation.by_hand import make_document
from counterpoint.simulation.run import play_many, play_one
from counterpoint.simulation.scene import Scene, make_scene

FAST = 200.0
"""A year, so that who may leave has left after a few weeks."""
TABLE, PRESS = "between", "press"
PLAYS = {"russia": "sincere", "us": "sincere", "nato": "sincere"}


def mediated(**seats: Any) -> Case:
    """Geneva with a table at which a third party sits too, and a press for all."""
    case = bundled("geneva-2022")
    parties = tuple(replace(p, clocks=Clocks(0.0, 0.5, 1.0, 0.0)) if p.id == "nato" else p for p in case.parties)
    sits = tuple(Seat(p) for p in ("russia", "us", "nato"))
    table = Channel(id=TABLE, name=TABLE, level="mediator", seats=seats.get("seats", sits))
    press = Channel(id=PRESS, name=PRESS, level="public", visibility="public")
    day, source = case.acts[0].date, case.acts[0].source
    who = (("russia", "us"), ("us", "russia"), ("nato", "russia")) * 3
    rows = [(by, to, c) for c in (TABLE, PRESS) for by, to in who]
    acts = tuple(Act(id=f"x{n}", date=day, actor=by, kind="procedure", source=source, target=to, channel=channel)
                 for n, (by, to, channel) in enumerate(rows))  # fmt: skip
    return replace(case, parties=parties, channels=(table, press), acts=acts, end=None, deadlines=(), threats=())


def scene(*, aside: float = FAST, **seats: Any) -> Scene:
    """A year of it."""
    made = make_scene(make_record(mediated(**seats)), make_document(PLAYS), turns=30)
    return replace(made, rules=made.rules._replace(step_aside=aside, leaving=0.0, swans=0.0, yielding=0.0, enough=2.0,
                                                   drift_days=1e6, break_days=1e6))  # fmt: skip


def said(where: Scene, channel: int, *, late: bool, runs: int = 20) -> int:
    """Acts of the third party on a channel, in the first two turns or in the last twenty."""
    third, total = where.cut.parties.index("nato"), 0
    for number in range(runs):
        out = play_one(where, number=number)
        log = out.log[: int(out.told[0])]
        when = log[:, 0] >= 10 if late else log[:, 0] < 2
        total += int(np.sum(when & (log[:, 1 + PARTY] == third) & (log[:, 1 + CHANNEL] == channel)))
    return total


def test_who_steps_aside_is_silent_between_the_two_and_goes_on_elsewhere() -> None:
    gone = scene()
    assert said(gone, 0, late=False) > 0 and said(gone, 0, late=True) == 0
    assert said(gone, 1, late=True) > 0
    assert said(scene(aside=0.0), 0, late=True) > 0


def test_the_run_goes_on() -> None:
    gone, stays = (play_many(scene(aside=rate), runs=200) for rate in (FAST, 0.0))
    assert np.all(gone.which[:, 2] == 29) and np.all(stays.which[:, 2] == 29)


def test_only_one_who_sits_between_both_can_be_missed() -> None:
    """Without a seat at the table, or where nobody's are named, nothing changes to the last byte."""
    for seats in ((Seat("russia"), Seat("us")), ()):
        one, other = (play_many(scene(aside=rate, seats=seats), runs=50) for rate in (FAST, 0.0))
        assert one.payoff.tobytes() == other.payoff.tobytes()
        assert not np.any(scene(seats=seats).world.seats[:, :, BETWEEN])
    planted = scene()
    assert planted.world.seats[planted.cut.parties.index("nato"), 0, BETWEEN] == 1
    assert not np.any(planted.world.seats[:2, :, BETWEEN]) and not np.any(planted.world.seats[:, 1, BETWEEN])


def test_the_weary_leave_sooner() -> None:
    made = scene(aside=0.5)
    fresh = replace(made, world=made.world._replace(traits=made.world.traits.copy()))
    fresh.world.traits[made.cut.parties.index("nato"), :4] = (1.0, 0.5, 0.0, 1.0)
    third = made.cut.parties.index("nato")
    left = [np.mean([play_one(s, number=n).left[third, ASIDE] for n in range(40)]) for s in (made, fresh)]
    assert left[0] > left[1] + 0.3


@pytest.mark.parametrize("who", ["russia", "us"])
def test_one_of_the_pair_never_steps_aside(who: str) -> None:
    where = scene()
    assert all(play_one(where, number=n).left[where.cut.parties.index(who), ASIDE] == 0.0 for n in range(10))
