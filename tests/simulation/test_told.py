"""A told run is a case of its own: sound, without what came later in truth, and good to be played on."""

from __future__ import annotations

from dataclasses import replace
from math import exp
from pathlib import Path

import pytest
from simulated import bundled, called, played_by_all, scene_of
from test_same_situation import differences, seen

from counterpoint.case.model import Act, Case
from counterpoint.case.read import read_case
from counterpoint.case.write import write_case
from counterpoint.measures import promises
from counterpoint.record.record import day, make_record
from counterpoint.simulation.acting import MARK
from counterpoint.simulation.arrays import CHIEF, SHARE, SUPPORT, UNCLEAR, Ints, Out
from counterpoint.simulation.draws import FATE, NOBODY, uniforms
from counterpoint.simulation.ending import CAPITULATION, SHOCK
from counterpoint.simulation.linking import DISOWNING
from counterpoint.simulation.moving import VOID
from counterpoint.simulation.passing import YEAR
from counterpoint.simulation.rules import Rules
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene, make_scene
from counterpoint.simulation.stories import stories
from counterpoint.simulation.telling import told


def errors(case: Case, folder: Path) -> list[str]:
    """What is wrong with a case once it is written and read; and whether it is another."""
    write_case(case, folder)
    back, problems = read_case(folder)
    return [str(p) for p in problems if p.severity == "error"] + ["another case"] * (back != case)


def part_way(name: str, share: float, turns: int = 12) -> Scene:
    """A bundled case to play on from a day within its record."""
    full = make_record(bundled(name))
    now = full.start + int(share * (full.as_of - full.start))
    return make_scene(make_record(bundled(name), as_of=now), played_by_all(bundled(name)), turns=turns)


def played(scene: Scene, number: int) -> tuple[Out, int, Ints]:
    """A run, its number and the promises open at its end."""
    out, owed = seen(scene, number)
    return out, number, owed


def of_the_future(case: Case, scene: Scene) -> list[str]:
    """What a told case holds of what came in truth after the runs began."""
    now, true = scene.cut.record.as_of, bundled(case.id)
    later = [a.id for a in true.acts if day(a) > now] + [e.id for e in true.events if e.date.last.toordinal() > now]
    later += [f"{r.date} {r.name} {r.about}" for r in true.series if r.date.last.toordinal() > now]
    told_of = {a.id for a in case.acts} | {e.id for e in case.events}
    told_of |= {f"{r.date} {r.name} {r.about}" for r in case.series if not r.source.startswith("played")}
    return [name for name in later if name in told_of]


@pytest.mark.parametrize(("name", "share"), [("anderson-1956", 0.3), ("khrushchev-1962", 0.6), ("russia-us-2025", 0.3)])
def test_a_run_from_within_a_record_knows_nothing_of_the_rest(name: str, share: float, tmp_path: Path) -> None:
    scene = part_way(name, share)
    out, owed = seen(scene, 2)
    case = told(scene, out, number=2)
    assert of_the_future(case, scene) == [] and errors(case, tmp_path) == []
    assert differences(scene, out, 2, owed) == []
    true = bundled(name)
    leaking = replace(case, events=(*case.events, *true.events), series=(*case.series, *true.series))
    assert of_the_future(leaking, scene)


def test_a_run_that_a_shock_ended_can_be_told(tmp_path: Path) -> None:
    scene = scene_of("geneva-2022", rules=Rules(swans=20.0, swan_ends=1.0))
    outs = [play_one(scene, number=number) for number in range(6)]
    for number, out in enumerate(outs):
        assert out.which[number, 0] == SHOCK
        case = told(scene, out, number=number)
        assert errors(case, tmp_path) == []
        (end,) = (event for event in case.events if event.id == "played-end")
        assert case.end is not None and (case.end.last - end.date.last).days == case.turn_days - 1
    for number in [n for n, out in enumerate(outs) if out.which[n, 2] > 0][:2]:
        assert differences(scene, *played(scene, number)) == []


def fallen(scene: Scene, out: Out, number: int) -> list[int]:
    """The turns in which black swans fell, by the draws of their name."""
    chance = 1.0 - exp(-scene.rules.swans * scene.cut.record.case.turn_days / YEAR)
    drawn = (called(uniforms)(number, turn, NOBODY, FATE << 16 | 1, 0)[0] for turn in range(len(out.track)))
    return [turn for turn, u in enumerate(drawn) if u < chance]


@pytest.mark.parametrize(("often", "number"), [(5.0, 0), (5.0, 3), (0.0, 0)])
def test_a_black_swan_that_ends_nothing_is_an_event(often: float, number: int, tmp_path: Path) -> None:
    """Without it support would jump for no reason; it is on record that it moved support, and moves nothing else."""
    scene = scene_of("geneva-2022", turns=40, rules=Rules(swans=often, swan_ends=0.0, yielding=0.0, leaving=0.0))
    out, _, owed = played(scene, number)
    case = told(scene, out, number=number)
    surprises = [e for e in case.events if "-surprise-" in e.id]
    assert [int(e.id.rsplit("-", 1)[1]) for e in surprises] == fallen(scene, out, number)
    assert bool(surprises) == (often > 0.0) and not any(e.favours or e.hurts for e in surprises)
    assert errors(case, tmp_path) == [] and differences(scene, out, number, owed) == []
    for event in surprises:
        turn = int(event.id.rsplit("-", 1)[1])
        (p,) = (k for k, party in enumerate(case.parties) if f"of {party.name} " in event.name)
        risen = out.track[turn, p, SUPPORT] - (out.track[turn - 1, p, SUPPORT] if turn else 0.0)
        assert (risen > 0) == event.name.endswith("rises") or abs(out.track[turn, p, SUPPORT]) == 1.0


def test_who_gives_in_says_yes_to_all_that_is_contested(tmp_path: Path) -> None:
    scene = scene_of("geneva-2022", rules=Rules(yielding=20.0))
    outs = [play_one(scene, number=number) for number in range(6)]
    assert {int(out.which[number, 0]) for number, out in enumerate(outs)} == {CAPITULATION}
    for number, out in enumerate(outs):
        case, who = told(scene, out, number=number), scene.cut.parties[int(out.which[number, 1])]
        yes = [act for act in case.acts if act.id.startswith("played-end")]
        contested = [i for i, share in enumerate(scene.world.matters[:, SHARE]) if share > 0]
        assert errors(case, tmp_path) == [] and {(act.kind, act.actor) for act in yes} == {("accept", who)}
        assert [act.issue for act in yes] == [scene.cut.issues[i].id for i in contested]
        assert [act.position for act in yes] == [pytest.approx(out.terms[number, i], abs=1e-6) for i in contested]


def test_control_a_run_that_goes_on_tells_of_no_end() -> None:
    scene = scene_of("geneva-2022", rules=Rules(yielding=0.0, swans=0.0))
    for number in range(6):
        case = told(scene, play_one(scene, number=number), number=number)
        assert not [one for one in (*case.acts, *case.events) if one.id.startswith("played-end")]


def test_a_told_run_can_be_played_on_and_told_again(tmp_path: Path) -> None:
    first = scene_of("geneva-2022")
    case = told(first, play_one(first, number=1), number=1)
    scene = make_scene(make_record(case), played_by_all(case), turns=8)
    out, owed = seen(scene, 2)
    again = told(scene, out, number=2)
    assert errors(again, tmp_path) == [] and differences(scene, out, 2, owed) == []
    assert [s.id for s in again.sources[-2:]] == ["played", "played-2"]
    assert again.acts[: len(case.acts)] == case.acts and len(again.acts) == len(case.acts) + int(out.told[0])
    lines, cases = stories(scene, out._replace(which=out.which[2:], near=out.near[2:], counts=out.counts[2:]), seed=0)
    assert lines and all(errors(c, tmp_path / name) == [] for name, c in cases.items())
    twice = replace(again, sources=(*again.sources, again.sources[-1]))
    assert errors(twice, tmp_path)


def test_only_the_run_is_told_where_it_is_asked_for_alone(tmp_path: Path) -> None:
    scene = scene_of("russia-us-2025")
    out = play_one(scene, number=3)
    case, whole = told(scene, out, number=3, whole=False), told(scene, out, number=3)
    assert errors(case, tmp_path) == [] and {a.source for a in case.acts} == {"played"}
    played = whole.acts[-len(case.acts) :]
    assert [a.id for a in case.acts] == [a.id for a in played]
    assert errors(replace(case, acts=played), tmp_path)  # these name acts that are not there


def led_by_nobody(disown: float) -> Scene:
    """A case whose envoys all have unclear mandates, whose home disowns so many of their acceptances."""
    scene = scene_of("anderson-1956", rules=Rules(disown=disown))
    sides, seats = scene.world.sides.copy(), scene.world.seats.copy()
    sides[:, CHIEF], seats[:, :, UNCLEAR] = 0, 1
    return replace(scene, world=scene.world._replace(sides=sides, seats=seats))


def disowned(scene: Scene, number: int) -> tuple[list[str], list[str]]:
    """Acceptances of a run that bound nobody, by its log, after which the party denies something; and those named.

    A rejection may contradict a yes that stood: that is no disowning.
    """
    out = play_one(scene, number=number)
    case, rows = told(scene, out, number=number, whole=False), out.log[: int(out.told[0]), 1:]
    record = make_record(case)
    void, named = [], []
    for n, (act, row) in enumerate(zip(case.acts, rows, strict=True)):
        side = record.actor_party(act)
        later = [a for a in case.acts[n + 1 :] if record.actor_party(a) == side and _takes_back(act, a)]
        void += [act.id] * (bool(int(row[MARK]) & VOID) and bool(later))
        said = act.disowns if act.kind == "reject" else (*act.disowns, *act.contradicts)
        named += [name for name in said if case.acts[record.place[name]].kind == "accept"]
    return void, named


def _takes_back(act: Act, later: Act) -> bool:
    """Whether an act is one by which a party may take back an earlier one."""
    return later.kind in DISOWNING or (act.id in later.contradicts and later.kind != "reject")


def test_what_home_disowns_is_named_by_its_next_denial() -> None:
    scene = led_by_nobody(1.0)
    pairs = [disowned(scene, number) for number in range(12)]
    assert [sorted(void) for void, _ in pairs] == [sorted(named) for _, named in pairs]
    assert any(void for void, _ in pairs)


def test_control_where_home_disowns_nothing_nothing_is_named() -> None:
    scene = led_by_nobody(0.0)
    assert [disowned(scene, number) for number in range(12)] == [([], [])] * 12


def test_what_home_disowns_stays_a_promise_until_its_time_is_over() -> None:
    """To those who heard the yes it is one: the run and its record count it alike."""
    scene = led_by_nobody(1.0)
    assert [differences(scene, *played(scene, number)) for number in range(4)] == [[]] * 4
    out = play_one(scene, number=2)
    record = make_record(told(scene, out, number=2))
    opened = {p.act for p in promises.promises_of(promises.ledger(record))}
    void = [a.id for a, row in zip(record.acts[-int(out.told[0]) :], out.log[:, 1:], strict=False)
            if int(row[MARK]) & VOID]  # fmt: skip
    assert void and opened >= set(void)
