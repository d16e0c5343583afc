"""The words of a forecast: names of endings and runs, what moved an act, the summary in sentences, what it is not."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from counterpoint.case.model import Case
from counterpoint.playbooks.features import FEATURES
from counterpoint.reports.lettering import plain
from counterpoint.reports.words import AIM_NAMES, TECHNIQUE_NAMES, iso_words, names_of, percent, words
from counterpoint.simulation.endings import ENDINGS
from counterpoint.simulation.framing import CHANNELS

STANDS_FOR: Final = {
    "typical": "The most typical run",
    "surprising": "The most surprising run",
    "nearest_to_settlement": "The nearest to a settlement, without one",
    "nearest_to_breakdown": "The longest without talks, yet no breakdown",
}
MARKS: Final = {
    "agrees": "agreed", "agrees in part": "in part", "signs": "signed", "agrees, and is disowned at home":
    "disowned at home", "agrees to what the other's home does not stand by": "the other's home does not stand by it",
}  # fmt: skip
CAVEATS: Final = (
    "What is played is the model, not the world. A share says how often the model ends so, given this record and "
    "its own rules; it is not yet the chance that it will.",
    "How acts change the world (how far an offer moves a position, how often outside events come) is elicited: set by "
    "judgement, or counted from a few records. What counts as agreed in part was changed, and some rules came, after "
    "forecasts on five cases had been scored. Other rules would give other shares.",
    "No skill has been shown yet on real negotiations; counterpoint backtest --forecasts holds such forecasts against "
    "what was agreed. Until then the base rates deserve as much weight as the runs, which the drawn shares give them.",
)
ILLUSTRATION: Final = "This case is an illustration, never validation: its forecast proves nothing about the parties."
OWN: Final = {"regularity": "regularity", "tendencies": "own tendencies"}
"""What a cast by hand may give a party beside its aim and techniques."""
HABIT: Final = "habit"
"""What moved an act that no tendency moved."""
_IN_ANY: Final = "at all times"


def document_names(case: Case, document: Mapping[str, Any]) -> dict[str, str]:
    """Readable names of all that a forecast speaks of, by id."""
    issues = {str(t["issue"]): plain(t["name"]) for t in document.get("terms", ())}
    return {c.id: c.name for c in CHANNELS} | issues | names_of(case)


def meaning(ending: str) -> str:
    """What an ending means."""
    return ENDINGS.get(ending, "")


def came(ending: str) -> str:
    """What it is whose time is told: the ending, and of partial the first agreement."""
    return "first agreement" if ending == "partial" else words(ending)


def situation(name: str, *, on_issue: bool = True) -> str:
    """The situation an act was chosen in, in words and without its formula; on_issue: whether the act names one."""
    said = FEATURES.get(name, words(name)).partition(":")[0].partition(", counted")[0]
    return _IN_ANY if name == "always" else said if on_issue else said.removesuffix(" (on this issue)")


def book(name: str) -> str:
    """The title of an aim or a technique."""
    return AIM_NAMES.get(name) or TECHNIQUE_NAMES.get(name) or words(name)


def times(nats: float) -> str:
    """A tendency [nats] as a factor of the odds: × 2.0."""
    factor = math.exp(nats)
    return f"× {factor:.1f}" if factor >= 0.95 else f"× {factor:.2f}"


def moved(act: Mapping[str, Any]) -> list[str]:
    """What made an act likelier, or less likely and yet it came, a phrase each; habit where nothing did."""
    found = [
        f"{'likelier' if m['nats'] > 0 else 'less likely, yet done'} ({times(m['nats'])}):"
        f" {situation(m['situation'], on_issue=bool(act['issue']))} – {book(m['playbook'])}"
        for m in act["moved_by"]
    ]
    return found or [HABIT]


def tendency(told: Mapping[str, Any]) -> str:
    """A tendency that was written by hand: target third × 2.7: this party's asks have gone unmet."""
    where = f" ({', '.join([told['on']] if isinstance(told['on'], str) else told['on'])})" if told.get("on") else ""
    return f"{told['part']} {words(told['what'])} {times(told['nats'])}{where}: {situation(told['when'])}"


def plays(names: Iterable[str]) -> str:
    """An aim and its techniques: tough bargaining with wedge and divided team."""
    aim, *techniques = [book(n) for n in names]
    return f"{aim} with {' and '.join(techniques)}" if techniques else aim


def span(pair: Iterable[float]) -> str:
    """An interval of shares: 3 to 19 %, < 1 %."""
    low, high = (percent(v) for v in pair)
    return low if low == high else f"{low.removesuffix('%').strip()} to {high}"


def horizon(document: Mapping[str, Any]) -> str:
    """From when to when, in how many turns."""
    turns = f"{document['turns']} turns of {document['turn_days']} days"
    return f"From {iso_words(document['as_of'])} to {iso_words(document['until'])} ({turns})"


def ranked(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Endings, commonest first; those that never came keep the order of the list."""
    return sorted(document["endings"], key=lambda row: -row["p"])


def assumed(terms: Mapping[str, Any]) -> Sequence[bool]:
    """Of which of the main pair it is assumed where it began on an issue; a forecast kept from before does not say."""
    found: Sequence[bool] = terms.get("assumed", (False, False))
    return found


def share_of(document: Mapping[str, Any], ending: str, key: str = "p") -> float:
    """The share of an ending."""
    return float(next((row[key] for row in document["endings"] if row["ending"] == ending), 0.0))


def summary(document: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """What came out, in sentences: the commonest endings, agreements, what the base rates make of it."""
    first, second = (names.get(p, words(p)) for p in document["main"])
    rows = [row for row in ranked(document) if row["p"] >= 0.1][:3]
    said = ", ".join(f"{words(row['ending'])} {percent(row['p'])} ({meaning(row['ending'])})" for row in rows)
    whole = share_of(document, "settlement") + share_of(document, "tacit_settlement")
    some = share_of(document, "partial")
    towards = share_of(document, "settlement", "drawn") + share_of(document, "tacit_settlement", "drawn")
    return [
        f"Of {document['runs']:,} runs the commonest end so: {said}." if said else "",
        f"{first} and {second} settle in {none_or(whole)} and agree on something, but not enough for that, in"
        f" {none_or(some)}{_but_signed(document)}. Both sign something in {none_or(document['signed']['p'])}, however"
        " it ends; what is agreed may be no more than a word, and what base rates count is signed and substantive."
        f" Drawn towards the base rates: {percent(towards)} and"
        f" {percent(share_of(document, 'partial', 'drawn'))}.",
        *at_first(document, names),
    ]


def _but_signed(document: Mapping[str, Any]) -> str:
    """In how many runs that is only a signature under what was agreed before."""
    share = document.get("only_signed", {}).get("p", 0.0)
    return f" (in {percent(share)} they only sign what was agreed before)" if share else ""


def at_first(document: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """What is agreed on record when the runs begin, if anything is."""
    held = document.get("at_first", {})
    agreed, signed = (", ".join(names.get(i, words(i)) for i in held.get(key, ())) for key in ("agreed", "signed"))
    if not agreed:
        return []
    by = f" (signed by both: {signed})" if signed else ""
    return [
        f"Agreed on record already when the runs begin: {agreed}{by}. That counts in the terms, and for a settlement;"
        " partial is what is agreed beyond it, or signed by both at last."
    ]


def short(document: Mapping[str, Any]) -> str:
    """The commonest endings in a line: by 30 May 2026 ongoing 60 %, disengagement 18 %."""
    rows = [row for row in ranked(document) if row["p"] > 0][:4]
    said = ", ".join(f"{words(row['ending'])} {percent(row['p'])}" for row in rows)
    return f"by {iso_words(document['until'])} {said} of the runs of the model; no skill shown yet."


def none_or(share: float) -> str:
    """A share, or that no run was so."""
    return percent(share) if share else "no run"


def cast_words(document: Mapping[str, Any]) -> str:
    """Where the cast comes from."""
    made = document.get("cast_made") or {}
    if not made:
        return "–"
    if made.get("by") == "hand":
        plays = document.get("plays", {}).values()
        given = ["aims", *(said for name, said in OWN.items() if any(name in parts for parts in plays))]
        listed = ", ".join(given[:-1]) + f" and {given[-1]}" if given[1:] else given[0]
        return f"written by hand: {listed} as given, strengths and habits from the priors"
    return f"of the assessment as of {iso_words(made.get('as_of'))}, eyes {made.get('eyes')}, seed {made.get('seed')}"
