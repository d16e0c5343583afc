"""Arbitration: whether a leader settles what his envoys contradict each other on, and how long it stayed open.

Rule     a dispute is two envoys of one party, neither of them a leader, in pairs that `contradictions` finds on one
         issue. It opens on the day of the first pair's later act; further pairs of the same two on the issue belong to
         it until it is settled. A leader is a mandated envoy whose rank begins with one of HEADS, or whoever speaks
         for the party on a channel of level leaders. What settles it is the first later act of the party that disowns
         or contradicts an act of one of the two alone; or, by a leader, a position stated on the issue within SAME
         of what one of them last stated in it and not of the other's (where they stated none, an accept or reject that
         is the word of one of them); or such a position or word by which one of the two comes round to the other. So a
         leader settled it, or somebody else of the party, or one of the two; upheld and overruled name them. Days open
         run to that act, or to the last day of the record
Unit     disputes; days; share with Wilson's 95% interval
Source   design; contradictory envoys may be ambiguity, disunity or role play alike (theory, memory)
Status   exact count; HEADS and SAME elicited. A leader who says what one of them said may not have heard of the other;
         what he settles behind doors the record does not hold
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from counterpoint.case.model import Act
from counterpoint.measures.contradictions import Contradiction, contradictions
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.positions import states
from counterpoint.measures.proportions import Share, wilson
from counterpoint.measures.sides import parties
from counterpoint.record.record import Record, day

SAME = 0.05
"""Distance within which a position is that of another (elicited)."""
HEADS = (
    "president", "prime minister", "premier", "chancellor", "general secretary", "first secretary", "secretary general",
    "secretary-general", "supreme leader", "leader", "king", "queen", "emperor", "emir", "sultan", "crown prince",
    "head of state", "head of government", "chairman of the council of ministers", "chairman of the presidium",
    "taoiseach",
)  # fmt: skip
"""Ranks of those who lead a state, a government or an organisation, as a case writes them (elicited)."""
_AFTER = r"(?=$|[,;:(]| (of|and|until|from|since)\b)"
_HEAD = re.compile(rf"(acting |interim )?({'|'.join(map(re.escape, HEADS))}){_AFTER}", re.IGNORECASE)
A_LEADER, ANOTHER, CAME_ROUND = "a leader", "another", "one of the two"
ANSWERS = frozenset({"accept", "reject"})


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two envoys at odds on an issue; acts in it; when it opened and was settled (ordinals), by which act, how.

    upheld and overruled are envoys, None while it is open; days it stayed open.
    """

    party: str
    issue: str
    envoys: tuple[str, ...]
    acts: tuple[str, ...]
    opened: int
    how: str | None
    settled_by: str | None
    settled: int | None
    upheld: str | None
    overruled: str | None
    days: int


@dataclass(frozen=True, slots=True)
class Settled:
    """A party's disputes: how many a leader settled, another, or one of the two; how many are open; median days open.

    by_leader is the share of those settled; days_open is of those settled, None when none was.
    """

    party: str
    disputes: int
    a_leader: int
    another: int
    came_round: int
    open: int
    by_leader: Share
    days_open: float | None


def leads(record: Record, act: Act) -> bool:
    """Whether an act is a leader's: by his rank, or by the level at which the party spoke."""
    envoy, channel = record.envoys.get(act.actor), record.channels.get(act.channel or "")
    by_rank = envoy is not None and envoy.standing == "mandated" and _HEAD.match(envoy.rank) is not None
    return by_rank or (channel is not None and channel.level == "leaders")


def disputes(record: Record) -> tuple[Dispute, ...]:
    """Every dispute between envoys of one party, ordered by the day on which it opened."""
    open_: dict[tuple[str, str, frozenset[str]], list[Contradiction]] = {}
    found: list[Dispute] = []
    for pair in contradictions(record):
        if not _between_envoys(record, pair):
            continue
        key = (pair.party, str(pair.about), frozenset((pair.first_actor, pair.second_actor)))
        known = open_.setdefault(key, [])
        if known and _over(record, _dispute(record, known), pair):
            found.append(_dispute(record, known))
            known.clear()
        known.append(pair)
    found += [_dispute(record, known) for known in open_.values()]
    return tuple(sorted(found, key=lambda d: (d.opened, record.place[d.acts[0]])))


def _between_envoys(record: Record, pair: Contradiction) -> bool:
    """Whether a pair is of two envoys on an issue, neither of them a leader."""
    one, other = (record.acts[record.place[i]] for i in (pair.first, pair.second))
    envoys = one.actor != other.actor and {one.actor, other.actor} <= record.envoys.keys()
    on_issue = one.issue is not None and one.issue == other.issue
    return envoys and on_issue and not (leads(record, one) or leads(record, other))


def _over(record: Record, dispute: Dispute, pair: Contradiction) -> bool:
    """Whether a dispute was settled before a further pair."""
    return dispute.settled_by is not None and record.place[pair.second] > record.place[dispute.settled_by]


def _dispute(record: Record, pairs: Sequence[Contradiction]) -> Dispute:
    """A dispute out of its pairs, with what settled it."""
    first = pairs[0]
    names = sorted({i for p in pairs for i in (p.first, p.second)}, key=record.place.__getitem__)
    acts, issue = [record.acts[record.place[i]] for i in names], str(first.about)
    two = tuple(dict.fromkeys(a.actor for a in acts))
    begun = (first.party, issue, two, tuple(names), first.second_day)
    for act in record.acts[record.place[first.second] + 1 :]:
        said = [a for a in acts if record.place[a.id] < record.place[act.id]]
        upheld = _upheld(act, said, issue=issue, leader=leads(record, act))
        if upheld is not None and record.actor_party(act) == first.party:
            how = CAME_ROUND if act.actor in two else A_LEADER if leads(record, act) else ANOTHER
            overruled = next(e for e in two if e != upheld)
            return Dispute(*begun, how, act.id, day(act), upheld, overruled, day(act) - first.second_day)
    return Dispute(*begun, None, None, None, None, None, max(0, record.as_of - first.second_day))


def _upheld(act: Act, said: Sequence[Act], *, issue: str, leader: bool) -> str | None:
    """Whom an act upholds of the two who said these things, if it settles what they differ on."""
    two = tuple(dict.fromkeys(a.actor for a in said))
    named = {a.actor for a in said if a.id in {*act.disowns, *act.contradicts}}
    if len(named) == 1:
        found = [e for e in two if e not in named]
    elif named or act.issue != issue or not (leader or act.actor in two):
        return None
    else:
        found = _agreed_with(act, said)
    return found[0] if len(found) == 1 and found[0] != act.actor else None


def _agreed_with(act: Act, said: Sequence[Act]) -> list[str]:
    """Those whose last position an act states; where there are none, those whose last yes or no it repeats."""
    at = {a.actor: a.position for a in said if states(a) and a.position is not None}
    if at:
        near = act.position if states(act) else None
        return [e for e, p in at.items() if near is not None and p is not None and abs(p - near) <= SAME]
    word = {a.actor: a.kind for a in said if a.kind in ANSWERS}
    return [e for e, kind in word.items() if kind == act.kind]


def account(made: Iterable[Dispute], party: str) -> Settled:
    """What became of a party's disputes. disputes is the sum of the four."""
    own = [d for d in made if d.party == party]
    leader, another, round_ = (sum(d.how == how for d in own) for how in (A_LEADER, ANOTHER, CAME_ROUND))
    days = [d.days for d in own if d.how is not None]
    share = wilson(leader, len(days))
    middle = float(median(days)) if days else None
    return Settled(party, len(own), leader, another, round_, len(own) - len(days), share, middle)


def compute(record: Record) -> Table:
    """Per party with disputes: who settled them, and how long that took; every dispute."""
    made = disputes(record)
    rows = [account(made, party) for party in parties(record) if any(d.party == party for d in made)]
    return {"parties": plain(rows), "disputes": plain(made, dates=frozenset({"opened", "settled"}))}


MEASURE = describe(__name__, __doc__, compute=compute)
