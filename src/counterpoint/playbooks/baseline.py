"""What parties do anyway: shares of kinds, classes of issue and targets per kind of channel, before any playbook.

Rule     shares are elicited, worth PSEUDO acts, and pooled with the acts counted over the bundled cases, the case at
         hand left out; a party departs from them with its own spread (inference/parameters.py).
Unit     shares, summing to 1 per kind of channel
Source   elicited by the authors; counts from the bundled cases (baseline_counts.json, checked by a test)
Status   elicited, light where cases have been counted
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.vocabulary import KIND_NAMES
from counterpoint.measures.sides import facing
from counterpoint.playbooks.base import CHANNEL_CLASSES, ISSUE_CLASSES, TARGET_CLASSES
from counterpoint.playbooks.classes import act_channel_class, issue_class, target_class
from counterpoint.record.record import Record

PSEUDO = 200.0
"""How many acts the elicited shares of one kind of channel are worth (elicited)."""
ENOUGH = 5
"""Fewer counted cases than this are not pooled: the shares stay elicited."""
LEAST = 0.002
"""No kind is impossible anywhere (share)."""

Shares = NDArray[np.float64]

_KINDS: dict[str, dict[str, float]] = {
    "open": dict(offer=8, soften=5, accept=4, demand=10, new_demand=3, reject=6, assure=5, truce=0.7, threaten=2,
                 ultimatum=0.7, praise=6, blame=5, appeal=1.5, leak_deny=1.5, propose_talks=5, procedure=9, probe=6,
                 meet=14, suspend=2, remandate=1.5, breach=0.3, release=0.7, ease=0.7, strike=0.3, pressure=0.6,
                 sign=2),
    "secret": dict(offer=10, soften=6, accept=4, demand=9, new_demand=3, reject=5, assure=8, truce=0.5, threaten=3,
                   ultimatum=0.5, praise=5, blame=4, appeal=0.5, leak_deny=1, propose_talks=6, procedure=8, probe=10,
                   meet=14, suspend=1, remandate=1, breach=0.3, release=1, ease=0.7, strike=0.3, pressure=0.5, sign=1),
    "public": dict(offer=6, soften=3, accept=3, demand=11, new_demand=3, reject=9, assure=6, truce=1.5, threaten=5,
                   ultimatum=1, praise=10, blame=14, appeal=7, leak_deny=6, propose_talks=4, procedure=3, probe=1.5,
                   meet=2, suspend=2, remandate=2, breach=0.4, release=0.7, ease=0.7, strike=0.4, pressure=1, sign=1.5),
    "field": dict(offer=0.5, soften=0.5, accept=0.5, demand=0.5, new_demand=0.3, reject=0.5, assure=0.5, truce=3,
                  threaten=2, ultimatum=0.5, praise=0.3, blame=0.5, appeal=0.3, leak_deny=0.3, propose_talks=0.3,
                  procedure=0.5, probe=1, meet=0.5, suspend=1, remandate=0.5, breach=9, release=9, ease=13, strike=25,
                  pressure=24, sign=6),
    "internal": dict(offer=3, soften=3, accept=3, demand=6, new_demand=2, reject=6, assure=8, truce=0.5, threaten=3,
                     ultimatum=0.5, praise=5, blame=12, appeal=8, leak_deny=6, propose_talks=2, procedure=8, probe=3,
                     meet=5, suspend=3, remandate=9, breach=0.3, release=0.4, ease=0.6, strike=0.4, pressure=1.5,
                     sign=1),
}  # fmt: skip
_ISSUES: dict[str, tuple[float, ...]] = {
    "open": (45, 15, 8, 32), "secret": (50, 10, 10, 30), "public": (50, 7, 8, 35), "field": (45, 12, 5, 38),
    "internal": (40, 10, 8, 42),
}  # fmt: skip
_TARGETS: dict[str, tuple[float, ...]] = {
    "open": (75, 12, 3, 5, 5), "secret": (80, 12, 2, 4, 2), "public": (50, 10, 8, 10, 22), "field": (60, 2, 18, 15, 5),
    "internal": (20, 10, 5, 15, 50),
}  # fmt: skip


@cache
def counts() -> dict[str, dict[str, dict[str, dict[str, int]]]]:
    """Acts counted over the bundled cases: case -> part -> kind of channel -> what -> number."""
    text = files("counterpoint.playbooks").joinpath("baseline_counts.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, dict[str, dict[str, int]]]] = json.loads(text)
    return loaded


def shares(part: str, *, leave_out: str | None = None) -> Shares:
    """Pooled shares of a part (kind, issue or target): shape (kinds of channel, entries), rows sum to 1."""
    names, table = {
        "kind": (KIND_NAMES, [[_KINDS[c][k] for k in KIND_NAMES] for c in CHANNEL_CLASSES]),
        "issue": (ISSUE_CLASSES, [list(_ISSUES[c]) for c in CHANNEL_CLASSES]),
        "target": (TARGET_CLASSES, [list(_TARGETS[c]) for c in CHANNEL_CLASSES]),
    }[part]
    prior = np.array(table, dtype=float)
    prior = PSEUDO * prior / prior.sum(axis=1, keepdims=True)
    others = {case: parts for case, parts in counts().items() if case != leave_out}
    for parts in others.values() if len(others) >= ENOUGH else ():
        for i, kind in enumerate(CHANNEL_CLASSES):
            seen = parts.get(part, {}).get(kind, {})
            prior[i] += [seen.get(name, 0) for name in names]
    pooled = prior / prior.sum(axis=1, keepdims=True)
    pooled = np.maximum(pooled, LEAST)
    result: Shares = pooled / pooled.sum(axis=1, keepdims=True)
    return result


def count(record: Record) -> dict[str, dict[str, dict[str, int]]]:
    """Count the acts of the main parties of a record, each move of an occasion once."""
    out: dict[str, dict[str, dict[str, int]]] = {}
    seen = set()
    other = facing(record)
    for act in record.acts:
        kind, by = act_channel_class(record, act), record.actor_party(act)
        target = target_class(record, act, other=other[by])
        labels = {"kind": act.kind, "issue": issue_class(record, act), "target": target}
        key = (act.occasion or act.id, by, act.kind)
        if key in seen:
            continue
        seen.add(key)
        for part, label in labels.items():
            cell = out.setdefault(part, {}).setdefault(kind, {})
            cell[label] = cell.get(label, 0) + 1
    return {part: {c: dict(sorted(v.items())) for c, v in sorted(cells.items())} for part, cells in sorted(out.items())}
