"""Learn strengths from the bundled cases whose truth is known, into playbooks/fitted.json.

Run      uv run python benchmarks/fit_strengths.py
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from backtest import cases
from counterpoint.evaluation.learning import lessons
from counterpoint.playbooks.fitted import FILE, fitted_text

if __name__ == "__main__":
    found = lessons(cases())
    Path(str(files("counterpoint.playbooks").joinpath(FILE))).write_text(fitted_text(found), encoding="utf-8")
    print(f"{len(found)} spells of {len({each.case for each in found})} cases taught")
