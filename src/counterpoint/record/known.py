"""A case as one knew it on a day: what it dates later is not there yet, and what ends later has no end yet.

Rule     What has a date is there if it had begun by the day: a channel when it opened, a seat, mandate, agenda, chief
         or coverage from its first day, a deadline or threat when it was announced, a later date that it was moved to,
         an event and a reading on their own. A date that may be of the day counts, as with acts. An end is known once
         it has come. A channel on which all seats begin later is not there yet, nor an envoy of whom all that is
         dated begins later. What an act by the day names was there, since the day at the latest. On the last day of the
         case and after it nothing is cut: what a case plans beyond its end was planned by then.
Kept     what has no date, though it was written with hindsight: who the parties are and what binds them, issues and
         stakes, clocks, stances, what threats cost. Acts are left to the record, which cuts them by day and eyes.
Source   design
Status   exact bookkeeping
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar

from counterpoint.case.model import Agenda, Case, Channel, Chief, Coverage, Deadline, Mandate, Seat, Threat
from counterpoint.case.when import When

NAMING: Final = ("actor", "target", "channel", "item")
"""Fields by which an act names somebody or something that has to be there."""
Spell = TypeVar("Spell", Seat, Mandate, Agenda, Chief, Coverage)
Item = TypeVar("Item", Deadline, Threat)


def last_day(case: Case) -> int:
    """The last day of a case (ordinal): that of its last act, or its end if that is later; 0 where it has neither."""
    last = max((a.date.last.toordinal() for a in case.acts), default=0)
    return max(last, case.end.last.toordinal()) if case.end else last


def known_by(case: Case, day: int) -> Case:
    """The case as one knew it on a day (ordinal), its acts apart; from its last day on the case itself."""
    if day >= last_day(case):
        return case
    acts = (a for a in case.acts if a.date.first.toordinal() <= day)
    then = _Then(day, frozenset(getattr(a, field) for a in acts for field in NAMING))
    cut = replace(
        case,
        parties=tuple(replace(p, chief_negotiator=then.spells(p.chief_negotiator)) for p in case.parties),
        channels=tuple(then.channel(c) for c in case.channels if first_day(c) <= day or c.id in then.named),
        deadlines=then.items(case.deadlines),
        threats=then.items(case.threats),
        events=tuple(e for e in case.events if then.begun(e.date)),
        series=tuple(r for r in case.series if then.begun(r.date)),
    )
    envoys = (replace(e, mandates=then.spells(e.mandates)) for e in case.envoys)
    items: tuple[Deadline | Threat, ...] = (*cut.deadlines, *cut.threats)
    placed, there = _placed(case), _placed(cut) | {n for i in items for n in (i.by, *i.on)} | then.named
    late = {e.id for e in case.envoys if e.mandates or e.id in placed} - there
    return replace(cut, envoys=tuple(e for e in envoys if e.mandates or e.id not in late))


def first_day(channel: Channel) -> int:
    """The day (ordinal) on which a channel opened, or on which its first seat begins if that is later; 0: not dated."""
    seated = min((s.since.first.toordinal() if s.since else 0 for s in channel.seats), default=0)
    return max(channel.opened.first.toordinal() if channel.opened else 0, seated)


def _placed(case: Case) -> frozenset[str | None]:
    """Envoys who sit on a channel or are a party's chief at some time."""
    sit = {s.envoy for c in case.channels for s in c.seats}
    return frozenset(sit | {c.envoy for p in case.parties for c in p.chief_negotiator})


@dataclass(frozen=True, slots=True)
class _Then:
    """A day (ordinal), and what the acts by it name."""

    day: int
    named: frozenset[str | None]

    def begun(self, when: When | None) -> bool:
        return when is None or when.first.toordinal() <= self.day

    def by_now(self, when: When | None) -> When | None:
        """A beginning, the day at the latest."""
        now = date.fromordinal(self.day)
        return when if self.begun(when) else When(now, now)

    def over(self, when: When | None) -> When | None:
        return when if when is not None and when.last.toordinal() <= self.day else None

    def spells(self, told: tuple[Spell, ...]) -> tuple[Spell, ...]:
        """What had begun, without the ends that had not come."""
        return tuple(replace(each, until=self.over(each.until)) for each in told if self.begun(each.since))

    def channel(self, channel: Channel) -> Channel:
        return replace(
            channel,
            seats=self.spells(channel.seats),
            agenda=self.spells(channel.agenda),
            coverage=self.spells(channel.coverage),
            opened=self.by_now(channel.opened),
            closed=self.over(channel.closed),
        )

    def items(self, told: Iterable[Item]) -> tuple[Item, ...]:
        """What had been announced, or was named by an act, moved as far as the days to which it was moved had come."""
        there = (each for each in told if self.begun(each.announced) or each.id in self.named)
        return tuple(
            replace(each, announced=self.by_now(each.announced), moved=tuple(filter(self.begun, each.moved)))
            for each in there
        )
