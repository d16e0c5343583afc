"""Talks that decay: what would be work is form, an acceptance does nothing, leaders revive it, the record shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from simulated import bundled, play_slowly

from counterpoint.case.model import Agenda, Case, Channel, Seat
from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.record.record import make_record
from counterpoint.simulation import decaying
from counterpoint.simulation.acting import CHANCE, CHANNEL, KIND, MARK, OCCASION, PARTY, TARGET
from counterpoint.simulation.agendas import as_played
from counterpoint.simulation.arrays import CHIEF, CLOSES, FAR, LEADS, OPENS, QUIET, RATE, RESERVE, SPREAD, WORKED, Out
from counterpoint.simulation.by_hand import make_document
from counterpoint.simulation.moving import REACHED
from counterpoint.simulation.run import play_many, play_one
from counterpoint.simulation.scene import Scene, led, make_scene
from counterpoint.simulation.world import WORK

LONG_AGO = -1000
RARE, USUAL = 0.08, 0.25
"""Shares of work in what is said: some is left, for an occasion has each kind of form once."""


def two_tables(*levels: str) -> Case:
    """Geneva with tables of these levels only, each with an agenda."""
    case = bundled("geneva-2022")
    pair, issues = ("russia", "us"), tuple(i.id for i in case.issues)
    channels = tuple(Channel(id=f"c{n}", name=f"c{n}", level=level, seats=tuple(Seat(p) for p in pair),  # type: ignore[arg-type]
                             agenda=(Agenda(issues),)) for n, level in enumerate(levels))  # fmt: skip
    return replace(case, channels=channels, acts=(), start=case.acts[0].date, end=case.acts[-1].date)


def idle(*levels: str, since: int = LONG_AGO, turns: int = 8, **rules: float) -> Scene:
    """Two sincere sides who would take anything, at tables that did their last work in this turn."""
    scene = make_scene(make_record(two_tables(*levels)), make_document({"russia": "sincere", "us": "sincere"}),
                       turns=turns)  # fmt: skip
    chan, sides = scene.start.chan.copy(), scene.world.sides.copy()
    chan[:, WORKED], sides[:, CHIEF] = since, 1
    stakes = scene.world.stakes.copy()
    stakes[:, :, RESERVE], stakes[:, :, SPREAD] = stakes[:, :, FAR], 0.0
    rules = {"enough": 2.0, "leaving": 0.0, "yielding": 0.0, "swans": 0.0, "drift_days": 1e6} | rules
    habits = scene.cast.habits.copy()
    habits[..., RATE] = 0.3
    habits[..., QUIET] = np.exp(-1.5 * np.log1p(0.3 / 1.5))
    return replace(
        scene, cast=scene.cast._replace(habits=habits), start=scene.start._replace(chan=chan),
        world=scene.world._replace(sides=sides, stakes=stakes), rules=scene.rules._replace(**rules),
    )  # fmt: skip


def rows(out: Out) -> Any:
    """The acts of a run that was told."""
    return out.log[: int(out.told[0]), 1:]


def all_acts(scene: Scene, *, runs: int = 40) -> Any:
    """The acts of many runs."""
    return np.concatenate([rows(play_one(scene, number=n)) for n in range(runs)])


def works(scene: Scene, *, runs: int = 40) -> float:
    """The share of acts that are work."""
    return float(np.mean([KIND_ORDER[int(k)] in WORK for k in all_acts(scene, runs=runs)[:, KIND]]))


def agreed(scene: Scene, *, runs: int = 40) -> int:
    """Acceptances that held."""
    return int(np.sum(all_acts(scene, runs=runs)[:, MARK].astype(int) & REACHED > 0))


def test_the_kinds_are_where_the_kernel_looks_for_them() -> None:
    assert (KIND_ORDER[decaying.PROCEDURE], KIND_ORDER[decaying.MEET]) == ("procedure", "meet")


def test_what_would_be_work_is_form_where_talks_have_decayed() -> None:
    assert works(idle("working", "leaders", form=1.0, turns=1)) < RARE
    assert works(idle("working", "leaders", form=0.0, turns=1)) > USUAL
    assert works(idle("working", "leaders", since=-1, form=1.0, turns=1)) > USUAL


def test_an_acceptance_does_nothing_where_talks_have_decayed() -> None:
    """Nobody revives a desk, where there are leaders who could."""
    silent = _without_leaders(idle("working", "leaders", form=0.0))
    assert agreed(silent) == 0
    assert agreed(_without_leaders(idle("working", "leaders", since=-1, form=0.0, turns=8))) > 0


def _without_leaders(scene: Scene) -> Scene:
    """The scene in which leaders have a table and do not come to it."""
    seats = scene.world.seats.copy()
    seats[:, 1] = 0
    return replace(scene, world=scene.world._replace(seats=seats))


def _open_in(scene: Scene, *turns: int) -> Scene:
    """The scene whose second table is open from one turn until another."""
    places = scene.world.places.copy()
    places[1, [OPENS, CLOSES]] = turns
    return replace(scene, world=scene.world._replace(places=places))


def test_leaders_revive_every_table_and_envoys_their_own_where_there_are_no_leaders() -> None:
    for levels, runs in ((("working", "leaders"), 40), (("working", "technical"), 40)):
        assert works(idle(*levels, form=0.5, turns=26), runs=runs) > USUAL
    assert works(_without_leaders(idle("working", "leaders", form=1.0, turns=26))) < RARE


def test_leaders_whose_table_is_shut_are_not_waited_for() -> None:
    """In each turn it goes by who has a table then: before it opens and after it closes the desk revives itself."""
    silent = _without_leaders(idle("working", "leaders", form=0.5, turns=26))
    assert silent.world.places[1, LEADS] and not led(silent).world.places[:, LEADS].any()
    never, always = (0, 0), (-1, 1000)
    assert agreed(_open_in(silent, *always)) == 0 < agreed(_open_in(silent, *never)) == agreed(led(silent))
    assert min(first_worked(_open_in(silent, -1, 13))) >= 13
    assert min(first_worked(_open_in(silent, 13, 1000))) < 13


def first_worked(scene: Scene, *, runs: int = 40) -> list[int]:
    """The turns in which the first acceptances held, by run."""
    logs = (play_one(scene, number=n) for n in range(runs))
    held = (out.log[: int(out.told[0])] for out in logs)
    found = (row[row[:, 1 + MARK].astype(int) & REACHED > 0, 0] for row in held)
    return [int(row.min()) for row in found if len(row)]


def test_a_choice_keeps_its_draws() -> None:
    """With and without decay the same moves are made in the first turn, but for those that are form."""
    one, other = (all_acts(idle("working", "leaders", form=form, turns=1)) for form in (1.0, 0.0))
    same = [PARTY, CHANNEL, TARGET, OCCASION, CHANCE]
    assert len(one) == len(other) and np.array_equal(one[:, same], other[:, same])
    assert np.any(one[:, KIND] != other[:, KIND])


def test_the_told_agenda_ends_and_is_taken_up_again() -> None:
    """From the log alone, as often as the kernel held it; a log that is lost is caught."""
    scene, checked = idle("working", "leaders", since=-10, form=0.7, turns=40), 0
    caught = 0
    for number in range(8):
        seen: list[list[int]] = []

        def keeping(step: Any, into: list[list[int]] = seen) -> Any:
            def keep(n: int, turn: int, *given: Any) -> None:
                plain, _, places, _, rules, chan, _ = given[2:]
                into.append([int(decaying.has_decayed(turn, c, plain, places, rules, chan)) for c in range(2)])
                step(n, turn, *given)

            return keep

        out = play_slowly(scene, number=number, decay=keeping)
        channels = as_played(scene, out.log[: int(out.told[0])], len(seen))
        for c, channel in enumerate(channels):
            held = np.array(seen)[:, c]
            ends = int(np.sum((held == 1) & (np.concatenate([[0], held[:-1]]) == 0)))
            assert sum(a.until is not None for a in channel.agenda) == ends
            checked += ends
        caught += as_played(scene, out.log[:0], len(seen)) != channels
    assert checked > 0 and caught > 0


def test_lively_tables_never_decay() -> None:
    scene = idle("leaders", since=0, turns=10)
    assert all(a.until is None for c in as_played(scene, play_one(scene, number=0).log[:0], 10) for a in c.agenda)
    assert play_many(scene, runs=20).which.tobytes() == play_many(replace(scene, rules=scene.rules._replace(form=0.0)),
                                                                  runs=20).which.tobytes()  # fmt: skip
