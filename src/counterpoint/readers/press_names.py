"""Finds provinces and powers in what players write: names, abbreviations, nicknames, pairs such as A/I.

Many abbreviations are words (war, con, both, rum, gas). Those count only with a capital in the middle of a sentence, or
beside a sign of an order (Mos-War, F Con, to rum), as each form needs it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from counterpoint.feeds.diplomacy.board import POWERS, PROVINCES


@dataclass(frozen=True, slots=True)
class Named:
    """A province or a power named in a text, at [start, end)."""

    what: Literal["province", "power"]
    id: str
    start: int
    end: int


SIGNS: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "→": ">", "\xa0": " "})
"""Signs that are written in several ways, one character for one, so that places in the text stay."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_SMALL: Final = _words("""
    war con par nor fin bar arm gas pie bot mat liv mars mid ec bs nat ion naf uk tur aus ita ger germ rus fra russ
    ital const constant port burg lyon lyons wien buda roma both york
""")
"""Forms that, in small letters, are nearly always something else: they need a sign of an order beside them."""
_SMALL_AFTER: Final = _words("""
    rum tun bud spa mar por hol bel den tri vie gal sil pic edi eas ber bre bur ser apu alb kie hel ska wal yor nap
    rom tus ruh pru boh gre wes ank bul sev ven mun swe syr lon par adr bal bla black channel eng
    serb burg mid gol nts nws const tyn stp serv pied trist mos lvo
""")
"""Forms that, in small letters, need a word before them that takes a place (to rum, hold gal), or a sign."""
_CAPITALS_ONLY: Final = frozenset({"ec", "bs", "mat", "nat", "uk"})
_PLACE_WORDS: Final = _words("""
    to into in from at for of on via through onto take takes taking hold holds holding support supports supporting
    tap hit bounce bouncing cover covering attack attacking and or army fleet s your my his her their our leave
    lose get have give vacate keep enter cut order retreat keeping defend getting taken moved moving threaten losing
""")
_BEFORE: Final = re.compile(rf"(?:\b(?:{'|'.join(sorted(_PLACE_WORDS))})\s+|[,/(]\s*)$", re.IGNORECASE)
_MARK_BEFORE: Final = re.compile(r"(?:-\s?>?|>|\b[AF]\s|\b(?:army|fleet)\s(?:in\s)?)\s*$")
_MARK_AFTER: Final = re.compile(r"\s*(?:-\s?>?\s?[A-Za-z]{3}|>|\s[HSC]\b(?!'))")
_WAR_NOT: Final = re.compile(r"\s*(?:of|with|on|against|between|is|crimes?|path|machine|game|room|effort)\b")
_CHANNEL_NOT: Final = re.compile(r"(?:\s+of\b|s\b|ing\b|ed\b)")
_NOT_THE_POWER: Final = re.compile(
    r"\s+(?:delight|sandwich|dinner|fries|toast|accent|language|history|movie)\b", re.IGNORECASE
)


def _forms() -> dict[str, list[tuple[Literal["province", "power"], str]]]:
    """What each form, in small letters, may mean."""
    forms: dict[str, list[tuple[Literal["province", "power"], str]]] = {}
    for province in PROVINCES.values():
        for name in province.names:
            forms.setdefault(name, []).append(("province", province.id))
    for power in POWERS.values():
        for name in power.names:
            forms.setdefault(name, []).append(("power", power.id))
    return forms


_FORMS: Final = _forms()
_ANY: Final = re.compile(
    r"(?<![\w'])(?:" + "|".join(re.escape(f) for f in sorted(_FORMS, key=len, reverse=True)) + r")(?![\w])",
    re.IGNORECASE,
)
_LETTERS: Final = {power[0].upper(): power for power in POWERS}
_PAIR: Final = re.compile(r"(?<![\w/])[AEFGIRT](?:/[AEFGIRT]){1,3}(?![\w/])")


@lru_cache(maxsize=16)
def names_in(text: str) -> tuple[Named, ...]:
    """Provinces and powers in a text, in order. Signs must be plain (SIGNS)."""
    found = [
        Named("power", _LETTERS[text[place]], place, place + 1)
        for pair in _PAIR.finditer(text)
        for place in range(pair.start(), pair.end(), 2)
    ]
    taken = {place for named in found for place in range(named.start, named.end)}
    for match in _ANY.finditer(text):
        meaning = _meaning(match, text)
        if meaning and taken.isdisjoint(range(*match.span())):
            found.append(Named(*meaning, *match.span()))
    return tuple(sorted(found, key=lambda named: named.start))


def _meaning(match: re.Match[str], text: str) -> tuple[Literal["province", "power"], str] | None:
    """What a form means where it stands, or None."""
    written, form = match[0], match[0].lower()
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 24]
    if form == "the channel" and _CHANNEL_NOT.match(after):
        return None
    marked = bool(_MARK_BEFORE.search(before) or _MARK_AFTER.match(after))
    if written == "NAP" and not _MARK_AFTER.match(after):
        return None  # a non-aggression pact, also after an article (A NAP)
    if not marked and not _counts(written, before, after):
        return None
    meanings = _FORMS[form]
    if len(meanings) > 1:
        # Eng is the Channel beside an order and after a word that takes a place; England otherwise.
        place = marked or bool(_BEFORE.search(before)) or (written.isupper() and not text.isupper())
        return next(m for m in meanings if (m[0] == "province") == place)
    if meanings[0][0] == "power" and _NOT_THE_POWER.match(after):
        return None
    return meanings[0]


def _counts(written: str, before: str, after: str) -> bool:
    """Whether a form without a sign of an order beside it is a name, by how it is written and what is around it."""
    form = written.lower()
    if form in _CAPITALS_ONLY:
        return written.isupper() and (form != "bs" or bool(_BEFORE.search(before)))
    if form in ("both", "york") or (form == "war" and _WAR_NOT.match(after)):
        return False
    placed = bool(_BEFORE.search(before))
    if written.islower():
        return form not in _NEVER_SMALL and (form not in _SMALL_AFTER or placed)
    if form in _NEVER_SMALL or form in ("black", "channel"):
        begins = not before.strip() or before.rstrip()[-1:] in ".!?\n:"
        return placed or not begins
    return True
