"""The words and figures of reports: names of verdicts, likelihood phrases, percentages, decibans, dates."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from counterpoint.case.model import (
    Act,
    Audience,
    Case,
    Channel,
    Deadline,
    Envoy,
    Event,
    Issue,
    Source,
    Threat,
)
from counterpoint.playbooks import AIMS, TECHNIQUES
from counterpoint.record.record import Record
from counterpoint.reports.lettering import brief, plain
from counterpoint.reports.timeline import MONTHS

VERDICT_NAMES: Final = {
    "good_faith": "good faith",
    "hard_bargaining": "hard bargaining",
    "bad_faith": "bad faith",
    "none": "none of these",
    "undetermined": "undetermined",
}
ROLE_NAMES: Final = {
    "carries": "carries the bargaining",
    "echoes": "echoes other channels",
    "covers": "covers for something else",
    "holds_hostage": "holds other issues hostage",
    "holds hostage": "holds other issues hostage",
    "idle": "is idle",
}
AIM_NAMES: Final = {book.name: book.title.lower() for book in AIMS}
TECHNIQUE_NAMES: Final = {book.name: book.title.lower() for book in TECHNIQUES}
TECHNIQUES_ARE: Final = "Techniques are ways of going about it, which may go with any aim: " + "; ".join(
    f"{book.title.lower()} ({book.what})" for book in TECHNIQUES
)
"""One line that says what they are; a playbook has one name everywhere, its title."""
_LIKELIHOOD: Final = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)
MINUS: Final = "\N{MINUS SIGN}"
NBSP: Final = "\N{NO-BREAK SPACE}"


def words(name: object) -> str:
    """A name of the vocabulary as words: bad_faith → bad faith."""
    return plain(name).replace("_", " ")


def likelihood(p: float) -> str:
    """The phrase of ICD 203 for a probability [0..1]."""
    return next(phrase for top, phrase in _LIKELIHOOD if p < top or top > 1)


def percent(p: object) -> str:
    """A probability [0..1] as a percentage, never rounded to certainty: 0.997 → more than 99 %."""
    if not is_number(p):
        return "–"
    value = float(p)  # type: ignore[arg-type]
    if 0 < value < 0.01:
        return f"< 1{NBSP}%"
    return f"> 99{NBSP}%" if 0.99 < value < 1 else f"{value * 100:.0f}{NBSP}%"


def interval(entry: Mapping[str, Any]) -> str:
    """The range of a probability: 41 to 76 %."""
    low, high = entry.get("low"), entry.get("high")
    if not (is_number(low) and is_number(high)):
        return ""
    return f"{float(low) * 100:.0f} to {float(high) * 100:.0f}{NBSP}%"  # type: ignore[arg-type]


def decibans(value: object) -> str:
    """A weight of evidence with its sign: +3.1, −0.4."""
    if not is_number(value):
        return "–"
    number = round(float(value), 1)  # type: ignore[arg-type]
    return f"{'+' if number > 0 else MINUS if number < 0 else ''}{abs(number):.1f}"


def is_number(value: object) -> bool:
    """Whether a value is a finite number (a bool is not)."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def figure(value: object) -> str:
    """A number in two significant digits, whole where it is ten or more; anything else as words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "–"
    if not isinstance(value, (int, float)) or not math.isfinite(value):
        return plain(value)
    if value == round(value):
        return (f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.0f}").replace("-", MINUS)
    text = f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.0f}" if abs(value) >= 10 else f"{value:.2g}"
    return text.replace("-", MINUS)


def day_words(ordinal: int) -> str:
    """12 Apr 1969."""
    on = date.fromordinal(ordinal)
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def iso_words(text: object) -> str:
    """An ISO date as 12 Apr 1969; what is no date is left as it is."""
    try:
        return day_words(date.fromisoformat(str(text)).toordinal())
    except ValueError:
        return plain(text)


def when_words(act: Act) -> str:
    """The date of an act with its own precision."""
    first = act.date.first
    precision = act.date.precision
    if precision == "year":
        return str(first.year)
    if precision == "month":
        return f"{MONTHS[first.month - 1]} {first.year}"
    return day_words(first.toordinal())


def party_names(case: Case) -> dict[str, str]:
    """The name of every party by id: the brief one unless another party has the same."""
    found = {p.id: brief(p.name) for p in case.parties}
    times = Counter(found.values())
    return {p.id: found[p.id] if times[found[p.id]] == 1 else plain(p.name) for p in case.parties}


def names_of(case: Case) -> dict[str, str]:
    """Readable name of every party, envoy, audience, channel, issue, source, deadline and threat, by id."""
    named: tuple[Audience | Threat | Deadline | Event | Source | Issue | Channel | Envoy, ...] = (
        *(a for p in case.parties for a in p.audiences),
        *case.threats,
        *case.deadlines,
        *case.events,
        *case.sources,
        *case.issues,
        *case.channels,
        *case.envoys,
    )
    return {item.id: plain(item.name) for item in named} | party_names(case)


_REMARKS: Final = re.compile(r"(?:\s*\[[^\[\]]*\])+\s*\Z")


def told(act: Act) -> str:
    """An act's note without the coder's remarks in square brackets at its end."""
    return plain(_REMARKS.sub("", act.note) or act.note)


def remarks(act: Act) -> str:
    """The coder's remarks in square brackets at the end of an act's note."""
    found = _REMARKS.search(act.note)
    return plain(found.group()) if found and found.start() > 0 else ""


def say(act: Act, record: Record, names: Mapping[str, str]) -> str:
    """An act in one line: 12 Apr 1969 · Dobrynin (Soviet Union) → United States · offer · Back channel · on Berlin."""
    party = record.actor_party(act)
    actor = names.get(act.actor, act.actor)
    who = actor if party == act.actor else f"{actor} ({names.get(party, party)})"
    target = f" → {names.get(act.target, act.target)}" if act.target else ""
    parts = [when_words(act), who + target, words(act.kind)]
    if act.channel:
        parts.append(names.get(act.channel, act.channel))
    if act.issue:
        parts.append(f"on {names.get(act.issue, act.issue)}")
    line = " · ".join(parts)
    return plain(f"{line}: {told(act)}" if told(act) else line)


def say_short(act: Act, names: Mapping[str, str]) -> str:
    """An act without its date, for tables: Ardan → Belmar, truce: truce for the sowing."""
    target = f" → {names.get(act.target, act.target)}" if act.target else ""
    issue = f" on {names.get(act.issue, act.issue)}" if act.issue else ""
    what = f": {told(act)}" if told(act) else issue
    return plain(f"{names.get(act.actor, act.actor)}{target}, {words(act.kind)}{what}")
