"""The frame of a case as the kernel takes it: seats, stakes, dates, clocks, as arrays that no run changes.

Rule     read from the record at its last day; the first turn is the day after. What the case leaves out has a default.
Status   exact bookkeeping; defaults elicited
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from math import exp
from typing import Final

import numpy as np

from counterpoint.case.model import Agenda, Channel, Issue, Mandate, Stake
from counterpoint.case.vocabulary import DEEDS, GIVING, KIND, PROMISES
from counterpoint.measures.positions import states
from counterpoint.playbooks.base import CHANNEL_CLASSES, TARGET_CLASSES
from counterpoint.playbooks.classes import channel_class
from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.playbooks.features import DEADLINE_SCALE
from counterpoint.playbooks.situation import ASKS, FORCE, HARM, HOLDS
from counterpoint.record.record import Record
from counterpoint.simulation import hearing, moving, striking
from counterpoint.simulation.arrays import PLACES, Floats, Ints, World
from counterpoint.simulation.fighting import NOBODY, front, wars
from counterpoint.simulation.framing import Cut, owner, whom

SPREAD: Final = 0.2
"""Spread of a reserve for which the case gives none (one standard deviation, on the issue's scale)."""
HALF_WAY: Final = 0.5
"""Where between the two ends a reserve lies for which the case gives neither reserve nor red line."""
STAKE, NO_STAKE = 0.5, 0.1
"""Salience of an issue on which a party has a stake without one, and of one on which it has none."""
CLOCK: Final = 0.5
"""A clock that the case does not set."""
BELIEVED: Final = 1.0
"""Chance that a deadline is believed of which the case does not say so."""
TREND_DAYS, TREND_MOST = 180, 0.5 / 365
"""How far back a series is looked at for its trend [days], and the steepest trend carried on [a day]."""
UNDER: Final = 0.05
"""Issues on which the declared positions of the main pair differ by less are not contested."""
SERIES: Final = ("support", "battlefield")
ALWAYS: Final = 1_000_000
EFFECTS: Final = {
    "offer": moving.OFFER, "soften": moving.SOFTEN, "new_demand": moving.HARDEN, "demand": moving.RESTATE,
    "accept": moving.ACCEPT, "sign": moving.SIGN, "release": striking.KEEPING,
    "ease": striking.KEEPING, "breach": striking.BREACH, "strike": striking.STRIKE, "pressure": striking.PRESSURE,
    "suspend": striking.SUSPEND, "propose_talks": striking.TALKS, "meet": striking.TALKS, "threaten": striking.THREATEN,
    "ultimatum": striking.THREATEN, "blame": striking.CAMPAIGN, "appeal": striking.CAMPAIGN,
    "leak_deny": striking.CAMPAIGN, "procedure": striking.PROCEDURE, "reject": striking.REJECT,
}  # fmt: skip
TOP_LEVELS: Final = ("leaders", "ministers")
"""Levels on which who speaks states the party's own line, and settles what its envoys have said."""
GIVEN = frozenset({"release", "ease"})
"""What one side gives the other in deed."""
NICE = frozenset({"offer", "praise", "propose_talks", "release", "ease", "truce", "accept"})
GRIM = frozenset({"strike", "breach", "threaten", "ultimatum", "suspend"})
WORK = frozenset({"offer", "soften", "accept", "demand", "new_demand", "reject", "probe", "sign", "release", "ease"})
"""Kinds that make a party look good or bad in public, and kinds that keep a channel at work."""


def make_world(cut: Cut, turns: int) -> World:
    """The frame of a cut record for so many turns; where leaders talk is for the scene to say."""
    record, case = cut.record, cut.record.case
    first = record.as_of + 1
    ideal, reserve, spread, salience = _stakes(cut)
    other = np.array(cut.other)
    far = ideal[other]
    chief = _ints_2([[_chief(record, p)] for p in cut.parties], 1)
    return World(
        plain=np.array([0.0, cut.other[0], *front(cut), case.turn_days, first - record.start]),
        sides=np.concatenate([other[:, None], chief, np.zeros_like(chief)], axis=1),
        seats=np.concatenate([
            np.stack([_grid(cut, partial(told, cut)) for told in (_sits, _hears, _unclear, _between, _stance)], axis=2),
            _aims(cut),
        ], axis=2),
        places=_ints_2([(*_place(c, first, case.turn_days), False, _tacit(c), False) for c in cut.channels], PLACES),
        agenda=_ints_2([_agenda(cut.issues, c.agenda, first) for c in cut.channels], len(cut.issues)),
        matters=np.column_stack([[float(i.kind == "core") for i in cut.issues], _shares(cut, ideal, salience),
                                 np.zeros(len(cut.issues))]),
        stakes=np.stack([salience, ideal, reserve, spread, far, np.sign(far - ideal)], axis=2),
        dates=np.stack(_deadlines(cut, turns, first), axis=3), believed=np.array([d[2] for d in dates_of(cut)]),
        traits=np.array([[*_clocks(record, p), *(_trend(record, p, name) * case.turn_days for name in SERIES),
                          *_costs(record, p), *_ties(cut, p)] for p in cut.parties]),
        kinds=_kinds(), tone=np.array([KIND[k].tone for k in KIND_ORDER]),
    )  # fmt: skip


def _ints_2(rows: Iterable[Iterable[object]], wide: int) -> Ints:
    """Rows of whole numbers as an array, also if there are none."""
    return np.array([[int(v) for v in row] for row in rows], dtype=np.int64).reshape(-1, wide)  # type: ignore[call-overload]


def _grid(cut: Cut, value: object) -> Ints:
    """A value for every party and channel (P, C)."""
    return np.array(
        [[int(value(p, c)) for c in range(len(cut.channels))] for p in range(len(cut.parties))],  # type: ignore[operator]
        dtype=np.int64,
    )


def _sits(cut: Cut, p: int, c: int) -> bool:
    return bool(cut.seats[p, c])


def _hears(cut: Cut, p: int, c: int) -> bool:
    """Whether a party hears what others say to others on a channel; where no seats are named, it may not."""
    channel = cut.channels[c]
    seated = bool(channel.seats) and bool(cut.seats[p, c])
    return channel.visibility == "public" or (seated and channel.level != "internal")


def _public(channel: Channel) -> bool:
    return channel_class(channel) == "public" or channel.visibility == "public"


def _unclear(cut: Cut, p: int, c: int) -> bool:
    """Whether who sits for a party on a channel has no clear mandate on the last day on record.

    Not heeded: the issues that a mandate names, and whether it binds. A seat has a mandate on all issues or on none.
    """
    envoys = [cut.record.envoys[s.envoy] for s in cut.seats[p, c] if s.envoy in cut.record.envoys]
    return bool(envoys) and all(e.standing != "mandated" or not _clear(e.mandates, cut.record.as_of) for e in envoys)


def _clear(mandates: tuple[Mandate, ...], now: int) -> bool:
    """Whether the mandates in force on a day are clear; where none is recorded, it is taken to be."""
    held = [m for m in mandates if (m.since is None or m.since.first.toordinal() <= now)
            and (m.until is None or now <= m.until.last.toordinal())]  # fmt: skip
    return not mandates or (bool(held) and all(m.clear for m in held))


def _between(cut: Cut, p: int, c: int) -> bool:
    """Whether a party outside the main pair sits with both of it on a channel of talks, as a mediator does.

    Where no seats are named, nobody is known to.
    """
    pair, fixed = (0, cut.other[0]), cut.channels[c].level in ("public", "field", "internal")
    return p not in pair and bool(cut.channels[c].seats) and not fixed and all(_sits(cut, q, c) for q in (p, *pair))


def _stance(cut: Cut, p: int, c: int) -> int:
    """The stance of who speaks for a party on a channel, from hawk -2 to dove 2; 0 where it is not known."""
    envoy = cut.record.envoys.get(cut.speakers[p, c])
    return (envoy.stance or 0) if envoy else 0


def _place(channel: Channel, first: int, days: int) -> tuple[object, ...]:
    """What a channel is: class; public, secret, of leaders or ministers, can be suspended; turns it opens, closes."""
    klass = channel_class(channel)
    top, fixed = channel.level in TOP_LEVELS, channel.level in ("public", "field", "internal")
    return (
        CHANNEL_CLASSES.index(klass),
        _public(channel),
        klass == "secret",
        top,
        not fixed and not _tacit(channel),
        *span(channel, first, days),
    )


def _tacit(channel: Channel) -> bool:
    return channel.visibility == "tacit"


def span(channel: Channel, first: int, days: int) -> tuple[int, int]:
    """Turns from which and until which a channel is open on the first day, when acts are dated."""
    opened = -((first - channel.opened.first.toordinal()) // days) if channel.opened else -ALWAYS
    closed = -(-(channel.closed.last.toordinal() + 1 - first) // days) if channel.closed else ALWAYS
    return opened, closed


def _agenda(issues: tuple[Issue, ...], agendas: tuple[Agenda, ...], first: int) -> list[int]:
    """Which issues a channel deals with: those of its last agenda, all if it has none."""
    held = [a for a in agendas if a.since is None or a.since.first.toordinal() <= first]
    named = set(held[-1].issues) if held else set()
    return [int(not named or i.id in named) for i in issues]


def _stakes(cut: Cut) -> tuple[Floats, Floats, Floats, Floats]:
    """Ideal, reserve, spread of the reserve and salience of every party on every issue, each (P, I)."""
    shape = (len(cut.parties), len(cut.issues))
    reserve, spread, salience = (np.zeros(shape) for _ in range(3))
    held, ideal = _held(cut), _ends(first_told(cut))
    for p in range(shape[0]):
        for i in range(shape[1]):
            stake = held.get((p, i))
            weight = stake.salience if stake else None
            salience[p, i] = weight if weight is not None else STAKE if stake else NO_STAKE
            given = stake.reserve_spread if stake else None
            spread[p, i] = given if given is not None else SPREAD
    for p in range(shape[0]):
        for i in range(shape[1]):
            stake = held.get((p, i))
            end = ideal[p, i] + HALF_WAY * (ideal[cut.other[p], i] - ideal[p, i])
            known = [v for v in (stake.reserve, stake.red_line) if v is not None] if stake else []
            reserve[p, i] = known[0] if known else end
    return ideal, reserve, spread, np.maximum(salience, 0.01)


def _held(cut: Cut) -> dict[tuple[int, int], Stake]:
    """The stakes of those that act, by number of party and issue."""
    return {(cut.parties.index(stake.party), i): stake for i, issue in enumerate(cut.issues) for stake in issue.stakes
            if stake.party in cut.parties}  # fmt: skip


def first_told(cut: Cut) -> Floats:
    """What every party declared on every issue (P, I), else what it first said on record; NaN where it did neither."""
    held = _held(cut)
    begun = {(a.issue, cut.record.actor_party(a)): a.position for a in reversed(cut.record.acts) if states(a)}
    told = np.full((len(cut.parties), len(cut.issues)), np.nan)
    for p, party in enumerate(cut.parties):
        for i, issue in enumerate(cut.issues):
            declared = held[p, i].declared if (p, i) in held else None
            first = begun.get((issue.id, party)) if declared is None else declared
            told[p, i] = np.nan if first is None else first
    return told


def _ends(told: Floats) -> Floats:
    """Where every party began on every issue (P, I): as told, else half-way.

    Of the main pair, at the end of the scale that lies farther from where the other began.
    """
    default = np.full_like(told, HALF_WAY)
    for p, other in enumerate((told[1], told[0])):
        default[p] = np.where(np.isnan(other) | (other == HALF_WAY), p, other < HALF_WAY)
    return np.where(np.isnan(told), default, told)


def _shares(cut: Cut, ideal: Floats, salience: Floats) -> Floats:
    """How much each issue counts in a settlement of the main pair: what they contest, a technical one half."""
    a, b = 0, cut.other[0]
    weight = (salience[a] + salience[b]) / 2
    weight *= np.array([1.0 if i.kind == "core" else 0.5 for i in cut.issues])
    apart = np.abs(ideal[a] - ideal[b]) >= UNDER
    both = np.array([{cut.parties[a], cut.parties[b]} <= {s.party for s in i.stakes} for i in cut.issues])
    for chosen in (apart & both, apart, np.ones(len(weight), dtype=bool)):
        if chosen.any():
            weight = np.where(chosen, weight, 0.0)
            break
    total: Floats = weight / weight.sum()
    return total


def _aims(cut: Cut) -> Ints:
    """Whom each class of target means on a channel (P, C, 15): the party's index or -1, its column of promises, and
    whether the two fight, five each."""
    fought, found = wars(cut), np.zeros((len(cut.parties), len(cut.channels), 3, len(TARGET_CLASSES)), dtype=np.int64)
    for (p, c), targets in cut.targets.items():
        other = cut.parties[cut.other[p]]
        for k, (name, target) in enumerate(zip(TARGET_CLASSES, targets, strict=True)):
            meant = other if name == "person" else owner(cut, target) or other
            to = cut.parties.index(meant) if meant in cut.parties else NOBODY
            found[p, c, :, k] = to, whom(cut, p, meant), to != NOBODY and fought[p, to] > 0
    return found.reshape(len(cut.parties), len(cut.channels), -1)


def _deadlines(cut: Cut, turns: int, first: int) -> tuple[Floats, Floats]:
    """What each deadline does to the situation of each party in each turn, (D', P, T) before and after it."""
    days, dates = cut.record.case.turn_days, dates_of(cut)
    near, past = (np.zeros((len(dates), len(cut.parties), turns)) for _ in range(2))
    for k, (known, due, _, on) in enumerate(dates):
        for p in (cut.parties.index(party) for party in on):
            for t in range(turns):
                calendar(near[k, p], past[k, p], t, known=known - first, due=due - first, now=t * days)
    return near, past


def dates_of(cut: Cut) -> list[tuple[int, int, float, tuple[str, ...]]]:
    """Deadlines of those who play that are announced by the last day: known from, due (ordinals), believed, on whom.

    What is known, due and believed alike is one deadline; where the case does not say how far one is believed, it is.
    """
    found: dict[tuple[int, int, float], set[str]] = {}
    for d in cut.record.case.deadlines:
        known = d.announced.last.toordinal() if d.announced else cut.record.start
        on = set(d.on) & set(cut.parties)
        for when in (d.date, *d.moved) if on and known <= cut.record.as_of else ():
            key = known, when.last.toordinal(), BELIEVED if d.believed is None else d.believed
            found.setdefault(key, set()).update(on)
    return [(*key, tuple(p for p in cut.parties if p in on)) for key, on in sorted(found.items())]


def calendar(near: Floats, past: Floats, turn: int, *, known: int, due: int, now: int) -> None:
    """What a deadline does in a turn: how near it is, or how near it was; days from the first turn."""
    if known <= now:
        (near if due >= now else past)[turn] = exp(-abs(due - now) / DEADLINE_SCALE)


def _clocks(record: Record, party: str) -> list[float]:
    clocks = next(p.clocks for p in record.case.parties if p.id == party)
    found = (clocks.patience, clocks.fighting_cost, clocks.talking_cost, clocks.talk_gain)
    return [CLOCK if v is None else v for v in found]


def _costs(record: Record, party: str) -> list[float]:
    """What the threats that a party has made by now cost their target and itself, on average."""
    made = [t for t in record.case.threats if t.by == party
            and (t.announced is None or t.announced.last.toordinal() <= record.as_of)]  # fmt: skip
    told = ([t.cost_to_target for t in made], [t.cost_to_maker for t in made])
    known = ([c for c in costs if c is not None] for costs in told)
    return [sum(costs) / len(costs) if costs else CLOCK for costs in known]


def _ties(cut: Cut, party: str) -> list[float]:
    """How strongly a party is bound to each of those who play [0..1], as either side says; not to its counterpart."""
    found, other = [0.0] * len(cut.parties), cut.parties[cut.other[cut.parties.index(party)]]
    for one in cut.record.case.parties:
        for tie in one.ties:
            bound = {one.id, tie.to} - {party}
            if party in (one.id, tie.to) and bound and (to := bound.pop()) in cut.parties and to != other:
                k = cut.parties.index(to)
                found[k] = max(found[k], tie.strength)
    return found


def _trend(record: Record, party: str, name: str) -> float:
    """Slope of a series about a party over its last months [a day]: least squares, held within bounds."""
    rows = [(r.date.last.toordinal(), r.value) for r in record.case.series if r.about == party and r.name == name]
    rows = [(d, v) for d, v in rows if record.as_of - TREND_DAYS <= d <= record.as_of]
    if len({d for d, _ in rows}) < 2:
        return 0.0
    when, value = np.array(rows, dtype=float).T
    slope = float(np.polyfit(when - when.mean(), value, 1)[0])
    return min(max(slope, -TREND_MOST), TREND_MOST)


def _chief(record: Record, party: str) -> bool:
    """Whether somebody settles the contradictions of a party's envoys; yes where the case says nothing."""
    chiefs = next(p.chief_negotiator for p in record.case.parties if p.id == party)
    now = record.as_of
    held = [c for c in chiefs if (c.since is None or c.since.first.toordinal() <= now)
            and (c.until is None or now <= c.until.last.toordinal())]  # fmt: skip
    return bool(held[-1].envoy) if held else True


def _kinds() -> Ints:
    """What each kind is and does (26, 2), in the order of kinds."""
    rows = []
    for kind in KIND_ORDER:
        bits = (
            (kind in ASKS) * hearing.ASK | (kind in FORCE) * hearing.FORCE | (kind in HARM) * hearing.HARM
            | (kind in HOLDS) * hearing.HOLD | (kind in GIVING) * hearing.GIVES
            | (kind in PROMISES) * hearing.PROMISE | (kind == "truce") * hearing.TRUCE | (kind in WORK) * hearing.WORK
            | (kind in GRIM) * hearing.GRIM | (kind in NICE) * hearing.NICE | (kind in DEEDS) * hearing.DEED
        )  # fmt: skip
        rows.append((bits, EFFECTS.get(kind, 0)))
    return np.array(rows, dtype=np.int64)
