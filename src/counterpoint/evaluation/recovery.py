"""Does inference find what was played? Records with a known aim, judged as a user's record would be.

Rule     tendencies and habits are drawn from their spread, the aim is held throughout, the other side plays a random
         aim; the posterior aim, the verdict and their confidence are compared with the truth.
Status   exact given the seed
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import numpy as np

from counterpoint.case.model import Act, Case
from counterpoint.case.vocabulary import KIND_NAMES
from counterpoint.case.when import When
from counterpoint.evaluation.stage import SIDES, draw_player, draw_side, stage, thin_coverage
from counterpoint.inference.assess import infer_party, judge
from counterpoint.inference.prior import Prior, read_prior
from counterpoint.playbooks import AIMS
from counterpoint.playbooks.base import CHANNEL_CLASSES
from counterpoint.playbooks.baseline import shares
from counterpoint.playbooks.odds import State, gallery
from counterpoint.playbooks.play import play
from counterpoint.record.record import make_record

TURNS = 52
MISCODED, MISSING, UNSEEN, JITTER = 0.15, 0.30, "quiet", 10
"""Stress: share of kinds miscoded, share of acts missing, the secret channel nobody knows of, days a date is off."""


@dataclass(frozen=True)
class Trial:
    """One record to play and judge. left_out: the true aim is taken out of the gallery's prior."""

    aim: int
    acts: int
    seed: int
    strength: float = 1.0
    stress: bool = False
    left_out: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of a trial: acts of the judged party, its aims' posterior, the verdict and its reason."""

    trial: Trial
    acts: int
    aims: tuple[float, ...]
    verdict: str
    reason: str

    @property
    def top(self) -> int:
        """The most probable aim."""
        return int(np.argmax(self.aims))

    @property
    def wrong(self) -> bool:
        """Whether a verdict was given and is not the true one."""
        return self.verdict != "undetermined" and self.verdict != AIMS[self.trial.aim].group


def run(trial: Trial, *, particles: int = 256) -> Outcome:
    """Play one record and judge its first side."""
    case = play_record(trial)
    if trial.stress:
        case = stressed(case, np.random.default_rng([trial.seed, 99]))
    record = make_record(case)
    prior = without_aim(read_prior(), trial.aim) if trial.left_out else read_prior()
    posterior = infer_party(record, SIDES[0], SIDES[1], prior, (trial.seed, 0), particles)
    found = judge(posterior, record, np.random.default_rng([trial.seed, 98]))
    aims = tuple(found.described["aim"][a.name]["p"] for a in AIMS)
    return Outcome(trial, len(posterior.model.tables.acts), aims, found.verdict, found.reason)


def play_record(trial: Trial) -> Case:
    """The played record of a trial."""
    rng = np.random.default_rng([trial.seed, trial.aim])
    book, empty = gallery(), stage(TURNS)
    sides = {}
    for i, party in enumerate(SIDES):
        player = draw_player(book, empty, rng, strength=trial.strength, acts_a_week=trial.acts / TURNS)
        aim = trial.aim if i == 0 else int(rng.integers(len(AIMS) - 1))
        on = tuple(bool(rng.random() < 0.25) for _ in range(3))
        sides[party] = draw_side(player, empty, party, (State(aim, on),) * TURNS, rng)  # type: ignore[arg-type]
    return play(empty, sides, book, (trial.seed, trial.aim))


def without_aim(prior: Prior, aim: int) -> Prior:
    """The prior with one aim taken out, its share given to the rest of its verdict, or to all if it was alone."""
    aims = prior.aims.copy()
    mates = [i for i, a in enumerate(AIMS) if a.group == AIMS[aim].group and i != aim]
    if mates:
        aims[mates] += aims[aim] / len(mates)
    aims[aim] = 0.0
    return Prior(aims / aims.sum(), prior.techniques)


def stressed(case: Case, rng: np.random.Generator) -> Case:
    """The case as a poor coder with poor access would have it."""
    seen = thin_coverage(case, UNSEEN)
    kept = [a for a in seen.acts if rng.random() >= MISSING]
    table = shares("kind")[CHANNEL_CLASSES.index("open")]
    end = seen.end.last if seen.end else None
    acts = []
    for act in kept:
        if rng.random() < MISCODED:
            act = replace(act, kind=KIND_NAMES[int(rng.choice(len(table), p=table))])  # type: ignore[arg-type]
        acts.append(_shift(act, int(rng.integers(-JITTER, JITTER + 1)), seen, end))
    ids = {a.id for a in acts}
    return replace(seen, acts=tuple(_prune(a, ids) for a in acts))


def _shift(act: Act, days: int, case: Case, end: Any) -> Act:
    first = case.start.first if case.start else act.date.first
    moved = min(max(act.date.first + timedelta(days=days), first), end)
    return replace(act, date=When(moved, moved))


def _prune(act: Act, ids: set[str]) -> Act:
    """The act without links to acts that are not on record."""
    return replace(
        act,
        keeps=tuple(i for i in act.keeps if i in ids),
        breaks=tuple(i for i in act.breaks if i in ids),
        replaces=tuple(i for i in act.replaces if i in ids),
    )


def summarise(outcomes: list[Outcome], *, sure: float = 0.8) -> dict[str, Any]:
    """Shares of outcomes, each beside its standard error (_se) and number (_n).

    top1, sure, right_when_sure, wrong, false_accusation (good faith called bad), determined (any verdict). claimed is
    the mean probability of the most probable aim: what top1 should be in a world drawn from the prior.
    """
    right = [o.top == o.trial.aim for o in outcomes]
    confident = [max(o.aims) >= sure for o in outcomes]
    flags = {
        "top1": right, "sure": confident,
        "right_when_sure": [r for r, c in zip(right, confident, strict=True) if c],
        "wrong": [o.wrong for o in outcomes],
        "determined": [o.verdict != "undetermined" for o in outcomes],
    }  # fmt: skip
    acts = round(float(np.mean([o.acts for o in outcomes])), 1)
    claimed = round(float(np.mean([max(o.aims) for o in outcomes])), 4)
    found = {k: v for name, found in flags.items() for k, v in _share(name, found).items()}
    return {"acts": acts, "claimed": claimed} | found | false_accusations(outcomes)


def false_accusations(outcomes: list[Outcome]) -> dict[str, Any]:
    """Share of records played in good faith that were called bad faith, beside its standard error and number."""
    good = [o for o in outcomes if AIMS[o.trial.aim].group == "good_faith"]
    return _share("false_accusation", [o.verdict == "bad_faith" for o in good])


def _share(name: str, flags: list[bool]) -> dict[str, Any]:
    n = len(flags)
    p = sum(flags) / n if n else None
    se = round((p * (1 - p) / n) ** 0.5, 4) if p is not None else None
    return {name: None if p is None else round(p, 4), f"{name}_se": se, f"{name}_n": n}


def confusion(outcomes: list[Outcome]) -> dict[str, dict[str, int]]:
    """True aim -> most probable aim -> number of records."""
    table = {a.name: {b.name: 0 for b in AIMS} for a in AIMS[:-1]}
    for o in outcomes:
        table[AIMS[o.trial.aim].name][AIMS[o.top].name] += 1
    return table
