"""Patches: levers set to values, written NAME[:k=v,k=v], that name the scene which they change.

Rule     patches are applied in the order of the gallery, then of their values, so that the order in which they are
         given changes no byte; open and close go channel by channel, by their days. A lever is pulled once on one
         thing. Where two change the same numbers, overlaps tells.
Status   exact
"""

from __future__ import annotations

import hashlib
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.names import listing, nearest, quoted
from counterpoint.levers import LEVERS
from counterpoint.levers.gallery import Lever, LeverError, Value, Values
from counterpoint.levers.values import value_of
from counterpoint.simulation.framing import Cut
from counterpoint.simulation.scene import Scene

DIGITS: Final = 16
SPANS: Final = ("open", "close")
"""Levers that are applied by the days that they are set to: when a channel is open hangs on which comes first."""
_KEPT: dict[int, tuple[weakref.ref[Scene], str]] = {}
"""Digests by the identity of scenes that still live: arrays of a scene are never changed in place."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A lever, what it is set to, and the digest of the scene that it was made for."""

    lever: str
    values: tuple[tuple[str, Value], ...]
    base: str

    @property
    def text(self) -> str:
        """The patch as it is written."""
        told = ",".join(f"{k}={v:g}" if isinstance(v, float) else f"{k}={v}" for k, v in self.values)
        return f"{self.lever}:{told}" if told else self.lever


def digest(scene: Scene) -> str:
    """SHA-256 over all that a run of the scene hangs on (first 16 hex digits)."""
    held = _KEPT.get(id(scene))
    if held and held[0]() is scene:
        return held[1]
    found = _digest(scene)
    _KEPT[id(scene)] = (weakref.ref(scene), found)
    weakref.finalize(scene, _KEPT.pop, id(scene), None)
    return found


def _digest(scene: Scene) -> str:
    """The digest, worked out."""
    cut = scene.cut
    channels, issues = [c.id for c in cut.channels], [i.id for i in cut.issues]
    names = (cut.record.case.id, cut.record.as_of, cut.parties, channels, issues)
    total = hashlib.sha256(repr((names, scene.turns, tuple(scene.rules))).encode())
    for name, array in arrays(scene):
        total.update(f"{name}{array.shape}{array.dtype}".encode())
        total.update(np.ascontiguousarray(array).data)
    return total.hexdigest()[:DIGITS]


def arrays(scene: Scene) -> Iterator[tuple[str, NDArray[Any]]]:
    """All arrays of a scene by name, its rules among them."""
    for group in ("world", "cast", "start"):
        held = getattr(scene, group)
        for name in held._fields:
            yield f"{group}.{name}", getattr(held, name)
    yield "rules", np.array(scene.rules)


def make_patch(scene: Scene, text: str) -> Patch:
    """The patch that a text like mute:channel=desk,k=0.5 stands for. LeverError: a line for each mistake."""
    name, values = set_to(scene.cut, text)
    return Patch(name, tuple((k, v) for k, v in values.items() if v is not None), digest(scene))


def set_to(cut: Cut, text: str) -> tuple[str, dict[str, Value | None]]:
    """Which lever a text names, and what each of its parameters is set to. LeverError: a line for each mistake."""
    name, _, rest = text.strip().partition(":")
    lever = find_lever(name)
    given, wrong = _pairs(lever, rest)
    values, sound = dict[str, Value | None](), not wrong
    for param in lever.params if sound else [p for p in lever.params if given.get(p.name)]:
        try:
            values[param.name] = value_of(cut, lever, param, given)
        except LeverError as error:
            wrong.append(str(error))
    if wrong:
        raise LeverError("\n".join(wrong))
    return name, values


def _pairs(lever: Lever, rest: str) -> tuple[dict[str, str], list[str]]:
    """What is written after a lever's name, by key where it is told once, and a line for each mistake."""
    known, given, wrong, twice = [p.name for p in lever.params], dict[str, str](), list[str](), set[str]()
    for pair in filter(None, (part.strip() for part in rest.split(","))):
        key, equals, told = (part.strip() for part in pair.partition("="))
        if not equals:
            wrong.append(f"{lever.name}: expected key=value with a key of {listing(known)}, got {quoted(pair)}"
                         f"{_example(lever)}")  # fmt: skip
        elif key in given:
            twice.add(key)
            wrong.append(f"{lever.name}:{key}: expected once, got it twice (try one of them)")
        elif key not in known:
            near = nearest(key, known) or f"counterpoint levers {lever.name}"
            wrong.append(f"{lever.name}: expected one of {listing(known)}, got {quoted(key)} (try {near})")
        given[key] = told
    return {k: v for k, v in given.items() if k not in twice}, wrong


def find_lever(name: str) -> Lever:
    """A lever by its name. LeverError lists the known ones."""
    if name not in LEVERS:
        near = nearest(name, tuple(LEVERS)) or "counterpoint levers"
        raise LeverError(f"lever: expected one of {listing(tuple(LEVERS), 200)}, got {quoted(name)} (try {near})")
    return LEVERS[name]


def _example(lever: Lever) -> str:
    needed = [p.name for p in lever.params if p.default is None and not p.optional] or [lever.params[0].name]
    return f" (try {lever.name}:{','.join(f'{n}=...' for n in needed)})"


def apply(scene: Scene, patches: Sequence[Patch]) -> Scene:
    """The scene with the patches on it. LeverError where one was made for another scene, or twice on the same thing."""
    base, wanted = digest(scene), sorted(patches, key=order)
    for patch in wanted:
        if patch.base != base:
            raise LeverError(
                f"{patch.lever}: expected a patch of the scene {base}, got one of {patch.base} (try making it again)"
            )
    for n, patch in enumerate(wanted):
        if any(patch.lever == other.lever and _object(patch) == _object(other) for other in wanted[:n]):
            on = ", ".join(f"{k}={v}" for k, v in _object(patch)) or "all"
            raise LeverError(f"{patch.lever}: expected once on {on}, got it twice (try one of them)")
    for patch in wanted:
        scene = _pulled(scene, patch)
    return scene


def order(patch: Patch) -> tuple[int, tuple[tuple[str, str], ...], float, str]:
    """What patches are sorted by before they are applied or told."""
    names, spans = tuple(LEVERS), patch.lever in SPANS
    when = float(dict(patch.values)["days"]) if spans else 0.0
    place = names.index(SPANS[0] if spans else patch.lever)
    return place, tuple((k, str(v)) for k, v in _object(patch)), when, patch.text


def _object(patch: Patch) -> tuple[tuple[str, Value], ...]:
    """What the lever is pulled on."""
    about = LEVERS[patch.lever].about
    return tuple((k, v) for k, v in patch.values if k in about)


def touched(scene: Scene, lever: Lever, values: Values) -> dict[str, NDArray[np.bool_] | None]:
    """Which numbers a lever changes, by array; None for an array that it makes longer."""
    return _differing(scene, lever.change(scene, values))


def _differing(before: Scene, after: Scene) -> dict[str, NDArray[np.bool_] | None]:
    """Which numbers two scenes differ in, by array; None for an array that is longer in one."""
    found: dict[str, NDArray[np.bool_] | None] = {}
    for (name, old), (_, new) in zip(arrays(before), arrays(after), strict=True):
        if old.shape != new.shape:
            found[name] = None
        elif old is not new and (differs := (old != new) & ~((old != old) & (new != new))).any():
            found[name] = differs
    return found


def overlaps(scene: Scene, patches: Sequence[Patch]) -> list[str]:
    """A line for each two patches that change the same numbers or what the other looks at; for each without effect.

    Each is judged on what those before it have left.
    """
    wanted, left = sorted(patches, key=order), [scene]
    for patch in wanted:
        left.append(_pulled(left[-1], patch))
    lines = [f"{p.text} changes nothing here" for p, *both in zip(wanted, left, left[1:], strict=False)
             if not _differing(*both)]  # fmt: skip
    for (n, one), (_, other) in combinations(enumerate(wanted), 2):
        first, second = _differing(left[n], left[n + 1]), _alone(left[n], other)
        both = [name for name in first if name in second and _meet(first[name], second[name])]
        if both or _order_matters(left[n], one, other):
            on = f" ({', '.join(both)})" if both else ""
            lines.append(f"{one.text} and {other.text} touch the same thing{on}: the second is applied to what the"
                         " first has left")  # fmt: skip
    return lines


def _pulled(scene: Scene, patch: Patch) -> Scene:
    return LEVERS[patch.lever].change(scene, dict(patch.values))


def _alone(scene: Scene, patch: Patch) -> dict[str, NDArray[np.bool_] | None]:
    """Which numbers a patch changes; none where it cannot be pulled there."""
    try:
        return _differing(scene, _pulled(scene, patch))
    except LeverError:
        return {}


def _order_matters(scene: Scene, *pair: Patch) -> bool:
    """Whether two patches give another scene in the other order: one looks at what the other changes."""
    found = []
    for turned in (pair, pair[::-1]):
        there = scene
        try:
            for patch in turned:
                there = _pulled(there, patch)
            found.append(_digest(there))
        except LeverError:
            found.append("")
    return found[0] != found[1]


def _meet(a: NDArray[np.bool_] | None, b: NDArray[np.bool_] | None) -> bool:
    return a is not None and b is not None and bool((a & b).any())
