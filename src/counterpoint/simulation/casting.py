"""How everybody plays, as arrays: from the cast that `assess` writes, or from a short form by hand.

Rule     a party's draws are those of its posterior. On channels whose silence could be heard the rate is the
         posterior's, elsewhere it is counted from the record: occasions + 1/2 over days open + 10, drawn from a gamma.
Status   as the assessment; rates of channels not fully covered are light
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from counterpoint.case.model import Channel
from counterpoint.case.vocabulary import DEEDS, PROMISES
from counterpoint.playbooks import AIMS, TECHNIQUES
from counterpoint.playbooks.base import CHANNEL_CLASSES, ISSUE_CLASSES
from counterpoint.playbooks.classes import channel_class
from counterpoint.playbooks.entries import KIND_ORDER, MOOD_SD, MOODS, VALENCE, Entries
from counterpoint.playbooks.odds import Gallery, gallery
from counterpoint.record.record import NEVER, Record
from counterpoint.simulation.arrays import Cast, Floats, Ints
from counterpoint.simulation.by_hand import default_prior
from counterpoint.simulation.choosing import BOOKS
from counterpoint.simulation.framing import Cut
from counterpoint.simulation.own import with_own
from counterpoint.simulation.rules import Rules

SEEN, OPEN = 0.5, 10.0
"""Occasions and days that are added to what was counted on a channel."""
CONDUCT = np.array([k in DEEDS and k not in PROMISES for k in KIND_ORDER], dtype=float)
"""What there is on a tacit channel: deeds, and none that promise."""


def make_cast(document: Mapping[str, Any], cut: Cut, rules: Rules) -> Cast:
    """The cast of a cast document for a cut record. KeyError, ValueError where it does not fit."""
    book = gallery(leave_out=cut.record.case.id)
    sides = [document["parties"][p] for p in cut.parties]
    draws = min(len(side["aim"]) for side in sides)
    days = float(cut.record.case.turn_days)
    values = [
        {name: np.asarray(block, dtype=float)[:draws] for name, block in side["values"].items()} for side in sides
    ]
    sized = [np.exp(v["size"][:, 0]) for v in values]
    rates = [_rates(cut, p, sides[p]["channels"], v) * days for p, v in enumerate(values)]
    stay = [np.exp(-days / np.exp(v["dwell"])) for v in values]
    states = [_states(side, draws) for side in sides]
    kinds = [_kinds(cut, p, book, v, rules) for p, v in enumerate(values)]
    issues, targets = [_issues(cut, book, v) for v in values], [_targets(cut, p, book, v) for p, v in enumerate(values)]
    quiet = [np.exp(-size[:, None] * np.log1p(rate / size[:, None])) for rate, size in zip(rates, sized, strict=True)]
    habits = [
        np.concatenate([k.reshape(draws, len(cut.channels), -1), i, t, r[:, :, None], q[:, :, None]], axis=2)
        for k, i, t, r, q in zip(kinds, issues, targets, rates, quiet, strict=True)
    ]
    ways = [np.column_stack([size, on, state]) for size, on, state in zip(sized, stay, states, strict=True)]
    parts, nats = with_own(sides, values)
    return Cast(
        nats=np.ascontiguousarray(np.stack(nats, axis=1)),
        entries=np.concatenate([np.stack([e.feature, e.what, e.klass], axis=1) for e in parts.values()]),
        starts=_starts(parts),
        habits=np.ascontiguousarray(np.stack(habits, axis=1)),
        ways=np.ascontiguousarray(np.stack(ways, axis=1)),
        renew=_prior(document),
    )  # fmt: skip


def _starts(parts: Mapping[str, Entries]) -> Ints:
    """Where each playbook's tendencies begin, and the last ends, by part (4, 12), in all parts' one row."""
    rows, at = [], 0
    for e in parts.values():
        rows.append(at + np.searchsorted(e.book, np.arange(BOOKS + 1)))
        at += len(e.book)
    return np.array(rows, dtype=np.int64)


def _classes(channels: tuple[Channel, ...]) -> list[int]:
    return [CHANNEL_CLASSES.index(channel_class(c)) for c in channels]


def _kinds(cut: Cut, p: int, book: Gallery, values: dict[str, Floats], rules: Rules) -> Floats:
    """Habits of kinds by channel and mood (D, C, 3, 26); an envoy's stance colours his channel."""
    base = book.base["kind"][_classes(cut.channels)]
    stance = np.array([_stance(cut, p, c) for c in range(len(cut.channels))])
    colour = np.array(MOODS)[None, :, None] * MOOD_SD + rules.eager * stance[:, None, None]
    habit = np.exp(values["habit_kind"])
    weight: Floats = habit[:, None, None, :] * base[None, :, None, :] * np.exp(colour * VALENCE)[None]
    weight[:, [c.visibility == "tacit" for c in cut.channels]] *= CONDUCT
    weight /= weight.sum(axis=3, keepdims=True)
    return weight


def _stance(cut: Cut, p: int, c: int) -> float:
    """The mean stance of who sits for a party on a channel, from hawk -2 to dove 2."""
    envoys = [cut.record.envoys[s.envoy] for s in cut.seats[p, c] if s.envoy in cut.record.envoys]
    known = [e.stance for e in envoys if e.stance is not None]
    return sum(known) / len(known) if known else 0.0


def _issues(cut: Cut, book: Gallery, values: dict[str, Floats]) -> Floats:
    """Habits of classes of issue by channel (D, C, 4), 0 for a class of which there is none."""
    kinds = {i.kind for i in cut.issues}
    can = np.array(
        [{"linked": len(cut.issues) > 1, "none": True}.get(k, k in kinds) for k in ISSUE_CLASSES], dtype=float
    )
    weight: Floats = (
        np.exp(values["habit_issue"])[:, None, :] * (book.base["issue"][_classes(cut.channels)] * can)[None]
    )
    weight /= weight.sum(axis=2, keepdims=True)
    return weight


def _targets(cut: Cut, p: int, book: Gallery, values: dict[str, Floats]) -> Floats:
    """Habits of classes of target by channel (D, C, 5), 0 for a class of which there is none."""
    can = np.array([[t is not None for t in cut.targets[p, c]] for c in range(len(cut.channels))], dtype=float)
    base = book.base["target"][_classes(cut.channels)] * can
    weight: Floats = np.exp(values["habit_target"])[:, None, :] * base[None]
    weight /= weight.sum(axis=2, keepdims=True)
    return weight


def _rates(cut: Cut, p: int, covered: list[str], values: dict[str, Floats]) -> Floats:
    """Occasions a day by draw and channel (D, C)."""
    draws = len(values["size"])
    out = np.zeros((draws, len(cut.channels)))
    rng = np.random.default_rng([p, 77])
    for c, channel in enumerate(cut.channels):
        seen, days = counted(cut.record, cut.parties[p], channel)
        drawn = rng.gamma(seen + SEEN, 1 / (days + OPEN), size=draws)
        fitted = channel.id in covered
        out[:, c] = np.exp(values["rate"][:, covered.index(channel.id)]) if fitted else drawn
    return out


def counted(record: Record, party: str, channel: Channel) -> tuple[int, int]:
    """Occasions of a party on a channel, and the days that it was open; an act without channel goes by its kind."""
    seen = {a.occasion or a.id for a in record.acts_by.get(party, ()) if _on(record, a.channel, a.kind) == channel.id}
    opened = max(record.start, channel.opened.first.toordinal() if channel.opened else 0)
    closed = min(record.as_of, channel.closed.last.toordinal() if channel.closed else NEVER)
    return len(seen), max(closed - opened + 1, 1)


def _on(record: Record, channel: str | None, kind: str) -> str | None:
    """The channel an act stands on; one without goes to the first public one, a deed to the field."""
    if channel is not None:
        return channel
    level = "field" if kind in DEEDS else "public"
    return next((c.id for c in record.case.channels if c.level == level), None)


def _states(side: Mapping[str, Any], draws: int) -> Ints:
    """Numbers of the states (D,): 8 * aim + techniques."""
    names = [t.name for t in TECHNIQUES]
    bits = [sum(1 << names.index(t) for t in on) for on in side["techniques"][:draws]]
    aims = [a.name for a in AIMS]
    return np.array([8 * aims.index(a) + b for a, b in zip(side["aim"][:draws], bits, strict=True)], dtype=np.int64)


def _prior(document: Mapping[str, Any]) -> Floats:
    """From what a party's course is drawn anew (10,): aims, then techniques."""
    prior = document.get("prior") or default_prior()
    return np.array([*(prior["aims"][a.name] for a in AIMS), *(prior["techniques"][t.name] for t in TECHNIQUES)])
