"""The first screen: per party the verdict in a sentence, how probable, why not more, and the rival reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from counterpoint.reports.lettering import plain, sentence
from counterpoint.reports.pages import Cell, Desk
from counterpoint.reports.words import (
    AIM_NAMES,
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
    """The strongest other reading: its sentence, what it must assume, the act it explains worst."""

    name: str
    sentence: str
    probability: str
    assumes: tuple[str, ...]
    worst: Cell
    decibans: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that the first screen says of one party."""

    slug: str
    party: str
    towards: str
    key: str
    verdict: str
    sentence: str
    leading: Reading | None
    reason: str
    readings: tuple[Reading, ...]
    aims: tuple[Reading, ...]
    techniques: tuple[Reading, ...]
    rival: Rival | None


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
    leading = _leading(readings, by_verdict, key)
    return Verdict(
        party,
        desk.name(party),
        desk.name(entry.get("towards")) if entry.get("towards") else "",
        key if key in VERDICT_NAMES else "undetermined",
        VERDICT_NAMES.get(key, words(key)),
        plain(entry.get("sentence") or f"{desk.name(party)}: {VERDICT_NAMES.get(key, words(key))}."),
        leading,
        _reason(entry),
        readings,
        _ranked(_map(posterior.get("aim")), AIM_NAMES),
        _ranked(_map(posterior.get("technique")), {}),
        _rival(desk, entry.get("rival")),
    )


def _reason(entry: Mapping[str, Any]) -> str:
    """Why the verdict is what it is, unless its sentence has said so."""
    reason = plain(entry.get("reason") or "")
    return "" if reason.rstrip(".") in plain(entry.get("sentence") or "") else sentence(reason)


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


def _leading(readings: tuple[Reading, ...], by_verdict: Mapping[str, Any], key: str) -> Reading | None:
    if not readings:
        return None
    exact = [r for r in readings if r.key == key]
    return exact[0] if exact else max(readings, key=lambda r: float(_map(by_verdict[r.key]).get("p") or 0))


def _ranked(group: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Reading, ...]:
    order = sorted(group, key=lambda k: (-float(_map(group[k]).get("p") or 0), k))
    return tuple(_reading(k, group[k], names) for k in order)


def _rival(desk: Desk, entry: object) -> Rival | None:
    part = _map(entry)
    if not part:
        return None
    aim = part.get("aim")
    name = VERDICT_NAMES.get(str(part.get("verdict")), words(part.get("verdict") or ""))
    named = f"{name} ({AIM_NAMES.get(str(aim), words(aim))})" if aim else name
    assumes = part.get("assumes")
    worst = desk.act_cell(part.get("worst_act")) if part.get("worst_act") else Cell("")
    return Rival(
        named,
        sentence(part.get("sentence") or ""),
        percent(part.get("p")),
        tuple(plain(a) for a in assumes) if isinstance(assumes, list) else (),
        worst,
        decibans(part.get("worst_decibans")) if worst.text else "",
    )
