"""A case as far as it could be built: every good thing with its place, and every id that was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from counterpoint.case.fields import Place
from counterpoint.case.model import Channel, Deadline, Envoy, Event, Issue, Party, Source, Threat

T = TypeVar("T")
SECTIONS: Final[dict[str, type]] = {
    "parties": Party,
    "envoys": Envoy,
    "channels": Channel,
    "issues": Issue,
    "sources": Source,
    "events": Event,
    "deadlines": Deadline,
    "threats": Threat,
}
"""The lists of case.yaml and what stands in each."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """A thing and where it stands; bad names the fields that were taken out of it because they are wrong."""

    thing: T
    place: Place
    bad: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seen:
    """An id as written, in which list, and where; also of things that could not be built."""

    section: str
    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be built: the head's fields, things by list, every id seen, lists that are lost.

    whole says that nothing was dropped, so that the case can be made; rests are what is left of things with bad
    fields, to be checked and never to be used.
    """

    head: Mapping[str, Any]
    place: Place
    things: Mapping[str, tuple[Placed[Any], ...]]
    seen: tuple[Seen, ...]
    lost: frozenset[str]
    whole: bool
    rests: Mapping[str, tuple[Placed[Any], ...]] = field(default_factory=dict)

    def each(self, section: str) -> tuple[Placed[Any], ...]:
        """The good things of a list, in order."""
        return self.things.get(section, ())

    def every(self, section: str) -> tuple[Placed[Any], ...]:
        """The good things of a list, then what is left of the others."""
        return (*self.each(section), *self.rests.get(section, ()))

    def ids(self, *sections: str) -> dict[str, None] | None:
        """Every id seen in some lists, in order; None if one of the lists is lost (nothing can be said)."""
        if self.lost & set(sections):
            return None
        return {s.id: None for s in self.seen if s.section in sections}
