"""What the simulator forecasts on the bundled cases, against what was agreed afterwards.

Run      NUMBA_CACHE_DIR=$(mktemp -d) uv run python benchmarks/forecasts.py --json > benchmarks/results/forecasts.json
         In a fresh folder, for kernels kept from before do not see that another file, whose kernels they call, has
         changed since. The rule stands in src/counterpoint/evaluation/forecasts.py.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import Any

from backtest import cases
from counterpoint.evaluation.forecasts import backtest
from counterpoint.reports.tested_forecasts import lines


def measured() -> dict[str, Any]:
    """The forecasts scored, and how long they took, compiling included."""
    began = time.perf_counter()
    tell = lambda what, share: print(f"{share:4.0%} {what}", file=sys.stderr, flush=True)  # noqa: E731
    document = backtest(cases(), tell=tell)
    return {"seconds": round(time.perf_counter() - began, 1), "forecasts": document}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Forecasts on the bundled cases, scored.")
    parser.add_argument("--json", action="store_true")
    as_json = parser.parse_args().json
    result = measured()
    print(json.dumps(result, indent=1, sort_keys=True) if as_json else "\n".join(lines(result["forecasts"])))
