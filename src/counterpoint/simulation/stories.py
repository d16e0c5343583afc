"""A few runs told: the most typical one, the nearest to settlement, the nearest to breakdown, the most surprising.

Rule     typical: of the commonest ending, the run nearest to the middle in length, closeness and acts. Nearest to
         settlement: the closest main pair where none was reached. Nearest to breakdown: the longest darkness where
         talks were not broken off. Surprising: the rarest ending that came, and of it the most middling run.
         An act is told with what moved it: the tendencies of what the party plays, in its situation that day.
Status   exact bookkeeping
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Act, Case, Event
from counterpoint.playbooks import AIMS, PLAYBOOKS, TECHNIQUES
from counterpoint.playbooks.base import CHANNEL_CLASSES
from counterpoint.playbooks.classes import act_channel_class
from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.playbooks.features import FEATURES
from counterpoint.playbooks.hearing import listen
from counterpoint.playbooks.situation import look
from counterpoint.record.record import Record, day, make_record
from counterpoint.simulation.acting import ISSUE, KIND, MARK, POSITION
from counterpoint.simulation.arrays import STATE, Floats, Out
from counterpoint.simulation.endings import NAMES
from counterpoint.simulation.moving import REACHED, SIGNED, UNBACKED, VOID
from counterpoint.simulation.run import play_one
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.tables import books_on
from counterpoint.simulation.telling import told

LINES: Final = 14
"""Acts of a run that are told."""
LEAST: Final = 0.15
"""A tendency that moves an act by less is not named [nats]."""
MARKS: Final = {
    REACHED: "agrees", SIGNED: "signs", VOID: "agrees, and is disowned at home",
    UNBACKED: "agrees to what the other's home does not stand by",
}  # fmt: skip
IN_PART: Final = "agrees in part"
"""What came of a yes that moves towards the other's terms and reaches nothing."""
GRAVITY: Final = {
    "sign": 5, "accept": 3, "soften": 3, "offer": 2, "new_demand": 3, "suspend": 4, "ultimatum": 4, "breach": 5,
    "strike": 3, "truce": 4, "release": 3, "ease": 3, "threaten": 2, "reject": 2, "pressure": 2, "remandate": 2,
    "propose_talks": 1, "leak_deny": 1,
}  # fmt: skip
"""How much an act of each kind deserves to be told."""


UNDOING: Final = frozenset({"new_demand", "reject"})
"""Kinds that open again what was agreed on their issue."""


def stories(scene: Scene, out: Out, *, seed: int) -> tuple[list[dict[str, Any]], dict[str, Case]]:
    """The runs that are told (JSON-ready), each once, and each as a case, by the first thing that it stands for."""
    chosen: dict[int, list[str]] = {}
    for name, number in _chosen(out).items():
        chosen.setdefault(number, []).append(name)
    lines, played = [], {}
    for number, names in chosen.items():
        one = play_one(scene, number=number, seed=seed)
        played[names[0]] = told(scene, one, number=number)
        lines.append(_story(scene, one, played[names[0]], names, number))
    return lines, played


def _chosen(out: Out) -> dict[str, int]:
    """Which run stands for what."""
    ending = out.which[:, 0]
    counts = np.bincount(ending, minlength=len(NAMES))
    rarest = int(np.argmin(np.where(counts > 0, counts, counts.max() + 1)))
    found = {"typical": _middling(out, ending == counts.argmax()), "surprising": _middling(out, ending == rarest)}
    unsettled = ~np.isin(ending, [NAMES.index("settlement"), NAMES.index("tacit_settlement")])
    if unsettled.any():
        found["nearest_to_settlement"] = int(np.argmax(np.where(unsettled, out.near, -1.0)))
    whole = ending != NAMES.index("breakdown")
    if whole.any() and out.which[whole, 4].max() > 0:
        found["nearest_to_breakdown"] = int(np.argmax(np.where(whole, out.which[:, 4], -1)))
    return found


def _middling(out: Out, among: NDArray[np.bool_]) -> int:
    """Of some runs the one nearest to their middle in length, closeness and number of acts."""
    columns = np.column_stack([out.which[:, 2], out.near, out.counts[:, :, 4].sum(axis=1)]).astype(float)
    rows = columns[among]
    scale = rows.std(axis=0)
    apart = np.abs(columns - np.median(rows, axis=0)) / np.where(scale > 0, scale, 1.0)
    return int(np.argmin(np.where(among, apart.sum(axis=1), np.inf)))


def _story(scene: Scene, out: Out, case: Case, names: list[str], number: int) -> dict[str, Any]:
    """One run told act by act."""
    record = make_record(case)
    ending, who, turn, draw = (int(v) for v in out.which[number, :4])
    return {
        "run": number, "stands_for": names, "ending": NAMES[ending],
        "who": scene.cut.parties[who] if who >= 0 else None, "turns": turn + 1,
        "ends": date.fromordinal(scene.cut.record.as_of + (turn + 1) * scene.cut.record.case.turn_days).isoformat(),
        "plays": {party: _plays(int(out.track[0, p, STATE])) for p, party in enumerate(scene.cut.parties)},
        "acts": list(_told_acts(scene, out, record, draw)), "acts_in_all": int(out.told[0]),
        "events": [_event(e) for e in case.events if e.id.startswith(f"{case.sources[-1].id}-")],
    }  # fmt: skip


def _event(event: Event) -> dict[str, Any]:
    return {"date": event.date.first.isoformat(), "name": event.name, "favours": [*event.favours],
            "hurts": [*event.hurts]}  # fmt: skip


def _plays(state: int) -> list[str]:
    """The aim and the techniques of a state."""
    return [AIMS[state >> 3].name, *(t.name for b, t in enumerate(TECHNIQUES) if state >> b & 1)]


def _told_acts(scene: Scene, out: Out, record: Record, draw: int) -> Iterator[dict[str, Any]]:
    """The gravest acts of a run, in order, with what moved each."""
    rows = out.log[: int(out.told[0])]
    acts = [a for a in record.acts if a.source == record.case.sources[-1].id][: len(rows)]
    news, again = _news(rows), [bool(int(row[1 + MARK]) & REACHED) for row in rows]
    weight = [GRAVITY.get(a.kind, 0) + 4 if n in news else 0 if again[n] else GRAVITY.get(a.kind, 0)
              for n, a in enumerate(acts)]  # fmt: skip
    kept = sorted(sorted(range(len(acts)), key=lambda n: (-weight[n], n))[:LINES])
    hearings = {
        p: listen(record, party, scene.cut.parties[scene.cut.other[p]]) for p, party in enumerate(scene.cut.parties)
    }
    for n in kept:
        act, p = acts[n], int(rows[n, 1])
        state = int(out.track[int(rows[n, 0]), p, STATE])
        hearing, now = hearings[p], day(act)
        channel = record.channels[act.channel or ""]
        x = look(hearing.before(now), hearing.world, now=now, channel=channel, issue=act.issue)
        yield {
            "id": act.id, "date": act.date.first.isoformat(), "actor": act.actor, "kind": act.kind,
            "target": act.target, "channel": act.channel, "issue": act.issue, "because": act.because,
            "position": act.position,
            "mark": came_of(act.kind, int(rows[n, 1 + MARK]), moved=bool(np.isfinite(rows[n, 1 + POSITION]))),
            "moved_by": _moved(scene, record, act, x, (draw, p, state)),
        }  # fmt: skip


def _news(rows: Floats) -> set[int]:
    """The acts by which something was agreed or signed, but for a yes to what had one already."""
    found, had = set[int](), set[int]()
    for n, row in enumerate(rows):
        mark, issue = int(row[1 + MARK]), int(row[1 + ISSUE])
        if mark & SIGNED or (mark & REACHED and issue not in had):
            found.add(n)
        if mark & REACHED:
            had.add(issue)
        elif KIND_ORDER[int(row[1 + KIND])] in UNDOING:
            had.discard(issue)
    return found


def came_of(kind: str, mark: int, *, moved: bool) -> str | None:
    """What came of an act, in words, by its mark, and by whether the run gave it a position."""
    in_part = IN_PART if kind == "accept" and moved else None
    return next((text for bit, text in MARKS.items() if mark & bit), in_part)


def _moved(
    scene: Scene, record: Record, act: Act, x: NDArray[np.float64], who: tuple[int, int, int]
) -> list[dict[str, Any]]:
    """The tendencies that made an act likelier or less likely, the strongest two [nats]."""
    draw, p, state = who
    cast, kind = scene.cast, KIND_ORDER.index(act.kind)
    klass = CHANNEL_CLASSES.index(act_channel_class(record, act))
    books, names = books_on(state), [*(b.name for b in PLAYBOOKS), "own"]
    found = []
    for b in books:
        for e in range(cast.starts[0, b], cast.starts[0, b + 1]):
            feature, what, bits = cast.entries[e]
            pull = float(cast.nats[draw, p, e] * x[feature])
            if what == kind and bits >> klass & 1 and abs(pull) >= LEAST:
                found.append({"playbook": names[b], "situation": list(FEATURES)[feature], "nats": round(pull, 2)})
    return sorted(found, key=lambda f: (-abs(float(str(f["nats"]))), str(f["situation"])))[:2]
