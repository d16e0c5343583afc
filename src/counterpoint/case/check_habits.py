"""Warnings of slips that the format allows: what is written may be meant so, but most often it is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from counterpoint.case.draft import Draft, Placed
from counterpoint.case.model import Act, Channel
from counterpoint.case.names import quoted
from counterpoint.case.problem import Problem
from counterpoint.case.vocabulary import KIND, STATING, WORD

MOST_OCCASIONS = 5_000
"""Above so many different occasions only case and spaces are compared, not letters."""
FLOATING: Final = "probe"
"""The kind whose position is floated and not owned: kept, drawn nowhere and measured nowhere."""
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
"""Words long enough to be taken for the same with one letter changed: round A is not round B, nor day 1 day 2."""


@dataclass(frozen=True, slots=True)
class _Who:
    """Whose side everybody is on, whose audiences there are, the channels, and the acts whose actor is known."""

    sides: Mapping[str, str]
    audiences: Mapping[str, str]
    channels: Mapping[str, Channel]
    acts: Mapping[str, Act]


def check_habits(draft: Draft) -> Iterator[Problem]:
    """Acts aimed at or answering their own side, words on no channel, positions that state none, twin occasions."""
    acts: tuple[Placed[Act], ...] = draft.every("acts")
    who = _Who(
        {p.thing.id: p.thing.id for p in draft.each("parties")}
        | {e.thing.id: e.thing.party for e in draft.each("envoys")},
        {a.id: p.thing.id for p in draft.each("parties") for a in p.thing.audiences},
        {c.thing.id: c.thing for c in draft.each("channels")},
        {placed.thing.id: placed.thing for placed in reversed(acts) if "actor" not in placed.bad},
    )
    somewhere = any(placed.thing.channel for placed in acts)
    for placed in acts:
        if "actor" not in placed.bad and placed.thing.actor in who.sides:
            yield from _own_target(placed, who)
            yield from _own_answers(placed, who)
        if placed.bad.isdisjoint({"kind", "channel"}):
            yield from _placeless(placed, somewhere=somewhere)
        if placed.bad.isdisjoint({"kind", "position", "issue"}):
            yield from _not_stated(placed)
    yield from _twins(acts)


def _own_target(placed: Placed[Act], who: _Who) -> Iterator[Problem]:
    """An act aimed at its own side; right where it is said at home, or before an audience of one's own."""
    act, side = placed.thing, who.sides[placed.thing.actor]
    if act.target is None or act.target == act.actor or who.sides.get(act.target) != side:
        return
    channel = who.channels.get(act.channel or "")
    if (channel and channel.level == "internal") or any(who.audiences.get(name) == side for name in act.audience):
        return
    expected = "another side as target, or a channel of level internal"
    got = f"{quoted(act.target)}, of the actor's own side ({side})"
    yield placed.place.problem("target", expected, got, "the party that the act bears on", severity="warning")


def _own_answers(placed: Placed[Act], who: _Who) -> Iterator[Problem]:
    """An answer to an act of one's own side."""
    act, side = placed.thing, who.sides[placed.thing.actor]
    for name in act.answers:
        answered = who.acts.get(name)
        if answered is not None and name != act.id and who.sides.get(answered.actor) == side:
            got = f"{quoted(name)}, an act of {answered.actor} ({side})"
            hint = "keeps, breaks, replaces, contradicts or disowns"
            yield placed.place.problem("answers", "an act of another side", got, hint, severity="warning")


def _placeless(placed: Placed[Act], *, somewhere: bool) -> Iterator[Problem]:
    """Words on no channel, in a case that has channels: they count as said in public."""
    act = placed.thing
    if somewhere and act.channel is None and KIND[act.kind].group == WORD:
        expected = f"a channel for a {act.kind} (without one it counts as public)"
        yield placed.place.problem("channel", expected, "none", "the channel it was said on", severity="warning")


def _not_stated(placed: Placed[Act]) -> Iterator[Problem]:
    """A position on a kind of act that states none of the actor's own. On a probe it is the one that is floated."""
    act = placed.thing
    if act.issue is not None and act.position is not None and act.kind not in STATING | {FLOATING}:
        expected = f"none on a {act.kind}, which states no position of the actor's own"
        hint = "leaving it blank, or another kind"
        yield placed.place.problem("position", expected, f"{act.position:g}", hint, severity="warning")


def _twins(acts: Iterable[Placed[Act]]) -> Iterator[Problem]:
    """Occasions that differ only by case, spaces or one letter: acts of one would be counted as of two."""
    first: dict[str, Placed[Act]] = {}
    for placed in acts:
        if placed.thing.occasion:
            first.setdefault(placed.thing.occasion, placed)
    groups: dict[str, list[str]] = {}
    for name in first:
        for key in _keys(name, letters=len(first) <= MOST_OCCASIONS):
            groups.setdefault(key, []).append(name)
    earlier: dict[str, str] = {}
    for names in groups.values():
        for one, two in pairwise(names):
            earlier.setdefault(two, one)
    for name, other in earlier.items():
        got = f"{quoted(name)}, while line {first[other].place.line} has {quoted(other)}"
        place = first[name].place
        yield place.problem("occasion", "one spelling for one occasion", got, other, severity="warning")


def _keys(name: str, *, letters: bool) -> set[str]:
    """An occasion without case and spaces, and each form of it that lacks one letter of a long word."""
    plain = " ".join(name.casefold().split())
    found = {plain, plain.replace(" ", "")}
    if letters:
        places = (at for word in _WORD.finditer(plain) for at in range(word.start(), word.end()))
        found |= {plain[:at] + plain[at + 1 :] for at in places}
    return found
