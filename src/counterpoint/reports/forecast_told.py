"""Told runs as timelines: each act with its sign, who, to whom, where, and what moved it; outside events between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from counterpoint.case.vocabulary import DEED, KIND, PROCESS
from counterpoint.reports.drawing import OUTLINES
from counterpoint.reports.forecast_words import MARKS, STANDS_FOR, meaning, moved, plays
from counterpoint.reports.palette import INK, tone_colour, tone_outline
from counterpoint.reports.words import iso_words, words

_SHAPES: Final = {PROCESS: "diamond", DEED: "triangle-up"}


@dataclass(frozen=True, slots=True)
class Moment:
    """One act, or what came from outside: its sign, day, who to whom, what, where and on what, and what moved it."""

    sign: Markup
    date: str
    who: str
    what: str
    where: str
    mark: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One run: what it stands for, its number, how it ends, who plays what, its gravest acts, how many of how many."""

    title: str
    folder: str
    number: int
    end: str
    plays: tuple[str, ...]
    moments: tuple[Moment, ...]
    shown: int
    acts: int


def told(document: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Told, ...]:
    """The runs that are told."""
    return tuple(_told(story, names) for story in document["stories"])


def titles(story: Mapping[str, Any]) -> str:
    """What a run stands for: The most typical run; the nearest to a settlement, without one."""
    said = [STANDS_FOR.get(name, words(name)) for name in story["stands_for"]]
    return "; ".join([said[0], *(s[0].lower() + s[1:] for s in said[1:])])


def ending(story: Mapping[str, Any], names: Mapping[str, str], *, short: bool = False) -> str:
    """How a run ends: disengagement of Russia, 4 Sep 2025 (one side steps aside)."""
    who = f" of {names.get(story['who'], words(story['who']))}" if story["who"] else ""
    name = str(story["ending"])
    said = f"{words(name)}{who}, {iso_words(story['ends'])}"
    return said if short else f"{said} ({meaning(name)})"


def _told(story: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    who = tuple(f"{names.get(p, words(p))} plays {plays(books)}" for p, books in story["plays"].items())
    rows = [(e["date"], _outside(e, names)) for e in story.get("events", ())]
    rows += [(act["date"], _moment(act, names)) for act in story["acts"]]
    moments = tuple(moment for _, moment in sorted(rows, key=lambda row: str(row[0])))
    return Told(
        titles(story), str(story["stands_for"][0]), story["run"], ending(story, names), who, moments,
        len(story["acts"]), story["acts_in_all"],
    )  # fmt: skip


def _outside(event: Mapping[str, Any], names: Mapping[str, str]) -> Moment:
    """An outside event, told between the acts."""
    return Moment(
        _drawn("square", "none", INK, 1.2), iso_words(event["date"]), "Outside", outside(event, names), "", "", ()
    )


def outside(event: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What came from outside, and whom it favoured: An outside event of this run, for Ardan, against Belmar."""
    sides = [f"{word} {names.get(p, words(p))}" for word, key in (("for", "favours"), ("against", "hurts"))
             for p in event[key]]  # fmt: skip
    return ", ".join([str(event["name"]), *sides])


def _moment(act: Mapping[str, Any], names: Mapping[str, str]) -> Moment:
    return Moment(
        sign(str(act["kind"])), iso_words(act["date"]), who(act, names), words(act["kind"]), where(act, names),
        MARKS.get(act["mark"], act["mark"] or ""), tuple(moved(act)),
    )  # fmt: skip


def who(act: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Who acts, and towards whom."""
    target = f" → {names.get(act['target'], words(act['target']))}" if act["target"] else ""
    return f"{names.get(act['actor'], words(act['actor']))}{target}"


def where(act: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """On which channel, on which issue and at which position."""
    parts = [names.get(act["channel"], words(act["channel"]))] if act["channel"] else []
    if act["issue"]:
        at = f" at {act['position']:.2f}" if act["position"] is not None else ""
        parts.append(f"on {names.get(act['issue'], words(act['issue']))}{at}")
    return ", ".join(parts)


def sign(kind: str) -> Markup:
    """The note of a kind of act, as on the score: by class a circle, diamond or triangle, coloured by its tone."""
    found = KIND.get(kind)
    tone, shape = (found.tone, _SHAPES.get(found.group, "circle")) if found else (0.0, "circle")
    return _drawn(shape, tone_colour(tone), *tone_outline(tone))


def _drawn(shape: str, fill: str, stroke: str, wide: float) -> Markup:
    """A note in a line of text."""
    return Markup(
        f'<svg class="note" width="16" height="16" aria-hidden="true">'
        f'<path d="{OUTLINES[shape](8, 8, 5)}" fill="{fill}" stroke="{stroke}" stroke-width="{wide:g}"/></svg>'
    )
