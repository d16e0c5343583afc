"""Linkage: what a party makes one issue hang on, and whether it ties that to something else once the other has given.

Rule     an act hangs on what its `because` names: an issue, or that of an act, or the act itself where that has none;
         on its own issue it does not hang. What is held so is the act's issue; where it has none, that of what it
         replaces. A party's last document or meeting that tied it, towards the same party, says what it hung on
         before: an act that names what it replaces is held against that one instead. It is tied anew where it hangs on
         nothing of that. Given in between: acts of GIVING of the other party towards it, on an issue that it hung on
         before, after the former tie; the last is named. share: of what was tied anew, what followed upon such giving;
         leverage: the same of acts of HOLDING alone, which hurt, threaten or withhold, as offers and asks do not
Unit     acts; days; share with Wilson's 95% interval
Source   design; linkage and its undoing: sebenius1983 (memory)
Status   exact count of what is coded; nothing is said of chance. To tie something anew may be an answer to new facts
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import GIVING
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.proportions import Share, wilson
from counterpoint.measures.sides import acts_of, facing, parties, towards
from counterpoint.record.record import Record, day

HOLDING = frozenset({"reject", "threaten", "ultimatum", "procedure", "suspend", "breach", "strike", "pressure"})


@dataclass(frozen=True, slots=True)
class Tie:
    """What is held hangs on these; acts and day (the last act's, an ordinal) of the document that said so."""

    on: tuple[str, ...]
    acts: tuple[str, ...]
    day: int
    occasion: str | None


@dataclass(frozen=True, slots=True)
class Relinked:
    """An act (day an ordinal) that ties what is held on an issue to something else than its former tie (an act).

    given is what the other gave in between on what it hung on before, None when nothing; lag in days.
    """

    party: str
    to: str
    act: str
    day: int
    kind: str
    issue: str
    hangs_on: str
    hung_on: tuple[str, ...]
    former: str
    given: str | None
    lag: int | None


@dataclass(frozen=True, slots=True)
class Linkage:
    """A party's acts that hang on something, how often it tied anew, and how often after the other had given."""

    party: str
    acts: int
    hanging: int
    relinked: int
    after_giving: Share
    leverage: Share


def hangs_on(record: Record, act: Act) -> str | None:
    """What an act hangs on: an issue, or an act that has none; None where it hangs on nothing but its own issue."""
    named = record.acts[record.place[act.because]].issue if act.because in record.place else None
    cause = named or act.because
    return None if cause == act.issue else cause


def held(record: Record, act: Act) -> str | None:
    """The issue that an act holds: its own, or that of what it replaces."""
    earlier = (record.acts[record.place[i]].issue for i in act.replaces if i in record.place)
    return act.issue or next((issue for issue in earlier if issue), None)


def relinkings(record: Record) -> tuple[Relinked, ...]:
    """Every act that ties anew, in order."""
    faced = facing(record)
    last: dict[tuple[str, str, str], Tie] = {}
    made: dict[str, Tie] = {}
    found = []
    for act in record.acts:
        cause, issue, to = hangs_on(record, act), held(record, act), towards(record, act, facing=faced)
        by = record.actor_party(act)
        if cause is None or issue is None or to in (None, by) or cause == issue:
            continue
        key = (by, str(to), issue)
        before = _before(act, last=last.get(key), made=made)
        if before is not None and cause not in before.on:
            given = _given(record, before, by=by, to=str(to), until=act)
            lag = None if given is None else day(act) - day(given)
            found.append(
                Relinked(by, str(to), act.id, day(act), act.kind, issue, cause, before.on, before.acts[-1],
                         given.id if given else None, lag)
            )  # fmt: skip
        last[key] = made[act.id] = _tied(last.get(key), act, cause)
    return tuple(found)


def _before(act: Act, *, last: Tie | None, made: Mapping[str, Tie]) -> Tie | None:
    """The tie against which an act is held: that of what it replaces, or the last, unless of the same document."""
    replaced = next((made[i] for i in act.replaces if i in made), None)
    return replaced or (None if last is None or _same(last, act) else last)


def _same(tie: Tie, act: Act) -> bool:
    """Whether a tie was made in the same document or meeting."""
    return act.occasion is not None and tie.occasion == act.occasion


def _tied(last: Tie | None, act: Act, cause: str) -> Tie:
    """The tie after an act: what one document says is one tie."""
    if last is None or not _same(last, act):
        return Tie((cause,), (act.id,), day(act), act.occasion)
    return Tie(tuple(dict.fromkeys((*last.on, cause))), (*last.acts, act.id), day(act), act.occasion)


def _given(record: Record, tie: Tie, *, by: str, to: str, until: Act) -> Act | None:
    """The last act by which the other gave on what something hung on, between a tie and a later act."""
    faced, between = facing(record), record.acts[record.place[tie.acts[-1]] + 1 : record.place[until.id]]
    return next((a for a in reversed(between) if a.kind in GIVING and a.issue in tie.on
                 and record.actor_party(a) == to and towards(record, a, facing=faced) == by), None)  # fmt: skip


def linkage(record: Record, made: Iterable[Relinked], party: str) -> Linkage:
    """How much of what a party does hangs on something, and how often it tied that anew."""
    own, mine = acts_of(record, party), [r for r in made if r.party == party]
    hanging = sum(hangs_on(record, a) is not None for a in own)
    return Linkage(party, len(own), hanging, len(mine), _share(mine), _share(r for r in mine if r.kind in HOLDING))


def _share(made: Iterable[Relinked]) -> Share:
    after = [r.given is not None for r in made]
    return wilson(sum(after), len(after))


def compute(record: Record) -> Table:
    """Per party: acts that hang on something, and those that tie anew; every one of the latter."""
    made = relinkings(record)
    rows = [linkage(record, made, party) for party in parties(record)]
    return {"parties": plain(rows), "relinked": plain(made, dates=frozenset({"day"}))}


MEASURE = describe(__name__, __doc__, compute=compute)
