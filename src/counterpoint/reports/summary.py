"""The assessment in a screenful of plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from counterpoint.record.record import Record
from counterpoint.reports.lettering import ELLIPSIS, plain, sentence
from counterpoint.reports.readings import FEW, MOVE, rival_name, verdict_sentence
from counterpoint.reports.words import (
    ROLE_NAMES,
    VERDICT_NAMES,
    decibans,
    interval,
    is_number,
    iso_words,
    likelihood,
    names_of,
    percent,
    say_short,
    when_words,
    words,
)

COLUMNS: Final = 100
TOP: Final = 4
"""Acts and things to watch for that are listed per party."""


NOBODY: Final = "No party was assessed: a verdict needs a party with a counterpart and acts on record."
ILLUSTRATION: Final = "This case is an illustration, never validation."


@dataclass(frozen=True, slots=True)
class Line:
    """A line still to be wrapped: how it begins, how what follows begins, how many lines it may fill."""

    text: str
    first: str = ""
    rest: str = ""
    most: int = 6


def summary_lines(assessment: Mapping[str, Any], record: Record | None = None, *, columns: int = COLUMNS) -> list[str]:
    """Plain lines of so many columns: per party verdict, evidence, rival and what to watch for; channels.

    With the record of the case, acts are described and all is named; without, ids stand for them.
    """
    lines = [Line(plain(assessment.get("marking") or "")), Line(heading(assessment)), Line("")]
    for party, entry in parties(assessment):
        lines += [*party_lines(party, entry, record), Line("")]
    if not parties(assessment) and assessment:
        lines += [Line(NOBODY), Line("")]
    lines += channel_lines(assessment, record)
    if assessment.get("purpose") == "illustration":
        lines.append(Line(ILLUSTRATION))
    return _tidy([row for line in lines for row in _wrapped(line, columns)])


def heading(assessment: Mapping[str, Any]) -> str:
    """What was assessed, as of when, through whose eyes."""
    title = plain(assessment.get("title") or assessment.get("case") or "")
    parts = [f"as of {iso_words(assessment['as_of'])}"] if assessment.get("as_of") else []
    if assessment.get("eyes"):
        parts.append(f"eyes: {plain(assessment['eyes'])}")
    return f"{title} ({', '.join(parts)})" if parts else title


def parties(assessment: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """Party ids with their part of the assessment."""
    found = assessment.get("parties")
    return [(str(k), v) for k, v in found.items() if isinstance(v, Mapping)] if isinstance(found, Mapping) else []


def party_lines(party: str, entry: Mapping[str, Any], record: Record | None = None) -> list[Line]:
    """One party: verdict, probability, reason, evidence, rival reading, what to watch for."""
    key = str(entry.get("verdict") or "undetermined")
    lines = [Line(sentence(verdict_sentence(party, entry)))]
    lines.append(_point(f"verdict   {VERDICT_NAMES.get(key, words(key))}; {readings(entry)}"))
    reason = sentence(entry.get("reason") or "")
    if reason and reason.rstrip(".").lower() not in lines[0].text.lower():
        lines.append(_point(f"reason    {reason}"))
    if reason.startswith(FEW):
        lines.append(_point(f"moves     {MOVE}"))
    for label, row in zip(["evidence"] + [""] * TOP, evidence(entry, record), strict=False):
        lines.append(_weighed(f"{label:<10}{row['decibans']:>5}  {row['act']}", most=2))
    rival = entry.get("rival")
    if isinstance(rival, Mapping) and rival:
        lines.append(_point(f"rival     {sentence(rival_name(rival))}"))
    for label, row in zip(["watch"] + [""] * TOP, watch(entry), strict=False):
        lines.append(_weighed(f"{label:<10}{row['decibans']:>5}  {row['kind']}: {row['what']}", most=4))
    return lines


def _point(text: str) -> Line:
    return Line(text, "  ", "            ")


def _weighed(text: str, *, most: int) -> Line:
    return Line(text, "  ", "                   ", most)


def readings(entry: Mapping[str, Any]) -> str:
    """The readings from the most probable: bad faith 84 % (70 to 95 %, very likely), …"""
    posterior = entry.get("posterior")
    group = posterior.get("verdict") if isinstance(posterior, Mapping) else None
    if not isinstance(group, Mapping):
        return "no posterior"
    known = [(k, v) for k, v in group.items() if isinstance(v, Mapping) and is_number(v.get("p"))]
    known.sort(key=lambda pair: -float(pair[1]["p"]))
    parts = []
    for index, (key, value) in enumerate(known):
        extra = f" ({interval(value)}{', ' + likelihood(float(value['p'])) if index == 0 else ''})"
        parts.append(f"{VERDICT_NAMES.get(str(key), words(key))} {percent(value['p'])}{extra if index == 0 else ''}")
    return ", ".join(parts)


def evidence(entry: Mapping[str, Any], record: Record | None = None, *, top: int = TOP) -> list[dict[str, str]]:
    """The heaviest acts of a party: the act, decibans with sign, what it speaks for."""
    rows = entry.get("evidence")
    found = [r for r in rows if isinstance(r, Mapping)] if isinstance(rows, list) else []
    found = [r for r in found if is_number(r.get("decibans")) and round(float(r["decibans"]), 1) != 0]
    found.sort(key=lambda r: (-abs(float(r["decibans"])), str(r.get("act"))))
    return [
        {
            "act": describe(str(r.get("act")), record),
            "decibans": decibans(r["decibans"]),
            "towards": VERDICT_NAMES.get(str(r.get("towards")), words(r.get("towards") or "")),
        }
        for r in found[:top]
    ]


def describe(act: str, record: Record | None) -> str:
    """An act by its id and, where the record is at hand, its date, actor, kind and note."""
    if record is None or act not in record.place:
        return plain(act)
    found = record.acts[record.place[act]]
    return f"{plain(act)}  {when_words(found)} {say_short(found, names_of(record.case))}"


def watch(entry: Mapping[str, Any], *, top: int = TOP) -> list[dict[str, str]]:
    """What to watch for about a party: kind, what, decibans if seen, its chance, cost; the best test among them."""
    rows = entry.get("watch")
    found = [r for r in rows if isinstance(r, Mapping)] if isinstance(rows, list) else []
    tests = [r for r in found if r.get("kind") == "test"][:1]
    found = [r for r in found if r.get("kind") != "test"][: top - len(tests)] + tests
    return [
        {
            "kind": words(r.get("kind") or ""),
            "what": plain(r.get("what") or ""),
            "decibans": decibans(r.get("if_seen_decibans")),
            "chance": percent(r.get("probability")),
            "cost": words(r.get("cost")) if r.get("cost") else "–",
        }
        for r in found
    ]


def channels(assessment: Mapping[str, Any], record: Record | None = None) -> list[dict[str, str]]:
    """What each channel is for, party by party: channel, acts, roles."""
    names = names_of(record.case) if record else {}
    found = assessment.get("channels")
    rows = []
    for channel, part in found.items() if isinstance(found, Mapping) else ():
        roles = part.get("role") if isinstance(part, Mapping) else None
        said = []
        for party, role in roles.items() if isinstance(roles, Mapping) else ():
            name = ROLE_NAMES.get(str(role.get("role")), words(role.get("role") or ""))
            said.append(f"for {names.get(party, plain(party))} it {name} ({percent(role.get('p'))})")
        acts = str(part.get("n_acts", "–"))
        rows.append({"channel": names.get(channel, plain(channel)), "acts": acts, "role": "; ".join(said) or "–"})
    return rows


def channel_lines(assessment: Mapping[str, Any], record: Record | None = None) -> list[Line]:
    """Channels with their roles, one or two lines each."""
    rows = channels(assessment, record)
    if not rows:
        return []
    lines = [Line("Channels")]
    for row in rows:
        many = "act" if row["acts"] == "1" else "acts"
        lines.append(Line(f"{row['channel']} ({row['acts']} {many}): {row['role']}", "  ", "      "))
    return [*lines, Line("")]


def _wrapped(line: Line, columns: int) -> list[str]:
    """A line in at most so many rows of at most so many columns; long words are broken."""
    room = max(columns, 20)
    deep = line.rest if len(line.rest) < room // 2 else "  "
    return textwrap.wrap(
        line.text, room, initial_indent=line.first, subsequent_indent=deep, drop_whitespace=True,
        break_long_words=True, max_lines=line.most * max(1, COLUMNS // room), placeholder=f" {ELLIPSIS}",
    ) or [""]  # fmt: skip


def _tidy(lines: list[str]) -> list[str]:
    """Without a blank line at either end."""
    text = "\n".join(lines).strip("\n")
    return text.split("\n")
