"""Count the bundled cases anew for the pooled baselines, into playbooks/baseline_counts.json.

Run      uv run python benchmarks/count_baselines.py
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from counterpoint.case.bundled import bundled_cases, find_case
from counterpoint.case.read import read_case
from counterpoint.playbooks.baseline import count
from counterpoint.record.record import make_record


def counted() -> dict[str, object]:
    """Counts of every bundled case."""
    out: dict[str, object] = {}
    for name in bundled_cases():
        case, _ = read_case(find_case(name))
        if case is not None:
            out[name] = count(make_record(case))
    return out


if __name__ == "__main__":
    target = Path(str(files("counterpoint.playbooks").joinpath("baseline_counts.json")))
    target.write_text(json.dumps(counted(), indent=1, sort_keys=True) + "\n", encoding="utf-8")
