"""Delegations: who is sent to which table, of what rank, how hawkish beside his party's others, in what tone.

Rule     an envoy is at a channel of talks from the day his seat begins or his first act there. A party's bench
         is its envoys whose stance is coded. The stance sent is the mean stance of the envoys who act on the
         channel, each act counting once (of those who sit there, when none acts); gap is that minus the
         bench's mean, below 0 harder than the bench. A change is an envoy who comes where others of his
         party were before; shift is his stance minus the mean of theirs. Heard is the day from which the
         counterpart could know.
Unit     stance, from hawk -2 to dove 2; tone [-2..2], a mean over acts; acts
Source   design
Status   exact count; stances are the coder's, and rank is text in the case: it is shown and not put in order
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from counterpoint.case.model import Act, Channel, Envoy, Seat
from counterpoint.measures.agenda import talks
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.sides import counterpart, parties
from counterpoint.record.record import Record, day, heard_from, tone

OPEN = ("public", "known")
"""Channels whose seats others can know."""


@dataclass(frozen=True, slots=True)
class Member:
    """An envoy at a channel: when he came and how (seat or act), when his seat ended, his acts there and their tone.

    came, until and heard are ordinals; heard (by the counterpart) None when it was not within the record.
    softer counts those of his party's other envoys (others, with a coded stance) who are softer than he.
    """

    channel: str
    party: str
    envoy: str
    rank: str
    standing: str
    stance: int | None
    softer: int | None
    others: int | None
    came: int
    how: str
    until: int | None
    heard: int | None
    acts: int
    tone: float | None


@dataclass(frozen=True, slots=True)
class Delegation:
    """A party at a channel: its envoys there, the stance it sends and the gap to its bench, or why none.

    acts_unnamed are acts there of the party for which no envoy is named.
    """

    channel: str
    party: str
    envoys: tuple[str, ...]
    hawk: str | None
    acts: int
    acts_unnamed: int
    stance: float | None
    bench: float | None
    gap: float | None
    tone: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """An envoy who came (day and heard are ordinals) where others of his party were before.

    shift is his stance minus their mean stance; tone and tone_before are those of his acts there and of the
    party's acts there before that day. None where that is not known.
    """

    channel: str
    party: str
    envoy: str
    rank: str
    how: str
    day: int
    heard: int | None
    stance: int | None
    before: float | None
    shift: float | None
    tone: float | None
    tone_before: float | None


Kept = Mapping[tuple[str, str], Sequence[Act]]
"""Acts by (channel, actor)."""


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None


def _acts(record: Record) -> dict[tuple[str, str], list[Act]]:
    found: dict[tuple[str, str], list[Act]] = {}
    for act in record.acts:
        if act.channel is not None:
            found.setdefault((act.channel, act.actor), []).append(act)
    return found


def bench(record: Record, party: str) -> tuple[int, ...]:
    """The stances of a party's envoys, where coded."""
    return tuple(e.stance for e in record.case.envoys if e.party == party and e.stance is not None)


def members(record: Record) -> tuple[Member, ...]:
    """Every envoy at every channel of talks: by channel, then party, then the day he came."""
    acts, place = _acts(record), {p: i for i, p in enumerate(parties(record))}
    benches = {p: bench(record, p) for p in place}
    found = []
    for name in talks(record):
        channel = record.channels[name]
        here = [_member(record, channel, e, acts=acts.get((name, e.id), ())) for e in record.case.envoys]
        known = [_beside(m, benches.get(m.party, ())) for m in here if m is not None]
        found += sorted(known, key=lambda m: (place.get(m.party, len(place)), m.came))
    return tuple(found)


def _member(record: Record, channel: Channel, envoy: Envoy, *, acts: Sequence[Act]) -> Member | None:
    """An envoy's place at a channel; None when he neither sits nor acts there by the end of the record."""
    seats = [(_begins(record, channel, s), s) for s in channel.seats if s.envoy == envoy.id]
    seats = [(first, s) for first, s in seats if first <= record.as_of]
    if not seats and not acts:
        return None
    other = counterpart(record, envoy.party)
    sat = min((first for first, _ in seats), default=None)
    spoke = day(acts[0]) if acts else None
    by_seat = sat is not None and (spoke is None or sat <= spoke)
    came = sat if by_seat else spoke
    assert came is not None
    heard = [came] if by_seat and _open(channel, other) else []
    if other is not None:
        heard += [heard_from(record, a, other) for a in acts]
    ends = [s.until.last.toordinal() for _, s in seats if s.until]
    until = max(ends) if ends and len(ends) == len(seats) and max(ends) <= record.as_of else None
    known = min(heard, default=None)
    return Member(
        channel.id,
        envoy.party,
        envoy.id,
        rank=envoy.rank,
        standing=envoy.standing,
        stance=envoy.stance,
        softer=None,
        others=None,
        came=came,
        how="seat" if by_seat else "act",
        until=until,
        heard=known if known is not None and known <= record.as_of else None,
        acts=len(acts),
        tone=_mean([tone(a) for a in acts]),
    )


def _begins(record: Record, channel: Channel, seat: Seat) -> int:
    """The day from which a seat is held: as coded, else the channel's opening, else the start of the record."""
    since = seat.since or channel.opened
    return since.first.toordinal() if since else record.start


def _open(channel: Channel, other: str | None) -> bool:
    """Whether another party can know who sits on a channel."""
    return channel.visibility in OPEN or any(s.party == other for s in channel.seats)


def _beside(member: Member, stances: tuple[int, ...]) -> Member:
    """The member with his place on the bench of his party."""
    if member.stance is None:
        return member
    return replace(member, softer=sum(s > member.stance for s in stances), others=len(stances) - 1)


def delegations(record: Record, here: Sequence[Member]) -> tuple[Delegation, ...]:
    """What each party sends to each channel of talks, given the members of all."""
    acts, found = _acts(record), []
    grouped: dict[tuple[str, str], list[Member]] = {}
    for member in here:
        grouped.setdefault((member.channel, member.party), []).append(member)
    for (channel, party), own in grouped.items():
        known = [(m.stance, m.acts) for m in own if m.stance is not None]
        weight = sum(n for _, n in known)
        sent = sum(s * n for s, n in known) / weight if weight else _mean([s for s, _ in known])
        base = _mean(bench(record, party))
        hardest = min((s for s, _ in known), default=None)
        hawks = [m.envoy for m in own if m.stance == hardest] if hardest is not None else []
        spoken = [a for m in own for a in acts.get((channel, m.envoy), ())]
        found.append(
            Delegation(
                channel,
                party,
                tuple(m.envoy for m in own),
                hawk=hawks[0] if len(hawks) == 1 and len(known) > 1 else None,
                acts=len(spoken),
                acts_unnamed=len(acts.get((channel, party), ())),
                stance=sent,
                bench=base,
                gap=None if sent is None or base is None else sent - base,
                tone=_mean([tone(a) for a in spoken]),
                why="" if known else "no stance is coded for those sent",
            )
        )
    return tuple(found)


def changes(record: Record, here: Sequence[Member]) -> tuple[Change, ...]:
    """Every envoy who came to a channel after others of his party, in order of days, given the members of all."""
    acts, found = _acts(record), []
    for member in here:
        before = [m for m in here if (m.channel, m.party) == (member.channel, member.party) and m.came < member.came]
        if not before:
            continue
        mean = _mean([m.stance for m in before if m.stance is not None])
        earlier = [a for m in before for a in acts.get((member.channel, m.envoy), ()) if day(a) < member.came]
        found.append(
            Change(
                member.channel,
                member.party,
                member.envoy,
                rank=member.rank,
                how=member.how,
                day=member.came,
                heard=member.heard,
                stance=member.stance,
                before=mean,
                shift=None if mean is None or member.stance is None else member.stance - mean,
                tone=member.tone,
                tone_before=_mean([tone(a) for a in earlier]),
            )
        )
    return tuple(sorted(found, key=lambda c: c.day))


def _party(record: Record, party: str, here: Sequence[Member]) -> Table:
    """A party's bench, and the stance that it sends to talks as a whole."""
    envoys = [e for e in record.case.envoys if e.party == party]
    stances = bench(record, party)
    acting = [m for m in here if m.party == party and m.acts]
    known = [(m.stance, m.acts) for m in acting if m.stance is not None]
    weight = sum(n for _, n in known)
    sent = sum(s * n for s, n in known) / weight if weight else None
    base = _mean(stances)
    named = [a for a in record.acts if a.kind == "remandate" and record.actor_party(a) == party]
    return {
        "party": party,
        "envoys": len(envoys),
        "stance_coded": len(stances),
        "bench": plain(base),
        "acts": sum(m.acts for m in acting),
        "acts_with_stance": weight,
        "sent": plain(sent),
        "gap": None if sent is None or base is None else plain(sent - base),
        "remandates": len(named),
        "why": "" if sent is not None else "no envoy with a coded stance acts in talks",
    }


def compute(record: Record) -> Table:
    """What each party sends to each table, each envoy there, who came after whom, and each party's bench."""
    here = members(record)
    dates = frozenset({"came", "until", "heard", "day"})
    named = [a for a in record.acts if a.kind == "remandate"]
    return {
        "why": "" if here else "no envoy sits or acts on a channel of talks",
        "delegations": plain(delegations(record, here)),
        "envoys": plain(here, dates=dates),
        "changes": plain(changes(record, here), dates=dates),
        "remandates": [
            {"act": a.id, "party": record.actor_party(a), "channel": a.channel, "target": a.target} for a in named
        ],
        "parties": [_party(record, party, here) for party in parties(record)],
    }


MEASURE = describe(__name__, __doc__, compute=compute)
