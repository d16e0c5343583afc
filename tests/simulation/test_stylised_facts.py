"""Stylised facts of negotiation on the simulator: what is shown holds, what is not shown is still not shown.

Each fact, what is expected of it and its controls are defined once, in benchmarks/fact_*.py; docs/stylised-facts.md
prints the same with more runs. Controls are among the findings: planted worlds that must be caught, idle ones in
which nothing may be seen.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from counterpoint.simulation.arrays import RATE
from counterpoint.simulation.run import play_one

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import fact_channels  # type: ignore[import-not-found]
import fact_stalling  # type: ignore[import-not-found]
import facts  # type: ignore[import-not-found]
from fact_world import Finding, Sought, logs, mean_finding, ratio_finding, scene  # type: ignore[import-not-found]

RESULTS = Path(__file__).parents[2] / "benchmarks" / "results" / "facts.json"
PAGE: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
BY_NAME = {facts.name_of(fact): fact for fact in facts.FACTS}
HOW: dict[str, dict[str, Any]] = {
    "deadlines": {"runs": 2000}, "stalling": {"runs": 4000, "costs": (0.0,)}, "privacy": {"runs": 4000},
    "channels": {"runs": 4000}, "reciprocity": {"runs": 320},
}  # fmt: skip
"""Fewer runs than the page has, but where a sign is only seen with all of them."""
SMALL = {
    "privacy": ("sincere: tacit", "tough: tacit"),
    "channels": ("modulator, sincere: six", "no chief: contrast"),
    "reciprocity": ("sincere: recovered", "rejection: recovered"),
}
"""What has the expected sign, but is smaller than was to count."""
NOT_SHOWN = {
    "privacy": ("sincere: settled",),
    "channels": ("modulator, stall: six", "modulator, stall: contrast", "modulator, sincere: contrast",
                 "no chief: six"),
    "reciprocity": ("stall: recovered",),
}  # fmt: skip


@cache
def measured(name: str) -> dict[str, Finding]:
    """The findings of a fact by their keys."""
    return {f.key: f for f in BY_NAME[name].measure(seed=facts.SEED, **HOW[name])}


def page(name: str, key: str) -> dict[str, Any]:
    """A finding as the page has it."""
    (one,) = (f for f in PAGE["facts"][name]["findings"] if f["key"] == key)
    return dict(one)


def expected() -> list[Any]:
    """What was expected of every fact but stalling, which has a rule of its own; what is not shown is marked."""
    found = []
    for name, fact in BY_NAME.items():
        for f in PAGE["facts"][name]["findings"]:
            if name != "stalling" and f["role"] == "fact" and f["key"] not in SMALL.get(name, ()):
                missed = f["key"] in NOT_SHOWN.get(name, ())
                why = facts.why(fact, f["key"])
                marks = [pytest.mark.xfail(strict=True, reason=why)] if missed else []
                found.append(pytest.param(name, f["key"], marks=marks, id=f"{name}: {f['key']}"))
    return found


@pytest.mark.parametrize(("name", "key"), expected())
def test_what_was_expected(name: str, key: str) -> None:
    found = measured(name)[key]
    assert found.met, (found.verdict, found.value, found.low, found.high)


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, keys in SMALL.items() for key in keys])
def test_what_is_seen_but_smaller_than_was_to_count(name: str, key: str) -> None:
    """The page says so, and it is not clearly larger or of the other sign now."""
    found = measured(name)[key]
    assert page(name, key)["verdict"] == "small"
    assert min(found.low * found.expected, found.high * found.expected) < found.least
    assert found.value * found.expected > 0.0 and found.verdict != "opposite"


@pytest.mark.xfail(strict=True, reason=fact_stalling.WHY["walking out"])
def test_stalling_beats_walking_out_only_while_support_for_the_other_side_erodes() -> None:
    assert fact_stalling.changes_sign(list(measured("stalling").values()), "walking out")


@pytest.mark.xfail(strict=True, reason=fact_stalling.WHY["rejection"])
def test_stalling_beats_playing_for_rejection_only_while_support_for_the_other_side_erodes() -> None:
    assert fact_stalling.changes_sign(list(measured("stalling").values()), "rejection")


@pytest.mark.parametrize("name", BY_NAME)
def test_controls(name: str) -> None:
    """Planted worlds are caught, and nothing is seen in idle ones."""
    controls = [f for f in measured(name).values() if f.role == "control"]
    assert len(controls) >= 2 and any(f.expected for f in controls)
    for f in controls:
        assert f.met, (f.key, f.verdict, f.value, f.low, f.high)


@pytest.mark.parametrize("name", BY_NAME)
def test_the_page_says_what_is_measured(name: str) -> None:
    found = measured(name)
    assert PAGE["facts"][name]["verdict"] == BY_NAME[name].verdict(list(found.values())), "run benchmarks/facts.py"
    for key, f in found.items():
        # Of what never came in n runs the interval has no width; three in n could be missed (rule of three).
        printed, error = page(name, key), max((f.high - f.low) / 2.0, 3.0 / f.n)
        assert abs(f.value - printed["value"]) <= 1.5 * error, f"{name}, {key}: run benchmarks/facts.py"
        assert (f.expected, f.least, f.what) == (printed["expected"], printed["least"], printed["what"]), key


def test_the_same_talk_is_spread_over_any_number_of_rooms() -> None:
    """By hand: the rates of the rooms that are open add up to the same, and so does the mean stance."""
    for k in fact_channels.ROOMS:
        where = fact_channels.parallel(k, "sincere", envoys=True)
        rate = where.cast.habits[:, :, :k, RATE]
        assert rate.sum(axis=2) == pytest.approx(fact_channels.TALK)
        assert sum(fact_channels.STANCES[:k]) == 0


def test_who_has_walked_out_is_not_called_back() -> None:
    where = fact_stalling.leaving(fact_stalling.staying("stall", cost=0.0))
    for log, _ in logs(where, runs=20, seed=1):
        assert set(log[:, 2]) <= {3.0, 4.0}, "acts in the press and on the ground only"


def test_logs_are_those_of_runs_by_their_number() -> None:
    where = scene({"alda": "sincere", "borin": "stall"}, turns=8)
    for n, (log, out) in enumerate(logs(where, runs=4, seed=3)):
        one = play_one(where, number=n, seed=3)
        assert np.array_equal(log, one.log[: int(one.told[0])], equal_nan=True)
        assert (out.which[n] == one.which[n]).all()


def finding(value: float, half: float, sign: int) -> Finding:
    """A finding with a difference and half its interval, of which 0.02 was to count."""
    return Finding("k", "w", "fact", sign, 0.02, 0.0, value, value, value - half, value + half, 100)


def test_verdicts_by_hand() -> None:
    """A sign the wrong way, one too small and one unsure are not taken for shown."""
    assert [finding(*told).verdict for told in (
        (0.05, 0.01, 1), (-0.05, 0.01, 1), (0.015, 0.01, 1), (0.05, 0.06, 1), (-0.05, 0.01, -1), (-0.015, 0.01, -1),
        (0.015, 0.001, 0), (0.05, 0.06, 0), (0.05, 0.01, 0),
    )] == ["shown", "opposite", "small", "not shown", "shown", "small", "holds", "holds", "fails"]  # fmt: skip


def test_a_difference_of_ratios_covers_the_truth() -> None:
    """Planted: of 60 in 100 runs that agree a tenth do so in time, and a fifth in the other world."""
    rng, covered, sought = np.random.default_rng(6), 0, Sought("k", "w", 1, 0.0)
    for _ in range(300):
        agreed, u = rng.random(400) < 0.6, rng.random(400)
        base, other = ((agreed & (u < share)).astype(float) for share in (0.1, 0.2))
        found = ratio_finding(sought, (base, agreed.astype(float)), (other, agreed.astype(float)))
        covered += found.low <= 0.1 <= found.high
    assert 0.92 <= covered / 300 <= 0.98


def test_unpaired_runs_would_be_seen_less_often() -> None:
    """The same difference between runs that share no chance has the wider interval."""
    rng = np.random.default_rng(7)
    base, sought = rng.normal(size=1000), Sought("k", "w", 1, 0.0)
    paired = mean_finding(sought, base, base + rng.normal(0.1, 0.2, size=1000))
    apart = mean_finding(sought, base, rng.permutation(base) + 0.1)
    assert paired.high - paired.low < 0.3 * (apart.high - apart.low)
