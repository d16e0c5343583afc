"""Verdicts and readings in sentences: what leads and how likely it is, why there is no verdict, the rival."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from counterpoint.reports.lettering import plain, sentence
from counterpoint.reports.words import AIM_NAMES, VERDICT_NAMES, interval, is_number, likelihood, percent, words

EVEN: Final = 0.5
"""A reading less probable than this is not called the most probable one, but the least unlikely."""
LEVEL: Final = 0.03
"""Readings this close to the most probable one are named with it, for their order is chance."""
FEW: Final = "too few acts"
"""How the reason begins when there are not enough moves."""
MOVE: Final = (
    "A move is an act of the party that counts by itself: rows of one kind on one occasion are one move, and so are "
    "rows alike in all that is scored."
)
_UNDECIDED: Final = ": undetermined."


def leading(entry: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]] | None:
    """The most probable reading of a party and its share; None without a posterior."""
    posterior = entry.get("posterior")
    group = posterior.get("verdict") if isinstance(posterior, Mapping) else None
    if not isinstance(group, Mapping):
        return None
    known = [(str(k), v) for k, v in group.items() if isinstance(v, Mapping) and is_number(v.get("p"))]
    return max(known, key=lambda pair: float(pair[1]["p"]), default=None)


def _level(entry: Mapping[str, Any], p: float) -> list[str]:
    """The readings that are about as probable as the most probable one (p)."""
    group = entry["posterior"]["verdict"]
    parts = [(str(k), v.get("p")) for k, v in group.items() if isinstance(v, Mapping)]
    return [k for k, q in parts if is_number(q) and q is not None and p - float(q) < LEVEL]


def leads(entry: Mapping[str, Any]) -> str:
    """Which reading leads, and how likely it is, as a sentence; "" without a posterior."""
    if (found := leading(entry)) is None:
        return ""
    key, part = found
    p = float(part["p"])
    level = [VERDICT_NAMES.get(k, words(k)) for k in _level(entry, p)]
    if len(level) > 1:
        return f"No reading leads: {', '.join(level[:-1])} and {level[-1]} are about as likely, at {percent(p)}."
    spread = f" ({interval(part)})" if interval(part) else ""
    if key == "none":
        name, most = "that none of the known ways of acting fits", "Most probably none of the known ways of acting fits"
    else:
        name = VERDICT_NAMES.get(key, words(key))
        most = f"{name[0].upper()}{name[1:]} is the most probable reading"
    if p < EVEN:
        return f"No reading is likely; {name} is the least unlikely, at {percent(p)}{spread}."
    return f"{most}: {likelihood(p)}, {percent(p)}{spread}."


def verdict_sentence(name: str, entry: Mapping[str, Any]) -> str:
    """The verdict of a party in a sentence; where there is none, which reading leads and why that is not enough."""
    key = str(entry.get("verdict") or "undetermined")
    said = plain(entry.get("sentence") or "")
    if not said:
        return f"{name}: {VERDICT_NAMES.get(key, words(key))}."
    head, undecided, _ = said.partition(_UNDECIDED)
    if key != "undetermined" or not undecided or not leads(entry):
        return said
    reason = sentence(entry.get("reason") or "")
    return f"{head}{_UNDECIDED} {leads(entry)} {reason[:1].upper()}{reason[1:]}".rstrip()


def explained(reason: str) -> str:
    """A reason, with what a move is where it speaks of moves."""
    said = sentence(reason)
    return f"{said} {MOVE}" if said.startswith(FEW) else said


def rival_name(rival: Mapping[str, Any]) -> str:
    """The rival reading: its verdict, its most probable way of acting, and how likely it is given the acts."""
    verdict = str(rival.get("verdict") or "")
    aim = rival.get("aim")
    name = VERDICT_NAMES.get(verdict, words(verdict))
    named = f"{name} ({AIM_NAMES.get(str(aim), words(aim))})" if aim else name
    p = rival.get("p")
    return f"{named}: {likelihood(float(p))}, {percent(p)}" if is_number(p) and p is not None else named
