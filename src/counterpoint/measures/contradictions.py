"""Two acts of one party, by different envoys or channels, that cannot both hold.

Rule     pairs at most WINDOW days apart, through different envoys or channels: positions on one issue more
         than APART apart; accept against reject of the same act or issue; offer, assure or truce against a
         threat to the same side; praise against blame of the same target. A strike on the side to which an
         offer, assurance or truce in force was given, or a breach after it, counts by whatever route: deed
         against word. Pairs that the record itself declares (contradicts, disowns) count at any distance.
         Each pair once.
Unit     pairs of acts; days
Source   design; contradictory envoys may be ambiguity, disunity or role play alike (theory, memory)
Status   exact count; WINDOW and APART elicited
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from counterpoint.case.model import Act
from counterpoint.case.vocabulary import STATING
from counterpoint.measures.gallery import Table, describe, plain
from counterpoint.measures.sides import acts_of, parties
from counterpoint.record.record import Record, day, visibility

WINDOW = 30
"""Days within which two acts are held against each other (elicited)."""
APART = 0.5
"""Distance on an issue's scale beyond which two positions oppose each other (elicited)."""
WORDS = frozenset({"offer", "assure", "truce"})
BELYING = frozenset({"strike", "breach"})
"""Deeds that cannot hold beside such a word: the same that break a truce (promises)."""
OPPOSABLE = WORDS | BELYING | STATING | {"accept", "reject", "threaten", "praise", "blame"}
"""Kinds that some rule sets against another."""
RULES = ("declared", "opposed_positions", "accept_reject", "word_threat", "deed_word", "praise_blame")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two acts (ids, in order) of a party, the rule they fall under, and what they are about.

    days apart; envoys are who acted; different_audiences is None when the record does not say.
    """

    party: str
    rule: str
    first: str
    second: str
    first_day: int
    second_day: int
    days: int
    first_actor: str
    second_actor: str
    about: str | None
    different_audiences: bool | None


def contradictions(record: Record, *, window: int = WINDOW) -> tuple[Contradiction, ...]:
    """Every contradicting pair of a record, ordered by its later act. window in days."""
    found: dict[frozenset[str], Contradiction] = {}
    for party in parties(record):
        own = acts_of(record, party)
        by_id = {a.id: a for a in own}
        for act in own:
            for named in {*act.contradicts, *act.disowns} & by_id.keys() - {act.id}:
                found[frozenset((act.id, named))] = _pair(by_id[named], act, record=record, rule="declared")
        opposable = [(day(a), a) for a in own if a.kind in OPPOSABLE]
        for i, (_, later) in enumerate(opposable):
            for earlier in _within(opposable, i, window=window):
                rule = opposed(earlier, later, record=record)
                if rule is not None:
                    pair = _pair(earlier, later, record=record, rule=rule)
                    found.setdefault(frozenset((earlier.id, later.id)), pair)
    return tuple(sorted(found.values(), key=lambda c: (record.place[c.second], record.place[c.first])))


def _within(dated: list[tuple[int, Act]], i: int, *, window: int) -> Iterator[Act]:
    """The acts before the i-th that lie within a window of days."""
    since = dated[i][0] - window
    for j in range(i - 1, -1, -1):
        if dated[j][0] < since:
            return
        yield dated[j][1]


def opposed(earlier: Act, later: Act, *, record: Record) -> str | None:
    """The rule by which two acts of one party cannot both hold, or None."""
    if earlier.kind == later.kind and earlier.kind not in STATING:
        return None
    kinds = {earlier.kind, later.kind}
    same_side = earlier.target is not None and record.target_party(earlier) == record.target_party(later)
    if earlier.kind in WORDS and later.kind in BELYING and same_side and _in_force(earlier, later):
        return "deed_word"
    if not _apart(earlier, later):
        return None
    same_issue = earlier.issue is not None and earlier.issue == later.issue
    if same_issue and _positions_oppose(earlier, later):
        return "opposed_positions"
    if kinds == {"accept", "reject"} and (same_issue or set(earlier.answers) & set(later.answers)):
        return "accept_reject"
    if "threaten" in kinds and kinds & WORDS and same_side:
        return "word_threat"
    if kinds == {"praise", "blame"} and earlier.target is not None and earlier.target == later.target:
        return "praise_blame"
    return None


def _positions_oppose(earlier: Act, later: Act) -> bool:
    if earlier.position is None or later.position is None:
        return False
    return {earlier.kind, later.kind} <= STATING and abs(earlier.position - later.position) > APART


def _apart(one: Act, other: Act) -> bool:
    """Whether two acts came through different envoys or different channels."""
    return one.actor != other.actor or one.channel != other.channel


def _in_force(word: Act, deed: Act) -> bool:
    limit = word.deadline or word.until
    return limit is None or day(deed) <= limit.last.toordinal()


def _pair(one: Act, other: Act, *, record: Record, rule: str) -> Contradiction:
    first, second = sorted((one, other), key=lambda a: record.place[a.id])
    return Contradiction(
        record.actor_party(first),
        rule,
        first.id,
        second.id,
        day(first),
        day(second),
        days=day(second) - day(first),
        first_actor=first.actor,
        second_actor=second.actor,
        about=first.issue if first.issue == second.issue and first.issue else first.target,
        different_audiences=heard_apart(first, second, record=record),
    )


def heard_apart(one: Act, other: Act, *, record: Record) -> bool | None:
    """Whether two acts were said to different audiences; None when the record does not tell."""
    if (visibility(record, one) == "public") != (visibility(record, other) == "public"):
        return True
    if one.audience and other.audience:
        return set(one.audience) != set(other.audience)
    return None


def compute(record: Record) -> Table:
    """Counts per party and rule, and every pair with its rule, window and audiences."""
    pairs = contradictions(record)
    rows = []
    for party in parties(record):
        rules = Counter(c.rule for c in pairs if c.party == party)
        own = [c for c in pairs if c.party == party]
        rows.append(
            {
                "party": party,
                "pairs": len(own),
                "by_rule": {rule: rules[rule] for rule in RULES},
                "between_envoys": sum(c.first_actor != c.second_actor for c in own),
                "to_different_audiences": sum(c.different_audiences is True for c in own),
            }
        )
    dated = plain(pairs, dates=frozenset({"first_day", "second_day"}))
    return {"window_days": WINDOW, "apart": APART, "parties": rows, "pairs": dated}


MEASURE = describe(__name__, __doc__, compute=compute)
