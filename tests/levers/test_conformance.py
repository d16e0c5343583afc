"""What every lever promises, checked over the registry without knowing any of them."""

from __future__ import annotations

import importlib
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
import pytest

import counterpoint.levers
from counterpoint.inference.bibliography import WORKS as CITED
from counterpoint.levers import LEVERS, MODULES, paired, worth
from counterpoint.levers.gallery import FIELDS, NUMBERS, Lever, LeverError, Values, describe
from counterpoint.levers.patch import Patch, _digest, apply, digest, make_patch, overlaps, touched
from counterpoint.levers.play import WAYS
from counterpoint.levers.sources import WORKS
from counterpoint.simulation.scene import Scene

from .lever_scenes import patch_of, played, settings, small_scene

MACHINERY = {
    "__init__",
    "gallery",
    "values",
    "patch",
    "rates",
    "paired",
    "whatif",
    "worth",
    "document",
    "sources",
    "shown",
}
ALL = tuple(LEVERS.values())
MANY = 4_000
"""Runs among which the weakest lever, one outside event, changes some."""


def one_each(scene: Scene) -> list[Patch]:
    """Every lever once, on the first thing on which it changes anything."""
    return [patch_of(scene, lever, next(v for v in settings(scene, lever) if touched(scene, lever, v)))
            for lever in ALL]  # fmt: skip


def test_the_registry_holds_exactly_the_files_of_the_folder() -> None:
    folder = Path(next(iter(counterpoint.levers.__path__)))
    assert {f.stem for f in folder.glob("*.py")} - MACHINERY == set(LEVERS)
    assert [m.__name__.rpartition(".")[2] for m in MODULES] == list(LEVERS)


@pytest.mark.parametrize("lever", ALL, ids=lambda lever: lever.name)
def test_a_lever_describes_itself(lever: Lever) -> None:
    doc = importlib.import_module(f"counterpoint.levers.{lever.name}").__doc__ or ""
    assert [line.split()[0] for line in doc.splitlines()[2:] if line and line[0] != " "] == list(FIELDS)
    for param in lever.params:
        assert f"{param.name}:" in lever.takes and param.what in lever.takes, param.name
        assert f"[{param.unit}]" in lever.takes or not param.unit, param.name
    assert set(lever.about) | set(lever.neutral or {}) <= {p.name for p in lever.params}


def test_every_work_that_is_named_is_told() -> None:
    texts = [lever.source for lever in ALL] + [paired.__doc__ or "", worth.__doc__ or ""]
    named = {key for text in texts for key in re.findall(r"\b[a-z]+\d{4}\b|\bdesign\b", text)}
    named |= {key for way in WAYS.values() for key in way.sources}
    assert named == set(WORKS)
    assert all(CITED[key] == told for key, told in WORKS.items() if key in CITED)


def changes_runs(lever: Lever, scene: Scene) -> bool:
    """Whether a lever changes its digest wherever it changes numbers, and some run on something."""
    moved = False
    for values in settings(scene, lever):
        there = lever.change(scene, values)
        if (_digest(there) != _digest(scene)) != bool(touched(scene, lever, values)):
            return False
        moved = moved or played(there, runs=MANY) != played(scene, runs=MANY)
    return moved


@pytest.mark.parametrize("lever", ALL, ids=lambda lever: lever.name)
def test_a_lever_changes_runs_and_its_base_not_at_all(lever: Lever) -> None:
    scene = small_scene()
    before = _digest(scene)
    assert changes_runs(lever, scene)
    assert _digest(scene) == before


def is_neutral(lever: Lever, scene: Scene) -> bool:
    """Whether no run differs at the values that are called neutral, on anything."""
    return lever.neutral is None or all(
        played(lever.change(scene, values | dict(lever.neutral)), runs=40) == played(scene, runs=40)
        for values in settings(scene, lever)
    )


@pytest.mark.parametrize("lever", ALL, ids=lambda lever: lever.name)
def test_a_neutral_value_changes_no_run(lever: Lever) -> None:
    assert is_neutral(lever, small_scene())
    assert lever.neutral is None or is_neutral(lever, small_scene(ardan="tough", belmar="regroup"))


def test_levers_that_touch_different_things_commute_by_themselves() -> None:
    """Positive control: of two where one looks at what the other changes, that is told."""
    scene = small_scene()
    told = [line for p, q in combinations(one_each(scene), 2) for line in overlaps(scene, [p, q])]
    assert len(told) < 40 < len(ALL) * (len(ALL) - 1) / 2
    pair = [make_patch(scene, "amplify:channel=desk"), make_patch(scene, "backchannel:like=desk")]
    (line,) = overlaps(scene, pair)
    assert "touch the same thing: the second" in line


def test_any_order_of_levers_gives_the_same_bytes() -> None:
    scene = small_scene()
    patches = one_each(scene)
    expected = _digest(apply(scene, patches))
    for seed in range(5):
        mixed = list(patches)
        Random(seed).shuffle(mixed)
        assert _digest(apply(scene, mixed)) == expected
    assert played(apply(scene, patches[::-1]), runs=20) == played(apply(scene, patches), runs=20)


@pytest.mark.parametrize("lever", ALL, ids=lambda lever: lever.name)
def test_a_patch_fits_its_base_alone_and_comes_once(lever: Lever) -> None:
    scene, other = small_scene(), small_scene(turns=21)
    patch = patch_of(scene, lever, next(settings(scene, lever)))
    with pytest.raises(LeverError, match=f"expected a patch of the scene {digest(other)}, got one of {digest(scene)}"):
        apply(other, [patch])
    with pytest.raises(LeverError, match=r"expected once on .*, got it twice \(try"):
        apply(scene, [patch, patch])
    assert make_patch(scene, patch.text) == patch


@pytest.mark.parametrize("lever", ALL, ids=lambda lever: lever.name)
def test_what_is_misspelt_or_out_of_range_is_told_in_a_line(lever: Lever) -> None:
    scene = small_scene()
    wrong = [f"{lever.name}x", f"{lever.name}:{lever.params[0].name}x=1", f"{lever.name}:nonsense"]
    for p in lever.params:
        asked = {q.name: "corvia" for q in lever.params if q.default is None and not q.optional and q.name != p.name}
        asked = {k: next(iter(v[k] for v in settings(scene, lever))) for k in asked}  # type: ignore[misc]
        rest = "".join(f",{k}={v}" for k, v in asked.items())
        bad = (f"{p.high + 1:g}", f"{p.low - 1:g}", "nan", "many") if p.kind in NUMBERS else ("nobodyx",)
        bad += ("1.5",) if p.kind == "whole" else ("20240801",) if p.kind == "date" else ()
        wrong += [f"{lever.name}:{p.name}={text}{rest}" for text in bad]
        wrong.append(f"{lever.name}:{p.name}=1,{p.name}=1{rest}")
    for text in wrong:
        with pytest.raises(LeverError, match=r"^[^\n]*expected [^\n]*got [^\n]*\(try [^\n]*\)$"):
            make_patch(scene, text)


@pytest.mark.parametrize(("text", "line"), [
    ("play:party=ardan", "play: expected way, got nothing (try play:party=ardan,way=mirror)"),
    ("play:way=grit", "play: expected party, got nothing (try play:party=ardan,way=grit)"),
    ("play:party=ardn", "play:party: expected one of ardan, belmar, corvia, got 'ardn' (try ardan)\n"
     "play: expected way, got nothing (try play:party=ardan,way=mirror)"),
    ("merge:into=summit,share=0.5", "merge: expected of, got nothing (try merge:of=desk,into=summit,share=0.5)"),
    ("deadline:date=20240801",
     "deadline:date: expected a date YYYY-MM-DD, got '20240801' (try 2024-08-01)"),
    ("deadline:date=2024-W31-4",
     "deadline:date: expected a date YYYY-MM-DD, got '2024-W31-4' (try 2024-08-01)"),
    ("deadline:days=1.5", "deadline:days: expected a whole number from 1 to 36500 [days], got '1.5' (try 2)"),
    ("open:channel=old,days=30.2",
     "open:days: expected a whole number from 0 to 36500 [days], got '30.2' (try 30)"),
])  # fmt: skip
def test_what_may_be_tried_can_be_pulled(text: str, line: str) -> None:
    """The hint keeps what was given and is a whole lever, or what may stand in place of a value."""
    scene = small_scene()
    with pytest.raises(LeverError) as told:
        make_patch(scene, text)
    assert str(told.value) == line
    tried = line.rpartition("(try ")[2].removesuffix(")")
    make_patch(scene, tried if ":" in tried else f"{text.rpartition('=')[0]}={tried}")


def spoiled(lever: Lever, change: object) -> Lever:
    return replace(lever, change=change)  # type: ignore[arg-type]


def test_levers_with_planted_defects_are_caught() -> None:
    scene, mute = small_scene(), LEVERS["mute"]
    assert not changes_runs(spoiled(mute, lambda s, v: s), scene)

    def on_the_base(there: Scene, values: Values) -> Scene:
        there.start.mem[0, 0] += 1.0
        return there

    mine = replace(scene, start=scene.start._replace(mem=scene.start.mem.copy()))
    before = _digest(mine)
    on_the_base(mine, {})
    assert _digest(mine) != before
    half = spoiled(mute, lambda s, v: mute.change(s, v | {"k": float(v["k"]) / 2}))
    assert not is_neutral(half, scene)
    with pytest.raises(ValueError, match=r"lever pull.*\['Takes'\]"):
        describe("x.pull", "Pull.\n\nRule     r\nSource   s\nStatus   t\n", params=(), change=mute.change)


def test_two_on_the_same_thing_are_told() -> None:
    scene = small_scene()
    pair = [make_patch(scene, "merge:of=desk,into=summit"), make_patch(scene, "mute:channel=summit,k=0.5")]
    (line,) = overlaps(scene, pair[::-1])
    assert line.startswith("merge:of=desk,into=summit,share=1 and mute:channel=summit,k=0.5 touch the same thing (cast")
    apart = [make_patch(scene, "mute:channel=desk"), make_patch(scene, "face"), make_patch(scene, "unlink:issue=land")]
    assert overlaps(scene, apart) == []
    (line,) = overlaps(scene, [make_patch(scene, "open:channel=summit")])
    assert line == "open:channel=summit,days=0 changes nothing here"


def test_a_lever_is_judged_on_what_those_before_it_have_left() -> None:
    """Positive control: on the base, closing what is closed changes nothing; here it has been opened before."""
    scene = small_scene()
    texts = ("open:channel=old", "close:channel=old,days=70", "merge:of=old,into=desk")
    patches = [make_patch(scene, text) for text in texts]
    for patch in patches[1:]:
        assert overlaps(scene, [patch]) == [f"{patch.text} changes nothing here"]
    lines = overlaps(scene, patches)
    assert len(lines) == 3 and all("touch the same thing" in line for line in lines)
    still = overlaps(scene, [patches[1], make_patch(scene, "face"), patches[2]])
    assert still == [f"{patch.text} changes nothing here" for patch in patches[1:]]
    shut = [make_patch(scene, t) for t in ("close:channel=desk", "merge:of=desk,into=summit")]
    (nothing, touch) = overlaps(scene, shut)
    assert nothing == "merge:of=desk,into=summit,share=1 changes nothing here" and "touch the same thing" in touch


def test_a_pause_from_the_first_day_is_told_as_two_on_the_same_thing() -> None:
    """In the other order there would be a gap, which is refused: the order matters, and a third is not drawn in."""
    scene = small_scene()
    texts = ("close:channel=summit", "open:channel=summit,days=70", "unlink:issue=land")
    (line,) = overlaps(scene, [make_patch(scene, text) for text in texts])
    assert line.startswith("close:channel=summit,days=0 and open:channel=summit,days=70 touch the same thing")


def test_a_scene_is_known_by_all_that_its_runs_hang_on() -> None:
    scene = small_scene()
    assert digest(scene) == digest(replace(scene)) == _digest(scene)
    assert digest(replace(scene, turns=19)) != digest(scene)
    assert digest(replace(scene, rules=scene.rules._replace(keeps=0.4))) != digest(scene)
    tone = np.where(scene.world.tone == 0, 1e-9, scene.world.tone)
    assert digest(replace(scene, world=scene.world._replace(tone=tone))) != digest(scene)
