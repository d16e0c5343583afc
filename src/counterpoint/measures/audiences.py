"""Different messages to different audiences: tone and position in public, in private, and to each audience.

Rule     a message is a word or a procedural act. For each target party and each issue: the mean tone and
         mean stated position of public messages minus those of the others; and the same per audience, with
         the largest distance between two audiences.
Unit     tone [-2..2]; units of the issue's scale [0..1]
Source   design; putnam1988 (memory) on speaking at two levels
Status   exact mean; nothing is said of chance, so read it with the counts beside it
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import DEEDS
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.positions import states
from counterpoint.measures.sides import acts_of, issues, parties
from counterpoint.record.record import Record, tone, visibility


@dataclass(frozen=True, slots=True)
class Voice:
    """Messages to one audience: how many, their mean tone, and the mean of their stated positions if any."""

    messages: int
    tone: float | None
    position: float | None


@dataclass(frozen=True, slots=True)
class TwoVoices:
    """Public against private on one matter (a target party or an issue); differences are public - private."""

    party: str
    about: str
    public: Voice
    private: Voice
    tone_difference: float | None
    position_difference: float | None
    why: str


def messages(record: Record, party: str) -> tuple[Act, ...]:
    """What a party said: its acts that are not deeds."""
    return tuple(a for a in acts_of(record, party) if a.kind not in DEEDS)


def voice(acts: Sequence[Act], *, positions: bool) -> Voice:
    """Mean tone and, for acts on one issue, mean stated position."""
    stated = [a.position for a in acts if positions and states(a) and a.position is not None]
    return Voice(len(acts), _mean([tone(a) for a in acts]), _mean(stated))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _minus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def two_voices(record: Record, party: str) -> tuple[TwoVoices, ...]:
    """What a party says in public against what it says otherwise, per target party and per issue."""
    said = messages(record, party)
    rows = [
        _compare(
            record,
            party,
            about=target,
            acts=[a for a in said if record.target_party(a) == target],
            issue=False,
        )
        for target in parties(record)
    ]
    rows += [
        _compare(record, party, about=issue, acts=[a for a in said if a.issue == issue], issue=True)
        for issue in issues(record)
    ]
    return tuple(r for r in rows if r.public.messages + r.private.messages)


def _compare(record: Record, party: str, *, about: str, acts: Sequence[Act], issue: bool) -> TwoVoices:
    public = voice([a for a in acts if visibility(record, a) == "public"], positions=issue)
    private = voice([a for a in acts if visibility(record, a) != "public"], positions=issue)
    silent = [name for name, v in (("public", public), ("private", private)) if not v.messages]
    return TwoVoices(
        party,
        about,
        public,
        private,
        tone_difference=_minus(public.tone, private.tone),
        position_difference=_minus(public.position, private.position),
        why=f"no {silent[0]} message" if silent else "",
    )


def by_audience(record: Record, party: str) -> list[Table]:
    """Per target party or issue spoken of to a named audience: each audience's voice, and the spread."""
    said = [a for a in messages(record, party) if a.audience]
    names = tuple(dict.fromkeys(name for a in said for name in a.audience))
    matters: list[tuple[str, bool, Callable[[Act], str | None]]] = []
    matters += [(p, False, record.target_party) for p in parties(record)]
    matters += [(i, True, lambda a: a.issue) for i in issues(record)]
    rows = []
    for about, issue, of in matters:
        own = [a for a in said if of(a) == about]
        voices = {n: voice([a for a in own if n in a.audience], positions=issue) for n in names}
        heard = {n: v for n, v in voices.items() if v.messages}
        if heard:
            rows.append(
                {
                    "party": party,
                    "about": about,
                    "audiences": [{"audience": n, **plain(v)} for n, v in heard.items()],
                    "tone_spread": plain(_spread(v.tone for v in heard.values())),
                    "position_spread": plain(_spread(v.position for v in heard.values())),
                    "why": "" if len(heard) > 1 else "one audience only",
                }
            )
    return rows


def _spread(values: Iterable[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return max(known) - min(known) if len(known) > 1 else None


def compute(record: Record) -> Table:
    """Public against private voices, and voices by audience, per party and matter."""
    whose = parties(record)
    return {
        "public_private": plain([row for party in whose for row in two_voices(record, party)]),
        "by_audience": [row for party in whose for row in by_audience(record, party)],
    }


MEASURE = describe(__name__, __doc__, compute=compute)
