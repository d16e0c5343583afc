"""Many runs of one scene: shared out over threads, the same bytes whatever their number.

A run hangs on its own number alone, and fans are sums of whole numbers. So neither how runs are cut into ranges nor
their order matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import get_ident
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.simulation.acting import CELLS, ROWS, WIDTH
from counterpoint.simulation.arrays import FEATURES, WIDE, Floats, Line, Out, Room, Tables, World
from counterpoint.simulation.choosing import CLASSES, LEARNT, REST, SLOTS
from counterpoint.simulation.kernel import BINS, GENERAL, MOST_ACTS, play
from counterpoint.simulation.looking import ABOUT, AT_ONCE
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.tables import make_tables

LOG: Final = 1 + WIDTH
LINE: Final = 64
"""Bytes of a line of the cache, or of two."""
MOST: Final = 100_000
"""Acts of one run that its log has room for."""
CHUNK, LEAST = 500, 100
"""Runs that a thread does at most before it takes others and tells how far it is; fewer the fewer are left, down to the
least, so that none waits long at the end."""
Tell = Callable[[float], None]
Given = tuple[World, Tables, Floats, Line, Line, Room]


def play_many(
    scene: Scene,
    *,
    runs: int,
    seed: int = 0,
    threads: int = 1,
    tell: Tell | None = None,
    chunk: int = CHUNK,
    fans: bool = True,
) -> Out:
    """What comes out of so many runs; neither threads nor chunk change a byte of it. Without fans none are counted."""
    return play_all([scene], runs=runs, seed=seed, threads=threads, tell=tell, chunk=chunk, fans=fans)[0]


def play_all(
    scenes: Sequence[Scene],
    *,
    runs: int,
    seed: int = 0,
    threads: int = 1,
    tell: Tell | None = None,
    chunk: int = CHUNK,
    fans: bool = True,
) -> list[Out]:
    """What comes out of so many runs of each scene, as play_many gives it: no thread waits from one to the next."""
    outs, tables = [_make_out(s, runs, fans=fans) for s in scenes], [_ready(s) for s in scenes]
    pieces = list(_pieces(len(scenes), runs, threads, chunk))
    rooms: dict[tuple[int, int], Given] = {}

    def work(k: int, first: int, last: int) -> NDArray[np.int64]:
        own = outs[k]._replace(fans=np.zeros_like(outs[k].fans))
        room = k, get_ident()  # a thread's own: two may not write into one at a time
        if room not in rooms:
            rooms[room] = given(scenes[k], tables[k])
        play(first, last, scenes[k].turns, seed, *rooms[room], own)
        return own.fans

    done = 0
    with ThreadPoolExecutor(threads) as pool:
        for (k, first, last), counted in zip(pieces, pool.map(lambda piece: work(*piece), pieces), strict=True):
            np.add(outs[k].fans, counted, out=outs[k].fans)
            done += last - first
            if tell:
                tell(done / (runs * len(scenes)))
    return outs


def _pieces(scenes: int, runs: int, threads: int, chunk: int) -> Iterator[tuple[int, int, int]]:
    """Ranges of runs: which scene, the first, the one after the last; smaller towards the end."""
    for k in range(scenes):
        first = 0
        while first < runs:
            left = runs * (scenes - k) - first
            many = max(left // (2 * threads), LEAST) if threads > 1 else left
            last = min(first + max(min(chunk, many), 1), runs)
            yield k, first, last
            first = last


def play_one(scene: Scene, *, number: int, seed: int = 0) -> Out:
    """One run by its number, with the log of its acts; its row in the arrays is number."""
    out = _make_out(scene, number + 1)._replace(
        log=np.zeros((MOST, LOG)), left=np.zeros_like(scene.start.mem),
        track=np.full((scene.turns, len(scene.world.sides), WIDE), np.nan),
    )  # fmt: skip
    play(number, number + 1, scene.turns, seed, *given(scene, _ready(scene)), out)
    return out


def given(scene: Scene, tables: Tables) -> Given:
    """What the kernel is given beside numbers and what comes out; nothing in it is changed but the last two."""
    line, room = Line(*(_lined(a) for a in scene.start)), Room(*(_lined(a) for a in _make_room(scene, tables)))
    return scene.world, tables, np.array(scene.rules), scene.start, line, room


def _ready(scene: Scene) -> Tables:
    """The tables of a scene, the large ones where a processor likes them to lie."""
    tables = make_tables(scene)
    return tables._replace(strengths=_lined(tables.strengths), flat=_lined(tables.flat))


def _make_room(scene: Scene, tables: Tables) -> Room:
    """Room for one thread to work in."""
    world, parties, issues = scene.world, len(scene.world.sides), len(scene.world.matters)
    return Room(
        acts=np.zeros((MOST_ACTS, WIDTH)), happened=np.zeros((parties, 6), dtype=np.int64),
        trusted=np.zeros(len(world.believed), dtype=np.int64), calendar=np.zeros((parties, scene.turns, 2)),
        frame=np.zeros(FEATURES), work=np.zeros((ROWS, max(issues, SLOTS))),
        odds=np.zeros((2, CLASSES)), traces=np.zeros(AT_ONCE), cells=np.zeros((CELLS, _eights(len(world.places)))),
        luck=np.zeros((4, tables.named.shape[1])), views=np.zeros((len(ABOUT), _eights(issues + 1))),
        pulls=np.zeros((parties, FEATURES, REST)), heeded=np.zeros((parties, LEARNT + 1), dtype=np.uint64),
    )  # fmt: skip


def _lined(array: NDArray[Any]) -> NDArray[Any]:
    """A copy that begins with a line of the cache: what is done several at once then lies in one (2 % of the time)."""
    room = np.empty(array.nbytes + LINE, dtype=np.uint8)
    first = -room.ctypes.data % LINE
    made = room[first : first + array.nbytes].view(array.dtype).reshape(array.shape)
    made[...] = array
    return made


def _eights(many: int) -> int:
    """As many or more, in whole eights."""
    return -(-many // AT_ONCE) * AT_ONCE


def _make_out(scene: Scene, runs: int, *, fans: bool = True) -> Out:
    """Empty arrays for what comes out of so many runs."""
    parties, issues = len(scene.world.sides), len(scene.world.matters)
    return Out(
        which=np.zeros((runs, 7), dtype=np.int64), terms=np.full((runs, issues), np.nan),
        payoff=np.zeros((runs, parties)), counts=np.zeros((runs, parties, 6), dtype=np.int64),
        open=np.zeros((runs, parties), dtype=np.int64), near=np.zeros(runs),
        fans=np.zeros((scene.turns if fans else 0, GENERAL + 2 * issues, BINS), dtype=np.int32), log=np.zeros((0, LOG)),
        told=np.zeros(1, dtype=np.int64), track=np.zeros((0, 0, 0)), left=np.zeros((0, 0)),
    )  # fmt: skip
