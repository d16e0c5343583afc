"""A case made ready to be played: with channels and issues where it names none, and who faces whom.

Rule     a case without channels gets talks, public words and deeds on the ground; one without issues gets one. Those
         who act in the simulation are the parties of the cast, the main pair first: the first party of the case whose
         counterpart is in the cast too. These two face each other, whomever else the second would face.
Status   exact bookkeeping
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from counterpoint.case.model import Case, Channel, Issue, Party, Seat, Stake
from counterpoint.measures.sides import counterpart
from counterpoint.playbooks.base import TARGET_CLASSES
from counterpoint.record.record import Record

CHANNELS = (
    Channel(id="sim-talks", name="Talks", level="working", visibility="known"),
    Channel(id="sim-public", name="Public statements", level="public", visibility="public"),
    Channel(id="sim-field", name="Deeds on the ground", level="field", visibility="public"),
)
ISSUE = "sim-matter"


@dataclass(frozen=True)
class Cut:
    """Who plays, in the order of the arrays: parties, the counterpart of each (index), channels, issues.

    aimed: id aimed at by party and class of target, None where there is none; targets: the same by channel; speakers:
    id of who acts for a party on a channel; seats: the seats of a party on a channel.
    """

    record: Record
    parties: tuple[str, ...]
    other: tuple[int, ...]
    channels: tuple[Channel, ...]
    issues: tuple[Issue, ...]
    aimed: tuple[tuple[str | None, ...], ...]
    targets: dict[tuple[int, int], tuple[str | None, ...]]
    speakers: dict[tuple[int, int], str]
    seats: dict[tuple[int, int], tuple[Seat, ...]]


def cut(record: Record, acting: Iterable[str]) -> Cut:
    """The parties of a cast, laid out. ValueError where no two of them face each other."""
    record = replace(record, case=_framed(record.case))
    present = [p.id for p in record.case.parties if p.id in set(acting)]
    facing = {p: counterpart(record, p) for p in present}
    first = next((p for p in present if facing[p] in present), None)
    if first is None:
        raise ValueError(f"cast: expected two parties that face each other, {_got(record, present)}")
    pair = [first, str(facing[first])]
    if facing[pair[1]] != first:
        record, facing[pair[1]] = replace(record, case=_facing(record.case, pair[1], first)), first
    order = [*pair, *(p for p in present if p not in pair and facing[p] in present)]
    other = [order.index(str(facing[p])) if facing[p] in order else 0 for p in order]
    channels, numbered = record.case.channels, range(len(order))
    seats = {(p, c): _seats(record, order[p], channel) for p in numbered for c, channel in enumerate(channels)}
    aimed = tuple(_aimed(record, order[p], order[other[p]]) for p in numbered)
    return Cut(
        record=record,
        parties=tuple(order),
        other=tuple(other),
        channels=channels,
        issues=record.case.issues,
        aimed=aimed,
        targets={(p, c): _targets(record, order[p], order[other[p]], channel)
                 for p in numbered for c, channel in enumerate(channels)},
        speakers={key: next((s.envoy for s in found if s.envoy), order[key[0]]) for key, found in seats.items()},
        seats=seats,
    )  # fmt: skip


def _got(record: Record, present: Collection[str]) -> str:
    """Who is in a cast instead; nobody is in one that was made from a record in which nobody has acted."""
    if present or record.acting:
        return f"got {', '.join(present) or 'nobody'}"
    day = date.fromordinal(record.as_of)
    return f"but no party has acts on record by {day} (try --cast FILE, or a later --as-of)"


def _framed(case: Case) -> Case:
    """The case with channels and an issue, if it names none."""
    parties = [p.id for p in case.parties]
    issue = Issue(id=ISSUE, name="What it is about", zero="the first side's terms", one="the second side's terms",
                  stakes=tuple(Stake(party=p, declared=float(n == 1)) for n, p in enumerate(parties[:2])))  # fmt: skip
    return replace(case, channels=case.channels or CHANNELS, issues=case.issues or (issue,))


def _facing(case: Case, party: str, other: str) -> Case:
    """The case in which a party's counterpart is another: what it is played towards is what its runs are judged by."""
    return replace(case, parties=tuple(replace(p, counterpart=other) if p.id == party else p for p in case.parties))


def _seats(record: Record, party: str, channel: Channel) -> tuple[Seat, ...]:
    """The party's seats on a channel at the end of the record; everybody has one where none is named."""
    if not channel.seats:
        return (Seat(party=party),)
    now = record.as_of
    return tuple(
        s for s in channel.seats
        if s.party == party and (s.since is None or s.since.first.toordinal() <= now + 1)
        and (s.until is None or now < s.until.last.toordinal())
    )  # fmt: skip


def _aimed(record: Record, party: str, other: str, among: Collection[str] | None = None) -> tuple[str | None, ...]:
    """Whom the party may aim at (among some, if they are named), by class of target; a person only where he has no
    seat, so channel by channel."""
    bound = _bound(record.case.parties, other)
    others = [p.id for p in record.case.parties if p.id not in (party, other) and (among is None or p.id in among)]
    by_class = {
        "counterpart": other,
        "person": next((e.id for e in record.case.envoys if e.party == other), None),
        "ally": next((p for p in others if p in bound), None),
        "third": next((p for p in others if p not in bound), None),
        "audience": _audience(record.case.parties, other) or _audience(record.case.parties, party),
    }
    return tuple(by_class[name] for name in TARGET_CLASSES)


def _targets(record: Record, party: str, other: str, channel: Channel) -> tuple[str | None, ...]:
    """Whom the party aims at on a channel: behind doors only those who sit there, and no audience.

    An ally of the other side, or a third, is the first that is there; who sits there alone has the counterpart in mind.
    """
    sitting = {s.envoy for s in channel.seats}
    behind_doors = bool(channel.seats) and channel.level not in ("public", "field", "internal")
    present = {s.party for s in channel.seats} if behind_doors else {p.id for p in record.case.parties}
    here = _aimed(record, party, other, present)
    found: dict[str, str | None] = {n: t for n, t in zip(TARGET_CLASSES, here, strict=True) if t in present}
    person = next((e.id for e in record.case.envoys if e.party == other and e.id not in sitting), None)
    found |= {"person": person} if other in present else {}
    found |= {} if behind_doors else {"audience": here[TARGET_CLASSES.index("audience")]}
    if not any(found.values()):
        found = {"counterpart": other}
    return tuple(found.get(name) for name in TARGET_CLASSES)


def _audience(parties: Iterable[Party], owner: str) -> str | None:
    return next((a.id for p in parties if p.id == owner for a in p.audiences), None)


def _bound(parties: Iterable[Party], to: str) -> set[str]:
    """Whom a party has ties with, from either side."""
    return {t.to for p in parties if p.id == to for t in p.ties} | {p.id for p in parties for t in p.ties if t.to == to}


def whom(cut: Cut, p: int, to: str | None) -> int:
    """The column of promises to somebody: the counterpart (also where nobody is named), its ally, another, self."""
    other, ally = cut.parties[cut.other[p]], cut.aimed[p][2]
    return 0 if to in (None, other) else 3 if to == cut.parties[p] else 1 if to == ally else 2


def owner(cut: Cut, target: str | None) -> str | None:
    """The party that a target is, or that it belongs to."""
    record = cut.record
    return None if target is None else record.party_of.get(target) or record.audience_of.get(target)
