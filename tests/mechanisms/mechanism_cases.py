"""Tiny cases for the mechanisms: Alda deals with Borin, who has a client, Cerra. Day 0 is 1 January 2031.

Nothing of it is real. A mechanism's file writes its acts; the channels, envoys and issues are there for all.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from counterpoint.case.bundled import find_case
from counterpoint.case.model import (
    Act,
    Audience,
    Case,
    Channel,
    Coverage,
    Deadline,
    Envoy,
    Issue,
    Party,
    Seat,
    Source,
    Stake,
    Tie,
)
from counterpoint.case.read import read_case
from counterpoint.case.when import When, parse_when
from counterpoint.case.write import write_case
from counterpoint.inference import posterior as post
from counterpoint.inference.assess import infer_party, judge
from counterpoint.inference.posterior import Posterior
from counterpoint.inference.prior import read_prior
from counterpoint.inference.roles import roles
from counterpoint.measures import measure
from counterpoint.playbooks import AIMS, PLAYBOOKS
from counterpoint.playbooks.entries import KIND_ORDER, WHAT
from counterpoint.playbooks.features import FEATURES, INDEX
from counterpoint.playbooks.hearing import listen
from counterpoint.playbooks.odds import Gallery, Player, State, gallery, kind_odds, tilt
from counterpoint.playbooks.situation import look
from counterpoint.record.record import Record, make_record

DAY0 = date(2031, 1, 1)
PARTICLES, FOR_A_VERDICT = 64, 192
"""Few, so that the folder stays quick; a verdict asks for more, or it is withheld for poor sampling."""

SEEN, UNSEEN = 0.5, 0.35
"""A technique (prior 0.25) counts as recognised from the first on, and as not recognised up to the second."""
LEADS, FAR = 0.6, 0.4
"""The same for a verdict or an aim."""


def on(days: int) -> When:
    """The day that lies so many days after day 0."""
    there = DAY0 + timedelta(days=days)
    return When(there, there)


def act(name: str, days: int | str, actor: str, kind: str, **more: Any) -> Act:
    """An act on a day (a number) or a coarser date (text); other fields given as numbers of days become dates."""
    when = parse_when(days) if isinstance(days, str) else on(days)
    for column in ("until", "known", "deadline"):
        if isinstance(more.get(column), int):
            more[column] = on(more[column])
    return Act(id=name, date=when, actor=actor, kind=kind, source="archive", **more)  # type: ignore[arg-type]


ALDA = Party(
    id="alda", name="Alda", counterpart="borin",
    audiences=(Audience(id="alda-home", name="at home"), Audience(id="alda-firms", name="firms")),
)  # fmt: skip
BORIN = Party(
    id="borin", name="Borin", counterpart="alda",
    audiences=(Audience(id="borin-home", name="voters"), Audience(id="borin-firms", name="firms")),
    ties=(Tie(to="cerra", kind="client", strength=0.6),),
)  # fmt: skip
CERRA = Party(id="cerra", name="Cerra")
PARTIES = (ALDA, BORIN, CERRA)
ENVOYS = (
    Envoy(id="a-leader", name="Leader of Alda", party="alda", rank="president"),
    Envoy(id="a-minister", name="Minister of Alda", party="alda", rank="foreign minister", stance=-1),
    Envoy(id="a-hawk", name="Hawk of Alda", party="alda", rank="deputy minister", stance=-2),
    Envoy(id="a-trader", name="Trader of Alda", party="alda", rank="head of a fund", standing="unclear", stance=1),
    Envoy(id="a-speaker", name="Speaker of Alda", party="alda", standing="spokesman"),
    Envoy(id="a-insider", name="Insider of Alda", party="alda", standing="insider"),
    Envoy(id="b-leader", name="Leader of Borin", party="borin", rank="president"),
    Envoy(id="b-minister", name="Minister of Borin", party="borin", rank="foreign minister"),
    Envoy(id="b-dealer", name="Dealer of Borin", party="borin", rank="special envoy", stance=2),
)
BOTH = (Seat(party="alda"), Seat(party="borin"))
FULL = (Coverage(level="full", why="made up"),)
CHANNELS = tuple(
    Channel(id=name, name=name, level=level, visibility=visibility, seats=BOTH)  # type: ignore[arg-type]
    for name, level, visibility in (
        ("summit", "leaders", "known"), ("ministers", "ministers", "known"), ("desk", "working", "known"),
        ("embassies", "technical", "known"), ("military", "security", "known"), ("trade", "economic", "known"),
        ("services", "intelligence", "secret"), ("experts", "track2", "known"), ("press", "public", "public"),
        ("field", "field", "public"), ("home", "internal", "public"), ("tacit", "security", "tacit"),
    )
)  # fmt: skip
ISSUES = tuple(
    Issue(id=name, name=name, zero="as Borin wants", one="as Alda wants", kind=kind, stakes=stakes)  # type: ignore[arg-type]
    for name, kind, stakes in (
        ("border", "core", (Stake(party="alda", salience=0.9), Stake(party="borin", salience=0.8))),
        ("status", "core", ()), ("bank", "technical", ()), ("visas", "technical", ()),
    )
)  # fmt: skip
ENDS = {"start": on(0), "end": on(180)}


def case(*acts: Act, **more: Any) -> Case:
    """A case of the parties, envoys, channels and issues above with the given acts; more replaces parts of it."""
    whole: dict[str, Any] = {
        "parties": PARTIES, "envoys": ENVOYS, "channels": CHANNELS, "issues": ISSUES, **ENDS,
        "sources": (Source(id="archive", name="archive", reliability="A"),),
    }  # fmt: skip
    return Case(id="tiny", title="Tiny", acts=acts, **(whole | more))


def record(*acts: Act, **more: Any) -> Record:
    """The record of such a case."""
    return make_record(case(*acts, **more))


def numbered(*rows: tuple[int, str, str, dict[str, Any]]) -> tuple[Act, ...]:
    """Acts x0, x1, … from rows (day, actor, kind, other fields), for mechanisms of many acts."""
    return tuple(act(f"x{i}", days, actor, kind, **more) for i, (days, actor, kind, more) in enumerate(rows))


def deadline(name: str, days: int, *, of: str, announced: int = 0) -> Deadline:
    """A deadline on a party."""
    return Deadline(id=name, name=name, date=on(days), on=(of,), announced=on(announced))


def covered_fully(*names: str) -> tuple[Channel, ...]:
    """The channels, with silence meaning silence on those named."""
    return tuple(
        Channel(id=c.id, name=c.name, level=c.level, visibility=c.visibility, seats=c.seats, coverage=FULL)
        if c.id in names else c
        for c in CHANNELS
    )  # fmt: skip


def round_trip(made: Case, folder: Path) -> Case:
    """The case written to files and read back: no problem of any severity, and equal to what was written."""
    write_case(made, folder)
    back, problems = read_case(folder)
    assert not problems, [str(p) for p in problems]
    assert back == made
    return made


@cache
def bundled(name: str) -> Record:
    """The record of a bundled case."""
    found, _ = read_case(find_case(name))
    assert found is not None
    return make_record(found)


def table(where: Record, name: str) -> dict[str, Any]:
    """One measure of a record."""
    return measure(where, (name,))[name]


def of(rows: list[dict[str, Any]], **wanted: Any) -> dict[str, Any]:
    """The one row of a measure in which the wanted fields have the wanted values."""
    found = [r for r in rows if all(r[k] == v for k, v in wanted.items())]
    assert len(found) == 1, found
    return found[0]


def situation(
    where: Record, party: str, days: int, *, channel: str | None = None, issue: str | None = None
) -> dict[str, float]:
    """What a party acts upon on a day, by feature [0..1]."""
    other = next(p.counterpart for p in where.case.parties if p.id == party)
    now = DAY0.toordinal() + days
    heard = listen(where, party, str(other))
    x = look(heard.before(now), heard.world, now=now, channel=where.channels.get(channel or ""), issue=issue)
    return dict(zip(FEATURES, (float(v) for v in x), strict=True))


@cache
def _typical() -> tuple[Gallery, Player]:
    """The gallery, and a player of mean strength and no habits of its own."""
    book = gallery()
    nats = {part: e.mean for part, e in book.parts.items()}
    return book, Player(nats, {part: np.zeros(len(WHAT[part])) for part in ("kind", "issue", "target")})


def lift(playbook: str, kind: str, place: str = "open", **features: float) -> float:
    """Nats by which a playbook makes a kind of act likelier than habit in a situation (open channel unless said)."""
    x = np.zeros(len(FEATURES))
    for name, level in ({"always": 1.0} | features).items():
        x[INDEX[name]] = level
    names = [p.name for p in PLAYBOOKS]
    i, none = names.index(playbook), names.index("none")
    if i < len(AIMS):
        state = State(i)
    else:
        on_ = [b == i - len(AIMS) for b in range(3)]
        state = State(none, (on_[0], on_[1], on_[2]))
    book, player = _typical()
    chosen = KIND_ORDER.index(kind)
    tilted = kind_odds(book, player, x, place, state)[chosen]
    return float(np.log(tilted / kind_odds(book, player, x, place, None)[chosen]))


def louder(playbook: str, place: str = "open", **features: float) -> float:
    """By what factor a technique expects more to pass on a channel than without it, in a situation."""
    x = np.zeros(len(FEATURES))
    for name, level in ({"always": 1.0} | features).items():
        x[INDEX[name]] = level
    book, player = _typical()
    chosen = [i for i, p in enumerate(PLAYBOOKS) if p.name == playbook]
    return float(np.exp(tilt(book, player, "amount", x, place, chosen)[0]))


def inferred(where: Record, party: str = "alda", *, particles: int = PARTICLES) -> Posterior:
    """What inference makes of a party, with few particles."""
    other = str(next(p.counterpart for p in where.case.parties if p.id == party))
    return infer_party(where, party, other, read_prior(), (0, 0), particles, None)


def shares(where: Record, party: str = "alda") -> dict[str, float]:
    """Probability of every verdict, aim and technique."""
    described = post.describe(inferred(where, party))
    return {name: v["p"] for part in described.values() for name, v in part.items()}


def verdict(where: Record, party: str = "alda") -> str:
    """The verdict that the rule reaches; never undetermined for poor sampling."""
    found = judge(inferred(where, party, particles=FOR_A_VERDICT), where, np.random.default_rng(0))
    assert not found.sampled["poor"], found.sampled
    return found.verdict


def role(where: Record, party: str, channel: str) -> tuple[str, float]:
    """The role of a channel for a party, and its p."""
    found = roles(where, (party,), np.random.default_rng(0))[channel]["role"][party]
    return found["role"], found["p"]
