"""The acts in order, as columns, and who could hear what from when.

Days are proleptic ordinals (date.toordinal). NEVER stands for "not in this record's time".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from counterpoint.case.model import Act, Case, Channel, Envoy
from counterpoint.case.vocabulary import KIND
from counterpoint.record.known import known_by, last_day

NEVER = 10_000_000


@dataclass(frozen=True)
class Record:
    """A case with its acts sorted by date, then by their place in the file. Nothing in it is ever changed."""

    case: Case
    acts: tuple[Act, ...]
    as_of: int
    eyes: str = "archive"

    @cached_property
    def party_of(self) -> dict[str, str]:
        """Party id of every id that can act: parties and envoys."""
        return {p.id: p.id for p in self.case.parties} | {e.id: e.party for e in self.case.envoys}

    @cached_property
    def envoys(self) -> dict[str, Envoy]:
        """Envoys by id."""
        return {e.id: e for e in self.case.envoys}

    @cached_property
    def channels(self) -> dict[str, Channel]:
        """Channels by id."""
        return {c.id: c for c in self.case.channels}

    @cached_property
    def acting(self) -> tuple[str, ...]:
        """The parties that acts are laid to, in the order in which they appear."""
        return tuple(dict.fromkeys(self.actor_party(a) for a in self.acts))

    @cached_property
    def acts_by(self) -> dict[str, tuple[Act, ...]]:
        """The acts laid to every party that acts, in order."""
        out: dict[str, list[Act]] = {}
        for act in self.acts:
            out.setdefault(self.actor_party(act), []).append(act)
        return {party: tuple(acts) for party, acts in out.items()}

    @cached_property
    def place(self) -> dict[str, int]:
        """Row of every act id."""
        return {a.id: i for i, a in enumerate(self.acts)}

    @cached_property
    def start(self) -> int:
        """First day of the record: the case's start, or the first act."""
        first = min((day(a) for a in self.acts), default=self.as_of)
        return min(first, self.case.start.first.toordinal()) if self.case.start else first

    def actor_party(self, act: Act) -> str:
        """The party an act is laid to."""
        return self.party_of.get(act.actor, act.actor)

    def target_party(self, act: Act) -> str | None:
        """The party an act is aimed at: its target, that envoy's party, or that audience's party."""
        if act.target is None:
            return None
        return self.party_of.get(act.target) or self.audience_of.get(act.target)

    @cached_property
    def audience_of(self) -> dict[str, str]:
        """Party id of every audience."""
        return {a.id: p.id for p in self.case.parties for a in p.audiences}


def day(act: Act) -> int:
    """The day an act is taken to have happened: the middle of what its date may mean (ordinal)."""
    return (act.date.first.toordinal() + act.date.last.toordinal()) // 2


def tone(act: Act) -> float:
    """Tone [-2..2]: as coded, or that of its kind."""
    return KIND[act.kind].tone if act.tone is None else act.tone


def make_record(case: Case, *, as_of: int | None = None, eyes: str = "archive") -> Record:
    """The record of a case as it stood and was known on a day (record.known), through given eyes.

    eyes: archive (all acts up to as_of), public (only what was public by then), or a party's id
    (only what it could hear by then). Raises ValueError for unknown eyes.
    """
    known = {"archive", "public"} | {p.id for p in case.parties}
    if eyes not in known:
        raise ValueError(f"eyes: expected one of {', '.join(sorted(known))}, got {eyes!r}")
    end = as_of if as_of is not None else last_day(case)
    indexed = sorted(enumerate(case.acts), key=lambda pair: (day(pair[1]), pair[0]))
    full = Record(known_by(case, end), tuple(act for _, act in indexed), end, eyes)
    return replace(full, acts=tuple(a for a in full.acts if _visible(full, a, end, eyes)))


def _visible(record: Record, act: Act, end: int, eyes: str) -> bool:
    if act.date.first.toordinal() > end:
        return False
    if eyes == "archive":
        return True
    heard = public_from(record, act) if eyes == "public" else heard_from(record, act, eyes)
    return heard <= end


def visibility(record: Record, act: Act) -> str:
    """How open an act was: as coded, else by its channel; an act on no channel is public."""
    if act.visibility:
        return act.visibility
    channel = record.channels.get(act.channel or "")
    return channel.visibility if channel else "public"


def public_from(record: Record, act: Act) -> int:
    """Day from which anybody could know an act (ordinal; NEVER if not)."""
    if act.known:
        return act.known.last.toordinal()
    return act.date.last.toordinal() if visibility(record, act) == "public" else NEVER


def heard_from(record: Record, act: Act, party: str) -> int:
    """Day from which a party could know an act: its own, one aimed at it, on a channel where it sits, or public."""
    when = act.date.last.toordinal()
    if record.actor_party(act) == party or record.target_party(act) == party:
        return when
    channel = record.channels.get(act.channel or "")
    if channel and any(s.party == party and _within(s.since, s.until, when) for s in channel.seats):
        internal = channel.level == "internal"
        return public_from(record, act) if internal else when
    return public_from(record, act)


def _within(since: object, until: object, when: int) -> bool:
    first = getattr(since, "first", None)
    last = getattr(until, "last", None)
    return (first is None or first.toordinal() <= when) and (last is None or when <= last.toordinal())


def covered(record: Record, channel: Channel, first: int, last: int) -> bool:
    """Whether coverage of a channel is declared full on every day from first to last (ordinals).

    A period declared partial or none overrides a full one that it overlaps.
    """

    def span(since: object, until: object) -> tuple[int, int]:
        lo = getattr(since, "first", None)
        hi = getattr(until, "last", None)
        return (lo.toordinal() if lo else 0, hi.toordinal() if hi else NEVER)

    full = False
    for c in channel.coverage:
        lo, hi = span(c.since, c.until)
        if c.level == "full" and lo <= first and last <= hi:
            full = True
        if c.level != "full" and lo <= last and first <= hi:
            return False
    return full


def without(record: Record, ids: Iterable[str]) -> Record:
    """The record with some acts, or all acts of some sources, taken out. KeyError names what is unknown."""
    wanted = set(ids)
    sources = {s.id for s in record.case.sources}
    unknown = wanted - sources - {a.id for a in record.case.acts}
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    return replace(record, acts=tuple(a for a in record.acts if a.id not in wanted and a.source not in wanted))
