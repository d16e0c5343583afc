"""A stage for played records: two sides, their friends, five channels, five issues, dates; players from the priors.

Nothing of it is real. It has every class of channel, issue and target that a playbook can move.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import exp, log

import numpy as np

from counterpoint.case.model import (
    Audience,
    Case,
    Channel,
    Coverage,
    Deadline,
    Envoy,
    Event,
    Issue,
    Party,
    Seat,
    Source,
    Stake,
    Tie,
)
from counterpoint.case.when import When
from counterpoint.inference.parameters import (
    DWELL,
    DWELL_SD,
    HABIT_SD,
    LEAN,
    LEAN_SD,
    RATE,
    RATE_SD,
    SIZE,
    SIZE_SD,
    TRUST,
    TRUST_SD,
)
from counterpoint.playbooks.base import PARTS
from counterpoint.playbooks.entries import WHAT
from counterpoint.playbooks.odds import Gallery, Player, State
from counterpoint.playbooks.play import EXTRA_MOVES, Side

SIDES = ("ardan", "belmar")
START = date(2021, 1, 4)
WEEKS_BETWEEN_DATES = 9
ACTS_AN_OCCASION = 1 + EXTRA_MOVES
"""Mean number of moves of a played occasion."""
_CHANNELS = (
    ("summit", "leaders", "known"), ("desk", "working", "known"), ("quiet", "intelligence", "secret"),
    ("press", "public", "public"), ("front", "field", "public"),
)  # fmt: skip


def stage(turns: int, *, turn_days: int = 7) -> Case:
    """An empty case of so many turns, every channel fully covered."""
    end = START + timedelta(days=turns * turn_days - 1)
    full = (Coverage(level="full", why="played"),)
    seats = tuple(Seat(party=p) for p in SIDES)
    return Case(
        id="stage", title="A played negotiation", purpose="illustration", start=_on(START), end=_on(end),
        turn_days=turn_days,
        parties=(
            Party(id="ardan", name="Ardan", counterpart="belmar",
                  audiences=(Audience(id="ardan-home", name="at home"),), ties=(Tie(to="friend-a", kind="client"),)),
            Party(id="belmar", name="Belmar", counterpart="ardan",
                  audiences=(Audience(id="belmar-home", name="at home"),), ties=(Tie(to="friend-b", kind="client"),)),
            Party(id="friend-a", name="Ardan's friend"), Party(id="friend-b", name="Belmar's friend"),
        ),
        envoys=tuple(Envoy(id=f"{p}-leader", name=f"leader of {p}", party=p, standing="unclear") for p in SIDES),
        channels=tuple(Channel(id=c, name=c, level=level, visibility=v, seats=seats, coverage=full)  # type: ignore[arg-type]
                       for c, level, v in _CHANNELS),
        issues=tuple(Issue(id=i, name=i, zero="Ardan's terms", one="Belmar's terms", kind=kind,  # type: ignore[arg-type]
                           stakes=(Stake(party="ardan", declared=0.0), Stake(party="belmar", declared=1.0)))
                     for i, kind in (("border", "core"), ("status", "core"), ("trade", "core"),
                                     ("visas", "technical"), ("bank", "technical"))),
        sources=(Source(id="archive", name="archive", reliability="A"),
                 Source(id="paper", name="newspaper", reliability="C", leans="ardan")),
        events=_events(end), deadlines=_deadlines(end),
    )  # fmt: skip


def _on(day: date) -> When:
    return When(day, day)


def _deadlines(end: date) -> tuple[Deadline, ...]:
    """A date on both sides every few weeks, announced three weeks before."""
    found: list[Deadline] = []
    at = START + timedelta(weeks=WEEKS_BETWEEN_DATES)
    while at <= end:
        found.append(Deadline(id=f"date-{len(found)}", name=f"date {len(found)}", date=_on(at), on=SIDES,
                              announced=_on(at - timedelta(weeks=3))))  # fmt: skip
        at += timedelta(weeks=WEEKS_BETWEEN_DATES)
    return tuple(found)


def _events(end: date) -> tuple[Event, ...]:
    found: list[Event] = []
    at = START + timedelta(weeks=5)
    while at <= end:
        side = SIDES[len(found) % 2]
        found.append(Event(id=f"event-{len(found)}", date=_on(at), name=f"event {len(found)}", favours=(side,),
                           hurts=(SIDES[1 - len(found) % 2],)))  # fmt: skip
        at += timedelta(weeks=12)
    return tuple(found)


def draw_player(
    book: Gallery, case: Case, rng: np.random.Generator, *, strength: float = 1.0, acts_a_week: float | None = None
) -> Player:
    """A player drawn from the priors; strength scales its tendencies, acts_a_week sets the rates if given."""
    nats = {p: strength * (e.mean + e.sd * rng.standard_normal(len(e.mean))) for p, e in book.parts.items()}
    habits = {p: HABIT_SD * rng.standard_normal(len(WHAT[p])) for p in PARTS if p != "amount"}
    rates = {c.id: RATE + RATE_SD * rng.standard_normal() for c in case.channels}
    if acts_a_week is not None:
        total = sum(exp(r) for r in rates.values()) * 7 * ACTS_AN_OCCASION
        rates = {c: r + log(acts_a_week / total) for c, r in rates.items()}
    size = SIZE + SIZE_SD * rng.standard_normal()
    dwell = [m + DWELL_SD * rng.standard_normal() for m in DWELL]
    return Player(nats, habits, rates, size, (dwell[0], dwell[1]))


def draw_side(player: Player, case: Case, party: str, states: tuple[State, ...], rng: np.random.Generator) -> Side:
    """A side of a record: the player in given states, its sources' trust and lean drawn from their priors."""
    honest, lean = {}, {}
    for s in case.sources:
        honest[s.id] = float(1 / (1 + np.exp(-(TRUST[s.reliability] + TRUST_SD * rng.standard_normal()))))
        sign = 0.0 if s.leans is None else (LEAN if s.leans == party else -LEAN)
        lean[s.id] = sign + LEAN_SD * rng.standard_normal()
    return Side(player, states, honest, lean)


def draw_states(prior_aims: np.ndarray, prior_techniques: np.ndarray, player: Player, turns: int, days: int,
                rng: np.random.Generator) -> tuple[State, ...]:  # fmt: skip
    """A path of the sticky chain."""
    stay = np.exp(-days / np.exp(player.dwell))
    aim = int(rng.choice(len(prior_aims), p=prior_aims))
    on = [bool(rng.random() < p) for p in prior_techniques]
    path = []
    for t in range(turns):
        if t:
            if rng.random() > stay[0]:
                aim = int(rng.choice(len(prior_aims), p=prior_aims))
            on = [
                o if rng.random() < stay[1] else bool(rng.random() < p)
                for o, p in zip(on, prior_techniques, strict=True)
            ]
        path.append(State(aim, (on[0], on[1], on[2])))
    return tuple(path)


def thin_coverage(case: Case, unseen: str) -> Case:
    """The case as somebody sees it who does not know of one channel: its acts and the channel are gone."""
    return replace(
        case,
        channels=tuple(c for c in case.channels if c.id != unseen),
        acts=tuple(a for a in case.acts if a.channel != unseen),
    )
