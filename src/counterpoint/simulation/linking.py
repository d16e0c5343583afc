"""What a coder would write of played acts beside the books: what each answers and disowns, and who was by.

Rule     answers: an act that gives, refuses or holds off (ANSWERING) answers the latest act of ASKING on the same issue
         that the party at which it is aimed had put to its own, and that its own had heard by the day before, unless an
         act of its own has answered that already. disowns: a denial, a change of mandate, or a refusal that answers
         nothing, disowns the latest probe or offer that another speaker of its party, an envoy, made on the same issue
         within WINDOW days, that another party had heard by the day before, and that nothing has disowned yet.
         audience: what a party says in public or at home is said before the audiences that all it said there on record
         names, if that is the same for all; where the record leaves them out, they stay out.
Source   kinds that answer: docs/coding.md, question 4, and what answers an ask in a quarter of its acts or more in the
         bundled cases (accept .66, reject .53, suspend .43, procedure .39, ease .29, soften .27, offer .25); the latest
         one: of 92 first answers there to asks of an earlier day 69 name it, 1 another because it had its answer
Status   exact bookkeeping; a coder of words would know more
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import CONCESSIONS, DEEDS
from counterpoint.measures.contradictions import WINDOW
from counterpoint.measures.stalling import ASKING
from counterpoint.playbooks.situation import HOLDS
from counterpoint.record.record import Record, day, heard_from

ANSWERING = CONCESSIONS | HOLDS | {"reject"}
"""Kinds that answer: they give what was asked, hold it off, or refuse it."""
DISOWNING = frozenset({"leak_deny", "remandate", "reject"})
"""Kinds by which a party says that it does not stand by what its envoy has said."""
BALLOONS = frozenset({"probe", "offer"})
Asked = tuple[str, str | None, str | None]
"""By whom, of whom, on which issue."""


@dataclass
class _Past:
    """Acts so far that others may refer to, in order: asks, what envoys have floated, and what was referred to."""

    asks: dict[Asked, list[Act]] = field(default_factory=dict)
    floated: dict[tuple[str, str], list[Act]] = field(default_factory=dict)
    answered: set[tuple[str, str]] = field(default_factory=set)
    disowned: set[str] = field(default_factory=set)


def linked(record: Record, played: Iterable[Act]) -> Iterator[Act]:
    """Played acts with what they answer and disown, and their audiences; record has the frame and the acts before."""
    past, before = _Past(), audiences(record)
    for act in record.acts:
        _note(record, past, act)
    for act in played:
        answers = act.answers or _answers(record, past, act)
        disowns = act.disowns if answers else (*act.disowns, *_disowns(record, past, act))
        heard_there = () if act.kind in DEEDS else before.get((record.actor_party(act), act.channel), ())
        audience = tuple(name for name in heard_there if name != act.target)
        made = replace(act, answers=answers, disowns=disowns, audience=audience)
        _note(record, past, made)
        yield made


def _note(record: Record, past: _Past, act: Act) -> None:
    """Remember an act."""
    party = record.actor_party(act)
    if act.kind in ASKING:
        past.asks.setdefault((party, record.target_party(act), act.issue), []).append(act)
    if act.kind in BALLOONS and act.issue is not None and act.actor in record.envoys:
        past.floated.setdefault((party, act.issue), []).append(act)
    past.answered |= {(party, name) for name in act.answers}
    past.disowned |= set(act.disowns)


def _answers(record: Record, past: _Past, act: Act) -> tuple[str, ...]:
    """The ask that an act answers, if any."""
    party, to = record.actor_party(act), record.target_party(act)
    if act.kind not in ANSWERING or to is None or to == party:
        return ()
    asks = reversed(past.asks.get((to, party, act.issue), ()))
    latest = next((a.id for a in asks if heard_by(record, a, party, day(act))), None)
    return () if latest is None or (party, latest) in past.answered else (latest,)


def _disowns(record: Record, past: _Past, act: Act) -> tuple[str, ...]:
    """What an envoy has floated that an act, which answers nothing, disowns, if any."""
    party, now = record.actor_party(act), day(act)
    if act.kind not in DISOWNING or act.issue is None:
        return ()
    others = [p.id for p in record.case.parties if p.id != party]
    for floated in reversed(past.floated.get((party, act.issue), ())):
        if now - day(floated) > WINDOW:
            break
        known = any(heard_by(record, floated, other, now) for other in others)
        if known and floated.actor != act.actor and floated.id not in past.disowned:
            return (floated.id,)
    return ()


def heard_by(record: Record, act: Act, party: str, now: int) -> bool:
    """Whether a party had heard of an act by the day before a day (ordinal)."""
    return max(heard_from(record, act, party), day(act)) < now


def audiences(record: Record) -> dict[tuple[str, str | None], tuple[str, ...]]:
    """Before whom a party speaks on a channel, public or at home: what all its words there on record name."""
    found: dict[tuple[str, str | None], set[tuple[str, ...]]] = {}
    for act in record.acts:
        channel = record.channels.get(act.channel or "")
        if channel is not None and channel.level in ("public", "internal") and act.kind not in DEEDS:
            found.setdefault((record.actor_party(act), channel.id), set()).add(act.audience)
    return {key: said.pop() for key, said in found.items() if len(said) == 1}
