"""What if: a changed scene judged against the unchanged one, and how the answer hangs on what the other side plays.

Rule     both are played with the same run numbers and the same seed; draws go by name, so run n meets the same chance
         in both. Then the same with one side made to play one aim from first to last, in all draws, whatever assess
         thinks: sincere, constrained, stall, tough.
Unit     shares of runs; payoffs; days
Status   light: as the simulation; the comparison is exact
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from counterpoint.levers.gallery import main_pair
from counterpoint.levers.paired import (
    AGREED,
    Difference,
    days_to_settlement,
    ended,
    mean_difference,
    share_difference,
)
from counterpoint.levers.patch import Patch, apply, digest
from counterpoint.playbooks import AIMS
from counterpoint.simulation.arrays import BEGINS, STAY, TECHNIQUES, Out
from counterpoint.simulation.endings import NAMES
from counterpoint.simulation.run import play_all
from counterpoint.simulation.scene import Scene

RUNS: Final = 2000
READINGS: Final = ("sincere", "constrained", "stall", "tough")
"""What the other side is made to play, one after the other."""
AGREEING: Final = "agreement on more"
KEPT: Final = 8
"""Outcomes of unchanged scenes that are kept."""
Base = tuple[str, int, int]
"""An unchanged scene: its digest, the number of runs, the seed."""
_BASES: OrderedDict[Base, Out] = OrderedDict()
_LOCK = Lock()
Tell = Callable[[float], None]


@dataclass(frozen=True)
class Answer:
    """What a change does: to each ending, to each party's payoff, and to agreement.

    agreement: share of runs in which more is agreed than at first; near: how near the main pair stands at the end
    [0..1]; days: to a settlement, the whole time where there is none.
    """

    endings: dict[str, Difference]
    agreement: Difference
    near: Difference
    days: Difference
    payoffs: dict[str, Difference]


@dataclass(frozen=True)
class Reading:
    """The same question where one side plays one aim from first to last."""

    aim: str
    answer: Answer


def whatif(scene: Scene, patches: Sequence[Patch], *, runs: int = RUNS, seed: int = 0, threads: int = 2) -> Answer:
    """What the patches change. LeverError where they do not fit the scene or each other."""
    changed = apply(scene, patches)
    key = (digest(scene), runs, seed)
    base = _kept(key)
    outs = play_all([changed, scene][: 1 if base else 2], runs=runs, seed=seed, threads=threads, fans=False)
    return compare(scene, base or _keep(key, outs[1]), outs[0])


def _kept(key: Base) -> Out | None:
    """The runs of an unchanged scene, if they have been played of late."""
    with _LOCK:
        if key in _BASES:
            _BASES.move_to_end(key)
        return _BASES.get(key)


def _keep(key: Base, out: Out) -> Out:
    """Keep the runs of an unchanged scene, and those of the latest others."""
    with _LOCK:
        _BASES[key] = out
        while len(_BASES) > KEPT:
            _BASES.popitem(last=False)
    return out


def compare(scene: Scene, base: Out, changed: Out) -> Answer:
    """What differs between the runs of two scenes of the same parties."""
    draw, span = base.which[:, 3], (scene.turns, float(scene.cut.record.case.turn_days))
    return Answer(
        endings={name: share_difference(ended(base, k), ended(changed, k), draw) for k, name in enumerate(NAMES)},
        agreement=share_difference(ended(base, *AGREED), ended(changed, *AGREED), draw),
        near=mean_difference(base.near, changed.near, draw),
        days=mean_difference(days_to_settlement(base, *span), days_to_settlement(changed, *span), draw),
        payoffs={party: mean_difference(base.payoff[:, p], changed.payoff[:, p], draw)
                 for p, party in enumerate(scene.cut.parties)},
    )  # fmt: skip


def doubted(scene: Scene) -> str:
    """Which of the main pair is less likely to be in good faith, by the draws of the cast; the second if neither."""
    good = [a.group == "good_faith" for a in AIMS]
    first, second = main_pair(scene)
    share = [sum(good[int(s) >> TECHNIQUES] for s in scene.cast.ways[:, p, BEGINS]) for p in (first, second)]
    return scene.cut.parties[first if share[0] < share[1] else second]


def as_if(scene: Scene, party: str, aim: str) -> Scene:
    """The scene in which a party plays an aim from first to last, in all draws; its techniques come and go."""
    p, ways = scene.cut.parties.index(party), scene.cast.ways.copy()
    techniques = ways[:, p, BEGINS] % (1 << TECHNIQUES)
    ways[:, p, BEGINS] = ([a.name for a in AIMS].index(aim) << TECHNIQUES) + techniques
    ways[:, p, STAY] = 1.0
    return replace(scene, cast=scene.cast._replace(ways=ways))


def readings(
    scene: Scene, patches: Sequence[Patch], *, towards: str, runs: int = RUNS, seed: int = 0, threads: int = 2,
    tell: Tell | None = None,
) -> list[Reading]:  # fmt: skip
    """The same patches where one side plays each aim of READINGS; none where a patch says how it plays."""
    if any(p.lever == "play" and dict(p.values)["party"] == towards for p in patches):
        return []
    found = []
    for n, aim in enumerate(READINGS):
        other = as_if(scene, towards, aim)
        moved = [replace(p, base=digest(other)) for p in patches]
        found.append(Reading(aim, whatif(other, moved, runs=runs, seed=seed, threads=threads)))
        if tell:
            tell((n + 1) / len(READINGS))
    return found


def warnings(found: Sequence[Reading], *, towards: str, asking: str) -> list[str]:
    """A line where the change punishes the sincere, and for each yardstick on which its sign hangs on the reading."""
    lines = _punished(found, towards, asking)
    for what in (AGREEING, f"payoff of {asking}"):
        sign = {r.aim: (r.answer.agreement if what == AGREEING else r.answer.payoffs[asking]).sign for r in found}
        if sign.get("stall") == 1 and sign.get("sincere") == -1:
            lines.append(f"{what}: helps if {towards} stalls, but hurts if {towards} is sincere")
            continue
        up, down = ([aim for aim, s in sign.items() if s == k] for k in (1, -1))
        if up and down:
            lines.append(f"{what}: better if {towards} plays {' or '.join(up)}, worse if {towards} plays"
                         f" {' or '.join(down)}: the answer hangs on what {towards} plays")  # fmt: skip
    return lines


def _punished(found: Sequence[Reading], towards: str, asking: str) -> list[str]:
    """Whether it pays against a staller, while one who is sincere is the worse for it and agrees to no more."""
    by = {r.aim: r.answer for r in found}
    if not {"stall", "sincere"} <= set(by):
        return []
    stall, sincere = by["stall"], by["sincere"]
    pays = stall.agreement.sign > 0 or stall.payoffs[asking].sign > 0
    if pays and sincere.payoffs[towards].sign < 0 and sincere.agreement.sign <= 0:
        cost = -sincere.payoffs[towards].difference
        return [f"it punishes the sincere: it pays against {towards} as a staller, but if {towards} is sincere it costs"
                f" {towards} {cost:.3f} and brings no agreement"]  # fmt: skip
    return []
