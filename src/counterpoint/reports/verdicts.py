"""The first screen: per party the verdict in a sentence, how probable, why not more, and the rival reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from counterpoint.reports.lettering import plain
from counterpoint.reports.pages import Cell, Desk
from counterpoint.reports.readings import explained, leads, rival_name
from counterpoint.reports.words import (
    AIM_NAMES,
    TECHNIQUE_NAMES,
    TECHNIQUES_ARE,
    VERDICT_NAMES,
    decibans,
    interval,
    is_number,
    likelihood,
    percent,
    words,
)

STRIP: Final = ("good_faith", "hard_bargaining", "none", "bad_faith")


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading with its probability in words and figures, and its piece of the strip (x, width in [0..100])."""

    name: str
    key: str
    percent: str
    interval: str
    phrase: str
    x: float = 0.0
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Rival:
    """The strongest other reading with its probability, what it must assume, the act it explains worst."""

    name: str
    assumes: tuple[str, ...]
    worst: Cell
    decibans: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that the first screen says of one party."""

    slug: str
    party: str
    full: str
    """Its name with all that the case adds to it."""
    towards: str
    key: str
    verdict: str
    sentence: str
    leading: str
    reason: str
    readings: tuple[Reading, ...]
    aims: tuple[Reading, ...]
    techniques: tuple[Reading, ...]
    rival: Rival | None
    note: str


def verdicts(desk: Desk) -> tuple[Verdict, ...]:
    """One verdict per party assessed, in the assessment's order."""
    return tuple(_verdict(desk, party, entry) for party, entry in parties(desk))


def parties(desk: Desk) -> list[tuple[str, Mapping[str, Any]]]:
    """Party ids with their part of the assessment."""
    found = desk.assessment.get("parties")
    return [(str(k), v) for k, v in found.items() if isinstance(v, Mapping)] if isinstance(found, Mapping) else []


def _verdict(desk: Desk, party: str, entry: Mapping[str, Any]) -> Verdict:
    posterior = _map(entry.get("posterior"))
    by_verdict = _map(posterior.get("verdict"))
    readings = _strip(by_verdict)
    key = str(entry.get("verdict") or "undetermined")
    return Verdict(
        party,
        desk.name(party),
        next((plain(p.name) for p in desk.record.case.parties if p.id == party), desk.name(party)),
        desk.name(entry.get("towards")) if entry.get("towards") else "",
        key if key in VERDICT_NAMES else "undetermined",
        VERDICT_NAMES.get(key, words(key)),
        _told(desk.name(party), entry),
        leads(entry) if key == "undetermined" else _called(readings, key),
        _reason(entry),
        readings,
        _ranked(_map(posterior.get("aim")), AIM_NAMES),
        _ranked(_map(posterior.get("technique")), TECHNIQUE_NAMES),
        _rival(desk, entry.get("rival")),
        f"{TECHNIQUES_ARE}." if posterior.get("technique") else "",
    )


def _told(name: str, entry: Mapping[str, Any]) -> str:
    """The verdict in a sentence; where there is none, only that: what leads and why stand below it."""
    said = plain(entry.get("sentence") or f"{name}: {VERDICT_NAMES['undetermined']}.")
    head, undecided, _ = said.partition(": undetermined.")
    return f"{head}{undecided}" if undecided else said


def _reason(entry: Mapping[str, Any]) -> str:
    """Why the verdict is what it is, unless its sentence has said so."""
    reason = plain(entry.get("reason") or "")
    return "" if reason.rstrip(".") in _told("", entry) else explained(reason)


def _called(readings: tuple[Reading, ...], key: str) -> str:
    """How likely the reading is that was called."""
    for r in readings:
        if r.key == key:
            spread = f" ({r.interval})" if r.interval else ""
            return f"{r.name[0].upper()}{r.name[1:]} is {r.phrase}, {r.percent}{spread}."
    return ""


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _reading(key: str, entry: object, names: Mapping[str, str], x: float = 0.0, width: float = 0.0) -> Reading:
    part = _map(entry)
    p = part.get("p")
    phrase = likelihood(float(p)) if is_number(p) and p is not None else ""
    return Reading(names.get(key, words(key)), key, percent(p), interval(part), phrase, round(x, 2), round(width, 2))


def _strip(by_verdict: Mapping[str, Any]) -> tuple[Reading, ...]:
    values = {k: _map(by_verdict.get(k)).get("p") for k in STRIP}
    total = sum(float(v) for v in values.values() if is_number(v) and v is not None) or 1.0
    x, found = 0.0, []
    for key in STRIP:
        p = values[key]
        if not is_number(p) or p is None:
            continue
        width = float(p) / total * 100
        found.append(_reading(key, by_verdict.get(key), VERDICT_NAMES, x, width))
        x += width
    return tuple(found)


def _ranked(group: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Reading, ...]:
    order = sorted(group, key=lambda k: (-float(_map(group[k]).get("p") or 0), k))
    return tuple(_reading(k, group[k], names) for k in order)


def _rival(desk: Desk, entry: object) -> Rival | None:
    part = _map(entry)
    if not part:
        return None
    assumes = part.get("assumes")
    weight = part.get("worst_decibans")
    heavy = is_number(weight) and weight is not None and round(float(weight), 1) > 0
    worst = desk.act_cell(part.get("worst_act")) if heavy and part.get("worst_act") else Cell("")
    return Rival(
        rival_name(part),
        tuple(plain(a) for a in assumes) if isinstance(assumes, list) else (),
        worst,
        decibans(weight) if worst.text else "",
    )
