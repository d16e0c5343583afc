"""How long an assessment takes, whole processes: bundled cases, a first run, a large record, --help.

Run      uv run python benchmarks/assess.py --json
Note     compiled Python files are kept, as they are where users install; PYTHONDONTWRITEBYTECODE would compile some
         five hundred modules at every start.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from counterpoint.case.bundled import bundled_cases
from counterpoint.case.model import Act, Case, Channel, Coverage
from counterpoint.case.vocabulary import KIND_NAMES
from counterpoint.case.when import When
from counterpoint.case.write import write_case
from counterpoint.evaluation.stage import SIDES, START, stage
from counterpoint.playbooks import DIGEST


def timed(*command: str, env: dict[str, str] | None = None) -> tuple[float, float]:
    """Wall seconds of a whole process, and the most memory that it held [MB]."""
    given = {k: v for k, v in (env or os.environ).items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "counterpoint", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=given,
    )
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status != 0:
        raise RuntimeError(f"{' '.join(command)}: expected exit code 0, got {os.waitstatus_to_exitcode(status)}")
    return seconds, used.ru_maxrss / 1024


def large(acts: int, turns: int, channels: int) -> Case:
    """A record of random acts of two sides, half of the channels covered."""
    rng = np.random.default_rng([acts, turns])
    base = stage(turns)
    levels = (
        "leaders",
        "ministers",
        "working",
        "technical",
        "security",
        "economic",
        "intelligence",
        "track2",
        "public",
        "field",
    )
    seats = base.channels[0].seats
    made = tuple(
        Channel(id=f"c{i}", name=f"channel {i}", level=levels[i % 10], visibility="public" if i >= 8 else "known", seats=seats,  # type: ignore[arg-type]
                coverage=(Coverage(level="full", why="random"),) if i % 2 else ()) for i in range(channels)
    )  # fmt: skip
    rows = []
    for i, day in enumerate(sorted(rng.integers(0, turns * 7, size=acts))):
        when = START.fromordinal(START.toordinal() + int(day))
        rows.append(Act(id=f"a{i}", date=When(when, when), actor=SIDES[int(rng.integers(2))], kind=str(rng.choice(KIND_NAMES)),  # type: ignore[arg-type]
                        source="archive", target=None, channel=f"c{int(rng.integers(channels))}",
                        issue=base.issues[int(rng.integers(5))].id, occasion=f"o{i // 3}" if i % 2 else None))  # fmt: skip
    return replace(base, channels=made, acts=tuple(rows))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--large", type=int, default=10_000, help="acts of the large record")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder, "out"))
        fresh = os.environ | {"NUMBA_CACHE_DIR": str(Path(folder, "cache"))}
        first, _ = timed("assess", "geneva-2022", "--out", out, env=fresh)
        bundled = {
            c: [round(timed("assess", c, "--out", out)[0], 2) for _ in range(given.repeats)] for c in bundled_cases()
        }
        helped = [round(timed("--help")[0], 3) for _ in range(given.repeats)]
        curve = {}
        for acts, turns in ((200, 52), (1000, 52), (1000, 260), (1000, 520), (3000, 520), (given.large, 520)):
            path = Path(folder, f"case-{acts}-{turns}")
            write_case(large(acts, turns, 10), path)
            seconds, memory = timed("assess", str(path), "--out", out)
            curve[f"{acts} acts, {turns} turns"] = {"s": round(seconds, 1), "mb": round(memory)}
    biggest = curve[f"{given.large} acts, 520 turns"]
    document = {
        "playbooks_digest": DIGEST,
        "bundled_s": max(statistics.median(t) for t in bundled.values()), "bundled": bundled,
        "first_s": round(first, 1), "acts_10000_s": biggest["s"], "acts_10000_mb": biggest["mb"],
        "help_s": statistics.median(helped), "help": helped, "curve": curve,
    }  # fmt: skip
    print(json.dumps(document, indent=1) if given.json else document)


if __name__ == "__main__":
    main()
