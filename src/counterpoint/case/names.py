"""Names in messages: what was written, the list of what is known, and the nearest to a wrong one."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from counterpoint.case.problem import clip, escape

_MANY = 1500
"""Above so many known names only case and punctuation are forgiven: comparing all would be slow."""


def quoted(value: object) -> str:
    """A value as a message shows it: text in quotes, escaped and cut; other things by what they are."""
    if isinstance(value, str):
        return f"'{clip(escape(value[:80]), 50)}'" if value else "nothing"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return clip(repr(value), 30)
    return "a mapping" if isinstance(value, dict) else "a list"


def listing(names: Collection[str], length: int = 90) -> str:
    """Names in a row, cut at a length with the number of all."""
    shown: list[str] = []
    room = length
    for name in names:
        room -= len(name) + 2
        if room < 0:
            return f"{', '.join(shown)}, … ({len(names)} in all)" if shown else f"{len(names)} known"
        shown.append(name)
    return ", ".join(shown) or "none known"


def nearest(name: str, known: Collection[str], *, cutoff: float = 0.6) -> str:
    """The known name nearest to a wrong one and at least so similar [0..1], or ""."""
    if name.upper() in {"TRUE", "FALSE"}:
        return "the word itself: the spreadsheet made it a truth value"
    bare = _bare(name)
    for candidate in known:
        if _bare(candidate) == bare:
            return candidate
    if len(known) > _MANY or len(name) > 80:
        return ""
    folded = {candidate.casefold(): candidate for candidate in known}
    close = get_close_matches(name.casefold(), list(folded), n=1, cutoff=cutoff)
    return folded[close[0]] if close else ""


def _bare(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
