"""Play a negotiation: records that the model itself makes, turn by turn, from the same odds that score them.

Used to check the inference against records whose truth is known. What the model does not score (which issue of a class,
positions, what a deed keeps or breaks) is drawn by simple rules that do not depend on what anybody plays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from counterpoint.case.model import Act, Case, Channel, Source
from counterpoint.case.vocabulary import DEEDS, PROMISES
from counterpoint.case.when import When
from counterpoint.measures import positions
from counterpoint.playbooks.base import ISSUE_CLASSES, TARGET_CLASSES
from counterpoint.playbooks.classes import channel_class
from counterpoint.playbooks.entries import KIND_ORDER, N_CORDIAL
from counterpoint.playbooks.odds import Gallery, Player, State, class_odds, kind_odds, mean_count
from counterpoint.playbooks.situation import Heard, Situation, World, hear, look, make_world
from counterpoint.record.record import Record, make_record

EXTRA_MOVES = 0.5
"""Mean number of moves of an occasion beyond the first."""
KEEPS = 0.5
"""Chance that a deed or a signature keeps an open promise."""


@dataclass(frozen=True)
class Side:
    """One player of a record: how it plays, its state at every turn, how its sources are (trust, lean by source)."""

    player: Player
    states: tuple[State, ...]
    honest: Mapping[str, float]
    lean: Mapping[str, float]


@dataclass
class _Memory:
    """What the rules that are not scored need to remember of one side while a record is being played."""

    world: World
    situation: Situation
    asked: dict[str | None, str]
    owed: list[str]
    stand: dict[str, float]


def play(case: Case, sides: Mapping[str, Side], book: Gallery, seed: tuple[int, ...]) -> Case:
    """The case with acts played by two sides, from case.start to case.end; same seed, same acts.

    The case needs channels, issues of both kinds, sources, and for each side an envoy, an audience, an ally and a third
    party to aim at.
    """
    record = make_record(replace(case, acts=()))
    names = list(sides)
    memory = {p: _remember(record, p, names[1 - i]) for i, p in enumerate(names)}
    acts: list[Act] = []
    length = case.turn_days
    for turn in range(max(1, -(-(record.as_of - record.start + 1) // length))):
        first = record.start + turn * length
        drawn = []
        for i, party in enumerate(names):
            rng = np.random.default_rng([*seed, turn, i])
            drawn += [(d, i, c) for d, c in _occasions(case, memory[party], sides[party], book, turn, first, rng)]
        for now in sorted({d for d, _, _ in drawn if d <= record.as_of}):
            today: list[Act] = []
            for n, (_, i, channel) in enumerate(
                sorted((o for o in drawn if o[0] == now), key=lambda o: (o[1], o[2].id))
            ):
                rng = np.random.default_rng([*seed, turn, i, now, n])
                scene = _Scene(record, book, names[i], sides[names[i]], memory[names[i]], turn, now, channel)
                today += _occasion(scene, f"o{len(acts) + len(today)}", len(acts) + len(today), rng)
            acts += today
            for act in today:
                _tell(record, memory, act, now)
    return replace(case, acts=tuple(acts))


def _remember(record: Record, party: str, other: str) -> _Memory:
    stands = positions.start(record.case.issues)
    own = {i.id: stands.held.get((i.id, party), 0.5) for i in record.case.issues}
    return _Memory(make_world(record, party, other), Situation(stands=stands), {}, [], own)


def _tell(record: Record, memory: dict[str, _Memory], act: Act, now: int) -> None:
    """Let both sides hear an act: on every channel of a played record both sides sit."""
    heard = Heard(act, record.actor_party(act), record.target_party(act), now)
    for one in memory.values():
        one.situation = hear(one.situation, heard, one.world)


def _occasions(
    case: Case, memory: _Memory, side: Side, book: Gallery, turn: int, first: int, rng: np.random.Generator
) -> list[tuple[int, Channel]]:
    """Day and channel of every occasion of one side in a turn."""
    out = []
    size = float(np.exp(side.player.size))
    for channel in case.channels:
        x = look(memory.situation, memory.world, now=first, channel=channel, issue=None)
        mean = mean_count(
            book, side.player, channel.id, x, channel_class(channel), side.states[turn], days=case.turn_days
        )
        number = rng.negative_binomial(size, size / (size + mean))
        out += [(first + int(d), channel) for d in rng.integers(0, case.turn_days, size=number)]
    return out


@dataclass(frozen=True)
class _Scene:
    """Where an occasion takes place."""

    record: Record
    book: Gallery
    party: str
    side: Side
    memory: _Memory
    turn: int
    now: int
    channel: Channel


def _occasion(scene: _Scene, name: str, number: int, rng: np.random.Generator) -> list[Act]:
    """The moves of one occasion; an occasion of several has a mood."""
    moves = min(1 + int(rng.poisson(EXTRA_MOVES)), len(KIND_ORDER))
    mood = int(rng.choice(3, p=(0.25, 0.5, 0.25))) if moves > 1 else 1
    acts: list[Act] = []
    for _ in range(moves):
        gone = [KIND_ORDER.index(a.kind) for a in acts]
        act = _move(scene, f"p{number + len(acts)}", mood, gone, rng)
        acts.append(replace(act, occasion=name))
    return acts


def _move(scene: _Scene, name: str, mood: int, gone: list[int], rng: np.random.Generator) -> Act:
    """One move: nest, class of issue, target, kind by the odds; the rest by rule. False reports follow habit alone.

    gone are the kinds that the occasion has had.
    """
    case, world, place = scene.record.case, scene.memory.world, channel_class(scene.channel)
    source: Source = case.sources[int(rng.integers(len(case.sources)))]
    true = rng.random() < scene.side.honest[source.id]
    state = scene.side.states[scene.turn] if true else None
    mood, lean, player = mood if true else 1, scene.side.lean[source.id], scene.side.player
    frame = look(scene.memory.situation, world, now=scene.now, channel=scene.channel, issue=None)
    nests = kind_odds(scene.book, player, frame, place, None, mood=mood, lean=lean, gone=gone)
    cordial = bool(rng.random() < nests[:N_CORDIAL].sum())
    issue_class = _draw(class_odds(scene.book, player, "issue", frame, place, state, cordial=cordial), rng)
    issue, because = _issue(case, ISSUE_CLASSES[issue_class], rng)
    target_class = _draw(class_odds(scene.book, player, "target", frame, place, state, cordial=cordial), rng)
    x = look(scene.memory.situation, world, now=scene.now, channel=scene.channel, issue=issue)
    odds = kind_odds(scene.book, player, x, place, state, mood=mood, lean=lean, gone=gone)
    odds[N_CORDIAL:] *= 0.0 if cordial else 1.0
    odds[:N_CORDIAL] *= 1.0 if cordial else 0.0
    kind = KIND_ORDER[_draw(odds / odds.sum(), rng)]
    when = date.fromordinal(scene.now)
    act = Act(
        id=name, date=When(when, when), actor=scene.party, kind=kind, source=source.id,  # type: ignore[arg-type]
        target=_target(scene, TARGET_CLASSES[target_class]), channel=scene.channel.id, issue=issue, because=because,
    )  # fmt: skip
    return _complete(scene.memory, act, rng)


def _draw(odds: np.ndarray, rng: np.random.Generator) -> int:
    return int(min(np.searchsorted(np.cumsum(odds), rng.random() * odds.sum()), len(odds) - 1))


def _issue(case: Case, klass: str, rng: np.random.Generator) -> tuple[str | None, str | None]:
    """An issue of a class, and for a linked act what it hangs on."""
    if klass == "none":
        return None, None
    if klass == "linked":
        one, other = rng.choice(len(case.issues), size=2, replace=False)
        return case.issues[int(one)].id, case.issues[int(other)].id
    fitting = [i.id for i in case.issues if i.kind == klass]
    return fitting[int(rng.integers(len(fitting)))], None


def _target(scene: _Scene, klass: str) -> str:
    """Somebody of a class of target."""
    case, other = scene.record.case, scene.memory.world.other
    if klass == "counterpart":
        return other
    if klass == "person":
        return next(e.id for e in case.envoys if e.party == other)
    if klass == "audience":
        return next(a.id for p in case.parties for a in p.audiences if p.id == other)
    theirs = {t.to for p in case.parties if p.id == other for t in p.ties}
    outside = [p.id for p in case.parties if p.id not in (scene.party, other)]
    return next(p for p in outside if (p in theirs) == (klass == "ally"))


def _complete(memory: _Memory, act: Act, rng: np.random.Generator) -> Act:
    """Positions and links by rule: they set the scene for later acts and are not scored."""
    position: float | None = None
    keeps: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    if act.issue and act.kind in ("offer", "soften", "demand", "new_demand", "ultimatum"):
        other = memory.situation.stands.held.get((act.issue, memory.world.other), 0.5)
        own = memory.stand.get(act.issue, 0.5)
        step = {"soften": 0.35, "offer": 0.15, "new_demand": -0.2}.get(act.kind, 0.0) * rng.random()
        position = float(np.clip(own + step * (other - own), 0.0, 1.0))
        memory.stand[act.issue] = position
    if act.kind in ("release", "ease", "sign") and memory.owed and rng.random() < KEEPS:
        keeps = (memory.owed.pop(0),)
    if act.kind == "breach" and memory.owed:
        breaks = (memory.owed.pop(0),)
    if act.kind == "new_demand" and act.issue in memory.asked:
        replaces = (memory.asked[act.issue],)
    if act.kind in ("demand", "new_demand"):
        memory.asked[act.issue] = act.id
    if act.kind in PROMISES and act.kind not in DEEDS:
        memory.owed.append(act.id)
    return replace(act, position=position, keeps=keeps, breaks=breaks, replaces=replaces)
