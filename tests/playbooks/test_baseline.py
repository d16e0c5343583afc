"""Baselines: elicited until enough cases are counted, then pooled with the case at hand left out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from counterpoint.playbooks import baseline
from counterpoint.playbooks.base import CHANNEL_CLASSES

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from count_baselines import counted  # type: ignore[import-not-found]


def test_counts_are_those_of_the_bundled_cases() -> None:
    assert json.loads(json.dumps(counted())) == baseline.counts(), "run benchmarks/count_baselines.py"


@pytest.mark.parametrize("part", ["kind", "issue", "target"])
def test_shares_sum_to_one_and_nothing_is_impossible(part: str) -> None:
    shares = baseline.shares(part)
    assert shares.shape[0] == len(CHANNEL_CLASSES)
    assert np.allclose(shares.sum(axis=1), 1) and shares.min() > 0.0015


def test_a_case_never_helps_to_judge_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = {"kind": {"open": {"sign": 5000}}}
    cases = {f"case-{i}": {"kind": {"open": {"meet": 10}}} for i in range(baseline.ENOUGH)}
    monkeypatch.setattr(baseline, "counts", lambda: cases | {"mine": odd})
    without = baseline.shares("kind", leave_out="mine")
    monkeypatch.setattr(baseline, "counts", lambda: cases)
    assert np.array_equal(without, baseline.shares("kind"))
    monkeypatch.setattr(baseline, "counts", lambda: cases | {"mine": odd})
    assert not np.array_equal(without, baseline.shares("kind"))  # the plant: forgetting to leave it out shows


def test_few_cases_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    few = {f"case-{i}": {"kind": {"open": {"meet": 500}}} for i in range(baseline.ENOUGH - 1)}
    monkeypatch.setattr(baseline, "counts", dict)
    elicited = baseline.shares("kind")
    monkeypatch.setattr(baseline, "counts", lambda: few)
    assert np.array_equal(baseline.shares("kind"), elicited)
    monkeypatch.setattr(baseline, "counts", lambda: few | {"one more": few["case-0"]})
    assert not np.array_equal(baseline.shares("kind"), elicited)  # with ENOUGH they count
