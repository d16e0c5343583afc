"""What is left of a thing when its bad fields are taken out, so that the rest of it is checked too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any, Final

from counterpoint.case.draft import Placed
from counterpoint.case.fields import base_of, choices, hints_of
from counterpoint.case.problem import Problem
from counterpoint.case.when import When

HANGS_ON: Final[dict[str, tuple[str, ...]]] = {
    "about": ("name",),
    "announced": ("date",),
    "deadline": ("date",),
    "known": ("date",),
    "position": ("issue",),
    "until": ("date",),
    "value": ("name",),
}
"""Fields whose checks compare them with others: where one of those is bad, nothing can be said of the field."""


def without_bad(
    kind: type, values: Mapping[str, Any], bad: Collection[str], build: Callable[[dict[str, Any]], Any]
) -> Any:
    """A thing of a kind without its bad fields: blank where it may be, a stand-in where not; None if that fails."""
    known = {spec.name: spec for spec in fields(kind)}
    rest = {name: value for name, value in values.items() if name in known and name not in bad}
    for name, spec in known.items():
        if name not in rest and spec.default is MISSING and spec.default_factory is MISSING:
            rest[name] = _stand_in(hints_of(kind)[name])
    return build(rest)


def _stand_in(hint: Any) -> Any:
    """Something that a required field may hold."""
    if words := choices(hint):
        return words[0]
    base = base_of(hint)
    if base is When:
        return "2000"
    if base is tuple:
        return []
    return 0 if base in {int, float} else "x"


def of_the_rest(placed: Placed[Any], found: Iterable[Problem]) -> Iterator[Problem]:
    """What was found about a thing, without what hangs on its bad fields. What is whole keeps all."""
    for problem in found:
        tail = problem.field.removeprefix(f"{placed.place.name}.") if placed.place.name else problem.field
        field = tail.split(".")[0]
        if placed.bad.isdisjoint((field, *HANGS_ON.get(field, ()))):
            yield problem
