"""Paired runs: what they see, what they do not, and how the answer hangs on what the other side plays."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest

from counterpoint.levers import whatif as module
from counterpoint.levers.gallery import LeverError
from counterpoint.levers.paired import NORMAL, Difference, mean_difference, share_difference, spread
from counterpoint.levers.patch import apply, make_patch
from counterpoint.levers.whatif import READINGS, Answer, Reading, as_if, compare, doubted, readings, warnings, whatif
from counterpoint.playbooks import AIMS
from counterpoint.simulation.arrays import STATE
from counterpoint.simulation.run import play_all, play_many, play_one

from .lever_scenes import small_scene

HOW = {"runs": 300, "threads": 2}


def test_paired_runs_tell_more_than_runs_apart() -> None:
    """Positive control: with another seed the two are not paired, and tell no more than runs apart."""
    scene = small_scene()
    changed = apply(scene, [make_patch(scene, "pressure:on=ardan,k=2")])
    base, there, apart = (play_many(s, runs=400, seed=seed) for s, seed in ((scene, 0), (changed, 0), (changed, 1)))
    unpaired = base.payoff[:, 0].var() + there.payoff[:, 0].var()
    assert (there.payoff[:, 0] - base.payoff[:, 0]).var() < 0.7 * unpaired
    assert (apart.payoff[:, 0] - base.payoff[:, 0]).var() > 0.8 * unpaired


def test_a_share_is_compared_within_pairs() -> None:
    """By hand: 30 of 1000 pairs turn one way, 10 the other."""
    base, changed = np.zeros(1000, dtype=bool), np.zeros(1000, dtype=bool)
    base[:110], changed[10:140] = True, True
    found = share_difference(base, changed, np.arange(1000) % 10)
    assert (found.base, found.changed, found.difference) == pytest.approx((0.11, 0.13, 0.02))
    error = sqrt(30.5 + 10.5 - 20**2 / 1002) / 1002
    assert found.interval == pytest.approx((20 / 1002 - NORMAL * error, 20 / 1002 + NORMAL * error))
    assert found.seen and found.sign == 1


def test_the_interval_of_a_share_covers_the_truth() -> None:
    """Planted truth: 12 % of pairs turn one way, 4 % the other."""
    rng, covered = np.random.default_rng(5), 0
    for _ in range(400):
        u = rng.random(200)
        base, changed = u < 0.3, ((u >= 0.04) & (u < 0.3)) | (u > 0.88)
        low, high = share_difference(base, changed, np.arange(200) % 4).interval
        covered += low <= 0.08 <= high
    assert 0.92 <= covered / 400 <= 0.98


def test_nothing_seen_in_all_runs_is_not_nothing() -> None:
    same = np.zeros(500, dtype=bool)
    found = share_difference(same, same, np.arange(500) % 5)
    assert found.difference == 0.0 and not found.seen
    assert 0.003 < found.detectable < 0.01 and found.interval[1] > 0.003


def test_a_mean_is_compared_within_pairs() -> None:
    rng = np.random.default_rng(1)
    base = rng.normal(size=4000)
    found = mean_difference(base, base + rng.normal(0.1, 0.2, size=4000), np.arange(4000) % 8)
    assert found.difference == pytest.approx(0.1, abs=0.02)
    assert found.interval[1] - found.interval[0] == pytest.approx(2 * NORMAL * 0.2 / sqrt(4000), rel=0.1)


def test_the_spread_of_the_model_leaves_out_the_noise_of_runs() -> None:
    rng, draw = np.random.default_rng(2), np.arange(6400) % 64
    noise = rng.normal(size=6400)
    narrow, wide = spread(noise, draw), spread(noise + np.linspace(-1, 1, 64)[draw], draw)
    assert narrow is not None and wide is not None
    assert narrow[1] - narrow[0] < 0.15 and wide[1] - wide[0] == pytest.approx(1.6, abs=0.2)
    assert spread(noise[:10], np.arange(10)) is None
    assert spread((draw == 3).astype(float), draw) is None, "one draw of 64 is no spread of eight in ten"


def test_a_spread_that_cannot_be_told_from_chance_is_not_told() -> None:
    """Positive control: with draws that differ by more than their noise it is told."""
    draw = np.arange(400) % 8
    alike = np.where(np.arange(400) // 8 % 2, 1.0, -1.0)
    assert spread(alike, draw) is None and spread(np.zeros(400), draw) is None
    assert spread(alike + draw, draw) is not None


def test_a_lever_that_does_nothing_is_seen_to_do_nothing() -> None:
    scene = small_scene()
    answer = whatif(scene, [make_patch(scene, "mute:channel=summit,k=1")], **HOW)
    told = (*answer.endings.values(), answer.agreement, answer.near, answer.days, *answer.payoffs.values())
    assert not any(d.seen or d.difference for d in told)


def test_what_if_is_two_plays_compared_and_the_base_is_played_once(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, played = small_scene(), []
    patches = [make_patch(scene, "amplify:channel=summit,k=4")]
    there = apply(scene, patches)
    expected = compare(scene, play_many(scene, runs=123, seed=4), play_many(there, runs=123, seed=4))
    monkeypatch.setattr(module, "play_all", lambda s, **how: played.extend(s) or play_all(s, **how))
    assert whatif(scene, patches, runs=123, seed=4) == expected == whatif(scene, patches, runs=123, seed=4, threads=1)
    assert len([s for s in played if s is scene]) == 1
    assert whatif(scene, patches, runs=123, seed=5) != expected


def test_levers_for_another_scene_are_refused() -> None:
    with pytest.raises(LeverError, match="expected a patch of the scene"):
        whatif(small_scene(), [make_patch(small_scene(turns=21), "face")], **HOW)


def test_the_other_side_is_held_to_what_it_is_thought_to_play() -> None:
    for aim in READINGS:
        scene = as_if(small_scene(), "belmar", aim)
        outs = [play_one(scene, number=n) for n in range(4)]
        states = {int(s) >> 3 for n, out in enumerate(outs) for s in out.track[: out.which[n, 2] + 1, 1, STATE]}
        assert states == {[a.name for a in AIMS].index(aim)}
        assert (scene.cast.ways[:, 0] == small_scene().cast.ways[:, 0]).all()


def test_all_readings_are_tried_unless_a_lever_sets_them() -> None:
    scene = small_scene()
    patches = [make_patch(scene, "pressure:on=belmar")]
    found = readings(scene, patches, towards="belmar", runs=60)
    assert [r.aim for r in found] == list(READINGS)
    assert len({r.answer.agreement.base for r in found}) > 1
    set_by = [make_patch(scene, "play:party=belmar,way=grit")]
    assert readings(scene, set_by, towards="belmar", runs=60) == []
    assert len(readings(scene, set_by, towards="ardan", runs=60)) == 4


def test_who_is_doubted_is_less_likely_in_good_faith() -> None:
    assert doubted(small_scene()) == "belmar"
    assert doubted(small_scene(ardan="stall", belmar="sincere")) == "ardan"
    assert doubted(small_scene(ardan="stall", belmar="stall")) == "belmar"


def seen(sign: int) -> Difference:
    """A difference of a sign that is seen."""
    return Difference(0.5, 0.5 + sign / 10, sign / 10, (sign / 10 - 0.01, sign / 10 + 0.01), 0.02, None)


UNSEEN = replace(seen(1), interval=(-0.1, 0.1))


def planted(**signs: tuple[int, int, int]) -> list[Reading]:
    """Readings with planted signs of agreement, of ardan's payoff and of belmar's."""
    found = []
    for aim, (agreement, own, other) in signs.items():
        a, b, c = (seen(s) if s else UNSEEN for s in (agreement, own, other))
        found.append(Reading(aim, Answer({}, a, UNSEEN, UNSEEN, {"ardan": b, "belmar": c})))
    return found


def warned(**signs: tuple[int, int, int]) -> list[str]:
    return warnings(planted(**signs), towards="belmar", asking="ardan")


def test_a_lever_that_punishes_the_sincere_is_warned_of() -> None:
    (line,) = warned(sincere=(0, 1, -1), stall=(0, 1, -1))
    assert line == ("it punishes the sincere: it pays against belmar as a staller, but if belmar is sincere it costs"
                    " belmar 0.100 and brings no agreement")  # fmt: skip
    for fine in ((1, 1, -1), (0, 1, 1), (0, 1, 0)):
        assert warned(sincere=fine, stall=(0, 1, -1)) == []
    assert warned(sincere=(0, 1, -1), stall=(0, 0, -1)) == []


def test_a_lever_whose_sign_hangs_on_the_other_side_is_warned_of() -> None:
    (line,) = warned(sincere=(-1, 0, 0), constrained=(0, 0, 0), stall=(1, 0, 0), tough=(0, 0, 0))
    assert line == "agreement on more: helps if belmar stalls, but hurts if belmar is sincere"
    (line,) = warned(sincere=(0, 1, 0), constrained=(0, 1, 0), stall=(0, -1, 0))
    assert line.startswith(
        "payoff of ardan: better if belmar plays sincere or constrained, worse if belmar plays stall"
    )
    for fine in ((1, 0, 0), (0, 0, 0)):
        assert warned(sincere=fine, stall=(1, 0, 0)) == []
    assert warned(sincere=(-1, -1, 0), stall=(-1, -1, 0)) == []


def test_pressure_on_a_staller_punishes_the_sincere_in_runs() -> None:
    scene = small_scene()
    found = readings(scene, [make_patch(scene, "pressure:on=belmar,k=5")], towards="belmar", runs=400)
    cost = next(r.answer.payoffs["belmar"] for r in found if r.aim == "sincere")
    assert cost.sign < 0
