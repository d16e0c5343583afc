"""A played run as a record: the case with its acts, series and events to come, checked and read like any other.

Rule     every act of a run becomes a row on the day of its turn; what it keeps, breaks and replaces follows the same
         rules by which the run was played. What home has disowned is named by the party's next denial, refusal or
         change of mandate, if one follows, unless terms of its leaders or ministers on that issue contradict it first.
         A yes by which nobody moved says again where its party stands, if all who hear it have heard it say so last.
         Told of the end: who gives in says yes to all; what a settlement rests on is signed by both, issue by issue.
         What else acts say of each other is worked out from the rows (linking). Seats are as they were played: those of
         the last day on record, for good. An agenda ends where talks decay (agendas).
Status   exact bookkeeping
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from counterpoint.case.check_acts import EARLIER
from counterpoint.case.model import Act, Case, Channel, Deadline, Source, Threat
from counterpoint.case.vocabulary import PROMISES
from counterpoint.measures import promises
from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.playbooks.situation import ASKS
from counterpoint.record.record import Record
from counterpoint.simulation import acting, agendas
from counterpoint.simulation.arrays import HEARS, TACIT, TO, TOP, Floats, Out
from counterpoint.simulation.beginning import lapses
from counterpoint.simulation.ended import Standing, at_first, faces, of_the_end
from counterpoint.simulation.framing import Cut, owner, whom
from counterpoint.simulation.hearing import OWN_LINE
from counterpoint.simulation.linking import DISOWNING, linked
from counterpoint.simulation.moving import REACHED, UNBACKED, VOID
from counterpoint.simulation.readings import DIGITS, events, levels, on, on_turn, salience, shock
from counterpoint.simulation.scene import Scene
from counterpoint.simulation.striking import BROKEN, KEPT
from counterpoint.simulation.world import GIVEN

SOURCE = Source(id="played", name="Played by Counterpoint: none of this has happened", reliability="A")
TERMS = frozenset({"offer", "soften", "demand", "new_demand", "ultimatum"})
"""Kinds by which a leader says on what terms it stands."""


@dataclass
class _Book:
    """Open promises of one party: (turn in which it lapses, whom, 0 truce or 1 other, id); last asks by issue.

    void: what home has disowned and nobody has said so yet, by issue; lines: the last act that stated terms of an
    envoy's own, by issue; gave: the last deed that gave something where nobody speaks, by issue; stood: where the party
    itself and each that faces it have heard it stand, by listener and issue (None: on a line of an envoy's own).
    """

    open: list[tuple[int, int, int, str]] = field(default_factory=list)
    asked: dict[str | None, str] = field(default_factory=dict)
    void: dict[str | None, tuple[str, ...]] = field(default_factory=dict)
    lines: dict[str | None, str] = field(default_factory=dict)
    gave: dict[str | None, str] = field(default_factory=dict)
    stood: dict[tuple[int, int], float | None] = field(default_factory=dict)


def told(scene: Scene, out: Out, *, number: int, whole: bool = True) -> Case:
    """The case with the acts of a run (out of run.play_one); whole keeps the record before it, else it begins there."""
    cut = scene.cut
    case, now = cut.record.case, cut.record.as_of
    turns = int(out.which[number, 2]) + 1
    first, days = now + 1, case.turn_days
    track, log = out.track[:turns], out.log[: int(out.told[0])]
    source = _source(case)
    channels = tuple(_as_played(c, now) for c in agendas.as_played(scene, log, turns))
    played = (*_acts(scene, log, first, source.id), *of_the_end(scene, out, number, source.id))
    acts = tuple(linked(replace(cut.record, case=replace(case, channels=channels)), played))
    return replace(
        case,
        channels=channels,
        start=(case.start or on(cut.record.start)) if whole else on(first),
        end=on(first + turns * days - 1),
        sources=(*case.sources, source),
        deadlines=tuple(d for d in case.deadlines if _announced(d, cut.record)),
        threats=tuple(t for t in case.threats if _announced(t, cut.record)),
        acts=(*cut.record.acts, *acts) if whole else _alone(acts),
        series=(
            *(r for r in case.series if r.date.last.toordinal() <= now),
            *levels(cut, track, source.id),
            *salience(scene, log, turns, source.id),
        ),
        events=(
            *(e for e in case.events if e.date.last.toordinal() <= now),
            *events(cut, track, source.id),
            *shock(scene, out, number, source.id),
        ),
    )


def _announced(item: Deadline | Threat, record: Record) -> bool:
    """Whether a deadline or threat is known by the last day on record, or named by an act on it."""
    known = item.announced is None or item.announced.last.toordinal() <= record.as_of
    return known or any(a.item == item.id for a in record.acts)


def _source(case: Case) -> Source:
    """Where the played acts come from; a case that was played before has one already."""
    taken = {s.id for s in case.sources}
    names = (SOURCE.id, *(f"{SOURCE.id}-{n}" for n in range(2, len(taken) + 3)))
    return replace(SOURCE, id=next(name for name in names if name not in taken))


def _as_played(channel: Channel, now: int) -> Channel:
    """A channel with the seats of its last day on record for good, and none to come."""
    seats = tuple(replace(s, until=None) if s.until and s.until.last.toordinal() > now else s for s in channel.seats
                  if s.since is None or s.since.first.toordinal() <= now + 1)  # fmt: skip
    return replace(channel, seats=seats or channel.seats)


def _alone(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Acts without what they say of acts that are not among them."""
    names = {a.id for a in acts}

    def known(act: Act) -> dict[str, tuple[str, ...]]:
        return {column: tuple(name for name in getattr(act, column) if name in names) for column in EARLIER}

    return tuple(replace(act, **known(act)) for act in acts)  # type: ignore[arg-type]


def _acts(scene: Scene, log: Floats, first: int, source: str) -> Iterator[Act]:
    """The rows of a log as acts, called after their source."""
    cut = scene.cut
    books = [_opening(cut, p, first, scene.start.owed.shape[3] - 1) for p in range(len(cut.parties))]
    life, yes = int(scene.rules.promise_days // cut.record.case.turn_days) + 1, dict[int, tuple[str, int, int]]()
    stands = at_first(scene)
    for n, row in enumerate(log):
        turn, row = int(row[0]), row[1:]
        p, c, kind = int(row[acting.PARTY]), int(row[acting.CHANNEL]), KIND_ORDER[int(row[acting.KIND])]
        name, target = f"{source}-{n + 1:04}", cut.targets[p, c][int(row[acting.TARGET])]
        issue, because = (_issue(cut, row[k]) for k in (acting.ISSUE, acting.BECAUSE))
        keeps, breaks = _settled(books[p], turn, int(row[acting.MARK]))
        if kind in ("strike", "breach"):
            column = _column(cut, p, target)
            books[p].open = [o for o in books[p].open if (o[1], o[2]) != (column, 0)]
        if kind in PROMISES:
            books[p].open.append((turn + life, _column(cut, p, target), 0 if kind == "truce" else 1, name))
        answers, against = _refused(scene, stands, row, turn, yes) if kind == "reject" else ((), ())
        position, tacit = _stated(scene, books[p], row, kind=kind), bool(scene.world.places[c, TACIT])
        yield Act(
            id=name, date=on_turn(cut, turn), actor=cut.speakers[p, c],
            kind=kind, source=source, target=target, channel=cut.channels[c].id, issue=issue,  # type: ignore[arg-type]
            because=because, position=position,
            occasion=f"{source}-{turn}-{int(row[acting.OCCASION])}", keeps=keeps, breaks=breaks,
            replaces=(books[p].asked[issue],) if kind == "new_demand" and issue in books[p].asked else (),
            deadline=on(first + (turn + life) * cut.record.case.turn_days - 1) if kind in PROMISES else None,
            basis="inferred" if tacit else "observed", disowns=_disowns(books[p], kind),
            contradicts=(*(_contradicts(books[p], kind, issue) if scene.world.places[c, TOP] else ()), *against),
            answers=_answered(books[1 - p], issue) if tacit and int(row[acting.MARK]) & REACHED else answers,
        )  # fmt: skip
        if kind in ASKS:
            books[p].asked[issue] = name
        if tacit and kind in GIVEN and p < 2:
            books[p].gave[issue] = name
        if int(row[acting.MARK]) & REACHED:
            yes[int(row[acting.ISSUE])] = name, p, turn
        _remember(books[p], books[cut.other[p]], int(row[acting.MARK]), issue, name)
        stands.after(scene, row)


def _remember(own: _Book, other: _Book, mark: int, issue: str | None, name: str) -> None:
    """Whose line an act states, and what of it home stands not by."""
    if mark & OWN_LINE:
        own.lines[issue] = name
    if mark & VOID:
        _disowned(own, issue, name)
    if mark & UNBACKED:
        _disowned(other, issue, other.lines.get(issue))


def _stated(scene: Scene, book: _Book, row: Floats, *, kind: str) -> float | None:
    """The position that an act states: its own, or for a yes by which nobody moved where its party stood already."""
    p, i, mark, new = int(row[acting.PARTY]), int(row[acting.ISSUE]), int(row[acting.MARK]), float(row[acting.POSITION])
    cut, c = scene.cut, int(row[acting.CHANNEL])
    to = int(scene.world.seats[p, c, TO + int(row[acting.TARGET])])
    seats = scene.world.seats
    hear = [q for q, other in enumerate(cut.other) if q == p or (other == p and (q == to or seats[q, c, HEARS]))]
    if not np.isnan(new):
        book.stood |= {(q, i): None if mark & OWN_LINE else new for q in hear}
        return round(new, DIGITS)
    stood = {book.stood.get((q, i)) for q in hear}
    if kind != "accept" or to != cut.other[p] or mark & (VOID | UNBACKED) or len(stood) != 1:
        return None
    last = stood.pop()
    return None if last is None else round(last, DIGITS)


def _disowned(book: _Book, issue: str | None, name: str | None) -> None:
    """Home does not stand by an act of its envoy's."""
    held = book.void.get(issue, ())
    if name is not None and name not in held:
        book.void[issue] = (*held, name)


def _answered(book: _Book, issue: str | None) -> tuple[str, ...]:
    """The other side's deed that a deed answers where nobody speaks, unless it was done before the run."""
    return (book.gave[issue],) if issue in book.gave else ()


def _refused(
    scene: Scene, stands: Standing, row: Floats, turn: int, yes: Mapping[int, tuple[str, int, int]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a rejection takes back of what stands and is not signed by both: as what it answers, a yes of
    the other side's that was heard; else as what it contradicts."""
    p, i = int(row[acting.PARTY]), int(row[acting.ISSUE])
    if i not in yes or not faces(scene, row) or len(stands.names.get(i, (0, 1))) > 1:
        return (), ()
    name, by, when = yes[i]
    return ((name,), ()) if by == scene.cut.other[p] and when < turn else ((), (name,))


def _disowns(book: _Book, kind: str) -> tuple[str, ...]:
    """What an act says that its party does not stand by; it is said once."""
    if kind not in DISOWNING:
        return ()
    named = tuple(name for held in book.void.values() for name in held)
    book.void.clear()
    return named


def _contradicts(book: _Book, kind: str, issue: str | None) -> tuple[str, ...]:
    """What of it the terms of a leader contradict."""
    return book.void.pop(issue, ()) if kind in TERMS else ()


def _opening(cut: Cut, p: int, first: int, most: int) -> _Book:
    """The promises that a party has open when the run begins, and what it has asked last; most: turns of promises."""
    ledger = promises.settle(promises.ledger(cut.record), first)
    book = _Book()
    for promise in ledger.pending:
        if promise.by == cut.parties[p]:
            turn, kind = min(lapses(cut, promise, first), most), 0 if promise.kind == "truce" else 1
            book.open.append((turn, whom(cut, p, promise.to), kind, promise.act))
    book.asked.update({a.issue: a.id for a in cut.record.acts_by.get(cut.parties[p], ()) if a.kind in ASKS})
    return book


def _issue(cut: Cut, number: float) -> str | None:
    return cut.issues[int(number)].id if number >= 0 else None


def _column(cut: Cut, p: int, target: str | None) -> int:
    """The column of promises made to a target: its party's, or that of its envoy or audience."""
    return whom(cut, p, owner(cut, target))


def _settled(book: _Book, turn: int, mark: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a mark says was kept or broken: the promise that lapses first, as the kernel chooses it."""
    if not mark & (KEPT | BROKEN):
        return (), ()
    live = sorted((o for o in book.open if o[0] > turn), key=lambda o: (o[0], o[1], -o[2]))
    found = live[0]
    book.open.remove(found)
    return ((found[3],), ()) if mark & KEPT else ((), (found[3],))
