"""Where it ends: probabilities of the endings, when, on what terms, and how far each can be trusted.

Rule     a share of the runs. Its Monte Carlo error is that of so many runs; its model uncertainty is how far the share
         differs between the draws of the cast, beyond what so few runs of one draw would differ by chance.
Unit     shares of runs; days
Status   light: what `assess` has learned, played by elicited rules; drawn towards the base rates by a stated weight
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoint import __version__
from counterpoint.simulation.arrays import AGREED, SIGNED_BY, UNDERSTOOD, Floats, Out
from counterpoint.simulation.base_rates import BASE_RATES, PERIODS, WEIGHT, drawn
from counterpoint.simulation.endings import NAMES, OF_WHOM
from counterpoint.simulation.fans import fans
from counterpoint.simulation.moving import BOTH
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.world import first_told

SCHEMA_VERSION = 1
DIGITS = 4
QUANTILES = (0.1, 0.5, 0.9)
NORMAL = 1.96


def forecast(scene: Scene, out: Out, *, seed: int, cast: Mapping[str, Any]) -> dict[str, Any]:
    """The forecast of a scene from its runs (JSON-ready)."""
    record, days = scene.cut.record, scene.cut.record.case.turn_days
    shares = {name: float((out.which[:, 0] == k).mean()) for k, name in enumerate(NAMES)}
    towards = drawn(shares, scene.turns * days)
    return {
        "schema_version": SCHEMA_VERSION, "version": __version__, "case": record.case.id, "title": record.case.title,
        "marking": record.case.marking, "purpose": record.case.purpose, "as_of": _iso(record.as_of),
        "until": _iso(record.as_of + scene.turns * days), "turns": scene.turns, "turn_days": days,
        "runs": len(out.which), "draws": len(scene.cast.ways), "seed": seed, "cast": cast.get("digest"),
        "parties": list(scene.cut.parties), "channels": [c.id for c in scene.cut.channels],
        "plays": {party: _plays(cast["parties"][party]) for party in scene.cut.parties},
        "main": [scene.cut.parties[0], scene.cut.parties[scene.cut.other[0]]],
        "rules": {name: round(value, 6) for name, value in scene.rules._asdict().items()},
        "endings": [row | {"drawn": _round(towards[row["ending"]])} for row in _endings(out)],
        "of_whom": _of_whom(scene, out), "signed": share_of(out.which[:, 6] > 0, out.which[:, 3]),
        "only_signed": share_of(_only_signed(scene, out), out.which[:, 3]),
        "at_first": _at_first(scene),
        "base_rates": [
            {"id": b.id, "what": b.what, "share": _round(b.at(scene.turns * days)), "n": b.n, "source": b.source,
             "selection": b.selection} for b in BASE_RATES
        ],
        "base_rate_weight": WEIGHT, "base_rate_note": PERIODS,
        "times": _times(scene, out), "terms": _terms(scene, out), "fans": fans(scene, out),
        "promises": _promises(scene, out),
        "acts_a_run": _round(float(out.counts[:, :, 4].sum(axis=1).mean())),
    }  # fmt: skip


def _plays(party: Mapping[str, Any]) -> dict[str, Any]:
    """What a party plays when the runs begin: shares of the draws of its cast, commonest first; what is its own."""
    draws = len(party["aim"])
    aims, techniques = Counter(party["aim"]), Counter(t for each in party["techniques"] for t in each)
    own = {name: party[name] for name in ("tendencies", "regularity") if party.get(name)}
    return own | {
        part: {name: _round(n / draws) for name, n in sorted(found.items(), key=lambda kv: (-kv[1], kv[0]))}
        for part, found in (("aims", aims), ("techniques", techniques))
    }


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _round(value: float) -> float:
    return round(float(value), DIGITS)


def _endings(out: Out) -> list[dict[str, Any]]:
    """Every ending with its share, Monte Carlo interval (95 %) and model interval (80 %)."""
    return [{"ending": name} | share_of(out.which[:, 0] == k, out.which[:, 3]) for k, name in enumerate(NAMES)]


def share_of(hit: NDArray[np.bool_], draw: NDArray[np.int64]) -> dict[str, Any]:
    """Share of runs, with the error of so many runs and the spread between draws of the cast (80 %)."""
    n, p = len(hit), float(hit.mean())
    middle, error = (p + NORMAL**2 / (2 * n)) / (1 + NORMAL**2 / n), _error(p, n)
    number = np.bincount(draw)
    by_draw = (np.bincount(draw, weights=hit)[number > 0]) / number[number > 0]
    within = float(np.mean(by_draw * (1 - by_draw) / number[number > 0]))
    seen = float(by_draw.var())
    shrink = sqrt(max(seen - within, 0.0) / seen) if seen > 0 else 0.0
    low, high = np.quantile(p + (by_draw - p) * shrink, (0.1, 0.9)) if len(by_draw) > 1 else (p, p)
    return {
        "p": _round(p), "monte_carlo": [_round(max(middle - error, 0.0)), _round(min(middle + error, 1.0))],
        "model": [_round(min(max(low, 0.0), p)), _round(max(min(high, 1.0), p))],
    }  # fmt: skip


def _error(p: float, n: int) -> float:
    """Half of Wilson's interval, which is not empty where no run, or every run, was so."""
    return NORMAL * sqrt(p * (1 - p) / n + NORMAL**2 / (4 * n**2)) / (1 + NORMAL**2 / n)


def _of_whom(scene: Scene, out: Out) -> list[dict[str, Any]]:
    """Whose capitulation, whose disengagement."""
    return [
        {"ending": name, "party": party} | share_of((out.which[:, 0] == k) & (out.which[:, 1] == p), out.which[:, 3])
        for k, name in enumerate(NAMES) if name in OF_WHOM
        for p, party in enumerate(scene.cut.parties) if p in (0, scene.cut.other[0])
    ]  # fmt: skip


def _at_first(scene: Scene) -> dict[str, list[str]]:
    """The issues on which the main pair has agreed, and those that both have signed, when the runs begin."""
    deals, issues = scene.start.deals, [i.id for i in scene.cut.issues]
    agreed = deals[:, AGREED] + deals[:, UNDERSTOOD] > 0.0
    signed = deals[:, SIGNED_BY] == BOTH
    return {name: [i for i, has in zip(issues, held, strict=True) if has]
            for name, held in (("agreed", agreed), ("signed", signed))}  # fmt: skip


def _only_signed(scene: Scene, out: Out) -> NDArray[np.bool_]:
    """Which runs end in part (N,) though nothing is agreed in them that was not before: it is only signed now."""
    deals = scene.start.deals
    fresh = ~np.isnan(out.terms) & (deals[:, AGREED] + deals[:, UNDERSTOOD] == 0.0)
    found: NDArray[np.bool_] = (out.which[:, 0] == NAMES.index("partial")) & ~fresh.any(axis=1)
    return found


def _times(scene: Scene, out: Out) -> dict[str, Any]:
    """When each ending came: 10, 50 and 90 % of the days from the beginning, None where it never did.

    Of partial it is told since when anything has been agreed that was not taken back.
    """
    days, found = scene.cut.record.case.turn_days, {}
    for k, name in enumerate(NAMES):
        turn = out.which[out.which[:, 0] == k, 5 if name == "partial" else 2]
        if name == "ongoing":
            continue
        found[name] = {"n": len(turn), "days": _quantiles((turn + 1) * days) if len(turn) else None}
    return found


def _quantiles(values: NDArray[Any]) -> list[float]:
    return [_round(v) for v in np.quantile(values, QUANTILES)]


def _terms(scene: Scene, out: Out) -> list[dict[str, Any]]:
    """Per issue, in how many runs it was settled and at what (10, 50, 90 %), beside where both sides began.

    That is what they declared or else first said; where it is assumed, for they did neither, that is told.
    Runs in which one side gave in altogether are not counted: they settle nothing between two.
    """
    rows, between, pair = [], out.which[:, 0] != NAMES.index("capitulation"), [0, scene.cut.other[0]]
    assumed = np.isnan(first_told(scene.cut)[pair])
    for i, issue in enumerate(scene.cut.issues):
        terms: Floats = out.terms[between & ~np.isnan(out.terms[:, i]), i]
        ideal = scene.world.stakes[pair, i, 1]
        rows.append({
            "issue": issue.id, "name": issue.name, "zero": issue.zero, "one": issue.one,
            "settled": _round(len(terms) / len(out.terms)), "at": _quantiles(terms) if len(terms) else None,
            "declared": [_round(v) for v in ideal], "assumed": assumed[:, i].tolist(),
            "share": _round(scene.world.matters[i, 1]),
        })  # fmt: skip
    return rows


def _promises(scene: Scene, out: Out) -> list[dict[str, Any]]:
    """Per party and run: promises opened, kept, broken, lapsed, open at the end; those open before it began are in."""
    names = ("opened", "kept", "broken", "lapsed")
    return [
        {"party": party, **{name: _round(out.counts[:, p, k].mean()) for k, name in enumerate(names)},
         "before": int(scene.start.owed[p].sum()), "open": _round(out.open[:, p].mean())}
        for p, party in enumerate(scene.cut.parties)
    ]  # fmt: skip
