"""How long a what-if takes in a running process: one lever, 2,000 paired runs, no other readings.

    python benchmarks/whatif.py [RUNS]

Time of this process and on the wall, in milliseconds: the first question plays the unchanged case too, later ones find
it kept. Beside it the play of the changed case alone, which is what the simulation itself takes.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from counterpoint.levers.patch import apply, make_patch
from counterpoint.levers.whatif import RUNS, whatif
from counterpoint.simulation.run import play_many
from simulation_world import made_scene

LEVERS = ("mute:channel=c0,k=0.5", "pressure:on=ardan,k=2", "face", "play:party=ardan,way=mirror")
TIMES, THREADS = 5, 2


def timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds of the process and on the wall."""
    wall, process = time.perf_counter(), time.process_time()
    work()
    return 1e3 * (time.process_time() - process), 1e3 * (time.perf_counter() - wall)


def main(runs: int) -> None:
    """Print the figures as JSON."""
    scene, rows = made_scene(), []
    play_many(scene, runs=10)
    for text in LEVERS:
        patches = [make_patch(scene, text)]
        changed = apply(scene, patches)
        first = timed(lambda: whatif(scene, patches, runs=runs, threads=THREADS))  # noqa: B023 - called at once
        later = min(timed(lambda: whatif(scene, patches, runs=runs, threads=THREADS)) for _ in range(TIMES))  # noqa: B023
        alone = min(timed(lambda: play_many(changed, runs=runs, threads=THREADS)) for _ in range(TIMES))  # noqa: B023
        rows.append({"lever": text, "first": first, "later": later, "play_alone": alone})
    print(json.dumps({"runs": runs, "threads": THREADS, "unit": "ms, process and wall", "rows": rows}, indent=2))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
