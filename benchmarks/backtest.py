"""The backtest of all bundled cases, and what fitted strengths and counted baselines are worth in it.

Run      NUMBA_CACHE_DIR=$(mktemp -d) uv run python benchmarks/backtest.py --json > benchmarks/results/backtest.json
         In a fresh folder, for kernels kept from before do not see that another file, whose kernels they call, has
         changed since.

Strengths are learned from the other cases alone; the fitted version is kept only if its Brier and its log score over all
looks are both lower (evaluation/learning.py). Beside that, the same backtest with the elicited baselines.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import Any

import numpy as np

from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.model import Case
from counterpoint.case.read import read_case
from counterpoint.evaluation.backtest import backtest
from counterpoint.evaluation.learning import lessons
from counterpoint.evaluation.scores import brier, log_score
from counterpoint.evaluation.truth import Truth, has_truth, read_truth
from counterpoint.playbooks import baseline
from counterpoint.playbooks.fitted import learned

FEW = 8
"""Particles of a run whose result is not used."""


def cases() -> list[tuple[Case, Truth]]:
    """Every bundled case with its truth; SystemExit for a bad one."""
    out = []
    for name in bundled_cases():
        folder = find_case(name)
        if has_truth(folder):
            case, problems = read_case(folder)
            truth, found = read_truth(folder, case) if case else (None, ())
            if case is None or truth is None:
                raise SystemExit("\n".join(map(str, [*problems, *found])))
            out.append((case, truth))
    return out


def worth(document: dict[str, Any]) -> dict[str, float]:
    """Mean Brier and log score over all looks of both eyes."""
    p = np.array([look["p_bad"] for look in document["looks"]])
    y = np.array([float(look["bad"]) for look in document["looks"]])
    return {"brier": round(float(brier(p, y).mean()), 4), "log": round(float(log_score(p, y).mean()), 4)}


def with_elicited_baselines(pairs: list[tuple[Case, Truth]]) -> dict[str, Any]:
    """The backtest as if no case had been counted."""
    enough = baseline.ENOUGH
    try:
        baseline.ENOUGH = sys.maxsize
        return backtest(pairs)
    finally:
        baseline.ENOUGH = enough


def measured() -> dict[str, Any]:
    """The backtest as shipped with its seconds, and the two comparisons."""
    pairs = cases()
    backtest(pairs[:1], particles=FEW)  # compiles, which is not to be timed
    began = time.perf_counter()
    document = backtest(pairs)
    seconds = time.perf_counter() - began
    found = lessons(pairs)
    fitted = backtest(pairs, strengths={case.id: learned(found, leave_out=case.id) for case, _ in pairs})
    elicited, after = worth(document), worth(fitted)
    return {
        "seconds": round(seconds, 1),
        "backtest": document,
        "strengths": {
            "elicited": elicited, "fitted": after, "lessons": len(found),
            "kept": after["brier"] < elicited["brier"] and after["log"] < elicited["log"],
            "scores": fitted["scores"],
        },
        "baselines": {"counted": elicited, "elicited": worth(with_elicited_baselines(pairs))},
    }  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The backtest of all bundled cases.")
    parser.add_argument("--json", action="store_true")
    result = measured()
    if parser.parse_args().json:
        print(json.dumps(result, indent=1, sort_keys=True))
    else:
        for name in ("seconds", "strengths", "baselines"):
            print(name, json.dumps(result[name], indent=1))
