"""Simulation-based calibration, with two planted defects that it must reject.

Run      uv run python benchmarks/calibration.py --json [--records N]
Plants   the likelihood counted twice; draws whose spread is 30 % too small.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from functools import partial

import numpy as np

from counterpoint.evaluation.calibration import PARTICLES, SCALARS, SUMMARIES, Plant, ranks, uniformity
from counterpoint.playbooks import DIGEST
from workers import share

PLANTS = {"likelihood counted twice": Plant(twice=True), "spread 30 % too small": Plant(shrink=0.7)}


def measure(records: int, plant: Plant, what: str) -> dict[str, object]:
    """Ranks of all replications, tested."""
    rows = share(partial(ranks, plant=plant, particles=PARTICLES), range(records), what=what)
    table = {name: np.array([r[name] for r in rows if name in r]) for name in SCALARS + SUMMARIES}
    found = uniformity(table)
    found["mean_rank"] = {k: round(float(u.mean()), 3) for k, u in table.items()}
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--records", type=int, default=300, help="replications")
    parser.add_argument("--plant-records", type=int, default=150, help="replications of each planted defect")
    given = parser.parse_args()
    began = time.perf_counter()
    sound = measure(given.records, Plant(), "calibration")
    planted = {name: measure(given.plant_records, plant, name) for name, plant in PLANTS.items()}
    document = {
        "playbooks_digest": DIGEST,
        "particles": PARTICLES,
        "sbc": {"passed": sound["passed"], "n": given.records, **sound},
        "plants_caught": all(not p["passed"] for p in planted.values()),
        "plants_n": given.plant_records,
        "plants": {name: {"caught": not p["passed"], "worst": p["worst"], "p": p["p"]} for name, p in planted.items()},
        "seconds": round(time.perf_counter() - began),
    }
    if given.json:
        json.dump(document, sys.stdout, indent=1)
        print()
        return
    print(
        f"sbc passed: {sound['passed']} (n = {given.records}, worst: {sound['worst']}); plants caught: {document['plants_caught']}"
    )


if __name__ == "__main__":
    main()
