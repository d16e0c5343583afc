"""Recovered reciprocity: what the ways of playing put in comes out of the played acts.

Claim      From weekly sums of how friendly each side's acts were, a vector autoregression of order one finds the
           reciprocity that is there: in series with the coefficients measured between Israelis and Palestinians, and in
           played records, where the way a party plays says whether it answers in kind or the other way round.
World      For the estimator: 400 pairs of series of 1,278 weeks with reciprocity .29 and .40, own lags .51 and .39 and
           a same-week correlation of .86. For played records: 364 weeks in which nothing ends the talks, the first 52
           left out; Borin acts by habit alone and answers nothing, so that what is found is Alda's; Alda plays mirror
           (lever `play`), is sincere, stalls, or plays for rejection.
Quantity   The share of 95 % intervals that cover the coefficient that was put in. In played records the coefficient of
           the other side's sum in the week before, both series standardised, by least squares with the own lag: the
           mean over the 64 draws of the cast, and its interval over draws. Beside it what is true: the change of Alda's
           sums where Borin's habits are made kinder, over the change of Borin's (all other chance the same).
Expected   Coverage from 90 to 98 %. The coefficient positive for mirror and for the sincere, negative for the staller
           and for who plays for rejection, by 0.01 at least. What is true is told, and whether the long-run response
           that the autoregression implies is of its size.
Control    A party that answers nothing must show nothing, nor mirror with the other side's weeks shuffled. With the
           weeks shuffled the estimator must fail to cover.
Source     goldstein1997 (reciprocity, also inverse); coefficients computed from weekly event data on Israelis and
           Palestinians, 1979-2003; the autoregression as is usual
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from counterpoint.playbooks.entries import MOODS, VALENCE
from counterpoint.simulation.acting import KIND, PARTY
from counterpoint.simulation.arrays import H_ISSUE, KINDS, Floats
from counterpoint.simulation.scene import Scene
from fact_world import (
    ALDA,
    BORIN,
    NORMAL,
    Finding,
    Role,
    Sought,
    column,
    facing,
    judged,
    logs,
    mean_finding,
    pulled,
    ratio_finding,
    scene,
)

WEEKS, FIRST, PLAYED = 364, 52, 320
"""Weeks of a run, those left out, and runs: five of each draw of the cast."""
SERIES, LENGTH = 400, 1278
PUT_IN = np.array([[0.51, 0.29], [0.40, 0.39]])
TOGETHER = 0.86
ASKED, AROUND = 0.94, 0.04
"""Coverage asked for: from 90 to 98 %."""
LEAST = 0.01
KINDER = 0.5
"""By how much Borin's habits are made kinder [nats a unit of valence]."""
UNENDING = {
    "enough": 2.0, "tacit_days": 1e9, "drift_days": 1e9, "break_days": 1e9, "yielding": 0.0, "leaving": 0.0, "swans": 0.0,
}  # fmt: skip
WAYS = {"mirror": 1, "sincere": 1, "stall": -1, "rejection": -1}
verdict = judged
WHY = {
    "implied": "Parties remember with a half-life of three weeks, so that the answer to one week is spread over many,"
    " and one lag of weekly sums catches the first of them.",
    "recovered": "The sign is right, but the size is under 0.01 or just there: playbooks answer by which"
    " kind of act they choose, in a few situations, and hardly ever by how much they do.",
}
"""Why something is not shown, by what its key holds; found after measuring."""


def autoregression(own: Floats, other: Floats) -> tuple[Floats, Floats]:
    """Own lag and the other's lag of standardised series (R, T), by least squares: values and errors, each (R, 2)."""
    y, x = ((s - s.mean(axis=1, keepdims=True)) / s.std(axis=1, keepdims=True) for s in (own, other))
    seen = np.stack([np.ones_like(y[:, 1:]), y[:, :-1], x[:, :-1]], axis=2)
    square = seen.transpose(0, 2, 1) @ seen
    inverse = np.linalg.inv(square)
    found = inverse @ (seen.transpose(0, 2, 1) @ y[:, 1:, None])
    left = y[:, 1:] - (seen @ found)[:, :, 0]
    spread = (left**2).sum(axis=1) / (left.shape[1] - 3)
    errors = np.sqrt(spread[:, None] * np.diagonal(inverse, axis1=1, axis2=2))
    return found[:, 1:, 0], errors[:, 1:]


def made_up(*, seed: int) -> Floats:
    """Pairs of series with the coefficients that were put in (SERIES, 2, LENGTH), begun where they end up."""
    level = np.array([[1.0, TOGETHER], [TOGETHER, 1.0]])
    shock = np.linalg.cholesky(level - PUT_IN @ level @ PUT_IN.T)
    rng = np.random.default_rng([seed, 28])
    out = np.empty((LENGTH, SERIES, 2))
    out[0] = rng.standard_normal((SERIES, 2)) @ np.linalg.cholesky(level).T
    for t in range(1, LENGTH):
        out[t] = out[t - 1] @ PUT_IN.T + rng.standard_normal((SERIES, 2)) @ shock.T
    return out.transpose(1, 2, 0)


def coverage(series: Floats, side: int, *, shuffled: bool = False, role: Role = "fact") -> Finding:
    """How often the interval covers the reciprocity of a side that was put in."""
    own, other = series[:, side], series[:, 1 - side]
    if shuffled:
        other = np.random.default_rng([side, 29]).permuted(other, axis=1)
    value, error = autoregression(own, other)
    truth = PUT_IN[side, 1 - side]
    covers = (np.abs(value[:, 1] - truth) <= NORMAL * error[:, 1]).astype(float)
    told = f"share of {SERIES} intervals that cover {truth:.2f}" + (", the other's weeks shuffled" if shuffled else "")
    sought = Sought(f"coverage {truth:.2f}" + (", shuffled" if shuffled else ""), f"{told}, against the middle of what is"
                    " asked", -1 if shuffled else 0, AROUND, role)  # fmt: skip
    return mean_finding(sought, np.full(SERIES, ASKED), covers)


def meeting(way: str) -> Scene:
    """Alda plays a way (nothing: by habit alone) against Borin, who answers nothing; nothing ends it."""
    aim = way if way in ("sincere", "stall", "rejection") else "none"
    where = scene({"alda": aim, "borin": "none"}, turns=WEEKS, rules=UNENDING)
    if way == "mirror":
        where = pulled(where, "play:party=alda,way=mirror")
    nats = where.cast.nats.copy()
    for p, answers in ((ALDA, way != "nothing"), (BORIN, False)):
        if not answers:
            nats[:, p] = 0.0
    return replace(where, cast=where.cast._replace(nats=nats))


def kinder(where: Scene) -> Scene:
    """The scene in which Borin's habits are kinder on every channel."""
    habits = where.cast.habits.copy()
    kinds = habits[:, BORIN, :, :H_ISSUE].reshape(*habits.shape[:1], habits.shape[2], len(MOODS), KINDS)
    kinds = kinds * np.exp(KINDER * VALENCE)
    kinds /= kinds.sum(axis=3, keepdims=True)
    habits[:, BORIN, :, :H_ISSUE] = kinds.reshape(*habits.shape[:1], habits.shape[2], H_ISSUE)
    return replace(where, cast=where.cast._replace(habits=habits))


def weekly(where: Scene, *, runs: int, seed: int) -> Floats:
    """By run, side and week the sum of the tones of its acts towards the other (R, 2, T)."""
    out = np.zeros((runs, 2, where.turns))
    for n, (log, _) in enumerate(logs(where, runs=runs, seed=seed)):
        by, tone = column(log, PARTY), where.world.tone[column(log, KIND)] * facing(where, log)
        for p in (ALDA, BORIN):
            mine = by == p
            out[n, p] = np.bincount(log[mine, 0].astype(int), weights=tone[mine], minlength=where.turns)
    return out[:, :, FIRST:]


def by_draw(values: Floats) -> Floats:
    """Means over the runs of each draw of the cast: runs of one draw hang together."""
    draws = 64 if len(values) > 64 else len(values)
    return np.array([values[d::draws].mean(axis=0) for d in range(draws)])


def reciprocity(sought: Sought, series: Floats, *, shuffled: bool = False) -> Finding:
    """The coefficient of the other's week before, against none."""
    own, other = series[:, ALDA], series[:, BORIN]
    if shuffled:
        other = np.random.default_rng(30).permuted(other, axis=1)
    values = by_draw(autoregression(own, other)[0][:, 1])
    return mean_finding(sought, np.zeros(len(values)), values)


def responses(way: str, sign: int, base: Floats, changed: Floats) -> list[Finding]:
    """What is true in the long run by making Borin kinder, and by how much what the autoregression implies is off."""
    moved = by_draw((changed - base).mean(axis=2))
    none = np.zeros(len(moved))
    true = ratio_finding(Sought(f"{way}: true", f"{way}: change of Alda's sums over that of Borin's, who is made kinder",
                                sign, LEAST, "figure"), (none, none), (moved[:, ALDA], moved[:, BORIN]))  # fmt: skip
    lags = by_draw(autoregression(base[:, ALDA], base[:, BORIN])[0])
    scale = by_draw(base.std(axis=2))
    implied = lags[:, 1] / (1.0 - lags[:, 0]) * scale[:, ALDA] / scale[:, BORIN]
    each = true.value + (moved[:, ALDA] - true.value * moved[:, BORIN]) / moved[:, BORIN].mean()
    size = mean_finding(Sought(f"{way}: implied", f"{way}: long-run response that the autoregression implies, against the"
                               " true one", 0, LEAST, "figure"), each, implied)  # fmt: skip
    return [true, size]


def measure(*, runs: int = PLAYED, seed: int) -> list[Finding]:
    """Every finding; runs are those of played records."""
    how: dict[str, Any] = {"runs": min(runs, PLAYED), "seed": seed}
    series = made_up(seed=seed)
    found = [coverage(series, 0), coverage(series, 1), coverage(series, 1, shuffled=True, role="control")]
    for way, sign in WAYS.items():
        where = meeting(way)
        base, changed = weekly(where, **how), weekly(kinder(where), **how)
        text = f"{way}: coefficient of the other side's week before"
        found.append(reciprocity(Sought(f"{way}: recovered", text, sign, LEAST), base))
        found += responses(way, sign, base, changed)
        if way == "mirror":
            text = "mirror, the other side's weeks shuffled: the same coefficient"
            found.append(reciprocity(Sought("shuffled", text, 0, LEAST, "control"), base, shuffled=True))
    text = "a party that answers nothing: the same coefficient"
    found.append(reciprocity(Sought("nothing", text, 0, LEAST, "control"), weekly(meeting("nothing"), **how)))
    return found
