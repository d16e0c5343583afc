"""What is left of a thing when its bad fields are taken out, so that the rest of it is checked too."""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Final

from counterpoint.case.draft import Placed
from counterpoint.case.fields import Path, base_of, choices, hints_of, type_at
from counterpoint.case.problem import Problem
from counterpoint.case.when import When

HANGS_ON: Final[dict[str, tuple[str, ...]]] = {
    "about": ("name",),
    "announced": ("date",),
    "deadline": ("date",),
    "envoy": ("party",),
    "known": ("date",),
    "position": ("issue",),
    "until": ("date",),
    "value": ("name",),
}
"""Fields whose checks compare them with others beside: where one of those is bad, nothing can be said of the field."""
TOGETHER: Final = ("coverage",)
"""Lists whose entries are compared with each other: where one is bad, nothing can be said of any."""


def without_bad(
    kind: type, values: Mapping[str, Any], bad: Collection[str], build: Callable[[dict[str, Any]], Any]
) -> Any:
    """A thing of a kind without its bad parts: blank where it may be, a stand-in where not; None if that fails.

    bad names parts by dotted path, such as seats.0.party: what stands beside a bad part is kept and keeps its place.
    """
    rest = copy.deepcopy(dict(values))
    try:
        for path in bad:
            _mend(kind, rest, path.split("."))
    except (LookupError, TypeError, ValueError):
        return None
    return build(rest)


def _mend(kind: type, owner: Any, steps: list[str]) -> None:
    """Take one part out of values of a kind, in place."""
    path: Path = ()
    for number, name in enumerate(steps):
        step = int(name) if isinstance(owner, list) else name
        if number < len(steps) - 1:
            path, owner = (*path, step), owner[step]
    if isinstance(owner, dict) and step not in _required(base_of(type_at(kind, path))):
        owner.pop(step, None)
    else:
        owner[step] = _stand_in(type_at(kind, (*path, step)))


def _required(kind: type) -> list[str]:
    """The fields of a dataclass that have no default."""
    return [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]


def _stand_in(hint: Any) -> Any:
    """Something that a required field may hold."""
    if words := choices(hint):
        return words[0]
    base = base_of(hint)
    if base is When:
        return "2000"
    if base is tuple:
        return []
    if is_dataclass(base):
        return {name: _stand_in(hints_of(base)[name]) for name in _required(base)}  # type: ignore[arg-type]
    return 0 if base in {int, float} else "x"


def of_the_rest(placed: Placed[Any], found: Iterable[Problem]) -> Iterator[Problem]:
    """What was found about a thing, without what hangs on its bad parts. What is whole keeps all."""
    for problem in found:
        tail = problem.field.removeprefix(f"{placed.place.name}.") if placed.place.name else problem.field
        parent, _, last = tail.rpartition(".")
        suspect = [tail, *(f"{parent}.{name}".strip(".") for name in HANGS_ON.get(last, ()))]
        suspect += [name for name in TOGETHER if tail.startswith(f"{name}.")]
        if not any(_within(bad, name) or _within(name, bad) for bad in placed.bad for name in suspect):
            yield problem


def _within(path: str, other: str) -> bool:
    return path == other or path.startswith(f"{other}.")
