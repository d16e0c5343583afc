"""Robustness that users will test: courtesies, splitting, repetition, renaming.

Rule     each function plays a record, changes it in a way that should not matter, and returns how far the odds of bad
         to good faith moved, in decibans.
Status   exact given the seed
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

from counterpoint.case.model import Act, Case, KindName
from counterpoint.case.vocabulary import CORDIAL
from counterpoint.case.when import When
from counterpoint.evaluation.stage import SIDES, START, draw_player, draw_side, stage
from counterpoint.inference.assess import infer_party
from counterpoint.inference.posterior import Posterior, decibans
from counterpoint.inference.prior import read_prior
from counterpoint.playbooks import PLAYBOOKS, odds as odds_of_acts
from counterpoint.playbooks.base import Tendency
from counterpoint.playbooks.odds import State, gallery
from counterpoint.playbooks.play import play
from counterpoint.record.record import make_record

Id = TypeVar("Id", str, str | None)
TURNS, ACTS = 40, 60
TALKS = ("summit", "desk", "quiet", "press", "front")


def played(seed: int, *, aim: int | None = None, acts: int = ACTS) -> Case:
    """A record in which both sides play random aims, the first a given one."""
    rng = np.random.default_rng([seed, 5])
    book, case = gallery(), stage(TURNS)
    sides = {}
    for i, party in enumerate(SIDES):
        player = draw_player(book, case, rng, acts_a_week=acts / TURNS)
        own = aim if i == 0 and aim is not None else int(rng.integers(6))
        sides[party] = draw_side(player, case, party, (State(own),) * TURNS, rng)
    return play(case, sides, book, (seed, 5))


def odds(case: Case, *, seed: int = 0, particles: int = 128, party: str = SIDES[0]) -> tuple[float, Posterior]:
    """Odds of bad : good faith of one side in decibans, and its posterior."""
    other = next(p for p in SIDES if p != party)
    posterior = infer_party(make_record(case), party, other, read_prior(), (seed, 0), particles)
    return decibans(posterior.groups().mean(axis=0)), posterior


def courteous(seed: int) -> Case:
    """A record in which one side does nothing but 60 courtesies, of a random mix, tempo and choice of channels."""
    rng = np.random.default_rng([seed, 6])
    base = played(seed)
    theirs = tuple(a for a in base.acts if a.actor != SIDES[0])
    ids = {a.id for a in theirs}
    theirs = tuple(replace(a, keeps=tuple(i for i in a.keeps if i in ids), breaks=(), replaces=()) for a in theirs)
    kinds: list[KindName] = sorted(CORDIAL)  # type: ignore[arg-type]
    mix = rng.dirichlet(np.full(len(CORDIAL), 0.5))
    places = rng.dirichlet(np.full(len(TALKS), 0.5))
    tempo = rng.dirichlet(np.full(8, 0.7))
    acts = []
    for i in range(ACTS):
        eighth = int(rng.choice(8, p=tempo))
        when = START + timedelta(days=int(TURNS * 7 * (eighth + rng.random()) / 8))
        issue = None if rng.random() < 0.4 else base.issues[int(rng.integers(len(base.issues)))].id
        acts.append(
            Act(id=f"c{i}", date=_on(when), actor=SIDES[0], kind=kinds[int(rng.choice(len(kinds), p=mix))],
                source=base.sources[int(rng.integers(2))].id, target=SIDES[1], issue=issue,
                channel=TALKS[int(rng.choice(len(TALKS), p=places))])
        )  # fmt: skip
    everything = sorted((*theirs, *acts), key=lambda a: a.date.first)
    # what is not declared covered says nothing by silence: here the courtesies alone are to speak
    channels = tuple(replace(c, coverage=()) for c in base.channels)
    return replace(base, channels=channels, acts=tuple(everything))


@contextmanager
def tilted_praise(nats: float = 0.5) -> Iterator[None]:
    """A planted defect: within, stall makes praise likelier, as if the gallery mistook courtesy for guile."""
    sound = PLAYBOOKS
    planted = tuple(
        replace(b, tendencies=(*b.tendencies, Tendency("kind", "always", "praise", nats))) if b.name == "stall" else b
        for b in sound
    )
    odds_of_acts.PLAYBOOKS = planted  # type: ignore[attr-defined]
    try:
        yield
    finally:
        odds_of_acts.PLAYBOOKS = sound  # type: ignore[attr-defined]


def _on(day: date) -> When:
    return When(day, day)


def split(case: Case, act_id: str, into: int = 10) -> Case:
    """The case with one act split into several rows of its occasion."""
    rows: list[Act] = []
    for act in case.acts:
        if act.id != act_id:
            rows.append(act)
            continue
        occasion = act.occasion or f"split-{act.id}"
        for i in range(into):
            first = i == 0
            rows.append(replace(act, id=act.id if first else f"{act.id}-{i}", occasion=occasion, note=f"part {i + 1}",
                                keeps=act.keeps if first else (), breaks=act.breaks if first else ()))  # fmt: skip
    return replace(case, acts=tuple(rows))


def repeated(case: Case, times: int = 3) -> Case:
    """The case with every report of its second source made several times over."""
    source = case.sources[1].id
    rows = []
    for act in case.acts:
        rows.append(act)
        if act.source == source:
            rows += [replace(act, id=f"{act.id}-again{i}", keeps=(), breaks=(), replaces=()) for i in range(times - 1)]
    return replace(case, acts=tuple(rows))


def renamed(case: Case) -> Case:
    """The case with the names of its two sides exchanged throughout, and nothing else."""
    swap = {SIDES[0]: SIDES[1], SIDES[1]: SIDES[0]}

    def name(i: Id) -> Id:
        return swap.get(i, i) if i else i

    def names(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name(i) for i in ids)

    return replace(
        case,
        parties=tuple(replace(p, id=name(p.id), counterpart=name(p.counterpart)) for p in case.parties),
        envoys=tuple(replace(e, party=name(e.party)) for e in case.envoys),
        channels=tuple(
            replace(c, seats=tuple(replace(s, party=name(s.party)) for s in c.seats)) for c in case.channels
        ),
        issues=tuple(replace(i, stakes=tuple(replace(s, party=name(s.party)) for s in i.stakes)) for i in case.issues),
        sources=tuple(replace(s, leans=name(s.leans)) for s in case.sources),
        events=tuple(replace(e, favours=names(e.favours), hurts=names(e.hurts)) for e in case.events),
        deadlines=tuple(replace(d, on=names(d.on)) for d in case.deadlines),
        acts=tuple(replace(a, actor=name(a.actor), target=name(a.target)) for a in case.acts),
    )
