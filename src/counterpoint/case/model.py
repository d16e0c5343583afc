"""Who and what: the frozen things that make up a case.

A case is a folder of plain files. Everything here is data; nothing opens a file.
"""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from counterpoint.case.when import When

_CONFIG = ConfigDict(extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=64)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Lean = Annotated[float, Field(ge=-1.0, le=1.0)]
Level = Literal[
    "leaders", "ministers", "working", "technical", "security", "economic", "intelligence",
    "track1.5", "track2", "mediator", "public", "field", "internal",
]  # fmt: skip
Visibility = Literal["public", "known", "secret", "tacit"]
KindName = Literal[
    "offer", "soften", "accept", "demand", "new_demand", "reject", "assure", "truce", "threaten",
    "ultimatum", "praise", "blame", "appeal", "leak_deny", "propose_talks", "procedure", "probe",
    "meet", "suspend", "remandate", "breach", "release", "ease", "strike", "pressure", "sign",
]  # fmt: skip
Marking = Literal["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]


TURN_DAYS = 7
"""Days of a turn where a case says nothing."""


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Audience:
    """Somebody a party speaks to or fears: voters, business, clients, a parliament."""

    id: Id
    name: str


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Tie:
    """A bond to another party; strength [0..1]."""

    to: Id
    kind: Literal["patron", "client", "ally"]
    strength: Share = 0.5


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Chief:
    """The chief negotiator in a period; envoy None says that there was none."""

    envoy: Id | None = None
    since: When | None = None
    until: When | None = None


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Clocks:
    """What time costs a party, each [0..1]: patience, cost of fighting, cost of talking, gain from talk itself."""

    patience: Share | None = None
    fighting_cost: Share | None = None
    talking_cost: Share | None = None
    talk_gain: Share | None = None


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Party:
    """One side. counterpart is the party its conduct is judged towards."""

    id: Id
    name: str
    counterpart: Id | None = None
    audiences: tuple[Audience, ...] = ()
    ties: tuple[Tie, ...] = ()
    chief_negotiator: tuple[Chief, ...] = ()
    clocks: Clocks = field(default_factory=Clocks)


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Mandate:
    """What an envoy may settle, and when; clear says whether others could know it, binding whether it holds."""

    issues: tuple[Id, ...] = ()
    since: When | None = None
    until: When | None = None
    clear: bool = True
    binding: bool = True


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Envoy:
    """A person who speaks or acts for a party; stance from hawk -2 to dove 2."""

    id: Id
    name: str
    party: Id
    rank: str = ""
    standing: Literal["mandated", "unclear", "spokesman", "insider", "proxy"] = "mandated"
    stance: Annotated[int, Field(ge=-2, le=2)] | None = None
    mandates: tuple[Mandate, ...] = ()


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Seat:
    """A party's place on a channel; envoy None means whoever speaks for it."""

    party: Id
    envoy: Id | None = None
    since: When | None = None
    until: When | None = None


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Agenda:
    """The issues a channel was to deal with in a period."""

    issues: tuple[Id, ...]
    since: When | None = None
    until: When | None = None


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Coverage:
    """How much of a channel the record can see in a period, and why."""

    level: Literal["full", "partial", "none"]
    since: When | None = None
    until: When | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Channel:
    """A way by which parties speak or act upon each other."""

    id: Id
    name: str
    level: Level
    visibility: Visibility = "known"
    existence: Literal["attested", "alleged"] = "attested"
    seats: tuple[Seat, ...] = ()
    agenda: tuple[Agenda, ...] = ()
    opened: When | None = None
    closed: When | None = None
    coverage: tuple[Coverage, ...] = ()


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Stake:
    """What an issue is to a party, on the issue's scale [0..1].

    declared and red_line are what it says; reserve (with its spread, one standard deviation) is hidden.
    """

    party: Id
    declared: Share | None = None
    red_line: Share | None = None
    reserve: Share | None = None
    reserve_spread: Share | None = None
    salience: Share | None = None


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Issue:
    """A question at stake, as a scale from 0 to 1 with named ends."""

    id: Id
    name: str
    zero: str
    one: str
    kind: Literal["core", "technical"] = "core"
    stakes: tuple[Stake, ...] = ()
    links: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Source:
    """Where acts come from. leans names the party that it favours, if any."""

    id: Id
    name: str
    reliability: Reliability = "F"
    leans: Id | None = None
    url: str = ""
    licence: str = ""
    marking: Marking = "TLP:CLEAR"


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Event:
    """Something that happened outside the talks, and whom it helped or hurt."""

    id: Id
    date: When
    name: str
    favours: tuple[Id, ...] = ()
    hurts: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Deadline:
    """A date by which something is due: set by whom, on whom; moved lists later dates; believed [0..1]."""

    id: Id
    name: str
    date: When
    by: Id | None = None
    on: tuple[Id, ...] = ()
    announced: When | None = None
    moved: tuple[When, ...] = ()
    believed: Share | None = None


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Threat:
    """Harm announced: by whom, on whom; costs to target and to maker [0..1]; believed [0..1]."""

    id: Id
    name: str
    by: Id
    on: tuple[Id, ...] = ()
    announced: When | None = None
    moved: tuple[When, ...] = ()
    believed: Share | None = None
    cost_to_target: Share | None = None
    cost_to_maker: Share | None = None


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Act:
    """Something said or done: who, to whom, on which channel, about what, and on whose word.

    Only id, date, actor, kind and source are required. actor is a party or one of its envoys.
    """

    id: Id
    date: When
    actor: Id
    kind: KindName
    source: Id
    until: When | None = None
    target: Id | None = None
    channel: Id | None = None
    issue: Id | None = None
    position: Share | None = None
    weight: Annotated[int, Field(ge=1, le=3)] = 1
    tone: Annotated[float, Field(ge=-2, le=2)] | None = None
    because: Id | None = None
    item: Id | None = None
    answers: tuple[Id, ...] = ()
    keeps: tuple[Id, ...] = ()
    breaks: tuple[Id, ...] = ()
    replaces: tuple[Id, ...] = ()
    contradicts: tuple[Id, ...] = ()
    disowns: tuple[Id, ...] = ()
    audience: tuple[Id, ...] = ()
    visibility: Visibility | None = None
    known: When | None = None
    basis: Literal["observed", "reported", "inferred"] = "reported"
    occasion: str | None = None
    deadline: When | None = None
    condition: str = ""
    locator: str = ""
    quote: str = ""
    reliability: Reliability | None = None
    credibility: Literal["1", "2", "3", "4", "5", "6"] | None = None
    marking: Marking | None = None
    coder: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Reading:
    """One value of a series: support, battlefield or salience, about a party or an issue, on a date."""

    date: When
    name: Literal["support", "battlefield", "salience"]
    about: Id
    value: Lean
    source: Id


@dataclass(frozen=True, slots=True, config=_CONFIG)
class Case:
    """A negotiation: who is in it, over what, by which channels, and every act on record."""

    id: Id
    title: str
    question: str = ""
    purpose: Literal["illustration", "study"] = "study"
    marking: Marking = "TLP:CLEAR"
    start: When | None = None
    end: When | None = None
    turn_days: Annotated[int, Field(ge=1, le=366)] = TURN_DAYS
    parties: tuple[Party, ...] = ()
    envoys: tuple[Envoy, ...] = ()
    channels: tuple[Channel, ...] = ()
    issues: tuple[Issue, ...] = ()
    sources: tuple[Source, ...] = ()
    events: tuple[Event, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    threats: tuple[Threat, ...] = ()
    acts: tuple[Act, ...] = ()
    series: tuple[Reading, ...] = ()
