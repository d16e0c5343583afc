"""How fast the simulation plays, beside the same arithmetic in C, and how time and memory grow.

Run      uv run python benchmarks/simulation.py --json > benchmarks/results/simulation.json
World    20,000 runs of 52 turns, two parties, six channels, eight issues (simulation_world.py)
Note     the C is the same arithmetic, run for run: exponentials that the kernel does several at once are done so there
         too. Seconds are wall time on two threads, medians of several; *_cpu_s are those of the processor, for machines with
         other work on them. What is compared is measured in turns. Every figure that could be spoilt by what a process
         did before is taken in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np

import simulation_c
from counterpoint.levers.patch import make_patch
from counterpoint.levers.whatif import whatif
from counterpoint.simulation.arrays import ACTS, Out
from counterpoint.simulation.run import play_many
from counterpoint.simulation.scene import Scene
from simulation_floor import floor
from simulation_world import made_scene

RUNS, TURNS, THREADS, SEED = 20_000, 52, 2, 1
LARGEST: Final = {"parties": 6, "channels": 12, "issues": 8, "turns": 520}
LARGEST_RUNS: Final = 2_000
LEVER: Final = "mute:channel=c1,k=0.5"
CURVES: Final[dict[str, list[dict[str, int]]]] = {
    "runs": [{"runs": n} for n in (2_500, 5_000, 10_000, 20_000, 40_000)],
    "turns": [{"runs": 5_000, "turns": n} for n in (13, 26, 52, 104, 208)],
    "channels": [{"runs": 5_000, "channels": n} for n in (3, 6, 9, 12)],
    "parties": [{"runs": 2_500, "parties": n} for n in (2, 3, 4, 6)],
}


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """What work gives, wall seconds, processor seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return found, time.perf_counter() - wall, time.process_time() - cpu


def in_turns(plays: dict[str, Callable[..., Out]], scene: Scene, repeats: int) -> dict[str, dict[str, float]]:
    """Median seconds of each of the plays, one after the other, again and again."""
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in plays}
    for _ in range(repeats):
        for name, play in plays.items():
            _, wall, cpu = timed(lambda play=play: play(scene, runs=RUNS, seed=SEED, threads=THREADS))  # type: ignore[misc]
            took[name].append((wall, cpu))
    return {
        name: {
            "wall_s": round(statistics.median(w for w, _ in t), 3),
            "cpu_s": round(statistics.median(c for _, c in t), 3),
            "least_cpu_s": round(min(c for _, c in t), 3),
        }
        for name, t in took.items()
    }


def same_bytes(scene: Scene) -> bool:
    """Whether neither threads nor batches change a byte."""
    base = play_many(scene, runs=3_000, seed=SEED)
    others = [
        play_many(scene, runs=3_000, seed=SEED, threads=t, chunk=c) for t, c in ((2, 2500), (2, 7), (1, 1), (3, 611))
    ]
    return all(a.tobytes() == b.tobytes() for other in others for a, b in zip(base, other, strict=True))


def curves(repeats: int) -> dict[str, list[dict[str, float]]]:
    """Processor seconds by size, and how many times those of one turn of one party on one channel of the first."""
    found: dict[str, list[dict[str, float]]] = {}
    for name, rows in CURVES.items():
        found[name] = []
        for row in rows:
            size = {k: v for k, v in row.items() if k != "runs"}
            scene = made_scene(**size)
            made = [
                timed(lambda scene=scene, row=row: play_many(scene, runs=row["runs"], seed=SEED))
                for _ in range(repeats)
            ]  # type: ignore[misc]
            out = made[0][0]
            cpu, acts = min(c for _, _, c in made), int(out.counts[:, :, ACTS].sum())
            turns = int((out.which[:, 2] + 1).sum())
            found[name].append(
                row
                | {
                    "cpu_s": round(cpu, 3),
                    "us_a_turn": round(1e6 * cpu / turns, 3),
                    "us_an_act": round(1e6 * cpu / acts, 3),
                }
            )
    return found


def alone(task: str, **env: str) -> dict[str, Any]:
    """A task (see TASKS) in a process of its own: what it prints, and its wall seconds, memory [MB]."""
    given = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | env
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, __file__, "--task", task], stdout=subprocess.PIPE, text=True, env=given)
    assert process.stdout is not None
    told = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{task}: expected exit code 0, got {os.waitstatus_to_exitcode(status)}")
    cpu = used.ru_utime + used.ru_stime
    return json.loads(told) | {
        "wall_s": round(time.perf_counter() - began, 2),
        "cpu_s": round(cpu, 2),
        "mb": round(used.ru_maxrss / 1024),
    }


def _peak() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _large() -> dict[str, Any]:
    scene = made_scene(**LARGEST)
    _, wall, cpu = timed(lambda: play_many(scene, runs=LARGEST_RUNS, seed=SEED, threads=THREADS))
    return {"runs": LARGEST_RUNS, "play_wall_s": round(wall, 2), "play_cpu_s": round(cpu, 2)} | LARGEST


def _figure() -> dict[str, Any]:
    scene = made_scene()
    before = _peak()
    play_many(scene, runs=RUNS, seed=SEED, threads=THREADS)
    return {"before_mb": before}


def _start() -> dict[str, Any]:
    scene = made_scene()
    _, wall, cpu = timed(lambda: play_many(scene, runs=1, seed=SEED))
    play_many(scene, runs=2_000, seed=SEED, threads=THREADS)
    return {"compile_wall_s": round(wall, 2), "compile_cpu_s": round(cpu, 2)}


TASKS: Final = {"large": _large, "figure": _figure, "start": _start}


def what_if(scene: Scene) -> dict[str, float]:
    """Milliseconds of one lever over 2,000 paired runs in a running process: the base not yet played, and kept."""
    patch = make_patch(scene, LEVER)
    whatif(scene, [patch], runs=2_000, seed=90, threads=THREADS)
    fresh = [timed(lambda n=n: whatif(scene, [patch], runs=2_000, seed=100 + n, threads=THREADS))[1:] for n in range(7)]  # type: ignore[misc]
    kept = [timed(lambda: whatif(scene, [patch], runs=2_000, seed=90, threads=THREADS))[1:] for _ in range(7)]
    whatif(scene, [patch], runs=2_000, seed=90, threads=THREADS)
    return {
        "whatif_ms": round(1e3 * statistics.median(w for w, _ in fresh), 1), "whatif_cpu_ms": round(1e3 * statistics.median(c for _, c in fresh), 1),
        "whatif_kept_ms": round(1e3 * statistics.median(w for w, _ in kept[1:]), 1),
    }  # fmt: skip


def offers(python: str) -> dict[str, Any] | None:
    """What NegMAS does, if that interpreter has it."""
    done = subprocess.run(
        [python, str(Path(__file__).with_name("simulation_offers.py"))], capture_output=True, text=True
    )
    found: dict[str, Any] | None = json.loads(done.stdout.strip().split("\n")[-1]) if done.returncode == 0 else None
    return found


def document(given: argparse.Namespace) -> dict[str, Any]:
    """Everything that is measured."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = alone("start", NUMBA_CACHE_DIR=folder)
        cached = [alone("start", NUMBA_CACHE_DIR=folder) for _ in range(given.repeats)]
        scene = made_scene()
        ours = play_many(scene, runs=RUNS, seed=SEED, threads=THREADS)
        plays: dict[str, Callable[..., Out]] = {"numba": play_many}
        in_c, how = simulation_c.compiled(Path(folder))
        if in_c:
            plays["c"] = in_c
        took = in_turns(plays, scene, given.repeats)
        beside = {
            "how": how,
            "differing": simulation_c.differing(ours, in_c(scene, runs=RUNS, seed=SEED, threads=THREADS))
            if in_c
            else None,
        }
    figure, negmas = alone("figure"), offers(given.negmas)
    acts, seconds = int(ours.counts[:, :, ACTS].sum()), took["numba"]["wall_s"]
    return {
        "run": {"runs": RUNS, "turns": TURNS, "threads": THREADS, "mean_turns": round(float(ours.which[:, 2].mean()) + 1, 1), "mean_acts": round(acts / RUNS, 1),
                "endings": np.bincount(ours.which[:, 0], minlength=9).tolist(), "load_average": [round(v, 1) for v in os.getloadavg()]},
        "runs_20000_s": seconds, "runs_20000_cpu_s": took["numba"]["cpu_s"], "runs_20000_least_cpu_s": took["numba"]["least_cpu_s"],
        "again_s": statistics.median(row["wall_s"] for row in cached), "again_cpu_s": statistics.median(row["cpu_s"] for row in cached),
        "compile_s": fresh["compile_wall_s"], "compile_cpu_s": fresh["compile_cpu_s"], "first_start_s": fresh["wall_s"],
        "ratio_c_kernel": round(took["numba"]["cpu_s"] / took["c"]["cpu_s"], 2) if in_c else None, "c_kernel": beside | took.get("c", {}),
        "acts_per_s": round(acts / seconds), "acts_per_cpu_s": round(acts / took["numba"]["cpu_s"]),
        "negmas_offers_per_s": negmas and negmas["offers_per_s"], "negmas": negmas,
        **what_if(scene), "mb": figure["mb"], "before_mb": figure["before_mb"], "largest": alone("large"),
        "same_bytes": same_bytes(scene), "floor": floor(scene, ours), "curves": curves(2),
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--negmas", default=sys.executable, metavar="PYTHON", help="an interpreter that has negmas")
    parser.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.task:
        print(json.dumps(TASKS[given.task]()))
        return
    found = document(given)
    print(json.dumps(found, indent=1) if given.json else found)


if __name__ == "__main__":
    main()
