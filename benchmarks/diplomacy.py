"""Forecasts of lies in ten games of Diplomacy: each game left out, beside baselines, with every family out and alone.

Run      uv run python benchmarks/diplomacy.py --data DIR --json [--no-ablation]
Data     Peskov et al. 2020, CC BY 4.0: train.jsonl.gz, validation.jsonl.gz and moves.tar.gz in one folder
Prints   all scores, pooled and per game; the ablation at sending; seconds
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from counterpoint.evaluation.diplomacy.backtest import ablation, leave_one_out
from counterpoint.feeds.diplomacy.files import load
from counterpoint.inference.threads import threads

ASKED = {
    "at_sending": {"auc": 0.72, "average_precision": 0.12, "lie_f1": 0.19},
    "after_orders": {"auc": 0.78},
}
"""Figures that were asked for before anything was measured."""


def tell(what: str, done: float) -> None:
    """Progress on standard error, if somebody watches."""
    if sys.stderr.isatty():
        print(f"\r{what:<30} {done:4.0%}", end="", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-ablation", action="store_true")
    options = parser.parse_args()
    start = time.perf_counter()
    games = load([options.data])
    found = leave_one_out(games, threads=threads(), tell=tell)
    seconds = round(time.perf_counter() - start, 1)
    document = {
        "asked": ASKED,
        "seconds": seconds,
        "threads": threads(),
        **found,
        "ablation": {} if options.no_ablation else ablation(games, threads=threads(), tell=tell),
    }
    if options.json:
        print(json.dumps(document, indent=2, sort_keys=True))
        return
    for when, figures in ASKED.items():
        for name, asked in figures.items():
            print(f"{when:<14} {name:<18} asked {asked:.3f} measured {found[when][name]:.3f}")
    for name, row in document["ablation"].items():
        print(f"{name:<20} AUC {row['auc']:.3f}  average precision {row['average_precision']:.3f}")


if __name__ == "__main__":
    main()
