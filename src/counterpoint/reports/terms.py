"""What the keys and values of measures are called on a page, with their units.

A key has one name everywhere; where families use a key for different things, FAMILY says what it is in each.
"""

from __future__ import annotations

from typing import Any, Final

from counterpoint.reports.lettering import sentence
from counterpoint.reports.words import words

HEADS: Final = {
    "acts_with_stance": "acts by envoys with a stance",
    "after_concession": "after a concession",
    "age": "unanswered for (days)",
    "because": "held up by",
    "begun": "exchanges begun",
    "begun_by": "begun by",
    "busiest_turn": "busiest turn (from 0)",
    "by": "put by",
    "by_kind": "of these, by kind",
    "by_party": "acts by party",
    "by_turn": "acts by turn",
    "channels": "channels",
    "chief_negotiator_days": "days with and without a chief negotiator",
    "conceded": "conceded (of the scale)",
    "correlation": "correlation (−1 to 1)",
    "days": "days apart",
    "days_since_last": "days since the last act",
    "deeds": "deeds (weights)",
    "demands": "demands",
    "different_audiences": "different audiences",
    "drift": "last less first position",
    "exchanges": "exchanges",
    "fading": "channel that fades",
    "first": "first",
    "form": "acts on form",
    "half_life_days": "an act counts half after (days)",
    "lag": "days after",
    "latency_days": "days to answer",
    "left": "distance left (0 to 1)",
    "level": "recent level (acts)",
    "longest_gap_days": "longest gap (days)",
    "longest_gap_from": "gap from",
    "longest_gap_to": "gap to",
    "nearness": "nearness (0 to 1)",
    "net_terms": "net terms (of the scales)",
    "not_mandated": "acts by envoys not mandated",
    "other": "towards",
    "outside": "acts outside a mandate",
    "p": "chance of as strong a link",
    "position": "mean position (0 to 1)",
    "position_difference": "position in public less in private",
    "position_spread": "widest difference in position (0 to 1)",
    "promises": "promises pending",
    "public_private": "in public and in private",
    "remandates": "new mandates",
    "retracted": "taken back (of the scale)",
    "retractions": "times taken back",
    "rising": "channel that rises",
    "share_kept": "kept of those settled",
    "shifts": "arrangements tried",
    "silence_before": "silence before (days)",
    "silence_days": "a silence ends an exchange after (days)",
    "standing": "approaches received",
    "stated": "times stated",
    "technical": "acts on technical issues",
    "tied": "exchanges begun by several at once",
    "tone": "mean tone (−2 to 2)",
    "tone_difference": "tone in public less in private",
    "tone_spread": "widest difference in tone (−2 to 2)",
    "turn_days": "length of a turn (days)",
    "unanswered": "without an answer",
    "why": "why not",
}
"""Column heads and the parts of a cell; a key that is not here is written as words."""
FAMILY: Final = {
    ("arbitration", "a_leader"): "settled by a leader",
    ("arbitration", "another"): "by somebody else",
    ("arbitration", "by_leader"): "of those settled, by a leader",
    ("arbitration", "came_round"): "one of the two came round",
    ("arbitration", "days"): "days open",
    ("arbitration", "days_open"): "half settled within (days)",
    ("arbitration", "how"): "settled by",
    ("arbitration", "open"): "still open",
    ("arbitration", "settled"): "settled on",
    ("arbitration", "settled_by"): "in",
    ("attention", "about"): "whom or where",
    ("attention", "acts_after"): "acts after",
    ("attention", "acts_before"): "acts before",
    ("attention", "after"): "after",
    ("attention", "before"): "before",
    ("attention", "days"): "days of either",
    ("attention", "last"): "last act there",
    ("attention", "left"): "channels that were left",
    ("attention", "quiet_days"): "it has left a channel after a silence of (days)",
    ("attention", "ratio"): "rate after over that before",
    ("attention", "rises"): "rises",
    ("attention", "seen"): "the record sees the silence",
    ("attention", "turned_to"): "turned to",
    ("attention", "walked_out"): "suspended in",
    ("balance", "given"): "given",
    ("balance", "net"): "net (received less given)",
    ("balance", "by"): "owed by it",
    ("balance", "to"): "owed to it",
    ("campaigns", "about"): "talked of",
    ("campaigns", "acts"): "public words",
    ("campaigns", "against"): "against that on",
    ("campaigns", "answered_by"): "answered by",
    ("campaigns", "answers"): "acts that answer it",
    ("campaigns", "around"): "compared with so many turns before and after",
    ("campaigns", "at_first"): "on its first day",
    ("campaigns", "at_last"): "on its last day",
    ("campaigns", "begun_against"): "begun in one of the other side's",
    ("campaigns", "by_chance"): "turns that lie in one of the other side's",
    ("campaigns", "counters"): "counter-campaigns",
    ("campaigns", "first"): "first day",
    ("campaigns", "first_turn"): "first turn (from 0)",
    ("campaigns", "issue"): "campaign on",
    ("campaigns", "last"): "last day",
    ("campaigns", "last_turn"): "last turn (from 0)",
    ("campaigns", "later"): "later",
    ("campaigns", "least"): "turns with public words that make one",
    ("campaigns", "other"): "against that of",
    ("campaigns", "own_issue"): "its issue at the tables",
    ("campaigns", "p"): "chance of as much",
    ("campaigns", "p_any_fall"): "chance of as large a fall of any",
    ("campaigns", "p_any_rise"): "chance of as large a rise of any",
    ("campaigns", "salience"): "salience (0 to 1)",
    ("campaigns", "shadow"): "that issue at the tables",
    ("campaigns", "spoken"): "turns with public words",
    ("campaigns", "talk"): "what was talked of",
    ("campaigns", "then"): "in it",
    ("campaigns", "too_vague"): "on no known day",
    ("campaigns", "until"): "before",
    ("campaigns", "within"): "within so many turns",
    ("displacement", "after"): "after the rebuff",
    ("displacement", "after_days"): "a rebuff frustrates for (days)",
    ("displacement", "days"): "days frustrated",
    ("displacement", "named"): "blows that name an act of the other side",
    ("displacement", "names"): "names",
    ("displacement", "otherwise"): "blows otherwise",
    ("displacement", "p"): "chance of as many",
    ("displacement", "ratio"): "rate ratio",
    ("displacement", "share_otherwise"): "of its blows at third parties, otherwise",
    ("displacement", "share_then"): "of its blows at third parties, while frustrated",
    ("displacement", "then"): "blows at third parties while frustrated",
    ("diversion", "days"): "days of those turns",
    ("diversion", "otherwise"): "harm in others",
    ("diversion", "p"): "chance of as much",
    ("diversion", "ratio"): "rate ratio",
    ("diversion", "seen"): "beyond chance",
    ("diversion", "talking"): "turns of talks",
    ("diversion", "then"): "harm in turns of talks",
    ("envoys", "carried"): "at the other side's terms while his side was not",
    ("envoys", "clear"): "stands apart from a mean shift of (0 to 1)",
    ("envoys", "conduct"): "beyond chance",
    ("envoys", "further"): "times further out",
    ("envoys", "near"): "at the other's position within (0 to 1)",
    ("envoys", "nearer"): "times nearer",
    ("envoys", "other_side"): "the other side's position (0 to 1)",
    ("envoys", "own_side"): "his own side's position (0 to 1)",
    ("envoys", "p"): "chance of as much",
    ("envoys", "position"): "his position (0 to 1)",
    ("envoys", "shift"): "nearer by (of the scale)",
    ("envoys", "standing"): "standing",
    ("envoys", "stated_in"): "stated in",
    ("face", "conceding"): "acts that concede",
    ("face", "days"): "support is followed for (days)",
    ("face", "judged"): "concessions of which that is known",
    ("face", "less_before_others"): "less before others, beyond chance",
    ("face", "ratio"): "share before others over that behind doors",
    ("face", "read"): "concessions with readings",
    ("face", "support"): "change of support after (−1 to 1)",
    ("face", "usual"): "usual change in such a time",
    ("face", "way"): "mean way given (of the scale)",
    ("linkage", "after_giving"): "of these, after the other gave on what it hung on",
    ("linkage", "former"): "tied before in",
    ("linkage", "given"): "given in between in",
    ("linkage", "hanging"): "acts that hang on something",
    ("linkage", "hangs_on"): "hangs on",
    ("linkage", "hung_on"): "hung on",
    ("linkage", "issue"): "held",
    ("linkage", "leverage"): "the same of what hurts, threatens or withholds",
    ("linkage", "relinked"): "tied anew",
    ("mandates", "standing"): "standing",
    ("outcome", "agreed"): "agreed of what is contested (0 to 1)",
    ("outcome", "closed"): "signed by both",
    ("outcome", "ending"): "how it stands",
    ("outcome", "other"): "and",
    ("outcome", "position"): "at position (0 to 1)",
    ("outcome", "signed"): "signed",
    ("outcome", "understood"): "only understood",
    ("outcome", "why"): "why",
    ("positions", "first"): "first position (0 to 1)",
    ("positions", "last"): "last position (0 to 1)",
    ("positions", "net"): "conceded, net (of the scale)",
    ("positions", "before"): "position before (0 to 1)",
    ("positions", "after"): "position after (0 to 1)",
    ("reciprocity", "answered"): "answered by the other's",
    ("reciprocity", "known"): "known by now",
    ("reciprocity", "named"): "name a deed of the other's",
    ("reciprocity", "other"): "and",
    ("reciprocity", "p"): "chance of as prompt answers",
    ("reciprocity", "promised"): "promises on the same",
    ("reciprocity", "understood"): "understood without words",
    ("reciprocity", "within_days"): "an answer comes within (days)",
    ("stalling", "answers"): "answers",
    ("stalling", "lower"): "a quarter within",
    ("stalling", "median"): "half within",
    ("stalling", "upper"): "three quarters within",
    ("stalling", "by_kind"): "acts on form by kind",
    ("tempo", "first"): "first day",
    ("tempo", "last"): "last day",
    ("threats", "again"): "said again (times)",
    ("threats", "by"): "by",
    ("threats", "change"): "change of support (−1 to 1)",
    ("threats", "closer"): "ended by",
    ("threats", "days"): "a threat without a date runs for (days)",
    ("threats", "due"): "runs until",
    ("threats", "force"): "force at those threatened",
    ("threats", "item"): "threat or deadline of the case",
    ("threats", "n"): "deeds",
    ("threats", "otherwise"): "acts otherwise",
    ("threats", "ratio"): "rate ratio",
    ("threats", "said"): "said (times)",
    ("threats", "share_carried_out"): "carried out of those whose time ran out",
    ("threats", "share_met"): "met of those that ended",
    ("threats", "stated"): "names a date",
    ("threats", "support"): "support after a threat was carried out",
    ("threats", "threatened"): "acts in the time of threats",
    ("threats", "threatened_days"): "days in the time of threats",
    ("threats", "usual"): "usual change in such a time",
}
VALUES: Final = {
    "accept_reject": "accepts and rejects the same",
    "declared": "declared in the record",
    "deed_word": "a deed against a word in force",
    "opposed_positions": "positions far apart",
    "praise_blame": "praises and blames the same",
    "word_threat": "a kind word and a threat",
    "new": "added or replaced",
    "harder": "restated harder",
    "quiet": "nothing against it followed",
    "struck": "a strike or breach followed",
    "too_early": "the record ends too early to tell",
    "track1.5": "track 1.5",
    "track2": "track 2",
}
"""Values of a measure whose own word says too little."""
FIRST: Final = (
    "party", "towards", "other", "about", "audience", "issue", "channel", "envoy", "act", "by", "kind",
    "stated", "first", "last", "before", "after",
)  # fmt: skip
"""Columns that stand first, in this order."""


def head(key: object, family: str = "") -> str:
    """The name of a key of a family of measures, with its unit."""
    return FAMILY.get((family, str(key))) or HEADS.get(str(key)) or words(key)


def caption(key: object, family: str = "") -> str:
    """The name of a key without its unit, for what stands above a table."""
    return head(key, family).partition(" (")[0]


def value(key: object) -> str:
    """A value of a measure as words."""
    return VALUES.get(str(key)) or words(key)


def ordered(heads: list[str]) -> list[str]:
    """Columns in the order in which they are read: who and on what, then figures, then why there is none."""
    place = {name: i for i, name in enumerate(FIRST)}
    return sorted(heads, key=lambda h: (h == "why", place.get(h, len(FIRST))))


def what(name: object) -> str:
    """What a family of measures is, in a sentence; "" for one that is not known."""
    from counterpoint.measures import MEASURES

    return MEASURES[str(name)].what if str(name) in MEASURES else ""


def unit_and_status(name: object) -> tuple[str, ...]:
    """The unit and the status of a family of measures in a line; none for a family that is not known."""
    from counterpoint.measures import MEASURES

    family: Any = MEASURES.get(str(name))
    return (f"Unit: {sentence(family.unit)} Status: {sentence(family.status)}",) if family else ()
