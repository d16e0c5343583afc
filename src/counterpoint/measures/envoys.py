"""Envoys: who of a party stands nearer to the other side than his own, who further out, and how rarely chance does so.

Rule     a position that an envoy states on an issue is held against the last one that anybody else of his
         party stated on it in the WINDOW days before, and against the counterpart's last. Shift is the distance from
         his side's to the counterpart's less that from his own: above 0 nearer to the other side, below 0 further
         out. An act for which no envoy is named is the party's own word: envoys are held against it, it is not
         judged. Carried: of the comparisons in which his side stood more than NEAR from the counterpart's position,
         those in which he stood within NEAR of it. Null of p: who speaks does not matter for what is stated; the
         speakers of a party's statements, in order, are shifted round against the statements by each number, which
         keeps the rhythm of both and what one speaker says at a stretch together, and p is the share of all shifts
         (that by 0, and those that leave him nothing to compare, among them) whose mean shift goes as far the same
         way. Conduct, where p is SEEN or less: he stands nearer to the other side where the mean shift is CLEAR or
         more, and carries its terms where HALF of what could be is carried besides; he draws lines of his own where
         it is -CLEAR or less
Unit     units of the issue's scale [0..1]; acts; share with Wilson's 95% interval; probability
Source   design; fershtman1987 (memory: a delegate tougher than oneself), schelling1960 (memory: the rigid agent).
         That an envoy stands apart may be ambiguity, disunity or role play alike
Status   light: p checked for uniformity without and power with a planted dealer; WINDOW, NEAR, CLEAR and HALF elicited.
         Of twenty envoys chance names one. Praise of the other's terms states no position and is not seen here
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from counterpoint.measures.chance import LEAST_SHIFTS, SEEN, share_as_high
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.positions import states
from counterpoint.measures.proportions import Share, wilson
from counterpoint.measures.sides import facing, parties
from counterpoint.record.record import Record, day

WINDOW = 90
"""Days for which a position that somebody of the party stated stands against an envoy's (elicited)."""
NEAR = 0.1
"""Distance within which a position is at that of the other side (elicited)."""
CLEAR = 0.1
"""Mean shift from which on an envoy stands apart from his side (elicited)."""
HALF = 0.5
"""Share carried from which on an envoy's terms are those of the other side (elicited)."""
LEAST = 3
"""Comparisons that an envoy needs to be judged."""
CARRIES, NEARER, DRAWS = "carries the other's terms", "stands nearer to the other side", "draws lines of his own"
_TIE = 1e-9


@dataclass(frozen=True, slots=True)
class Statement:
    """A position of a party: the act, its day (ordinal), who spoke, on what, where, and the counterpart's by then."""

    act: str
    day: int
    speaker: str
    issue: str
    position: float
    other: float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """An envoy's position (day an ordinal) beside his own side's, which an act states, and the counterpart's."""

    party: str
    envoy: str
    act: str
    day: int
    issue: str
    position: float
    own_side: float
    stated_in: str
    other_side: float
    shift: float

    @property
    def apart(self) -> bool:
        """Whether his side stood away from the other's position."""
        return abs(self.own_side - self.other_side) > NEAR

    @property
    def carried(self) -> bool:
        """Whether he stated the other's terms while his side did not."""
        return self.apart and abs(self.position - self.other_side) <= NEAR + _TIE


@dataclass(frozen=True, slots=True)
class Apart:
    """How an envoy stands beside his own side: what he stated and could be compared, by how much he is nearer.

    conduct says in words what this shows beyond chance, None where nothing; why says why there is no p.
    """

    party: str
    envoy: str
    standing: str
    stated: int
    compared: int
    nearer: int
    further: int
    shift: float | None
    carried: Share
    conduct: str | None
    p: float | None
    why: str


def statements(record: Record, party: str, *, other: str | None) -> tuple[Statement, ...]:
    """Every position that a party stated, in order, each with the counterpart's last one before it."""
    theirs: dict[str, float] = {}
    found = []
    for act in record.acts:
        if not states(act) or act.issue is None or act.position is None:
            continue
        by = record.actor_party(act)
        if by == party:
            found.append(Statement(act.id, day(act), act.actor, act.issue, act.position, theirs.get(act.issue)))
        elif by == other:
            theirs[act.issue] = act.position
    return tuple(found)


def shifts(said: Sequence[Statement], speakers: Sequence[str]) -> list[tuple[int, int, float]]:
    """What can be compared if these were the speakers: the statement, the one of his side before it, the shift."""
    last: dict[str, dict[str, int]] = {}
    found = []
    for i, (one, speaker) in enumerate(zip(said, speakers, strict=True)):
        held = last.setdefault(one.issue, {})
        before = max((n for who, n in held.items() if who != speaker), default=None)
        held[speaker] = i
        if before is None or one.other is None or one.day - said[before].day > WINDOW:
            continue
        found.append((i, before, abs(said[before].position - one.other) - abs(one.position - one.other)))
    return found


def arrangements(said: Sequence[Statement]) -> dict[str, list[float]]:
    """Mean shift of every speaker with the speakers shifted round by 0, 1, … statements; NaN without a comparison."""
    speakers = [s.speaker for s in said]
    found: dict[str, list[float]] = {who: [] for who in dict.fromkeys(speakers)}
    for by in range(len(said)):
        turned = speakers[by:] + speakers[:by]
        own: dict[str, list[float]] = {}
        for i, _, shift in shifts(said, turned):
            own.setdefault(turned[i], []).append(shift)
        for who, means in found.items():
            means.append(fmean(own[who]) if who in own else float("nan"))
    return found


def comparisons(record: Record, party: str, *, other: str | None) -> tuple[Compared, ...]:
    """Every position of a party's envoys that can be held against their own side's, in order."""
    said = statements(record, party, other=other)
    found = []
    for i, before, shift in shifts(said, [s.speaker for s in said]):
        one, own = said[i], said[before]
        if one.speaker in record.envoys and one.other is not None:
            stated = (one.act, one.day, one.issue, one.position)
            found.append(Compared(party, one.speaker, *stated, own.position, own.act, one.other, shift))
    return tuple(found)


def envoys(record: Record, party: str, *, other: str | None) -> tuple[Apart, ...]:
    """How each envoy of a party that stated anything stands beside his own side, in the order of the case."""
    said = statements(record, party, other=other)
    made = comparisons(record, party, other=other)
    stated = [e.id for e in record.case.envoys if any(s.speaker == e.id for s in said)]
    turned = arrangements(said) if any(not _why(made, e, said) for e in stated) else {}
    return tuple(_apart(record, party, e, said=said, made=made, turned=turned.get(e, [])) for e in stated)


def _why(made: Sequence[Compared], envoy: str, said: Sequence[Statement]) -> str:
    """Why an envoy is not judged, or nothing."""
    own = sum(c.envoy == envoy for c in made)
    if own < LEAST:
        return f"too little to compare: expected at least {LEAST} positions, got {own}"
    few = len(said) < LEAST_SHIFTS
    return f"too few positions of the party: expected at least {LEAST_SHIFTS}, got {len(said)}" if few else ""


def _apart(
    record: Record,
    party: str,
    envoy: str,
    *,
    said: Sequence[Statement],
    made: Sequence[Compared],
    turned: Sequence[float],
) -> Apart:
    own, why = [c for c in made if c.envoy == envoy], _why(made, envoy, said)
    shift = fmean(c.shift for c in own) if own else None
    carried = wilson(sum(c.carried for c in own), sum(c.apart for c in own))
    p = None
    if not why and shift is not None:
        p = share_as_high(np.array(turned) * (1.0 if shift >= 0 else -1.0))
    return Apart(
        party,
        envoy,
        record.envoys[envoy].standing,
        stated=sum(s.speaker == envoy for s in said),
        compared=len(own),
        nearer=sum(c.shift > _TIE for c in own),
        further=sum(c.shift < -_TIE for c in own),
        shift=shift,
        carried=carried,
        conduct=_conduct(shift, p, carried.value),
        p=p,
        why=why,
    )


def _conduct(shift: float | None, p: float | None, carried: float | None) -> str | None:
    """What an envoy does beyond chance, in words."""
    if shift is None or p is None or p > SEEN or abs(shift) < CLEAR:
        return None
    if shift < 0:
        return DRAWS
    return CARRIES if carried is not None and carried >= HALF else NEARER


def compute(record: Record) -> Table:
    """Every envoy that stated a position, beside his own side; and every comparison."""
    faced = facing(record)
    return {
        "window_days": WINDOW,
        "near": NEAR,
        "clear": CLEAR,
        "envoys": plain([row for party in parties(record) for row in envoys(record, party, other=faced[party])]),
        "comparisons": plain(
            [row for party in parties(record) for row in comparisons(record, party, other=faced[party])],
            dates=frozenset({"day"}),
        ),
    }


MEASURE = describe(__name__, __doc__, compute=compute)
