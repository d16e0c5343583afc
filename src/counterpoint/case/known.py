"""Who and what a case knows, by the part that a reference plays; and periods of time compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from counterpoint.case.draft import Draft
from counterpoint.case.fields import Path, Place
from counterpoint.case.files import MAX_PROBLEMS
from counterpoint.case.names import listing, nearest, quoted
from counterpoint.case.problem import Problem
from counterpoint.case.when import When

ROLES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "party": ("a party", ("parties",)),
    "envoy": ("an envoy", ("envoys",)),
    "actor": ("a party or envoy", ("parties", "envoys")),
    "target": ("a party, envoy or audience", ("parties", "envoys", "audiences")),
    "audience": ("an audience or party", ("audiences", "parties")),
    "channel": ("a channel", ("channels",)),
    "issue": ("an issue", ("issues",)),
    "source": ("a source", ("sources",)),
    "item": ("a deadline or threat", ("deadlines", "threats")),
    "because": ("an issue or act", ("issues", "acts")),
    "act": ("an act", ("acts",)),
}
"""What a reference may name: in words, and the lists where it is looked up."""


@dataclass(frozen=True, slots=True)
class Known:
    """Every id by role; None for a role whose list is lost, so that no reference to it can be judged."""

    ids: dict[str, dict[str, None] | None]
    tips: dict[tuple[str, str], str] = field(default_factory=dict)
    """Nearest names found so far; also which empty lists were told of, for once is enough."""

    def wrong(self, place: Place, tail: Path | str, role: str, name: str | None) -> Iterator[Problem]:
        """A problem if a reference names nothing that is known."""
        known = self.ids[role]
        if name is None or known is None or name in known:
            return
        words, lists = ROLES[role]
        key = (role, name if known else "")
        if not known and key in self.tips:
            return
        if key not in self.tips:
            if len(self.tips) > MAX_PROBLEMS:
                self.tips[key] = ""
            else:
                self.tips[key] = nearest(name, known) if known else f"a list {lists[0]}: in case.yaml"
        yield place.problem(tail, f"{words} ({listing(known, 70)})", quoted(name), self.tips[key])

    def each_wrong(self, place: Place, tail: Path, role: str, names: tuple[str, ...]) -> Iterator[Problem]:
        """The same for a list of references."""
        for number, name in enumerate(names):
            yield from self.wrong(place, (*tail, number), role, name)


def known_of(draft: Draft) -> Known:
    """Everything that a draft knows."""
    ids = {role: draft.ids(*sections) for role, (_, sections) in ROLES.items()}
    if ids["party"] == {}:
        # That there is no party is told once; every reference to one would only repeat it.
        ids |= {role: None for role, (_, sections) in ROLES.items() if "parties" in sections}
    return Known(ids)


def before(one: When, other: When) -> bool:
    """Whether a date lies before another whatever day each may mean."""
    return one.last < other.first


def within(when: When, since: When | None, until: When | None) -> bool:
    """Whether a date may lie in a period; an open end is no limit."""
    return not (since and before(when, since)) and not (until and before(until, when))


def backwards(place: Place, tail: Path, since: When | None, until: When | None) -> Iterator[Problem]:
    """A problem if a period ends before it begins."""
    if since and until and before(until, since):
        yield place.problem((*tail, "until"), f"a date not before {since}", str(until))
