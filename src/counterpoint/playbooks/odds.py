"""The odds of a party's next act, written once: `play` samples from them, `score` adds up their logs.

Rule     p(what) is proportional to habit * exp(sum of tendencies of the playbooks that are on). Kinds come in two
         nests, the façade (CORDIAL) and the rest: a playbook moves odds within a nest and never the share of a nest,
         so that courtesies, however many, cannot carry a verdict. For the same reason an aim moves issues and targets
         only of substantive acts. How much passes on a channel is an over-dispersed count.
Unit     probabilities; occasions a day
Source   design; nested logit after McFadden 1978 [memory]
Status   exact: compared with the compiled kernel and with brute force in tests/inference
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.vocabulary import KIND_NAMES
from counterpoint.playbooks import AIMS, PLAYBOOKS, TECHNIQUES
from counterpoint.playbooks.base import CHANNEL_CLASSES, PARTS
from counterpoint.playbooks.baseline import shares
from counterpoint.playbooks.entries import (
    KIND_ORDER,
    MOOD_SD,
    MOODS,
    N_CORDIAL,
    VALENCE,
    WHAT,
    Entries,
    entries,
)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class State:
    """What a party plays: an aim (index) and which techniques are on."""

    aim: int
    techniques: tuple[bool, bool, bool] = (False, False, False)

    @property
    def number(self) -> int:
        """Place in the 56 states: 8 * aim + bits of the techniques."""
        return 8 * self.aim + sum(on << b for b, on in enumerate(self.techniques))

    def books(self) -> frozenset[int]:
        """The playbooks that are on, as indices."""
        return frozenset({self.aim} | {len(AIMS) + b for b, on in enumerate(self.techniques) if on})


def state_of(number: int) -> State:
    """The state with a number from 0 to 55."""
    return State(number // 8, tuple(bool(number >> b & 1) for b in range(len(TECHNIQUES))))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Player:
    """How strongly a party follows its playbooks, and its habits: values of what inference draws.

    nats: part -> (E,); habits: part -> (what,) nats; rates: channel -> log occasions a day; size: log size of the
    over-dispersed count; dwell: log days that an aim and a technique last.
    """

    nats: dict[str, Floats]
    habits: dict[str, Floats]
    rates: dict[str, float] = field(default_factory=dict)
    size: float = 0.4
    dwell: tuple[float, float] = (5.6, 5.2)


@dataclass(frozen=True)
class Gallery:
    """The tendencies by part and the baselines that players depart from: everything the odds are made of."""

    parts: dict[str, Entries]
    base: dict[str, Floats]


def gallery(leave_out: str | None = None) -> Gallery:
    """The gallery as it stands; leave_out names a case whose counts stay out of the baselines."""
    order = [KIND_NAMES.index(k) for k in KIND_ORDER]
    base = {part: shares(part, leave_out=leave_out) for part in ("kind", "issue", "target")}
    return Gallery({part: entries(part, PLAYBOOKS) for part in PARTS}, base | {"kind": base["kind"][:, order]})


def tilt(book: Gallery, player: Player, part: str, x: Floats, place: str, books: Iterable[int]) -> Floats:
    """Sum of the tendencies that are on, for each of what a part chooses among: (what,) nats."""
    e = book.parts[part]
    on = np.zeros(len(AIMS) + len(TECHNIQUES), dtype=bool)
    on[list(books)] = True
    active = on[e.book] & (e.klass >> CHANNEL_CLASSES.index(place) & 1).astype(bool)
    pull = np.where(active, player.nats[part] * x[e.feature], 0.0)
    out: Floats = np.bincount(e.what, weights=pull, minlength=len(WHAT[part])).astype(np.float64)
    return out


def kind_odds(  # noqa: PLR0913 - all that a choice hangs on
    book: Gallery,
    player: Player,
    x: Floats,
    place: str,
    state: State | None,
    *,
    mood: int = 1,
    lean: float = 0.0,
    gone: Iterable[int] = (),
) -> Floats:
    """Probability of every kind in KIND_ORDER: (26,). state None: habit alone. mood 0, 1, 2; lean of source [nats].

    gone are the kinds that the occasion has had: a kind counts once on an occasion.
    """
    colour = player.habits["kind"] + (MOODS[mood] * MOOD_SD + lean) * VALENCE
    weights = book.base["kind"][CHANNEL_CLASSES.index(place)] * np.exp(colour)
    weights[list(gone)] = 0.0
    if state is not None:
        tilted = weights * np.exp(tilt(book, player, "kind", x, place, state.books()))
        for nest in (slice(0, N_CORDIAL), slice(N_CORDIAL, None)):
            tilted[nest] *= weights[nest].sum() / (tilted[nest].sum() or 1.0)
        weights = tilted
    odds: Floats = weights / weights.sum()
    return odds


def class_odds(
    book: Gallery, player: Player, part: str, frame: Floats, place: str, state: State | None, *, cordial: bool
) -> Floats:
    """Probability of every class of issue or target: (4,) or (5,)."""
    weights = book.base[part][CHANNEL_CLASSES.index(place)] * np.exp(player.habits[part])
    if state is not None:
        books = {b for b in state.books() if b >= len(AIMS) or not cordial}
        weights = weights * np.exp(tilt(book, player, part, frame, place, books))
    odds: Floats = weights / weights.sum()
    return odds


def mean_count(
    book: Gallery, player: Player, channel: str, x: Floats, place: str, state: State | None, *, days: float
) -> float:
    """Expected number of occasions on a channel in so many days."""
    extra = float(tilt(book, player, "amount", x, place, state.books())[0]) if state is not None else 0.0
    return exp(player.rates[channel] + extra) * days


@dataclass(frozen=True)
class Choice:
    """One scored choice: the situation on its issue (x) and on any issue (frame), kind of channel, what was chosen.

    gone are the kinds of earlier choices of the same occasion.
    """

    x: Floats
    frame: Floats
    place: str
    kind: int
    issue: int
    target: int
    gone: tuple[int, ...] = ()


def score(book: Gallery, player: Player, choices: Iterable[Choice], state: State | None, *, mood: int = 1) -> float:
    """Log-probability [nats] of the choices, in a state that does not change."""
    total = 0.0
    for c in choices:
        cordial = c.kind < N_CORDIAL
        total += log(kind_odds(book, player, c.x, c.place, state, mood=mood, gone=c.gone)[c.kind])
        total += log(class_odds(book, player, "issue", c.frame, c.place, state, cordial=cordial)[c.issue])
        total += log(class_odds(book, player, "target", c.frame, c.place, state, cordial=cordial)[c.target])
    return total
