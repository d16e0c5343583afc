"""Tendencies of a party's own, beside those of its playbooks: written by an analyst, in the playbooks' terms.

    tendencies:
      - {part: target, when: asks_unmet, what: third, nats: 1.0, on: [public, field]}

Rule     in situation `when`, `what` of `part` is likelier by `nats` on these classes of channel (all, if none is
         named), whatever the party plays. The caps are the playbooks': CAP, and FREE_CAP in every situation (always).
         Each strength is drawn from its spread, as a playbook's is.
Status   elicited, by whoever writes them
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from counterpoint.case.names import nearest, quoted
from counterpoint.playbooks import PLAYBOOKS
from counterpoint.playbooks.base import CAP, CHANNEL_CLASSES, FREE_CAP, PARTS, Playbook, Tendency
from counterpoint.playbooks.entries import WHAT, Entries, entries
from counterpoint.playbooks.features import FEATURES
from counterpoint.simulation.arrays import Floats

KEYS: Final = ("part", "when", "what", "nats", "on")


def mistakes(where: str, told: object) -> list[str]:
    """What is off with a list of tendencies, a line each."""
    if not isinstance(told, list):
        return [f"{where}: expected a list of tendencies, got {quoted(told)}"]
    found = [line for n, each in enumerate(told) for line in _mistakes(f"{where}[{n}]", each)]
    seen = [read(each) for each in told] if not found else []
    for n, one in enumerate(seen):
        same = (n2 for n2, two in enumerate(seen[:n]) if _same(one, two))
        found += [f"{where}[{n}]: expected each tendency once, got that of {where}[{first}] again" for first in same]
    return found


def _mistakes(where: str, told: object) -> Iterator[str]:
    if not isinstance(told, Mapping):
        yield f"{where}: expected part, when, what and nats, got {quoted(told)}"
        return
    yield from unknown_keys(where, told, KEYS)
    part, when, nats, on = told.get("part"), told.get("when"), told.get("nats"), told.get("on", [])
    yield from one_of(f"{where}.part", part, PARTS)
    yield from one_of(f"{where}.when", when, tuple(FEATURES))
    if part in PARTS:
        yield from one_of(f"{where}.what", told.get("what"), WHAT[str(part)])
    most = FREE_CAP if when == "always" else CAP
    number = isinstance(nats, int | float) and not isinstance(nats, bool)
    if not number or not 0 < abs(float(nats)) <= most:  # type: ignore[arg-type]
        why = " in every situation" if when == "always" else ""
        yield f"{where}.nats: expected a number from {-most} to {most}{why}, not 0, got {quoted(nats)}"
    for one in on if isinstance(on, list) else [on]:
        yield from one_of(f"{where}.on", one, CHANNEL_CLASSES)


def unknown_keys(where: str, told: Mapping[str, Any], known: Sequence[str]) -> Iterator[str]:
    """A line for each key that is none of what is known."""
    for key in told:
        yield from one_of(f"{where}.{key}", key, known)


def one_of(where: str, told: object, known: Sequence[str], *, kind: str = "") -> Iterator[str]:
    """A line if what is told is none of what is known; kind says what that is: an aim."""
    if told not in known:
        near = nearest(told, known) if isinstance(told, str) else ""
        yield f"{where}: expected {kind}one of {', '.join(known)}, got {quoted(told)}{f' (try {near})' if near else ''}"


def _same(one: Tendency, two: Tendency) -> bool:
    """Whether two tendencies add up anywhere: then they could exceed the cap."""
    both = set(one.on or CHANNEL_CLASSES) & set(two.on or CHANNEL_CLASSES)
    return (one.part, one.when, one.what) == (two.part, two.when, two.what) and bool(both)


def read(told: Mapping[str, Any]) -> Tendency:
    """A tendency from its line."""
    on = told.get("on", ())
    classes = (on,) if isinstance(on, str) else tuple(on)
    return Tendency(told["part"], told["when"], told["what"], float(told["nats"]), classes)


def strengths(told: Sequence[Mapping[str, Any]], draws: int, rng: np.random.Generator) -> Floats:
    """Strengths of the tendencies of one party (D, n)."""
    own = [read(each) for each in told]
    mean, sd = np.array([t.nats for t in own]), np.array([t.sd for t in own])
    drawn: Floats = mean + sd * rng.standard_normal((draws, len(own)))
    return drawn


def with_own(
    sides: Sequence[Mapping[str, Any]], values: Sequence[Mapping[str, Floats]]
) -> tuple[dict[str, Entries], list[Floats]]:
    """Tendencies by part, those of the sides' own as one more book, and each side's strengths, part after part.

    Strengths (D, E) are 0 for another side's.
    """
    told = [(p, n, read(each)) for p, side in enumerate(sides) for n, each in enumerate(side.get("tendencies", ()))]
    book = Playbook("own", "own", "", "", tuple(t for _, _, t in told), ())
    parts, nats = {part: entries(part, (*PLAYBOOKS, book)) for part in PARTS}, []
    for p, found in enumerate(values):
        blocks = []
        for part in PARTS:
            own = [found["own"][:, n] if p == q else np.zeros(len(found[part]))
                   for q, n, t in told if t.part == part]  # fmt: skip
            blocks.append(np.column_stack([found[part], *own]))
        nats.append(np.concatenate(blocks, axis=1))
    return parts, nats
