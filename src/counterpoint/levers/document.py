"""What a comparison found, JSON-ready, with how it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from counterpoint import __version__
from counterpoint.levers import LEVERS
from counterpoint.levers.gallery import main_pair
from counterpoint.levers.patch import Patch, digest, order
from counterpoint.levers.whatif import Answer, Reading, warnings
from counterpoint.levers.worth import Valued
from counterpoint.simulation.scene import Scene

SCHEMA_VERSION = 1
DIGITS = 4
STATUS = "light: played by a model with elicited rules; only the comparison is exact"


def whatif_document(
    scene: Scene, patches: Sequence[Patch], answer: Answer, found: Sequence[Reading], *, towards: str, asking: str,
    made: Mapping[str, Any],
) -> dict[str, Any]:  # fmt: skip
    """What patches change; made says how it was made: runs, seed, cast, notes."""
    return _head(scene, made) | {
        "levers": [_lever(p) for p in sorted(patches, key=order)],
        "towards": towards, "asking": asking, **_answer(answer),
        "readings": [{"aim": r.aim, **_answer(r.answer)} for r in found],
        "warnings": warnings(found, towards=towards, asking=asking),
    }  # fmt: skip


def value_document(scene: Scene, valued: Valued, *, made: Mapping[str, Any]) -> dict[str, Any]:
    """What the channels are worth."""
    rows = []
    names = {c.id: c.name for c in scene.cut.channels}
    for c, channel in enumerate(valued.channels):
        worth = {
            y: {"value": _round(valued.value[c, k]), "error": _round(valued.error[c, k])}
            for k, y in enumerate(valued.yardsticks)
        }
        rows.append({"channel": channel, "name": names[channel], "worth": worth})
    return _head(scene, made) | {
        "channels": rows, "yardsticks": list(valued.yardsticks),
        "method": "all sets" if valued.exact else "sampled orders", "orders": valued.orders,
        "with_all": _by(valued, valued.whole), "with_none": _by(valued, valued.none),
    }  # fmt: skip


def _head(scene: Scene, made: Mapping[str, Any]) -> dict[str, Any]:
    """What was played, and how."""
    record, main = scene.cut.record, main_pair(scene)
    case = record.case
    return {
        "schema_version": SCHEMA_VERSION, "version": __version__, "case": case.id, "title": case.title,
        "marking": case.marking, "purpose": case.purpose, "as_of": date.fromordinal(record.as_of).isoformat(),
        "turns": scene.turns, "turn_days": case.turn_days, "draws": len(scene.cast.ways), "base": digest(scene),
        "status": STATUS, "parties": list(scene.cut.parties), "main": [scene.cut.parties[p] for p in main], **made,
    }  # fmt: skip


def _lever(patch: Patch) -> dict[str, Any]:
    lever = LEVERS[patch.lever]
    return {"lever": lever.name, "values": dict(patch.values), "written": patch.text, "what": lever.what,
            "status": lever.status}  # fmt: skip


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "endings": [{"ending": name, **d.plain()} for name, d in answer.endings.items()],
        "agreement": answer.agreement.plain(), "near": answer.near.plain(), "days": answer.days.plain(),
        "payoffs": [{"party": party, **d.plain()} for party, d in answer.payoffs.items()],
    }  # fmt: skip


def _by(valued: Valued, row: Any) -> dict[str, float]:
    return {y: _round(row[k]) for k, y in enumerate(valued.yardsticks)}


def _round(value: float) -> float:
    return round(float(value), DIGITS) + 0.0
