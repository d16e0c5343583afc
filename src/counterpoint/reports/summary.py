"""The assessment in a screenful of plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
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


def summary_lines(assessment: Mapping[str, Any], record: Record | None = None) -> list[str]:
    """Plain lines of at most 100 columns: per party verdict, evidence, rival and what to watch for; channels.

    With the record of the case, acts are described; without, they are named by id.
    """
    lines = [*_wrap(plain(assessment.get("marking") or ""), ""), *head_lines(assessment), ""]
    for party, entry in parties(assessment):
        lines += [*party_lines(party, entry, record), ""]
    lines += channel_lines(assessment)
    if assessment.get("purpose") == "illustration":
        lines += _wrap("This case is an illustration, never validation.", "")
    return _tidy(lines)


def head_lines(assessment: Mapping[str, Any]) -> list[str]:
    """What was assessed, as of when, through whose eyes."""
    title = plain(assessment.get("title") or assessment.get("case") or "")
    parts = [f"as of {iso_words(assessment['as_of'])}"] if assessment.get("as_of") else []
    if assessment.get("eyes"):
        parts.append(f"eyes: {plain(assessment['eyes'])}")
    return _wrap(f"{title} ({', '.join(parts)})" if parts else title, "")


def parties(assessment: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """Party ids with their part of the assessment."""
    found = assessment.get("parties")
    return [(str(k), v) for k, v in found.items() if isinstance(v, Mapping)] if isinstance(found, Mapping) else []


def party_lines(party: str, entry: Mapping[str, Any], record: Record | None = None) -> list[str]:
    """One party: verdict, probability, reason, evidence, rival reading, what to watch for."""
    key = str(entry.get("verdict") or "undetermined")
    lines = _wrap(sentence(verdict_sentence(party, entry)), "")
    lines += _wrap(f"verdict   {VERDICT_NAMES.get(key, words(key))}; {readings(entry)}", "  ", "            ")
    reason = sentence(entry.get("reason") or "")
    if reason and reason.rstrip(".").lower() not in lines_text(lines).lower():
        lines += _wrap(f"reason    {reason}", "  ", "            ")
    if reason.startswith(FEW):
        lines += _wrap(f"moves     {MOVE}", "  ", "            ")
    for label, row in zip(["evidence"] + [""] * TOP, evidence(entry, record), strict=False):
        lines += _wrap(f"{label:<10}{row['decibans']:>5}  {row['act']}", "  ", "                   ", lines=2)
    rival = entry.get("rival")
    if isinstance(rival, Mapping) and rival:
        lines += _wrap(f"rival     {sentence(rival_name(rival))}", "  ", "            ")
    for label, row in zip(["watch"] + [""] * TOP, watch(entry), strict=False):
        lines += _wrap(
            f"{label:<10}{row['decibans']:>5}  {row['kind']}: {row['what']}", "  ", "                   ", lines=3
        )
    return lines


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


def lines_text(lines: list[str]) -> str:
    """Lines run together, to see what has been said already."""
    return " ".join(line.strip() for line in lines)


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


def channels(assessment: Mapping[str, Any]) -> list[dict[str, str]]:
    """What each channel is for, party by party: channel, acts, roles."""
    found = assessment.get("channels")
    rows = []
    for channel, part in found.items() if isinstance(found, Mapping) else ():
        roles = part.get("role") if isinstance(part, Mapping) else None
        said = []
        for party, role in roles.items() if isinstance(roles, Mapping) else ():
            name = ROLE_NAMES.get(str(role.get("role")), words(role.get("role") or ""))
            said.append(f"{plain(party)} {name} ({percent(role.get('p'))})")
        rows.append({"channel": plain(channel), "acts": str(part.get("n_acts", "–")), "role": "; ".join(said) or "–"})
    return rows


def channel_lines(assessment: Mapping[str, Any]) -> list[str]:
    """Channels with their roles, one or two lines each."""
    rows = channels(assessment)
    if not rows:
        return []
    lines = ["Channels"]
    for row in rows:
        lines += _wrap(f"{row['channel']} ({row['acts']} acts): {row['role']}", "  ", "      ")
    return [*lines, ""]


def _wrap(text: str, first: str, rest: str | None = None, *, lines: int = 6) -> list[str]:
    """Text in at most so many lines of at most COLUMNS; long words are broken."""
    indent = first if rest is None else rest
    return textwrap.wrap(
        text, COLUMNS, initial_indent=first, subsequent_indent=indent, drop_whitespace=True,
        break_long_words=True, max_lines=lines, placeholder=f" {ELLIPSIS}",
    )  # fmt: skip


def _tidy(lines: list[str]) -> list[str]:
    """Without a blank line at either end."""
    text = "\n".join(lines).strip("\n")
    return text.split("\n")
