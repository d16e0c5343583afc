"""The kernel in C: compiled when it is asked for, called on the very same arrays, in threads as run.play_many does."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.simulation import run
from counterpoint.simulation.arrays import Out
from counterpoint.simulation.blows import placed
from counterpoint.simulation.scene import Scene

SOURCE: Final = Path(__file__).with_name("simulation_kernel.c")
FLAGS: Final = ("-O3", "-march=native", "-shared", "-fPIC")
Play = Callable[..., Out]


def compiled(folder: Path) -> tuple[Play | None, str]:
    """What plays a scene as run.play_many does, and the command that made it; None and why where it cannot be made."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None, "no C compiler (cc) found"
    target = folder / "kernel.so"
    command = [compiler, *FLAGS, "-o", str(target), str(SOURCE), "-lm"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return None, done.stderr[-500:]
    version = subprocess.run([compiler, "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    return _player(ctypes.CDLL(str(target))), f"{version}: cc {' '.join(FLAGS)}"


def _player(library: ctypes.CDLL) -> Play:
    library.play.argtypes = [ctypes.c_int64] * 4 + [ctypes.c_void_p] * 6
    library.play.restype = None

    def play_many(scene: Scene, *, runs: int, seed: int = 0, threads: int = 1, chunk: int = run.CHUNK) -> Out:
        out, (habits, lays) = run._make_out(scene, runs), placed(scene)
        cast, held = scene.cast._replace(habits=habits), [sizes(scene, lays), np.array(scene.rules)]

        def work(piece: tuple[int, int, int]) -> NDArray[np.int64]:
            _, *ends = piece
            own = out._replace(fans=np.zeros_like(out.fans))
            tables = [_pointers(t) for t in (scene.world, cast, scene.start, own)]
            world, plays, start, gives = (t.ctypes.data for t in tables)
            library.play(*ends, scene.turns, seed, held[0].ctypes.data, world, plays, held[1].ctypes.data, start, gives)
            return own.fans

        with ThreadPoolExecutor(threads) as pool:
            for fans in pool.map(work, run._pieces(1, runs, threads, chunk)):
                np.add(out.fans, fans, out=out.fans)
        return out

    return play_many


def sizes(scene: Scene, lays: NDArray[np.int64]) -> NDArray[np.int64]:
    """What the kernel in C cannot read off the arrays."""
    world, cast, start = scene.world, scene.cast, scene.start
    draws, parties, strengths = cast.nats.shape
    return np.array([parties, len(world.places), len(world.matters), draws, strengths, len(world.believed),
                     world.dates.shape[2], start.owed.shape[3], start.mem.shape[1], lays.max() + draws, *lays])  # fmt: skip


def _pointers(arrays: Any) -> NDArray[np.uintp]:
    """Where the arrays of a tuple lie; all must lie in one piece."""
    for name, array in arrays._asdict().items():
        if not array.flags.c_contiguous:
            raise ValueError(f"{name}: expected an array in one piece")
    return np.array([array.ctypes.data for array in arrays], dtype=np.uintp)


def differing(one: Out, other: Out) -> dict[str, float]:
    """Shares of runs whose ending, and whose anything, is not the same; numbers that agree to 1e-9 are the same."""
    exact = [np.all(getattr(one, k) == getattr(other, k), axis=1) for k in ("which", "open")]
    exact.append(np.all(one.counts == other.counts, axis=(1, 2)))
    near = [np.all(np.isclose(getattr(one, k), getattr(other, k), rtol=1e-9, atol=1e-9, equal_nan=True), axis=1)
            for k in ("terms", "payoff")]  # fmt: skip
    endings = np.all(one.which[:, :2] == other.which[:, :2], axis=1)
    return {"endings": float(1 - endings.mean()), "anything": float(1 - np.all([*exact, *near], axis=0).mean())}
