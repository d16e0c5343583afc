"""The world in which stylised facts of the simulator are tried, and how a finding is judged.

Two sides, Alda and Borin, bargain over one issue that matters and one that is technical; nothing has happened yet, so
that all that is seen is the simulator's own. Worlds that are compared have the same draws, run by run.

A finding is shown where the whole 95 % interval lies on the expected side of nothing and the difference is at least as
large as was said beforehand; where nothing is expected, it holds unless something as large is seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from math import sqrt
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from counterpoint.case.model import Case, Channel, Clocks, Issue, Party, Seat, Source, Stake
from counterpoint.case.when import When
from counterpoint.levers.patch import apply, make_patch
from counterpoint.levers.rates import with_habits
from counterpoint.playbooks import AIMS
from counterpoint.playbooks.entries import KIND_ORDER
from counterpoint.record.record import make_record
from counterpoint.simulation import run
from counterpoint.simulation.acting import CHANNEL, KIND, MARK, PARTY, TARGET
from counterpoint.simulation.arrays import BEGINS, KIND_PART, RATE, TECHNIQUES, WHOM, WIDE, Floats, Ints, Out
from counterpoint.simulation.by_hand import make_document
from counterpoint.simulation.kernel import play
from counterpoint.simulation.moving import REACHED, SIGNED
from counterpoint.simulation.scene import Scene, default_rules, make_scene
from counterpoint.simulation.tables import make_tables

RUNS: Final = 4000
LEAST_SHARE, LEAST_PAYOFF = 0.02, 0.01
"""Differences below these are not worth a name, however surely they are seen."""
NORMAL: Final = 1.96
ALDA, BORIN = 0, 1
START: Final = date(2031, 1, 1)
BOTH = (Seat(party="alda"), Seat(party="borin"))
CHANNELS: Final = tuple(
    Channel(id=name, name=name, level=level, visibility=seen, seats=BOTH)  # type: ignore[arg-type]
    for name, level, seen in (
        ("ministers", "ministers", "known"), ("desk", "working", "known"), ("services", "intelligence", "secret"),
        ("press", "public", "public"), ("field", "field", "public"),
    )
)  # fmt: skip
RATES: Final = {"ministers": 1.0, "desk": 1.0, "services": 1.0, "press": 1.0, "field": 0.5}
"""Occasions a week, of each side."""
BUNDLED: Final[Mapping[str, float]] = {}
"""No rule other than as bundled."""
FOR_EVER: Final = 30.0
"""Log days for which everybody keeps a course."""
MOST_ACTS: Final = 40_000
"""Acts of one run that are kept."""
Bools = NDArray[np.bool_]
Role = Literal["fact", "control", "figure"]


def case(channels: tuple[Channel, ...] = CHANNELS, *, clocks: Clocks | None = None, **more: Any) -> Case:
    """The two sides and what they are apart on; clocks are Alda's. More replaces parts of the case."""
    issues = tuple(
        Issue(id=name, name=name, zero="as Borin wants", one="as Alda wants", kind=kind,  # type: ignore[arg-type]
              stakes=(Stake(party="alda", declared=1.0, salience=weight),
                      Stake(party="borin", declared=0.0, salience=weight)))
        for name, kind, weight in (("border", "core", 0.9), ("banks", "technical", 0.4))
    )  # fmt: skip
    whole: dict[str, Any] = {
        "parties": (Party(id="alda", name="Alda", counterpart="borin", clocks=clocks or Clocks()),
                    Party(id="borin", name="Borin", counterpart="alda")),
        "channels": channels, "issues": issues, "start": When(START, START),
        "sources": (Source(id="archive", name="archive", reliability="A"),),
    }  # fmt: skip
    return Case(id="facts", title="Facts", turn_days=7, **(whole | more))


def scene(
    plays: Mapping[str, Any],
    *,
    turns: int,
    made: Case | None = None,
    rates: Mapping[str, float] = RATES,
    rules: Mapping[str, float] = BUNDLED,
) -> Scene:
    """The case played by two who keep their course, each acting so often on each channel; rules differ from the bundled."""
    record = make_record(made or case(), as_of=START.toordinal())
    document = make_document(plays)
    for party in document["parties"].values():
        party["values"]["dwell"] = [[FOR_EVER] * len(row) for row in party["values"]["dwell"]]
    told = default_rules(record)._replace(**rules)
    return at_rates(make_scene(record, document, turns=turns, rules=told), rates)


def at_rates(where: Scene, rates: Mapping[str, float]) -> Scene:
    """The scene in which everybody acts so often on each channel [occasions a week], in all draws."""
    habits = where.cast.habits.copy()
    for c, channel in enumerate(where.cut.channels):
        habits[:, :, c, RATE] = rates[channel.id] * where.cut.record.case.turn_days / 7
    return with_habits(where, habits)


def anybody(where: Scene) -> Scene:
    """The scene in which what the two play is drawn, for each draw of the cast, as the prior has it."""
    ways = where.cast.ways.copy()
    chances = where.cast.renew[: len(AIMS)]
    for p in (ALDA, BORIN):
        aims = np.random.default_rng([p, 25]).choice(len(AIMS), size=len(ways), p=chances / chances.sum())
        ways[:, p, BEGINS] = aims << TECHNIQUES
    return replace(where, cast=where.cast._replace(ways=ways))


def pulled(where: Scene, *levers: str) -> Scene:
    """The scene with levers pulled."""
    return apply(where, [make_patch(where, text) for text in levers])


def with_nats(where: Scene, feature: int, nats: float, *kinds: str) -> Scene:
    """The scene in which every tendency in a situation, over some kinds (all, if none is named), is of one strength."""
    cast, chosen = where.cast, [KIND_ORDER.index(k) for k in kinds or KIND_ORDER]
    first, last = cast.starts[KIND_PART, 0], cast.starts[KIND_PART, -1]
    entries = cast.entries[first:last]
    rows = first + np.flatnonzero((entries[:, 0] == feature) & np.isin(entries[:, 1], chosen))
    strengths = cast.nats.copy()
    strengths[:, :, rows] = nats
    return replace(where, cast=cast._replace(nats=strengths))


def outcomes(where: Scene, *, runs: int, seed: int) -> Out:
    """How so many runs come out."""
    return run.play_many(where, runs=runs, seed=seed, threads=2)


def logs(where: Scene, *, runs: int, seed: int) -> Iterator[tuple[Floats, Out]]:
    """The acts of each run, a row an act, the turn first, then the columns of an act; and how the runs so far came out.

    As run.play_one does it, but with room for one log only.
    """
    out = run._make_out(where, runs)._replace(
        log=np.zeros((MOST_ACTS, run.LOG)), left=np.zeros_like(where.start.mem),
        track=np.zeros((where.turns, *where.start.mem[:, :WIDE].shape)),
    )  # fmt: skip
    held = run.given(where, make_tables(where))
    for n in range(runs):
        out.told[0] = 0
        play(n, n + 1, where.turns, seed, *held, out)
        if out.told[0] == MOST_ACTS:
            raise ValueError(f"expected fewer than {MOST_ACTS} acts in run {n} (try fewer weeks)")
        yield out.log[: int(out.told[0])], out


def column(log: Floats, place: int) -> Ints:
    """A column of a log that holds whole numbers."""
    return log[:, 1 + place].astype(np.int64)


def facing(where: Scene, log: Floats) -> Bools:
    """Which acts are aimed at the other side."""
    return np.equal(where.world.seats[column(log, PARTY), column(log, CHANNEL), WHOM + column(log, TARGET)], 0)


def agreeing(log: Floats) -> Bools:
    """Which acts are acceptances that bind, or signatures."""
    return (column(log, MARK) & (REACHED | SIGNED)).astype(np.bool_)


def of_kind(log: Floats, kind: str) -> Bools:
    """Which acts are of a kind."""
    return np.equal(column(log, KIND), KIND_ORDER.index(kind))


@dataclass(frozen=True)
class Finding:
    """A number in one world and in another, their difference with its interval, and what was expected of it.

    expected: 1 or -1 for a sign, 0 for nothing; least: the smallest difference that counts; n: runs.
    """

    key: str
    what: str
    role: Role
    expected: int
    least: float
    base: float
    other: float
    value: float
    low: float
    high: float
    n: int

    @property
    def seen(self) -> int:
        """The sign of a difference that is seen and large enough; else 0."""
        if abs(self.value) < self.least or self.low <= 0.0 <= self.high:
            return 0
        return 1 if self.value > 0.0 else -1

    @property
    def verdict(self) -> str:
        """What came of what was expected; small: the expected sign is seen, but less than was to count."""
        if self.expected == 0:
            return "holds" if self.seen == 0 else "fails"
        if self.seen:
            return "shown" if self.seen == self.expected else "opposite"
        return "small" if min(self.low * self.expected, self.high * self.expected) > 0.0 else "not shown"

    @property
    def met(self) -> bool:
        """Whether it came out as expected."""
        return self.verdict in ("shown", "holds")

    def plain(self) -> dict[str, Any]:
        """JSON-ready."""
        told = {k: round(v, 4) + 0.0 if isinstance(v, float) else v for k, v in asdict(self).items()}
        return told | {"verdict": self.verdict}


@dataclass(frozen=True)
class Sought:
    """What is asked of a difference before it is measured."""

    key: str
    what: str
    expected: int
    least: float
    role: Role = "fact"


def mean_finding(sought: Sought, base: Floats, other: Floats, *, z: float = NORMAL) -> Finding:
    """How the mean of a number differs between paired runs (N,)."""
    d = np.asarray(other, dtype=float) - np.asarray(base, dtype=float)
    return _found(sought, float(np.mean(base)), float(np.mean(other)), d, z)


def ratio_finding(sought: Sought, base: tuple[Floats, Floats], other: tuple[Floats, Floats]) -> Finding:
    """How a ratio of two sums over runs differs between paired runs; each is (numerators, denominators), (N,)."""
    one, two = _influence(*base), _influence(*other)
    return _found(sought, one[0], two[0], two[0] - one[0] + two[1] - one[1], NORMAL)


def _influence(above: Floats, below: Floats) -> tuple[float, Floats]:
    """A ratio of sums, and what each run adds to it beyond the mean (delta method)."""
    above, below = np.asarray(above, dtype=float), np.asarray(below, dtype=float)
    if below.sum() == 0.0:
        return 0.0, np.zeros(len(below))
    ratio = float(above.sum() / below.sum())
    return ratio, (above - ratio * below) / below.mean()


def _found(sought: Sought, base: float, other: float, each: Floats, z: float) -> Finding:
    """A finding from what each run says of a difference (N,)."""
    value, error = float(each.mean()), float(each.std(ddof=1)) / sqrt(len(each))
    return Finding(sought.key, sought.what, sought.role, sought.expected, sought.least, base, other, value,
                   value - z * error, value + z * error, len(each))  # fmt: skip


def judged(findings: Sequence[Finding]) -> str:
    """What is said of a fact: all that was expected is shown, some of it, nothing."""
    met = [f.met for f in findings if f.role == "fact"]
    return "shown" if all(met) else "shown in part" if any(met) else "not shown"
