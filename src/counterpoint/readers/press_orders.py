"""What a clause of press says of units: which goes where, whom it supports, holds or convoys.

Works on a masked clause: each province is @i, each power #i, where i is its place in the list of names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from counterpoint.readers.press_names import Named

OrderWord = Literal["", "move", "hold", "support", "convoy", "build", "bounce"]


@dataclass(frozen=True, slots=True)
class Told:
    """An order as told: what, by the unit in which province, to where; supports: where the helped unit stands.

    helps: whose unit is supported ("you", "me", a power's id, or "").
    """

    order: OrderWord = ""
    unit: str = ""
    to: str = ""
    supports: str = ""
    helps: str = ""


_U: Final = r"(?:(?:your|my|his|her|their|the|our|an?|f|fleet|army|armies|unit|troops?|#\d+(?:'s)?|in|at|from)\s+){0,4}"
"""What may stand before a province that names a unit: your fleet in Kiel."""
_P: Final = r"@(\d+)"
_TO: Final = r"\s*(?:-+\s?>?|>+|\bto\b|\binto\b|\bin\s?to\b|\btowards?\b|\bonto\b)\s*(?:the\s+)?"
_SUP: Final = r"(?:support(?:s|ed|ing)?|supp?|backing|back)\b(?:[- ](?:move|the\smove|attack|you(?:r)?\smove))?"
_WHOM: Final = r"(you|me|him|her|them|us|yourself|#\d+)(?:'s)?"
_IN: Final = r"(?:moving|going|getting|to\stake|taking|an?\sattack|attacking|move|attack)?\s*(?:back\s+)?"

_RULES: Final[tuple[tuple[OrderWord, str, tuple[str, ...]], ...]] = (
    # Mun S Ruh - Bel; Munich supports your move from the Ruhr to Belgium
    ("support", rf"{_P}\s+(?:s|{_SUP})\s+{_U}{_P}{_TO}{_P}", ("unit", "supports", "to")),
    ("convoy", rf"{_P}\s+(?:c|convoys?)\s+{_U}{_P}{_TO}{_P}", ("unit", "supports", "to")),
    ("support", rf"{_SUP}\s+from\s+{_U}{_P}{_TO}{_P}", ("unit", "to")),
    ("support", rf"{_SUP}\s+{_U}{_P}{_TO}{_P}", ("supports", "to")),
    ("support", rf"{_SUP}\s+{_U}{_P}\s+(?:from|with)\s+{_U}{_P}", ("supports", "unit")),
    ("convoy", rf"convoy(?:ing|ed|s)?\s+{_U}{_P}{_TO}{_P}", ("supports", "to")),
    ("support", rf"{_P}\s+(?:s|{_SUP})\s+{_U}{_P}", ("unit", "supports")),
    ("support", rf"{_SUP}\s+{_WHOM}\s+{_IN}(?:from\s+{_U}{_P}{_TO}|in\s?to|into|to"
    rf"|in|on|for|at|with|-)?\s*(?:the\s+)?{_P}", ("helps", "supports", "to")),
    ("support", rf"{_SUP}\s+(your?|my|his|her|their)\s+(?:fleet\s+|army\s+|unit\s+)?{_IN}(?:in\s?to|into|to|in|on"
    rf"|for|at)\s+(?:the\s+)?{_P}", ("helps", "to")),
    ("support", rf"{_SUP}[- ](?:to[- ])?hold(?:ing)?\s+{_U}{_P}", ("supports",)),
    ("support", rf"{_SUP}\s+(?:in)?to\s+(?:the\s+)?{_P}", ("to",)),
    ("support", rf"{_SUP}\s+{_U}{_P}", ("supports",)),
    ("support", rf"{_SUP}\s+{_WHOM}", ("helps",)),
    ("convoy", rf"convoy(?:ing|ed|s)?\s+(?:\w+\s+){{0,3}}(?:in)?to\s+(?:the\s+)?{_P}", ("to",)),
    ("bounce", r"bounc(?:e|es|ed|ing)\b(?:\s+(?:you|me|him|them|us|#\d+|with|each"
    rf"|other|out|again)\b){{0,3}}\s*(?:in|at|over|from|out of)?\s*(?:the\s+)?{_P}", ("to",)),
    ("bounce", rf"{_P}\s+bounce", ("to",)),
    ("move", rf"{_P}{_TO}{_P}", ("unit", "to")),
    ("move", rf"{_P}\s+(?:will\s+|is\s+|are\s+|should\s+|can\s+)?(?:move|go|attack"
    r"|hit|tap|cut|walk|head|retreat|take)(?:s|ing)?\s+(?:on\s+|in\s?to\s+|into\s+"
    rf"|to\s+)?(?:the\s+)?{_P}", ("unit", "to")),
    ("move", rf"(?:from|out of)\s+(?:the\s+)?{_P}\s+(?:in\s?to|to|into|in)\s+(?:the\s+)?{_P}", ("unit", "to")),
    ("hold", rf"{_P}\s+(?:h|holds?|holding|stays?|staying)\b", ("unit",)),
    ("hold", rf"\b(?:hold|holding|stay|staying|stay put|remain)\s+(?:in\s+|at\s+|with\s+)?{_U}{_P}", ("unit",)),
    ("move", r"\b(?:move|go|head|send|walk|march|bring|put|advance|push|sail|swing"
    r"|retreat|slide|step|come|open|return|expand|get|pull|enter|order|attack|hit"
    r"|tap|cut|take|retake|grab|capture|occupy|poke|strike|invade)(?:ing|s|es|ting"
    rf"|ed)?\s+(?:\w+\s+){{0,3}}?(?:back\s+|up\s+|down\s+|over\s+)?(?:to|into|in\s?to"
    rf"|in|on|onto|against|towards?|for)\s+(?:the\s+|your\s+|his\s+)?{_P}", ("to",)),
    ("move", r"\b(?:tak(?:e|es|ing)|attack(?:s|ing)?|hit(?:s|ting)?|tap(?:s|ping)?"
    r"|cut(?:s|ting)?|grab(?:bing)?|captur(?:e|ing)|enter(?:ing)?|retak(?:e|ing)|occupy(?:ing)?"
    r"|invad(?:e|ing)|cover(?:ing)?|get(?:ting)?|pok(?:e|ing))\s+(?:support in\s+"
    rf"|support at\s+|back\s+)?(?:the\s+|your\s+|his\s+)?{_P}", ("to",)),
    ("move", rf"(?:^|\s)(?:to|into)\s+(?:the\s+)?{_P}", ("to",)),
)  # fmt: skip
_COMPILED: Final = tuple((order, re.compile(pattern), parts) for order, pattern, parts in _RULES)
_PLACELESS: Final = tuple(rule for rule in _COMPILED if _P not in rule[1].pattern)
"""Rules for clauses that name no province."""
_BUILD: Final = re.compile(r"\bbuil(?:d|ds|ding|t)\b")
_PERSON: Final = {"you": "you", "your": "you", "yourself": "you", "me": "me", "my": "me", "us": "me"}


def told_in(masked: str, names: Sequence[Named]) -> tuple[Told, ...]:
    """The orders that a masked clause, in small letters, tells of; each province is used once."""
    found: list[tuple[int, Told]] = []
    rest = masked
    for order, pattern, parts in _COMPILED if "@" in masked else _PLACELESS:
        while match := pattern.search(rest):
            found.append((match.start(), _told(order, dict(zip(parts, match.groups(), strict=True)), names)))
            rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    if _BUILD.search(masked):
        place = re.search(_P, masked[_BUILD.search(masked).end() :])  # type: ignore[union-attr]
        where = names[int(place[1])].id if place else ""
        found.append((len(masked), Told(order="build", unit=where)))
    return tuple(told for _, told in sorted(found, key=lambda item: item[0]))


def _told(order: OrderWord, parts: dict[str, str | None], names: Sequence[Named]) -> Told:
    def province(part: str) -> str:
        number = parts.get(part)
        return names[int(number)].id if number else ""

    whom = parts.get("helps") or ""
    helps = names[int(whom[1:])].id if whom.startswith("#") else _PERSON.get(whom, "")
    return Told(order, province("unit"), province("to"), province("supports"), helps)
